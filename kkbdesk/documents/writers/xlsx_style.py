"""How cells of a workbook look, by what they hold; made once, copied many times."""

from __future__ import annotations

from copy import copy
from datetime import date
from decimal import Decimal
from enum import Enum

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from kkbdesk.documents.blocks import Align, Value
from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.text import printable

_EXECUTED = ("=", "+", "-", "@", "\t", "\r", "|", "%")
"""A spreadsheet may take text that begins so for a formula or a command."""
_THIN = Side(style="thin", color="FF000000")
_RULED = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_DATE = "dd/mm/yyyy"


class Role(Enum):
    """What a cell is for."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    SMALL = "small"
    STRONG = "strong"
    HEAD = "head"
    BODY = "body"
    GROUP = "group"
    TOTAL = "total"

    @property
    def size(self) -> float:
        """Return the size of the letters in points."""
        return _SIZE.get(self, style.BODY)


_BOLD = {Role.TITLE, Role.HEADING, Role.STRONG, Role.HEAD, Role.GROUP, Role.TOTAL}
_SIZE = {Role.TITLE: style.TITLE, Role.HEADING: style.HEADING, Role.SMALL: style.SMALL}
_SHADE = {
    Role.HEAD: style.HEAD_SHADE,
    Role.TOTAL: style.HEAD_SHADE,
    Role.GROUP: style.GROUP_SHADE,
}
_IN_GRID = {Role.HEAD, Role.BODY, Role.GROUP, Role.TOTAL}


class Cells:
    """Makes the cells of one worksheet."""

    def __init__(self, worksheet: Worksheet) -> None:
        self._worksheet = worksheet
        self._patterns: dict[tuple[object, ...], Cell] = {}

    def make(
        self,
        value: Value,
        role: Role,
        align: Align = Align.LEFT,
        *,
        turned: bool = False,
        size: float = 0,
        middle: bool = False,
    ) -> Cell:
        """Return a cell that holds the value as what it is; text is never anything but text."""
        text = printable(value) if isinstance(value, str) else None
        quoted = text is not None and text.startswith(_EXECUTED)
        size = size or role.size
        key = role, align, turned, size, middle, quoted, _format(value)
        if key not in self._patterns:
            pattern = self._pattern(role, align, size, turned=turned, middle=middle)
            pattern.number_format = _format(value)
            pattern.quotePrefix = quoted
            self._patterns[key] = pattern
        cell = copy(self._patterns[key])
        cell.value = value if text is None else text
        if text:
            cell.data_type = "s"
        return cell

    def _pattern(
        self, role: Role, align: Align, size: float, *, turned: bool, middle: bool
    ) -> Cell:
        cell = Cell(self._worksheet, row=1, column=1)
        cell.font = Font(style.FONT, size, bold=role in _BOLD)
        cell.alignment = Alignment(
            horizontal=align.value,
            vertical="center" if middle or role is Role.HEAD else "top",
            wrap_text=True,
            text_rotation=90 if turned else 0,
        )
        if role in _IN_GRID:
            cell.border = _RULED
        if role in _SHADE:
            cell.fill = PatternFill("solid", fgColor=f"FF{_SHADE[role]}")
        return cell


def _format(value: Value) -> str:
    match value:
        case Decimal():
            places = -int(value.as_tuple().exponent)
            return f"#,##0.{'0' * places}" if places > 0 else "#,##0"
        case int():
            return "#,##0"
        case date():
            return _DATE
        case _:
            return "General"
