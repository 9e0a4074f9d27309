"""Tables on their way out: sheets, columns and what their cells hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from kkbdesk.exchange.sheets import Cell


class Kind(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    YEAR = "year"
    DECIMAL = "decimal"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column to be written."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 16
    choices: tuple[str, ...] = ()
    """What may be chosen in a template."""
    several: bool = False
    """More than one of the choices may stand in a cell."""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class OutSheet:
    """A sheet to be written: a heading line and rows in the order of the columns."""

    name: str
    columns: Sequence[OutColumn]
    rows: Iterable[Sequence[Cell]] = ()
    title: str = ""
    """A line above the heading."""
    entry: int = 0
    """So many empty rows are prepared for typing, with drop-downs and formats."""
