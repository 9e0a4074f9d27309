"""The cover of a signed file: four lines as the public tool minisign writes and checks them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ALGORITHM = b"ED"
_UNTRUSTED = b"untrusted comment: "
_TRUSTED = b"trusted comment: "
_LINE = 1024
_COMMENT = re.compile(r"([a-z-]{1,20})/([1-9][0-9]{0,3})((?: [a-z0-9]{1,16}=[!-~]{1,128})*)")


@dataclass(frozen=True, slots=True)
class Sampul:
    """What the four lines say; none of it is to be believed before `sah` and `cocok` say so."""

    id: bytes
    """Names the key; eight bytes."""
    tanda: bytes
    """Signs the digest of all that follows the cover."""
    keterangan: str
    akhir: bytes
    """Signs `tanda` and `keterangan`."""

    def sah(self, kunci: bytes) -> bool:
        """Tell whether the comment is what the holder of the key wrote."""
        return _signed(kunci, self.akhir, self.tanda + self.keterangan.encode("ascii"))

    def cocok(self, kunci: bytes, digest: bytes) -> bool:
        """Tell whether this BLAKE2b-512 is of what the holder of the key signed."""
        return _signed(kunci, self.tanda, digest)

    def isian(self) -> tuple[str, int, dict[str, str]]:
        """Return format, version and values of the comment; raises ValueError."""
        match = _COMMENT.fullmatch(self.keterangan)
        if match is None:
            raise ValueError("comment")
        pairs = [item.split("=", 1) for item in match[3].split()]
        values = {key: value for key, value in pairs}
        if len(values) != len(pairs):
            raise ValueError("twice")
        return match[1], int(match[2]), values


def tulis(
    kunci: Ed25519PrivateKey, id: bytes, judul: str, format: str, isian: Mapping[str, str | int],
    digest: bytes,
) -> bytes:  # fmt: skip
    """Return the cover of a file whose BLAKE2b-512 is `digest`."""
    comment = " ".join([format, *(f"{key}={value}" for key, value in isian.items())])
    if _COMMENT.fullmatch(comment) is None or len(comment) > _LINE - len(_TRUSTED) - 1:
        raise ValueError(comment)
    signature = kunci.sign(digest)
    closing = kunci.sign(signature + comment.encode("ascii"))
    lines = (
        awal(judul)[:-1],
        base64.b64encode(_ALGORITHM + id + signature),
        _TRUSTED + comment.encode("ascii"),
        base64.b64encode(closing),
    )
    return b"".join(line + b"\n" for line in lines)


def awal(judul: str) -> bytes:
    """Return how a file under such a cover begins."""
    return _UNTRUSTED + judul.encode("ascii") + b"\n"


def baca(file: BinaryIO, judul: str) -> Sampul:
    """Read the cover and leave the file at what follows; raises ValueError when there is none."""
    lines = [_line(file) for _ in range(4)]
    if lines[0] + b"\n" != awal(judul) or not lines[2].startswith(_TRUSTED):
        raise ValueError("heading")
    signature = _decoded(lines[1], 74)
    if not signature.startswith(_ALGORITHM):
        raise ValueError("algorithm")
    comment = lines[2].removeprefix(_TRUSTED).decode("ascii")
    return Sampul(signature[2:10], signature[10:], comment, _decoded(lines[3], 64))


def _line(file: BinaryIO) -> bytes:
    line = file.readline(_LINE)
    if not line.endswith(b"\n"):
        raise ValueError("line")
    return line[:-1]


def _decoded(text: bytes, length: int) -> bytes:
    """Return the bytes of a base64 text that is written in the one right way."""
    try:
        found = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("base64") from error
    if len(found) != length or base64.b64encode(found) != text:
        raise ValueError("base64")
    return found


def _signed(kunci: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(kunci).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
