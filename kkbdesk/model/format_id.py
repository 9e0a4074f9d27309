"""Numbers and dates as Indonesians write and read them."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_BULAN_LAIN = {
    "jan": 1, "januari": 1, "january": 1, "feb": 2, "peb": 2, "februari": 2, "pebruari": 2,
    "february": 2, "mar": 3, "maret": 3, "march": 3, "apr": 4, "april": 4, "mei": 5, "may": 5,
    "jun": 6, "juni": 6, "june": 6, "jul": 7, "juli": 7, "july": 7, "agu": 8, "agt": 8, "ags": 8,
    "agst": 8, "agust": 8, "agustus": 8, "aug": 8, "august": 8, "sep": 9, "sept": 9, "september": 9,
    "okt": 10, "oktober": 10, "oct": 10, "october": 10, "nov": 11, "nop": 11, "november": 11,
    "nopember": 11, "des": 12, "desember": 12, "dec": 12, "december": 12,
}  # fmt: skip
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]00:00(?::00)?)?")
_NUMERIC = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})")
_WORDED = re.compile(r"(?:[a-z]+,?\s+)?(\d{1,2})[\s/\-]*([a-z]+)\.?,?[\s/\-]*(\d{4}|\d{2})", re.I)


def tanggal(value: date) -> str:
    """Return 15 Februari 2026."""
    return f"{value.day} {BULAN[value.month - 1]} {value.year}"


def tanggal_pendek(value: date) -> str:
    """Return 15/2/2026."""
    return f"{value.day}/{value.month}/{value.year}"


def hari(value: date) -> str:
    """Return the name of the weekday."""
    return HARI[value.weekday()]


def angka(value: int | Decimal) -> str:
    """Return 1.234,5; a Decimal keeps its significant places."""
    text = f"{value.normalize():,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,"))


def rupiah(value: int | Decimal) -> str:
    """Return Rp25.000.000."""
    return f"Rp{angka(int(value))}"


def persen(value: Decimal) -> str:
    """Return a percentage with its places kept: 12,34."""
    return f"{value:f}".replace(".", ",")


def baca_tanggal(text: str) -> date:
    """Return the date that was typed: 15/2/26, 15-02-2026, 15 Februari 2026, 2026-02-15.

    Two-digit years are of this century. Raises ValueError with a sentence for the user.
    """
    text = text.strip()
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _NUMERIC.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif (match := _WORDED.fullmatch(text)) and match[2].casefold() in _BULAN_LAIN:
        day, month, year = int(match[1]), _BULAN_LAIN[match[2].casefold()], int(match[3])
    else:
        raise ValueError(f"“{text}” bukan tanggal; tulis misalnya 15/2/2026.")
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise ValueError(f"Tanggal “{text}” tidak ada dalam kalender.") from None


def baca_bulan(text: str) -> int | None:
    """Return the number of the month that was named, also shortly: Agt, Nopember; else None."""
    return _BULAN_LAIN.get(text.casefold().rstrip("."))


_TERBESAR = 10**14
"""Beyond this no office counts; a hundred trillion rupiah, in whole numbers of the store."""


def baca_angka(text: str) -> Decimal:
    """Return the number that was typed the Indonesian way: 1.234,5.

    A single dot or comma followed by anything but three digits is a decimal mark. Raises
    ValueError with a sentence for the user.
    """
    kept = re.sub(r"[\s\u00a0]", "", text)
    if "," in kept and "." in kept:
        mark = max(",.", key=kept.rindex)
        kept = kept.replace("." if mark == "," else ",", "").replace(mark, ".")
    elif re.fullmatch(r"-?\d{1,3}([.]\d{3})+", kept) or re.fullmatch(
        r"-?\d{1,3}(,\d{3}){2,}", kept
    ):
        kept = kept.replace(".", "").replace(",", "")
    else:
        kept = kept.replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", kept) or not kept.isascii():
        raise ValueError(f"“{text.strip()}” bukan angka; tulis misalnya 1.234,5.")
    try:
        value = Decimal(kept)
    except InvalidOperation:  # thousands of digits
        raise ValueError("Angka terlalu panjang.") from None
    return _wajar(value)


def _wajar(value: Decimal) -> Decimal:
    """Return a number that can be kept, also with places; raises ValueError for a larger one."""
    if abs(value) >= _TERBESAR:
        raise ValueError("Angka terlalu besar; periksa banyaknya nol.")
    return value


_UANG = re.compile(
    r"(?:rp|idr)?\.?\s*([\d.,\s]*\d)\s*(?:,?[-=]+)?\s*"
    r"(ribu|rb|juta|jt|miliar|milyar|triliun)?\.?\s*(?:rupiah)?",
    re.IGNORECASE | re.ASCII,
)
_BESAR = {"ribu": 3, "rb": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9, "triliun": 12}


def baca_rupiah(text: str) -> Decimal:
    """Return the amount that was typed, in whole rupiah: Rp25.000.000,00, 25,000,000, 25 juta.

    Without a word such as juta, three digits after a comma are thousands. Raises ValueError with a
    sentence for the user.
    """
    match = _UANG.fullmatch(text.replace("\u00a0", " ").strip())
    if match is None:
        raise ValueError(
            f"“{text.strip()}” bukan jumlah uang; tulis misalnya 25.000.000 atau 25 juta."
        )
    number, word = match.groups()
    if not word and re.fullmatch(r"\d{1,3}(,\d{3})+", number):
        number = number.replace(",", "")
    value = baca_angka(number).scaleb(_BESAR[word.casefold()] if word else 0)
    return _wajar(value.quantize(Decimal(1), ROUND_HALF_UP))


_TANDA = {
    "ls": -1, "s": -1, "bb": -1, "b": -1, "w": -1,
    "lu": 1, "u": 1, "n": 1, "bt": 1, "t": 1, "e": 1,
}  # fmt: skip
"""The halves of the globe, Indonesian and English, and the sign of their coordinates."""
_SERUPA = str.maketrans({
    ",": ".", "−": "-", "–": "-", "º": "°", "˚": "°", "′": "'", "’": "'", "‘": "'", "″": '"',
    "“": '"', "”": '"',
})  # fmt: skip
"""Signs as word processors and other programs write them, and what they stand for."""
_KOORDINAT = re.compile(
    r"([a-z]{0,2}) ?(-?) ?"
    r"(\d{1,3}(?:\.\d+)?)(?:[° ](\d{1,2}(?:\.\d+)?)(?:[' ](\d{1,2}(?:\.\d+)?))?)?"
    r"([°'\"]?) ?([a-z]{0,2})",
    re.ASCII,
)


def baca_koordinat(text: str) -> Decimal:
    """Return the degrees that were typed, to six places (a hand's breadth).

    Read are -2,0612 and -2.0612 (a dot is never a mark for thousands here) and degrees, minutes
    and seconds, as 2°3'4" LS or 105 09 55 E. Raises ValueError with a sentence for the user.
    """
    kept = " ".join(text.casefold().translate(_SERUPA).split()).replace("''", '"')
    match = _KOORDINAT.fullmatch(re.sub(" ?([°'\"]) ?", r"\1", kept))
    degrees = _derajat(match) if match else None
    if degrees is None:
        raise ValueError(f"“{text.strip()}” bukan koordinat; tulis misalnya -2,0612.")
    return round(degrees, 6)


def _derajat(match: re.Match[str]) -> Decimal | None:
    before, minus, degrees, minutes, seconds, mark, after = match.groups()
    parts = [part for part in (degrees, minutes, seconds) if part]
    half = before or after
    sign = _TANDA.get(half, 0) if half else 1
    twice = (before and after) or (minus and half and sign > 0)
    broken = any("." in part for part in parts[:-1]) or mark not in "°'\""[len(parts) - 1]
    numbers = [Decimal(part) for part in parts]
    if not sign or twice or broken or any(number >= 60 for number in numbers[1:]):
        return None
    value = sum((number / 60**place for place, number in enumerate(numbers)), Decimal())
    return -value if minus or sign < 0 else value


def baca_bilangan(text: str) -> int:
    """Return the whole number that was typed; raises ValueError with a sentence for the user."""
    try:
        value = baca_angka(text)
    except ValueError as error:
        raise ValueError(str(error).replace("1.234,5", "12")) from None
    if value != value.to_integral_value():
        raise ValueError(f"“{text.strip()}” bukan bilangan bulat; tulis misalnya 12.")
    return int(value)


_SATUAN = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
    "sepuluh", "sebelas",
)  # fmt: skip


def terbilang(value: int) -> str:
    """Return a whole number in words: 25000000 is dua puluh lima juta; below a quadrillion."""
    if value < 0:
        return f"minus {terbilang(-value)}"
    if value < 12:
        return _SATUAN[value]
    if value < 20:
        return f"{_SATUAN[value - 10]} belas"
    for size, name in ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"),
                       (100, "ratus"), (10, "puluh")):  # fmt: skip
        if value >= size:
            head, rest = divmod(value, size)
            one = head == 1 and size in (100, 1000)
            words = f"se{name}" if one else f"{terbilang(head)} {name}"
            return f"{words} {terbilang(rest)}" if rest else words
    raise AssertionError(value)
