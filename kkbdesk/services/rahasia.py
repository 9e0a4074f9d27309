"""PINs and recovery codes: made, hashed so that guessing is slow, compared."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from kkbdesk.errors import UserError
from kkbdesk.store import Rahasia

SYARAT_PIN = "PIN paling sedikit 6 angka atau huruf, bukan urutan seperti 123456."
_SHORTEST, _LONGEST = 6, 64
_RUN = "01234567890abcdefghijklmnopqrstuvwxyz"
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which are taken for others when read from paper."""
_TAKEN_FOR = str.maketrans("ILO", "110")
_GROUPS, _GROUP = 5, 4
_FREE, _FIRST, _MOST = 3, timedelta(seconds=5), timedelta(minutes=15)


def hash_dari(teks: str) -> str:
    """Return the memory-hard hash of a PIN or code (Argon2id, salt and cost included)."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - few starts of the program need it

    return PasswordHasher().hash(teks)


def cocok(hash: str, teks: str) -> bool:
    """Tell whether a text is the one that was hashed."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - few starts of the program need it
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

    try:
        return PasswordHasher().verify(hash, teks)
    except (VerificationError, InvalidHashError):
        return False


def periksa_pin(pin: str) -> None:
    """Raise UserError for a PIN that a colleague guesses at once."""
    plain = pin.casefold()
    run = plain in _RUN or plain[::-1] in _RUN
    if not _SHORTEST <= len(pin) <= _LONGEST or run or len(set(plain)) < 3:
        raise UserError(SYARAT_PIN)


def kode_baru() -> str:
    """Return a new recovery code of 100 random bits, in groups: K7Q2-…"""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def baca_kode(teks: str) -> str:
    """Return a recovery code as it was made, however it was typed from the paper."""
    kept = "".join(char for char in teks.upper().translate(_TAKEN_FOR) if char in _LETTERS)
    return "-".join(kept[at : at + _GROUP] for at in range(0, len(kept), _GROUP))


def tunggu(rahasia: Rahasia, kini: datetime) -> int:
    """Return for how many seconds a secret that was often not met may not be tried.

    A clock that was set back makes nobody wait longer.
    """
    if rahasia.meleset < _FREE or rahasia.terakhir is None:
        return 0
    wait = min(_FIRST * (1 << min(rahasia.meleset - _FREE, 16)), _MOST)
    left = wait - abs(kini - rahasia.terakhir)
    return max(0, -(-left // timedelta(seconds=1)))
