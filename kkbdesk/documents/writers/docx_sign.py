"""Signatures as a table: the names of a row stand on one line, each row stays whole."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from kkbdesk.documents.blocks import Page, Signatures, Signer
from kkbdesk.documents.writers import signers, style
from kkbdesk.documents.writers.docx_xml import Cell, Text, row, table

_GAP, _ABOVE = 4.0, 5.0
"""Millimetres between signatures, and above each."""
_LINE = 5.0
"""About what a line takes of the place to sign."""
_EMPTY = Cell([Text("")])


def signatures(block: Signatures, page: Page) -> BaseOxmlElement:
    """Return those who sign; a single one stands in one half of the page."""
    single = block.per_row == 1
    each = style.SIGNER_WIDTH if single else page.body / block.per_row
    free = [page.body - each] if single else []
    columns = [each] * block.per_row
    widths = [*columns, *free] if block.kiri else [*free, *columns]
    rows: list[str] = []
    for signing in signers.rows(block):
        blank = [_EMPTY] * (block.per_row - len(signing))
        above = [_EMPTY if signer is None else Cell(_above(signer)) for signer in signing]
        below = [
            _EMPTY if signer is None else Cell(_below(signer, block, each)) for signer in signing
        ]
        for cells, keep in ((above, True), (below, False)):
            margin = [Cell([Text("", keep=keep)]) for _ in free]
            placed = [*cells, *blank, *margin] if block.kiri else [*margin, *cells, *blank]
            rows.append(row(placed, widths))
    return table(rows, widths, ruled=False, margins=(0, 0, _GAP))


def _above(signer: Signer) -> list[Text]:
    leads = signers.above(signer) or [signers.Lead("")]
    return [
        Text(
            lead.text, before=0 if index else _ABOVE, keep=True,
            left=lead.hang, first=-lead.hang if lead.mark else 0, mark=lead.mark,
        )
        for index, lead in enumerate(leads)
    ]  # fmt: skip


def _below(signer: Signer, block: Signatures, each: float) -> list[Text | str]:
    within = signers.within(signer)
    gap = signers.gap(block)
    made: list[Text | str] = []
    if block.kotak:
        made, gap = [_box(each, within)], style.BOX_GAP
    elif within:
        gap = (gap - _LINE * len(within)) / 2
        first, *others = within
        made = [Text(first, before=gap), *map(Text, others)]
    name = Text(signers.name(signer), bold=block.bold and bool(signer.nama), before=gap)
    return [*made, name, *map(Text, signers.below(signer))]


def _box(each: float, within: Sequence[str]) -> str:
    """Return a framed paragraph of the size that an electronic signature takes."""
    width, height = style.BOX
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    text = Text("".join(within), before=style.BOX_GAP, exact=height, right=each - _GAP - width)
    return text.xml(f"<w:pBdr>{sides}</w:pBdr>")
