"""Labels beside a QR code, which is drawn as squares."""

from __future__ import annotations

from itertools import groupby

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from kkbdesk.documents.blocks import Coded
from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.pdf_list import key_values
from kkbdesk.documents.writers.pdf_text import Pen
from kkbdesk.documents.writers.qr import QUIET, squares


class CodedFlow(Flowable):
    """Labels at the left, their first line as high as the code at the right."""

    def __init__(self, block: Coded, pen: Pen, width: float) -> None:
        super().__init__()
        self._left = key_values(block.left, pen, width - style.CODE * mm)
        self._rows = squares(block.code)
        self.spaceAfter = 2 * mm

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the space that the higher of both takes."""
        _, left = self._left.wrap(width, height)
        self.width, self.height = width, max(left, style.CODE * mm)
        return width, self.height

    def draw(self) -> None:
        """Draw both from the top."""
        self._left.drawOn(self.canv, 0, self.height - self._left.height)
        each = style.CODE * mm / (len(self._rows) + 2 * QUIET)
        x, y = self.width - style.CODE * mm + QUIET * each, self.height - QUIET * each
        path = self.canv.beginPath()
        for number, line in enumerate(self._rows, 1):
            place = 0
            for dark, run in groupby(line):
                length = len(list(run))
                if dark:
                    path.rect(x + place * each, y - number * each, length * each, each)
                place += length
        self.canv.drawPath(path, stroke=0, fill=1)
