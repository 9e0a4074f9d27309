"""Opens a package: nothing in it is parsed before size, sender and signature are right."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from kkbdesk.cakram import besar as tulis_besar
from kkbdesk.exchange.paket import baris, batas, manifes, sampul
from kkbdesk.exchange.paket import sandi as age
from kkbdesk.exchange.paket.arsip import MANIFES, Pembaca, besar
from kkbdesk.exchange.paket.kunci import Kunci, KunciUmum, is_kantor
from kkbdesk.exchange.paket.penolakan import Kode, Penolakan
from kkbdesk.exchange.paket.sampul import Sampul
from kkbdesk.exchange.paket.sementara import (
    berkas_sementara,
    galat,
    potongan,
    tak_terbaca,
    terbaca,
)
from kkbdesk.exchange.paket.tulis import JUDUL
from kkbdesk.model.wire import Plain

_ISIAN = {"kantor", "tujuan", "urut", "ukuran", "sha256"}
_BROKEN = (ValueError, TypeError, KeyError, AttributeError)
"""What a manifest of the wrong form leads to."""


@dataclass(frozen=True, slots=True)
class Paket:
    """An open package, of which everything was compared with what its sender signed."""

    nama: str
    manifest: Mapping[str, Any]
    pengirim: KunciUmum
    isi: str
    """SHA-256 of the manifest and so of all contents: names a package, however it was locked."""
    terkunci: bool
    """Whether it was encrypted."""
    _arsip: Pembaca

    def tabel(self, kind: str) -> Iterator[Plain]:
        """Yield the objects of a table, none where it is missing; raises Penolakan."""
        if kind not in self.manifest["tabel"]:
            return
        for number, line in enumerate(self._arsip.baris(manifes.nama_tabel(kind)), 1):
            try:
                yield baris.baca(line)
            except ValueError as error:
                raise _unsound(self.nama, f"tabel {kind} baris {number}") from error

    def berkas(self, digest: str) -> bytes:
        """Return an attachment; raises KeyError when the manifest does not list it."""
        size = self.manifest["berkas"][digest]
        return b"".join(self._arsip.potongan(manifes.nama_berkas(digest), size))


@contextmanager
def buka(
    path: Path,
    kunci: Kunci,
    dikenal: Sequence[KunciUmum],
    sandi: str | None = None,
    *,
    sementara: Path,
) -> Iterator[Paket]:
    """Open a package of a known office or our own; what was unpacked is gone after the block.

    Raises Penolakan saying why it is not taken, StorageFault when a disk refuses.
    """
    with berkas_sementara(sementara) as made:
        with galat(sementara):
            opened = _terbuka(path, kunci, dikenal, sandi, made)
        yield opened


def mengaku(path: Path) -> dict[str, str]:
    """Return what a package says of itself on its cover, which nothing was compared with yet.

    Empty for what is no package, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            format, _, values = sampul.baca(file, JUDUL).isian()
    except (OSError, ValueError):
        return {}
    return values if format == manifes.FORMAT and set(values) == _ISIAN else {}


def _terbuka(
    path: Path,
    kunci: Kunci,
    dikenal: Sequence[KunciUmum],
    sandi: str | None,
    made: Callable[[], BinaryIO],
) -> Paket:
    nama = path.name
    payload = made()
    cover, sender = _disalin(path, {item.id: item for item in (*dikenal, kunci.umum)}, payload)
    payload.seek(0)
    start = payload.read(len(age.AWAL))
    payload.seek(0)
    locked = start == age.AWAL
    archive = made() if locked else payload
    if locked:
        age.buka(payload, archive, kunci, sandi, nama)
        payload.close()
    reader = Pembaca(archive, nama)
    text = b"".join(reader.potongan(MANIFES, batas.MANIFES))
    try:
        manifest = baris.baca(text, batas.MANIFES)
        manifes.periksa_versi(manifest, nama)
        listed = manifes.anggota(manifest, nama)
        genuine = manifes.cocok(manifest, sender, cover.isian()[2])
    except _BROKEN as error:
        raise _unsound(nama, "manifes") from error
    if not genuine:
        raise Penolakan(Kode.PENGIRIM_PALSU, nama=nama, penanda=sender.sebutan())
    reader.periksa(listed)
    digest = hashlib.sha256(text).hexdigest()
    return Paket(nama, manifest, sender, digest, locked, reader)


def _disalin(
    path: Path, kenal: Mapping[bytes, KunciUmum], payload: BinaryIO
) -> tuple[Sampul, KunciUmum]:
    """Copy what follows the cover, of which the signature was checked meanwhile.

    From then on only the copy is read: what stands on a drive may change under our hands.
    """
    nama = path.name
    with terbaca(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > batas.BERKAS_PAKET:
            raise besar(nama, f"berkasnya {tulis_besar(size)}")
        if not size:
            raise Penolakan(Kode.TERPOTONG, nama=nama, ada=tulis_besar(0))
        cover = _sampul(file, path)
        sender = _pengirim(cover, kenal, nama)
        expected, sha = _janji(cover, nama)
        present = size - file.tell()
        if present < expected:
            ada = f"{tulis_besar(present)} dari {tulis_besar(expected)}"
            raise Penolakan(Kode.TERPOTONG, nama=nama, ada=ada)
        blake, plain = hashlib.blake2b(), hashlib.sha256()
        for part in potongan(file, path):
            blake.update(part)
            plain.update(part)
            payload.write(part)
            if payload.tell() > expected:
                raise Penolakan(Kode.BERUBAH, nama=nama)
    if plain.hexdigest() != sha or not cover.cocok(sender.tanda, blake.digest()):
        raise Penolakan(Kode.BERUBAH, nama=nama)
    return cover, sender


def _sampul(file: BinaryIO, path: Path) -> Sampul:
    try:
        return sampul.baca(file, JUDUL)
    except ValueError as error:
        file.seek(0)
        begun = sampul.awal(JUDUL)
        ours = file.read(len(begun)) == begun
        raise Penolakan(Kode.BERUBAH if ours else Kode.BUKAN_PAKET, nama=path.name) from error
    except OSError as error:
        raise tak_terbaca(path, error) from error


def _pengirim(cover: Sampul, kenal: Mapping[bytes, KunciUmum], nama: str) -> KunciUmum:
    """Return who signed, when that is somebody known and the comment is what was signed."""
    sender = kenal.get(cover.id)
    if sender is None:
        raise Penolakan(Kode.KUNCI_TAK_DIKENAL, nama=nama, mengaku=_mengaku(cover))
    if not cover.sah(sender.tanda):
        raise Penolakan(Kode.BERUBAH, nama=nama)
    return sender


def _mengaku(cover: Sampul) -> str:
    """Return who a package pretends to be from, as part of a sentence."""
    try:
        kantor = cover.isian()[2].get("kantor", "")
    except ValueError:
        return ""
    return f" (mengaku kantor {kantor})" if is_kantor(kantor) else ""


def _janji(cover: Sampul, nama: str) -> tuple[int, str]:
    """Return size and SHA-256 that the signed comment promises."""
    try:
        format, version, values = cover.isian()
    except ValueError as error:
        raise _unsound(nama, "keterangan") from error
    if format == manifes.FORMAT and version > manifes.VERSI:
        raise Penolakan(Kode.PROGRAM_LEBIH_BARU, nama=nama)
    sound = (format, set(values)) == (manifes.FORMAT, _ISIAN) and values["ukuran"].isdecimal()
    if not sound:
        raise _unsound(nama, "keterangan")
    return int(values["ukuran"]), values["sha256"]


def _unsound(nama: str, apa: str) -> Penolakan:
    return Penolakan(Kode.ISI_TAK_SAH, nama=nama, apa=apa)
