"""Pictures and papers that are kept beside the records: what they are, and what is refused."""

from __future__ import annotations

from pathlib import Path

from kkbdesk.errors import StorageFault, UserError
from kkbdesk.files import reason

MAX_BERKAS = 20 * 2**20
MAX_FOTO = 80 * 2**20
"""Bytes of the largest photo; what is kept of it is smaller."""
MAX_PINDAIAN = 30 * 2**20
"""Bytes of the largest scanned copy."""
_MAX_DOTS = 120_000_000
"""More dots than any camera makes; a small file may still unfold to fill the memory."""
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_PDF = b"%PDF-"
_HEIC = {b"ftyp" + kind for kind in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")}
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_BARE = frozenset({0x01, *range(0xD0, 0xDA)})


def baca_foto(path: Path) -> bytes:
    """Return a photo as a camera made it; raises UserError, StorageFault with what to do."""
    content = _read(path, MAX_FOTO)
    if content[4:12] in _HEIC:
        raise UserError(
            f"{path.name} berformat HEIC (foto iPhone), yang tidak diterima laman mana pun. Di HP "
            "pilih Pengaturan › Kamera › Format › Paling Kompatibel, atau kirim fotonya lewat "
            "WhatsApp dan pakai hasilnya (.jpg)."
        )
    if ukuran_gambar(content) is None:
        raise UserError(
            f"{path.name} bukan gambar yang utuh. Pilih foto berformat JPEG (.jpg) atau PNG."
        )
    return content


def baca_bukti(path: Path) -> bytes:
    """Return a picture or a PDF; raises UserError, StorageFault with what to do."""
    content = _read(path)
    if not content.startswith(_PDF) and ukuran_gambar(content) is None:
        raise UserError(f"{path.name} tidak dapat dilampirkan. Pilih foto (JPEG, PNG) atau PDF.")
    return content


def baca_pindaian(path: Path) -> bytes:
    """Return a scan, a PDF or a picture; raises UserError, StorageFault with what to do."""
    content = _read(path, MAX_PINDAIAN, "Pindai dengan resolusi lebih rendah")
    if not content.startswith(_PDF) and ukuran_gambar(content) is None:
        raise UserError(f"{path.name} bukan pindaian yang utuh. Pilih PDF, JPEG atau PNG.")
    return content


def ukuran_gambar(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a JPEG or PNG; None for anything else, damaged, or outsized."""
    if content.startswith(_PNG):
        size = _png_size(content)
    elif content.startswith(_JPEG):
        size = _jpeg_size(content)
    else:
        return None
    if size is None or not 0 < size[0] * size[1] <= _MAX_DOTS:
        return None
    return size


def _read(path: Path, most: int = MAX_BERKAS, then: str = "Kecilkan fotonya") -> bytes:
    try:
        size = path.stat().st_size
        if size > most:
            raise UserError(
                f"{path.name} terlalu besar ({size / 2**20:.0f} MB); paling besar "
                f"{most // 2**20} MB. {then}, lalu coba lagi."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(f"Berkas {path} tidak ada.") from error
    except OSError as error:
        raise StorageFault(f"{path.name} tidak dapat dibaca: {reason(error)}.") from error


def _png_size(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or b"IEND" not in content[-64:]:
        return None
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walk the segments to the one that tells the size; a cut-off picture has no end mark."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        mark = content[at + 1]
        if mark in _FRAMES:
            height = int.from_bytes(content[at + 5 : at + 7])
            width = int.from_bytes(content[at + 7 : at + 9])
            return (width, height) if b"\xff\xd9" in content[at:] else None
        if mark == 0xFF:
            at += 1
        elif mark in _BARE:
            at += 2
        else:
            at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return None
