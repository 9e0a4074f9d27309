"""Which list a sheet holds and where its columns are, however its heading was drawn."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest

from kkbdesk.errors import UserError
from kkbdesk.exchange.columns import Daftar
from kkbdesk.exchange.headings import Table, UnknownTable, find_table
from kkbdesk.exchange.sheets import Area, Cell, Sheet, Workbook

SITUS = ("No", "Kampung KB", "Provinsi", "Kabupaten", "Kecamatan", "Desa")
SKOR = ("Input Pokja", "Index Input", "Klasifikasi")
KEPALA = (*SITUS, *SKOR)
ISI: tuple[Cell, ...] = (None, "SINAR SURYA", "X", "Y", "Z", "SINAR SURYA", 4, 3.4, "Mandiri")


def a_sheet(
    *rows: Sequence[Cell], name: str = "S", hidden: bool = False, merged: tuple[Area, ...] = ()
) -> Sheet:
    numbered = [(number, list(cells)) for number, cells in enumerate(rows, 1) if any(cells)]
    return Sheet(name, hidden, numbered, merged)


def found(*rows: Sequence[Cell], merged: tuple[Area, ...] = ()) -> Table:
    return find_table(Workbook((a_sheet(*rows, merged=merged),)))


@pytest.mark.parametrize(
    ("heading", "daftar"),
    [
        (KEPALA, Daftar.KLASIFIKASI),
        ((*SITUS, "Pus", "Penduduk", "Keluarga", "BKB"), Daftar.VARIABEL),
        (("Nama Kampung KB", "Kode Desa", "Tanggal pencanangan"), Daftar.KAMPUNG),
        (("Nama OPD", "Singkatan", "Jenis", "Tupoksi"), Daftar.OPD),
        (("Kampung KB", "Desa", "Nama", "Kedudukan", "Seksi"), Daftar.ANGGOTA),
        (("Program", "OPD", "Peran"), Daftar.MATRIKS),
        (("Kecamatan", "Jumlah Desa", "Tahun"), Daftar.JUMLAH_DESA),
    ],
)
def test_a_list_is_told_by_its_headings(heading: tuple[str, ...], daftar: Daftar) -> None:
    table = found(heading, ["x"] * len(heading))
    assert table.daftar is daftar
    assert len(table.rows) == 1


def test_columns_may_stand_in_any_order_and_some_may_be_missing() -> None:
    table = found(tuple(reversed(KEPALA)), tuple(reversed(ISI)))
    assert table.daftar is Daftar.KLASIFIKASI
    assert table.places["nama"] == 7
    assert table.places["kelas"] == 0
    without = found(("Kampung KB", "Desa", "Klasifikasi"), ("a", "b", "c"))
    assert set(without.places) == {"nama", "desa", "kelas"}


@pytest.mark.parametrize(
    "written",
    ["KAMPUNG KB", "  kampung   kb ", "Kampung\nKB", "Kampung_KB", "Kampung-KB",
     "Kampung KB (nama)", "Ｋampung KB", "Nama Kampung KB"],
)  # fmt: skip
def test_the_way_a_heading_is_written_does_not_matter(written: str) -> None:
    table = found((written, "Desa", "Klasifikasi"), ("a", "b", "c"))
    assert table.places["nama"] == 0


def test_titles_above_are_kept_and_passed_over() -> None:
    titles: list[list[Cell]] = [
        ["DATA KAMPUNG KB"],
        ["Keadaan per 5 Mei 2023"],
        [None],
        ["Kabupaten", "Bangka Barat"],
    ]
    table = found(*titles, KEPALA, ISI)
    assert [number for number, _ in table.rows] == [6]
    assert [cells[0] for _, cells in table.above][:2] == [
        "DATA KAMPUNG KB",
        "Keadaan per 5 Mei 2023",
    ]


def test_a_heading_of_two_lines_with_merged_cells_is_read() -> None:
    rows: list[list[Cell]] = [
        ["Kampung KB", "Desa", "Skor", None, None],
        [None, None, "Input Pokja", "Index Input", "Klasifikasi"],
        ["a", "b", 4, 3.4, "Mandiri"],
    ]
    merged = ((1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 4))
    table = found(*rows, merged=merged)
    assert table.places == {"nama": 0, "desa": 1, "input_pokja": 2, "indeks_input": 3, "kelas": 4}
    assert table.rows == ((3, ["a", "b", 4, 3.4, "Mandiri"]),)


def test_a_heading_split_over_two_lines_without_merging_is_read() -> None:
    rows: list[list[Cell]] = [
        ["Kampung", "Desa", "Input", "Index", "Klasifikasi"],
        ["KB", None, "Pokja", "Input", None],
        ["a", "b", 4, 3.4, "Mandiri"],
    ]
    table = found(*rows)
    assert table.places == {"nama": 0, "desa": 1, "input_pokja": 2, "indeks_input": 3, "kelas": 4}


def test_a_line_that_numbers_the_columns_is_no_row() -> None:
    numbers = [f"({number})" for number in range(1, len(KEPALA) + 1)]
    assert [number for number, _ in found(KEPALA, numbers, ISI).rows] == [3]


def test_a_merged_name_is_repeated_but_a_merged_figure_is_not() -> None:
    rows: list[list[Cell]] = [
        ["Kecamatan", "Desa", "Kampung KB", "Input Pokja", "Klasifikasi"],
        ["TEMPILANG", "A", "a", 4, "Dasar"],
        [None, "B", "b", None, "Dasar"],
        ["KELAPA", "C", "c", 3, "Dasar"],
    ]
    table = found(*rows, merged=((2, 0, 3, 0), (2, 3, 3, 3)))
    assert [cells[0] for _, cells in table.rows] == ["TEMPILANG", "TEMPILANG", "KELAPA"]
    assert [cells[3] for _, cells in table.rows] == [4, None, 3]


def test_unknown_and_double_columns_are_named() -> None:
    table = found((*KEPALA, "Catatan petugas", "Klasifikasi"), (*ISI, "x", "Dasar"))
    assert table.places["kelas"] == KEPALA.index("Klasifikasi")
    assert any("ganda" in note and "Klasifikasi" in note for note in table.notes)
    assert any("tidak dikenal" in note and "Catatan petugas" in note for note in table.notes)


def test_hidden_sheets_are_read_only_by_name() -> None:
    hidden = a_sheet(KEPALA, ISI, name="Rahasia", hidden=True)
    with pytest.raises(UserError, match="tersembunyi"):
        find_table(Workbook((hidden,)))
    assert find_table(Workbook((hidden,)), sheet="rahasia").sheet == "Rahasia"


def test_of_several_sheets_the_fullest_is_taken_and_the_others_named() -> None:
    small = a_sheet(("Kampung KB", "Desa", "Klasifikasi"), ("a", "b", "c"), name="Kecil")
    book = Workbook((small, a_sheet(KEPALA, ISI, name="Besar"), a_sheet(["catatan"], name="C")))
    table = find_table(book)
    assert table.sheet == "Besar"
    assert any("Kecil" in note for note in table.notes)
    assert find_table(book, sheet="Kecil").sheet == "Kecil"
    with pytest.raises(UserError, match="Kecil, Besar, C"):
        find_table(book, sheet="Tiada")


def test_what_nobody_knows_is_said_with_the_headings_found() -> None:
    with pytest.raises(UnknownTable, match="Apa, Berapa") as caught:
        found(["Laporan"], ["Apa", "Berapa"], ["x", 1])
    assert caught.value.headings == {"S": ("Apa", "Berapa")}


def test_what_the_user_explained_comes_before_what_a_heading_seems_to_say() -> None:
    book = Workbook((a_sheet(("Nama", "Tempat", "Nilai"), ("a", "b", "Dasar")),))
    remembered = {Daftar.KLASIFIKASI: {"tempat": "desa", "nilai": "kelas"}}
    table = find_table(book, remembered=remembered)
    assert (table.daftar, table.places) == (
        Daftar.KLASIFIKASI, {"desa": 1, "kelas": 2, "nama": 0},
    )  # fmt: skip


def test_a_sheet_full_of_texts_is_not_searched_for_minutes() -> None:
    rows = [[f"{row} {column}" for column in range(8_000)] for row in range(33)]
    start = time.monotonic()
    with pytest.raises(UnknownTable):
        found(*rows)
    assert time.monotonic() - start < 15


@pytest.mark.parametrize("rows", [[], [[None]], [["Kampung KB"]]])
def test_a_workbook_without_a_table_is_said(rows: list[list[Cell]]) -> None:
    with pytest.raises(UserError):
        find_table(Workbook((a_sheet(*rows),)))
