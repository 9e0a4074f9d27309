"""Public holidays, as the office's list has them."""

from __future__ import annotations

from datetime import date

from kkbdesk.model.program import Butir
from kkbdesk.store import Records

DAFTAR = "hari_libur"


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
