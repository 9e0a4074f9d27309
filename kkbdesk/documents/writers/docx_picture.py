"""Pictures in the text of a word processor."""

from __future__ import annotations

from io import BytesIO

from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from kkbdesk.documents.blocks import Align, Coded, Letters, Page, Photo, Photos
from kkbdesk.documents.pictures import picture, squared
from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.docx_list import sided
from kkbdesk.documents.writers.docx_xml import Cell, Text, row, table
from kkbdesk.documents.writers.qr import QUIET, squares


class Album:
    """The pictures of one file, each kept once."""

    def __init__(self, word: WordDocument) -> None:
        self._part = word.part

    def shown(self, content: bytes, width: float, height: float, align: Align) -> str:
        """Return a paragraph with a picture as large as fits into these millimetres."""
        made = picture(content, max(width, height))
        size = made.fitted(width, height)
        inline = self._part.new_pic_inline(BytesIO(made.content), Mm(size[0]), Mm(size[1]))
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        return (
            f'<w:p><w:pPr><w:keepNext/><w:jc w:val="{align.value}"/></w:pPr>'
            f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r></w:p>"
        )


def coded(block: Coded, page: Page, letters: Letters, album: Album) -> BaseOxmlElement:
    """Return labels at the left of a QR code."""
    picture_of = squared(squares(block.code), QUIET)
    shown = album.shown(picture_of, style.CODE, style.CODE, Align.RIGHT)
    return sided(block.left, [shown], style.CODE, page, letters)


def photos(block: Photos, page: Page, letters: Letters, album: Album) -> BaseOxmlElement:
    """Return photos, two in a row, each above what it shows."""
    each = style.photo(page)
    widths = [each + style.PHOTO_GAP / 2] * 2
    rows = []
    for start in range(0, len(block.photos), 2):
        cells = [_cell(photo, each, letters, album) for photo in block.photos[start : start + 2]]
        rows.append(row([*cells, *([Cell([Text("")])] * (2 - len(cells)))], widths))
    return table(rows, widths, ruled=False, margins=(0, 0, style.PHOTO_GAP / 2))


def _cell(photo: Photo, width: float, letters: Letters, album: Album) -> Cell:
    shown = album.shown(photo.content, width, style.PHOTO_HEIGHT, Align.CENTER)
    size = style.small(letters)
    return Cell([shown, Text(photo.caption, size, align=Align.CENTER, before=1.5, after=4)])
