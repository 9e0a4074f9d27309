"""Where bars of a year lie: rows below each other, in each row as many lanes as overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

LEAST = 14
"""The least width of a bar, so that its sign is read."""
PAD = 3
"""The room around text and between rows."""


class Bar(NamedTuple):
    """A span of days: what it opens, its text, sign and colour."""

    id: str
    first: date
    last: date
    text: str
    sign: str
    tone: str
    certain: bool
    """Whether the days are known; only the months otherwise, and the bar is hatched."""


class Line(NamedTuple):
    """A row: its name and its bars by their first day."""

    name: str
    bars: Sequence[Bar]


class Placed(NamedTuple):
    """A bar where it is drawn: its row, the lane in the row, and from where to where."""

    row: int
    lane: int
    left: int
    right: int
    bar: Bar


@dataclass(slots=True)
class Lanes:
    """All bars of a year where they are drawn, row by row."""

    placed: list[Placed] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    """Where each row begins, and the end of the last."""
    first_of: list[int] = field(default_factory=lambda: [0])
    """The number of each row's first bar, and the end of the last."""


def arrange(lines: Sequence[Line], year: int, scale: float, height: int) -> Lanes:
    """Return bars in the first lane of their row that has room; a day is `scale` wide."""
    begin, end = date(year, 1, 1), date(year, 12, 31)
    made, at = Lanes(), 0
    for row, line in enumerate(lines):
        ends: list[int] = []
        for bar in line.bars:
            first, last = max(bar.first, begin), min(bar.last, end)
            if first > last:
                continue
            left = int((first - begin).days * scale)
            right = max(int(((last - begin).days + 1) * scale), left + LEAST)
            lane = next((n for n, until in enumerate(ends) if until <= left), len(ends))
            ends[lane : lane + 1] = [right + 1]
            made.placed.append(Placed(row, lane, left, right, bar))
        at += max(len(ends), 1) * height + PAD
        made.starts.append(at)
        made.first_of.append(len(made.placed))
    return made
