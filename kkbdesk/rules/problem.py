"""Problems as rules state them, and the checks that follow from a field's description alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kkbdesk.model.fields import Described, Record, describe
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
    for item in describe(type(record)):
        value = getattr(record, item.name)
        if item.field.names and value in (None, ""):
            yield problem(record, "kosong", f"{item.field.label} belum diisi.", item.name)
        elif isinstance(value, str) and value:
            yield from _check_text(record, item, value)
        elif isinstance(value, int | Decimal) and not isinstance(value, bool):
            yield from _check_range(record, item, value, lenient=lenient)
        elif isinstance(value, date) and not 1900 <= value.year <= 2100:
            text = f"{item.field.label}: tahun {value.year} tidak masuk akal; periksa tanggalnya."
            yield problem(record, "tanggal", text, item.name)


def _check_text(record: Record, item: Described, value: str) -> Iterator[Problem]:
    limit = MAX_LONG_TEXT if item.field.long else MAX_TEXT
    if len(value) > limit:
        text = f"{item.field.label} terlalu panjang ({len(value)} huruf); paling banyak {limit}."
        yield problem(record, "panjang", text, item.name)
    if any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t" for char in value):
        text = f"{item.field.label} memuat tanda yang tidak dapat dicetak; ketik ulang."
        yield problem(record, "tanda", text, item.name)
    if item.field.names and not any(char.isalnum() for char in value):
        yield problem(
            record, "kosong", f"{item.field.label} harus memuat huruf atau angka.", item.name
        )


def _check_range(
    record: Record, item: Described, value: int | Decimal, *, lenient: bool
) -> Iterator[Problem]:
    low, high = item.field.minimum, item.field.maximum
    if (low is None or value >= low) and (high is None or value <= high):
        return
    if high is None:
        wanted = f"tidak boleh kurang dari {low}"
    elif low is None:
        wanted = f"tidak boleh lebih dari {high}"
    else:
        wanted = f"harus antara {low} dan {high}"
    severity = Severity.PERINGATAN if lenient else Severity.SALAH
    yield problem(
        record, "rentang", f"{item.field.label} {wanted}, bukan {value}.", item.name, severity
    )
