"""Looks at a file before anything reads it: what it is, and what makes it unfit or hostile."""

from __future__ import annotations

import lzma
import mmap
import re
import struct
import zipfile
import zlib
from enum import Enum
from pathlib import Path

from kkbdesk.errors import UserError

MAX_FILE = 50 * 2**20
"""A national export of all villages has some 10 MB."""
_MAX_MEMBERS = 3_000
_MAX_XML = 400 * 2**20
_MAX_RATIO = 300
_PROLOG = 64 * 1024

_RESAVE = "Buka di Excel atau LibreOffice, simpan sebagai .xlsx, lalu impor lagi."
TOO_BIG = (
    "Berkas ini terlalu besar untuk dibaca: terlalu banyak sel, atau ada sel terisi yang sangat "
    "jauh dari tabelnya. Salin tabelnya saja ke buku kerja baru, lalu impor lagi."
)
DAMAGED = f"Berkas ini rusak atau terpotong. Ambil lagi dari sumbernya, atau: {_RESAVE}"
PASSWORD = (
    "Berkas ini terkunci dengan kata sandi. Buka di Excel, hapus kata sandinya, simpan, lalu "
    "impor lagi."
)
_ENTITIES = f"Berkas ini memuat definisi XML yang dapat berbahaya, maka tidak dibaca. {_RESAVE}"
_SWELLING = f"Isi berkas ini mengembang tidak wajar, maka tidak dibaca. {_RESAVE}"
_FOREIGN = "Berkas {} bukan buku kerja atau CSV. Pilih berkas .xlsx, .xlsm, .xls, .ods atau .csv."


_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, RuntimeError, EOFError, OSError,
    ValueError,
)  # fmt: skip
"""What the standard library raises for archives that are damaged or made in unusual ways."""


class Format(Enum):
    """How a file is to be read."""

    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    TEXT = "csv"


def inspect(path: Path) -> Format:
    """Return the format by content, not by name; raises UserError for anything unfit."""
    size = path.stat().st_size
    if not size:
        raise UserError(f"Berkas {path.name} kosong.")
    if size > MAX_FILE:
        raise UserError(
            f"Berkas {path.name} terlalu besar ({size // 2**20} MB); paling besar "
            f"{MAX_FILE // 2**20} MB. Hapus gambar dan lembar yang tidak perlu, lalu impor lagi."
        )
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK"):
        return _inspect_zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _inspect_ole(path)
    if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|table)", head, re.I):
        raise UserError(f"Berkas {path.name} berisi halaman web atau XML, bukan tabel. {_RESAVE}")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Format.TEXT
    if b"\0" in head or head.startswith((b"%PDF", b"{\\rtf")):
        raise UserError(_FOREIGN.format(path.name))
    return Format.TEXT


def _inspect_zip(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            return _inspect_members(path, archive)
    except _BROKEN as error:
        raise UserError(DAMAGED) from error


def _inspect_members(path: Path, archive: zipfile.ZipFile) -> Format:
    members = archive.infolist()
    names = {member.filename for member in members}
    kind = _zip_format(path, archive, names)
    xml = [member for member in members if member.filename.endswith((".xml", ".rels"))]
    if len(members) > _MAX_MEMBERS or sum(member.file_size for member in xml) > _MAX_XML:
        raise UserError(TOO_BIG)
    locked = any(member.flag_bits & 1 for member in xml)
    if locked or b"encryption-data" in _start(archive, "META-INF/manifest.xml", names):
        raise UserError(PASSWORD)
    for member in xml:
        if member.file_size > 2**20 and member.file_size > _MAX_RATIO * member.compress_size:
            raise UserError(_SWELLING)
        if _declares_entities(archive, member):
            raise UserError(_ENTITIES)
    return kind


def _zip_format(path: Path, archive: zipfile.ZipFile, names: set[str]) -> Format:
    if "xl/workbook.xml" in names:
        return Format.XLSX
    if "content.xml" in names and b"spreadsheet" in _start(archive, "mimetype", names):
        return Format.ODS
    if "xl/workbook.bin" in names:
        raise UserError(f"Format .xlsb belum dapat dibaca. {_RESAVE}")
    raise UserError(_FOREIGN.format(path.name))


def _start(archive: zipfile.ZipFile, name: str, names: set[str]) -> bytes:
    if name not in names:
        return b""
    with archive.open(name) as part:
        return part.read(_PROLOG)


def _declares_entities(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Tell whether anything but comments and instructions stands before the root element.

    That is where a document type with entities would stand; so does a prolog without end.
    """
    with archive.open(member) as part:
        text = part.read(512)
        if not _begins_with_root(text):
            text += part.read(_PROLOG)
    return bool(text.strip()) and not _begins_with_root(text)


def _begins_with_root(text: bytes) -> bool:
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = text.decode("utf-16", "ignore").encode("utf-8", "replace")
    text = text.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")
    text = re.sub(rb"<!--.*?-->|<\?.*?\?>", b"", text, flags=re.DOTALL)
    return re.match(rb"\s*<[A-Za-z_]", text) is not None


def _inspect_ole(path: Path) -> Format:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            raise UserError(PASSWORD)
        streams = ("Workbook", "Book")
        if not any(content.find(name.encode("utf-16-le")) >= 0 for name in streams):
            raise UserError(_FOREIGN.format(path.name))
    return Format.XLS
