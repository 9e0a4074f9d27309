"""The archive inside a package: one form of zip, of which every byte is accounted for."""

from __future__ import annotations

import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Self

from kkbdesk.exchange.paket import batas
from kkbdesk.exchange.paket.penolakan import Kode, Penolakan

MANIFES = "manifest.json"
_NAMES = re.compile(r"manifest\.json|tabel/[a-z][a-z0-9_]{0,39}\.jsonl|berkas/[0-9a-f]{64}")
_MOMENT = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100600 << 16
_VERSION = 20
_UNIX = 3
_END = struct.Struct("<4s4H2LH")
_ENTRY = 46 + len("berkas/") + 64
"""Bytes of the longest line of the directory."""
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError,
    NotImplementedError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anggota:
    """What a member holds: bytes, SHA-256 and, where it is a table, lines."""

    ukuran: int
    sha256: str
    baris: int = 0


class Penulis:
    """Writes the members one after another; the same contents give the same bytes."""

    def __init__(self, file: BinaryIO, nama: str) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self._nama = nama
        self._total = 0

    def tambah(self, name: str, parts: Iterable[bytes], most: int) -> Anggota:
        """Add a member of at most so many bytes; raises Penolakan when it is larger."""
        info = zipfile.ZipInfo(name, _MOMENT)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system, info.external_attr = _UNIX, _MODE
        size, lines, digest = 0, 0, hashlib.sha256()
        with self._zip.open(info, "w") as member:
            for part in parts:
                size += len(part)
                if size > most or self._total + size > batas.ISI:
                    raise besar(self._nama, name)
                lines += part.count(b"\n")
                digest.update(part)
                member.write(part)
        self._total += size
        return Anggota(size, digest.hexdigest(), lines)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._zip.close()


class Pembaca:
    """Reads members of an archive whose form was checked; raises Penolakan when it is not ours."""

    def __init__(self, file: BinaryIO, nama: str) -> None:
        self._file, self._nama = file, nama
        try:
            self._check_end()
            self._zip = zipfile.ZipFile(file)
            self._check_layout()
        except _BROKEN as error:
            raise self._unsound("susunan arsip") from error

    def nama_anggota(self) -> set[str]:
        """Return the names of all members."""
        return set(self._zip.namelist())

    def potongan(self, name: str, most: int, nisbah: int = batas.NISBAH) -> Iterator[bytes]:
        """Yield what a member holds; raises Penolakan when it is too large or damaged.

        Too large is also what swells more than so many times.
        """
        try:
            info = self._zip.getinfo(name)
        except KeyError as error:
            raise self._unsound(f"{name} tidak ada") from error
        swells = info.file_size > 2**20 and info.file_size > nisbah * info.compress_size
        if info.file_size > most or swells:
            raise besar(self._nama, name)
        try:
            with self._zip.open(info) as member:
                while part := member.read(batas.POTONG):
                    yield part
        except _BROKEN as error:
            raise self._unsound(name) from error

    def baris(self, name: str) -> Iterator[bytes]:
        """Yield the lines of a table without their ends."""
        rest = b""
        for part in self.potongan(name, batas.TABEL):
            *lines, rest = (rest + part).split(b"\n")
            yield from lines
            if len(rest) > batas.BARIS:
                raise self._unsound(f"baris terlalu panjang pada {name}")
        if rest:
            raise self._unsound(f"baris terakhir {name}")

    def periksa(self, tercatat: Mapping[str, Anggota]) -> None:
        """Compare all members with what the manifest says of them; raises Penolakan."""
        if {MANIFES, *tercatat} != self.nama_anggota():
            raise self._unsound("daftar anggota arsip")
        for name, expected in tercatat.items():
            size, lines, digest = self._zip.getinfo(name).file_size, 0, hashlib.sha256()
            parts = self.potongan(name, size) if size == expected.ukuran else iter(())
            for part in parts:
                size -= len(part)
                lines += part.count(b"\n")
                digest.update(part)
            counted = lines if name.endswith(".jsonl") else 0
            if (size, digest.hexdigest(), counted) != (0, expected.sha256, expected.baris):
                raise self._unsound(f"{name} tidak sama dengan catatan manifes")

    def _check_end(self) -> None:
        """Look at the record at the end before anything trusts its numbers."""
        size = self._file.seek(0, 2)
        if size < _END.size:
            raise ValueError("short")
        self._file.seek(size - _END.size)
        end = _END.unpack(self._file.read(_END.size))
        count, length, start = end[4:7]
        if end[:4] != (b"PK\5\6", 0, 0, count) or end[7]:
            raise ValueError("end")
        if count > batas.BANYAK_TABEL + batas.BANYAK_LAMPIRAN + 1:
            raise besar(self._nama, "terlalu banyak anggota")
        if start + length + _END.size != size or length > count * _ENTRY:
            raise ValueError("directory")
        self._start, self._length = start, length

    def _check_layout(self) -> None:
        """Raise ValueError unless members follow each other, each under a name and form of ours."""
        place, length, total = 0, 0, 0
        for info in self._zip.infolist():
            if info.header_offset != place or not _is_ours(info):
                raise ValueError(info.filename)
            header = info.FileHeader(zip64=False)
            self._file.seek(place)
            if self._file.read(len(header)) != header:
                raise ValueError(info.filename)
            place += len(header) + info.compress_size
            length += 46 + len(info.filename)
            total += info.file_size
        names = self._zip.namelist()
        if (place, length, len(set(names))) != (self._start, self._length, len(names)):
            raise ValueError("layout")
        if total > batas.ISI:
            raise besar(self._nama, "isinya bila dibuka")

    def _unsound(self, apa: str) -> Penolakan:
        return Penolakan(Kode.ISI_TAK_SAH, nama=self._nama, apa=apa)


def _is_ours(info: zipfile.ZipInfo) -> bool:
    """Tell whether a member has a name that is allowed, and none of what we never write."""
    form = (
        info.create_version, info.create_system, info.extract_version, info.reserved,
        info.flag_bits, info.compress_type, info.date_time, info.volume, info.internal_attr,
        info.external_attr, info.extra, info.comment,
    )  # fmt: skip
    ours = (
        _VERSION, _UNIX, _VERSION, 0, 0, zipfile.ZIP_DEFLATED, _MOMENT, 0, 0, _MODE, b"", b"",
    )  # fmt: skip
    return form == ours and _NAMES.fullmatch(info.orig_filename) is not None


def besar(nama: str, apa: str) -> Penolakan:
    """Return the refusal of what is larger than allowed."""
    return Penolakan(Kode.TERLALU_BESAR, nama=nama, apa=apa)
