"""The embedded fonts: measured, wrapped, and told apart from what they cannot print."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kkbdesk.documents.blocks import Font
from resources.files import resource

_FAMILIES = {Font.SANS: "LiberationSans", Font.SERIF: "KKBNaskah"}
"""The metric twins of the letters that word processors name."""
LACKING = "¿"
"""Printed for every character that the font lacks."""

_SLACK = 1e-9
"""Sums of widths are exact to this."""
_BREAKABLE = re.compile(r"[^/\-]*[/\-]+|[^/\-]+")


class _Widths(dict[str, float]):
    """Width of each character in thousandths of the size, looked up once."""

    def __init__(self, font: TTFont) -> None:
        super().__init__()
        self._known: dict[int, float] = font.face.charWidths

    def __missing__(self, char: str) -> float:
        self[char] = width = self._known.get(ord(char), -1.0)
        return width


class Face:
    """One cut of a font."""

    def __init__(self, family: str, style: str) -> None:
        self.name = f"{family}-{style}"
        font = TTFont(self.name, str(resource("fonts", f"{self.name}.ttf")))
        pdfmetrics.registerFont(font)
        self._widths = _Widths(font)

    def known(self, text: str) -> str:
        """Return the text with the mark of absence for every character that the font lacks."""
        if text.isascii():
            return text
        return "".join(self._known_char(char) for char in text)

    def _known_char(self, char: str) -> str:
        if char == "\n" or self._widths[char] >= 0:
            return char
        return "" if unicodedata.category(char) in ("Cf", "Mn", "Me") else LACKING

    def width(self, text: str, size: float) -> float:
        """Return the width of a line in points."""
        widths = self._widths
        return sum([widths[char] for char in text]) * size / 1000

    def lines(
        self, text: str, size: float, width: float, most: int | None = None
    ) -> tuple[str, ...]:
        """Return the text in lines that fit the width in points; long words are broken.

        Where there are more lines than `most`, the last of these ends in an ellipsis.
        """
        text = self.known(text)
        if "\n" not in text and self.width(text, size) <= width:
            return (text,)
        wrapped: list[str] = []
        for line in text.split("\n"):
            wrapped += self.wrapped(line, size, width)
        if most is None or len(wrapped) <= most:
            return tuple(wrapped)
        return (*wrapped[: most - 1], f"{wrapped[most - 1][:-2]}…")

    def wrapped(self, line: str, size: float, width: float, first: float = 0) -> list[str]:
        """Return known text without line ends in lines; the first begins further right."""
        done: list[str] = []
        width -= _SLACK
        current, used, room = "", 0.0, width - first
        blank = self.width(" ", size)
        for word in line.split():
            need = self.width(word, size)
            if not current and need <= room:
                current, used = word, need
                continue
            if used + blank + need <= room:
                current, used = f"{current} {word}", used + blank + need
                continue
            if current:
                done.append(current)
                room = width
            *whole, current = self._broken(word, size, room)
            done += whole
            room = width
            used = self.width(current, size)
        return [*done, current]

    def _broken(self, word: str, size: float, width: float) -> list[str]:
        """Return a word in parts that fit: after a slash or hyphen if possible, else anywhere."""
        if self.width(word, size) <= width:
            return [word]
        parts: list[str] = [""]
        for piece in _BREAKABLE.findall(word):
            if self.width(parts[-1] + piece, size) <= width:
                parts[-1] += piece
            elif self.width(piece, size) <= width:
                parts.append(piece)
            else:
                parts += self._chopped(piece, size, width)
        return [part for part in parts if part]

    def _chopped(self, piece: str, size: float, width: float) -> list[str]:
        parts: list[str] = []
        for char in piece:
            if parts and self.width(parts[-1] + char, size) <= width:
                parts[-1] += char
            else:
                parts.append(char)
        return parts


@cache
def face(*, bold: bool = False, font: Font = Font.SANS) -> Face:
    """Return a cut of a font, registered for embedding."""
    return Face(_FAMILIES[font], "Bold" if bold else "Regular")


@cache
def italic() -> Face:
    """Return the slanting cut, which only the letters without serifs have."""
    return Face(_FAMILIES[Font.SANS], "Italic")
