"""Grids, key-values and signatures as tables of a word processor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from docx.oxml.xmlchemy import BaseOxmlElement

from kkbdesk.documents.blocks import (
    Align,
    Column,
    Grid,
    KeyValues,
    Page,
    Row,
    RowKind,
    Signatures,
    Signer,
)
from kkbdesk.documents.writers import metrics, sheets, signers, style
from kkbdesk.documents.writers.docx_xml import Cell, Text, row, table
from kkbdesk.documents.writers.text import shown

_PAD, _SIDE, _GAP, _ABOVE = 0.5, 1.2, 4.0, 5.0
"""Millimetres above and below text, beside it, between signatures, and above each."""
_KEPT = 2
"""So many last rows stay on the page of the signatures."""


def grid(block: Grid, page: Page, *, signed: bool) -> BaseOxmlElement:
    """Return a table whose heading repeats; the end of a signed one stays with what follows."""
    widths = sheets.widths(block.columns, page.body)
    kept = len(block.rows) - (_KEPT if signed else 0)
    rows = [*_head(block, widths)]
    for index, each in enumerate(block.rows):
        rows.append(_row(each, block, widths, keep=index >= kept))
    return table(rows, widths, ruled=True, margins=(_PAD, _SIDE, _SIDE))


def _head(block: Grid, widths: Sequence[float]) -> Iterator[str]:
    """Yield the heading row, or two where columns have a heading in common."""
    size = _head_size(block, widths)
    groups = [(name, list(members)) for name, members in groupby(block.columns, lambda c: c.group)]
    two = any(name for name, _ in groups)
    upper: list[Cell] = []
    lower: list[Cell] = []
    for name, members in groups:
        if name:
            upper.append(_heading(name, size, span=len(members)))
            lower += [_titled(column, size) for column in members]
        else:
            upper += [_titled(column, size, "restart" if two else "") for column in members]
            lower += [_heading("", size, merge="continue") for _ in members]
    yield row(upper, widths, head=True, height=sheets.turned_height(block.columns))
    if two:
        yield row(lower, widths, head=True)


def _head_size(block: Grid, widths: Sequence[float]) -> float:
    """Return a size in which the words of all headings fit their columns."""
    level = [
        (column.title, width - 2 * _SIDE)
        for column, width in zip(block.columns, widths, strict=True)
        if not column.rotated
    ]
    pairs = zip(block.columns, widths, strict=True)
    for name, members in groupby(pairs, lambda pair: pair[0].group):
        level.append((name, sum(width for _, width in members) - 2 * _SIDE))
    return metrics.unbroken(level, block.size, style.SMALL - 1)


def _titled(column: Column, size: float, merge: str = "") -> Cell:
    if not column.rotated:
        return _heading(column.title, size, merge=merge)
    text = Text(column.title, size, bold=True)
    return Cell([text], shade=style.HEAD_SHADE, middle=True, turned=True, merge=merge)


def _heading(title: str, size: float, *, span: int = 1, merge: str = "") -> Cell:
    text = Text(title, size, bold=True, align=Align.CENTER)
    return Cell([text], span=span, shade=style.HEAD_SHADE, middle=True, merge=merge)


def _row(each: Row, block: Grid, widths: Sequence[float], *, keep: bool) -> str:
    if each.kind is RowKind.GROUP:
        text = Text(shown(each.cells[0]), block.size, bold=True, keep=True)
        return row([Cell([text], span=len(widths), shade=style.GROUP_SHADE)], widths)
    total = each.kind is RowKind.TOTAL
    cells = (
        Cell(
            [
                Text(
                    shown(value),
                    block.size if total else column.size or block.size,
                    bold=total,
                    align=column.align,
                    keep=keep,
                )
            ],
            shade=style.HEAD_SHADE if total else "",
            middle=column.rotated,
        )
        for value, column in zip(each.cells, block.columns, strict=True)
    )
    return row(cells, widths)


def key_values(block: KeyValues, page: Page) -> BaseOxmlElement:
    """Return labels, colons and values as a table without rules."""
    widths = [style.LABEL_WIDTH, 4.0, page.body - style.LABEL_WIDTH - 4]
    rows = (
        row((Cell([Text(text)]) for text in (label, ":", shown(value))), widths)
        for label, value in block.rows
    )
    return table(rows, widths, ruled=False)


def signatures(block: Signatures, page: Page) -> BaseOxmlElement:
    """Return a table in which the names of a row stand on one line; each row stays whole."""
    single = block.per_row == 1
    each = style.SIGNER_WIDTH if single else page.body / block.per_row
    left = [page.body - each] if single else []
    widths = [*left, *([each] * block.per_row)]
    rows: list[str] = []
    for signing in signers.rows(block):
        blank = [Cell([Text("")])] * (len(widths) - len(left) - len(signing))
        margin = [Cell([Text("", keep=True)]) for _ in left]
        above = [Cell(_above(signer)) for signer in signing]
        below = [
            Cell(
                [
                    Text(signers.name(s), bold=bool(s.nama), before=style.SIGNING_GAP),
                    *(Text(line) for line in signers.below(s)),
                ]
            )
            for s in signing
        ]
        rows += [row([*margin, *above, *blank], widths), row([*margin, *below, *blank], widths)]
    return table(rows, widths, ruled=False, margins=(0, 0, _GAP))


def _above(signer: Signer) -> list[Text]:
    first, *others = signers.above(signer)
    return [Text(first, before=_ABOVE, keep=True), *(Text(line, keep=True) for line in others)]
