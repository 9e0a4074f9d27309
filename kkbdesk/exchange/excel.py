"""The only module that knows the workbook libraries: reads with calamine, writes with openpyxl."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from kkbdesk.errors import UserError
from kkbdesk.exchange import flaws
from kkbdesk.exchange.frames import DONE, Frame, Packer
from kkbdesk.exchange.safety import DAMAGED, PASSWORD, Format

if TYPE_CHECKING:  # the reading process imports as little as it can
    from kkbdesk.exchange.sheets import Cell
    from kkbdesk.exchange.tables import OutColumn, OutSheet


def frames(path: Path, kind: Format) -> Iterator[Frame]:
    """Yield a workbook piece by piece; raises UserError. Runs in the reading process."""
    import python_calamine as calamine  # noqa: PLC0415 - needed in that process alone

    packer = Packer()
    try:
        flawed = flaws.find(path, kind)
        with path.open("rb") as file, calamine.CalamineWorkbook.from_filelike(file) as book:
            for about in book.sheets_metadata:
                if about.typ != calamine.SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(about.name)
                found = flawed.get(about.name, flaws.Flaws())
                hidden = about.visible != calamine.SheetVisibleEnum.Visible
                yield packer.sheet(
                    about.name, hidden=hidden, merged=[*_merged(sheet), *found.merged]
                )
                shift = sheet.start[1] if sheet.start else 0
                yield from packer.rows(sheet.iter_rows(), shift, found.cells)
    except calamine.PasswordError as error:
        raise UserError(PASSWORD) from error
    except calamine.CalamineError as error:
        raise UserError(DAMAGED) from error
    yield (DONE,)


def _merged(sheet: object) -> Iterator[tuple[int, int, int, int]]:
    for (top, left), (bottom, right) in getattr(sheet, "merged_cell_ranges", None) or ():
        yield top + 1, left, bottom + 1, right


_CHOICES = "Pilihan"
"""The hidden sheet that holds what the drop-downs offer."""
_FORMATS = {
    "text": "@", "long": "@", "number": "#,##0", "year": "0", "decimal": "#,##0.######",
    "date": "dd/mm/yyyy",
}  # fmt: skip
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MISTAKEN = ("=", "+", "-", "@", "#")
"""What begins so is taken for a formula or an error, by openpyxl or when a cell is edited."""


def content(sheets: Sequence[OutSheet]) -> bytes:
    """Return a workbook, made row by row; texts stay texts whatever they look like."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes a while to import
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415

    book = Workbook(write_only=True)
    offered: dict[str, tuple[str, ...]] = {}
    try:
        for sheet in sheets:
            _write_sheet(book.create_sheet(sheet.name), sheet, offered)
        if offered:
            _write_choices(book.create_sheet(_CHOICES), offered)
    finally:
        # Sheets that are left open complain on standard error when writing fails.
        for target in book.worksheets:
            target.close()
    file = io.BytesIO()
    # As `save` does, but an archive that it leaves open complains when writing fails.
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    return file.getvalue()


def _write_choices(hidden: Any, offered: dict[str, tuple[str, ...]]) -> None:
    hidden.sheet_state = "hidden"
    hidden.append(list(offered))
    for at in range(max(len(choices) for choices in offered.values())):
        hidden.append(
            [
                _cell(hidden, choices[at], "text") if at < len(choices) else None
                for choices in offered.values()
            ]
        )


def _write_sheet(target: Any, sheet: OutSheet, offered: dict[str, tuple[str, ...]]) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    letters = [get_column_letter(at) for at in range(1, len(sheet.columns) + 1)]
    top = 3 if sheet.title else 1
    target.freeze_panes = f"A{top + 1}"
    for letter, column in zip(letters, sheet.columns, strict=True):
        dimension = target.column_dimensions[letter]
        dimension.width = column.width
        dimension.number_format = _FORMATS[column.kind.value]
        if sheet.entry:
            cells = f"{letter}{top + 1}:{letter}{top + sheet.entry}"
            _validate(target, column, cells, offered)
    if sheet.title:
        target.append([_styled(target, sheet.title, bold=True)])
        target.append([])
    target.append([_styled(target, column.heading, heading=True) for column in sheet.columns])
    number = top
    kinds = [column.kind.value for column in sheet.columns]
    for number, row in enumerate(sheet.rows, top + 1):  # noqa: B007 - the last one is wanted
        target.append([_cell(target, cell, kind) for cell, kind in zip(row, kinds, strict=True)])
    target.auto_filter.ref = f"A{top}:{letters[-1]}{max(number, top + sheet.entry)}"


def _styled(target: Any, text: str, *, bold: bool = False, heading: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415

    cell = WriteOnlyCell(target, text)
    cell.data_type = "s"
    cell.font = Font(bold=bold or heading, size=14 if bold else 11)
    if heading:
        cell.fill = PatternFill("solid", fgColor="DDE7F0")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.border = Border(bottom=Side(style="thin"))
    return cell


def _cell(target: Any, value: Cell, kind: str) -> Any:
    """Return what openpyxl writes: the value itself where nothing can be mistaken."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment  # noqa: PLC0415

    if isinstance(value, str):
        text = _ESCAPE.sub("_x005F_", _ILLEGAL.sub(" ", value))
        if kind != "long" and not text.startswith(_MISTAKEN):
            return text
        cell = WriteOnlyCell(target, text)
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(_MISTAKEN)
        if kind == "long":
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell
    if isinstance(value, date) or kind in ("decimal", "number"):
        cell = WriteOnlyCell(target, value)  # type: ignore[arg-type]  # no Fault goes out
        cell.number_format = _FORMATS["date" if isinstance(value, date) else kind]
        return cell
    return value


def _validate(
    target: Any, column: OutColumn, cells: str, offered: dict[str, tuple[str, ...]]
) -> None:
    """Offer the choices of a column, or ask for a date; a hint shows while the cell is chosen."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    rule: Any = None
    if column.choices:
        offered.setdefault(column.heading, column.choices)
        letter = get_column_letter(list(offered).index(column.heading) + 1)
        source = f"={_CHOICES}!${letter}$2:${letter}${len(column.choices) + 1}"
        rule = DataValidation("list", formula1=source, allow_blank=True)
        rule.showErrorMessage = not column.several
        rule.error = "Pilih salah satu dari daftar."
    elif column.kind.value == "date":
        rule = DataValidation(
            "date", operator="greaterThan", formula1="DATE(1945,1,1)", allow_blank=True
        )
        rule.showErrorMessage = True
        rule.error = "Tulis tanggal, misalnya 15/2/2026."
    elif column.hint:
        rule = DataValidation(allow_blank=True)
    if rule is None:
        return
    rule.errorTitle = "Isi tidak cocok"
    if column.hint:
        rule.showInputMessage = True
        rule.promptTitle, rule.prompt = column.heading[:32], column.hint[:255]
    rule.add(cells)
    target.data_validations.append(rule)
