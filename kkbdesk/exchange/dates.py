"""The date for which a workbook holds: said above its table, or in the name of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from kkbdesk.exchange.sheets import Row
from kkbdesk.model import format_id

_DATE = (
    r"(\d{1,2}[\s/.\-]+[A-Za-z]+\.?[\s/.\-,]+\d{4}"
    r"|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}"
    r"|\d{4}-\d{2}-\d{2})"
)
_WORDS = r"\b(?:per|keadaan|kondisi|posisi|status|data|tanggal|tgl|s\.?/?d\.?|sampai)\b"
_SAYS = re.compile(rf"{_WORDS}[^0-9]{{0,40}}{_DATE}", re.IGNORECASE)
_LABEL = re.compile(r"\b(?:per|keadaan|kondisi|posisi|tanggal|tgl)\b", re.IGNORECASE)
_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_. ]?([01]\d)[-_. ]?([0-3]\d)(?!\d)")
_YEAR = re.compile(r"\btahun(?:\s+anggaran)?\s*:?\s*((?:19|20)\d\d)\b", re.IGNORECASE)


def date_above(rows: Iterable[Row]) -> date | None:
    """Return the only date that the cells above a table name as theirs."""
    found = set(_dates(rows))
    return found.pop() if len(found) == 1 else None


def date_in_name(name: str) -> date | None:
    """Return the only date that a file's name holds: `klasifikasi_2023-08-28.csv`, `20230828`."""
    found: set[date] = set()
    for match in _IN_NAME.finditer(name):
        found.update(_read(f"{match[1]}-{match[2]}-{match[3]}"))
    return found.pop() if len(found) == 1 else None


def _dates(rows: Iterable[Row]) -> Iterator[date]:
    for _, cells in rows:
        label = ""
        for cell in cells:
            if isinstance(cell, date):
                if _LABEL.search(label):
                    yield cell
            elif isinstance(cell, str):
                yield from _said(cell)
                if _LABEL.search(label):
                    yield from _read(cell)
                label = cell


def _said(text: str) -> Iterator[date]:
    for match in _SAYS.finditer(text[:500]):
        yield from _read(match[1])


def _read(text: str) -> Iterator[date]:
    try:
        yield format_id.baca_tanggal(text)
    except ValueError:
        return


def year_above(rows: Iterable[Row]) -> int | None:
    """Return the only year that the cells above a table name as theirs."""
    years: set[int] = set()
    for _, cells in rows:
        before = ""
        for cell in cells:
            if isinstance(cell, str):
                years.update(int(match[1]) for match in _YEAR.finditer(cell[:500]))
            elif isinstance(cell, int) and 1900 <= cell <= 2100 and "tahun" in before.casefold():
                years.add(cell)
            before = cell if isinstance(cell, str) else ""
    return years.pop() if len(years) == 1 else None
