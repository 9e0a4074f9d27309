"""Letterheads: of an agency with its emblem at the left, of an official below the state's."""

from __future__ import annotations

from dataclasses import replace

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from kkbdesk.documents.blocks import Align, Kop, KopPejabat, Letters, Page
from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.pdf_picture import Beside, Emblem
from kkbdesk.documents.writers.pdf_text import Flow, Line, Pen, Piece, Row, Rules, height, rows
from kkbdesk.documents.writers.text import printable


def kop(block: Kop | KopPejabat, page: Page, letters: Letters) -> list[Flowable]:
    """Return the letterhead of a document."""
    pen = Pen(Letters(letters.font, letters.size, style.LEADING))
    if isinstance(block, KopPejabat):
        return _official(block, page, pen)
    left = style.EMBLEM_COLUMN * mm if block.gambar else 0
    made = _lines(style.kop_lines(block, page), pen, page.body * mm - left)
    if not block.gambar:
        return [Flow(rows(made, page.body * mm, Align.CENTER), after=1 * mm), Rules()]
    tall = style.EMBLEM * mm
    placed = _moved(rows(made, page.body * mm - left, Align.CENTER), left)
    beside = Beside(block.gambar, (left - 2 * mm, tall), max(height(made), tall))
    return [beside, Flow(_padded(placed, tall - height(made)), after=1 * mm), Rules()]


def _official(block: KopPejabat, page: Page, pen: Pen) -> list[Flowable]:
    width = page.body * mm
    made = _lines(style.official_lines(block, pen.letters), pen, width)
    text = Flow(rows(made, width, Align.CENTER), after=5 * mm)
    return [Emblem(block.gambar, style.STATE_EMBLEM * mm), text]


def _lines(told: list[tuple[str, float, bool]], pen: Pen, width: float) -> list[Line]:
    return [
        line
        for text, size, bold in told
        for line in pen.lines(printable(text), width, size, bold=bold)
    ]


def _moved(placed: list[Row], x: float) -> list[Row]:
    return [
        replace(row, pieces=tuple(Piece(piece.x + x, piece.line) for piece in row.pieces))
        for row in placed
    ]


def _padded(placed: list[Row], free: float) -> list[Row]:
    """Return rows in the middle of a place that is higher than they are."""
    if free <= 0:
        return placed
    first, *others = placed
    last = others.pop() if others else first
    first = replace(first, height=first.height + free / 2, foot=first.foot + free / 2)
    if last is placed[0]:
        return [replace(first, height=first.height + free / 2)]
    return [first, *others, replace(last, height=last.height + free / 2)]
