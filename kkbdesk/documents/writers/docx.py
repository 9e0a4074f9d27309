"""A document for word processors: the same blocks and texts, to be revised by others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from kkbdesk.documents.blocks import Document, Grid, Section
from kkbdesk.documents.writers import docx_style
from kkbdesk.documents.writers.docx_block import Maker
from kkbdesk.documents.writers.docx_kop import kop
from kkbdesk.documents.writers.docx_page import BETWEEN, SPACER, Pages
from kkbdesk.documents.writers.docx_picture import Album
from kkbdesk.documents.writers.docx_style import Styles
from kkbdesk.documents.writers.docx_xml import paragraph
from kkbdesk.documents.writers.text import printable

_MODE = "15"
"""Of word processors since 2013; older ones set tables further left."""
_LONGEST_PROPERTY = 255


def render(document: Document) -> bytes:
    """Return the document as DOCX."""
    return render_many([document])


def render_many(documents: Sequence[Document]) -> bytes:
    """Return documents as one DOCX named after the first, the pages of each numbered anew."""
    word = docx.Document()
    _describe(word, documents[0])
    styles = Styles(word, documents[0].letters)
    album, pages = Album(word), Pages(word, styles)
    body = word.element.body
    for document in documents:
        for number, section in enumerate(document.sections):
            again = not number and len(documents) > 1
            pages.begin(section, document, first=not number, again=again)
            for element in _elements(document, section, number, styles, album):
                body.insert(len(body) - 1, element)  # the last child describes the section
    target = BytesIO()
    word.save(target)
    return target.getvalue()


def _describe(word: WordDocument, document: Document) -> None:
    """Name the document and set its letters."""
    properties = word.core_properties
    properties.title = printable(document.title)[:_LONGEST_PROPERTY]
    properties.author = printable(document.author)[:_LONGEST_PROPERTY]
    properties.comments = ""
    properties.language = "id-ID"
    docx_style.default(word, document.letters)
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _MODE)
    for compat in word.settings.element.iter(qn("w:compat")):
        compat.insert(0, compat.makeelement(qn("w:doNotExpandShiftReturn")))


def _elements(
    document: Document, section: Section, number: int, styles: Styles, album: Album
) -> Iterator[BaseOxmlElement]:
    """Yield a section, with a little space wherever tables would touch or end it."""
    table = False
    for element in _styled(document, section, number, styles, album):
        if table and element.tag == qn("w:tbl"):
            yield paragraph(BETWEEN)
        yield element
        table = element.tag == qn("w:tbl")
    if table:
        yield paragraph(SPACER)


def _styled(
    document: Document, section: Section, number: int, styles: Styles, album: Album
) -> Iterator[BaseOxmlElement]:
    letters = section.letters
    if not number and document.kop is not None:
        for element in kop(document.kop, section.page, letters, album):
            styles.apply(element, letters, tight=True)
            yield element
    for block, element in Maker(document.title, section.page, letters, album).made(section.blocks):
        styles.apply(element, letters, tight=isinstance(block, Grid))
        yield element
