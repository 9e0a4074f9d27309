"""Packages, sound and hostile: what a sender, a thief or a failing drive could hand in."""

from __future__ import annotations

import hashlib
import io
import random
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pyrage
import pytest

from kkbdesk.exchange.paket import baris, manifes, sampul
from kkbdesk.exchange.paket.arsip import MANIFES, Anggota, Penulis
from kkbdesk.exchange.paket.baca import Paket, buka
from kkbdesk.exchange.paket.kunci import Kunci, buat
from kkbdesk.exchange.paket.penolakan import Kode, Penolakan
from kkbdesk.exchange.paket.tulis import JUDUL, tulis

DIBUAT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
MANIFEST = {"kantor": "19.05", "tujuan": "laporan", "urut": 7, "skema": "0003"}
TABEL = {
    "kampung": [{"id": f"k{number}", "nama": f"Désa {number}"} for number in range(20)],
    "hapus": [{"id": "x", "kind": "opd"}],
    "opd": [],
}
FOTO = b"\xff\xd8 foto " * 300


def kunci(kantor: str = "19.05") -> Kunci:
    """Return keys of an office; the same for the same code."""
    return _kunci(kantor)


@cache
def _kunci(kantor: str) -> Kunci:
    return buat(kantor, f"Kantor {kantor}", DIBUAT)


def digest(content: bytes) -> str:
    """Return how an attachment is named."""
    return hashlib.sha256(content).hexdigest()


def tulis_paket(folder: Path, name: str = "a.kkb", untuk: Any = "19", **manifest: Any) -> Path:
    """Write a sound package from 19.05 for another office (by code), a passphrase, or nobody."""
    folder.mkdir(exist_ok=True)
    foto = folder / "foto.jpg"
    foto.write_bytes(FOTO)
    receivers = [kunci(untuk).umum] if isinstance(untuk, str) else untuk
    made = tulis(
        folder / name, {**MANIFEST, **manifest}, TABEL, [(digest(FOTO), foto)], kunci(), receivers,
        sementara=folder / "sementara",
    )  # fmt: skip
    return made.path


def isi(paket: Paket) -> dict[str, Any]:
    """Return all that a package holds, read to its end."""
    tables = {kind: list(paket.tabel(kind)) for kind in paket.manifest["tabel"]}
    files = {name: paket.berkas(name) for name in paket.manifest["berkas"]}
    return {"manifest": dict(paket.manifest), "tabel": tables, "berkas": files}


def terbuka(path: Path, oleh: str = "19", sandi: str | None = None) -> dict[str, Any]:
    """Return all that a package holds for an office that knows 19.05."""
    with buka(
        path, kunci(oleh), [kunci().umum], sandi, sementara=path.parent / "sementara"
    ) as paket:
        return isi(paket)


def bertanda(
    payload: bytes, oleh: Kunci | None = None, versi: str = "1", menandai: bytes = b"", **isian: Any
) -> bytes:
    """Return any payload as its sender would sign it, with what the cover says changed."""
    signer = oleh or kunci()
    told = {"kantor": signer.umum.kantor, "tujuan": "laporan", "urut": 7, "ukuran": len(payload),
            "sha256": digest(payload), **isian}  # fmt: skip
    blake = hashlib.blake2b(menandai or payload).digest()
    cover = sampul.tulis(signer.tanda, signer.umum.id, JUDUL, f"kkb-paket/{versi}", told, blake)
    return cover + payload


def arsip(
    tabel: Mapping[str, bytes],
    ubah: Callable[[dict[str, Any]], None] = lambda _manifest: None,
    berkas: Sequence[bytes] = (),
) -> bytes:
    """Return an archive of raw tables, its manifest true but for what `ubah` does to it."""
    made = io.BytesIO()
    with Penulis(made, "x") as writer:
        tables = {
            kind: writer.tambah(f"tabel/{kind}.jsonl", [content], 2**31)
            for kind, content in tabel.items()
        }
        files: dict[str, Anggota] = {}
        for content in berkas:
            name = digest(content)
            files[name] = writer.tambah(f"berkas/{name}", [content], 2**31)
        manifest = manifes.susun(MANIFEST, kunci().umum, [], tables, files)
        ubah(manifest)
        writer.tambah(MANIFES, [baris.tulis(manifest)], 2**31)
    return made.getvalue()


def zip_lain(members: Sequence[tuple[str, bytes]], **info: Any) -> bytes:
    """Return an archive as other programs might make it, headers set as told."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, content in members:
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system, member.external_attr = 3, 0o100600 << 16
            for key, value in info.items():
                setattr(member, key, value)
            writer.writestr(member, content)
    return made.getvalue()


def ditolak(path: Path, kode: Kode, **who: Any) -> str:
    """Open what must be refused for this reason, and return the sentence."""
    with pytest.raises(Penolakan) as caught:
        terbuka(path, **who)
    assert caught.value.kode == kode, caught.value
    assert not any((path.parent / "sementara").iterdir())
    return str(caught.value)


def tulis_isi(folder: Path, content: bytes) -> Path:
    """Write any bytes as a package."""
    path = folder / "isi.kkb"
    path.write_bytes(content)
    return path


@dataclass(frozen=True, slots=True)
class Bahan:
    """Sound packages from which hostile ones are made."""

    paket: tuple[bytes, ...]
    zip: bytes
    age: bytes

    @staticmethod
    def siap(folder: Path) -> Bahan:
        """Write the sound packages into a folder."""
        names = [("a.kkb", "19", 7), ("b.kkb", "19", 8), ("c.kkb", None, 7), ("d.kkb", "75", 7)]
        made = [tulis_paket(folder, name, untuk, urut=urut) for name, untuk, urut in names]
        content = tuple(path.read_bytes() for path in made)
        age, plain = (content[at].split(b"\n", 4)[4] for at in (0, 2))
        return Bahan(content, plain, age)


def berubah(chance: random.Random, bahan: Bahan) -> bytes:
    """Return a package that somebody without its sender's key changed, replayed or cut."""
    content = chance.choice(bahan.paket)
    cover, payload = content.split(b"\n", 4)[:4], content.split(b"\n", 4)[4]
    other = chance.choice(bahan.paket)
    way = chance.randrange(6)
    if way == 0:  # another's cover over this payload, or lines of two covers mixed
        lines = [chance.choice(pair) for pair in zip(cover, other.split(b"\n", 4), strict=False)]
        return b"\n".join([*lines, payload])
    if way == 1:  # lines in another order
        chance.shuffle(cover)
        return b"\n".join([*cover, payload])
    if way == 2:  # signed by a stranger, who pretends to be the sender
        return bertanda(payload, kunci("64.71"), kantor="19.05")
    if way == 3:  # changed in the cover alone
        head = rusak(chance, b"\n".join(cover))
        return head + b"\n" + payload
    return rusak(chance, content)


def berniat(chance: random.Random, bahan: Bahan) -> bytes:
    """Return a package that a known office signed with something wrong in it."""
    way = chance.randrange(5)
    if way == 0:
        return bertanda(rusak(chance, bahan.zip))
    if way == 1:
        return bertanda(rusak(chance, bahan.age))
    if way == 2:
        return bertanda(terkunci(rusak(chance, bahan.zip)))
    if way == 3:
        lines = rusak(chance, b"".join(baris.tulis(row) + b"\n" for row in TABEL["kampung"]))
        return bertanda(arsip({"kampung": lines}))
    return bertanda(arsip({"kampung": b"{}\n"}, lambda manifest: _keliru(chance, manifest)))


def terkunci(payload: bytes, oleh: str = "19") -> bytes:
    """Return bytes locked for an office."""
    recipient = pyrage.x25519.Recipient.from_str(kunci(oleh).umum.enkripsi)
    return bytes(pyrage.encrypt(payload, [recipient]))


def rusak(chance: random.Random, content: bytes) -> bytes:
    """Return bytes with something flipped, cut, moved, repeated, blanked or put in."""
    place, length = chance.randrange(len(content)), chance.randrange(1, 200)
    after = place + length
    other = chance.randrange(len(content))
    noise = chance.randbytes(length)
    flipped = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 20))):
        flipped[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return chance.choice((
        bytes(flipped),
        bytes(flipped),
        content[:place],
        content + noise,
        content[:place] + content[after:],
        content[:place] + noise + content[place:],
        content[:place] + noise + content[after:],
        content[:place] + bytes(length) + content[after:],
        content[:place] + content[other : other + length] + content[place:],
        content[:place] + b"\xff" * 4 + content[place + 4 :],
    ))  # fmt: skip


_ANEH: tuple[Any, ...] = (
    None, True, -1, 0, 2**63, 1.5, "", "x", [], {}, ["kampung"], {"kampung": {}}, "../x", "0" * 64,
)  # fmt: skip


def _keliru(chance: random.Random, manifest: dict[str, Any]) -> None:
    """Set or take away one value of a manifest, at any depth."""
    place: Any = manifest
    while True:
        key = chance.choice(sorted(place))
        if not isinstance(place[key], dict) or not place[key] or chance.random() < 0.3:
            break
        place = place[key]
    if chance.random() < 0.2:
        del place[key]
    else:
        place[key] = chance.choice(_ANEH)
