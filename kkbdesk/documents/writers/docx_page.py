"""Sections of a word processor: paper, margins, and what stands above the text of every page."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section as WordSection
from docx.section import _BaseHeaderFooter
from docx.shared import Mm

from kkbdesk.documents.blocks import Align, Document, Section
from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.docx_style import Styles
from kkbdesk.documents.writers.docx_xml import Text, declared, paragraph, twips

SPACER = Text("", 1, exact=0.4)
"""After the last table, and where a page begins."""
BETWEEN = Text("", 2, keep=True)
"""Between two tables, which would become one."""
_FIELD = "\ue000"
_PAGE = (
    '</w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve">'
)
"""The field that word processors fill with the number; it takes the place of `_FIELD`."""


class Pages:
    """The sections of one file, each beginning on a new page."""

    def __init__(self, word: WordDocument, styles: Styles) -> None:
        self._word = word
        self._styles = styles
        self._above: tuple[object, ...] | None = None
        self._corner: str | None = None

    def begin(self, section: Section, document: Document, *, first: bool, again: bool) -> None:
        """Begin a section: the `first` of a document, whose pages may be counted `again`."""
        made = self._word.sections[0]
        if self._above is not None:
            made = self._word.add_section(WD_SECTION.NEW_PAGE)
            _fold(self._word.element.body[-1])
        _set_paper(made, section, first=first)
        made.different_first_page_header_footer = first
        _count(self._word.element.body[-1], again=again)
        above = section.letters.font, section.letters.size, section.page.next_top, document.mark
        if above != self._above:
            self._put(made.header, section, document.mark, [_number(section)])
        if first and document.corner != self._corner:
            self._put(made.first_page_header, section, document.corner, [paragraph(SPACER)])
            self._corner = document.corner
        self._above = above

    def _put(
        self,
        header: _BaseHeaderFooter,
        section: Section,
        mark: str,
        content: list[BaseOxmlElement],
    ) -> None:
        header.is_linked_to_previous = False
        root = header.part.element
        for child in list(root):
            root.remove(child)
        for element in ([_stamp(mark)] if mark else []) + content:
            root.append(element)
        self._styles.apply(root, section.letters)


def _set_paper(made: WordSection, section: Section, *, first: bool) -> None:
    page = section.page
    made.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
    made.page_width, made.page_height = Mm(page.width), Mm(page.height)
    made.left_margin, made.right_margin = Mm(page.left), Mm(page.right)
    made.top_margin = Mm(page.top if first else page.next_top)
    made.bottom_margin = Mm(page.bottom)
    made.header_distance = Mm(style.NUMBER_TOP - section.letters.size * 25.4 / 72)


def _fold(properties: BaseOxmlElement) -> None:
    """Let the last paragraph end the section just closed, not an empty one of its own."""
    ending = properties.getprevious()
    before = None if ending is None else ending.getprevious()
    if ending is None or before is None or before.tag != qn("w:p"):
        return
    told = before.find(qn("w:pPr"))
    if told is not None and told.find(qn("w:sectPr")) is not None:
        return
    if told is None:
        told = before.makeelement(qn("w:pPr"))
        before.insert(0, told)
    told.append(ending.find(f"{qn('w:pPr')}/{qn('w:sectPr')}"))
    ending.getparent().remove(ending)


def _count(properties: BaseOxmlElement, *, again: bool) -> None:
    """Count pages from one again, or go on."""
    for told in properties.findall(qn("w:pgNumType")):
        properties.remove(told)
    if again:
        told = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
        properties.find(qn("w:pgMar")).addnext(told)


def _number(section: Section) -> BaseOxmlElement:
    """Return the page number, with the space that moves the text below the upper margin."""
    line = section.letters.size * section.letters.leading * 25.4 / 72
    after = section.page.next_top - style.NUMBER_TOP - line / 4
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
