"""A document as PDF: fonts embedded, text selectable, pages numbered from the second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import assert_never

from reportlab import platypus
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from kkbdesk.documents.blocks import (
    Align,
    Block,
    Document,
    Grid,
    Heading,
    KeyValues,
    Kop,
    Legend,
    Page,
    PageBreak,
    Paragraph,
    Signatures,
    Title,
)
from kkbdesk.documents.writers import sheets, style
from kkbdesk.documents.writers.pdf_font import face
from kkbdesk.documents.writers.pdf_grid import GridFlow, Table
from kkbdesk.documents.writers.pdf_sign import Closing, SignatureFlow, Signing
from kkbdesk.documents.writers.pdf_text import Line, Rules, TextFlow, labels, lines
from kkbdesk.documents.writers.text import continued, explained, noted, printable, shown

_ROOM_BELOW_HEADING = 30 * mm
"""A heading with less below it moves to the next page."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished file and how many pages it has."""

    content: bytes
    pages: int


def render(document: Document) -> Pdf:
    """Return the document as PDF."""
    page = document.page
    target = BytesIO()
    template = BaseDocTemplate(
        target,
        pagesize=(page.width * mm, page.height * mm),
        title=printable(document.title),
        author=printable(document.author),
        creator="KKB Desk",
        lang="id-ID",
        displayDocTitle=True,
        initialFontName=face().name,
    )
    template.addPageTemplates(
        [
            _template("pertama", page.top, document, next_id="lanjutan"),
            _template("lanjutan", page.next_top, document),
        ]
    )
    template.build(list(_flowables(document)))
    return Pdf(target.getvalue(), template.page)


def _template(id: str, top: float, document: Document, next_id: str | None = None) -> PageTemplate:
    page = document.page
    frame = Frame(
        page.left * mm, page.bottom * mm, page.body * mm, (page.height - top - page.bottom) * mm,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    return PageTemplate(
        id=id,
        frames=[frame],
        onPage=partial(_furnish, document),
        autoNextPageTemplate=next_id,
    )


def _furnish(document: Document, canvas: Canvas, template: BaseDocTemplate) -> None:
    """Put number and mark on a page."""
    page = document.page
    if template.page > 1:
        canvas.setFont(face().name, style.BODY)
        number = style.page_number(str(template.page))
        canvas.drawCentredString(page.width / 2 * mm, (page.height - style.NUMBER_TOP) * mm, number)
    if document.mark:
        _stamp(canvas, document.mark, page)


def _stamp(canvas: Canvas, mark: str, page: Page) -> None:
    """Put a framed word into the upper right corner."""
    cut, size = face(bold=True), style.MARK
    width = cut.width(mark, size)
    x, y = (page.width - page.right) * mm - width, (page.height - style.MARK_TOP) * mm
    canvas.setFont(cut.name, size)
    canvas.drawString(x - 2 * mm, y, mark)
    canvas.setLineWidth(1)
    canvas.rect(x - 4 * mm, y - 1.6 * mm, width + 4 * mm, size + 2 * mm)


def _flowables(document: Document) -> Iterator[Flowable]:
    if document.kop is not None:
        yield from _kop(document.kop, document.page)
    made: list[Flowable] = []
    for block in document.blocks:
        made += _block(block, document)
        if isinstance(block, Signatures):
            _close(made, document)
    yield from made


def _close(made: list[Flowable], document: Document) -> None:
    """Bind the signatures just made to what stands before them, so that they are never alone."""
    start = len(made) - 1
    while start and isinstance(made[start - 1], TextFlow):
        start -= 1
    if start and isinstance(made[start - 1], GridFlow):
        start -= 1
    made[start:] = [Closing(made[start:], _tallest(document))]


def _width(document: Document) -> float:
    return document.page.body * mm


def _tallest(document: Document) -> float:
    """Return the height of the body of every page but the first."""
    return (document.page.height - document.page.next_top - document.page.bottom) * mm


def _kop(kop: Kop, page: Page) -> Iterator[Flowable]:
    width = page.body * mm
    above, name, address = style.kop_sizes(kop, page)
    parts: list[Line] = []
    for text in kop.atas:
        parts += lines(printable(text), width, above)
    parts += lines(printable(kop.nama), width, name, bold=True)
    for text in kop.alamat:
        parts += lines(printable(text), width, address)
    yield TextFlow(parts, Align.CENTER, after=1 * mm)
    yield Rules()


def _block(block: Block, document: Document) -> list[Flowable]:
    width = _width(document)
    match block:
        case Title() | Heading() | Paragraph() | Legend():
            return _text(block, width)
        case KeyValues():
            rows = ((printable(label), shown(value)) for label, value in block.rows)
            return [labels(rows, width)]
        case Grid():
            return _grid(block, document)
        case Signatures():
            return [SignatureFlow(Signing(block, width, _tallest(document)))]
        case PageBreak():
            return [platypus.PageBreak()]
        case _:
            assert_never(block)


def _text(block: Title | Heading | Paragraph | Legend, width: float) -> list[Flowable]:
    match block:
        case Title():
            parts = [
                line
                for text in block.lines
                for line in lines(printable(text), width, style.TITLE, bold=True)
            ]
            return [TextFlow(parts, Align.CENTER, before=5 * mm, after=0.5 * mm)]
        case Heading():
            parts = lines(printable(block.text), width, style.HEADING, bold=True)
            flow = TextFlow(parts, Align.LEFT, before=5 * mm, after=2 * mm)
            return [platypus.CondPageBreak(_ROOM_BELOW_HEADING), flow]
        case Paragraph():
            size = style.SMALL if block.small else style.BODY
            parts = lines(printable(block.text), width, size)
            return [TextFlow(parts, block.align, before=1 * mm, after=2 * mm)]
        case Legend():
            return [_small(explained(block), width)]
        case _:
            assert_never(block)


def _grid(grid: Grid, document: Document) -> list[Flowable]:
    width = _width(document)
    made: list[Flowable] = []
    for part in sheets.sheets(grid, document.page.body):
        if made:
            heading = lines(continued(document.title), width, style.BODY, bold=True)
            made += [platypus.PageBreak(), TextFlow(heading, Align.LEFT, after=2 * mm)]
        made.append(GridFlow(Table(part, width, _tallest(document))))
    return [*made, *(_small(note, width) for note in noted(grid.notes))]


def _small(text: str, width: float) -> TextFlow:
    return TextFlow(lines(text, width, style.SMALL), Align.LEFT, before=1.2 * mm)
