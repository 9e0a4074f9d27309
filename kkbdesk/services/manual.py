"""The manual: its chapters, its pictures, what is found in it, and all of it on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kkbdesk import __version__
from kkbdesk.exchange.markdown import baca_bab
from kkbdesk.model.kata_dasar import kata_dasar
from kkbdesk.model.manual import Bab, Gambar, Judul, teks
from kkbdesk.model.wilayah import normal
from resources.files import resource

_WORD = re.compile(r"\w+")
_SHORT = 3
"""Letters below which a word must begin so; f is in too many."""
_AROUND = 70
"""Letters of an excerpt on each side of what was found."""


@cache
def daftar_bab() -> tuple[Bab, ...]:
    """Return all chapters in their order."""
    folder = resource("manual")
    return tuple(
        baca_bab(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("[0-9]*.md"))
    )


def halaman(*parts: str) -> Bab:
    """Return a bundled text that is no chapter of the manual, read as one."""
    return baca_bab("0", resource(*parts).read_text("utf-8"))


def bab(nama: str) -> Bab:
    """Return a chapter by name, the first one where there is none of that name."""
    return next((each for each in daftar_bab() if each.nama == nama), daftar_bab()[0])


def berkas_gambar(nama: str) -> Path | None:
    """Return where a picture of the manual lies, None where it was not made."""
    path = resource("manual") / "gambar" / nama
    return path if path.is_file() else None


def nama_gambar() -> set[str]:
    """Return the names of all pictures that chapters show."""
    return {item.nama for each in daftar_bab() for item in each.unsur if isinstance(item, Gambar)}


@dataclass(frozen=True, slots=True)
class Temuan:
    """A part of a chapter in which all words stand."""

    bab: Bab
    judul: Judul
    cuplikan: str
    """The words around the first of them."""


class Dicari:
    """Words that are looked for, in any of their forms."""

    def __init__(self, text: str) -> None:
        self._words = [(word, kata_dasar(word)) for word in normal(text).split()]

    def __bool__(self) -> bool:
        return bool(self._words)

    def cocok(self, word: str) -> bool:
        """Tell whether a word is one of them."""
        return any(self._is(word, *wanted) for wanted in self._words)

    def letak(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield from where to where each of them stands in a text."""
        for match in _WORD.finditer(text):
            if self.cocok(match[0]):
                yield match.span()

    def nilai(self, judul: str, text: str) -> int:
        """Return how well a part of a chapter fits; 0 where one of the words is missing."""
        title, words = _WORD.findall(judul), _WORD.findall(text)
        told = 0
        for wanted in self._words:
            in_title = sum(self._is(word, *wanted) for word in title)
            here = sum(self._is(word, *wanted) for word in words)
            if not in_title + here:
                return 0
            told += 20 * bool(in_title) + min(here, 9)
        return told

    @staticmethod
    def _is(word: str, wanted: str, root: str) -> bool:
        word = word.casefold()
        if len(wanted) < _SHORT:
            return word.startswith(wanted)
        return wanted in word or kata_dasar(word) == root


def cari(text: str) -> list[Temuan]:
    """Return the parts of chapters in which all words stand, the best first."""
    wanted = Dicari(text)
    if not wanted:
        return []
    found: list[tuple[int, Temuan]] = []
    for each in daftar_bab():
        for head, below in each.bagian():
            words = " ".join(filter(None, map(teks, below)))
            title = f"{each.judul} {head.teks}" if head.tingkat > 1 else head.teks
            if value := wanted.nilai(title, words):
                found.append((value, Temuan(each, head, _excerpt(words, wanted))))
    found.sort(key=lambda pair: -pair[0])
    return [temuan for _, temuan in found]


def _excerpt(words: str, wanted: Dicari) -> str:
    first, last = next(wanted.letak(words), (0, 0))
    start, end = max(0, first - _AROUND), last + _AROUND
    text = words[start:end]
    if start:
        text = "…" + text.partition(" ")[2]
    return text if end >= len(words) else text.rpartition(" ")[0] + "…"


def tulis_manual(path: Path) -> int:
    """Write the whole manual as PDF and return its pages; raises StorageFault."""
    from kkbdesk.documents.writers.pdf_manual import render  # noqa: PLC0415 - when needed
    from kkbdesk.files import save  # noqa: PLC0415

    made = render(daftar_bab(), berkas_gambar, __version__)
    save(path, made.content)
    return made.pages
