"""The update package: a new program, signed by the publisher; nothing unsigned of it is read."""

from __future__ import annotations

import base64
import hashlib
import os
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from kkbdesk.cakram import besar
from kkbdesk.errors import UserError
from kkbdesk.exchange.paket import baris, batas, sampul
from kkbdesk.exchange.paket.arsip import MANIFES, Pembaca
from kkbdesk.exchange.paket.penolakan import Penolakan
from kkbdesk.exchange.paket.sampul import Sampul
from kkbdesk.exchange.paket.sementara import (
    berkas_sementara,
    galat,
    potongan,
    tak_terbaca,
    terbaca,
)
from kkbdesk.program.catatan import angka_versi, isi_folder

AKHIRAN = ".kkbbaru"
JUDUL = "pembaruan KKB Desk"
FORMAT = "kkb-pembaruan"
_FORMAT_VERSI = 1
_ISIAN = {"versi", "sistem", "skema", "mulai", "ukuran", "sha256"}
_SKEMA = re.compile(r"\d{4}", re.ASCII)
_NAMA = re.compile(r"[^\\:*?\"<>|\x00-\x1f]{1,400}")
_MINISIGN = b"Ed"
_NISBAH = 2000
"""Times that a file may swell: libraries are padded with zeros, and their publisher is known."""
_BROKEN = (ValueError, TypeError, KeyError, AttributeError)


class Sebab(StrEnum):
    """Why an update package is not taken, for programs."""

    BUKAN = "bukan-pembaruan"
    TERPOTONG = "terpotong"
    BERUBAH = "berubah"
    TAK_BERTANDA = "tak-bertanda"
    PENERBIT_LAIN = "penerbit-tak-dikenal"
    BENTUK_BARU = "bentuk-baru"
    ISI = "isi-tak-sah"


_KALIMAT = {
    Sebab.BUKAN: (
        "{nama} bukan berkas pembaruan KKB Desk. Pilih berkas berakhiran .kkbbaru dari penerbitnya."
    ),
    Sebab.TERPOTONG: (
        "{nama} terpotong; hanya {ada} yang ada. Salin lagi, dan cabut cakram hanya sesudah "
        "penyalinan selesai."
    ),
    Sebab.BERUBAH: (
        "{nama} berubah sejak ditandatangani penerbitnya: rusak saat disalin, atau diubah orang. "
        "Tidak ada yang dipasang; minta berkasnya sekali lagi."
    ),
    Sebab.TAK_BERTANDA: (
        "Program ini tidak memuat kunci penerbit, maka pembaruan lewat berkas tidak dapat "
        "diperiksa. Pasang versi baru dengan pemasangnya."
    ),
    Sebab.PENERBIT_LAIN: (
        "{nama} tidak ditandatangani penerbit yang dikenal program ini. Jangan dipakai; tanyakan "
        "dari mana berkas itu. Bila penerbit mengganti kuncinya, pasang versi baru dengan "
        "pemasangnya."
    ),
    Sebab.BENTUK_BARU: (
        "{nama} hanya dapat dipasang oleh KKB Desk yang lebih baru. Pasang versi baru dengan "
        "pemasangnya."
    ),
    Sebab.ISI: (
        "Isi {nama} tidak menurut bentuk berkas pembaruan ({apa}). Tidak ada yang dipasang; beri "
        "tahu penerbitnya."
    ),
}  # fmt: skip


class TolakPembaruan(UserError):
    """An update package that is not taken; `sebab` says which of the reasons."""

    def __init__(self, sebab: Sebab, **isian: str) -> None:
        super().__init__(_KALIMAT[sebab].format(**isian))
        self.sebab = sebab


@dataclass(frozen=True, slots=True)
class Isi:
    """A file of the new program."""

    nama: str
    """Its place in the program's folder, parted by `/`."""
    sha256: str
    ukuran: int
    jalan: bool
    """Whether it is a program itself."""


@dataclass(frozen=True, slots=True)
class Keterangan:
    """What the signed cover says of an update package."""

    versi: str
    sistem: str
    """`linux` or `windows`."""
    skema: str
    """The schema of data that the new program works with."""
    mulai: str
    """The oldest schema that it brings up to that one."""
    ukuran: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Pembaruan:
    """An open update package, of which everything was compared with what the publisher signed."""

    nama: str
    keterangan: Keterangan
    catatan: str
    """What is new, in Indonesian."""
    berkas: tuple[Isi, ...]
    tautan: Mapping[str, str]
    """Name to what it points to, from its own place."""
    _arsip: Pembaca = field(repr=False)

    @property
    def terbuka(self) -> int:
        """Return how many bytes the new program has."""
        return sum(item.ukuran for item in self.berkas)

    def potongan(self, isi: Isi) -> Iterator[bytes]:
        """Yield what a file holds; raises TolakPembaruan where that is not what is listed."""
        digest, size = hashlib.sha256(), 0
        try:
            for part in self._arsip.potongan(f"berkas/{isi.sha256}", isi.ukuran, _NISBAH):
                digest.update(part)
                size += len(part)
                yield part
        except Penolakan as error:
            raise _unsound(self.nama, isi.nama) from error
        if (size, digest.hexdigest()) != (isi.ukuran, isi.sha256):
            raise _unsound(self.nama, isi.nama)


def kunci_penerbit(folder: Path) -> dict[bytes, bytes]:
    """Return id and public key of each publisher in a folder of files as minisign keeps them."""
    found = {}
    for path in sorted(folder.glob("*.pub")):
        content = base64.b64decode(path.read_text("ascii").splitlines()[1], validate=True)
        if len(content) != 42 or not content.startswith(_MINISIGN):
            raise ValueError(path.name)
        found[content[2:10]] = content[10:]
    return found


def mengaku(path: Path, kunci: Mapping[bytes, bytes]) -> Keterangan | None:
    """Return what the cover of a package says, when a known publisher signed that.

    None for all else. What follows the cover was not compared yet.
    """
    try:
        with path.open("rb") as file:
            cover = sampul.baca(file, JUDUL)
        known = kunci.get(cover.id)
        return _keterangan(cover, path.name) if known and cover.sah(known) else None
    except (OSError, ValueError, UserError):
        return None


@contextmanager
def buka(path: Path, kunci: Mapping[bytes, bytes], *, sementara: Path) -> Iterator[Pembaruan]:
    """Open a package of a known publisher; what was copied is gone after the block.

    Raises TolakPembaruan saying why it is not taken, StorageFault when a disk refuses.
    """
    if not kunci:
        raise TolakPembaruan(Sebab.TAK_BERTANDA)
    with berkas_sementara(sementara) as made:
        with galat(sementara):
            payload = made()
            offer = _disalin(path, kunci, payload)
        yield _terbuka(path.name, offer, payload)


def _disalin(path: Path, kunci: Mapping[bytes, bytes], payload: BinaryIO) -> Keterangan:
    """Copy what follows the cover, of which the signature is checked meanwhile.

    From then on only the copy is read: what stands on a drive may change under our hands.
    """
    nama = path.name
    with terbaca(path) as file:
        size = os.fstat(file.fileno()).st_size
        cover = _sampul(file, path, size)
        known = kunci.get(cover.id)
        if known is None:
            raise TolakPembaruan(Sebab.PENERBIT_LAIN, nama=nama)
        if not cover.sah(known):
            raise TolakPembaruan(Sebab.BERUBAH, nama=nama)
        offer = _keterangan(cover, nama)
        present = size - file.tell()
        if present < offer.ukuran:
            ada = f"{besar(present)} dari {besar(offer.ukuran)}"
            raise TolakPembaruan(Sebab.TERPOTONG, nama=nama, ada=ada)
        blake, plain = hashlib.blake2b(), hashlib.sha256()
        for part in potongan(file, path, offer.ukuran + 1):
            blake.update(part)
            plain.update(part)
            payload.write(part)
    same = (payload.tell(), plain.hexdigest()) == (offer.ukuran, offer.sha256)
    if not same or not cover.cocok(known, blake.digest()):
        raise TolakPembaruan(Sebab.BERUBAH, nama=nama)
    return offer


def _sampul(file: BinaryIO, path: Path, size: int) -> Sampul:
    try:
        return sampul.baca(file, JUDUL)
    except ValueError as error:
        file.seek(0)
        begun = sampul.awal(JUDUL)
        start = file.read(len(begun))
        if start == begun and size > 4 * len(begun):
            raise TolakPembaruan(Sebab.BERUBAH, nama=path.name) from error
        if begun.startswith(start):
            raise TolakPembaruan(Sebab.TERPOTONG, nama=path.name, ada=besar(size)) from error
        raise TolakPembaruan(Sebab.BUKAN, nama=path.name) from error
    except OSError as error:
        raise tak_terbaca(path, error) from error


def _keterangan(cover: Sampul, nama: str) -> Keterangan:
    """Return what a comment says that was compared with its signature."""
    try:
        format, version, values = cover.isian()
        if format == FORMAT and version > _FORMAT_VERSI:
            raise TolakPembaruan(Sebab.BENTUK_BARU, nama=nama)
        if format != FORMAT or set(values) != _ISIAN:
            raise ValueError(format)
        angka_versi(values["versi"])
        schemas = values["mulai"], values["skema"]
        if not all(map(_SKEMA.fullmatch, schemas)) or schemas[0] > schemas[1]:
            raise ValueError(schemas)
        size = int(values["ukuran"])
    except ValueError as error:
        raise _unsound(nama, "keterangan") from error
    return Keterangan(
        values["versi"], values["sistem"], values["skema"], values["mulai"], size, values["sha256"]
    )


def _terbuka(nama: str, offer: Keterangan, payload: BinaryIO) -> Pembaruan:
    try:
        reader = Pembaca(payload, nama)
        plain = baris.baca(b"".join(reader.potongan(MANIFES, batas.MANIFES)), batas.MANIFES)
        told = plain["program"], plain["sistem"], plain["skema"], plain["mulai"]
        if told != (offer.versi, offer.sistem, offer.skema, offer.mulai):
            raise ValueError("manifest")
        files = tuple(_isi(item, offer.versi) for item in plain["berkas"])
        links = dict(_tautan(item, offer.versi) for item in plain["tautan"])
        if len({item.nama for item in files} | set(links)) != len(files) + len(links):
            raise ValueError("twice")
        return Pembaruan(nama, offer, str(plain["catatan"]), files, links, reader)
    except (*_BROKEN, Penolakan) as error:
        raise _unsound(nama, "manifes") from error


def _isi(plain: dict[str, Any], versi: str) -> Isi:
    size, runs = plain["ukuran"], plain["jalan"]
    if type(size) is not int or not 0 <= size <= batas.LAMPIRAN or type(runs) is not bool:
        raise ValueError(plain)
    parts = _parts(plain["nama"])
    if len(parts) > 1 and parts[0] != isi_folder(versi):
        raise ValueError(parts)
    return Isi("/".join(parts), plain["sha256"], size, runs)


def _tautan(plain: dict[str, str], versi: str) -> tuple[str, str]:
    """Return a link that lies in the version's folder and leads nowhere else."""
    name, to = plain["nama"], plain["ke"]
    inside = posixpath.normpath(posixpath.join(posixpath.dirname(name), to))
    for path in (name, inside):
        if _parts(path)[0] != isi_folder(versi) or "/" not in path:
            raise ValueError(path)
    if to.startswith("/"):
        raise ValueError(to)
    return name, to


def _parts(name: str) -> Sequence[str]:
    parts = name.split("/")
    if not _NAMA.fullmatch(name) or any(part in ("", ".", "..") for part in parts):
        raise ValueError(name)
    return parts


def _unsound(nama: str, apa: str) -> TolakPembaruan:
    return TolakPembaruan(Sebab.ISI, nama=nama, apa=apa)
