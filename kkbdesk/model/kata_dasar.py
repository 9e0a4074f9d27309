"""Which Indonesian words belong together: mencetak, cetakan and dicetak are all of cetak."""

from __future__ import annotations

import re
from functools import cache

_LEAST = 4
"""Letters that stay at least whatever is taken off."""
_PARTICLE = re.compile(rf"(?<=.{{{_LEAST}}})(nya|lah|kah)$")
_PREFIX = re.compile(
    rf"^(meng|meny|men|mem|me|peng|peny|pen|pem|pe(?!r)|ber|ter|di|ke)(?=.{{{_LEAST}}})"
)
_MELTING = re.compile(r"^[kpst](?=[aiueo].{3})")
"""What melts into the prefix: simpan, menyimpan."""
_SUFFIX = re.compile(rf"(?<=.{{{_LEAST}}})(kan|an|i|k)$")
"""The single k lets cetak and cetakan meet, which might end in kan or an."""


@cache
def kata_dasar(kata: str) -> str:
    """Return what words of one root have in common; not always a word by itself."""
    for part in (_PARTICLE, _PREFIX, _PREFIX, _MELTING, _SUFFIX):
        kata = part.sub("", kata)
    return kata
