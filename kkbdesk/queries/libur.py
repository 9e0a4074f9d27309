"""Public holidays, as the office's list has them."""

from __future__ import annotations

import re
from datetime import date

from kkbdesk.model.format_id import BULAN, baca_tanggal, tanggal
from kkbdesk.model.program import Butir
from kkbdesk.store import Records

DAFTAR = "hari_libur"
_TIAP_TAHUN = 2000
"""A leap year, so that 29 February can be a holiday of every year."""


def kode_libur(text: str) -> str:
    """Return the code of a holiday: 19/3/2026 is one day, 17/8 or 17 Agustus is every year's.

    Raises ValueError with a sentence for the user.
    """
    if re.search(r"\d{4}|\d{1,2}\D+\d{1,2}\D+\d{2}$", text):
        return baca_tanggal(text).isoformat()
    sep = "/" if re.fullmatch(r"\s*\d{1,2}\D\d{1,2}\s*", text) else " "
    try:
        return baca_tanggal(f"{text.strip()}{sep}{_TIAP_TAHUN}").isoformat()[5:]
    except ValueError:
        raise ValueError(
            f"“{text.strip()}” bukan tanggal; tulis misalnya 19/3/2026, atau 17/8 tiap tahun."
        ) from None


def sebut_libur(kode: str) -> str:
    """Return the day of a holiday in words, empty for a code that is no day."""
    every = len(kode) == 5
    try:
        day = date.fromisoformat(f"{_TIAP_TAHUN}-{kode}" if every else kode)
    except ValueError:
        return ""
    return f"tiap {day.day} {BULAN[day.month - 1]}" if every else tanggal(day)


def hari_libur(records: Records, tahun: int) -> dict[date, str]:
    """Return the holidays of a year with their names.

    The code of an item is a day, as 2026-03-19, or one of every year, as 08-17; others are none.
    """
    found: dict[date, str] = {}
    for item in records.find(Butir, daftar=DAFTAR):
        code = f"{tahun}-{item.kode}" if len(item.kode) == 5 else item.kode
        try:
            day = date.fromisoformat(code)
        except ValueError:
            continue
        if day.year == tahun and item.berlaku(tahun):
            found[day] = item.nama
    return found
