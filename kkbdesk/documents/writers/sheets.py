"""Divides a grid that is too wide for the page into sheets that repeat its leading columns."""

from __future__ import annotations

import math
from dataclasses import replace

from kkbdesk.documents.blocks import Column, Grid, Row, RowKind

# Millimetres of a turned heading: of one letter, around it, at least, at most.
_LETTER, _PAD, _LOWEST, _HIGHEST = 2.1, 3.0, 18.0, 42.0


def sheets(grid: Grid, width: float) -> list[Grid]:
    """Return the grid in as many grids as it needs on pages of this width in millimetres.

    The columns are dealt out evenly, so that no sheet is left with one of them; notes stand on
    the last.
    """
    least = [column.least or column.width for column in grid.columns]
    room = width - sum(least[: grid.lead])
    number = math.ceil(sum(least[grid.lead :]) / max(room, 1)) if grid.lead else 1
    if number <= 1 or not all(column.least for column in grid.columns[grid.lead :]):
        return [grid]
    each = math.ceil((len(grid.columns) - grid.lead) / number)
    starts = range(grid.lead, len(grid.columns), each)
    made = [_part(grid, range(start, min(start + each, len(grid.columns)))) for start in starts]
    return [*made[:-1], replace(made[-1], notes=grid.notes)]


def widths(columns: tuple[Column, ...], width: float) -> list[float]:
    """Return the widths that fill the page, in the proportion of the columns' or at their least."""
    kept: dict[int, float] = {}
    while True:
        free = [index for index in range(len(columns)) if index not in kept]
        room = width - sum(kept.values())
        factor = room / max(sum(columns[index].width for index in free), 1)
        narrow = [i for i in free if columns[i].width * factor < columns[i].least]
        if not narrow:
            return [kept.get(index, column.width * factor) for index, column in enumerate(columns)]
        kept |= {index: columns[index].least for index in narrow}


def turned_height(columns: tuple[Column, ...]) -> float:
    """Return how many millimetres headings read from below take, 0 where there are none."""
    heights = (_height(column.title) for column in columns if column.rotated)
    return min(max(*heights, _LOWEST), _HIGHEST) if any(c.rotated for c in columns) else 0


def _height(title: str) -> float:
    longest = max((len(word) for word in title.split()), default=0)
    return max(longest, len(title) / 2) * _LETTER + _PAD


def _part(grid: Grid, columns: range) -> Grid:
    kept = [*range(grid.lead), *columns]
    return replace(
        grid,
        columns=tuple(grid.columns[index] for index in kept),
        rows=tuple(_kept(row, kept) for row in grid.rows),
        notes=(),
    )


def _kept(row: Row, kept: list[int]) -> Row:
    if row.kind is RowKind.GROUP:
        return row
    return replace(row, cells=tuple(row.cells[index] for index in kept))
