"""Text that flows over pages: lines measured beforehand, drawn where they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from kkbdesk.documents.blocks import Align, Letters
from kkbdesk.documents.writers.pdf_font import Face, face

_DROP = 0.25
"""Of the size: how far the foot of a line is above the lower edge of its place."""
_WIDEST_BLANK = 3.0
"""Of the size: what a justified line adds to its blanks at most."""


class Line(NamedTuple):
    """One line of text in one cut and size; `stretch` widens its blanks, in points."""

    text: str
    face: Face
    size: float
    leading: float
    stretch: float = 0


class Piece(NamedTuple):
    """A line in its place from the left; pieces are drawn in their order within a flow."""

    x: float
    line: Line
    order: float = 0


@dataclass(frozen=True, slots=True)
class Row:
    """What stands beside each other; a page may end before it where it stands `apart`."""

    pieces: tuple[Piece, ...]
    height: float
    foot: float
    """From its upper edge to the foot of its letters."""
    before: float = 0
    """Space above, none at the top of a page."""
    apart: bool = True


class Flow(Flowable):
    """Rows of text below each other."""

    def __init__(
        self,
        rows: Sequence[Row],
        *,
        before: float = 0,
        after: float = 0,
        leads: bool = False,
        trails: bool = False,
    ) -> None:
        super().__init__()
        self.rows = rows
        self.spaceBefore, self.spaceAfter = before, after
        self.leads = leads
        """Belongs to what is below it."""
        self.trails = trails
        """Belongs to what is above it."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the space that all rows take."""
        self.width, self.height = width, sum(_heights(self.rows))
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the rows that fit and the rest."""
        parts = self.parted(height, 1)
        return [] if parts is None else list(parts)

    def parted(self, height: float, keep: int) -> tuple[Flow, Flow] | None:
        """Return the rows that fit and the rest, at least `keep` of them; None if none fits."""
        cut, last = 0, len(self.rows) - keep
        for index, each in enumerate(_heights(self.rows)):
            if index > last:
                break
            if index and self.rows[index].apart:
                cut = index
            height -= each
            if height < 0:
                break
        if not cut:
            return None
        return (
            Flow(self.rows[:cut], before=self.getSpaceBefore()),
            Flow(self.rows[cut:], after=self.getSpaceAfter(), trails=self.trails),
        )

    def draw(self) -> None:
        """Draw the pieces from the top."""
        text = self.canv.beginText()
        letters: tuple[str, float] | None = None
        stretch = 0.0
        for x, y, line in self._placed():
            if letters != (line.face.name, line.size):
                letters = line.face.name, line.size
                text.setFont(*letters)
            if stretch != line.stretch:
                stretch = line.stretch
                text.setWordSpace(stretch)
            text.setTextOrigin(x, y)
            text.textLine(line.text)
        if stretch:
            text.setWordSpace(0)
        self.canv.drawText(text)

    def _placed(self) -> Iterator[tuple[float, float, Line]]:
        placed: list[tuple[float, float, float, Line]] = []
        y = self.height
        for row, height in zip(self.rows, _heights(self.rows), strict=True):
            foot = y - (height - row.height) - row.foot
            placed += [(piece.order, piece.x, foot, piece.line) for piece in row.pieces]
            y -= height
        placed.sort(key=lambda each: each[0])
        return ((x, foot, line) for _, x, foot, line in placed)


def _heights(rows: Sequence[Row]) -> Iterator[float]:
    """Yield the height of each row with the space above it."""
    for index, row in enumerate(rows):
        yield row.height + row.before if index else row.height


class Rules(Flowable):
    """The thick and the thin rule that close a letterhead."""

    _HEIGHT = 2.4 * mm

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the space that the rules take."""
        self.width, self.height = width, self._HEIGHT
        return width, self._HEIGHT

    def draw(self) -> None:
        """Draw both."""
        for y, thick in ((self._HEIGHT * 0.55, 2.0), (self._HEIGHT * 0.1, 0.6)):
            self.canv.setLineWidth(thick)
            self.canv.line(0, y, self.width, y)


class Pen:
    """Sets text in the letters of a document."""

    def __init__(self, letters: Letters) -> None:
        self.letters = letters

    def face(self, *, bold: bool = False) -> Face:
        """Return a cut of the family."""
        return face(bold=bold, font=self.letters.font)

    def lines(
        self,
        text: str,
        width: float,
        size: float = 0,
        *,
        bold: bool = False,
        most: int | None = None,
    ) -> list[Line]:
        """Return text as lines that fit the width in points, no more than `most`."""
        size = size or self.letters.size
        cut, leading = self.face(bold=bold), size * self.letters.leading
        return [Line(part, cut, size, leading) for part in cut.lines(text, size, width, most)]

    def running(self, text: str, width: float, first: float = 0) -> list[Line]:
        """Return running text as lines, from edge to edge where the letters say so."""
        cut, size = self.face(), self.letters.size
        leading = size * self.letters.leading
        made: list[Line] = []
        for part in cut.known(text).split("\n"):
            *filled, last = cut.wrapped(part, size, width, first)
            for index, line in enumerate(filled):
                room = width - (0 if index else first)
                made.append(Line(line, cut, size, leading, self._stretch(line, cut, room)))
            made.append(Line(last, cut, size, leading))
            first = 0
        return made

    def _stretch(self, text: str, cut: Face, room: float) -> float:
        blanks = text.count(" ") if self.letters.justified else 0
        if not blanks:
            return 0
        each = (room - cut.width(text, self.letters.size)) / blanks
        return each if 0 < each < _WIDEST_BLANK * self.letters.size else 0


def rows(
    lines: Sequence[Line], width: float, align: Align = Align.LEFT, first: float = 0
) -> list[Row]:
    """Return the lines of a paragraph as rows, at least two of which stay together."""
    last = len(lines) - 1
    return [
        row(
            (Piece(offset(line, width, align) + (0 if index else first), line),),
            apart=not index or 1 < index < last,
        )
        for index, line in enumerate(lines)
    ]


def row(pieces: tuple[Piece, ...], *, before: float = 0, apart: bool = True) -> Row:
    """Return what stands beside each other as a row as high as its first piece."""
    line = pieces[0].line
    return Row(pieces, line.leading, line.leading - _DROP * line.size, before, apart)


def offset(line: Line, width: float, align: Align) -> float:
    """Return how far from the left a line begins so that it stands as it should."""
    if align is Align.LEFT:
        return 0
    free = width - line.face.width(line.text, line.size)
    return free if align is Align.RIGHT else free / 2


def height(lines: Sequence[Line]) -> float:
    """Return the height that lines take."""
    return sum(line.leading for line in lines)


def draw_line(canvas: Canvas, line: Line, x: float, y: float) -> None:
    """Draw one line by itself."""
    canvas.setFont(line.face.name, line.size)
    canvas.drawString(x, y, line.text)
