"""Finds the table in a workbook: which list it is, where its heading is, which column is what."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kkbdesk.errors import UserError
from kkbdesk.exchange.columns import IGNORED, Column, Daftar, Layout, layouts
from kkbdesk.exchange.sheets import Area, Cell, Row, Sheet, Workbook
from kkbdesk.model.wilayah import is_code, normal

_SEARCHED = 30
"""The heading stands within so many rows that hold something."""
_LINES = 3
_WIDTH = 200
"""No list has as many columns; to look at all that a sheet may have takes minutes."""
_MERGED = 1_000
"""More merged cells than any heading has."""

Remembered = Mapping[Daftar, Mapping[str, str]]
"""Headings that the user explained once: list -> normalised heading -> key of the column."""


@dataclass(frozen=True, slots=True)
class Table:
    """A list found in a sheet."""

    daftar: Daftar
    sheet: str
    above: tuple[Row, ...]
    """What stands above the heading: titles, dates."""
    places: Mapping[str, int]
    """Key of the column -> its place in a row."""
    titles: Mapping[str, str]
    """Key of the column -> its heading as it stands there."""
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    agencies: Mapping[int, str] = field(default_factory=dict)
    """Of a matrix drawn as a grid: the place of each agency's column and its heading."""


class UnknownTable(UserError):
    """No list was recognised; `headings` are the likeliest headings of each sheet, to be mapped."""

    def __init__(self, message: str, headings: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(message)
        self.headings = headings


@dataclass(slots=True)
class _Find:
    layout: Layout
    sheet: Sheet
    first: int
    """Index of the first heading row among the rows of the sheet."""
    lines: int
    places: dict[str, int]
    texts: list[tuple[str, ...]]
    twice: list[str] = field(default_factory=list)

    @property
    def score(self) -> tuple[int, int, int, int]:
        """Return how well it fits: columns found, typical ones, few lines, early."""
        typical = len(self.layout.typical & self.places.keys())
        return len(self.places), typical, -self.lines, -self.first


@lru_cache(4096)
def key_of(heading: str) -> str:
    """Return a heading as it is compared: signs composed, no case, no punctuation."""
    return normal(unicodedata.normalize("NFKC", heading))


def find_table(
    book: Workbook,
    *,
    sheet: str | None = None,
    daftar: Daftar | None = None,
    remembered: Remembered | None = None,
) -> Table:
    """Return the list a workbook holds; raises UserError, UnknownTable.

    Hidden sheets are searched only when named. Of several lists the one with most columns wins.
    """
    searched = searched_sheets(book, sheet)
    wanted = [layout for layout in layouts().values() if daftar in (None, layout.daftar)]
    finds = [found for place in searched for found in _finds(place, wanted, remembered or {})]
    if not finds:
        raise _unknown(book, searched, daftar)
    best = max(finds, key=lambda found: found.score)
    table = _table(best)
    others = {found.sheet.name for found in finds if _as_full(found, best)} - {best.sheet.name}
    if not others:
        return table
    names = ", ".join(sorted(others))
    note = f"Lembar lain yang juga dapat diimpor: {names}; pilih satu per satu dengan namanya."
    return Table(
        table.daftar, table.sheet, table.above, table.places, table.titles, table.rows,
        (*table.notes, note),
    )  # fmt: skip


def _as_full(found: _Find, best: _Find) -> bool:
    """Tell whether it is another list, or the same with about as many columns.

    What merely names the columns, or meetings beside something else, is not worth mentioning.
    """
    return found.layout is not best.layout or 2 * len(found.places) >= len(best.places)


def searched_sheets(book: Workbook, name: str | None) -> list[Sheet]:
    """Return the named sheet, or all that are not hidden; raises UserError."""
    if name is None:
        return [sheet for sheet in book.sheets if not sheet.hidden]
    named = [sheet for sheet in book.sheets if sheet.name.casefold() == name.casefold()]
    if not named:
        known = ", ".join(sheet.name for sheet in book.sheets)
        raise UserError(f"Lembar “{name}” tidak ada dalam berkas; yang ada: {known}.")
    return named


def _finds(sheet: Sheet, wanted: Sequence[Layout], remembered: Remembered) -> Iterator[_Find]:
    for first, lines, texts in heading_candidates(sheet):
        forms = {form for names in texts for form in _forms(names)}
        for layout in wanted:
            explained = remembered.get(layout.daftar, {})
            if all(forms.isdisjoint(known) for known in (explained, *_known(layout.daftar))):
                continue
            found = _Find(layout, sheet, first, lines, *_assigned(layout, texts, explained))
            if _fits(found, asked=len(wanted) == 1):
                yield found


def heading_candidates(sheet: Sheet) -> Iterator[tuple[int, int, list[tuple[str, ...]]]]:
    """Yield where a heading may begin, of how many lines, and what its columns are called then."""
    top = sheet.rows[: _SEARCHED + _LINES]
    last = top[-1][0] if top else 0
    merged = [area for area in sheet.merged if area[0] <= last][:_MERGED]
    rows = [_merged_row(sheet, merged, row) for row in top]
    for first in range(min(_SEARCHED, len(rows))):
        for lines in range(1, min(_LINES, len(rows) - first) + 1):
            yield first, lines, _heading_texts(rows[first : first + lines])


def _heading_texts(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return what each column may be called under a heading of these lines, likeliest first."""
    names: list[tuple[str, ...]] = []
    for column in range(max(len(row) for row in rows)):
        parts = [row[column] for row in rows if column < len(row) and row[column]]
        distinct = list(dict.fromkeys(parts))
        forms = tuple(dict.fromkeys((" ".join(distinct), *reversed(distinct))))
        names.append(() if forms == ("",) else forms)
    return names


def _merged_row(sheet: Sheet, merged: Sequence[Area], row: Row) -> list[str]:
    """Return the texts of a heading row, each merged area filled with its text."""
    number, cells = row[0], row[1][:_WIDTH]
    texts = [cell.strip() if isinstance(cell, str) else "" for cell in cells]
    for top, left, bottom, right in merged:
        if top <= number <= bottom and right < _WIDTH:
            text = _text_at(sheet, top, left)
            texts += [""] * (right + 1 - len(texts))
            for column in range(left, right + 1):
                texts[column] = texts[column] or text
    return texts


def _text_at(sheet: Sheet, number: int, column: int) -> str:
    cells = next((cells for at, cells in sheet.rows if at == number), [])
    cell = cells[column] if column < len(cells) else None
    return cell.strip() if isinstance(cell, str) else ""


@lru_cache(4096)
def _forms(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ways to compare a heading: as it stands, and without a remark in brackets."""
    every = (form for name in names for form in (name, re.sub(r"\([^)]*\)", " ", name)))
    return tuple(dict.fromkeys(key_of(form) for form in every))


@cache
def _known(daftar: Daftar) -> tuple[dict[str, str], dict[str, str]]:
    """Return the columns of a list by label and by alias; the first of the list has precedence."""
    columns = layouts()[daftar].columns
    by_label = {key_of(column.label): column.key for column in reversed(columns)}
    by_alias = {
        key_of(alias): column.key for column in reversed(columns) for alias in column.aliases
    }
    return by_label, by_alias


def _assigned(
    layout: Layout, texts: Sequence[tuple[str, ...]], explained: Mapping[str, str]
) -> tuple[dict[str, int], list[tuple[str, ...]], list[str]]:
    """Give each column of the sheet to the field whose heading it bears.

    What the user explained comes first, then labels, then aliases; of two columns for one field
    the first is taken.
    """
    places: dict[str, int] = {}
    taken: set[int] = set()
    twice: list[str] = []
    for known in (explained, *_known(layout.daftar)):
        for at, names in enumerate(texts):
            key = next((known[form] for form in _forms(names) if form in known), None)
            if key is None or at in taken:
                continue
            taken.add(at)
            if key in places:
                twice.append(names[0])
            else:
                places[key] = at
    return places, list(texts), twice


def _fits(found: _Find, *, asked: bool) -> bool:
    """Tell whether it is this list; what is asked for need not be told from others."""
    keys = found.places.keys()
    if not all(any(key in keys for key in group) for group in found.layout.required):
        return False
    typical = len(found.layout.typical & keys)
    if (typical < found.layout.least and not asked) or len(keys) < 2:
        return False
    if found.layout.daftar is Daftar.WILAYAH:
        return _lists_regions(found)
    if found.layout.daftar is Daftar.JUMLAH_DESA:
        return "tahun" in keys or "desa" in key_of(found.texts[found.places["jumlah"]][0])
    return True


def _lists_regions(found: _Find) -> bool:
    """Tell a list of regions from a list of kampung under the same headings by its codes."""
    at = found.places["id"]
    rows = found.sheet.rows[found.first + found.lines :][:50]
    codes = [str(cells[at]) for _, cells in rows if at < len(cells) and cells[at] is not None]
    return any(is_code(code) and len(code) < 13 for code in codes)


def _table(found: _Find) -> Table:
    sheet, first = found.sheet, found.first
    below = sheet.rows[first + found.lines :]
    if below and _numbers_columns(below[0][1]):
        below = below[1:]
    titles = {key: found.texts[at][0] for key, at in found.places.items()}
    notes = []
    if found.twice:
        notes.append(f"Kolom ganda, hanya yang pertama dipakai: {', '.join(found.twice)}.")
    used = set(found.places.values())
    unknown = [
        names[0]
        for at, names in enumerate(found.texts)
        if names and at not in used and names[0] not in found.twice
        and key_of(names[-1]) not in IGNORED
    ]  # fmt: skip
    if unknown:
        notes.append(f"Kolom yang tidak dikenal dan tidak diimpor: {', '.join(unknown)}.")
    return Table(
        found.layout.daftar, sheet.name, tuple(sheet.rows[:first]), found.places, titles,
        tuple(_filled_down(sheet, below)), tuple(notes),
    )  # fmt: skip


def _numbers_columns(cells: list[Cell]) -> bool:
    """Tell whether a row only numbers the columns, as printed forms do under their heading."""
    texts = [str(cell).strip("() .") for cell in cells if cell is not None]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _filled_down(sheet: Sheet, rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows with texts of merged cells repeated downwards, such as a kecamatan's name.

    Figures are not repeated: one figure merged over two villages belongs to neither alone.
    """
    areas = [area for area in sheet.merged if area[2] > area[0]][:10_000]
    if not areas:
        yield from rows
        return
    ends: dict[int, list[tuple[int, int]]] = {}
    for top, left, bottom, _ in areas:
        ends.setdefault(top, []).append((left, bottom))
    open_areas: dict[int, tuple[int, str]] = {}
    for number, cells in rows:
        open_areas = {left: area for left, area in open_areas.items() if number <= area[0]}
        filled = [*cells, *[None] * (max(open_areas, default=-1) + 1 - len(cells))]
        for left, (_, text) in open_areas.items():
            filled[left] = text if filled[left] is None else filled[left]
        for left, bottom in ends.get(number, ()):
            cell = filled[left] if left < len(filled) else None
            if isinstance(cell, str):
                open_areas[left] = bottom, cell
        yield number, filled


def _unknown(book: Workbook, searched: Sequence[Sheet], daftar: Daftar | None) -> UserError:
    filled = [sheet for sheet in searched if sheet.rows]
    if not filled:
        hidden = any(sheet.hidden and sheet.rows for sheet in book.sheets)
        more = " Yang ada hanya lembar tersembunyi; sebut namanya bila itu yang dimaksud."
        return UserError(f"Berkas ini tidak memuat tabel.{more if hidden else ''}")
    headings = {sheet.name: _likeliest(sheet) for sheet in filled}
    shown = ", ".join(next(iter(headings.values()))[:12])
    text = (
        f"{daftar.label} tidak dikenali di sini. Pakai templat program ini."
        if daftar
        else "Isi berkas ini tidak dikenali. Pakai templat program ini, atau cocokkan kolomnya "
        "sekali (--peta)."
    )
    return UnknownTable(f"{text} Kepala kolom yang ditemukan: {shown}.", headings)


def _likeliest(sheet: Sheet) -> tuple[str, ...]:
    """Return the texts of the row that most looks like a heading: the one with most texts."""
    rows = [_merged_row(sheet, (), row) for row in sheet.rows[:_SEARCHED]]
    best = max(rows, key=lambda texts: len({text for text in texts if text}))
    return tuple(dict.fromkeys(text for text in best if text))


def column_choices(daftar: Daftar) -> tuple[Column, ...]:
    """Return the columns to which a heading may be mapped."""
    return layouts()[daftar].columns
