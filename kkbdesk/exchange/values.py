"""Cells to values of described fields and back, each field by its own type."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from difflib import get_close_matches

from kkbdesk.exchange.sheets import Cell, Fault
from kkbdesk.model import format_id
from kkbdesk.model.clean import clean_line, clean_text
from kkbdesk.model.fields import Choice, Described, Value
from kkbdesk.model.wilayah import normal

Lists = Mapping[str, Mapping[str, str]]
"""Names of the items of the reference lists: list -> code -> name."""
Convert = Callable[[Cell], Value]

_YES = {"ya", "y", "true", "ada", "benar", "sudah", "yes", "1", "√", "✓", "✔", "v", "x"}
_NO = {"tidak", "t", "n", "false", "tidak ada", "salah", "belum", "no", "0"}
_NONE = {"-", "–", "—", "n/a", "#n/a", "nan", "null"}
"""What programs and people write where nothing is known, in small letters."""
_LARGEST = 10**12
_EXCEL_ZERO = date(1899, 12, 30)


class CellError(Exception):
    """A cell that its field cannot take: why, and what might be meant."""

    def __init__(self, reason: str, proposal: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.proposal = proposal


def converter(item: Described, lists: Lists) -> Convert:
    """Return what turns a cell into a value of the field; None for an empty one.

    It raises CellError.
    """
    if item.field.daftar:
        return _of_list(item, lists.get(item.field.daftar, {}))
    if issubclass(item.type, Choice):
        return _of_words({word.value: word.label for word in item.type}, item.type)
    if issubclass(item.type, tuple):
        return _texts
    if issubclass(item.type, bool):
        return _bool
    if issubclass(item.type, int):
        return _year if item.field.tahun else _int
    if issubclass(item.type, Decimal):
        return _decimal_of(item)
    if issubclass(item.type, date):
        return _date
    return _long_text if item.field.long else plain_text


def plain_text(cell: Cell) -> str | None:
    """Return one line of text, whatever type the cell has."""
    if type(cell) is str:
        return clean_line(cell) or None
    return _as_text(cell)


def _long_text(cell: Cell) -> str | None:
    if type(cell) is str:
        return clean_text(cell) or None
    return _as_text(cell)


def _as_text(cell: Cell) -> str | None:
    match cell:
        case None:
            return None
        case Fault():
            raise CellError(cell.reason)
        case bool():
            return "Ya" if cell else "Tidak"
        case float():
            return f"{cell:.15g}"
        case date():
            return format_id.tanggal(cell)
        case _:
            return str(cell)


def shown(cell: Cell) -> str:
    """Return a cell as it may be quoted in a sentence."""
    text = cell.text if isinstance(cell, Fault) else (_as_text(cell) or "")
    line = clean_line(text)
    return line if len(line) <= 80 else f"{line[:79]}…"


def _int(cell: Cell) -> int | None:
    if type(cell) is int:
        return cell
    if cell is None:
        return None
    if type(cell) is str:
        text = cell.strip()
        if text.isascii() and text.isdigit() and len(text) < 4:
            return int(text)
        if text.casefold() in _NONE:
            return None
        try:
            return format_id.baca_bilangan(text)
        except ValueError as error:
            raise CellError(str(error), _number_in(text)) from None
    if type(cell) is float:
        raise CellError(f"“{shown(cell)}” bukan bilangan bulat.", str(round(cell, 0))[:-2])
    raise _not_a_number(cell)


def _year(cell: Cell) -> int | None:
    try:
        return _int(cell)
    except CellError as error:
        reason = f"“{shown(cell)}” bukan tahun; tulis misalnya 2026."
        raise CellError(reason, error.proposal) from None


def _number_in(text: str) -> str:
    found = re.findall(r"\d[\d.,]*", text)
    return found[0] if len(found) == 1 else ""


def _not_a_number(cell: Cell) -> CellError:
    if isinstance(cell, Fault):
        return CellError(cell.reason)
    return CellError(f"“{shown(cell)}” bukan angka.")


def _decimal_of(item: Described) -> Convert:
    unit = Decimal(1).scaleb(-item.field.places)
    highest = item.field.maximum
    coordinate, money = item.field.koordinat, item.field.rupiah

    def convert(cell: Cell) -> Decimal | None:
        if cell is None or (type(cell) is str and cell.strip().casefold() in _NONE):
            return None
        if type(cell) is str:
            value = (
                _coordinate(cell) if coordinate
                else _money(cell) if money
                else _decimal_text(cell, highest)
            )  # fmt: skip
        elif type(cell) is int or type(cell) is float:
            value = Decimal(repr(cell))
        else:
            raise _not_a_number(cell)
        if not value.is_finite() or abs(value) >= _LARGEST:
            raise CellError(f"“{shown(cell)}” bukan angka yang wajar.")
        return value.quantize(unit, ROUND_HALF_UP)

    return convert


def _decimal_text(text: str, highest: Decimal | int | None) -> Decimal:
    """Read a number as Indonesians write it, unless that lies beyond what the field may hold.

    3.333 is three thousand here; as an index of at most 4 it can only be what a computer writes.
    """
    try:
        value = format_id.baca_angka(text)
    except ValueError as error:
        raise CellError(str(error), _number_in(text)) from None
    if highest is not None and abs(value) > highest:
        try:
            value = Decimal(text.strip())
        except InvalidOperation:
            return value
    return value


def _coordinate(text: str) -> Decimal:
    try:
        return format_id.baca_koordinat(text)
    except ValueError as error:
        raise CellError(str(error)) from None


def _money(text: str) -> Decimal:
    try:
        return format_id.baca_rupiah(text)
    except ValueError as error:
        raise CellError(str(error), _number_in(text)) from None


def _bool(cell: Cell) -> bool | None:
    if type(cell) is bool or cell is None:
        return cell
    if isinstance(cell, Fault):
        raise CellError(cell.reason)
    text = shown(cell).casefold()
    if text in _NONE:
        return None
    if text in _YES or text in _NO:
        return text in _YES
    raise CellError(f"“{shown(cell)}” tidak dapat dibaca sebagai ya atau tidak.", "Ya atau Tidak")


def _date(cell: Cell) -> date | None:
    if cell is None or (type(cell) is str and cell.strip().casefold() in _NONE):
        return None
    if type(cell) is str:
        try:
            return format_id.baca_tanggal(cell)
        except ValueError as error:
            raise CellError(str(error)) from None
    if isinstance(cell, date):
        return cell
    if isinstance(cell, Fault):
        raise CellError(cell.reason)
    reason = f"“{shown(cell)}” bilangan, bukan tanggal; beri sel itu format tanggal."
    likely = type(cell) is int and 36526 <= cell <= 73050
    meant = _EXCEL_ZERO + timedelta(days=cell) if likely else None  # type: ignore[arg-type]
    raise CellError(reason, format_id.tanggal(meant) if meant else "")


def _texts(cell: Cell) -> tuple[str, ...] | None:
    if type(cell) is float:
        raise CellError(f"“{shown(cell)}” terbaca sebagai angka; pisahkan dengan titik koma.")
    text = plain_text(cell)
    return None if text is None else tuple(part for part in re.split(r"[;,\s]+", text) if part)


def _of_list(item: Described, names: Mapping[str, str]) -> Convert:
    find = _finder(names, item.field.daftar)
    if not issubclass(item.type, tuple):
        return lambda cell: (
            None if (text := plain_text(cell)) is None or text.casefold() in _NONE else find(text)
        )

    def several(cell: Cell) -> tuple[str, ...] | None:
        text = _long_text(cell)
        if text is None or text.casefold() in _NONE:
            return None
        parts = [part.strip() for part in re.split(r"[;\n]", text)]
        return tuple(dict.fromkeys(find(part) for part in parts if part))

    return several


def _of_words(words: Mapping[str, str], make: Callable[[str], Choice]) -> Convert:
    find = _finder(words, "")

    def convert(cell: Cell) -> Choice | None:
        text = plain_text(cell)
        return None if text is None or text.casefold() in _NONE else make(find(text))

    return convert


def _finder(names: Mapping[str, str], daftar: str) -> Callable[[str], str]:
    """Return what finds a code by code, name, or the only name that begins so."""
    known = {normal(name).removeprefix(f"{daftar} "): code for code, name in names.items()}
    known |= {normal(name): code for code, name in names.items()}
    known |= {normal(code): code for code in names if normal(code) not in known}

    def find(text: str) -> str:
        key = normal(text)
        if key in known:
            return known[key]
        begin = {code for name, code in known.items() if key and name.startswith(key)}
        if len(begin) == 1:
            return begin.pop()
        near = get_close_matches(key, known, 1, 0.7)
        proposal = names[known[near[0]]] if near else "; ".join(list(names.values())[:12])
        raise CellError(f"“{shown(text)}” tidak ada dalam daftar pilihan.", proposal)

    return find


def cell_of(item: Described, value: Value, lists: Lists) -> Cell:
    """Return the cell in which a value is written; `converter` reads it back."""
    if value in (None, "", ()):
        return None
    if item.field.daftar:
        names = lists.get(item.field.daftar, {})
        codes = value if isinstance(value, tuple) else (str(value),)
        return "; ".join(names.get(code, code) for code in codes)
    match value:
        case Choice():
            return value.label
        case bool():
            return "Ya" if value else "Tidak"
        case Decimal():
            return float(value) if item.field.places else int(value)
        case tuple():
            return "; ".join(value)
        case _:
            return value
