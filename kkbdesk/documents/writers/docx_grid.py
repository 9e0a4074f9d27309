"""Grids as tables of a word processor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from docx.oxml.xmlchemy import BaseOxmlElement

from kkbdesk.documents.blocks import Align, Column, Font, Grid, Page, Row, RowKind
from kkbdesk.documents.writers import metrics, sheets, style
from kkbdesk.documents.writers.docx_xml import Cell, Text, row, table
from kkbdesk.documents.writers.text import shown

_PAD, _SIDE = 0.5, 1.2
"""Millimetres above and below text, and beside it."""
_BROADER = {Font.SANS: 1.0, Font.SERIF: 1.13}
"""How broad letters are, the first being those that widths are guessed for."""
_KEPT = 2
"""So many last rows stay on the page of the signatures."""


def grid(block: Grid, page: Page, font: Font, *, signed: bool) -> BaseOxmlElement:
    """Return a table whose heading repeats; the end of a signed one stays with what follows."""
    widths = sheets.widths(block.columns, page.body)
    kept = len(block.rows) - (_KEPT if signed else 0)
    rows = [*_head(block, widths, _head_size(block, widths, _BROADER[font]))]
    body = 0
    for index, each in enumerate(block.rows):
        body = body + 1 if each.kind is RowKind.BODY else 0
        moved = bool(body) and body % 2 == 0
        rows.append(_row(each, block, widths, keep=index >= kept, moved=moved))
    return table(rows, widths, ruled=True, margins=(_PAD, _SIDE, _SIDE))


def _head(block: Grid, widths: Sequence[float], size: float) -> Iterator[str]:
    """Yield the heading row, or two where columns have a heading in common."""
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


def _head_size(block: Grid, widths: Sequence[float], broader: float) -> float:
    """Return a size in which the words of all headings fit their columns."""
    level = [
        (column.title, (width - 2 * _SIDE) / broader)
        for column, width in zip(block.columns, widths, strict=True)
        if not column.rotated
    ]
    pairs = zip(block.columns, widths, strict=True)
    for name, members in groupby(pairs, lambda pair: pair[0].group):
        level.append((name, (sum(width for _, width in members) - 2 * _SIDE) / broader))
    return metrics.unbroken(level, block.size, style.SMALL - 1)


def _titled(column: Column, size: float, merge: str = "") -> Cell:
    if not column.rotated:
        return _heading(column.title, size, merge=merge)
    text = Text(column.title, size, bold=True)
    return Cell([text], shade=style.HEAD_SHADE, middle=True, turned=True, merge=merge)


def _heading(title: str, size: float, *, span: int = 1, merge: str = "") -> Cell:
    text = Text(title, size, bold=True, align=Align.CENTER)
    return Cell([text], span=span, shade=style.HEAD_SHADE, middle=True, merge=merge)


def _row(each: Row, block: Grid, widths: Sequence[float], *, keep: bool, moved: bool) -> str:
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
                    left=width / 2 - _SIDE if moved and column.staggered else 0,
                )
            ],
            shade=style.HEAD_SHADE if total else "",
            middle=column.rotated or block.row > 0,
        )
        for value, column, width in zip(each.cells, block.columns, widths, strict=True)
    )
    return row(cells, widths, height=0 if total else block.row)
