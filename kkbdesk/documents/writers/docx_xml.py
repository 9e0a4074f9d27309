"""Pieces of word-processor markup, written directly: the library's own tables take seconds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from kkbdesk.documents.blocks import Align
from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.text import printable

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph: its text and how it stands; distances in millimetres."""

    text: str
    size: float = style.BODY
    bold: bool = False
    align: Align = Align.LEFT
    before: float = 0
    after: float = 0
    keep: bool = False
    """Stays on the page of what follows."""

    def xml(self, properties: str = "") -> str:
        """Return the markup, with further properties of the paragraph; defaults are left out."""
        told = [properties]
        if self.keep:
            told.insert(0, "<w:keepNext/><w:keepLines/>")
        if self.before or self.after:
            before, after = twips(self.before), twips(self.after)
            told.append(f'<w:spacing w:before="{before}" w:after="{after}"/>')
        if self.align is not Align.LEFT:
            told.append(f'<w:jc w:val="{self.align.value}"/>')
        if not self.text:
            return f"<w:p><w:pPr>{''.join(told)}{_some('rPr', self._letters())}</w:pPr></w:p>"
        return f"<w:p>{_some('pPr', ''.join(told))}{self._run()}</w:p>"

    def _letters(self) -> str:
        bold = "<w:b/>" if self.bold else ""
        size = f'<w:sz w:val="{round(self.size * 2)}"/>' if self.size != style.BODY else ""
        return bold + size

    def _run(self) -> str:
        lines = printable(self.text).split("\n")
        text = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
        return f"<w:r>{_some('rPr', self._letters())}{text}</w:r>"


def _some(tag: str, content: str) -> str:
    """Return an element, or nothing where it would be empty."""
    return f"<w:{tag}>{content}</w:{tag}>" if content else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its paragraphs, how many columns it spans, how it is filled."""

    texts: Sequence[Text]
    span: int = 1
    shade: str = ""
    middle: bool = False
    turned: bool = False
    merge: str = ""
    """`restart` begins a cell that goes on in the next row, `continue` goes on."""

    def xml(self, width: float) -> str:
        """Return the markup of the cell in a column of that width in millimetres."""
        parts = [f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>']
        if self.span > 1:
            parts.append(f'<w:gridSpan w:val="{self.span}"/>')
        if self.merge:
            parts.append(f'<w:vMerge w:val="{self.merge}"/>')
        if self.shade:
            parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{self.shade}"/>')
        if self.turned:
            parts.append('<w:textDirection w:val="btLr"/>')
        if self.middle:
            parts.append('<w:vAlign w:val="center"/>')
        texts = "".join(text.xml() for text in self.texts)
        return f"<w:tc><w:tcPr>{''.join(parts)}</w:tcPr>{texts}</w:tc>"


def row(
    cells: Iterable[Cell], widths: Sequence[float], *, head: bool = False, height: float = 0
) -> str:
    """Return the markup of a row that stays whole; a `head` repeats on every page."""
    places = iter(widths)
    made = "".join(cell.xml(sum(next(places) for _ in range(cell.span))) for cell in cells)
    tall = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{repeat}</w:trPr>{made}</w:tr>"


def table(
    rows: Iterable[str],
    widths: Sequence[float],
    *,
    ruled: bool,
    margins: tuple[float, float, float] = (0, 0, 0),
) -> BaseOxmlElement:
    """Return a table with columns of these widths.

    The margins of its cells, in millimetres: above and below, left, right.
    """
    line = 'w:val="single" w:sz="4" w:space="0" w:color="000000"' if ruled else 'w:val="nil"'
    borders = "".join(f"<w:{side} {line}/>" for side in _SIDES)
    upright, left, right = margins
    free = "".join(
        f'<w:{side} w:w="{twips(each)}" w:type="dxa"/>'
        for side, each in zip(_SIDES, (upright, left, upright, right), strict=False)
    )
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
        '<w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{free}</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )


def paragraph(text: Text, properties: str = "") -> BaseOxmlElement:
    """Return a paragraph outside tables."""
    return parse_xml(declared(text.xml(properties)))


def declared(xml: str) -> str:
    """Return the markup of a paragraph as one that stands by itself."""
    return xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)
