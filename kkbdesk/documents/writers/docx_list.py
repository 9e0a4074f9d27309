"""Lists, labels and what stands beside them, as paragraphs and tables without rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

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
from kkbdesk.documents.writers.docx_xml import Cell, Text, paragraph, row, table
from kkbdesk.documents.writers.listing import Entry, entries, marked, width
from kkbdesk.documents.writers.text import printable, shown

_FREE = 2.0
"""Millimetres free between a label and its colon."""


def listing(block: Listing, *, justified: bool, keep: bool) -> Iterator[BaseOxmlElement]:
    """Yield a list with the lists below its items."""
    items = list(entries(block.items, block.mark, block.indent))
    for text in _texts(items, justified=justified, keep=keep, after=style.BLOCK_GAP):
        yield paragraph(text)


def _texts(items: Sequence[Entry], *, justified: bool, keep: bool, after: float) -> Iterator[Text]:
    for index, item in enumerate(items):
        last = index == len(items) - 1
        yield Text(
            item.text,
            left=item.indent + item.hang,
            first=-item.hang,
            mark=item.mark,
            after=after if last else style.ITEM_GAP,
            keep=keep and last,
            justified=justified,
        )


def labelled(block: Labelled, page: Page, *, justified: bool, keep: bool) -> BaseOxmlElement:
    """Return a label of a decree beside its items, each in a row that pages may part."""
    hang = width(block.mark, len(block.items))
    left = style.DECREE_LABEL + style.COLON
    counts = [hang] if hang else []
    widths = [style.DECREE_LABEL, style.COLON, *counts, page.body - left - hang]
    rows = []
    for number, item in enumerate(block.items or (Item(""),), 1):
        last = number >= len(block.items)
        after = style.BLOCK_GAP if last else style.ITEM_GAP
        below = list(entries(item.items, item.mark))
        text = Text(
            printable(item.text),
            after=style.ITEM_GAP if below else after,
            keep=keep and last and not below,
            justified=justified,
        )
        further = _texts(below, justified=justified, keep=keep and last, after=after)
        first = number == 1
        cells = [
            Cell([Text(block.label if first else "", bold=block.bold)]),
            Cell([Text(":" if first else "")]),
            *(Cell([Text(marked(block.mark, number))]) for _ in counts),
            Cell([text, *further]),
        ]
        rows.append(row(cells, widths, whole=False))
    return table(rows, widths, ruled=False)


def key_values(block: KeyValues, page: Page, *, keep: bool) -> BaseOxmlElement:
    """Return labels, colons and values as a table without rules."""
    widths = [block.label, style.COLON, page.body - block.indent - block.label - style.COLON]
    last = len(block.rows) - 1
    rows = [
        row(_pair(label, shown(value), keep=keep and index == last), widths)
        for index, (label, value) in enumerate(block.rows)
    ]
    return table(rows, widths, ruled=False, indent=block.indent)


def _pair(label: str, value: str, *, keep: bool = False) -> list[Cell]:
    return [Cell([Text(text, keep=keep)]) for text in (label, ":", value)]


def facing(block: Facing, page: Page) -> BaseOxmlElement:
    """Return labels at the left, and lines at the right in one cell beside all of them."""
    left = block.left
    label = left.indent + left.label
    value = page.body - style.SIGNER_WIDTH - label - style.COLON - 2 * _FREE
    widths = [label, style.COLON, value, style.SIGNER_WIDTH + 2 * _FREE]
    right = [Text(line, left=2 * _FREE) for line in block.right] or [Text("")]
    pairs = [_pair(name, shown(told)) for name, told in left.rows]
    pairs = pairs or [[Cell([Text("")])] * 3]
    if len(pairs) == 1:
        return table([row([*pairs[0], Cell(right)], widths)], widths, ruled=False)
    rows = [row([*pairs[0], Cell(right, merge="restart")], widths)]
    blank = Cell([Text("")], merge="continue")
    rows += [row([*pair, blank], widths) for pair in pairs[1:]]
    return table(rows, widths, ruled=False)


def beside(block: Beside, page: Page) -> Iterator[BaseOxmlElement]:
    """Yield lines at the upper right, left-aligned inside."""
    left = page.body - style.beside(page)
    last = len(block.lines) - 1
    for index, line in enumerate(block.lines):
        yield paragraph(Text(line, left=left, after=0 if index < last else 4, keep=True))


def closing(block: Closing) -> Iterator[BaseOxmlElement]:
    """Yield a heading and numbered lines."""
    yield paragraph(Text(block.heading, before=4, keep=True))
    items: Iterable[Item] = (Item(text) for text in block.items)
    made = list(entries(tuple(items), Mark.DIGIT))
    for text in _texts(made, justified=False, keep=False, after=2):
        yield paragraph(text)
