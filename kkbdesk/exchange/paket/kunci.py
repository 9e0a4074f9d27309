"""Keys of offices: the secret pair of our own, the public parts that are handed round."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import IdentityError, RecipientError, x25519

from kkbdesk.exchange.paket import baris, batas, kata, sampul
from kkbdesk.exchange.paket.penolakan import Kode, Penolakan
from kkbdesk.exchange.paket.sementara import potongan, terbaca
from kkbdesk.model import wilayah
from kkbdesk.model.clean import clean_line

PUSAT = "pusat"
"""The code of the one office that is of no region."""
_JUDUL = "kunci umum KKB Desk"
_FORMAT = "kkb-kunci"
_VERSI = 1
_MINISIGN = b"Ed"
_ISIAN = ("kantor", "nama", "tanda", "enkripsi", "dibuat")
_NAMA = 200


@dataclass(frozen=True, slots=True)
class KunciUmum:
    """What others need of an office: to check what it signed, to lock what is for it."""

    kantor: str
    """Code of its region, or `pusat`."""
    nama: str
    tanda: bytes
    """Ed25519, 32 bytes."""
    enkripsi: str
    """Recipient of age: `age1…`."""
    dibuat: datetime

    @property
    def id(self) -> bytes:
        """Return the eight bytes that name the signing key."""
        return hashlib.sha256(self.tanda).digest()[:8]

    @property
    def minisign(self) -> str:
        """Return the signing key as minisign takes it."""
        return base64.b64encode(_MINISIGN + self.id + self.tanda).decode("ascii")

    @property
    def kata(self) -> tuple[str, ...]:
        """Return the fingerprint of both keys as words."""
        both = (
            b"kkb-kunci\n" + self.minisign.encode("ascii") + b"\n" + self.enkripsi.encode("ascii")
        )
        return kata.sebut(hashlib.sha256(both).digest())

    def sebutan(self) -> str:
        """Return name and code for a sentence."""
        return f"{self.nama} ({self.kantor})"


@dataclass(frozen=True, slots=True)
class Kunci:
    """The keys of our own office; `identitas` holds the present one first, then the former."""

    umum: KunciUmum
    tanda: Ed25519PrivateKey = field(repr=False)
    identitas: tuple[str, ...] = field(repr=False)


def buat(kantor: str, nama: str, dibuat: datetime, lama: tuple[str, ...] = ()) -> Kunci:
    """Make new keys; `lama` keeps what opens packages that were locked for former ones."""
    identity = str(x25519.Identity.generate())
    return _kunci(kantor, nama, dibuat, Ed25519PrivateKey.generate(), (identity, *lama))


def _kunci(
    kantor: str, nama: str, dibuat: datetime, tanda: Ed25519PrivateKey, identitas: tuple[str, ...]
) -> Kunci:
    recipient = str(x25519.Identity.from_str(identitas[0]).to_public())
    public = tanda.public_key().public_bytes_raw()
    return Kunci(KunciUmum(kantor, nama, public, recipient, dibuat), tanda, identitas)


def rahasia(kunci: Kunci) -> bytes:
    """Return the text in which secret keys are kept; age takes it as a file of identities."""
    seed = base64.b64encode(kunci.tanda.private_bytes_raw()).decode("ascii")
    lines = (
        "# Kunci rahasia kantor. Jangan dikirim kepada siapa pun.",
        f"# dibuat: {kunci.umum.dibuat.isoformat()}",
        f"# tanda: {seed}",
        *kunci.identitas,
    )
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def dari_rahasia(content: bytes, nama_berkas: str, kantor: str, nama: str) -> Kunci:
    """Return the keys of a kept text; raises Penolakan when it is damaged."""
    try:
        lines = content.decode("ascii").splitlines()
        made = datetime.fromisoformat(lines[1].removeprefix("# dibuat: "))
        seed = base64.b64decode(lines[2].removeprefix("# tanda: "), validate=True)
        return _kunci(kantor, nama, made, Ed25519PrivateKey.from_private_bytes(seed), (*lines[3:],))
    except (ValueError, IndexError, IdentityError) as error:
        raise Penolakan(Kode.KUNCI_RUSAK, nama=nama_berkas) from error


def umum(kunci: Kunci) -> bytes:
    """Return the file of the public keys, signed by themselves."""
    own = kunci.umum
    plain = {
        "format": _FORMAT, "versi": _VERSI, "kantor": own.kantor, "nama": own.nama,
        "tanda": own.minisign, "enkripsi": own.enkripsi, "dibuat": own.dibuat.isoformat(),
    }  # fmt: skip
    text = json.dumps(plain, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"
    digest = hashlib.blake2b(text).digest()
    return sampul.tulis(kunci.tanda, own.id, _JUDUL, f"{_FORMAT}/{_VERSI}", {}, digest) + text


def baca_umum(path: Path) -> tuple[bytes, KunciUmum]:
    """Return a file of public keys and what it holds; raises Penolakan unless they signed it."""
    with terbaca(path) as file:
        content = b"".join(potongan(file, path, batas.KUNCI_UMUM + 1))
    try:
        return content, _umum(content, path.name)
    except (ValueError, KeyError, RecipientError) as error:
        raise Penolakan(Kode.BUKAN_KUNCI, nama=path.name) from error


def _umum(content: bytes, nama: str) -> KunciUmum:
    if len(content) > batas.KUNCI_UMUM:
        raise ValueError("size")
    file = io.BytesIO(content)
    cover = sampul.baca(file, _JUDUL)
    text = file.read()
    plain = baris.baca(text)
    if plain["format"] != _FORMAT:
        raise ValueError("format")
    if plain["versi"] != _VERSI:
        raise Penolakan(Kode.PROGRAM_LEBIH_BARU, nama=nama)
    found = _checked(plain)
    if not (cover.sah(found.tanda) and cover.cocok(found.tanda, hashlib.blake2b(text).digest())):
        raise Penolakan(Kode.BERUBAH, nama=nama)
    if cover.id != found.id or cover.isian() != (_FORMAT, _VERSI, {}):
        raise ValueError("cover")
    return found


def _checked(plain: dict[str, Any]) -> KunciUmum:
    """Return the keys when every value is written as we write it; raises ValueError."""
    if not all(isinstance(plain[name], str) for name in _ISIAN):
        raise ValueError("text")
    signing = base64.b64decode(plain["tanda"], validate=True)
    found = KunciUmum(
        plain["kantor"], plain["nama"], signing[10:], plain["enkripsi"],
        datetime.fromisoformat(plain["dibuat"]),
    )  # fmt: skip
    name = found.nama
    sound = (
        is_kantor(found.kantor)
        and len(found.tanda) == 32
        and found.minisign == plain["tanda"]
        and str(x25519.Recipient.from_str(found.enkripsi)) == found.enkripsi
        and 0 < len(name) <= _NAMA
        and clean_line(name) == name
        and found.dibuat.tzinfo is not None
    )
    if not sound:
        raise ValueError("value")
    return found


def is_kantor(kode: str) -> bool:
    """Tell whether this may name an office."""
    return kode == PUSAT or wilayah.is_code(kode)
