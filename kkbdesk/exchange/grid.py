"""Finds a matrix drawn as a grid: programs down, agencies across, marks where they meet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kkbdesk.exchange.columns import IGNORED, Daftar
from kkbdesk.exchange.headings import Table, heading_candidates, key_of, searched_sheets
from kkbdesk.exchange.sheets import Cell, Sheet, Workbook

_BESIDE = IGNORED | {
    "jumlah", "total", "keterangan", "ket", "sasaran", "program", "kegiatan", "indikator",
}  # fmt: skip
"""Headings of columns that a printed matrix has beside its agencies."""
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Grid:
    sheet: Sheet
    first: int
    lines: int
    program: int
    agencies: dict[int, str]
    known: int
    """How many of the columns bear the name of an agency."""


def find_grid(
    book: Workbook,
    *,
    sheet: str | None,
    is_agency: Callable[[str], bool],
    is_program: Callable[[Cell], bool],
) -> Table | None:
    """Return the grid with most columns of known agencies, None when there is none."""
    grids = [
        grid
        for place in searched_sheets(book, sheet)
        for grid in [_best(place, is_agency, is_program)]
        if grid is not None
    ]
    if not grids:
        return None
    best = max(grids, key=lambda grid: grid.known)
    rows = best.sheet.rows
    return Table(
        daftar=Daftar.MATRIKS,
        sheet=best.sheet.name,
        above=tuple(rows[: best.first]),
        places={"program": best.program},
        titles={"program": "Program"},
        rows=tuple(rows[best.first + best.lines :]),
        agencies=best.agencies,
    )


def _best(
    sheet: Sheet, is_agency: Callable[[str], bool], is_program: Callable[[Cell], bool]
) -> _Grid | None:
    best: _Grid | None = None
    for first, lines, texts in heading_candidates(sheet):
        known = {at for at, names in enumerate(texts) if any(map(is_agency, names))}
        fits = len(known), -lines
        if len(known) < _FEWEST or (best is not None and fits <= (best.known, -best.lines)):
            continue
        program = _program_column(sheet, first + lines, min(known), is_program)
        if program is None:
            continue
        agencies = {
            at: next((name for name in names if is_agency(name)), names[0])
            for at, names in enumerate(texts)
            if at > program and names and (at in known or key_of(names[-1]) not in _BESIDE)
        }
        best = _Grid(sheet, first, lines, program, agencies, len(known))
    return best


def _program_column(
    sheet: Sheet, below: int, before: int, is_program: Callable[[Cell], bool]
) -> int | None:
    """Return the column that names programs in words, or else one that numbers them."""
    rows = [cells for _, cells in sheet.rows[below : below + 60]]
    for wanted in (str, int):
        counts = [
            sum(
                at < len(cells) and isinstance(cells[at], wanted) and is_program(cells[at])
                for cells in rows
            )
            for at in range(before)
        ]
        if counts and max(counts) >= _FEWEST:
            return counts.index(max(counts))
    return None
