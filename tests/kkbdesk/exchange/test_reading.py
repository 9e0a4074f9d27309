"""Workbooks of every format become the same plain values; what is unfit is said in a sentence."""

from __future__ import annotations

import os
import struct
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kkbdesk.errors import UserError
from kkbdesk.exchange.reading import read
from kkbdesk.exchange.sheets import ERROR, FORMULA, Fault, Sheet, Workbook
from tests.support.workbooks import Value, inline, ods, ods_row, raw_xlsx, record, xls, xlsx, zipped

HEAD: list[Value] = ["Nama", "Jumlah", "Tanggal", "Ada"]
ROW: list[Value] = ["Desa Ünik 文", 12.5, date(2022, 3, 4), True]


def only(book: Workbook) -> Sheet:
    (sheet,) = book.sheets
    return sheet


def refused(path: Path) -> str:
    """Return the sentence with which a file is refused."""
    with pytest.raises(UserError) as caught:
        read(path)
    return str(caught.value)


def as_xlsx(path: Path) -> Path:
    return xlsx(path.with_suffix(".xlsx"), HEAD, ROW)


def as_xls(path: Path) -> Path:
    return xls(path.with_suffix(".xls"), HEAD, ROW)


def as_xls_of_1904(path: Path) -> Path:
    return xls(path.with_suffix(".xls"), HEAD, ROW, epoch_1904=True)


def as_ods(path: Path) -> Path:
    return ods(path.with_suffix(".ods"), ods_row(*HEAD) + ods_row(*ROW))


FORMATS = [as_xlsx, as_xls, as_xls_of_1904, as_ods]


@pytest.mark.parametrize("made", FORMATS)
def test_every_format_gives_the_same_values(tmp_path: Path, made: Callable[[Path], Path]) -> None:
    assert only(read(made(tmp_path / "buku"))).rows == [(1, HEAD), (2, ROW)]


@pytest.mark.parametrize("made", FORMATS)
@pytest.mark.parametrize("ending", [".csv", ".xlsm", ""])
def test_the_content_decides_not_the_ending(
    tmp_path: Path, made: Callable[[Path], Path], ending: str
) -> None:
    path = made(tmp_path / "buku").rename(tmp_path / f"lain{ending}")
    assert only(read(path)).rows == [(1, HEAD), (2, ROW)]


@pytest.mark.parametrize(
    ("mark", "encoding", "end"),
    [
        (";", "utf-8-sig", "\r\n"), (",", "utf-8", "\n"), ("\t", "utf-16", "\r\n"),
        (",", "cp1252", "\r"), ("\t", "utf-8", "\n"), (";", "cp1252", "\n"),
    ],
)  # fmt: skip
def test_text_is_read_whoever_wrote_it(tmp_path: Path, mark: str, encoding: str, end: str) -> None:
    lines = ["Nama|Isi|Lain", '"Café | satu"|1,5|"dua ""kutip"""', "Desa|2;5|x"]
    text = end.join(lines).replace("|", mark) + end
    if mark in "1,5 2;5":
        text = text.replace("1,5", '"1,5"').replace("2;5", '"2;5"')
    path = tmp_path / "teks.csv"
    path.write_bytes(text.encode(encoding))
    rows = [cells for _, cells in only(read(path)).rows]
    assert rows == [
        ["Nama", "Isi", "Lain"],
        [f"Café {mark} satu", "1,5", 'dua "kutip"'],
        ["Desa", "2;5", "x"],
    ]


def test_line_breaks_within_quotes_and_the_hint_of_excel_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "teks.csv"
    path.write_text('sep=;\nNama;Isi, juga\n"satu\ndua";3\n', "utf-8")
    assert [cells for _, cells in only(read(path)).rows] == [
        ["Nama", "Isi, juga"],
        ["satu\ndua", "3"],
    ]


def test_rows_keep_the_numbers_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", [], [None, None, "Judul"], [], ["a", None], [" "])
    assert only(read(path)).rows == [(2, [None, None, "Judul"]), (4, ["a"])]
    text = tmp_path / "a.csv"
    text.write_text("\n;;Judul\n\na;\n ;\n", "utf-8")
    assert only(read(text)).rows == [(2, [None, None, "Judul"]), (4, ["a"])]


def test_a_table_that_begins_far_right_keeps_its_columns(tmp_path: Path) -> None:
    data = f'<sheetData><row r="5">{inline("D5", "x")}{inline("F5", "y")}</row></sheetData>'
    path = raw_xlsx(tmp_path / "a.xlsx", data)
    assert only(read(path)).rows == [(5, [None, None, None, "x", None, "y"])]


def test_text_that_looks_like_a_number_stays_text_and_numbers_stay_numbers(tmp_path: Path) -> None:
    data = (
        f'<sheetData><row r="1">{inline("A1", "007")}<c r="B1"><v>7</v></c>'
        '<c r="C1"><v>1905012001</v></c><c r="D1"><v>0.1</v></c><c r="E1" t="b"><v>1</v></c>'
        "</row></sheetData>"
    )
    ((_, cells),) = only(read(raw_xlsx(tmp_path / "a.xlsx", data))).rows
    assert cells == ["007", 7, 1905012001, 0.1, True]
    assert [type(cell) for cell in cells] == [str, int, int, float, bool]


@pytest.mark.parametrize(("flag", "day"), [("0", date(2022, 3, 4)), ("1", date(2026, 3, 5))])
def test_dates_follow_the_epoch_of_the_workbook(tmp_path: Path, flag: str, day: date) -> None:
    data = '<sheetData><row r="1"><c r="A1" s="1"><v>44624</v></c></row></sheetData>'
    path = raw_xlsx(tmp_path / "a.xlsx", data, workbook=f'<workbookPr date1904="{flag}"/>')
    assert only(read(path)).rows == [(1, [day])]


def test_formulas_give_their_kept_result_or_say_that_there_is_none(tmp_path: Path) -> None:
    data = (
        '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1" t="str"><f>"a"</f><v>a</v></c>'
        '<c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="F1" t="e"><v>#N/A</v></c>'
        "</row></sheetData>"
    )
    ((_, cells),) = only(read(raw_xlsx(tmp_path / "a.xlsx", data))).rows
    assert cells[0] == 2
    assert cells[1] == Fault("rumus", FORMULA)
    assert cells[2:4] == [None, "a"]
    assert cells[4:] == [Fault("#DIV/0!", ERROR), Fault("#N/A", ERROR)]


def test_formulas_of_an_open_document_do_the_same(tmp_path: Path) -> None:
    row = (
        '<table:table-row><table:table-cell table:formula="of:=1+1" office:value-type="float" '
        'office:value="2"/><table:table-cell table:formula="of:=1+1"/>'
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>'
    )
    ((_, cells),) = only(read(ods(tmp_path / "a.ods", row))).rows
    assert cells == [2, Fault("rumus", FORMULA), Fault("#DIV/0!", ERROR)]


def test_errors_of_an_old_file_are_not_read_as_empty(tmp_path: Path) -> None:
    error = record(0x0205, struct.pack("<HHHBB", 0, 1, 0, 42, 1))
    path = xls(tmp_path / "a.xls", ["Nama"], ["x"], extra=[error])
    assert only(read(path)).rows[0] == (1, ["Nama", Fault("#N/A", ERROR)])


def test_hidden_sheets_are_told_and_charts_are_no_sheets(tmp_path: Path) -> None:
    data = f'<sheetData><row r="1">{inline("A1", "x")}</row></sheetData>'
    path = raw_xlsx(
        tmp_path / "a.xlsx", data, data, data, states=("visible", "hidden", "veryHidden")
    )
    assert [(sheet.name, sheet.hidden) for sheet in read(path).sheets] == [
        ("S1", False), ("S2", True), ("S3", True),
    ]  # fmt: skip


def test_merged_cells_are_told(tmp_path: Path) -> None:
    data = (
        f'<sheetData><row r="2">{inline("B2", "x")}</row></sheetData>'
        '<mergeCells count="1"><mergeCell ref="B2:C4"/></mergeCells>'
    )
    assert only(read(raw_xlsx(tmp_path / "a.xlsx", data))).merged == ((2, 1, 4, 2),)
    row = (
        '<table:table-row><table:table-cell table:number-columns-spanned="2" '
        'table:number-rows-spanned="2" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )
    assert only(read(ods(tmp_path / "a.ods", row))).merged == ((1, 0, 2, 1),)


def test_nothing_in_a_workbook_is_executed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trace = tmp_path / "jejak"
    commands = [f"=cmd|'/c touch {trace}'!A1", f'=SHELL("touch {trace}")', f"`touch {trace}`"]
    data = "".join(
        f'<row r="{at}"><c r="A{at}" t="str"><f>{text[1:]}</f><v>x</v></c></row>'
        for at, text in enumerate(commands, 1)
    )
    more = {"xl/vbaProject.bin": f'Sub Auto_Open()\nShell "touch {trace}"'.encode()}
    path = raw_xlsx(tmp_path / "a.xlsm", f"<sheetData>{data}</sheetData>", more=more)
    assert [cells for _, cells in only(read(path)).rows] == [["x"]] * 3
    text = tmp_path / "a.csv"
    text.write_text("Nama;Isi\n" + "\n".join(f"{each};1" for each in commands), "utf-8")
    assert [cells[0] for _, cells in only(read(text)).rows][1:] == commands
    assert not trace.exists()


def ole(path: Path, *names: str) -> Path:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(512)
        + b"".join(name.encode("utf-16-le") + bytes(64) for name in names)
    )
    return path


def test_a_password_is_named_and_what_to_do_about_it(tmp_path: Path) -> None:
    locked = ole(tmp_path / "a.xlsx", "EncryptionInfo", "EncryptedPackage")
    assert "kata sandi" in refused(locked)
    for cipher in (0, 1):
        assert "kata sandi" in refused(xls(tmp_path / "a.xls", ["x"], cipher=cipher))
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    path = zipped(
        tmp_path / "a.ods",
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": b"\x01\x02acak",
            "META-INF/manifest.xml": manifest,
        },
    )
    assert "kata sandi" in refused(path)


@pytest.mark.parametrize(
    "where", ["xl/worksheets/s1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_definitions_of_entities_are_not_read(tmp_path: Path, where: str, encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xxxxxxxxxx">]><a>&x;</a>'
    path = raw_xlsx(tmp_path / "a.xlsx", "<sheetData/>")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    zipped(path, {**parts, where: bomb.encode(encoding)})
    assert "berbahaya" in refused(path)


def test_a_document_that_swells_is_not_read(tmp_path: Path) -> None:
    data = "<sheetData>" + " " * 30_000_000 + "</sheetData>"
    path = raw_xlsx(tmp_path / "a.xlsx", data)
    assert path.stat().st_size < 100_000
    assert "mengembang" in refused(path)


def test_a_lie_about_the_size_is_found_out(tmp_path: Path) -> None:
    row = "<row>" + inline("A1", "isi") + "</row>"
    path = raw_xlsx(tmp_path / "a.xlsx", f"<sheetData>{row * 200_000}</sheetData>")
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("xl/worksheets/s1.xml")
    content = path.read_bytes()
    real, lie = struct.pack("<I", info.file_size), struct.pack("<I", 900)
    assert content.count(real) == 2
    path.write_bytes(content.replace(real, lie))
    assert refused(path).endswith("impor lagi.")


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "A1:B2"])
def test_a_lie_about_the_dimension_changes_nothing(tmp_path: Path, reference: str) -> None:
    lie = f'<dimension ref="{reference}"/>'
    cells = "".join(inline(f"{letter}3", letter) for letter in "ABCD")
    path = raw_xlsx(tmp_path / "a.xlsx", f"{lie}<sheetData><row r='3'>{cells}</row></sheetData>")
    assert only(read(path)).rows == [(3, list("ABCD"))]


def test_a_cell_at_the_far_end_of_a_sheet_is_answered(tmp_path: Path) -> None:
    data = (
        f'<sheetData><row r="1">{inline("A1", "x")}</row>'
        f'<row r="1048576">{inline("XFD1048576", "y")}</row></sheetData>'
    )
    assert "jauh dari tabelnya" in refused(raw_xlsx(tmp_path / "a.xlsx", data))


def test_repetitions_without_end_are_answered(tmp_path: Path) -> None:
    cell = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
        'table:number-columns-repeated="16000" office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )
    assert refused(ods(tmp_path / "a.ods", cell)).endswith("impor lagi.")


def test_empty_rows_repeated_to_the_end_are_no_rows(tmp_path: Path) -> None:
    filler = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    path = ods(tmp_path / "a.ods", ods_row("x") + filler)
    assert only(read(path)).rows == [(1, ["x"])]


@pytest.mark.parametrize("made", FORMATS)
def test_a_truncated_file_is_said_to_be_damaged(
    tmp_path: Path, made: Callable[[Path], Path]
) -> None:
    path = made(tmp_path / "buku")
    content = path.read_bytes()
    for part in (3, 2):
        path.write_bytes(content[: len(content) // part])
        assert refused(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_damage_within_a_part_is_said(tmp_path: Path, method: int) -> None:
    source = raw_xlsx(tmp_path / "a.xlsx", "<sheetData/>")
    path = tmp_path / "b.xlsx"
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(path, "w", method) as target:
        for name in archive.namelist():
            target.writestr(name, archive.read(name))
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo("xl/workbook.xml")
    content = bytearray(path.read_bytes())
    begin = part.header_offset + 30 + len(part.filename)
    content[begin + 4 : begin + 40] = b"\xff" * 36
    path.write_bytes(content)
    assert "rusak" in refused(path)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(2000),
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        b"<html><table><tr><td>Nama</td></tr></table></html>",
        b"<?xml version='1.0'?><Workbook/>",
        b"{\\rtf1 x}",
        b"PK\x03\x04" + b"bukan zip" * 50,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000),
        b"",
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_said_whatever_it_is_called(tmp_path: Path, content: bytes) -> None:
    for name in ("a.xlsx", "a.csv", "a.xls"):
        path = tmp_path / name
        path.write_bytes(content)
        said = refused(path)
        assert said.endswith(".")
        assert "\n" not in said


def test_other_office_documents_are_said(tmp_path: Path) -> None:
    assert "bukan buku kerja" in refused(ole(tmp_path / "a.doc", "WordDocument"))
    assert "bukan buku kerja" in refused(zipped(tmp_path / "a.docx", {"word/document.xml": "<w/>"}))
    assert ".xlsb" in refused(zipped(tmp_path / "a.xlsb", {"xl/workbook.bin": b"x"}))


def test_missing_files_and_folders_are_said(tmp_path: Path) -> None:
    assert "tidak ada" in refused(tmp_path / "tiada.xlsx")
    assert "folder" in refused(tmp_path)


def test_a_text_without_end_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Nama;Isi\n"' + "x;y\n" * 100_000, "utf-8")
    assert "tanda kutip" in refused(path)


@pytest.mark.skipif(sys.platform == "win32", reason="the file's owner decides otherwise there")
@pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is forbidden to root"
)
def test_a_file_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", ["x"])
    path.chmod(0)
    assert "tidak boleh dibaca" in refused(path)
