"""Letters as word processors keep them: what a document is set in, styles for what differs."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from kkbdesk.documents.blocks import Letters
from kkbdesk.documents.writers import style

_SINGLE = 240
"""What word processors call single spacing, which is what LEADING looks like."""


def default(word: WordDocument, letters: Letters) -> None:
    """Set what a document is set in; the template's own letters are somebody else's taste."""
    styles = word.styles.element
    defaults = (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{_letters(letters)}"
        f'<w:lang w:val="id-ID"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr><w:widowControl/>{_spacing(letters.leading)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    styles.replace(styles.find(qn("w:docDefaults")), parse_xml(defaults))


def _letters(letters: Letters) -> str:
    name = letters.font.value
    return (
        f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}" w:eastAsia="{name}"/>'
        f'<w:sz w:val="{round(letters.size * 2)}"/>'
    )


def _spacing(leading: float) -> str:
    line = round(_SINGLE * leading / style.LEADING)
    return f'<w:spacing w:after="0" w:line="{line}" w:lineRule="auto"/>'


class Styles:
    """Styles for paragraphs that are not set as the document is, each made when first used."""

    def __init__(self, word: WordDocument, letters: Letters) -> None:
        self._element = word.styles.element
        self._default = letters.font, letters.size, letters.leading
        self._made: dict[tuple[object, ...], str] = {}

    def apply(self, element: BaseOxmlElement, letters: Letters, *, tight: bool = False) -> None:
        """Give all paragraphs of an element the letters; a `tight` one stays single-spaced."""
        leading = style.LEADING if tight else letters.leading
        told = letters.font, letters.size, leading
        if told == self._default:
            return
        if told not in self._made:
            self._made[told] = self._make(Letters(letters.font, letters.size, leading))
        tag, name = qn("w:pStyle"), self._made[told]
        for paragraph in element.iter(qn("w:p")):
            properties = paragraph.find(qn("w:pPr"))
            if properties is None:
                properties = paragraph.makeelement(qn("w:pPr"))
                paragraph.insert(0, properties)
            properties.insert(0, properties.makeelement(tag, {qn("w:val"): name}))

    def _make(self, letters: Letters) -> str:
        name = f"Naskah{len(self._made) + 1}"
        self._element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" '
                f'w:styleId="{name}"><w:name w:val="Naskah {len(self._made) + 1}"/>'
                f'<w:basedOn w:val="Normal"/><w:qFormat/>'
                f"<w:pPr>{_spacing(letters.leading)}</w:pPr>"
                f"<w:rPr>{_letters(letters)}</w:rPr></w:style>"
            )
        )
        return name
