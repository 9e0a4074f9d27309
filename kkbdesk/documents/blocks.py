"""What a document consists of, whatever it is written as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Self

from kkbdesk.model.grafik import Grafik
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


class Font(Enum):
    """The two families of letters that documents of an office use."""

    SANS = "Arial"
    SERIF = "Bookman Old Style"


@dataclass(frozen=True, slots=True)
class Letters:
    """How running text is set."""

    font: Font = Font.SANS
    size: float = 10
    """In points."""
    leading: float = 1.2
    """From line to line, in parts of the size."""
    justified: bool = False


@dataclass(frozen=True, slots=True)
class Kop:
    """The letterhead of an agency: who is above the office, the office, where it is found."""

    atas: tuple[str, ...]
    nama: str
    alamat: tuple[str, ...]
    gambar: bytes | None = None
    """The emblem at the left, PNG or JPEG."""


@dataclass(frozen=True, slots=True)
class KopPejabat:
    """The letterhead of an official: the state emblem in the middle, capitals below, no rule."""

    lines: tuple[str, ...]
    gambar: bytes | None = None
    """PNG or JPEG; without it its place stays free."""


@dataclass(frozen=True, slots=True)
class Title:
    """Centred lines that say what the document is; an empty line parts what follows."""

    lines: tuple[str, ...]
    bold: bool = True
    compact: bool = False
    """No larger than running text, without more space above."""


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
    first: float = 0
    """Millimetres by which the first line begins further right."""


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Labels with what belongs to them."""

    rows: tuple[tuple[str, Value], ...]
    label: float = 48
    """Millimetres of the labels."""
    indent: float = 0
    """Millimetres by which all of it begins further right."""


@dataclass(frozen=True, slots=True)
class Facing:
    """Labels at the left and lines at the right of the same height, as a letter begins."""

    left: KeyValues
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """Labels at the left, and at the right a QR code from which a telephone reads a text."""

    left: KeyValues
    code: str
    """Plain ASCII, for not every telephone reads more."""


class Mark(Enum):
    """How the items of a list are counted."""

    NONE = ""
    DIGIT = "1."
    LETTER = "a."
    LETTER_BRACKET = "a)"
    DIGIT_BRACKET = "1)"
    VERSE = "(1)"


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, and the list below it."""

    text: str
    items: tuple[Item, ...] = ()
    mark: Mark = Mark.LETTER
    """Of the list below it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A counted list; an item with a list below it is one of its paragraphs."""

    items: tuple[Item, ...]
    mark: Mark = Mark.DIGIT
    indent: float = 0


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label of a decree, a colon, and what it says: items, counted or not.

    Menimbang with its letters, Mengingat with its numbers, Menetapkan and the dictums with plain
    text, under which a list may stand.
    """

    label: str
    items: tuple[Item, ...]
    mark: Mark = Mark.NONE
    bold: bool = False
    """The label is bold."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Lines at the upper right, left-aligned inside: what an attachment belongs to."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """A heading, with its colon, and numbered lines at the lower left: Tembusan."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture, PNG or JPEG, and what it shows."""

    content: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class Photos:
    """Pictures, two in a row, each 80 mm wide."""

    photos: tuple[Photo, ...]


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
    staggered: bool = False
    """Texts of every second row begin in the middle: places to sign in turn."""


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
    row: float = 0
    """Least height of a row in millimetres: room to write by hand."""

    @classmethod
    def empty(cls) -> Self:
        """Return a table without columns and rows."""
        return cls((), ())

    @property
    def is_list(self) -> bool:
        """Tell whether every row is a record under one heading line, so that it can be filtered."""
        return all(row.kind is RowKind.BODY for row in self.rows) and not any(
            column.group for column in self.columns
        )


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars; where nothing can be drawn its values stand in a table."""

    grafik: Grafik

    @property
    def grid(self) -> Grid:
        """Return the values as a table."""
        chart = self.grafik
        columns = (Column(f"{each.nama} ({chart.satuan})", 40, Align.RIGHT) for each in chart.deret)
        return Grid(
            (Column(chart.menurut, 70), *columns),
            tuple(
                Row((name, *(each.nilai[at] for each in chart.deret)))
                for at, name in enumerate(chart.kategori)
            ),
        )


@dataclass(frozen=True, slots=True)
class Legend:
    """Marks and what they mean."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: lines above (place and date), office, name, rank, number."""

    jabatan: str
    """Without the comma that follows it; several lines where it is on behalf of another."""
    nama: str = ""
    pangkat: str = ""
    nip: str | None = None
    """None where the person has no such number, "" where it is not known."""
    atas: tuple[str, ...] = ()
    pada_tempatnya: str = ""
    """Stands where the signature would: ttd on a certified copy."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Those who sign, several per row; never alone on a page."""

    signers: tuple[Signer | None, ...]
    """None leaves a place in the row free."""
    per_row: int = 1
    lanjutan: str = ""
    """Stands above them on every further page."""
    bold: bool = True
    """The names are bold."""
    kotak: bool = False
    """An empty box of 60 × 25 mm stays free for the electronic signature."""
    kiri: bool = False
    """A single one stands in the left half."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = (
    Title | Heading | Paragraph | KeyValues | Facing | Coded | Listing | Labelled | Beside | Grid
    | Chart | Legend | Photos | Signatures | Closing | PageBreak
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """An attachment: pages of their own, which may lie where the others stand."""

    blocks: tuple[Block, ...]
    page: Page
    letters: Letters = field(default_factory=Letters)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document."""

    title: str
    """Of the file, as readers show it."""
    author: str
    blocks: tuple[Block, ...]
    page: Page = field(default_factory=Page)
    kop: Kop | KopPejabat | None = None
    mark: str = ""
    """Stands in the corner of every page: CONTOH."""
    stamp: str = ""
    """Stands in the corner of the first page instead: RANCANGAN, SALINAN."""
    letters: Letters = field(default_factory=Letters)
    lampiran: tuple[Section, ...] = ()
    """Follow it, each from a new page; pages are counted through."""

    @property
    def corner(self) -> str:
        """Return what stands in the corner of the first page."""
        return self.stamp or self.mark

    @property
    def sections(self) -> tuple[Section, ...]:
        """Return the document itself and its attachments."""
        return (Section(self.blocks, self.page, self.letters), *self.lampiran)

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what must be known to read the figures rightly."""
        return tuple(note for grid in self.grids() for note in grid.notes)

    def grids(self) -> Iterator[Grid]:
        """Yield the tables."""
        return (
            block
            for section in self.sections
            for block in section.blocks
            if isinstance(block, Grid)
        )
