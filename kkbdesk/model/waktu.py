"""When something is to happen: a day, a span of days, or only months, as people write it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from kkbdesk.model.format_id import BULAN, baca_bulan, baca_tanggal, tanggal

_SAMPAI = re.compile(
    r"\s*(?:–|—|\bs\.?\s?/?d\.?(?=[\s\d])|\bsampai(?: dengan)?\b|\bhingga\b)\s*", re.I
)
_MINGGU = re.compile(r"^minggu\s*(?:ke)?\s*-?\s*(?:v|iv|iii|ii|i|[1-5])\s+", re.I)
_HUBUNG = re.compile(r"(?<=\w)\s*-\s*(?=\w)")
_BULAN = re.compile(r"(?:bulan\s+)?([a-z]+)\.?(?:\s+(\d{4}))?", re.I)
_BAGIAN = re.compile(
    r"(triwulan|tw|semester|smt|caturwulan)\s*-?\s*(iv|iii|ii|i|[1-4])"
    r"(?:\s+(?:tahun\s+)?(\d{4}))?",
    re.I,
)
_TAHUN = re.compile(r"(?:sepanjang\s+|selama\s+)?(?:tahun|setahun)(?:\s+(\d{4}))?", re.I)
_LAMA = {"triwulan": 3, "tw": 3, "semester": 6, "smt": 6, "caturwulan": 4}
_ROMAWI = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class Waktu(NamedTuple):
    """A time: its first and last day, and whether the days are meant or only their months."""

    mulai: date
    selesai: date | None
    """None for a single day."""
    pasti: bool


def sebut_waktu(mulai: date | None, selesai: date | None, *, pasti: bool) -> str:
    """Return 12 Maret 2026, 12–14 Maret 2026, Maret 2026 or Maret–Mei 2026; empty for no time."""
    if mulai is None:
        return ""
    last = selesai or mulai
    if not pasti:
        return _months(mulai, last)
    if last == mulai:
        return tanggal(mulai)
    if (last.year, last.month) == (mulai.year, mulai.month):
        return f"{mulai.day}–{tanggal(last)}"
    return f"{tanggal(mulai)} s.d. {tanggal(last)}"


def _months(first: date, last: date) -> str:
    end = f"{BULAN[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    begin = BULAN[first.month - 1]
    return f"{begin}–{end}" if first.year == last.year else f"{begin} {first.year} s.d. {end}"


def baca_waktu(text: str, tahun: int) -> Waktu:
    """Return the time that was written, months and days without a year being of this one.

    Read are 12/3/2026, 12 Maret, 12-14 Maret 2026, Maret, Mar-Mei, Minggu II Maret, Triwulan II,
    Semester 1, Januari s.d. Desember. Of a week only the month is taken. Raises ValueError with a
    sentence for the user.
    """
    kept = _MINGGU.sub("", " ".join(text.split()).strip(" ."))
    parts = _SAMPAI.split(kept, maxsplit=1)
    if len(parts) == 1 and (whole := _one(kept, tahun)):
        return whole
    if len(parts) == 1:
        parts = _HUBUNG.split(kept, maxsplit=1)
    if len(parts) == 2 and (joined := _joined(parts[0], parts[1], tahun)):
        return joined
    raise ValueError(f"“{text.strip()}” bukan waktu; tulis misalnya 12/3/2026 atau Maret 2026.")


def bulan_penuh(tahun: int, dari: int, sampai: int) -> Waktu:
    """Return the months of a year as a time whose days are not known yet."""
    return Waktu(
        date(tahun, dari, 1), date(tahun, sampai, monthrange(tahun, sampai)[1]), pasti=False
    )


def _one(text: str, tahun: int) -> Waktu | None:
    """Return a day, a month or a part of a year."""
    if match := _BAGIAN.fullmatch(text):
        length = _LAMA[match[1].casefold()]
        number = _ROMAWI.get(match[2].casefold()) or int(match[2])
        if number * length > 12:
            return None
        return bulan_penuh(int(match[3] or tahun), (number - 1) * length + 1, number * length)
    if match := _TAHUN.fullmatch(text):
        return bulan_penuh(int(match[1] or tahun), 1, 12)
    if (match := _BULAN.fullmatch(text)) and (month := baca_bulan(match[1])):
        return bulan_penuh(int(match[2] or tahun), month, month)
    day = _day(text, tahun)
    return Waktu(day, None, pasti=True) if day else None


def _day(text: str, tahun: int) -> date | None:
    for form in (text, f"{text} {tahun}", f"{text}/{tahun}"):
        try:
            return baca_tanggal(form)
        except ValueError:
            continue
    return None


def _joined(first: str, last: str, tahun: int) -> Waktu | None:
    """Return the span between two times, the first taking month and year from the second."""
    end = _one(last, tahun)
    if end is None:
        return None
    final = end.selesai or end.mulai
    if end.pasti and re.fullmatch(r"\d{1,2}", first):
        if not 1 <= int(first) <= final.day:
            return None
        begin: Waktu | None = Waktu(final.replace(day=int(first)), None, pasti=True)
    else:
        begin = _one(first, final.year)
    if begin is None or begin.pasti != end.pasti or begin.mulai > final:
        return None
    return Waktu(begin.mulai, final, pasti=end.pasti)
