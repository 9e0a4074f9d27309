"""Words of decrees: how dictums count, lists end, regulations are named, dates are spelled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kkbdesk.documents.blocks import KOSONG, Item, Mark
from kkbdesk.model.format_id import hari, tanggal, terbilang
from kkbdesk.model.naskah import DasarHukum, JenisAturan

_ENDINGS = re.compile(r"(?:\s*[;,.]|\s+(?:dan|atau)\s*[;,]?)+$")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
MARKS = (Mark.LETTER, Mark.DIGIT, Mark.LETTER_BRACKET, Mark.DIGIT_BRACKET)
"""How lists count from level to level (UU 12/2011, Lampiran II)."""
_ABBREVIATED = re.compile(r"(?:^|[\s,(])[A-Z][A-Za-z]{0,3}(?:\.[A-Z][A-Za-z]{0,4})+$")
"""What a degree ends with, its last full stop taken away: S.H, M.Kes."""
_DEGREES = re.compile(r"^(?:(?:prof|drs|dra|dr|ir|drg|apt|hj|h|kh)\.\s*)+(?=\S)", re.IGNORECASE)
_NEGARA = "Lembaran Negara Republik Indonesia"


def romawi(value: int) -> str:
    """Return a positive number in Roman numerals."""
    written = ""
    for size, letters in _ROMAN:
        while value >= size:
            written += letters
            value -= size
    return written


def diktum(urut: int) -> str:
    """Return the word of a dictum: KESATU, KEDUA … KEDUA PULUH SATU."""
    return f"KE{terbilang(urut)}".upper()


def tanggal_huruf(value: date) -> str:
    """Return Jumat, tanggal dua puluh bulan Februari tahun dua ribu dua puluh enam."""
    month = tanggal(value).split()[1]
    return (
        f"{hari(value)}, tanggal {terbilang(value.day)} bulan {month} tahun {terbilang(value.year)}"
    )


def bare(text: str) -> str:
    """Return an item without the punctuation that depends on where it stands.

    The full stop that ends a degree stays: it is part of the name.
    """
    kept = _ENDINGS.sub("", text.strip())
    stopped = text.strip()[len(kept) :].startswith(".") and _ABBREVIATED.search(kept)
    return f"{kept}." if stopped else kept


def stopped(text: str, end: str) -> str:
    """Return a text with its end; a full stop is not doubled."""
    return text if end == "." and text.endswith(".") else f"{text}{end}"


def tanpa_gelar(nama: str) -> str:
    """Return a name without degrees and titles, as decrees write it."""
    return _DEGREES.sub("", nama.split(",", maxsplit=1)[0].strip())


def listed(items: Sequence[Item], *, last: str = ".", joined: bool = True) -> tuple[Item, ...]:
    """Return items that punctuate themselves: `;` between, `; dan` before the last, then `last`.

    An item with a list below it ends with a colon; the last item below it ends as it would.
    """
    made: list[Item] = []
    for place, item in enumerate(items):
        if place == len(items) - 1:
            end = last
        else:
            end = "; dan" if joined and place == len(items) - 2 else ";"
        made.append(_ended(item, end))
    return tuple(made)


def _ended(item: Item, end: str) -> Item:
    text = bare(item.text)
    if text == KOSONG:
        return Item(text)
    if not item.items:
        return Item(text if text.endswith(":") else stopped(text, end))
    *before, last = listed(item.items, last="")
    closed = Item(stopped(last.text, end), last.items, last.mark) if not last.items else last
    return Item(f"{text.rstrip(':')}:", (*before, closed), item.mark)


def jabatan(jabatan: str, instansi: str) -> str:
    """Return a post in its agency: Kepala Dinas Kesehatan, or Kader, Dinas Kesehatan."""
    parts = [part for part in (jabatan, instansi) if part]
    leads = jabatan.casefold().split()[-1:] in (["kepala"], ["sekretaris"], ["direktur"])
    return (" " if leads else ", ").join(parts)


def enumerated(words: Sequence[str]) -> str:
    """Return `a, b, dan c`."""
    if len(words) < 3:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"


def letters_before(place: int) -> str:
    """Return `huruf a dan huruf b`: the letters before the item at this place."""
    return enumerated([f"huruf {chr(ord('a') + number)}" for number in range(min(place, 26))])


def sebutan(dasar: DasarHukum) -> str:
    """Return how a legal basis is cited, gazette in brackets (UU 12/2011, Lampiran II)."""
    kind = _base(dasar.jenis) if dasar.instansi else dasar.jenis.label
    parts = [f"{kind} {dasar.instansi}".strip()]
    if dasar.nomor:
        parts.append(f"Nomor {dasar.nomor}")
    if dasar.tanggal is not None:
        parts.append(f"tanggal {tanggal(dasar.tanggal)}")
    elif dasar.tahun is not None:
        parts.append(f"Tahun {dasar.tahun}")
    cited = f"{' '.join(parts)} tentang {bare(dasar.judul)}"
    gazette = _gazette(dasar)
    changed = f" sebagaimana telah diubah terakhir dengan {bare(dasar.perubahan)}"
    return f"{cited}{f' ({gazette})' if gazette else ''}{changed if dasar.perubahan else ''}"


def _base(jenis: JenisAturan) -> str:
    """Return the kind without the level that the name of its institution says."""
    return {
        JenisAturan.PERDA_PROVINSI: "Peraturan Daerah",
        JenisAturan.PERGUB: "Peraturan",
        JenisAturan.PERMEN: "Peraturan",
        JenisAturan.PERBAN: "Peraturan",
        JenisAturan.PERBUP: "Peraturan",
        JenisAturan.KEPMEN: "Keputusan",
    }.get(jenis, jenis.label)


def _gazette(dasar: DasarHukum) -> str:
    local = dasar.jenis in (JenisAturan.PERDA, JenisAturan.PERDA_PROVINSI)
    where = f"Lembaran Daerah {dasar.instansi}" if local else _NEGARA
    parts = [f"{where} {dasar.lembaran}"] if dasar.lembaran else []
    if dasar.tambahan:
        parts.append(f"Tambahan {where} Nomor {dasar.tambahan}")
    if dasar.berita:
        daerah = dasar.jenis in (JenisAturan.PERGUB, JenisAturan.PERBUP)
        news = f"Berita Daerah {dasar.instansi}" if daerah else "Berita Negara Republik Indonesia"
        parts.append(f"{news} {dasar.berita}")
    return ", ".join(part.strip() for part in parts)


def urut_hierarki(dasar: Sequence[DasarHukum]) -> list[DasarHukum]:
    """Return legal bases by hierarchy, then year and number."""
    order = list(JenisAturan)
    return sorted(
        dasar,
        key=lambda item: (
            order.index(item.jenis),
            item.tahun or (item.tanggal.year if item.tanggal else 9999),
            _number(item.nomor),
            item.judul,
        ),
    )


def _number(nomor: str) -> tuple[int, str]:
    digits = re.match(r"\d+", nomor)
    return (int(digits[0]) if digits else 0, nomor)
