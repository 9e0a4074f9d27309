"""The heading of a table: one line or two, headings of groups above, long ones read from below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kkbdesk.documents.blocks import Column, Font
from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.pdf_font import face
from kkbdesk.documents.writers.text import printable

_PAD = 1.0 * mm
_RULE = 0.4
_SHADE = HexColor(f"#{style.HEAD_SHADE}")
# The heights that turned headings try, and the size below which letters do not shrink.
_TURNED = [each * mm for each in (18, 20, 22, 24, 26, 28, 31, 34, 38, 42)]
_LEAST = 6.5
_MOST = 8
"""Lines of a heading; a longer one would leave the page no room for rows."""


@dataclass(frozen=True, slots=True)
class _Cell:
    lines: tuple[str, ...]
    x: float
    width: float
    level: int
    """0 a heading of a group, 1 a column below one, 2 a column by itself."""
    rotated: bool


class Head:
    """The heading row or rows of one table, measured."""

    def __init__(
        self,
        columns: Sequence[Column],
        widths: Sequence[float],
        size: float,
        font: Font = Font.SANS,
    ) -> None:
        self._face = face(bold=True, font=font)
        self._width = sum(widths)
        self._size = self._unbroken(columns, widths, size)
        self._leading = self._size * style.LEADING
        turned = self._turned_height(columns, widths)
        cells = [*self._groups(columns, widths), *self._columns(columns, widths, turned)]
        self._cells = sorted(cells, key=lambda cell: (cell.level == 1, cell.x))
        self._upper = self._tallest(0)
        self.height = max(self._upper + self._tallest(1), self._tallest(2), turned)

    def _unbroken(self, columns: Sequence[Column], widths: Sequence[float], size: float) -> float:
        """Return the size, or the largest smaller one in which no word need be broken."""
        level = [
            (printable(column.title), width)
            for column, width in zip(columns, widths, strict=True)
            if not column.rotated
        ]
        level += [(title, width) for title, _, width in _grouped(columns, widths) if title]
        while size > _LEAST and any(
            self._longest_word(title, size) > width - 2 * _PAD for title, width in level
        ):
            size -= 0.5
        return size

    def _longest_word(self, title: str, size: float) -> float:
        return max((self._face.width(word, size) for word in title.split()), default=0)

    def _turned_height(self, columns: Sequence[Column], widths: Sequence[float]) -> float:
        """Return the lowest height in which all turned headings fit, their words whole."""
        turned = [
            (printable(column.title), width)
            for column, width in zip(columns, widths, strict=True)
            if column.rotated
        ]
        if not turned:
            return 0
        for height in _TURNED:
            room = height - 2 * _PAD
            if all(
                self._longest_word(title, self._size) <= room
                and len(self._face.lines(title, self._size, room)) <= self._beside(width)
                for title, width in turned
            ):
                return height
        return _TURNED[-1]

    def _beside(self, width: float) -> int:
        """Return how many turned lines stand beside each other in a column."""
        return max(int((width - _PAD) / self._leading), 1)

    def _groups(self, columns: Sequence[Column], widths: Sequence[float]) -> list[_Cell]:
        return [
            _Cell(self._lines(title, width), x, width, 0, rotated=False)
            for title, x, width in _grouped(columns, widths)
            if title
        ]

    def _columns(
        self, columns: Sequence[Column], widths: Sequence[float], turned: float
    ) -> list[_Cell]:
        cells: list[_Cell] = []
        x = 0.0
        for column, width in zip(columns, widths, strict=True):
            if column.rotated:
                room, most = turned - 2 * _PAD, self._beside(width)
                lines = self._face.lines(printable(column.title), self._size, room, most)
            else:
                lines = self._lines(column.title, width)
            level = 1 if column.group else 2
            cells.append(_Cell(lines, x, width, level, rotated=column.rotated))
            x += width
        return cells

    def _lines(self, title: str, width: float) -> tuple[str, ...]:
        return self._face.lines(printable(title), self._size, width - 2 * _PAD, _MOST)

    def _tallest(self, level: int) -> float:
        numbers = [
            len(cell.lines) for cell in self._cells if cell.level == level and not cell.rotated
        ]
        return max(numbers) * self._leading + 2 * _PAD if numbers else 0

    def draw(self, canvas: Canvas, top: float) -> None:
        """Draw shade, rules and texts, the upper edge at `top`."""
        canvas.setFillColor(_SHADE)
        canvas.rect(0, top - self.height, self._width, self.height, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.setLineWidth(_RULE)
        canvas.setFont(self._face.name, self._size)
        for cell in self._cells:
            upper = top - (self._upper if cell.level == 1 else 0)
            lower = top - self._upper if cell.level == 0 else top - self.height
            canvas.rect(cell.x, lower, cell.width, upper - lower, stroke=1, fill=0)
            if cell.rotated:
                self._draw_turned(canvas, cell, lower)
            else:
                self._draw_level(canvas, cell, (lower + upper) / 2)

    def _draw_level(self, canvas: Canvas, cell: _Cell, middle: float) -> None:
        block = len(cell.lines) * self._leading
        y = middle + block / 2 - self._size * 0.95
        for line in cell.lines:
            canvas.drawCentredString(cell.x + cell.width / 2, y, line)
            y -= self._leading

    def _draw_turned(self, canvas: Canvas, cell: _Cell, lower: float) -> None:
        block = len(cell.lines) * self._leading
        x = cell.x + (cell.width - block) / 2 + self._size * 0.95
        for line in cell.lines:
            canvas.saveState()
            canvas.translate(x, lower + _PAD)
            canvas.rotate(90)
            canvas.drawString(0, 0, line)
            canvas.restoreState()
            x += self._leading


def _grouped(
    columns: Sequence[Column], widths: Sequence[float]
) -> Iterator[tuple[str, float, float]]:
    """Yield the groups of neighbouring columns: heading ("" for none), place, width."""
    x = 0.0
    pairs = zip(columns, widths, strict=True)
    for title, members in groupby(pairs, key=lambda pair: pair[0].group):
        width = sum(each for _, each in members)
        yield printable(title), x, width
        x += width
