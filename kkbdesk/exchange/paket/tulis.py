"""Writes a package: archive, lock, signature, then the file with care."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from kkbdesk import cakram
from kkbdesk.errors import UserError
from kkbdesk.exchange.paket import baris, batas, manifes, sampul, sandi
from kkbdesk.exchange.paket.arsip import MANIFES, Anggota, Pembaca, Penulis, besar
from kkbdesk.exchange.paket.kunci import Kunci, KunciUmum
from kkbdesk.exchange.paket.sandi import Sandi
from kkbdesk.exchange.paket.sementara import berkas_sementara, galat, potongan, terbaca
from kkbdesk.model.wire import Plain

JUDUL = "paket KKB Desk"


@dataclass(frozen=True, slots=True)
class Ringkas:
    """What was written."""

    path: Path
    ukuran: int
    sha256: str
    """Of what follows the cover, as the cover says it."""
    isi: str
    """SHA-256 of the manifest and so of all contents, however they were locked: names a package."""
    manifest: Mapping[str, Any]
    kalimat: str
    """Says that the file is safe on its drive."""


def tulis(
    target: Path,
    manifest: Mapping[str, Any],
    tabel: Mapping[str, Iterable[Plain]],
    berkas: Iterable[tuple[str, Path]],
    kunci: Kunci,
    untuk: Sequence[KunciUmum] | Sandi | None,
    *,
    sementara: Path,
) -> Ringkas:
    """Write a package, locked for receivers and ourselves, with a passphrase, or open (None).

    `manifest` needs `kantor`, `tujuan` and `urut`; it is read after all tables were, so that what
    makes their lines may still fill in totals. `sementara` is a folder for what nobody else may
    read. Raises Penolakan when it is too large, UserError about attachments, StorageFault.
    """
    with berkas_sementara(sementara) as made, galat(sementara):
        archive = payload = made()
        whole, digest = _arsip(archive, manifest, tabel, berkas, kunci, untuk, target.name)
        if untuk is not None:
            payload = made()
            archive.seek(0)
            receivers = untuk if isinstance(untuk, Sandi) else (kunci.umum, *untuk)
            sandi.kunci(archive, payload, receivers, target.name)
        size, sha, blake = _jejak(payload)
        cover = sampul.tulis(
            kunci.tanda, kunci.umum.id, JUDUL, f"{manifes.FORMAT}/{manifes.VERSI}",
            {**manifes.isian(whole), "ukuran": size, "sha256": sha}, blake,
        )  # fmt: skip
        size += len(cover)
        if size > batas.BERKAS_PAKET:
            raise besar(target.name, "berkasnya")
        said = cakram.tulis(target, _dengan(cover, payload), size)
    return Ringkas(target, size, sha, digest, whole, said)


def _arsip(
    file: BinaryIO,
    isi: Mapping[str, Any],
    tabel: Mapping[str, Iterable[Plain]],
    berkas: Iterable[tuple[str, Path]],
    kunci: Kunci,
    untuk: Sequence[KunciUmum] | Sandi | None,
    nama: str,
) -> tuple[dict[str, Any], str]:
    """Write the archive; return the manifest and its digest."""
    with Penulis(file, nama) as writer:
        tables = {
            kind: writer.tambah(manifes.nama_tabel(kind), _lines(lines, kind, nama), batas.TABEL)
            for kind, lines in sorted(tabel.items())
        }
        attached = {
            digest: _lampiran(writer, digest, path) for digest, path in sorted(dict(berkas).items())
        }
        receivers = () if untuk is None or isinstance(untuk, Sandi) else untuk
        codes = [item.kantor for item in receivers]
        whole = manifes.susun(isi, kunci.umum, codes, tables, attached)
        text = baris.tulis(whole)
        writer.tambah(MANIFES, [text], batas.MANIFES)
    Pembaca(file, nama).periksa(manifes.anggota(whole, nama))
    return whole, hashlib.sha256(text).hexdigest()


def _lines(lines: Iterable[Plain], kind: str, nama: str) -> Iterator[bytes]:
    for plain in lines:
        line = baris.tulis(plain)
        if len(line) > batas.BARIS:
            raise besar(nama, f"satu catatan {kind}")
        yield line + b"\n"


def _lampiran(writer: Penulis, digest: str, path: Path) -> Anggota:
    with terbaca(path) as file:
        parts = potongan(file, path)
        added = writer.tambah(manifes.nama_berkas(digest), parts, batas.LAMPIRAN)
    if added.sha256 != digest:
        raise UserError(f"Lampiran {path} rusak; isinya bukan lagi yang disimpan dahulu.")
    return Anggota(added.ukuran, digest)


def _jejak(file: BinaryIO) -> tuple[int, str, bytes]:
    """Return size, SHA-256 and BLAKE2b-512 of a whole file."""
    file.seek(0)
    size, sha, blake = 0, hashlib.sha256(), hashlib.blake2b()
    while part := file.read(batas.POTONG):
        size += len(part)
        sha.update(part)
        blake.update(part)
    return size, sha.hexdigest(), blake.digest()


def _dengan(cover: bytes, payload: BinaryIO) -> Iterator[bytes]:
    yield cover
    payload.seek(0)
    while part := payload.read(batas.POTONG):
        yield part
