"""The yearly and the monthly report: every figure counted again from exported tables."""

from __future__ import annotations

import csv
import random
import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kkbdesk.desk import Desk
from kkbdesk.documents.blocks import Document, Grid, Heading, Paragraph, Photos, RowKind, Value
from kkbdesk.exchange.columns import Daftar
from kkbdesk.model.format_id import baca_angka
from kkbdesk.model.ids import KampungId, Kind, ProgramId, VariabelId, derived_id
from kkbdesk.model.kampung import Variabel
from kkbdesk.model.rencana import StatusRencana
from kkbdesk.services.foto import siapkan_foto
from kkbdesk.services.laporan import Choices
from tests.support.naskah import a_picture
from tests.support.paper import pages

LISTS = Daftar.RENCANA, Daftar.REALISASI, Daftar.PERMASALAHAN, Daftar.KAMPUNG


@pytest.fixture
def busy(sample: Desk) -> Desk:
    """The sample office with a year of plans and deeds in many places."""
    rng, today = random.Random(7), sample.today()
    places = [row.id for row in sample.kampung.daftar()]
    agencies = [item.id for item in sample.opd.daftar()]
    for number in range(30):
        money = Decimal(rng.randrange(1, 90) * 500_000) if rng.random() < 0.8 else None
        plan = sample.rencana.tambah(
            {
                "tahun": today.year + (number % 10 == 0),
                "program": ProgramId(str(rng.randrange(1, 9))),
                "kegiatan": f"Kegiatan {number}",
                "opd": rng.choice(agencies) if rng.random() < 0.9 else None,
                "mulai": today + timedelta(rng.randrange(-90, 90)),
                "anggaran": money,
                "sumber_dana": rng.choice(("apbd", "dana_desa", "")),
            },
            rng.sample(places, rng.randrange(1, 4)),
        )
        if rng.random() < 0.4 and plan.tahun == today.year:
            cost = Decimal(rng.randrange(1, 60) * 250_000) if rng.random() < 0.7 else None
            sample.realisasi.catat(
                {"rencana": plan.id, "tanggal": today, "kampung": places[0], "biaya": cost}
            )
            sample.rencana.ubah_status([plan.id], StatusRencana.SELESAI)
        elif number % 13 == 0:
            sample.rencana.ubah_status([plan.id], StatusRencana.BATAL, "Tidak ada dana")
    for number in range(7):
        sample.realisasi.catat(
            {
                "judul": f"Bebas {number}", "tanggal": today - timedelta(number),
                "kampung": rng.choice(places), "biaya": Decimal(number * 100_000) or None,
                "laki_laki": number, "perempuan": 2 * number,
            }
        )  # fmt: skip
    return sample


def exported(desk: Desk, folder: Path) -> sqlite3.Connection:
    """Return the exported lists as tables, their columns under the headings."""
    tables = sqlite3.connect(":memory:")
    for daftar in LISTS:
        path = folder / f"{daftar.value}.csv"
        desk.ekspor.ekspor(daftar, path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file, delimiter=";")
        columns = ", ".join(f'"{name}"' for name in head)
        tables.execute(f"CREATE TABLE {daftar.value} ({columns})")
        marks = ", ".join("?" * len(head))
        tables.executemany(f"INSERT INTO {daftar.value} VALUES ({marks})", rows)
    return tables


def report(desk: Desk, name: str = "tahunan", **chosen: object) -> Document:
    return desk.laporan.dokumen(name, Choices(**chosen))  # type: ignore[arg-type]


def below(document: Document, heading: str) -> list[Grid]:
    """Return the tables from a chapter's heading to the next chapter's."""
    found, inside = [], False
    for block in document.blocks:
        if isinstance(block, Heading) and block.text.split(".")[0].isupper():
            inside = heading in block.text
        elif inside and isinstance(block, Grid):
            found.append(block)
    return found


def lines(grid: Grid) -> dict[Value, tuple[Value, ...]]:
    return {row.cells[0]: row.cells[1:] for row in grid.rows}


def money(text: str | None) -> int | None:
    return int(baca_angka(text)) if text else None


def summed(values: Sequence[str | None]) -> int | None:
    known = [number for number in map(money, values) if number is not None]
    return sum(known) if known else None


def test_plans_by_program_and_agency_are_those_of_the_exported_list(
    busy: Desk, tmp_path: Path
) -> None:
    tables, year = exported(busy, tmp_path), busy.today().year
    by_program, by_agency, by_kampung = below(report(busy), "V. RENCANA")
    names = {item.nama: item.singkat for item in busy.opd.daftar()}
    for grid, column in ((by_program, "Program"), (by_agency, "Penanggung jawab")):
        shown = lines(grid)
        total = shown.pop("JUMLAH")
        counted: dict[str, list[tuple[str, str]]] = {}
        for name, status, budget in tables.execute(
            f'SELECT "{column}", "Status rencana", "Anggaran (Rp)" FROM rencana '
            f'WHERE "Tahun" = ? AND "Status rencana" != ?', (str(year), "Batal"),
        ):  # fmt: skip
            plain = names.get(name, name) or "(tidak disebut)"
            number, _, rest = plain.partition(" ")
            key = f"{number}. {rest}" if column == "Program" else plain
            counted.setdefault(key, []).append((status, budget))
        assert set(shown) == set(counted)
        for key, rows in counted.items():
            done = sum(status == "Selesai" for status, _ in rows)
            assert shown[key][0] == len(rows)
            assert shown[key][1] == done
            assert shown[key][4] == summed([budget for _, budget in rows])
        assert total[0] == sum(map(len, counted.values()))
        every = [budget for rows in counted.values() for _, budget in rows]
        assert total[4] == summed(every)
    placed: dict[str, int] = {}
    for (names_there,) in tables.execute(
        'SELECT "Kampung KB" FROM rencana WHERE "Tahun" = ? AND "Status rencana" != ?',
        (str(year), "Batal"),
    ):
        for name in names_there.split("; "):
            placed[name] = placed.get(name, 0) + 1
    assert {name: cells[0] for name, cells in lines(by_kampung).items()} == placed


def test_money_spent_is_that_of_the_exported_deeds(busy: Desk, tmp_path: Path) -> None:
    tables = exported(busy, tmp_path)
    (grid,) = below(report(busy), "VI. ANGGARAN")
    shown = lines(grid)
    spent = [row[0] for row in tables.execute('SELECT "Realisasi anggaran (Rp)" FROM realisasi')]
    assert shown["JUMLAH"][2] == summed(spent)
    free = tables.execute(
        'SELECT "Realisasi anggaran (Rp)" FROM realisasi WHERE "Melaksanakan rencana" = \'\''
    ).fetchall()
    assert shown["Di luar rencana"][0] == len(free)
    assert shown["Di luar rencana"][2] == summed([row[0] for row in free])
    said = [block.text for block in report(busy).blocks if isinstance(block, Paragraph)]
    total = f"{shown['JUMLAH'][2]:,}".replace(",", ".")
    assert any(f"terpakai seluruhnya Rp{total} (" in text for text in said)


def test_coverage_and_problems_are_those_of_the_exported_lists(busy: Desk, tmp_path: Path) -> None:
    tables, document = exported(busy, tmp_path), report(busy)
    (grid,) = below(document, "II. KEADAAN")
    for row in grid.rows:
        if row.kind is RowKind.BODY:
            (number,) = tables.execute(
                "SELECT count(*) FROM kampung WHERE Kecamatan = ? AND Aktif = 'Ya'", (row.cells[1],)
            ).fetchone()
            assert row.cells[3] == number
    (grid,) = below(document, "IX. PERMASALAHAN")
    shown = lines(grid)
    rows = tables.execute("SELECT Program, count(*) FROM permasalahan GROUP BY Program").fetchall()
    assert {name: cells[0] for name, cells in shown.items() if name != "JUMLAH"} == {
        program.replace(" ", ". ", 1): number for program, number in rows
    }
    assert shown["JUMLAH"][0] == sum(shown["JUMLAH"][1:])  # type: ignore[arg-type]  # these are counts


def test_classes_of_the_year_add_up_to_the_kampung(busy: Desk) -> None:
    (grid,) = below(report(busy), "VIII. KLASIFIKASI")
    *rows, total = [row.cells for row in grid.rows]
    assert total[-1] == len(busy.kampung.daftar())
    for at in range(1, len(total)):
        assert total[at] == sum(row[at] for row in rows)  # type: ignore[misc]  # these are counts


def test_what_is_not_known_is_not_zero(desk: Desk) -> None:
    desk.kampung.tambah({"desa": "19.05.05.2008", "nama": "Sinar Surya"})
    desk.rencana.tambah({"program": ProgramId("3"), "kegiatan": "KB"})
    document = report(desk)
    by_program, *_ = below(document, "V. RENCANA")
    assert lines(by_program)["JUMLAH"][4:] == (None, None, None)
    (grid,) = below(document, "VII. CAPAIAN")
    assert all(row.cells[1:] == (0, None, None, None) for row in grid.rows)


def test_a_share_counts_only_where_both_numbers_are_known(desk: Desk) -> None:
    places = [
        desk.kampung.tambah({"desa": code, "nama": code}).id
        for code in ("19.05.05.2008", "19.05.05.2002")
    ]
    methods = dict.fromkeys(("mow", "mop", "kondom", "implan", "suntik", "pil"), 0)
    with desk.editor.edit("Data") as unit:
        unit.put(_figures(places[0], desk.today(), pus=40, iud=10, **methods))
        unit.put(_figures(places[1], desk.today(), pus=60))
    (grid,) = below(report(desk), "VII. CAPAIAN")
    assert lines(grid)["Peserta KB dari PUS"] == (1, 10, 40, Decimal("25.0"))


def _figures(kampung: KampungId, day: date, **values: int) -> Variabel:
    id = VariabelId(derived_id(Kind.VARIABEL, kampung, day.isoformat()))
    return Variabel(id=id, kampung=kampung, tanggal=day, **values)  # type: ignore[arg-type]  # these are numbers


def test_the_letter_goes_to_the_governor_and_is_signed_by_the_regent(busy: Desk) -> None:
    content, _ = busy.laporan.pratinjau("tahunan", Choices())
    first = " ".join(pages(content)[0].split())
    assert first.startswith("CONTOH BUPATI BANGKA BARAT PROVINSI KEPULAUAN BANGKA BELITUNG")
    assert "Yth. Gubernur Kepulauan Bangka Belitung" in first
    assert "Instruksi Presiden Nomor 3 Tahun 2022" in first
    assert first.rstrip(". …").endswith("BUPATI BANGKA BARAT,")


def test_a_year_that_is_over_ends_with_its_last_day(busy: Desk) -> None:
    document = report(busy, tahun=busy.today().year - 1)
    said = " ".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    assert f"keadaan sampai 31 Desember {busy.today().year - 1}" in said
    assert "belum tercatat" in said


def test_the_month_in_sentences_tables_and_pictures(busy: Desk, tmp_path: Path) -> None:
    today = busy.today()
    path = tmp_path / "foto.png"
    path.write_bytes(a_picture(40, 30))
    done = next(
        row.realisasi
        for row in busy.realisasi.daftar(halaman=None)
        if row.realisasi.judul == "Bebas 3"
    )
    busy.realisasi.tambah_foto(done.id, [siapkan_foto(path)])
    document = report(busy, "bulanan")
    deeds, *_ = document.grids()
    inside = [
        row.realisasi
        for row in busy.realisasi.daftar(halaman=None)
        if (row.realisasi.tanggal.year, row.realisasi.tanggal.month) == (today.year, today.month)
        and row.realisasi.tanggal <= today
    ]
    assert len(deeds.rows) - 1 == len(inside)
    assert deeds.rows[-1].cells[-1] == sum(int(item.biaya) for item in inside if item.biaya)
    assert deeds.rows[-1].cells[-2] == sum(item.peserta or 0 for item in inside)
    (photos,) = [block for block in document.blocks if isinstance(block, Photos)]
    assert photos.photos[0].caption.startswith("foto (Bebas 3, ")
    text = " ".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    assert f"tercatat {len(inside)} (" in text


def test_a_month_without_anything_says_so(desk: Desk) -> None:
    document = report(desk, "bulanan", per=date(2026, 2, 28))
    text = " ".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    assert "tercatat 0 (nol) kegiatan" in text
    assert "belum disebut" in text


def test_charts_are_drawn_on_paper_and_written_as_values(busy: Desk, tmp_path: Path) -> None:
    content, _ = busy.laporan.pratinjau("tahunan", Choices())
    text = "\n".join(pages(content))
    assert "Cakupan Kampung KB per kecamatan (desa/kelurahan)" in text
    for ending in (".xlsx", ".docx"):
        busy.laporan.tulis("tahunan", tmp_path / f"t{ending}", Choices())
        assert (tmp_path / f"t{ending}").stat().st_size > 5_000
