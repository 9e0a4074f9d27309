"""A document as PDF: fonts embedded, text selectable, pages numbered from the second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from reportlab import platypus
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate

from kkbdesk.documents.blocks import Document, Page, Section
from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.pdf_block import flowables
from kkbdesk.documents.writers.pdf_font import face
from kkbdesk.documents.writers.text import printable


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished file and how many pages it has."""

    content: bytes
    pages: int


def render(document: Document) -> Pdf:
    """Return the document as PDF."""
    return render_many([document])


def render_many(documents: Sequence[Document]) -> Pdf:
    """Return documents as one PDF named after the first, the pages of each numbered anew."""
    first = documents[0]
    target = BytesIO()
    template = BaseDocTemplate(
        target,
        pagesize=(first.page.width * mm, first.page.height * mm),
        title=printable(first.title),
        author=printable(first.author),
        creator="KKB Desk",
        lang="id-ID",
        displayDocTitle=True,
        initialFontName=face(font=first.letters.font).name,
    )
    story: list[Flowable] = []
    for index, document in enumerate(documents):
        template.addPageTemplates(list(_templates(f"{index}", document)))
        story += _story(f"{index}", document)
    template.build(story)
    return Pdf(target.getvalue(), template.page)


def _story(name: str, document: Document) -> Iterator[Flowable]:
    """Yield everything, each section from a new page."""
    if name != "0":
        yield NextPageTemplate(f"{name} pertama")
        yield platypus.PageBreak()
    yield from flowables(document)
    for number, section in enumerate(document.lampiran, 1):
        yield NextPageTemplate(f"{name} lanjutan {number}")
        yield platypus.PageBreak()
        yield from flowables(document, section)


class _Numbering:
    """Counts the pages of one document among those before it."""

    before = 0

    def begin(self, page: int) -> None:
        """Begin with a page of the file."""
        self.before = page - 1

    def number(self, page: int) -> int:
        """Return the number that a page of the file has in its document."""
        return page - self.before


def _templates(name: str, document: Document) -> Iterator[PageTemplate]:
    """Yield the pages of a document: its first, those that follow, those of its attachments."""
    numbering = _Numbering()
    first, *_ = document.sections
    follow = f"{name} lanjutan 0"
    begin = partial(_begin, first, document.corner, numbering)
    yield PageTemplate(
        f"{name} pertama", _frame(first.page, first.page.top), begin,
        pagesize=_size(first.page), autoNextPageTemplate=follow,
    )  # fmt: skip
    for number, section in enumerate(document.sections):
        furnish = partial(_furnish, section, document.mark, numbering)
        frame = _frame(section.page, section.page.next_top)
        yield PageTemplate(
            f"{name} lanjutan {number}", frame, furnish, pagesize=_size(section.page)
        )


def _size(page: Page) -> tuple[float, float]:
    return page.width * mm, page.height * mm


def _frame(page: Page, top: float) -> Frame:
    return Frame(
        page.left * mm, page.bottom * mm, page.body * mm, (page.height - top - page.bottom) * mm,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip


def _begin(
    section: Section,
    mark: str,
    numbering: _Numbering,
    canvas: Canvas,
    template: BaseDocTemplate,
) -> None:
    """Begin to count, and put the mark on the first page."""
    numbering.begin(template.page)
    _furnish(section, mark, numbering, canvas, template)


def _furnish(
    section: Section,
    mark: str,
    numbering: _Numbering,
    canvas: Canvas,
    template: BaseDocTemplate,
) -> None:
    """Put number and mark on a page."""
    page, letters = section.page, section.letters
    number = numbering.number(template.page)
    if number > 1:
        canvas.setFont(face(font=letters.font).name, letters.size)
        text = style.page_number(str(number))
        canvas.drawCentredString(page.width / 2 * mm, (page.height - style.NUMBER_TOP) * mm, text)
    if mark:
        _stamp(canvas, mark, section)


def _stamp(canvas: Canvas, mark: str, section: Section) -> None:
    """Put a framed word into the upper right corner."""
    page = section.page
    cut, size = face(bold=True, font=section.letters.font), style.MARK
    width = cut.width(mark, size)
    x, y = (page.width - page.right) * mm - width, (page.height - style.MARK_TOP) * mm
    canvas.setFont(cut.name, size)
    canvas.drawString(x - 2 * mm, y, mark)
    canvas.setLineWidth(1)
    canvas.rect(x - 4 * mm, y - 1.6 * mm, width + 4 * mm, size + 2 * mm)
