"""What a document consists of, whatever it is written as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from kkbdesk.model.kantor import Kertas

Value = str | int | Decimal | date | None
"""What a cell holds; writers show it the Indonesian way or keep its type."""

KOSONG = "…"
"""Stands where something is not known and may be filled in by hand."""

_SIZES = {Kertas.F4: (215.0, 330.0), Kertas.A4: (210.0, 297.0)}


class Align(Enum):
    """Where text stands within its place."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins in millimetres; the first page bears no number and may begin higher."""

    paper: Kertas = Kertas.F4
    landscape: bool = False
    top: float = 15
    next_top: float = 25
    bottom: float = 20
    left: float = 25
    right: float = 20

    @property
    def width(self) -> float:
        """Return the width of the sheet as it is read."""
        return _SIZES[self.paper][self.landscape]

    @property
    def height(self) -> float:
        """Return the height of the sheet as it is read."""
        return _SIZES[self.paper][not self.landscape]

    @property
    def body(self) -> float:
        """Return the width between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Kop:
    """The letterhead: who is above the office, the office, where it is found."""

    atas: tuple[str, ...]
    nama: str
    alamat: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """The lines that say what the document is."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `small` for sources and remarks."""

    text: str
    align: Align = Align.LEFT
    small: bool = False


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Labels with what belongs to them."""

    rows: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid; the columns share the page in proportion to their widths."""

    title: str
    width: float
    """In millimetres, as it would be if the columns just filled the page."""
    align: Align = Align.LEFT
    group: str = ""
    """A heading above this column and its neighbours of the same group."""
    rotated: bool = False
    """The heading is read from below."""
    size: float = 0
    """Of the letters in points where it is not the grid's: marks are set larger."""
    least: float = 0
    """Below this width, in millimetres, columns continue on another sheet; 0 is never."""


class RowKind(Enum):
    """What a row of a grid is."""

    BODY = "body"
    GROUP = "group"
    """A heading across all columns: its only cell."""
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a grid."""

    cells: tuple[Value, ...]
    kind: RowKind = RowKind.BODY


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a heading that repeats on every page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    lead: int = 0
    """How many columns repeat where the others continue on another sheet."""
    size: float = 9
    """Of the letters, in points."""
    notes: tuple[str, ...] = ()
    """What must be known to read the figures rightly; stands right below."""

    @property
    def is_list(self) -> bool:
        """Tell whether every row is a record under one heading line, so that it can be filtered."""
        return all(row.kind is RowKind.BODY for row in self.rows) and not any(
            column.group for column in self.columns
        )


@dataclass(frozen=True, slots=True)
class Legend:
    """Marks and what they mean."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: lines above (place and date), office, name, rank, number."""

    jabatan: str
    nama: str = ""
    pangkat: str = ""
    nip: str | None = None
    """None where the person has no such number, "" where it is not known."""
    atas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatures:
    """Those who sign, several per row; never alone on a page."""

    signers: tuple[Signer, ...]
    per_row: int = 1
    lanjutan: str = ""
    """Stands above them on every further page."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Title | Heading | Paragraph | KeyValues | Grid | Legend | Signatures | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document."""

    title: str
    """Of the file, as readers show it."""
    author: str
    blocks: tuple[Block, ...]
    page: Page = field(default_factory=Page)
    kop: Kop | None = None
    mark: str = ""
    """Stands in the corner of every page: CONTOH, RANCANGAN."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what must be known to read the figures rightly."""
        return tuple(note for grid in self.grids() for note in grid.notes)

    def grids(self) -> Iterator[Grid]:
        """Yield the tables."""
        return (block for block in self.blocks if isinstance(block, Grid))
