"""Blocks as what flows over the pages of a PDF."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import assert_never

from reportlab import platypus
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from kkbdesk.documents.blocks import (
    Align,
    Beside,
    Block,
    Chart,
    Closing,
    Coded,
    Document,
    Facing,
    Grid,
    Heading,
    KeyValues,
    Labelled,
    Legend,
    Listing,
    Page,
    PageBreak,
    Paragraph,
    Photos,
    Section,
    Signatures,
    Title,
)
from kkbdesk.documents.writers import pdf_list, sheets, style
from kkbdesk.documents.writers.pdf_chart import ChartFlow
from kkbdesk.documents.writers.pdf_code import CodedFlow
from kkbdesk.documents.writers.pdf_end import close
from kkbdesk.documents.writers.pdf_grid import GridFlow, Table
from kkbdesk.documents.writers.pdf_kop import kop
from kkbdesk.documents.writers.pdf_picture import photo_rows
from kkbdesk.documents.writers.pdf_sign import SignatureFlow, Signing
from kkbdesk.documents.writers.pdf_text import Flow, Pen, rows
from kkbdesk.documents.writers.text import continued, explained, noted, printable

_ROOM_BELOW_HEADING = 30 * mm
"""A heading with less below it moves to the next page."""
_LINES_BELOW_TITLE, _GAP_BELOW_TITLE = 2, 4 * mm
"""So much at least stands below compact titles, and between them, on their page."""
_Texts = Title | Heading | Paragraph | Legend
_Lists = KeyValues | Facing | Listing | Labelled | Beside | Closing


def flowables(document: Document, section: Section | None = None) -> list[Flowable]:
    """Return an attachment, or the document itself under its letterhead."""
    made: list[Flowable] = []
    if section is None:
        section = document.sections[0]
        if document.kop is not None:
            made += kop(document.kop, document.page, document.letters)
    head = len(made)
    maker = _Maker(document.title, section.page, Pen(section.letters))
    blocks: list[Flowable] = []
    for index, block in enumerate(section.blocks):
        if _compact(block):
            titles = takewhile(_compact, section.blocks[index:])
            blocks.append(platypus.CondPageBreak(maker.room(titles)))
        blocks += maker.block(block)
        if isinstance(block, Signatures):
            close(blocks, maker.tallest)
    return [*made[:head], *blocks]


def _compact(block: Block) -> bool:
    """Tell whether a block is a title among running text."""
    return isinstance(block, Title) and block.compact


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the flowables of one section."""

    title: str
    page: Page
    pen: Pen

    @property
    def width(self) -> float:
        """Return the width between the margins."""
        return self.page.body * mm

    @property
    def tallest(self) -> float:
        """Return the height of the body of every page but the first."""
        return (self.page.height - self.page.next_top - self.page.bottom) * mm

    def room(self, titles: Iterable[Block]) -> float:
        """Return the height that titles below each other take with the beginning of a text."""
        letters, needed = self.pen.letters, 0.0
        for title in titles:
            assert isinstance(title, Title)
            needed += self._title(title).wrap(self.width, 0)[1] + _GAP_BELOW_TITLE
        return needed + _LINES_BELOW_TITLE * letters.size * letters.leading

    def block(self, block: Block) -> list[Flowable]:
        """Return a block."""
        match block:
            case Title() | Heading() | Paragraph() | Legend():
                return self._text(block)
            case KeyValues() | Facing() | Listing() | Labelled() | Beside() | Closing():
                return [self._list(block)]
            case Grid():
                return self._grid(block)
            case Coded() | Chart():
                return [self._drawn(block)]
            case Photos():
                return photo_rows(block, self.page, self.pen)
            case Signatures():
                return [SignatureFlow(Signing(block, self.pen, self.width, self.tallest))]
            case PageBreak():
                return [platypus.PageBreak()]
            case _:
                assert_never(block)

    def _drawn(self, block: Coded | Chart) -> Flowable:
        if isinstance(block, Chart):
            return ChartFlow(block.grafik, self.pen, self.width)
        return CodedFlow(block, self.pen, self.width)

    def _text(self, block: _Texts) -> list[Flowable]:
        match block:
            case Title():
                return [self._title(block)]
            case Heading():
                size = style.heading(self.pen.letters)
                lines = self.pen.lines(printable(block.text), self.width, size, bold=True)
                flow = Flow(rows(lines, self.width), before=5 * mm, after=2 * mm, leads=True)
                return [platypus.CondPageBreak(_ROOM_BELOW_HEADING), flow]
            case Paragraph():
                return [self._paragraph(block)]
            case Legend():
                return [self._small(explained(block))]
            case _:
                assert_never(block)

    def _title(self, block: Title) -> Flow:
        size = style.title(self.pen.letters, compact=block.compact)
        lines = [
            line
            for text in block.lines
            for line in self.pen.lines(printable(text), self.width, size, bold=block.bold)
        ]
        made = rows(lines, self.width, Align.CENTER)
        before, after = (1, 3) if block.compact else (5, 0.5)
        return Flow(made, before=before * mm, after=after * mm, leads=True)

    def _paragraph(self, block: Paragraph) -> Flow:
        text, first = printable(block.text), block.first * mm
        if block.small:
            lines = self.pen.lines(text, self.width, style.small(self.pen.letters))
        elif block.align is Align.LEFT:
            lines = self.pen.running(text, self.width, first)
        else:
            lines = self.pen.lines(text, self.width)
        made = rows(lines, self.width, block.align, 0 if block.small else first)
        return Flow(made, before=1 * mm, after=2 * mm, trails=block.small)

    def _list(self, block: _Lists) -> Flow:
        match block:
            case KeyValues():
                return pdf_list.key_values(block, self.pen, self.width)
            case Facing():
                return pdf_list.facing(block, self.pen, self.width)
            case Listing():
                return pdf_list.listing(block, self.pen, self.width)
            case Labelled():
                return pdf_list.labelled(block, self.pen, self.width)
            case Beside():
                return pdf_list.beside(block, self.pen, self.page, self.width)
            case Closing():
                return pdf_list.closing(block, self.pen, self.width)
            case _:
                assert_never(block)

    def _grid(self, grid: Grid) -> list[Flowable]:
        made: list[Flowable] = []
        for part in sheets.sheets(grid, self.page.body):
            if made:
                heading = self.pen.lines(continued(self.title), self.width, bold=True)
                flow = Flow(rows(heading, self.width), after=2 * mm, leads=True)
                made += [platypus.PageBreak(), flow]
            made.append(GridFlow(Table(part, self.width, self.tallest, self.pen.letters.font)))
        return [*made, *(self._small(note) for note in noted(grid.notes))]

    def _small(self, text: str) -> Flow:
        lines = self.pen.lines(text, self.width, style.small(self.pen.letters))
        return Flow(rows(lines, self.width), before=1.2 * mm, trails=True)
