"""Passphrases of packages, read from files: what stands in a command others can see."""

from __future__ import annotations

from pathlib import Path

from kkbdesk.errors import UserError

_TERPANJANG = 1_000


def baca_sandi(path: str) -> str:
    """Return the passphrase that stands in the first line of a file; raises UserError."""
    if not path:
        return ""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")[:_TERPANJANG]
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"Berkas kata sandi {path} tidak terbaca.") from error
    line = text.splitlines()[0].strip() if text.strip() else ""
    if not line:
        raise UserError(f"Berkas kata sandi {path} kosong.")
    return line
