"""The manual on paper: a cover, contents with numbers of pages, chapters from new pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from reportlab import platypus
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from kkbdesk.documents.blocks import Column, Grid, Letters, Page, Row
from kkbdesk.documents.pictures import Picture, picture
from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.pdf import Pdf
from kkbdesk.documents.writers.pdf_font import Face, face, italic
from kkbdesk.documents.writers.pdf_grid import GridFlow, Table
from kkbdesk.documents.writers.pdf_picture import draw_picture
from kkbdesk.documents.writers.pdf_prose import prose
from kkbdesk.documents.writers.pdf_text import Flow, Pen, rows
from kkbdesk.documents.writers.text import printable
from kkbdesk.model.kantor import Kertas
from kkbdesk.model.manual import (
    Alinea,
    Bab,
    Gambar,
    Gaya,
    Judul,
    Kalimat,
    Kode,
    Tabel,
    Unsur,
    polos,
)

Pictures = Callable[[str], Path | None]
"""Where a picture lies, None where it was not made."""

_PAGE = Page(paper=Kertas.A4, top=25, left=25, right=20, bottom=20)
_WIDTH = _PAGE.body * mm
_TALLEST = (_PAGE.height - _PAGE.top - _PAGE.bottom) * mm
_LETTERS = Letters(size=10)
_SIZES = {1: 17.0, 2: 12.5, 3: 10.5}
"""Of headings, by their rank."""
_ROOM_BELOW = {1: 60 * mm, 2: 28 * mm, 3: 22 * mm}
_PICTURE_HEIGHT = 100.0
"""Millimetres at most."""
_WHOLE_BELOW: dict[type, float] = {Gambar: _PICTURE_HEIGHT * mm, Tabel: 45 * mm}
"""What a heading is not parted from."""
_TABLE = 8.5
_WHOLE = 70 * mm
"""A table no higher than this stays on one page."""
_NARROW, _WIDE = 6, 46
"""Letters between which the width of a column follows what stands in it."""
_TITLE = "Panduan KKB Desk"


@dataclass(slots=True)
class _Found:
    """On which page each heading stands; known once everything was laid out."""

    pages: dict[str, int] = field(default_factory=dict)


def render(chapters: Sequence[Bab], pictures: Pictures, version: str) -> Pdf:
    """Return all chapters as one PDF; laid out twice, for the contents come first."""
    found = _Found()
    _built(chapters, pictures, version, found)
    return _built(chapters, pictures, version, found)


def _built(chapters: Sequence[Bab], pictures: Pictures, version: str, found: _Found) -> Pdf:
    target = BytesIO()
    template = BaseDocTemplate(
        target,
        pagesize=(_PAGE.width * mm, _PAGE.height * mm),
        title=_TITLE,
        author="KKB Desk",
        creator=f"KKB Desk {version}",
        lang="id-ID",
        displayDocTitle=True,
        initialFontName=face().name,
    )
    frame = Frame(
        _PAGE.left * mm, _PAGE.bottom * mm, _WIDTH, _TALLEST,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    template.addPageTemplates(PageTemplate("halaman", frame, _number))
    story = [*_cover(version), *_contents(chapters, found.pages)]
    for chapter in chapters:
        story.append(platypus.PageBreak())
        story += _Maker(chapter, pictures, found.pages).flowables()
    template.build(story)
    return Pdf(target.getvalue(), template.page)


def _number(canvas: Canvas, template: BaseDocTemplate) -> None:
    """Put its number on every page but the cover."""
    canvas.showOutline()
    if template.page > 1:
        canvas.setFont(face().name, _LETTERS.size)
        text = style.page_number(str(template.page))
        canvas.drawCentredString(_PAGE.width / 2 * mm, (_PAGE.height - style.NUMBER_TOP) * mm, text)


def _cover(version: str) -> Iterator[Flowable]:
    yield platypus.Spacer(0, 70 * mm)
    for text, size, bold in (
        ("KKB Desk", 30.0, True),
        ("Panduan", 20.0, False),
        ("Meja kerja Kampung Keluarga Berkualitas", 12.0, False),
        (f"Versi {version}", 12.0, False),
    ):
        lines = Pen(_LETTERS).lines(text, _WIDTH, size, bold=bold)
        yield Flow(rows(lines, _WIDTH), after=4 * mm)
    yield platypus.PageBreak()


def _contents(chapters: Sequence[Bab], pages: dict[str, int]) -> Iterator[Flowable]:
    lines = Pen(_LETTERS).lines("Isi", _WIDTH, _SIZES[1], bold=True)
    yield Flow(rows(lines, _WIDTH), after=4 * mm)
    for chapter in chapters:
        yield _Entry(f"{chapter.nomor}. {chapter.judul}", chapter.nama, pages, bold=True)
        for head, _ in chapter.bagian():
            if head.tingkat == 2:
                yield _Entry(head.teks, _key(chapter, head), pages, bold=False)


def _key(chapter: Bab, head: Judul) -> str:
    return f"{chapter.nama}#{head.jangkar}"


class _Entry(Flowable):
    """A line of the contents, which leads to its page."""

    def __init__(self, text: str, key: str, pages: dict[str, int], *, bold: bool) -> None:
        super().__init__()
        self._text, self._key, self._page = printable(text), key, str(pages.get(key, 0))
        self._face, self._left = face(bold=bold), 0 if bold else 8 * mm
        self.spaceBefore = 2.2 * mm if bold else 0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the space of one line."""
        self.width, self.height = width, _LETTERS.size * 1.35
        return width, self.height

    def draw(self) -> None:
        """Draw text, dots and number."""
        size, foot = _LETTERS.size, _LETTERS.size * 0.3
        self.canv.setFont(self._face.name, size)
        self.canv.drawString(self._left, foot, self._text)
        self.canv.drawRightString(self.width, foot, self._page)
        dot = self._face.width(" .", size)
        begin = self._left + self._face.width(self._text, size) + dot
        end = self.width - self._face.width(self._page, size)
        dots = int((end - begin) / dot)
        self.canv.drawRightString(end - dot / 2, foot, " ." * dots)
        self.canv.linkRect("", self._key, (0, 0, self.width, self.height), relative=1)


class _Headline(Flow):
    """A heading that bookmarks and contents lead to."""

    def __init__(self, head: Judul, shown: str, key: str, pages: dict[str, int]) -> None:
        lines = Pen(_LETTERS).lines(printable(shown), _WIDTH, _SIZES[head.tingkat], bold=True)
        before = 0 if head.tingkat == 1 else 4 * mm
        super().__init__(rows(lines, _WIDTH), before=before, after=1.5 * mm, leads=True)
        self._shown, self._rank, self._key, self._pages = shown, head.tingkat - 1, key, pages

    def draw(self) -> None:
        """Draw it and remember where."""
        super().draw()
        self._pages[self._key] = self.canv.getPageNumber()
        self.canv.bookmarkHorizontal(self._key, 0, self.height)
        self.canv.addOutlineEntry(self._shown, self._key, self._rank, closed=self._rank == 0)


class _Figure(Flowable):
    """A picture as wide as the text, within a thin frame, and what it shows."""

    def __init__(self, made: Picture, caption: str) -> None:
        super().__init__()
        self._made = made
        self._size = made.fitted(_WIDTH, _PICTURE_HEIGHT * mm)
        self._caption = printable(caption)
        self.spaceBefore, self.spaceAfter = 3 * mm, 3 * mm

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the space of picture and caption."""
        self.width, self.height = width, self._size[1] + 5 * mm
        return width, self.height

    def draw(self) -> None:
        """Draw picture, frame and caption."""
        draw_picture(self.canv, self._made, 0, 5 * mm, self._size)
        self.canv.setLineWidth(0.4)
        self.canv.setStrokeGray(0.6)
        self.canv.rect(0, 5 * mm, *self._size)
        self.canv.setFont(italic().name, style.SMALL)
        self.canv.drawString(0, 1 * mm, self._caption)


class _Typed(Flow):
    """Lines to be typed as they stand, on a grey ground."""

    def __init__(self, text: str) -> None:
        pen = Pen(_LETTERS)
        lines = [
            line
            for part in text.split("\n")
            for line in pen.lines(printable_code(part), _WIDTH - 4 * mm, _TABLE)
        ]
        super().__init__(rows(lines, _WIDTH), before=2 * mm, after=2 * mm)

    def draw(self) -> None:
        """Draw the ground, then the lines on it."""
        self.canv.setFillGray(0.94)
        self.canv.rect(
            -1 * mm, -1 * mm, self.width + 2 * mm, self.height + 2 * mm, stroke=0, fill=1
        )
        self.canv.setFillGray(0)
        super().draw()


def printable_code(text: str) -> str:
    """Return a line to be typed; blanks at its beginning stay."""
    plain = printable(text)
    return "\u00a0" * (len(text) - len(text.lstrip())) + plain


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes what flows over the pages of one chapter."""

    chapter: Bab
    pictures: Pictures
    pages: dict[str, int]

    def flowables(self) -> Iterator[Flowable]:
        """Yield the parts of the chapter."""
        parts = self.chapter.unsur
        for part, below in zip(parts, [*parts[1:], None], strict=True):
            if isinstance(part, Judul):
                yield from self._heading(part, below)
            else:
                yield from self._part(part)

    def _part(self, part: Alinea | Tabel | Kode | Gambar) -> Iterator[Flowable]:
        match part:
            case Alinea():
                text = [(ruas.teks, _cut(ruas.gaya)) for ruas in _referred(part.isi)]
                yield prose(text, _LETTERS.size, _WIDTH, mark=part.tanda, depth=part.tingkat)
            case Tabel():
                flow = GridFlow(Table(_grid(part), _WIDTH, _TALLEST))
                _, tall = flow.wrap(_WIDTH, _TALLEST)
                yield platypus.Spacer(0, 2 * mm)
                yield platypus.CondPageBreak(min(tall, _WHOLE))
                yield flow
                yield platypus.Spacer(0, 2 * mm)
            case Kode():
                yield _Typed(part.teks)
            case Gambar():
                path = self.pictures(part.nama)
                if path is not None:
                    yield _Figure(picture(path.read_bytes(), _PAGE.body), part.keterangan)

    def _heading(self, head: Judul, below: Unsur | None) -> Iterator[Flowable]:
        first = head.tingkat == 1
        shown = f"{self.chapter.nomor}. {head.teks}" if first else head.teks
        key = self.chapter.nama if first else _key(self.chapter, head)
        whole = _WHOLE_BELOW.get(type(below), 0)
        yield platypus.CondPageBreak(_ROOM_BELOW[head.tingkat] + whole)
        yield _Headline(head, shown, key, self.pages)


def _cut(gaya: Gaya) -> Face:
    if gaya is Gaya.MIRING:
        return italic()
    return face(bold=gaya in (Gaya.TEBAL, Gaya.KODE))


def _referred(isi: Kalimat) -> Kalimat:
    """Return running text in which a link to a chapter also says its number, as paper needs it."""
    made = []
    for ruas in isi:
        number = ruas.tautan.partition("-")[0]
        made.append(ruas)
        if number.isdecimal():
            made.append(type(ruas)(f" (bab {int(number)})"))
    return tuple(made)


def _grid(table: Tabel) -> Grid:
    """Return a table whose columns are as wide as what stands in them asks for."""
    head, *body = ([polos(_referred(cell)) for cell in line] for line in table.baris)
    longest = [max(map(len, column)) for column in zip(head, *body, strict=True)]
    columns = (
        Column(title, min(max(length, _NARROW), _WIDE))
        for title, length in zip(head, longest, strict=True)
    )
    return Grid(tuple(columns), tuple(Row(tuple(line)) for line in body), size=_TABLE)
