"""Text that flows over pages: lines measured beforehand, drawn where they fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable

from kkbdesk.documents.blocks import Align
from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.pdf_font import Face, face


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in one cut and size."""

    text: str
    face: Face
    size: float

    @property
    def leading(self) -> float:
        """Return the height that the line takes."""
        return self.size * style.LEADING


class TextFlow(Flowable):
    """Lines of text below each other."""

    def __init__(
        self, lines: Sequence[Line], align: Align, *, before: float = 0, after: float = 0
    ) -> None:
        super().__init__()
        self._lines = lines
        self._align = align
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the space that all lines take."""
        self.width, self.height = width, sum(line.leading for line in self._lines)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the lines that fit and the rest; at least two stay together on either side."""
        fitting = 0
        for line in self._lines:
            height -= line.leading
            if height < 0:
                break
            fitting += 1
        fitting = min(fitting, len(self._lines) - 2)
        if fitting < 2:
            return []
        return [
            TextFlow(self._lines[:fitting], self._align, before=self.getSpaceBefore()),
            TextFlow(self._lines[fitting:], self._align, after=self.getSpaceAfter()),
        ]

    def draw(self) -> None:
        """Draw the lines from the top."""
        text = self.canv.beginText()
        y = self.height
        for line in self._lines:
            y -= line.leading
            text.setFont(line.face.name, line.size)
            put(text, line, 0, y + 0.25 * line.size, self.width, self._align)
        self.canv.drawText(text)


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


def put(text: PDFTextObject, line: Line, x: float, y: float, width: float, align: Align) -> None:
    """Write a line into a text object whose font is set already."""
    text.setTextOrigin(x + offset(line, width, align), y)
    text.textLine(line.text)


def offset(line: Line, width: float, align: Align) -> float:
    """Return how far from the left a line begins so that it stands as it should."""
    if align is Align.LEFT:
        return 0
    free = width - line.face.width(line.text, line.size)
    return free if align is Align.RIGHT else free / 2


def lines(
    text: str, width: float, size: float, *, bold: bool = False, most: int | None = None
) -> list[Line]:
    """Return text as lines that fit the width in points, no more than `most`."""
    cut = face(bold=bold)
    return [Line(part, cut, size) for part in cut.lines(text, size, width, most)]


def draw_line(canvas: Canvas, line: Line, x: float, y: float) -> None:
    """Draw one line by itself."""
    canvas.setFont(line.face.name, line.size)
    canvas.drawString(x, y, line.text)


@dataclass(frozen=True, slots=True)
class _LabelLine:
    """A line of labels and values; only the first of each label has the colon."""

    label: str
    colon: str
    value: str


class Labels(Flowable):
    """Labels and values line by line, a colon between them."""

    _SIZE = style.BODY
    _LEADING = style.BODY * style.LEADING * 1.1
    _COLON = style.LABEL_WIDTH * mm
    VALUE = (style.LABEL_WIDTH + 4) * mm

    def __init__(self, lines: Sequence[_LabelLine]) -> None:
        super().__init__()
        self._lines = lines
        self.spaceAfter = 2 * mm

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the space that all lines take."""
        self.width, self.height = width, len(self._lines) * self._LEADING
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the lines that fit and the rest."""
        fitting = int(height / self._LEADING)
        if not 0 < fitting < len(self._lines):
            return []
        return [Labels(self._lines[:fitting]), Labels(self._lines[fitting:])]

    def draw(self) -> None:
        """Draw line by line."""
        text = self.canv.beginText()
        text.setFont(face().name, self._SIZE)
        y = self.height - self._SIZE
        for line in self._lines:
            for part, x in ((line.label, 0), (line.colon, self._COLON), (line.value, self.VALUE)):
                if part:
                    text.setTextOrigin(x, y)
                    text.textLine(part)
            y -= self._LEADING
        self.canv.drawText(text)


def labels(rows: Iterable[tuple[str, str]], width: float) -> Labels:
    """Return labels and values wrapped into their columns."""
    cut = face()
    made: list[_LabelLine] = []
    for label, value in rows:
        left = cut.lines(label, style.BODY, (style.LABEL_WIDTH - 2) * mm)
        right = cut.lines(value, style.BODY, width - Labels.VALUE)
        pairs = zip_longest(left, right, fillvalue="")
        made += [
            _LabelLine(one, "" if index else ":", other) for index, (one, other) in enumerate(pairs)
        ]
    return Labels(made)
