"""What is exported can be imported again and changes nothing; templates are recognised."""

from __future__ import annotations

import csv
import zipfile
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kkbdesk.desk import Desk
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.exchange.columns import Daftar
from kkbdesk.exchange.reading import read
from kkbdesk.model.ids import JumlahDesaId, Kind, KodeWilayah, VariabelId, derived_id
from kkbdesk.model.kampung import Variabel
from kkbdesk.model.matriks import Peran
from kkbdesk.model.wilayah import DESA, JumlahDesa
from kkbdesk.services.ekspor import DAFTAR
from kkbdesk.services.impor import Permintaan
from kkbdesk.services.laporan import Choices
from kkbdesk.services.pratinjau import Hasil
from kkbdesk.services.templat import TEMPLAT
from tests.support.makers import SINAR_SURYA, TANJUNG_NIUR, a_kampung, a_klasifikasi
from tests.support.workbooks import xlsx

FORMULAS = ("=1+1", "+62 812", "-5", "@SUM(A1)", "=HYPERLINK(\"http://a\",\"b\")", "'=x",
            "|calc", "%0A")  # fmt: skip


def active(path: Path) -> Worksheet:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def fill_rest(desk: Desk) -> None:
    """Add what the sample office lacks, so that every list has rows."""
    kampung, day = a_kampung(SINAR_SURYA).id, date(2025, 3, 4)
    with desk.editor.edit("Isi") as unit:
        unit.put(
            Variabel(
                id=VariabelId(derived_id(Kind.VARIABEL, kampung, day.isoformat())),
                kampung=kampung,
                tanggal=day,
                penduduk=12_345,
                pokja_sk=True,
                plkb=False,
            )
        )
        district = KodeWilayah("19.05.05")
        id = JumlahDesaId(derived_id(Kind.JUMLAH_DESA, district, 2022))
        unit.put(JumlahDesa(id=id, wilayah=district, tahun=2022, jumlah=9))


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_every_exported_list_comes_back_the_same(sample: Desk, tmp_path: Path, ending: str) -> None:
    fill_rest(sample)
    for daftar in DAFTAR:
        path = tmp_path / f"{daftar}{ending}"
        number = sample.ekspor.ekspor(daftar, path)
        plan = sample.impor.rencana(path)
        assert plan.jenis is daftar
        assert Counter(row.hasil for row in plan.baris) == {Hasil.SAMA: number}
        assert plan.perubahan == ()


def test_a_workbook_has_types_widths_a_frozen_heading_and_filters(
    sample: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "kampung.xlsx"
    number = sample.ekspor.ekspor(Daftar.KAMPUNG, path)
    sheet = active(path)
    heads = [str(cell.value) for cell in sheet[1]]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref is not None
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.auto_filter.ref.endswith(str(number + 1))
    assert sheet.column_dimensions["A"].width >= 10
    days = [row[heads.index("Tanggal pencanangan")] for row in sheet.iter_rows(2)]
    filled = [cell for cell in days if cell.value is not None]
    assert filled
    assert all(cell.is_date and cell.number_format == "dd/mm/yyyy" for cell in filled)
    areas = [row[heads.index("Luas (km²)")].value for row in sheet.iter_rows(2)]
    assert all(value is None or isinstance(value, int | float) for value in areas)


def test_text_like_a_formula_stays_text_on_both_ways(desk: Desk, tmp_path: Path) -> None:
    with desk.editor.edit("Isi") as unit:
        villages = unit.wilayah_dalam("19.05", DESA)
        for village, text in zip(villages, FORMULAS, strict=False):
            unit.put(a_kampung(village.id, f"K {village.nama}", sk_nomor=text, catatan=text))
    book, table = tmp_path / "a.xlsx", tmp_path / "a.csv"
    desk.ekspor.ekspor(Daftar.KAMPUNG, book)
    desk.ekspor.ekspor(Daftar.KAMPUNG, table)
    cells = [cell for row in active(book).iter_rows(2) for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert set(FORMULAS) <= {cell.value for cell in cells}
    with table.open(encoding="utf-8-sig", newline="") as file:
        written = [cell for row in csv.reader(file, delimiter=";") for cell in row]
    assert not any(cell.startswith(("=", "+", "@", "|", "%")) for cell in written)
    for path in (book, table):
        plan = desk.impor.rencana(path)
        assert Counter(row.hasil for row in plan.baris) == {Hasil.SAMA: len(FORMULAS)}


def test_csv_is_what_excel_here_opens(sample: Desk, tmp_path: Path) -> None:
    with sample.editor.edit("Isi") as unit:
        unit.put(
            a_kampung(
                TANJUNG_NIUR, "Kampung; \"baru\"", luas=Decimal("12.5"),
                gambaran_umum="baris satu\nbaris dua", tanggal_pencanangan=date(2020, 3, 5),
            )
        )  # fmt: skip
    path = tmp_path / "kampung.csv"
    number = sample.ekspor.ekspor(Daftar.KAMPUNG, path)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").splitlines()
    assert len(lines) == number + 1
    (line,) = [line for line in lines if "Tanjung Niur" in line]
    assert '"Kampung; ""baru"""' in line
    for part in ("12,5", "baris satu baris dua", "05/03/2020"):
        assert part in line
    plan = sample.impor.rencana(path)
    assert {row.hasil for row in plan.baris} == {Hasil.SAMA}


def test_figures_keep_their_decimals_on_both_ways(desk: Desk, tmp_path: Path) -> None:
    with desk.editor.edit("Isi") as unit:
        unit.put(a_kampung(lintang=Decimal("-2.123456"), bujur=Decimal("105.1"),
                           luas=Decimal("1234.5678")))  # fmt: skip
        unit.put(a_klasifikasi(a_kampung().id, date(2023, 5, 2)))
    for ending in (".xlsx", ".csv"):
        for daftar in (Daftar.KAMPUNG, Daftar.KLASIFIKASI):
            path = tmp_path / f"a{ending}"
            desk.ekspor.ekspor(daftar, path)
            assert desk.impor.rencana(path).perubahan == ()


@pytest.mark.parametrize("daftar", TEMPLAT)
def test_a_blank_template_is_recognised_and_said_to_be_empty(
    desk: Desk, tmp_path: Path, daftar: Daftar
) -> None:
    path = tmp_path / "templat.xlsx"
    desk.ekspor.templat(daftar, path)
    if daftar is Daftar.MATRIKS:
        plan = desk.impor.rencana(path)
        assert {row.hasil for row in plan.baris} == {Hasil.SAMA}
        assert plan.perubahan == ()
        return
    with pytest.raises(UserError, match="tidak memuat baris data"):
        desk.impor.rencana(path)


def filled(desk: Desk, path: Path, daftar: Daftar, values: dict[str, str]) -> None:
    """Write a template and fill in its first row by heading."""
    desk.ekspor.templat(daftar, path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = [str(cell.value) for cell in sheet[1]]
    for heading, value in values.items():
        sheet.cell(2, heads.index(heading) + 1, value)
    book.save(path)


@pytest.mark.parametrize(
    ("daftar", "values"),
    [
        (
            Daftar.KAMPUNG,
            {"Kode Desa": SINAR_SURYA, "Nama Kampung KB": "Melati", "Cakupan": "Desa/Kelurahan",
             "Lokus stunting": "Ya"},
        ),
        (Daftar.OPD, {"Nama OPD": "Dinas Baru", "Singkatan": "DINBAR"}),
        (Daftar.POKJA, {"Kode Desa": SINAR_SURYA, "Nomor SK Pokja": "12/2025"}),
        (Daftar.ANGGOTA, {"Kode Desa": SINAR_SURYA, "Nama anggota": "Ani"}),
    ],
)  # fmt: skip
def test_a_template_that_was_filled_in_is_taken(
    desk: Desk, tmp_path: Path, daftar: Daftar, values: dict[str, str]
) -> None:
    if daftar is not Daftar.KAMPUNG:
        desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Melati"})
    path = tmp_path / "templat.xlsx"
    filled(desk, path, daftar, values)
    plan = desk.impor.rencana(path)
    assert (plan.jenis, [row.hasil for row in plan.baris]) == (daftar, [Hasil.BARU])
    desk.impor.terapkan(plan)
    assert desk.impor.rencana(path).perubahan == ()


def test_a_template_offers_choices_and_explains_its_columns(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "templat.xlsx"
    desk.ekspor.templat(Daftar.KAMPUNG, path)
    book = openpyxl.load_workbook(path)
    names = book.sheetnames
    assert names[:3] == ["Daftar kampung", "Petunjuk", "Kode desa"]
    assert book["Pilihan"].sheet_state == "hidden"
    assert book.worksheets[0].data_validations.count >= 4
    codes = {row[0].value for row in book["Kode desa"].iter_rows(2)}
    assert SINAR_SURYA in codes
    assert all(str(code).startswith("19.05.") for code in codes if code and code != "Kode Desa")


def test_marks_of_a_grid_become_the_matrix(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "matriks.xlsx"
    desk.ekspor.templat(Daftar.MATRIKS, path)
    book = openpyxl.load_workbook(path)
    sheet = book["Matriks"]
    assert "tahun 2026" in str(sheet["A1"].value)
    sheet["B4"], sheet["C4"], sheet["B5"] = "√", "●", "v"
    book.save(path)
    plan = desk.impor.rencana(path)
    assert plan.jumlah(Hasil.BARU) == 2
    desk.impor.terapkan(plan)
    marks = desk.matriks.grid(2026, None).sel.values()
    assert sorted(cell.peran for cell in marks) == [
        Peran.PENANGGUNG_JAWAB, Peran.PENDUKUNG, Peran.PENDUKUNG,
    ]  # fmt: skip
    assert desk.impor.rencana(path).perubahan == ()
    sheet["B4"] = "-"
    book.save(path)
    plan = desk.impor.rencana(path)
    assert (plan.jumlah(Hasil.BERUBAH), plan.jumlah(Hasil.SAMA)) == (1, len(plan.baris) - 1)


def test_the_printed_matrix_is_read_back(sample: Desk, tmp_path: Path) -> None:
    """Titles stand above its heading, a column of sums beside it, programs by their full names."""
    path = tmp_path / "cetakan.xlsx"
    sample.laporan.tulis("matriks", path, Choices())
    plan = sample.impor.rencana(path, Permintaan(jenis=Daftar.MATRIKS))
    rejected = [row.alasan for row in plan.baris if row.hasil is Hasil.DITOLAK]
    assert rejected == []
    programs = {cell.program for cell in sample.matriks.grid(2026, None).sel.values()}
    assert len([row for row in plan.baris if row.kode]) == len(programs) == 8
    assert plan.perubahan == ()


def test_one_wrong_mark_rejects_its_row_alone(desk: Desk, tmp_path: Path) -> None:
    short = [item.singkat for item in desk.opd.daftar()[:2]]
    path = xlsx(tmp_path / "a.xlsx", ["Program", *short], [1, "√", "?"], [2, "√", None])
    plan = desk.impor.rencana(path, Permintaan(jenis=Daftar.MATRIKS))
    wrong, right = plan.baris
    assert (wrong.hasil, wrong.kolom, wrong.nilai) == (Hasil.DITOLAK, short[1], "?")
    assert right.hasil is Hasil.BARU


def test_an_older_file_stays_until_the_new_one_is_complete(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"lama")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(StorageFault, match="penuh"):
        desk.ekspor.ekspor(Daftar.OPD, path)
    assert path.read_bytes() == b"lama"
    assert [item.name for item in tmp_path.iterdir() if item.is_file()] == ["a.xlsx"]


def test_the_result_of_an_import_is_a_workbook_that_confirms(desk: Desk, tmp_path: Path) -> None:
    from kkbdesk.services.impor_masukan import baca_konfirmasi  # noqa: PLC0415

    head = ["Kampung KB", "Kecamatan", "Desa", "Klasifikasi"]
    path = xlsx(tmp_path / "a.xlsx", head, ["Melati", "Tempilang", "Sinar Suria", "Dasar"],
                ["Mawar", "Tempilang", "'=1+1", "Dasar"])  # fmt: skip
    plan = desk.impor.rencana(path)
    result = tmp_path / "hasil.xlsx"
    desk.impor.tulis_hasil(plan, result)
    book = openpyxl.load_workbook(result)
    told = list(book["Hasil"].iter_rows(2, values_only=True))
    assert [(row[0], row[1]) for row in told] == [(2, "Ditolak"), (3, "Ditolak")]
    assert told[1][5] == "Desa"
    assert told[1][6] == "'=1+1"
    sheet = book["Usulan"]
    sheet.cell(2, 5, "ya")
    book.save(result)
    answer = baca_konfirmasi(result)
    assert list(answer.values()) == [SINAR_SURYA]
    again = desk.impor.rencana(path, Permintaan(konfirmasi=answer))
    assert [row.hasil for row in again.baris] == [Hasil.BARU, Hasil.DITOLAK]
    assert read(result).sheets[0].name == "Hasil"
