"""Comma-separated text: read whoever wrote it, written so that any program reads it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from kkbdesk.errors import UserError
from kkbdesk.exchange.frames import DONE, Frame, Packer

if TYPE_CHECKING:  # the reading process imports as little as it can
    from kkbdesk.exchange.sheets import Cell

_MARKS = ";,\t"
_MAX_CELL = 100_000
_ENDLESS = (
    "Berkas ini bukan tabel CSV: ada sel atau baris yang tidak berakhir. Periksa tanda kutipnya, "
    "atau simpan sebagai .xlsx, lalu impor lagi."
)
_NUL = "Berkas ini bukan teks CSV. Pilih berkas .xlsx, .xlsm, .xls, .ods atau .csv."


def frames(path: Path) -> Iterator[Frame]:
    """Yield the text as one sheet; raises UserError."""
    text = _decoded(path.read_bytes())
    mark, begin = _mark(text)
    packer = Packer()
    csv.field_size_limit(_MAX_CELL)
    yield packer.sheet(path.stem, hidden=False)
    try:
        reader = csv.reader(io.StringIO(text[begin:], newline=""), delimiter=mark)
        yield from packer.rows([unprotected(cell) for cell in row] for row in reader)
    except csv.Error as error:
        raise UserError(_ENDLESS) from error
    yield (DONE,)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        if b"\0" in content:
            raise UserError(_NUL)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise UserError(_NUL)
    return text


def _mark(text: str) -> tuple[str, int]:
    """Return what separates the cells, and where the table begins.

    That mark separates which gives most lines the same, greatest number of cells. Excel's own
    first line `sep=;` decides by itself.
    """
    if text[:4].casefold() == "sep=" and text[5:6] in ("\r", "\n"):
        return text[4], 5
    return max(_MARKS, key=lambda mark: _regularity(text, mark)), 0


def _regularity(text: str, mark: str) -> tuple[int, int]:
    lines = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=mark)
    try:
        widths = Counter(len(row) for row in islice(lines, 50) if len(row) > 1)
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, 0
    width, number = widths.most_common(1)[0]
    return number, width


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "|", "%")


def protected(text: str) -> str:
    """Return text that no spreadsheet takes for a formula; `unprotected` gives it back."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def unprotected(text: str) -> str:
    """Take away the mark that `protected` set."""
    return text[1:] if text[:1] == "'" and text.lstrip("'").startswith(_FORMULA) else text


def content(heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return UTF-8 with a byte order mark and semicolons: what Excel here opens by double click."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    """Return a cell as text, numbers and dates as Indonesians write them."""
    if isinstance(cell, str):
        return protected(" ".join(cell.split()))
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}".replace(".", ",")
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell)
