"""Pictures on paper: emblems of letterheads, and photos with what they show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from kkbdesk.documents.blocks import Align, Page, Photo, Photos
from kkbdesk.documents.pictures import Picture, picture
from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.pdf_text import Line, Pen, draw_line, height, offset
from kkbdesk.documents.writers.text import printable

_CAPTION_LINES = 12
_BELOW, _BETWEEN = 1.5 * mm, 4 * mm
"""Between a photo and its caption, and below both."""


@lru_cache(maxsize=8)
def _reader(made: Picture) -> ImageReader:
    return ImageReader(BytesIO(made.content))


def draw_picture(canvas: Canvas, made: Picture, x: float, y: float, size: Sequence[float]) -> None:
    """Draw a picture, its lower left corner at a place, in a width and a height."""
    canvas.drawImage(_reader(made), x, y, size[0], size[1], mask="auto")


class Emblem(Flowable):
    """A picture in the middle, or the free place of one."""

    def __init__(self, content: bytes | None, tall: float) -> None:
        super().__init__()
        self._tall = tall
        self._made = picture(content, tall / mm) if content else None
        self.spaceAfter = 2 * mm

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the space that the picture takes."""
        self.width, self.height = width, self._tall
        return width, self._tall

    def draw(self) -> None:
        """Draw the picture."""
        if self._made is not None:
            size = self._made.fitted(self.width, self._tall)
            draw_picture(self.canv, self._made, (self.width - size[0]) / 2, 0, size)


class Beside(Flowable):
    """A picture at the left of what comes next; takes no height of its own."""

    _ZEROSIZE = True

    def __init__(self, content: bytes, room: tuple[float, float], tall: float) -> None:
        super().__init__()
        self._made = picture(content, max(room) / mm)
        self._size = self._made.fitted(*room)
        self._tall = tall

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return no height."""
        self.width, self.height = width, 0.0
        return width, 0

    def draw(self) -> None:
        """Draw the picture in the middle of the height of what stands beside it."""
        lower = -(self._tall + self._size[1]) / 2
        draw_picture(self.canv, self._made, 0, lower, self._size)


@dataclass(frozen=True, slots=True)
class _Shown:
    made: Picture
    size: tuple[float, float]
    caption: list[Line]

    @property
    def height(self) -> float:
        return self.size[1] + _BELOW + height(self.caption)


class PhotoRow(Flowable):
    """Two photos beside each other, each above what it shows."""

    def __init__(self, photos: Sequence[Photo], page: Page, pen: Pen) -> None:
        super().__init__()
        each = style.photo(page)
        self._each = each * mm
        self._photos = [self._shown(photo, each, pen) for photo in photos]
        self.spaceBefore = _BETWEEN

    def _shown(self, photo: Photo, each: float, pen: Pen) -> _Shown:
        made = picture(photo.content, max(each, style.PHOTO_HEIGHT))
        size = made.fitted(self._each, style.PHOTO_HEIGHT * mm)
        text, small = printable(photo.caption), style.small(pen.letters)
        return _Shown(made, size, pen.lines(text, self._each, small, most=_CAPTION_LINES))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the space that the higher of the two takes."""
        self.width, self.height = width, max(each.height for each in self._photos)
        return width, self.height

    def draw(self) -> None:
        """Draw the photos, their upper edges on one line, and what they show."""
        for index, photo in enumerate(self._photos):
            x = index * (self._each + style.PHOTO_GAP * mm)
            lower = self.height - photo.size[1]
            inset = (self._each - photo.size[0]) / 2
            draw_picture(self.canv, photo.made, x + inset, lower, photo.size)
            y = lower - _BELOW
            for line in photo.caption:
                y -= line.leading
                inset = offset(line, self._each, Align.CENTER)
                draw_line(self.canv, line, x + inset, y + 0.25 * line.size)


def photo_rows(block: Photos, page: Page, pen: Pen) -> list[Flowable]:
    """Return photos, two in a row."""
    return [
        PhotoRow(block.photos[start : start + 2], page, pen)
        for start in range(0, len(block.photos), 2)
    ]
