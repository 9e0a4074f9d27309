"""Lists, labels and what stands beside them, as paragraphs and tables without rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

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
from kkbdesk.documents.writers.listing import Entry, entries, width
from kkbdesk.documents.writers.text import shown

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
            keep=item.leads or (keep and last),
            justified=justified,
        )


def labelled(
    blocks: Sequence[Labelled], page: Page, *, justified: bool, keep: bool
) -> BaseOxmlElement:
    """Return labels of a decree beside their items, each of which has a row of its own."""
    hang = max(width(block.mark, len(block.items)) for block in blocks) or width(Mark.LETTER, 1)
    left = style.DECREE_LABEL + style.COLON
    widths = [style.DECREE_LABEL, style.COLON, hang, page.body - left - hang]
    rows: list[str] = []
    for block in blocks:
        last = keep and block is blocks[-1]
        rows += (row(cells, widths, whole=whole) for cells, whole in _rows(block, justified, last))
    return table(rows, widths, ruled=False)


def _rows(block: Labelled, justified: bool, keep: bool) -> Iterator[tuple[list[Cell], bool]]:
    """Yield rows of cells and whether they stay whole."""
    hang = width(block.mark, len(block.items))
    items = list(entries(block.items or (Item(""),), block.mark))
    texts = _texts(items, justified=justified, keep=keep, after=style.BLOCK_GAP)
    for index, (item, text) in enumerate(zip(items, texts, strict=True)):
        label = Text("" if index else block.label, bold=block.bold, keep=text.keep)
        colon = Text("" if index else ":", keep=text.keep)
        cells = [Cell([label]), Cell([colon])]
        top = not item.indent and item.hang == hang
        if hang:
            cells.append(Cell([Text(item.mark if top else "", keep=text.keep)]))
            told = replace(text, left=text.left - hang)
            cells.append(Cell([replace(told, first=0, mark="") if top else told]))
        else:
            cells.append(Cell([text], span=2))
        yield cells, len(item.text) < _WHOLE


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
    """Return labels at the left, and lines at the right of them."""
    right = [Text(line, left=2 * _FREE) for line in block.right] or [Text("")]
    return sided(block.left, right, style.SIGNER_WIDTH + 2 * _FREE, page, letters)


def sided(
    left: KeyValues, right: Sequence[Text | str], room: float, page: Page, letters: Letters
) -> BaseOxmlElement:
    """Return labels at the left, and what takes so much room in one cell beside all of them."""
    label = left.indent + left.label
    widths = [label, style.COLON, page.body - room - label - style.COLON, room]
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
    together = len(made) <= style.TOGETHER
    for index, text in enumerate(_texts(made, justified=False, keep=False, after=2), 1):
        yield paragraph(replace(text, keep=together and index < len(made)))
