"""Running text in several cuts: words of bold, slanting and plain letters in one paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlab.lib.units import mm

from kkbdesk.documents.writers.pdf_font import Face, face
from kkbdesk.documents.writers.pdf_text import Flow, Line, Piece, row
from kkbdesk.documents.writers.text import printable

Part = tuple[str, Face]
"""Letters in one cut."""
_LEADING = 1.35
_HANG = 6 * mm


def prose(
    parts: Iterable[Part], size: float, width: float, *, mark: str = "", depth: int = 0
) -> Flow:
    """Return a paragraph; with a mark an item of a list, `depth` lists deep."""
    parts = [(cut.known(printable_part(text)), cut) for text, cut in parts]
    left = depth * _HANG
    made = []
    for index, line in enumerate(_lines(parts, size, width - left)):
        pieces = [Piece(x + left, _line(text, cut, size)) for x, text, cut in _placed(line, size)]
        if mark and not index:
            pieces.insert(0, Piece(left - _HANG, _line(mark, face(), size)))
        made.append(row(tuple(pieces)))
    return Flow(made, before=(0.8 if mark else 1.5) * mm, after=0.8 * mm)


def printable_part(text: str) -> str:
    """Return a part without what cannot be printed; blanks at its ends part it from others."""
    plain = printable(text)
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' * before}{plain}{' ' * after}" if plain else " "


def _line(text: str, cut: Face, size: float) -> Line:
    return Line(text, cut, size, size * _LEADING)


def _words(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Yield words; one may change its cut on the way, as before a comma."""
    word: list[Part] = []
    for text, cut in parts:
        first, *others = text.split(" ")
        if first:
            word.append((first, cut))
        for other in others:
            if word:
                yield word
            word = [(other, cut)] if other else []
    if word:
        yield word


def _lines(parts: Iterable[Part], size: float, width: float) -> Iterator[list[list[Part]]]:
    """Yield lines of words that fit the width."""
    line: list[list[Part]] = []
    used = 0.0
    for whole in _words(parts):
        for word in _fitting(whole, size, width):
            need = sum(cut.width(text, size) for text, cut in word)
            blank = word[0][1].width(" ", size) if line else 0
            if line and used + blank + need > width:
                yield line
                line, used, blank = [], 0.0, 0
            line.append(word)
            used += blank + need
    if line:
        yield line


def _fitting(word: list[Part], size: float, width: float) -> Iterator[list[Part]]:
    """Yield a word, or its parts where it is wider than a line."""
    if sum(cut.width(text, size) for text, cut in word) <= width:
        yield word
        return
    for text, cut in word:
        for piece in cut.wrapped(text, size, width):
            yield [(piece, cut)]


def _placed(line: list[list[Part]], size: float) -> Iterator[tuple[float, str, Face]]:
    """Yield what stands in a line from the left, neighbours of one cut together."""
    x, text, cut = 0.0, "", line[0][0][1]
    start = 0.0
    for index, word in enumerate(line):
        for number, (letters, its) in enumerate(word):
            blank = " " if index and not number else ""
            if its is not cut:
                if text:
                    yield start, text, cut
                x += its.width(blank, size)
                start, text, cut, blank = x, "", its, ""
            text += blank + letters
            x += cut.width(blank + letters, size)
    yield start, text, cut
