"""A workbook as plain values, whatever format it came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell without a value that could be used: a formula never computed, or an error."""

    text: str
    """What stands in the cell."""
    reason: str


FORMULA = "Sel berisi rumus tanpa hasil; buka di Excel, simpan, lalu impor lagi."
ERROR = "Sel berisi galat rumus; perbaiki rumusnya atau ketik nilainya."

Cell = str | int | float | bool | date | Fault | None
"""None is an empty cell; whole numbers are int."""

Row = tuple[int, list[Cell]]
"""The number of the row in its sheet, from 1, and its cells without the empty ones at the end."""

Area = tuple[int, int, int, int]
"""Merged cells: first row, first column, last row, last column; rows from 1, columns from 0."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the rows that hold something, and which cells are merged."""

    name: str
    hidden: bool
    rows: list[Row]
    merged: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets in their order."""

    sheets: tuple[Sheet, ...]
