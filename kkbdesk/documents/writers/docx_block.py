"""Blocks as paragraphs and tables of a word processor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from docx.oxml.xmlchemy import BaseOxmlElement

from kkbdesk.documents.blocks import (
    Align,
    Beside,
    Block,
    Chart,
    Closing,
    Coded,
    Facing,
    Grid,
    Heading,
    KeyValues,
    Labelled,
    Legend,
    Letters,
    Listing,
    Page,
    PageBreak,
    Paragraph,
    Photos,
    Signatures,
    Title,
)
from kkbdesk.documents.writers import docx_list, sheets, style
from kkbdesk.documents.writers.docx_grid import grid
from kkbdesk.documents.writers.docx_page import SPACER
from kkbdesk.documents.writers.docx_picture import Album, coded, photos
from kkbdesk.documents.writers.docx_sign import signatures
from kkbdesk.documents.writers.docx_xml import Text, paragraph
from kkbdesk.documents.writers.text import continued, explained, noted

_NEW_PAGE = "<w:pageBreakBefore/>"
_LINE, _ENOUGH = 80, 240
"""Characters of a line, and of the running text that stays with signatures."""


def _bound(blocks: Sequence[Block]) -> set[int]:
    """Return the places of what must stay on the page of signatures below it."""
    found: set[int] = set()
    for index, block in enumerate(blocks):
        if isinstance(block, Signatures):
            before, held = index - 1, 0
            while before >= 0 and held < _ENOUGH:
                found.add(before)
                each = blocks[before]
                if not isinstance(each, Paragraph | Legend):
                    break
                if isinstance(each, Paragraph) and not each.small:
                    held += max(len(each.text), _LINE)
                before -= 1
    return found


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the elements of one section."""

    title: str
    page: Page
    letters: Letters
    album: Album

    def made(self, blocks: Sequence[Block]) -> Iterator[tuple[Block, BaseOxmlElement]]:
        """Yield the elements of all blocks; labels that follow each other are one table."""
        bound = _bound(blocks)
        index = 0
        for kind, members in groupby(blocks, type):
            alike = list(members)
            index += len(alike)
            if kind is Labelled:
                yield alike[0], self._labelled(alike, keep=index - 1 in bound)
                continue
            for place, block in enumerate(alike, index - len(alike)):
                for element in self._block(block, keep=place in bound):
                    yield block, element

    def _block(self, block: Block, *, keep: bool) -> Iterator[BaseOxmlElement]:
        """Yield a block; what it ends in may have to `keep` to the page of what follows."""
        match block:
            case Title() | Heading() | Paragraph() | Legend():
                yield from map(paragraph, self._texts(block, keep=keep))
            case KeyValues() | Facing() | Listing() | Labelled() | Beside() | Closing():
                yield from self._list(block, keep=keep)
            case Grid():
                yield from self._grid(block, signed=keep)
            case Chart():
                yield paragraph(Text(block.grafik.judul, bold=True, before=2, after=1, keep=True))
                yield from self._grid(block.grid, signed=keep)
            case Coded() | Photos():
                yield self._pictured(block)
            case Signatures():
                yield signatures(block, self.page)
            case PageBreak():
                yield paragraph(SPACER, _NEW_PAGE)
            case _:
                assert_never(block)

    def _pictured(self, block: Coded | Photos) -> BaseOxmlElement:
        if isinstance(block, Photos):
            return photos(block, self.page, self.letters, self.album)
        return coded(block, self.page, self.letters, self.album)

    def _labelled(self, blocks: Sequence[Block], *, keep: bool) -> BaseOxmlElement:
        told = [block for block in blocks if isinstance(block, Labelled)]
        return docx_list.labelled(told, self.page, justified=self.letters.justified, keep=keep)

    def _texts(self, block: Title | Heading | Paragraph | Legend, *, keep: bool) -> Iterator[Text]:
        match block:
            case Title():
                yield from self._title(block)
            case Heading():
                size = style.heading(self.letters)
                yield Text(block.text, size, bold=True, before=5, after=2, keep=True)
            case Paragraph():
                yield self._paragraph(block, keep=keep)
            case Legend():
                yield Text(explained(block), style.small(self.letters), before=1.2, keep=keep)
            case _:
                assert_never(block)

    def _title(self, block: Title) -> Iterator[Text]:
        size = style.title(self.letters, compact=block.compact)
        before, after = (1, 3) if block.compact else (5, 0)
        last = len(block.lines) - 1
        for index, line in enumerate(block.lines):
            yield Text(
                line,
                size,
                bold=block.bold,
                align=Align.CENTER,
                before=0 if index else before,
                after=after if index == last else 0,
                keep=True,
            )

    def _paragraph(self, block: Paragraph, *, keep: bool) -> Text:
        size = style.small(self.letters) if block.small else 0
        justified = self.letters.justified and not block.small
        first = 0 if block.small else block.first
        return Text(
            block.text, size, align=block.align, before=1, after=2, keep=keep,
            justified=justified, first=first,
        )  # fmt: skip

    def _list(
        self,
        block: KeyValues | Facing | Listing | Labelled | Beside | Closing,
        *,
        keep: bool,
    ) -> Iterator[BaseOxmlElement]:
        justified = self.letters.justified
        match block:
            case KeyValues():
                yield docx_list.key_values(block, self.page, self.letters, keep=keep)
            case Facing():
                yield docx_list.facing(block, self.page, self.letters)
            case Listing():
                yield from docx_list.listing(block, justified=justified, keep=keep)
            case Labelled():
                yield self._labelled([block], keep=keep)
            case Beside():
                yield from docx_list.beside(block, self.page)
            case Closing():
                yield from docx_list.closing(block)
            case _:
                assert_never(block)

    def _grid(self, block: Grid, *, signed: bool) -> Iterator[BaseOxmlElement]:
        parts = sheets.sheets(block, self.page.body)
        for index, part in enumerate(parts):
            if index:
                heading = Text(continued(self.title), bold=True, after=2, keep=True)
                yield paragraph(heading, _NEW_PAGE)
            last = index == len(parts) - 1
            yield grid(part, self.page, self.letters.font, signed=signed and last)
        for note in noted(block.notes):
            yield paragraph(Text(note, style.small(self.letters), before=1.2, keep=signed))
