"""Problems as rules state them, and the checks that follow from a field's description alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from kkbdesk.model.fields import Choice, Described, Record, describe
from kkbdesk.model.problem import Problem, Severity

MAX_TEXT = 1_000
MAX_LONG_TEXT = 20_000


def problem(
    record: Record, code: str, text: str, field: str = "", severity: Severity = Severity.SALAH
) -> Problem:
    """Return a problem of this record."""
    return Problem(code, text, record.KIND, record.id, field, severity)


def warning(record: Record, code: str, text: str, field: str = "") -> Problem:
    """Return a problem that only marks."""
    return problem(record, code, text, field, Severity.PERINGATAN)


def check_fields(record: Record, *, lenient: bool = False) -> Iterator[Problem]:
    """Yield what the descriptions of the fields forbid.

    `lenient` marks implausible numbers instead of refusing them: figures that somebody else
    counted are kept as they came.
    """
    get, checks = _checks(type(record))
    for value, (item, check) in zip(get(record), checks, strict=True):
        if value is None or value == "":
            if item.field.names:
                yield problem(record, "kosong", f"{item.field.label} belum diisi.", item.name)
            elif item.required and item.field.ref is not None:
                yield problem(record, "kosong", f"{item.field.label} belum dipilih.", item.name)
        elif check is not None:
            yield from check(record, item, value, lenient)


Check = Callable[[Record, Described, Any, bool], Iterable[Problem]]


@cache
def _checks(
    record_type: type[Record],
) -> tuple[Callable[[Record], tuple[Any, ...]], tuple[tuple[Described, Check | None], ...]]:
    """Return how the fields that are looked at are read, all at once, and how each is checked."""
    checks = tuple((item, _check_of(item)) for item in describe(record_type))
    looked_at = tuple((item, check) for item, check in checks if check or item.field.names)
    return attrgetter(*(item.name for item, _ in looked_at)), looked_at


def _check_of(item: Described) -> Check | None:
    if issubclass(item.type, Choice | bool | tuple):
        return None
    if issubclass(item.type, str):
        return _check_text
    return _check_date if issubclass(item.type, date) else _check_range


_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def _check_text(record: Record, item: Described, value: str, _lenient: bool) -> Iterable[Problem]:
    limit = MAX_LONG_TEXT if item.field.long else MAX_TEXT
    plain = value.isascii() and value.isprintable() and len(value) <= limit
    if plain and (not item.field.names or value[0].isalnum()):
        return ()
    return _text_problems(record, item, value, limit)


def _text_problems(record: Record, item: Described, value: str, limit: int) -> Iterator[Problem]:
    if len(value) > limit:
        text = f"{item.field.label} terlalu panjang ({len(value)} huruf); paling banyak {limit}."
        yield problem(record, "panjang", text, item.name)
    if _UNPRINTABLE.search(value):
        text = f"{item.field.label} memuat tanda yang tidak dapat dicetak; ketik ulang."
        yield problem(record, "tanda", text, item.name)
    if item.field.names and not any(char.isalnum() for char in value):
        yield problem(
            record, "kosong", f"{item.field.label} harus memuat huruf atau angka.", item.name
        )


def _check_date(record: Record, item: Described, value: date, _lenient: bool) -> Iterable[Problem]:
    if 1900 <= value.year <= 2100:
        return ()
    text = f"{item.field.label}: tahun {value.year} tidak masuk akal; periksa tanggalnya."
    return (problem(record, "tanggal", text, item.name),)


def _check_range(
    record: Record, item: Described, value: int | Decimal, lenient: bool
) -> Iterable[Problem]:
    low, high = item.field.minimum, item.field.maximum
    if (low is None or value >= low) and (high is None or value <= high):
        return ()
    if high is None:
        wanted = f"tidak boleh kurang dari {low}"
    elif low is None:
        wanted = f"tidak boleh lebih dari {high}"
    else:
        wanted = f"harus antara {low} dan {high}"
    severity = Severity.PERINGATAN if lenient else Severity.SALAH
    text = f"{item.field.label} {wanted}, bukan {value}."
    return (problem(record, "rentang", text, item.name, severity),)
