"""Locking and opening with age: for receivers, who keep an identity, or with a passphrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

import pyrage

from kkbdesk.exchange.paket import batas
from kkbdesk.exchange.paket.kunci import Kunci, KunciUmum
from kkbdesk.exchange.paket.penolakan import Kode, Penolakan

AWAL = b"age-encryption.org/v1\n"
_SCRYPT = re.compile(rb"^-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)$", re.MULTILINE)
_PALING = 10


@dataclass(frozen=True, slots=True)
class Sandi:
    """A passphrase; raises Penolakan when it is too short to protect anything."""

    teks: str = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.teks.strip()) < _PALING:
            raise Penolakan(Kode.SANDI_LEMAH, paling=_PALING)


def kunci(isi: BinaryIO, hasil: BinaryIO, untuk: Sequence[KunciUmum] | Sandi, nama: str) -> None:
    """Encrypt a file into another; with a passphrase only one that fits into memory."""
    if not isinstance(untuk, Sandi):
        recipients = [pyrage.x25519.Recipient.from_str(item.enkripsi) for item in untuk]
        pyrage.encrypt_io(isi, hasil, recipients)
        return
    content = isi.read(batas.BERKAS_SANDI + 1)
    if len(content) > batas.BERKAS_SANDI:
        raise _besar(nama)
    hasil.write(pyrage.passphrase.encrypt(content, untuk.teks))


def buka(isi: BinaryIO, hasil: BinaryIO, milik: Kunci, sandi: str | None, nama: str) -> None:
    """Decrypt a file, of which the beginning was not read yet, into another.

    Raises Penolakan when it is not for us, the passphrase is missing or wrong, or it is damaged.
    """
    head = isi.read(batas.KEPALA_AGE)
    isi.seek(0)
    end = head.find(b"\n--- ")
    if end < 0:
        raise Penolakan(Kode.ISI_TAK_SAH, nama=nama, apa="kepala enkripsi")
    work = _SCRYPT.search(head[: end + 1])
    if work is not None:
        _dengan_sandi(isi, hasil, sandi, int(work[1]), nama)
        return
    identities = [pyrage.x25519.Identity.from_str(text) for text in milik.identitas]
    try:
        pyrage.decrypt_io(isi, hasil, identities)
    except pyrage.DecryptError as error:
        kode = Kode.BUKAN_UNTUK_KAMI if "No matching keys" in str(error) else Kode.ISI_TAK_SAH
        raise Penolakan(kode, nama=nama, apa="enkripsi") from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise Penolakan(Kode.ISI_TAK_SAH, nama=nama, apa="enkripsi") from error


def _dengan_sandi(isi: BinaryIO, hasil: BinaryIO, sandi: str | None, work: int, nama: str) -> None:
    if sandi is None:
        raise Penolakan(Kode.PERLU_SANDI, nama=nama)
    if work > batas.KERJA_SANDI:
        raise Penolakan(Kode.TERLALU_BESAR, nama=nama, apa="kerja untuk kata sandinya")
    content = isi.read(batas.BERKAS_SANDI * 2)
    if len(content) == batas.BERKAS_SANDI * 2:
        raise _besar(nama)
    try:
        hasil.write(pyrage.passphrase.decrypt(content, sandi))
    except pyrage.DecryptError as error:
        kode = Kode.SANDI_SALAH if "Decryption failed" in str(error) else Kode.ISI_TAK_SAH
        raise Penolakan(kode, nama=nama, apa="enkripsi") from error


def _besar(nama: str) -> Penolakan:
    most = batas.BERKAS_SANDI // 2**20
    apa = f"dengan kata sandi paling besar {most} MB; yang dikunci untuk penerima boleh lebih"
    return Penolakan(Kode.TERLALU_BESAR, nama=nama, apa=apa)
