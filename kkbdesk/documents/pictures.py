"""Pictures of users: told from what is none, turned upright, no larger than paper shows."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from kkbdesk.errors import UserError

if TYPE_CHECKING:  # loaded when the first picture is
    from PIL.Image import Image

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_MOST_BYTES = 30_000_000
_MOST_PIXELS = {"PNG": 40_000_000, "JPEG": 250_000_000}
"""A PNG is unpacked whole; a JPEG may be unpacked at an eighth of its size."""
_DOTS_PER_MM = 12
"""About 300 per inch: more cannot be seen on paper."""
_PHOTO = 2000
"""Dots along the longer side of a photo that is kept: it fills a screen and half a page."""
_DOTS_PER_SQUARE = 8
_QUALITY = 88
_BROKEN = (OSError, ValueError, SyntaxError, LookupError, EOFError, struct.error, MemoryError)
"""What the library raises for damaged pictures."""
_UPRIGHT = 1
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be printed: PNG or JPEG of moderate size."""

    content: bytes
    width: int
    """In dots."""
    height: int

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Return the largest size within a width and a height that keeps the proportion."""
        factor = min(width / self.width, height / self.height)
        return self.width * factor, self.height * factor


@lru_cache(maxsize=8)
def picture(content: bytes, millimetres: float) -> Picture:
    """Return a picture for a place of this size; raises UserError for what is none or too large.

    What is larger than the place needs is made smaller, what a camera held sideways is turned.
    """
    _check_bytes(content)
    dots = round(millimetres * _DOTS_PER_MM)
    try:
        image = _opened(content)
        _check_size(image)
        if max(image.size) <= dots * 2 and _is_plain(image):
            image.load()
            return Picture(content, *image.size)
        image.draft(None, (dots, dots))
        return _packed(image, dots)
    except _BROKEN as error:
        raise UserError("Gambar rusak sehingga tidak dapat dibaca. Pilih berkas lain.") from error


def shrunk(content: bytes) -> bytes:
    """Return a photo as it is kept: upright, of moderate size, without where it was taken.

    Raises UserError for what is damaged or has more dots than can be handled.
    """
    try:
        image = _opened(content)
        _check_size(image)
        if max(image.size) <= _PHOTO and _is_plain(image) and not image.getexif():
            image.load()
            return content
        image.draft(None, (_PHOTO, _PHOTO))
        return _packed(image, _PHOTO).content
    except _BROKEN as error:
        raise UserError("Fotonya rusak atau terpotong; salin sekali lagi dari asalnya.") from error


def squared(rows: Sequence[Sequence[bool]], margin: int) -> bytes:
    """Return dark and light squares as PNG, with light ones around them."""
    from PIL import Image  # noqa: PLC0415 - loaded when needed

    side = len(rows) + 2 * margin
    image = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows, margin):
        for x, dark in enumerate(row, margin):
            if dark:
                image.putpixel((x, y), 0)
    target = BytesIO()
    image.resize((side * _DOTS_PER_SQUARE,) * 2, Image.Resampling.NEAREST).save(target, "PNG")
    return target.getvalue()


def few_colours(content: bytes) -> bytes:
    """Return a drawn picture, as of a screen, as a PNG of 128 colours: a fourth of its size."""
    from PIL import Image  # noqa: PLC0415 - loaded when needed

    made = _opened(content).convert("RGB")
    target = BytesIO()
    packed = made.quantize(128, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    packed.save(target, "PNG", optimize=True)
    return target.getvalue()


def check(content: bytes) -> None:
    """Tell early whether something is a picture that can be printed; raises UserError."""
    picture(content, 1)


def _check_bytes(content: bytes) -> None:
    if len(content) > _MOST_BYTES:
        size = len(content) // 1_000_000
        raise UserError(f"Gambar terlalu besar ({size} MB). Perkecil gambarnya lebih dahulu.")
    if not content.startswith((_PNG, _JPEG)):
        raise UserError("Berkas itu bukan gambar PNG atau JPEG. Pilih berkas lain.")


def _opened(content: bytes) -> Image:
    """Return the picture with nothing but its head read."""
    from PIL.JpegImagePlugin import JpegImageFile  # noqa: PLC0415 - loaded when needed
    from PIL.PngImagePlugin import PngImageFile  # noqa: PLC0415 - loaded when needed

    kind = PngImageFile if content.startswith(_PNG) else JpegImageFile
    return kind(BytesIO(content))


def _check_size(image: Image) -> None:
    width, height = image.size
    if not width * height or width * height > _MOST_PIXELS[image.format or "PNG"]:
        raise UserError(
            f"Gambar terlalu besar ({width} × {height} titik). Perkecil gambarnya lebih dahulu."
        )


def _is_plain(image: Image) -> bool:
    """Tell whether the bytes can be printed as they are."""
    upright = image.getexif().get(_ORIENTATION, _UPRIGHT) == _UPRIGHT
    return upright and image.mode in ("L", "RGB", "RGBA")


def _packed(image: Image, dots: int) -> Picture:
    """Return a picture upright, made smaller, in colours that every reader knows."""
    from PIL import ImageOps  # noqa: PLC0415 - loaded when needed

    kind = image.format
    clear = "A" in image.getbands() or "transparency" in image.info
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    elif image.mode not in ("L", "RGB", "RGBA"):
        image = image.convert("RGBA" if clear else "RGB")
    image.thumbnail((dots, dots))
    image = ImageOps.exif_transpose(image)
    target = BytesIO()
    if kind == "JPEG":
        image.save(target, "JPEG", quality=_QUALITY)
    else:
        image.save(target, "PNG")
    return Picture(target.getvalue(), *image.size)
