"""Needs, plan, deeds and stages on paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kkbdesk.desk import Desk
from kkbdesk.documents.blocks import Grid, Paragraph, RowKind
from kkbdesk.model.ids import ProgramId
from kkbdesk.model.rapat import StatusRapat
from kkbdesk.model.rencana import StatusRencana
from kkbdesk.services.laporan import Choices
from tests.support.makers import SINAR_SURYA

NAMES = ("permasalahan", "rencana-aksi", "jadwal", "komitmen-opd", "realisasi", "tahapan",
         "kelengkapan")  # fmt: skip


def grids(desk: Desk, name: str, **chosen: object) -> list[Grid]:
    return list(desk.laporan.dokumen(name, Choices(**chosen)).grids())  # type: ignore[arg-type]


def texts(grid: Grid) -> list[object]:
    return [cell for row in grid.rows for cell in row.cells]


def test_the_action_plan_adds_up_by_program_and_in_words(sample: Desk) -> None:
    document = sample.laporan.dokumen("rencana-aksi", Choices())
    (grid,) = document.grids()
    totals = {row.cells[1]: row.cells[7] for row in grid.rows if row.kind is RowKind.TOTAL}
    assert totals == {
        "Jumlah a": Decimal(9_000_000), "Jumlah c": Decimal(12_000_000),
        "Jumlah d": Decimal(30_000_000), "Jumlah e": None, "Jumlah g": Decimal(7_500_000),
        "JUMLAH": Decimal(58_500_000),
    }  # fmt: skip
    numbers = [row.cells[0] for row in grid.rows if row.kind is RowKind.BODY]
    assert numbers == [1, 2, 3, 4, 5]
    words = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert words[1:] == [
        "Jumlah seluruhnya Rp58.500.000 (lima puluh delapan juta lima ratus ribu rupiah). "
        "1 kegiatan belum menyebut anggarannya."
    ]


def test_what_was_called_off_is_on_no_plan(sample: Desk) -> None:
    every = [row.rencana.id for row in sample.rencana.daftar()]
    sample.rencana.ubah_status(every, StatusRencana.BATAL, "x")
    (grid,) = grids(sample, "rencana-aksi")
    assert [row.cells[7] for row in grid.rows] == [None]


def test_the_calendar_goes_month_by_month(sample: Desk) -> None:
    (grid,) = grids(sample, "jadwal")
    heads = [row.cells[0] for row in grid.rows if row.kind is RowKind.GROUP]
    assert heads == ["April 2026", "Mei 2026", "Juni 2026", "Belum dijadwalkan"]


def test_an_agency_has_a_sheet_of_what_it_leads_and_joins(sample: Desk) -> None:
    found = grids(sample, "komitmen-opd")
    roles = {(row.cells[1], row.cells[2]) for grid in found for row in grid.rows}
    assert ("Pelayanan KB bergerak", "Penanggung jawab") in roles
    assert ("Pelayanan KB bergerak", "Pendukung") in roles


def test_plan_against_deed(sample: Desk) -> None:
    items, program, *_, free = grids(sample, "realisasi")
    line = next(row for row in items.rows if row.cells[1] == "Pemberian makanan tambahan balita")
    assert line.cells[7:11] == (
        Decimal("46.7"), Decimal(30_000_000), Decimal(14_500_000), Decimal("48.3"),
    )  # fmt: skip
    total = next(row for row in program.rows if row.kind is RowKind.TOTAL)
    assert total.cells[1:] == (
        5, 0, 2, Decimal("0.0"), Decimal(58_500_000), Decimal(14_500_000), Decimal("24.8"),
    )  # fmt: skip
    assert "Gotong royong membersihkan saluran" in texts(free)


def test_problems_stand_beside_their_answers(sample: Desk) -> None:
    (grid,) = grids(sample, "permasalahan", kampung=sample.kampung.dengan_kode(SINAR_SURYA).id)
    assert [row.cells[0] for row in grid.rows] == [1, 2, 3]
    assert [row.cells[7] for row in grid.rows] == ["Belum terjawab", "Ada rencana", "Ada rencana"]
    assert grid.notes == ("3 permasalahan, 1 di antaranya belum terjawab.",)


def test_the_form_is_one_page_with_ten_lines(sample: Desk, tmp_path: Path) -> None:
    kampung = sample.kampung.dengan_kode(SINAR_SURYA).id
    made = sample.laporan.tulis(
        "formulir-permasalahan", tmp_path / "a.pdf", Choices(kampung=kampung)
    )
    assert made.halaman == 1
    (grid,) = grids(sample, "formulir-permasalahan", kampung=kampung)
    assert [row.cells[0] for row in grid.rows] == list(range(1, 11))


def test_stages_tell_what_they_lack_until_somebody_declares_them_done(sample: Desk) -> None:
    rows = sample.tahapan.daftar(2026)
    assert len(rows) == 8
    assert ("2 permasalahan belum terjawab", "rencana:pertemuan:2026") in rows[1].kurang
    assert "5 kegiatan direncanakan" in rows[1].ada
    assert not rows[1].selesai
    sample.tahapan.catat(2026, "2", {"selesai": date(2026, 5, 1), "catatan": "Disepakati rakor"})
    assert sample.tahapan.daftar(2026)[1].selesai
    noted = sample.tahapan.catat(2026, "2", {"catatan": "Tetap"})
    assert noted.selesai == date(2026, 5, 1)
    (grid,) = grids(sample, "tahapan", tahun=2026)
    assert grid.rows[1].cells[4:] == ("Selesai", "Dinyatakan selesai 1 Mei 2026. Tetap")


def test_the_meeting_and_the_regulation_are_there_with_their_dates(sample: Desk) -> None:
    rows = sample.tahapan.daftar(2026)
    assert any("rapat koordinasi" in text and "/2026" in text for text in rows[2].ada)
    assert ("Belum ada Peraturan Bupati/Wali Kota yang berlaku", "naskah:buat:perbup") in (
        rows[3].kurang
    )
    bare = sample.rapat.jadwalkan({"nama": "Rakor", "tanggal": date(2026, 5, 18)})
    sample.rapat.ubah(bare, {"status": StatusRapat.TERLAKSANA})
    lacks = {item.teks: item.buka for item in sample.tahapan.daftar(2026)[2].kurang}
    assert lacks["1 rapat belum bernotula"] == f"rapat:{bare.id}:notula"


def test_completeness_tells_full_stale_and_empty(sample: Desk) -> None:
    (grid,) = grids(sample, "kelengkapan")
    line = next(row for row in grid.rows if row.cells[1] == "Sinar Surya")
    assert line.cells[3:] == (
        "Sebagian", "Lengkap", "Lengkap", "Lengkap", "Lengkap", "Lengkap", "Kosong", "Kosong", 5,
    )  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_an_office_without_anything_gets_its_paper(desk: Desk, name: str) -> None:
    assert desk.laporan.pratinjau(name, Choices())[0]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".docx"])
def test_every_report_is_written_in_every_format(
    sample: Desk, tmp_path: Path, name: str, ending: str
) -> None:
    path = tmp_path / f"{name}{ending}"
    sample.laporan.tulis(name, path, Choices())
    assert path.stat().st_size > 1_000


def test_money_of_trillions_is_written_in_words(sample: Desk) -> None:
    sample.rencana.tambah({"program": ProgramId("1"), "kegiatan": "X",
                           "anggaran": Decimal(1_234_567_000_000)})  # fmt: skip
    document = sample.laporan.dokumen("rencana-aksi", Choices())
    words = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert "satu triliun dua ratus tiga puluh empat miliar" in words[1]
