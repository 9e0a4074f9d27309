"""Encrypted files: a passphrase made into a key, contents in pieces that are proved one by one.

A file begins with 62 bytes: `KKBSEAL1`; a salt of 16 bytes; memory in KiB (4 bytes), passes (1)
and lanes (1) of Argon2id (version 1.3, 32 bytes out, the passphrase as UTF-8 in NFC); 16 bytes that
tell whether a key is the right one, HKDF-SHA256 of it with that salt and the info `kkbdesk sandi`;
16 random bytes of the file. Numbers are big-endian. The file's own key is HKDF-SHA256 of the
passphrase's key with the random bytes as salt and the info `kkbdesk berkas`. What follows are
pieces of 65,536 bytes, the last one shorter or as long, each encrypted by AES-256-GCM with a tag of
16 bytes; the nonce is the number of the piece in 11 bytes, then one byte that is 1 for the last
piece; the 62 bytes are authenticated with every piece. So nothing can be changed, cut, added or put
elsewhere unseen.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kkbdesk.errors import UserError
from kkbdesk.model.cadangan import Kunci

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MARK = b"KKBSEAL1"
MEMORY, PASSES, LANES = 64 * 1024, 3, 2
"""What new keys cost: 64 MiB, three passes, two lanes."""
_HEAD = struct.Struct(">8s16sIBB16s16s")
_PIECE, _TAG = 65536, 16
_MOST_MEMORY, _MOST_PASSES, _MOST_LANES = 256 * 1024, 16, 8


def new_key(passphrase: str) -> Kunci:
    """Return the key of a passphrase with a salt of its own."""
    salt = os.urandom(16)
    return Kunci(salt, _derived(passphrase, salt, MEMORY, PASSES, LANES))


def key_of(path: Path, passphrase: str) -> Kunci:
    """Return the key that opens a file; raises UserError when the passphrase is not its own."""
    with path.open("rb") as file:
        head = _read_head(file, path)
    _, salt, memory, passes, lanes, check, _ = head
    key = Kunci(salt, _derived(passphrase, salt, memory, passes, lanes))
    if not hmac.compare_digest(_check(key), check):
        raise _wrong(path)
    return key


def opens(path: Path, key: Kunci) -> bool:
    """Tell whether a key is the one of a file."""
    with path.open("rb") as file:
        _, salt, _, _, _, check, _ = _read_head(file, path)
    return salt == key.garam and hmac.compare_digest(_check(key), check)


def needed(key: Kunci | None, path: Path) -> Kunci:
    """Return the key; raises UserError where there is none."""
    if key is None:
        raise UserError(f"{path.name} terkunci; sebutkan frasa sandi cadangannya.")
    return key


def sealed_size(plain: int) -> int:
    """Return how many bytes a file of so many bytes has once it is encrypted."""
    return _HEAD.size + plain + _TAG * max(1, -(-plain // _PIECE))


def seal(source: Path, target: Path, key: Kunci) -> None:
    """Encrypt a file into a new one."""
    identity = os.urandom(16)
    head = _HEAD.pack(MARK, key.garam, MEMORY, PASSES, LANES, _check(key), identity)
    cipher = _cipher(key, identity)
    with source.open("rb") as plain, target.open("wb") as file:
        file.write(head)
        for number, (piece, last) in enumerate(_pieces(plain, _PIECE)):
            file.write(cipher.encrypt(_nonce(number, last=last), piece, head))


def open_into(source: Path, target: Path, key: Kunci) -> None:
    """Decrypt a file into a new one; raises UserError, the new one being worthless then."""
    with target.open("wb") as file:
        for piece in _opened(source, key):
            file.write(piece)


def problems(path: Path, key: Kunci | None, beginning: str) -> list[str]:
    """Return what is wrong with an encrypted file whose content's digest begins so."""
    digest = hashlib.sha256()
    try:
        for piece in _opened(path, needed(key, path)):
            digest.update(piece)
    except UserError as error:
        return [str(error)]
    return [] if digest.hexdigest().startswith(beginning) else ["isinya bukan lagi yang disalin"]


def _opened(path: Path, key: Kunci) -> Iterator[bytes]:
    """Yield the content piece by piece, each proved; raises UserError at what is wrong."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - only offices that encrypt

    with path.open("rb") as file:
        _, salt, _, _, _, check, identity = _read_head(file, path)
        if salt != key.garam or not hmac.compare_digest(_check(key), check):
            raise _wrong(path)
        file.seek(0)
        head = file.read(_HEAD.size)
        cipher = _cipher(key, identity)
        try:
            for number, (piece, last) in enumerate(_pieces(file, _PIECE + _TAG)):
                yield cipher.decrypt(_nonce(number, last=last), piece, head)
        except InvalidTag as error:
            raise UserError(f"{path.name} rusak atau terpotong.") from error


def _read_head(file: BinaryIO, path: Path) -> tuple[bytes, bytes, int, int, int, bytes, bytes]:
    """Return the fields of the beginning; costs beyond the bounds are refused, not tried."""
    raw = file.read(_HEAD.size)
    if len(raw) < _HEAD.size or not raw.startswith(MARK):
        raise UserError(f"{path.name} bukan salinan terkunci KKB Desk, atau awalnya rusak.")
    head: tuple[bytes, bytes, int, int, int, bytes, bytes] = _HEAD.unpack(raw)
    _, _, memory, passes, lanes, _, _ = head
    within = passes <= _MOST_PASSES and 1 <= lanes <= _MOST_LANES and memory <= _MOST_MEMORY
    if not within or passes < 1 or memory < 8 * lanes:
        raise UserError(f"Awal {path.name} rusak.")
    return head


def _wrong(path: Path) -> UserError:
    return UserError(f"Frasa sandi bukan milik {path.name}, atau awal berkas itu rusak.")


def _pieces(file: BinaryIO, size: int) -> Iterator[tuple[bytes, bool]]:
    """Yield pieces and whether each is the last; an empty file has one empty piece."""
    piece = file.read(size)
    while True:
        following = file.read(size)
        yield piece, not following
        if not following:
            return
        piece = following


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _derived(passphrase: str, salt: bytes, memory: int, passes: int, lanes: int) -> bytes:
    """Return the key of a passphrase; slow by design."""
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - only offices that encrypt

    typed = unicodedata.normalize("NFC", passphrase).encode()
    return hash_secret_raw(
        typed, salt, time_cost=passes, memory_cost=memory, parallelism=lanes,
        hash_len=32, type=Type.ID,
    )  # fmt: skip


def _check(key: Kunci) -> bytes:
    return _expanded(key, key.garam, b"kkbdesk sandi")[:16]


def _cipher(key: Kunci, identity: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    return AESGCM(_expanded(key, identity, b"kkbdesk berkas"))


def _expanded(key: Kunci, salt: bytes, info: bytes) -> bytes:
    """Return HKDF-SHA256 of a key, 32 bytes: one round of RFC 5869."""
    extracted = hmac.digest(salt, key.rahasia, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")
