"""The end of a document: signatures never stand alone on a page."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from kkbdesk.documents.writers.pdf_grid import GridFlow
from kkbdesk.documents.writers.pdf_picture import PhotoRow
from kkbdesk.documents.writers.pdf_sign import SignatureFlow
from kkbdesk.documents.writers.pdf_text import Flow

_LITTLE = 1
"""Points that make no difference."""
_KEEP = 2
"""So many lines or rows at least stand above signatures."""


def close(made: list[Flowable], tallest: float) -> None:
    """Bind the signatures just made, the last of `made`, to what stands before them."""
    start = len(made) - 1
    while start and isinstance(made[start - 1], Flow):
        start -= 1
    if start and isinstance(made[start - 1], GridFlow | PhotoRow | Ending):
        start -= 1
    before = made[start]
    if isinstance(before, Ending):
        both = Ending([*before.items, *made[start + 1 :]], tallest)
        if both.wrap(0, 0)[1] <= tallest:
            made[start:] = [both]
            return
        start += 1
    made[start:] = [Ending(made[start:], tallest)]


class Ending(Flowable):
    """What ends in signatures: texts or the last rows of a table, then those who sign.

    Where not all of it fits, the last of the text moves to the next page with the signatures.
    """

    def __init__(self, items: Sequence[Flowable], tallest: float) -> None:
        super().__init__()
        self.items = items
        self._tallest = tallest
        self.spaceBefore = items[0].getSpaceBefore()
        self.spaceAfter = items[-1].getSpaceAfter()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the space that everything takes."""
        for item in self.items:
            item.wrap(width, height)
        self.width, self.height = width, self._height(len(self.items))
        return width, self.height

    def _height(self, number: int) -> float:
        """Return the height of so many of the first."""
        return sum(self._before(index) + self.items[index].height for index in range(number))

    def _before(self, index: int) -> float:
        """Return the space above one of them."""
        if not index:
            return 0
        item, above = self.items[index], self.items[index - 1]
        return max(item.getSpaceBefore(), above.getSpaceAfter())

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return what fits and the rest; what no page holds flows as it can."""
        signed = next(i for i, item in enumerate(self.items) if isinstance(item, SignatureFlow))
        kept = 0
        for index in range(signed - 1, -1, -1):
            item = self.items[index]
            room = height - self._height(index) - self._before(index)
            parts = self._parted(item, room, max(_KEEP - kept, 1))
            if parts is not None:
                head, tail = parts
                rest = Ending([tail, *self.items[index + 1 :]], self._tallest)
                return [*self.items[:index], head, rest]
            kept += len(item.rows) if isinstance(item, Flow) else _KEEP
            if kept >= _KEEP and self._divides(index) and self._height(index) <= height:
                return [*self.items[:index], Ending(self.items[index:], self._tallest)]
        return [_Nothing(), *self.items] if self._flows(signed, height) else []

    def _flows(self, signed: int, height: float) -> bool:
        """Tell whether no page holds the signatures with what must stand above them."""
        alone = self.height - self._height(signed)
        return self.height > self._tallest and max(alone, height) > self._tallest - _LITTLE

    def _parted(self, item: Flowable, room: float, keep: int) -> tuple[Flowable, ...] | None:
        if isinstance(item, GridFlow):
            return item.parted(room, _KEEP)
        if isinstance(item, Flow) and not (item.leads or item.trails):
            return item.parted(room, keep)
        return None

    def _divides(self, index: int) -> bool:
        """Tell whether a page may end before one of them."""
        if not index:
            return False
        item, above = self.items[index], self.items[index - 1]
        return not (isinstance(item, Flow) and item.trails) and not (
            isinstance(above, Flow) and above.leads
        )

    def draw(self) -> None:
        """Draw one below the other."""
        y = self.height
        for index, item in enumerate(self.items):
            y -= self._before(index) + item.height
            item.drawOn(self.canv, 0, y)


class _Nothing(Flowable):
    """Takes no space: a split must begin with something that fits."""

    _ZEROSIZE = True

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return no space."""
        return 0, 0

    def draw(self) -> None:
        """Draw nothing."""
