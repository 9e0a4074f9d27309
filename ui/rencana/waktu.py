"""When something is to happen, typed as people write it: a day, a span of days, or months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kkbdesk.model.fields import Described, Field, Value
from kkbdesk.model.waktu import baca_waktu, sebut_waktu
from ui.kit.fields import DateField

WAKTU = Described(
    "waktu",
    str,
    optional=False,
    default="",
    required=False,
    field=Field(
        "Waktu",
        help="12/3/2026, 12–14 Maret, Maret, Maret–Mei, triwulan II. Kosong: belum dijadwalkan.",
    ),
)
"""First day, last day and whether the days are certain, as one field."""
DAYS = ("mulai", "selesai", "pasti")


class TimeField(DateField):
    """A time; days and months without a year are of the year of the plan."""

    def __init__(self, tahun: int) -> None:
        super().__init__(optional=True)
        self.tahun = tahun
        self.setPlaceholderText("12/3/2026, 12–14 Maret, Maret, triwulan II")

    def value(self) -> Value:
        """Return the time in words; raises ValueError with a sentence."""
        text = self.text().strip()
        if not text:
            return ""
        mulai, selesai, pasti = baca_waktu(text, self.tahun)
        return sebut_waktu(mulai, selesai, pasti=pasti)

    def set_value(self, value: Value) -> None:
        """Show a time in words."""
        if isinstance(value, date):
            super().set_value(value)
        else:
            self.set_raw(str(value or ""))


def as_days(values: Mapping[str, Value], tahun: int) -> dict[str, Any]:
    """Return values of a form with its time as the fields of the record."""
    found: dict[str, Any] = {name: value for name, value in values.items() if name != WAKTU.name}
    if WAKTU.name in values:
        text = str(values[WAKTU.name] or "")
        days = baca_waktu(text, tahun) if text else (None, None, True)
        found |= dict(zip(DAYS, days, strict=True))
    return found
