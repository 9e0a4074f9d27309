"""The manual as values: chapters of headings, texts, tables and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from kkbdesk.model.wilayah import normal


class Gaya(Enum):
    """How a piece of text is set."""

    BIASA = "biasa"
    TEBAL = "tebal"
    MIRING = "miring"
    KODE = "kode"


@dataclass(frozen=True, slots=True)
class Ruas:
    """A piece of text in one style, which may lead somewhere."""

    teks: str
    gaya: Gaya = Gaya.BIASA
    tautan: str = ""
    """Chapter and heading: `15-cadangan.md`, `#salinan`, or both."""


Kalimat = tuple[Ruas, ...]
"""Running text."""


@dataclass(frozen=True, slots=True)
class Judul:
    """A heading; 1 is that of the chapter."""

    tingkat: int
    teks: str

    @property
    def jangkar(self) -> str:
        """Return what a link calls it: lower case, words joined by hyphens."""
        return normal(self.teks).replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Alinea:
    """A paragraph, or an item of a list where it has a mark."""

    isi: Kalimat
    tanda: str = ""
    tingkat: int = 0
    """How deep it stands within lists."""


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table; its first row is the heading."""

    baris: tuple[tuple[Kalimat, ...], ...]


@dataclass(frozen=True, slots=True)
class Kode:
    """Lines to be typed as they stand."""

    teks: str


@dataclass(frozen=True, slots=True)
class Gambar:
    """A picture by the name of its file, and what it shows."""

    nama: str
    keterangan: str


Unsur = Judul | Alinea | Tabel | Kode | Gambar


@dataclass(frozen=True, slots=True)
class Bab:
    """A chapter."""

    nama: str
    """Of its file, without ending: what links, F1 and the window call it."""
    unsur: tuple[Unsur, ...]

    @property
    def judul(self) -> str:
        """Return its title."""
        return self.unsur[0].teks if self.unsur and isinstance(self.unsur[0], Judul) else self.nama

    @property
    def nomor(self) -> int:
        """Return its number."""
        return int(self.nama.partition("-")[0])

    def bagian(self) -> Iterator[tuple[Judul, Sequence[Unsur]]]:
        """Yield each heading with what stands below it up to the next."""
        head, below = Judul(1, self.judul), list[Unsur]()
        for item in self.unsur[1:]:
            if isinstance(item, Judul):
                yield head, below
                head, below = item, []
            else:
                below.append(item)
        yield head, below


def polos(isi: Iterable[Ruas]) -> str:
    """Return running text without styles."""
    return "".join(ruas.teks for ruas in isi)


def teks(unsur: Unsur) -> str:
    """Return the words of a part of a chapter."""
    match unsur:
        case Judul() | Kode():
            return unsur.teks
        case Alinea():
            return polos(unsur.isi)
        case Tabel():
            return " · ".join(polos(sel) for baris in unsur.baris for sel in baris if sel)
        case Gambar():
            return ""
