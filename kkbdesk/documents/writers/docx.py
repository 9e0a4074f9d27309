"""A document for word processors: the same blocks and texts, to be revised by others."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import assert_never

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm

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
from kkbdesk.documents.writers import docx_grid, sheets, style
from kkbdesk.documents.writers.docx_xml import Text, declared, paragraph, twips
from kkbdesk.documents.writers.text import continued, explained, noted, printable

_KOP_RULE = (
    '<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="4" w:color="000000"/></w:pBdr>'
)
_DEFAULTS = (
    f'<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr><w:rFonts w:ascii="{style.FONT}" '
    f'w:hAnsi="{style.FONT}" w:cs="{style.FONT}" w:eastAsia="{style.FONT}"/>'
    f'<w:sz w:val="{round(style.BODY * 2)}"/><w:lang w:val="id-ID"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
)
_MODE = "15"
"""Of word processors since 2013; older ones set tables further left."""
_LONGEST_PROPERTY = 255
_FIELD = "\ue000"
_PAGE = (
    '</w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve">'
)
"""The field that word processors fill with the number; it takes the place of `_FIELD`."""
_LINE = style.BODY * style.LEADING * 25.4 / 72
_NEW_PAGE = "<w:pageBreakBefore/>"
_SPACER = Text("", 2)
"""Between two tables, which would become one, and after the last."""


def render(document: Document) -> bytes:
    """Return the document as DOCX."""
    word = docx.Document()
    _describe(word, document)
    section = word.sections[0]
    _furnish(section, document)
    body = word.element.body
    for element in _elements(document):
        body.insert(len(body) - 1, element)  # the last child holds the properties of the section
    target = BytesIO()
    word.save(target)
    return target.getvalue()


def _describe(word: WordDocument, document: Document) -> None:
    """Name the document and set its letters; the template's own are somebody else's taste."""
    properties = word.core_properties
    properties.title = printable(document.title)[:_LONGEST_PROPERTY]
    properties.author = printable(document.author)[:_LONGEST_PROPERTY]
    properties.comments = ""
    properties.language = "id-ID"
    styles = word.styles.element
    styles.replace(styles.find(qn("w:docDefaults")), parse_xml(_DEFAULTS))
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _MODE)


def _furnish(section: Section, document: Document) -> None:
    """Set paper and margins, and what stands above the text of every page."""
    page = document.page
    section.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.header_distance = Mm(style.NUMBER_TOP - style.BODY * 25.4 / 72)
    section.different_first_page_header_footer = True
    first, others = section.first_page_header, section.header
    for header, content in ((first, [paragraph(_SPACER)]), (others, [_number(page)])):
        root = header.part.element
        for child in list(root):
            root.remove(child)
        mark = [_stamp(document.mark)] if document.mark else []
        for element in (*mark, *content):
            root.append(element)


def _number(page: Page) -> BaseOxmlElement:
    """Return the page number, with the space that moves the text below the upper margin."""
    after = page.next_top - style.NUMBER_TOP - _LINE / 4
    text = Text(style.page_number(_FIELD), align=Align.CENTER, after=after)
    return parse_xml(declared(text.xml()).replace(_FIELD, _PAGE))


def _stamp(mark: str) -> BaseOxmlElement:
    """Return a framed word in the upper right corner."""
    frame = (
        '<w:framePr w:wrap="around" w:vAnchor="page" w:hAnchor="margin" w:xAlign="right" '
        f'w:y="{twips(style.MARK_TOP - 6.5)}"/>'
    )
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="2" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return paragraph(Text(mark, style.MARK, bold=True), f"{frame}<w:pBdr>{sides}</w:pBdr>")


def _elements(document: Document) -> Iterator[BaseOxmlElement]:
    if document.kop is not None:
        yield from _kop(document.kop, document.page)
    bound = _bound(document.blocks)
    table = False
    for index, block in enumerate(document.blocks):
        for element in _block(block, document, bound=index in bound):
            if table and element.tag == qn("w:tbl"):
                yield paragraph(_SPACER)
            yield element
            table = element.tag == qn("w:tbl")
    if table:
        yield paragraph(_SPACER)


def _bound(blocks: tuple[Block, ...]) -> set[int]:
    """Return the places of what must stay on the page of signatures below it."""
    found: set[int] = set()
    for index, block in enumerate(blocks):
        if isinstance(block, Signatures):
            before = index - 1
            while before >= 0 and isinstance(blocks[before], Paragraph | Legend):
                found.add(before)
                before -= 1
            found.add(before)
    return found


def _kop(kop: Kop, page: Page) -> Iterator[BaseOxmlElement]:
    above, name, address = style.kop_sizes(kop, page)
    lines = [Text(line, above, align=Align.CENTER) for line in kop.atas]
    lines.append(Text(kop.nama, name, bold=True, align=Align.CENTER))
    lines += [Text(line, address, align=Align.CENTER) for line in kop.alamat]
    for line in lines[:-1]:
        yield paragraph(line)
    yield paragraph(lines[-1], _KOP_RULE)


def _block(block: Block, document: Document, *, bound: bool) -> Iterator[BaseOxmlElement]:
    page = document.page
    match block:
        case Title() | Heading() | Paragraph() | Legend():
            yield from map(paragraph, _texts(block, keep=bound))
        case KeyValues():
            yield docx_grid.key_values(block, page)
        case Grid():
            yield from _grid(block, document, signed=bound)
        case Signatures():
            yield docx_grid.signatures(block, page)
        case PageBreak():
            yield paragraph(_SPACER, _NEW_PAGE)
        case _:
            assert_never(block)


def _texts(block: Title | Heading | Paragraph | Legend, *, keep: bool) -> Iterator[Text]:
    match block:
        case Title():
            for index, line in enumerate(block.lines):
                before = 0 if index else 5
                yield Text(
                    line, style.TITLE, bold=True, align=Align.CENTER, before=before, keep=True
                )
        case Heading():
            yield Text(block.text, style.HEADING, bold=True, before=5, after=2, keep=True)
        case Paragraph():
            size = style.SMALL if block.small else style.BODY
            yield Text(block.text, size, align=block.align, before=1, after=2, keep=keep)
        case Legend():
            yield Text(explained(block), style.SMALL, before=1.2, keep=keep)
        case _:
            assert_never(block)


def _grid(block: Grid, document: Document, *, signed: bool) -> Iterator[BaseOxmlElement]:
    parts = sheets.sheets(block, document.page.body)
    for index, part in enumerate(parts):
        if index:
            heading = Text(continued(document.title), bold=True, after=2, keep=True)
            yield paragraph(heading, _NEW_PAGE)
        last = index == len(parts) - 1
        yield docx_grid.grid(part, document.page, signed=signed and last)
    for note in noted(block.notes):
        yield paragraph(Text(note, style.SMALL, before=1.2, keep=signed))
