"""Pictures of users: what cannot be printed is told, what is too large is made smaller."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from kkbdesk.documents.pictures import check, picture
from kkbdesk.errors import UserError
from tests.support.naskah import a_picture


def huge(width: int, height: int) -> bytes:
    """Return a PNG that says it has so many dots and holds next to none."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"%PDF-1.7", b"<svg/>", b"\x00" * 50]
)  # fmt: skip
def test_what_is_no_picture_is_told(content: bytes) -> None:
    with pytest.raises(UserError, match="bukan gambar PNG atau JPEG"):
        check(content)


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n" + b"x" * 50, b"\xff\xd8\xff\xe0" + b"x" * 50,
     a_picture(300, 300, "JPEG")[:400], a_picture(300, 300)[:60], huge(100, 100)],
)  # fmt: skip
def test_a_damaged_picture_is_told(content: bytes) -> None:
    with pytest.raises(UserError, match="rusak"):
        check(content)


@pytest.mark.parametrize(
    "content", [huge(30_000, 30_000), huge(2**31 - 1, 1), b"\xff\xd8\xff" + bytes(100_000_000)]
)
def test_an_enormous_picture_is_refused(content: bytes) -> None:
    with pytest.raises(UserError, match="terlalu besar"):
        check(content)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_large_picture_is_made_smaller(kind: str) -> None:
    made = picture(a_picture(4000, 3000, kind), 80)
    assert max(made.width, made.height) <= 80 * 12
    assert made.width / made.height == pytest.approx(4 / 3, abs=0.01)
    assert made.fitted(80, 100) == pytest.approx((80, 60), abs=0.2)


def test_a_small_one_stays_as_it_is() -> None:
    content = a_picture(100, 50, "JPEG")
    assert picture(content, 80).content == content


@pytest.mark.parametrize("mode", ["1", "P", "LA", "I;16", "RGBA"])
def test_colours_of_any_kind_become_usual_ones(mode: str) -> None:
    with Image.open(BytesIO(picture(a_picture(20, 10, mode=mode), 80).content)) as image:
        assert image.mode in ("L", "RGB", "RGBA")


def test_a_photo_taken_sideways_is_turned() -> None:
    target = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20)).save(target, "JPEG", exif=exif)
    made = picture(target.getvalue(), 80)
    assert (made.width, made.height) == (20, 40)
