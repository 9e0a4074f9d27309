"""Workbooks of every format, made by hand so that tests know each byte of them."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook as OpenpyxlWorkbook

Value = str | int | float | bool | date | None

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(path: Path, *rows: Sequence[Value], sheet: str = "Sheet1") -> Path:
    """Write rows as a workbook of one sheet."""
    book = OpenpyxlWorkbook()
    target = book.active
    assert target is not None
    target.title = sheet
    for row in rows:
        target.append(list(row))
    book.save(path)
    return path


def raw_xlsx(
    path: Path,
    *sheets: str,
    names: Sequence[str] = (),
    states: Sequence[str] = (),
    workbook: str = "",
    more: Mapping[str, bytes] | None = None,
) -> Path:
    """Write sheets given as XML (what stands within `worksheet`); `more` are further parts.

    `workbook` is put before the list of sheets; `states` are hidden or veryHidden.
    """
    named = [names[at] if at < len(names) else f"S{at + 1}" for at in range(len(sheets))]
    state = [states[at] if at < len(states) else "visible" for at in range(len(sheets))]
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="r{at}" state="{state[at - 1]}"/>'
        for at, name in enumerate(named, 1)
    )
    targets = "".join(
        f'<Relationship Id="r{at}" Type="{_RELATIONS}/worksheet" Target="worksheets/s{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    styles = (
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
        '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs>'
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">{workbook}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{targets}'
        f'<Relationship Id="st" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
    }
    for at, inside in enumerate(sheets, 1):
        parts[f"xl/worksheets/s{at}.xml"] = f'<worksheet xmlns="{_MAIN}">{inside}</worksheet>'
    zipped(path, {**parts, **(more or {})})
    return path


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Write an archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def inline(reference: str, text: str) -> str:
    """Return a cell of a raw sheet that holds a text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def ods(path: Path, *tables: str, names: Sequence[str] = (), styles: str = "") -> Path:
    """Write an OpenDocument workbook whose tables are given as XML."""
    spaces = " ".join(
        f'xmlns:{name}="{_OASIS}:{name}:1.0"'
        for name in ("office", "table", "text", "style", "calcext")
    )
    named = [names[at] if at < len(names) else f"T{at + 1}" for at in range(len(tables))]
    body = "".join(
        f"<table:table table:name={quoteattr(name)}>{inside}</table:table>"
        for name, inside in zip(named, tables, strict=True)
    )
    content = (
        f"<office:document-content {spaces}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def ods_row(*cells: Value) -> str:
    """Return a row of an OpenDocument table."""
    return f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _ods_cell(value: Value) -> str:
    match value:
        case None:
            return "<table:table-cell/>"
        case bool():
            kind, attribute = "boolean", f'office:boolean-value="{str(value).lower()}"'
        case date():
            kind, attribute = "date", f'office:date-value="{value.isoformat()}"'
        case int() | float():
            kind, attribute = "float", f'office:value="{value}"'
        case _:
            kind, attribute = "string", ""
    text = escape(str(value))
    return (
        f'<table:table-cell office:value-type="{kind}" {attribute}>'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def xls(
    path: Path,
    *rows: Sequence[Value],
    epoch_1904: bool = False,
    cipher: int | None = None,
    extra: Iterable[bytes] = (),
) -> Path:
    """Write an old Excel file of one sheet; `extra` are further records of the sheet.

    With a cipher (0 XOR, 1 RC4) it says that it is locked.
    """
    settings = b"" if cipher is None else record(0x002F, struct.pack("<HI", cipher, 0))
    settings += record(0x0022, struct.pack("<H", int(epoch_1904)))
    zero = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)
    stream = _biff(rows, settings, zero, b"".join(extra))
    path.write_bytes(_compound(stream))
    return path


def record(kind: int, content: bytes) -> bytes:
    """Return a record of an old Excel file."""
    return struct.pack("<HH", kind, len(content)) + content


def _biff(rows: Sequence[Sequence[Value]], settings: bytes, zero: date, extra: bytes) -> bytes:
    name = b"Lama"
    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x0600))
    start += settings
    start += b"".join(record(0x00E0, struct.pack("<HH", 0, at) + bytes(16)) for at in (0, 14))
    bound = 4 + 8 + len(name)
    offset = len(start) + bound + 4
    start += record(0x0085, struct.pack("<IBBBB", offset, 0, 0, len(name), 0) + name)
    start += record(0x000A, b"")
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0x0600))
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            sheet += _biff_cell(row, column, value, zero)
    return start + sheet + extra + record(0x000A, b"")


def _biff_cell(row: int, column: int, value: Value, zero: date) -> bytes:
    match value:
        case None:
            return b""
        case bool():
            return record(0x0205, struct.pack("<HHHBB", row, column, 0, int(value), 0))
        case date():
            return record(0x0203, struct.pack("<HHHd", row, column, 1, (value - zero).days))
        case int() | float():
            return record(0x0203, struct.pack("<HHHd", row, column, 0, value))
        case _:
            text = value.encode("utf-16-le")
            head = struct.pack("<HHHHB", row, column, 0, len(text) // 2, 1)
            return record(0x0204, head + text)


def _compound(stream: bytes) -> bytes:
    """Return a container with the stream `Workbook`: header, table, directory, content."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    table = [0xFFFFFFFD, end, *range(3, sectors + 2), end]
    table += [free] * (128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    directory = _entry("Root Entry", 5, end, 0, 1) + _entry("Workbook", 2, 2, len(stream), free)
    directory += bytes(512 - len(directory))
    return header + struct.pack("<128I", *table) + directory + stream


def _entry(name: str, kind: int, first: int, size: int, child: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    none = 0xFFFFFFFF
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, none, none, child)
        + bytes(36)
        + struct.pack("<III", first, size, 0)
    )
