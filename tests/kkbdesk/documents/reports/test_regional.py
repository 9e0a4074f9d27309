"""Number, class and other sectors per region: counted, added up, rounded half up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kkbdesk.desk import Desk
from kkbdesk.documents.blocks import (
    Align,
    Column,
    Document,
    Grid,
    Paragraph,
    Row,
    RowKind,
    Signatures,
    Signer,
    Title,
    Value,
)
from kkbdesk.documents.report import Choices
from kkbdesk.documents.reports.regional import percent
from kkbdesk.model.ids import KodeWilayah
from kkbdesk.model.matriks import Peran
from tests.support.makers import SINAR_SURYA, a_kampung, a_klasifikasi
from tests.support.papers import Counts, found

TODAY = date(2026, 5, 20)
COUNTS = {
    "19.05.01": Counts(3, 1, (2, 1, 1, 0)),
    "19.05.02": Counts(0, 2, (0, 0, 1, 1)),
    "19.05.04": Counts(5, 0, (5, 0, 0, 0)),
}


def grid(document: Document) -> Grid:
    (table,) = document.grids()
    return table


def figures(document: Document) -> list[tuple[Value, ...]]:
    return [row.cells[1:] for row in grid(document).rows]


def test_the_number_per_region_as_a_whole_document(desk: Desk) -> None:
    found(desk, COUNTS, TODAY)
    desk.kantor.ubah(desk.kantor.get(), {"tempat": "Mentok", "kepala_nama": "Ani, S.Sos."})
    document = desk.laporan.dokumen("jumlah", Choices())
    assert document.blocks == (
        Title(("JUMLAH KAMPUNG KELUARGA BERKUALITAS", "KABUPATEN BANGKA BARAT")),
        Paragraph("Keadaan per 20 Mei 2026", Align.CENTER),
        Grid(
            columns=(
                Column("No", 9, Align.CENTER),
                Column("Kecamatan", 47),
                Column("s.d. 31 Desember 2025", 24, Align.RIGHT),
                Column("Tambahan 2026", 24, Align.RIGHT),
                Column("s.d. 20 Mei 2026", 24, Align.RIGHT),
                Column("Jumlah Desa/Kelurahan", 26, Align.RIGHT),
                Column("% Terbentuk", 21, Align.RIGHT),
            ),
            rows=(
                Row((1, "Mentok", 3, 1, 4, 9, Decimal("44.44"))),
                Row((2, "Simpang Teritip", 0, 2, 2, 13, Decimal("15.38"))),
                Row((3, "Jebus", 0, 0, 0, 11, Decimal("0.00"))),
                Row((4, "Kelapa", 5, 0, 5, 14, Decimal("35.71"))),
                Row((5, "Tempilang", 0, 0, 0, 9, Decimal("0.00"))),
                Row((6, "Parittiga", 0, 0, 0, 10, Decimal("0.00"))),
                Row((None, "Jumlah", 8, 3, 11, 66, Decimal("16.67")), RowKind.TOTAL),
            ),
        ),
        Paragraph(
            "Sumber: registri Kampung KB Dinas Pengendalian Penduduk KB, PP, dan PA; "
            "jumlah desa/kelurahan menurut daftar kode wilayah Kementerian Dalam Negeri yang "
            "berlaku pada 20 Mei 2026.",
            small=True,
        ),
        Signatures((Signer("KEPALA DINAS", "Ani, S.Sos.", nip="", atas=("Mentok, 20 Mei 2026",)),)),
    )
    assert document.notes == ()


def test_the_day_decides_what_counts(desk: Desk) -> None:
    found(desk, COUNTS, TODAY)
    document = desk.laporan.dokumen("jumlah", Choices(per=date(2025, 12, 31)))
    assert figures(document)[0] == ("Mentok", 0, 3, 3, 9, Decimal("33.33"))
    assert grid(document).columns[2].title == "s.d. 31 Desember 2024"
    assert figures(document)[-1][1:4] == (0, 8, 8)


def test_kampung_without_date_are_told(desk: Desk) -> None:
    seen, unseen = a_kampung(), a_kampung("19.05.05.2002", "Tanjung Niur")
    with desk.editor.edit("Isi") as unit:
        unit.put(seen)
        unit.put(unseen)
        unit.put(a_klasifikasi(seen.id, date(2024, 6, 1)))
    now = desk.laporan.dokumen("jumlah", Choices())
    assert figures(now)[4] == ("Tempilang", 1, 1, 2, 9, Decimal("22.22"))
    assert now.notes == (
        "1 Kampung KB tanpa tanggal pencanangan dihitung sejak data pertamanya.",
        "1 Kampung KB tanpa tanggal pencanangan dan tanpa data dihitung sejak hari ini.",
    )
    before = desk.laporan.dokumen("jumlah", Choices(tahun=2024))
    assert figures(before)[4][1:4] == (0, 1, 1)
    assert before.notes[1].endswith("tidak dihitung.")


def test_a_stated_number_of_villages_is_used_and_sourced(desk: Desk) -> None:
    desk.wilayah.nyatakan_jumlah(KodeWilayah("19.05.01"), 2024, 8, "SK Bupati 1/2024")
    document = desk.laporan.dokumen("jumlah", Choices())
    assert figures(document)[0][4] == 8
    assert figures(document)[-1][4] == 65
    assert document.notes == ("Jumlah desa/kelurahan Mentok: SK Bupati 1/2024.",)
    source = document.blocks[-2]
    assert isinstance(source, Paragraph)
    assert source.text.endswith("kecuali yang disebut dalam catatan.")


def test_classes_and_those_without_one_add_up(desk: Desk) -> None:
    found(desk, COUNTS, TODAY)
    with desk.editor.edit("Tanpa klasifikasi") as unit:
        unit.put(a_kampung(SINAR_SURYA, tanggal_pencanangan=date(2020, 1, 1)))
    document = desk.laporan.dokumen("klasifikasi", Choices())
    groups = [column.group for column in grid(document).columns[2:-1:2]]
    assert groups == ["Dasar", "Berkembang", "Mandiri", "Berkelanjutan", "Belum ada klasifikasi"]
    rows = figures(document)
    assert rows[0] == (
        "Mentok", 2, Decimal("50.00"), 1, Decimal("25.00"), 1, Decimal("25.00"), 0,
        Decimal("0.00"), 0, Decimal("0.00"), 4,
    )  # fmt: skip
    assert rows[2] == ("Jebus", *[0, "–"] * 5, 0)
    assert rows[4][-3:] == (1, Decimal("100.00"), 1)
    assert rows[-1][1::2] == (7, 1, 2, 1, 1, 12)
    for row in rows:
        assert sum(value for value in row[1:-1] if isinstance(value, int)) == row[-1]


def test_other_sectors_are_counted_without_the_coordinator(desk: Desk) -> None:
    found(desk, COUNTS, TODAY)
    one, two, three = desk.kampung.daftar()[:3]
    agencies = desk.opd.daftar()
    for row, number in ((one, 1), (two, 4), (three, 9)):
        cells = {("1", item.id): Peran.PENDUKUNG for item in agencies[: number + 1]} | {
            ("2", agencies[1].id): Peran.PENANGGUNG_JAWAB
        }
        desk.matriks.isi(2026, row.id, cells)  # type: ignore[arg-type]  # plain numbers
    document = desk.laporan.dokumen("lintas-sektor", Choices())
    titles = [column.title for column in grid(document).columns[2:]]
    assert titles == [
        "1-3 Lintas Sektor", "4-7 Lintas Sektor", ">7 Lintas Sektor", "Belum Mengisi", "Jumlah",
    ]  # fmt: skip
    assert figures(document)[-1] == ("Jumlah", 1, 1, 1, 8, 11)
    assert figures(desk.laporan.dokumen("lintas-sektor", Choices(tahun=2025)))[-1][4] == 8


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(1, 32, "3.13"), (1, 3, "33.33"), (2, 3, "66.67"), (0, 5, "0.00"), (37, 37, "100.00")],
)
def test_shares_are_rounded_half_up(part: int, whole: int, shown: str) -> None:
    assert percent(part, whole) == Decimal(shown)


def test_the_share_of_nothing_is_no_number() -> None:
    assert percent(0, 0) == "–"
