"""Digests as words that can be compared by telephone."""

from __future__ import annotations

import secrets
from functools import cache

from resources.files import resource

BANYAK = 10
"""Words of a fingerprint: eighty bits, which nobody can search through for a second key."""


@cache
def daftar() -> tuple[str, ...]:
    """Return the 256 words, in their order."""
    return tuple(resource("reference", "kata.txt").read_text("ascii").split())


def acak(banyak: int) -> tuple[str, ...]:
    """Return words that nobody can guess, eight bits each."""
    return tuple(secrets.choice(daftar()) for _ in range(banyak))


def sebut(digest: bytes) -> tuple[str, ...]:
    """Return the first bytes of a digest as words."""
    return tuple(daftar()[byte] for byte in digest[:BANYAK])
