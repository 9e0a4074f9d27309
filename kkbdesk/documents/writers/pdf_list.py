"""Lists, labels and what stands beside them, as rows of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportlab.lib.units import mm

from kkbdesk.documents.blocks import (
    Beside,
    Closing,
    Facing,
    Item,
    KeyValues,
    Labelled,
    Listing,
    Mark,
    Page,
)
from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.listing import Entry, entries
from kkbdesk.documents.writers.pdf_text import Flow, Line, Pen, Piece, Row, row, rows
from kkbdesk.documents.writers.text import printable, shown

_BESIDE_LABEL = 2 * mm
"""Free between a label and its colon."""


def listing(block: Listing, pen: Pen, width: float) -> Flow:
    """Return a list with the lists below its items."""
    made = _listed(entries(block.items, block.mark, block.indent), pen, 0, width)
    return Flow(made, before=1 * mm, after=style.BLOCK_GAP * mm)


def labelled(block: Labelled, pen: Pen, width: float) -> Flow:
    """Return a label of a decree beside its items."""
    colon = style.DECREE_LABEL * mm
    made = _listed(entries(block.items, block.mark), pen, colon + style.COLON * mm, width, 2)
    label = pen.lines(printable(block.label), colon - 1 * mm, bold=block.bold)
    pieces = [*(Piece(0, line) for line in label)]
    made = _joined(pieces, made or [])
    mark = Piece(colon, pen.lines(":", colon)[0], 1)
    made[0] = replace(made[0], pieces=(*made[0].pieces, mark))
    return Flow(made, before=1 * mm, after=style.BLOCK_GAP * mm)


def _listed(
    items: Iterable[Entry], pen: Pen, left: float, width: float, order: int = 0
) -> list[Row]:
    made: list[Row] = []
    led = False
    for number, item in enumerate(items, order):
        start = left + item.indent * mm
        x = start + item.hang * mm
        marks = [Piece(start, line, number) for line in pen.lines(item.mark, width)]
        texts = [Piece(x, line, number) for line in pen.running(item.text, width - x)]
        before = style.ITEM_GAP * mm if made else 0
        told = _beside([marks if item.mark else [], texts], before)
        if led:
            told[0] = replace(told[0], apart=False)
        made += told
        led = item.leads
    return made


def _beside(columns: Sequence[Sequence[Piece]], before: float = 0) -> list[Row]:
    """Return columns of pieces line by line; two lines at least stay together."""
    last = max(map(len, columns)) - 1
    return [
        row(
            tuple(column[index] for column in columns if index < len(column)),
            before=0 if index else before,
            apart=not index or 1 < index < last,
        )
        for index in range(last + 1)
    ]


def _joined(pieces: Sequence[Piece], made: Sequence[Row]) -> list[Row]:
    """Return rows with a piece more in each, and rows for the pieces left over."""
    both = [
        replace(each, pieces=(piece, *each.pieces))
        for piece, each in zip(pieces, made, strict=False)
    ]
    number = len(both)
    return [*both, *made[number:], *(row((piece,)) for piece in pieces[number:])]


def key_values(block: KeyValues, pen: Pen, width: float) -> Flow:
    """Return labels and values line by line, a colon between them."""
    made = [each for pair in _pairs(block, pen, width) for each in pair]
    return Flow(made, after=2 * mm)


def _pairs(block: KeyValues, pen: Pen, width: float) -> list[list[Row]]:
    left, label = block.indent * mm, block.label * mm
    value = left + label + style.COLON * mm
    colon = Piece(left + label, pen.lines(":", width)[0], 1)
    made: list[list[Row]] = []
    for number, (name, told) in enumerate(block.rows):
        order = 3 * number
        names = pen.lines(printable(name), label - _BESIDE_LABEL)
        texts = pen.lines(shown(told), width - value)
        columns = [
            [Piece(left, line, order) for line in names],
            [colon._replace(order=order + 1)],
            [Piece(value, line, order + 2) for line in texts],
        ]
        made.append([_loosened(each, pen) for each in _beside(columns)])
    return made


def _loosened(each: Row, pen: Pen) -> Row:
    size = pen.letters.size
    height = max(pen.letters.leading, style.LABEL_LEADING) * size
    return replace(each, height=height, foot=size + height - style.LABEL_LEADING * size)


def facing(block: Facing, pen: Pen, width: float) -> Flow:
    """Return labels at the left, and lines at the right that begin at the same height.

    The lines come after the first label in the text, as in a table.
    """
    x = width - style.SIGNER_WIDTH * mm
    first, *others = _pairs(block.left, pen, x - 2 * _BESIDE_LABEL) or [[]]
    order = 0.5 + max((piece.order for each in first for piece in each.pieces), default=0)
    lines = [line for text in block.right for line in pen.lines(printable(text), width - x)]
    right = [Piece(x, line, order) for line in lines]
    made = _joined(right, [*first, *(each for pair in others for each in pair)])
    return Flow([_loosened(each, pen) for each in made], after=2 * mm)


def beside(block: Beside, pen: Pen, page: Page, width: float) -> Flow:
    """Return lines at the upper right, left-aligned inside."""
    room = style.beside(page) * mm
    lines = [line for text in block.lines for line in pen.lines(printable(text), room)]
    made = [row((Piece(width - room, line),)) for line in lines]
    return Flow(made, after=4 * mm, leads=True)


def closing(block: Closing, pen: Pen, width: float) -> Flow:
    """Return a heading and numbered lines."""
    pen = Pen(replace(pen.letters, justified=False))
    heading: list[Line] = pen.lines(printable(block.heading), width)
    items = tuple(Item(text) for text in block.items)
    made = _listed(entries(items, Mark.DIGIT), pen, 0, width)
    whole = len(items) <= style.TOGETHER
    made = [replace(each, apart=bool(index) and not whole) for index, each in enumerate(made)]
    return Flow([*rows(heading, width), *made], before=4 * mm, after=2 * mm)
