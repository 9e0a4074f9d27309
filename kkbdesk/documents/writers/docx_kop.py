"""Letterheads of a word processor."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from kkbdesk.documents.blocks import Align, Kop, KopPejabat, Letters, Page
from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.docx_picture import Album
from kkbdesk.documents.writers.docx_xml import Cell, Text, declared, paragraph, row, table

_RULE = (
    '<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="4" w:color="000000"/></w:pBdr>'
)
_BELOW = 5
"""Millimetres below the letterhead of an official."""


def kop(
    block: Kop | KopPejabat, page: Page, letters: Letters, album: Album
) -> Iterator[BaseOxmlElement]:
    """Yield the letterhead of a document."""
    if isinstance(block, KopPejabat):
        yield from _official(block, letters, album)
        return
    lines = [
        Text(text, size, bold=bold, align=Align.CENTER)
        for text, size, bold in style.kop_lines(block, page)
    ]
    if block.gambar:
        yield _with_emblem(lines, block.gambar, page, album)
        yield paragraph(Text("", 2), _RULE)
        return
    for line in lines[:-1]:
        yield paragraph(line)
    yield paragraph(lines[-1], _RULE)


def _with_emblem(lines: list[Text], gambar: bytes, page: Page, album: Album) -> BaseOxmlElement:
    widths = [style.EMBLEM_COLUMN, page.body - style.EMBLEM_COLUMN]
    shown = album.shown(gambar, style.EMBLEM_COLUMN - 2, style.EMBLEM, Align.LEFT)
    made = row([Cell([shown], middle=True), Cell(lines, middle=True)], widths)
    return table([made], widths, ruled=False)


def _official(block: KopPejabat, letters: Letters, album: Album) -> Iterator[BaseOxmlElement]:
    if block.gambar:
        shown = album.shown(block.gambar, 4 * style.STATE_EMBLEM, style.STATE_EMBLEM, Align.CENTER)
        yield parse_xml(declared(shown))
    else:
        yield paragraph(Text("", exact=style.STATE_EMBLEM))
    lines = style.official_lines(block, letters)
    for index, (text, size, bold) in enumerate(lines):
        last = index == len(lines) - 1
        yield paragraph(
            Text(
                text, size, bold=bold, align=Align.CENTER,
                before=0 if index else 2, after=_BELOW if last else 0, keep=True,
            )
        )  # fmt: skip
