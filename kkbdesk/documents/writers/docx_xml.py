"""Pieces of word-processor markup, written directly: the library's own tables take seconds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from kkbdesk.documents.blocks import Align
from kkbdesk.documents.writers.text import printable

_NAMES = nsdecls("w")
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph: its text and how it stands; distances in millimetres."""

    text: str
    size: float = 0
    """In points where it is not the document's."""
    bold: bool = False
    align: Align = Align.LEFT
    before: float = 0
    after: float = 0
    keep: bool = False
    """Stays on the page of what follows."""
    justified: bool = False
    """Stands from edge to edge."""
    left: float = 0
    """How far it begins further right, its first line included."""
    first: float = 0
    """How far its first line begins further right still; further left where it is negative."""
    right: float = 0
    """How far it ends further left."""
    mark: str = ""
    """Counts it; stands where the first line begins, the text at `left`."""
    exact: float = 0
    """The height of each of its lines, where it is fixed."""

    def xml(self, properties: str = "") -> str:
        """Return the markup, with further properties of the paragraph; defaults are left out."""
        told = [properties]
        if self.keep:
            told.insert(0, "<w:keepNext/><w:keepLines/>")
        told += [self._spacing(), self._indent()]
        if self.align is not Align.LEFT or self.justified:
            align = self.align.value if self.align is not Align.LEFT else "both"
            told.append(f'<w:jc w:val="{align}"/>')
        if not self.text and not self.mark:
            return f"<w:p><w:pPr>{''.join(told)}{_some('rPr', self._letters())}</w:pPr></w:p>"
        return f"<w:p>{_some('pPr', ''.join(told))}{self._run()}</w:p>"

    def _spacing(self) -> str:
        if not (self.before or self.after or self.exact):
            return ""
        exact = f' w:line="{twips(self.exact)}" w:lineRule="exact"' if self.exact else ""
        before, after = twips(self.before), twips(self.after)
        return f'<w:spacing w:before="{before}" w:after="{after}"{exact}/>'

    def _indent(self) -> str:
        if not (self.left or self.first or self.right):
            return ""
        side = "hanging" if self.first < 0 else "firstLine"
        return (
            f'<w:ind w:left="{twips(self.left)}" w:right="{twips(self.right)}" '
            f'w:{side}="{twips(abs(self.first))}"/>'
        )

    def _letters(self) -> str:
        bold = "<w:b/>" if self.bold else ""
        size = f'<w:sz w:val="{round(self.size * 2)}"/>' if self.size else ""
        return bold + size

    def _run(self) -> str:
        lines = printable(self.text).split("\n")
        text = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
        mark = f"<w:t>{escape(self.mark)}</w:t><w:tab/>" if self.mark else ""
        return f"<w:r>{_some('rPr', self._letters())}{mark}{text}</w:r>"


def _some(tag: str, content: str) -> str:
    """Return an element, or nothing where it would be empty."""
    return f"<w:{tag}>{content}</w:{tag}>" if content else ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its paragraphs, how many columns it spans, how it is filled."""

    texts: Sequence[Text | str]
    """Paragraphs, or the markup of some."""
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
        texts = "".join(text if isinstance(text, str) else text.xml() for text in self.texts)
        return f"<w:tc><w:tcPr>{''.join(parts)}</w:tcPr>{texts}</w:tc>"


def row(
    cells: Iterable[Cell],
    widths: Sequence[float],
    *,
    head: bool = False,
    height: float = 0,
    whole: bool = True,
) -> str:
    """Return the markup of a row that stays whole or not; a `head` repeats on every page."""
    places = iter(widths)
    made = "".join(cell.xml(sum(next(places) for _ in range(cell.span))) for cell in cells)
    tall = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    repeat = "<w:tblHeader/>" if head else ""
    keep = "<w:cantSplit/>" if whole else ""
    return f"<w:tr>{_some('trPr', keep + tall + repeat)}{made}</w:tr>"


def table(
    rows: Iterable[str],
    widths: Sequence[float],
    *,
    ruled: bool,
    margins: tuple[float, float, float] = (0, 0, 0),
    indent: float = 0,
) -> BaseOxmlElement:
    """Return a table with columns of these widths.

    The margins of its cells, in millimetres: above and below, left, right; `indent`: at its left.
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
        f'<w:tbl {_NAMES}><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(indent)}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{free}</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )


def paragraph(text: Text, properties: str = "") -> BaseOxmlElement:
    """Return a paragraph outside tables."""
    return parse_xml(declared(text.xml(properties)))


def declared(xml: str) -> str:
    """Return the markup of a paragraph as one that stands by itself."""
    return xml.replace("<w:p>", f"<w:p {_NAMES}>", 1)


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)
