"""Lists as every format writes them: what each item is counted by and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from kkbdesk.documents.blocks import Item, Mark
from kkbdesk.documents.writers.text import printable

_HANG, _WIDE = 8.0, 10.5
"""Millimetres from where a mark stands to its text; the second for marks of more letters."""
_DEEPEST = 45.0
"""Millimetres beyond which lists below lists are not moved further right."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list, those above it gone before."""

    mark: str
    text: str
    indent: float
    """Millimetres from the left of the list to the mark."""
    hang: float
    """Millimetres from the mark to the text; 0 where nothing is counted."""
    leads: bool = False
    """Stands above a list of its own."""


def entries(items: Sequence[Item], mark: Mark, indent: float = 0) -> Iterator[Entry]:
    """Yield the items one by one, each before the list below it."""
    hang = width(mark, len(items))
    for number, item in enumerate(items, 1):
        text, leads = printable(item.text), bool(item.items)
        yield Entry(marked(mark, number), text, indent, hang, leads)
        yield from entries(item.items, item.mark, min(indent + hang, _DEEPEST))


def width(mark: Mark, number: int) -> float:
    """Return how far the texts of a list of so many items stand from their marks."""
    if mark is Mark.NONE:
        return 0
    return _WIDE if mark is Mark.VERSE or number > 99 else _HANG


def marked(mark: Mark, number: int) -> str:
    """Return what an item is counted by; letters go on after z with aa."""
    return mark.value.replace("1", str(number)).replace("a", _letters(number))


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, place = divmod(number - 1, len(ascii_lowercase))
        letters = ascii_lowercase[place] + letters
    return letters
