"""Signatures: rows that stay whole and never stand alone on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from kkbdesk.documents.blocks import Signatures, Signer
from kkbdesk.documents.writers import signers, style
from kkbdesk.documents.writers.pdf_grid import GridFlow
from kkbdesk.documents.writers.pdf_text import Line, draw_line, lines
from kkbdesk.documents.writers.text import printable

_GAP = style.SIGNING_GAP * mm
_BETWEEN = 6 * mm
_MARGIN = 4 * mm
"""Between neighbours in a row."""
_SHORT = 3
"""Lines of each text of a signature that would else take more than half a page."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One signature measured: what is above it and below it."""

    above: list[Line]
    name: list[Line]
    below: list[Line]

    @property
    def upper(self) -> float:
        return _height(self.above)

    @property
    def lower(self) -> float:
        return _height(self.name) + _height(self.below)


class Signing:
    """All signatures of a block measured for a width; a single one stands in the right half."""

    def __init__(self, block: Signatures, width: float, tallest: float) -> None:
        single = block.per_row == 1
        self.each = style.SIGNER_WIDTH * mm if single else width / block.per_row
        self.left = width - self.each if single else 0
        self.rows = [[self._place(signer) for signer in row] for row in signers.rows(block)]
        for index, row in enumerate(signers.rows(block)):
            if self.row_height(index) > tallest / 2:
                self.rows[index] = [self._place(signer, _SHORT) for signer in row]
        self.head = lines(printable(block.lanjutan), width, style.BODY, bold=True)

    def _place(self, signer: Signer, most: int | None = None) -> _Place:
        return _Place(
            self._lines(signers.above(signer), most),
            self._lines([signers.name(signer)], most, bold=bool(signer.nama)),
            self._lines(signers.below(signer), most),
        )

    def _lines(self, texts: Sequence[str], most: int | None, *, bold: bool = False) -> list[Line]:
        room = self.each - _MARGIN
        return [
            line for text in texts for line in lines(text, room, style.BODY, bold=bold, most=most)
        ]

    def row_height(self, index: int) -> float:
        """Return the height of a row with the space below it."""
        row = self.rows[index]
        upper = max(place.upper for place in row)
        return upper + _GAP + max(place.lower for place in row) + _BETWEEN


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
        return _height(self._head) + (_BETWEEN if self._head else 0)

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
            row = self._signing.rows[index]
            names = y - max(place.upper for place in row) - _GAP
            lefts = [self._signing.left + column * self._signing.each for column in range(len(row))]
            for x, place in zip(lefts, row, strict=True):
                self._draw(place.above, x, y)
            for x, place in zip(lefts, row, strict=True):
                self._draw(place.below, x, self._draw(place.name, x, names))
            y -= self._signing.row_height(index)

    def _draw(self, drawn: Sequence[Line], x: float, y: float) -> float:
        for line in drawn:
            y -= line.leading
            draw_line(self.canv, line, x, y + 0.25 * line.size)
        return y


def _height(drawn: Sequence[Line]) -> float:
    return sum(line.leading for line in drawn)


class Closing(Flowable):
    """What ends in signatures: the last rows of a table, texts below it, the signatures.

    Where not all of it fits, the last rows of the table move to the next page with the rest.
    """

    _KEEP = 2

    def __init__(self, items: Sequence[Flowable], tallest: float) -> None:
        super().__init__()
        self._items = items
        self._tallest = tallest

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the space that everything takes."""
        self.width, self.height = width, 0.0
        for item in self._items:
            self.height += self._before(item) + item.wrap(width, height)[1]
        return width, self.height

    def _before(self, item: Flowable) -> float:
        return 0 if item is self._items[0] else item.getSpaceBefore()

    def getSpaceBefore(self) -> float:  # noqa: N802 - as the library calls it
        """Return the space above the first of it."""
        return self._items[0].getSpaceBefore()

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the rows that fit and the rest; what no page holds flows as it can."""
        first, *others = self._items
        if isinstance(first, GridFlow):
            parts = first.parted(height, self._KEEP)
            if parts is not None:
                return [parts[0], Closing([parts[1], *others], self._tallest)]
            if height < self._tallest:
                return []
        return [_Nothing(), *self._items] if self.height > self._tallest else []

    def draw(self) -> None:
        """Draw one below the other."""
        y = self.height
        for item in self._items:
            y -= self._before(item) + item.height
            item.drawOn(self.canv, 0, y)


class _Nothing(Flowable):
    """Takes no space: a split must begin with something that fits."""

    _ZEROSIZE = True

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return no space."""
        return 0, 0

    def draw(self) -> None:
        """Draw nothing."""
