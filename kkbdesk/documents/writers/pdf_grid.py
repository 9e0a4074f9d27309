"""Tables drawn row by row: measured once, cut where a page ends, the heading repeated.

The library's own LongTable copies the remaining rows at every page and needs a flowable in each
cell that wraps; drawing the measured lines directly takes less time than it and keeps every text
inside its cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable

from kkbdesk.documents.blocks import Align, Column, Font, Grid, Row, RowKind, Value
from kkbdesk.documents.writers import sheets, style
from kkbdesk.documents.writers.pdf_font import Face, face
from kkbdesk.documents.writers.pdf_head import Head
from kkbdesk.documents.writers.text import shown

_PAD_X, _PAD_Y = 1.2 * mm, 0.8 * mm
_RULE = 0.4
_SHADES = {
    RowKind.GROUP: HexColor(f"#{style.GROUP_SHADE}"),
    RowKind.TOTAL: HexColor(f"#{style.HEAD_SHADE}"),
}
_RESUMED = " (lanjutan)"

Cells = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the text of a column stands, and in which size."""

    column: Column
    x: float
    width: float
    size: float

    @property
    def leading(self) -> float:
        return self.size * style.LEADING

    @property
    def room(self) -> float:
        """Return the width that lines may take."""
        return self.width / 2 if self.column.staggered else self.width

    def start(self, *, moved: bool) -> float:
        """Return where text on the left begins."""
        return self.x + self.width / 2 if moved and self.column.staggered else self.x

    def indent(self, cut: Face, line: str) -> float:
        """Return how far a line begins from the left of the column's text."""
        free = self.width - cut.width(line, self.size)
        return free if self.column.align is Align.RIGHT else free / 2


@dataclass(frozen=True, slots=True)
class Measured:
    """A row in lines; one taller than a page comes as several."""

    cells: Cells
    kind: RowKind
    height: float
    moved: bool = False
    """Staggered columns begin in the middle."""


class Table:
    """A grid measured for a width: what does not change while it is cut into pages."""

    def __init__(self, grid: Grid, width: float, tallest: float, font: Font = Font.SANS) -> None:
        self._font = font
        self.least = grid.row * mm
        widths = [each * mm for each in sheets.widths(grid.columns, width / mm)]
        self.width = width
        self.edges = [0.0, *accumulate(widths)][1:-1]
        plain = [
            _Place(column, x + _PAD_X, each - 2 * _PAD_X, grid.size)
            for column, x, each in zip(grid.columns, (0.0, *self.edges), widths, strict=True)
        ]
        self._places: dict[RowKind, Sequence[_Place]] = {
            RowKind.BODY: [replace(place, size=place.column.size or grid.size) for place in plain],
            RowKind.GROUP: [_Place(Column("", 0), _PAD_X, width - 2 * _PAD_X, grid.size)],
            RowKind.TOTAL: plain,
        }
        self.head = Head(grid.columns, widths, grid.size, font)
        self.rows: list[Measured] = []
        self.resumed: list[Measured | None] = []
        """Per row the heading of its group, as it stands where the group goes on."""
        most = max(int((tallest - self.head.height) / 2 / grid.size / style.LEADING), 1)
        group: Measured | None = None
        body = 0
        for row in grid.rows:
            body = body + 1 if row.kind is RowKind.BODY else 0
            measured = self._measured(row, most, moved=bool(body) and body % 2 == 0)
            if row.kind is RowKind.GROUP:
                again = Row((f"{row.cells[0]}{_RESUMED}",), RowKind.GROUP)
                group = self._measured(again, most)[0]
            self.rows += measured
            self.resumed += [group if row.kind is RowKind.BODY else None] * len(measured)

    def of(self, kind: RowKind) -> tuple[Sequence[_Place], Face]:
        """Return where the texts of a kind of row stand, and in which cut."""
        return self._places[kind], face(bold=kind is not RowKind.BODY, font=self._font)

    def _measured(self, row: Row, most: int, *, moved: bool = False) -> list[Measured]:
        places, cut = self.of(row.kind)
        cells = tuple(
            _lines(value, place, cut) for value, place in zip(row.cells, places, strict=True)
        )
        tall = max(map(len, cells))
        starts = range(0, max(tall, 1), most)
        pieces = (tuple(lines[start : start + most] for lines in cells) for start in starts)
        least = self.least if row.kind is RowKind.BODY else 0
        return [
            Measured(piece, row.kind, max(_height(piece, places), least), moved) for piece in pieces
        ]


def _lines(value: Value, place: _Place, cut: Face) -> tuple[str, ...]:
    text = shown(value)
    return cut.lines(text, place.size, place.room) if text else ()


def _height(cells: Cells, places: Sequence[_Place]) -> float:
    heights = [len(lines) * place.leading for lines, place in zip(cells, places, strict=True)]
    return max(*heights, places[0].leading) + 2 * _PAD_Y


class GridFlow(Flowable):
    """Some of the rows of a table under its heading."""

    def __init__(self, table: Table, first: int = 0, last: int | None = None) -> None:
        super().__init__()
        self._table = table
        self._first = first
        self._last = len(table.rows) if last is None else last

    def _rows(self) -> list[Measured]:
        """Return the rows, below the heading of their group where it goes on."""
        table = self._table
        rows = table.rows[self._first : self._last]
        resumed = table.resumed[self._first] if self._first < self._last else None
        return [resumed, *rows] if resumed is not None and self._first else rows

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the space that heading and rows take."""
        self.width = width
        self.height = self._table.head.height + sum(row.height for row in self._rows())
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the rows that fit and the rest under the heading again, or nothing."""
        parts = self.parted(height, 1)
        return [] if parts is None else list(parts)

    def parted(self, height: float, keep: int) -> tuple[GridFlow, GridFlow] | None:
        """Return the rows that fit and the rest, at least `keep` of them; None if none fits.

        A heading of a group never ends a page, and totals never begin one.
        """
        rows, cut = self._table.rows, self._first
        height -= self._table.head.height
        if self._first and (resumed := self._table.resumed[self._first]) is not None:
            height -= resumed.height
        while cut < self._last and rows[cut].height <= height:
            height -= rows[cut].height
            cut += 1
        cut = min(cut, self._last - keep)
        while cut > self._first and (
            rows[cut - 1].kind is RowKind.GROUP or rows[cut].kind is RowKind.TOTAL
        ):
            cut -= 1
        if cut <= self._first:
            return None
        return GridFlow(self._table, self._first, cut), GridFlow(self._table, cut, self._last)

    def draw(self) -> None:
        """Draw shades, texts and rules."""
        self._table.head.draw(self.canv, self.height)
        rows = self._rows()
        edges = [self.height - self._table.head.height]
        for row in rows:
            edges.append(edges[-1] - row.height)
        self._shade(rows, edges)
        text = self.canv.beginText()
        for row, top in zip(rows, edges, strict=False):
            self._write(text, row, top)
        self.canv.drawText(text)
        self._rule(rows, edges)

    def _shade(self, rows: Sequence[Measured], edges: Sequence[float]) -> None:
        for row, foot in zip(rows, edges[1:], strict=True):
            if row.kind in _SHADES:
                self.canv.setFillColor(_SHADES[row.kind])
                self.canv.rect(0, foot, self._table.width, row.height, stroke=0, fill=1)
        self.canv.setFillGray(0)

    def _write(self, text: PDFTextObject, row: Measured, top: float) -> None:
        places, cut = self._table.of(row.kind)
        for lines, place in zip(row.cells, places, strict=True):
            if not lines:
                continue
            text.setFont(cut.name, place.size, place.leading)
            y = top - _PAD_Y - place.size * 0.95
            if place.column.rotated or self._table.least:
                y -= (row.height - 2 * _PAD_Y - len(lines) * place.leading) / 2
            if place.column.align is Align.LEFT:
                text.setTextOrigin(place.start(moved=row.moved), y)
                for line in lines:
                    text.textLine(line)
                continue
            for line in lines:
                text.setTextOrigin(place.x + place.indent(cut, line), y)
                text.textLine(line)
                y -= place.leading

    def _rule(self, rows: Sequence[Measured], edges: Sequence[float]) -> None:
        """Draw the rules; those between columns stop at the heading of a group."""
        width = self._table.width
        drawn: list[tuple[float, float, float, float]] = [(0, y, width, y) for y in edges]
        drawn += [(x, edges[0], x, edges[-1]) for x in (0, width)]
        stops = [index for index, row in enumerate(rows) if row.kind is RowKind.GROUP]
        start = 0
        for stop in (*stops, len(rows)):
            if stop > start:
                drawn += [(x, edges[start], x, edges[stop]) for x in self._table.edges]
            start = stop + 1
        self.canv.setLineWidth(_RULE)
        self.canv.lines(drawn)
