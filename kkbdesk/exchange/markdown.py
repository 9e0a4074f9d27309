"""Texts in Markdown, as the manual and the news are written, read into chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from textwrap import dedent

from kkbdesk.model.manual import (
    Alinea,
    Bab,
    Gambar,
    Gaya,
    Judul,
    Kalimat,
    Kode,
    Ruas,
    Tabel,
    Unsur,
    polos,
)

_INLINE = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[(.+?)\]\((.+?)\)")
_HEADING = re.compile(r"(#+) (.+)")
_PICTURE = re.compile(r"!\[(.*?)\]\((.+?)\)")
_ITEM = re.compile(r"( *)(-|\d+\.) (.+)")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[|\s:-]+")
_FENCE = "```"
_DEEP = "    "


def baca_bab(nama: str, markdown: str) -> Bab:
    """Return the chapter that a Markdown text holds."""
    return Bab(nama, tuple(_Reader(markdown).read()))


def kalimat(markdown: str) -> Kalimat:
    """Return running text with its styles and links."""
    made: list[Ruas] = []
    done = 0
    for match in _INLINE.finditer(markdown):
        made.append(Ruas(_unescaped(markdown[done : match.start()])))
        bold, italic, code, words, target = match.groups()
        if words:
            made.append(Ruas(_unescaped(words), tautan=target))
        elif code:
            made.append(Ruas(_unescaped(code), Gaya.KODE))
        else:
            plain = _unescaped(bold or italic).replace("`", "")
            made.append(Ruas(plain, Gaya.TEBAL if bold else Gaya.MIRING))
        done = match.end()
    made.append(Ruas(_unescaped(markdown[done:])))
    return tuple(ruas for ruas in made if ruas.teks)


def _unescaped(text: str) -> str:
    return text.replace("\\|", "|").replace("\\*", "*")


class _Reader:
    """Reads Markdown line by line; what stands together is one part."""

    def __init__(self, markdown: str) -> None:
        self._lines = markdown.splitlines()
        self._at = 0
        self._open: list[str] = []
        self._mark, self._depth = "", 0

    def read(self) -> Iterator[Unsur]:
        """Yield the parts in their order."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            plain = line.strip()
            found = self._single(line, plain)
            if found is not None or not plain:
                yield from self._closed()
                self._depth = self._depth if line.startswith(" ") or not plain else 0
                if found is not None:
                    yield found
            elif item := _ITEM.fullmatch(line):
                yield from self._closed()
                self._begin(*item.groups())
            else:
                self._go_on(line)
            self._at += 1
        yield from self._closed()

    def _begin(self, blanks: str, mark: str, text: str) -> None:
        self._depth = len(blanks) // 2 + 1
        self._mark, self._open = "•" if mark == "-" else mark, [text]

    def _go_on(self, line: str) -> None:
        if not self._open:
            self._depth = self._depth if line.startswith(" ") else 0
        self._open.append(line.strip())

    def _closed(self) -> Iterator[Unsur]:
        if self._open:
            yield Alinea(kalimat(" ".join(self._open)), self._mark, self._depth)
        self._open, self._mark = [], ""

    def _single(self, line: str, plain: str) -> Unsur | None:
        """Return what is told by its first signs; lines that belong to it are passed."""
        if plain and line.startswith(_DEEP) and not self._open:
            return self._indented()
        if plain.startswith(_FENCE):
            return self._code()
        if plain.startswith("|"):
            return self._table()
        if match := _HEADING.fullmatch(plain):
            return Judul(len(match[1]), polos(kalimat(match[2])))
        if match := _PICTURE.fullmatch(plain):
            return Gambar(match[2].rpartition("/")[2], match[1])
        return None

    def _code(self) -> Kode:
        first = self._at + 1
        self._at = first
        while self._at < len(self._lines) and not self._lines[self._at].strip().startswith(_FENCE):
            self._at += 1
        return Kode("\n".join(self._lines[first : self._at]))

    def _indented(self) -> Kode:
        """Return lines that stand deep to the right after an empty one."""
        first = self._at
        lines = takewhile(lambda line: line.startswith(_DEEP), self._lines[first:])
        typed = "\n".join(lines)
        self._at += typed.count("\n")
        return Kode(dedent(typed))

    def _table(self) -> Tabel:
        rows: list[tuple[Kalimat, ...]] = []
        for line in self._lines[self._at :]:
            if not line.strip().startswith("|"):
                break
            self._at += 1
            if not _RULE.fullmatch(line):
                cells = _BAR.split(line.strip()[1:].removesuffix("|"))
                rows.append(tuple(kalimat(cell.strip()) for cell in cells))
        self._at -= 1
        return Tabel(tuple(rows))
