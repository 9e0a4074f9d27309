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
    Letters,
    Listing,
    Mark,
    Page,
    Value,
)
from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.docx_xml import Cell, Text, paragraph, row, table
from kkbdesk.documents.writers.listing import Entry, entries, marked, width
from kkbdesk.documents.writers.text import printable, shown

_FREE = 2.0
"""Millimetres free between a label and its colon."""
_BELOW = 2.0
"""Millimetres below labels and what belongs to them."""
_WHOLE = 200
"""Characters of an item that pages do not part, about three lines."""


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
        whole = not below and len(item.text) < _WHOLE
        rows.append(row(cells, widths, whole=whole))
    return table(rows, widths, ruled=False)


def key_values(block: KeyValues, page: Page, letters: Letters, *, keep: bool) -> BaseOxmlElement:
    """Return labels, colons and values as a table without rules."""
    widths = [block.label, style.COLON, page.body - block.indent - block.label - style.COLON]
    *others, last = block.rows or (("", ""),)
    rows = [row(_pair(label, value, letters), widths) for label, value in others]
    rows.append(row(_pair(*last, letters, after=_below(letters), keep=keep), widths))
    return table(rows, widths, ruled=False, indent=block.indent)


def _below(letters: Letters) -> float:
    """Return the space below labels; reports have less room."""
    return _BELOW if letters != Letters() else 0


def _pair(
    label: str, value: Value, letters: Letters, *, after: float = 0, keep: bool = False
) -> list[Cell]:
    loose = (style.LABEL_LEADING - letters.leading) * letters.size * 25.4 / 72
    after += max(loose, 0) if letters != Letters() else 0
    return [Cell([Text(text, after=after, keep=keep)]) for text in (label, ":", shown(value))]


def facing(block: Facing, page: Page, letters: Letters) -> BaseOxmlElement:
    """Return labels at the left, and lines at the right in one cell beside all of them."""
    left = block.left
    label = left.indent + left.label
    value = page.body - style.SIGNER_WIDTH - label - style.COLON - 2 * _FREE
    widths = [label, style.COLON, value, style.SIGNER_WIDTH + 2 * _FREE]
    right = [Text(line, left=2 * _FREE) for line in block.right] or [Text("")]
    told = left.rows or (("", ""),)
    rows = []
    for index, (name, text) in enumerate(told):
        last = index == len(told) - 1
        pair = _pair(name, text, letters, after=_below(letters) if last else 0)
        merge = "" if len(told) == 1 else "continue" if index else "restart"
        rows.append(row([*pair, Cell([Text("")] if index else right, merge=merge)], widths))
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
