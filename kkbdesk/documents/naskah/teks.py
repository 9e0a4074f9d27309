"""The text of a document as an office edits it: parts in brackets, a line each for what is said.

    [tentang]
    Pembentukan Kelompok Kerja {kampung}
    [diktum]
    Kelompok Kerja mempunyai tugas:
    - menyusun rencana kerja
    - mencatat dan melapor

A line is an item or a paragraph; hyphens before it make it part of a list below the line above.
Fields stand in braces and are only replaced, never computed: `{desa}`; in capitals, `{DESA}`,
what they hold is written in capitals. Punctuation at the end of items is the program's affair, and
a full stop never follows one that ends a value.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kkbdesk.errors import UserError

PARTS: dict[str, str] = {
    "tentang": "tentang apa keputusan atau peraturan ini; satu baris",
    "kop": "kop surat; kosong menurut penanda tangan, atau: dinas, pejabat",
    "judul": "baris judul di tengah",
    "surat": "tempat, tanggal, Nomor, Sifat, Lampiran, Hal dan alamat; baris: tujuan",
    "alamat": "tempat dan tanggal di kanan, alamat tujuan di bawahnya",
    "menimbang": "pertimbangan, satu butir per baris",
    "mengingat": "dasar hukum; {dasar_hukum} mengambilnya dari daftar",
    "memperhatikan": "dasar lain; {dasar_lain} mengambilnya dari daftar",
    "diktum": "KESATU dan seterusnya, satu diktum per baris",
    "bab": "judul bab, dengan nomor Romawi",
    "pasal": "isi pasal; baris yang diawali # menjadi ayat, * batasan pengertian",
    "paragraf": "kalimat biasa, satu paragraf per baris",
    "bagian": "judul bagian; baris di bawahnya: paragraf",
    "rincian": "label: isi, satu per baris",
    "daftar": "daftar bernomor",
    "butir": "daftar berhuruf",
    "tabel": "tabel dengan nama di belakang kata tabel",
    "foto": "foto rapat",
    "penutup": "kalimat penutup peraturan",
    "diundangkan": "pengundangan dalam Berita Daerah atau Berita Desa",
    "tanda tangan": "penanda tangan; kosong: pejabat naskah",
    "tembusan": "tembusan; {tembusan} mengambilnya dari aturan naskah ini",
    "saksi": "saksi di bawah tanda tangan; {saksi} mengambilnya dari yang diketik",
    "lampiran": "lampiran baru; di belakangnya: lanskap; baris: judul lampiran",
}
"""The parts a text may have, and what each is for."""

_HEAD = re.compile(r"\[([a-z ]+?)(?:[: ]\s*([a-z0-9_ |]+))?\]", re.I)
_FIELD = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_BRACES = re.compile(r"\{\{[^{}]*\}\}|\{[^{}]*\}?|\}")


@dataclass(frozen=True, slots=True)
class Baris:
    """A line of a part: how deep in a list it stands, and its text."""

    teks: str
    nomor: int
    """Its number in the whole text, for messages."""
    dalam: int = 0
    tanda: str = ""
    """What it begins with: # of a verse, * of a numbered detail."""


@dataclass(frozen=True, slots=True)
class Bagian:
    """A part: its name, what follows the name, its lines, and the line that it begins on."""

    nama: str
    rinci: str
    baris: tuple[Baris, ...]
    nomor: int = 0


def baca_teks(teks: str) -> tuple[Bagian, ...]:
    """Return the parts of a text; raises UserError that names the line of an unknown part."""
    parts: list[tuple[str, str, list[Baris], int]] = []
    for nomor, line in enumerate(teks.splitlines(), 1):
        text = line.strip()
        if text.startswith("["):
            nama, rinci = _part(text, nomor)
            parts.append((nama, rinci, [], nomor))
        elif text and not parts:
            raise UserError(f"Baris {nomor}: teks harus diawali nama bagian, misalnya [paragraf].")
        elif text or (parts and parts[-1][0] == "judul"):
            parts[-1][2].append(_line(text, nomor))
    return tuple(Bagian(nama, rinci, _trimmed(lines), nomor) for nama, rinci, lines, nomor in parts)


def _part(text: str, nomor: int) -> tuple[str, str]:
    match = _HEAD.fullmatch(text)
    written = text.strip("[]").strip().casefold()
    for nama in sorted(PARTS, key=len, reverse=True):
        if match and (written == nama or written.startswith((f"{nama} ", f"{nama}:"))):
            return nama, written[len(nama) :].strip(" :")
    near = difflib.get_close_matches(written, PARTS, 1)
    meant = f" Mungkin [{near[0]}]." if near else f" Yang dikenal: {', '.join(PARTS)}."
    raise UserError(f"Baris {nomor}: bagian {text} tidak dikenal.{meant}")


def _line(text: str, nomor: int) -> Baris:
    depth = len(text) - len(text.lstrip("-"))
    if depth:
        return Baris(text[depth:].strip(), nomor, dalam=min(depth, 3))
    if text[:2] in ("# ", "* "):
        return Baris(text[2:].strip(), nomor, tanda=text[0])
    return Baris(text, nomor)


def _trimmed(lines: list[Baris]) -> tuple[Baris, ...]:
    while lines and not lines[-1].teks:
        lines.pop()
    return tuple(lines)


def isian_dalam(teks: str) -> Iterator[tuple[int, str]]:
    """Yield line number and name of every field of a text."""
    for nomor, line in enumerate(teks.splitlines(), 1):
        for match in _FIELD.finditer(line):
            yield nomor, match[1]


_BRINGS = {
    "surat": ("tempat", "sifat", "lampiran", "hal"),
    "alamat": ("tempat",),
    "tanda tangan": ("tempat",),
    "diundangkan": ("tempat_pengundangan", "tanggal_pengundangan"),
}
"""Fields that a part shows without naming them."""


def terpakai(teks: str) -> tuple[str, ...]:
    """Return the names of all fields that a text shows, each once."""
    named = [nama.casefold() for _, nama in isian_dalam(teks)]
    for part in baca_teks(teks):
        named += _BRINGS.get(part.nama, ())
    return tuple(dict.fromkeys(named))


def kurung_dalam(teks: str) -> Iterator[tuple[int, str]]:
    """Yield line number and what is written there, for braces that are no field."""
    for nomor, line in enumerate(teks.splitlines(), 1):
        for match in _BRACES.finditer(line):
            if not _FIELD.fullmatch(match[0]):
                yield nomor, match[0][:40]


def ganti(teks: str, nilai: Callable[[str], str]) -> str:
    """Return a text with its fields replaced; a name in capitals gives its value in capitals."""

    def one(match: re.Match[str]) -> str:
        nama = match[1]
        found = nilai(nama.casefold())
        ended = found.endswith(".") and teks[match.end() :].startswith(".")
        found = found[:-1] if ended else found
        return found.upper() if nama.isupper() else found

    return _FIELD.sub(one, teks)
