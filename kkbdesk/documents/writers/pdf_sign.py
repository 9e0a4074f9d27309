"""Signatures: rows that stay whole, each with the place to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from kkbdesk.documents.blocks import Signatures, Signer
from kkbdesk.documents.writers import signers, style
from kkbdesk.documents.writers.pdf_text import Line, Pen, Piece, draw_line, height
from kkbdesk.documents.writers.text import printable

_BETWEEN = 6 * mm
_MARGIN = 4 * mm
"""Between neighbours in a row."""
_SHORT = 3
"""Lines of each text of a signature that would else take more than half a page."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One signature measured: what is above it, in it and below it."""

    above: list[Piece]
    within: list[Line]
    name: list[Line]
    below: list[Line]

    @property
    def upper(self) -> float:
        return height([piece.line for piece in self.above if not piece.order])

    @property
    def lower(self) -> float:
        return height(self.name) + height(self.below)


class Signing:
    """All signatures of a block measured for a width; a single one stands in one half."""

    def __init__(self, block: Signatures, pen: Pen, width: float, tallest: float) -> None:
        self._pen = pen
        self._bold = block.bold
        single = block.per_row == 1
        self.each = style.SIGNER_WIDTH * mm if single else width / block.per_row
        self.left = width - self.each if single and not block.kiri else 0
        self.boxed = block.kotak
        self.gap = signers.gap(block) * mm
        self.rows = [[self._place(signer) for signer in row] for row in signers.rows(block)]
        for index, row in enumerate(signers.rows(block)):
            if self.row_height(index) > tallest / 2:
                self.rows[index] = [self._place(signer, _SHORT) for signer in row]
        self.head = pen.lines(printable(block.lanjutan), width, bold=True)

    def _place(self, signer: Signer | None, most: int | None = None) -> _Place | None:
        if signer is None:
            return None
        return _Place(
            self._above(signer, most),
            self._lines(signers.within(signer), most),
            self._lines([signers.name(signer)], most, bold=self._bold and bool(signer.nama)),
            self._lines(signers.below(signer), most),
        )

    def _lines(self, texts: Sequence[str], most: int | None, *, bold: bool = False) -> list[Line]:
        room = self.each - _MARGIN
        return [
            line for text in texts for line in self._pen.lines(text, room, bold=bold, most=most)
        ]

    def _above(self, signer: Signer, most: int | None) -> list[Piece]:
        """Return the lines above a signature; a mark comes before its line and takes no height."""
        made: list[Piece] = []
        for lead in signers.above(signer):
            x = lead.hang * mm
            room = self.each - _MARGIN - x
            made += [Piece(0, line, 1) for line in self._pen.lines(lead.mark, room) if lead.mark]
            made += [Piece(x, line) for line in self._pen.lines(lead.text, room, most=most)]
        return made

    def places(self, index: int) -> list[tuple[float, _Place]]:
        """Return the signatures of a row with their distance from the left."""
        return [
            (self.left + column * self.each, place)
            for column, place in enumerate(self.rows[index])
            if place is not None
        ]

    def upper(self, index: int) -> float:
        """Return the height of what is above the places to sign in a row."""
        return max((place.upper for _, place in self.places(index)), default=0)

    def row_height(self, index: int) -> float:
        """Return the height of a row with the space below it."""
        lower = max((place.lower for _, place in self.places(index)), default=0)
        return self.upper(index) + self.gap + lower + _BETWEEN


class SignatureFlow(Flowable):
    """Some of the rows of signatures; further pages say of what they are."""

    def __init__(self, signing: Signing, first: int = 0, last: int | None = None) -> None:
        super().__init__()
        self._signing = signing
        self._first = first
        self._last = len(signing.rows) if last is None else last
        self._head = signing.head if first else []
        self.spaceBefore = _BETWEEN

    def _head_height(self) -> float:
        return height(self._head) + (_BETWEEN if self._head else 0)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the space that all rows take."""
        rows = sum(map(self._signing.row_height, range(self._first, self._last)))
        self.width, self.height = width, self._head_height() + rows
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the rows that fit and the rest."""
        height -= self._head_height()
        cut = self._first
        while cut < self._last and self._signing.row_height(cut) <= height:
            height -= self._signing.row_height(cut)
            cut += 1
        if not self._first < cut < self._last:
            return []
        return [
            SignatureFlow(self._signing, self._first, cut),
            SignatureFlow(self._signing, cut, self._last),
        ]

    def draw(self) -> None:
        """Draw row by row; the names of a row stand on one line."""
        self._draw(self._head, 0, self.height)
        y = self.height - self._head_height()
        for index in range(self._first, self._last):
            self._draw_row(index, y)
            y -= self._signing.row_height(index)

    def _draw_row(self, index: int, y: float) -> None:
        signing = self._signing
        places, signed = signing.places(index), y - signing.upper(index)
        names = signed - signing.gap
        for x, place in places:
            self._draw_above(place.above, x, y)
        for x, place in places:
            if signing.boxed:
                self._box(x, names)
            free = signing.gap - height(place.within)
            self._draw(place.within, x + (2 * mm if signing.boxed else 0), signed - free / 2)
            self._draw(place.below, x, self._draw(place.name, x, names))

    def _box(self, x: float, names: float) -> None:
        width, tall = (each * mm for each in style.BOX)
        self.canv.setLineWidth(0.5)
        self.canv.rect(x, names + style.BOX_GAP * mm, width, tall)

    def _draw_above(self, drawn: Sequence[Piece], x: float, y: float) -> None:
        for piece in drawn:
            line = piece.line
            draw_line(self.canv, line, x + piece.x, y - line.leading + 0.25 * line.size)
            y -= 0 if piece.order else line.leading

    def _draw(self, drawn: Sequence[Line], x: float, y: float) -> float:
        for line in drawn:
            y -= line.leading
            draw_line(self.canv, line, x, y + 0.25 * line.size)
        return y
