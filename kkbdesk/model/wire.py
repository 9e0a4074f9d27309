"""Records as plain JSON values and back, for the journal and for packages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any

from kkbdesk.model.fields import Described, Record, describe
from kkbdesk.model.ids import Kind
from kkbdesk.model.registry import RECORDS

Plain = dict[str, Any]


def to_plain(record: Record) -> Plain:
    """Return the fields that differ from their default, as JSON values (dates as ISO text)."""
    get, encoders, _ = _codec(type(record))
    plain: Plain = {}
    for value, (name, default, encode) in zip(get(record), encoders, strict=True):
        if value is not default and value != default:
            plain[name] = value if encode is None or value is None else encode(value)
    return plain


def from_plain(kind: Kind, plain: Plain) -> Record:
    """Return the record; raises ValueError, TypeError or KeyError where the values do not fit."""
    record_type = RECORDS[kind]
    _, _, decoders = _codec(record_type)
    values = {
        name: value if value is None or (decode := decoders[name]) is None else decode(value)
        for name, value in plain.items()
    }
    return record_type(**values)


def from_foreign(kind: Kind, plain: Plain) -> Record:
    """Return the record of values that somebody else wrote, each looked at before it is used.

    Raises ValueError, TypeError or KeyError where the values do not fit.
    """
    fits = _fits(RECORDS[kind])
    for name, value in plain.items():
        if not fits[name](value):
            raise ValueError(name)
    return from_plain(kind, plain)


@cache
def _fits(record_type: type[Record]) -> dict[str, Callable[[Any], bool]]:
    return {item.name: _fit(item) for item in describe(record_type)}


def _fit(item: Described) -> Callable[[Any], bool]:
    fits = next(fits for base, fits in _OF_TYPE if issubclass(item.type, base))
    return (lambda value: value is None or fits(value)) if item.optional else fits


def _is_text(value: object) -> bool:
    if not isinstance(value, str):
        return False
    if not value.isascii():
        value.encode()  # a half of a pair is no text; UnicodeEncodeError is a ValueError
    return True


def _are_texts(value: object) -> bool:
    return (
        isinstance(value, list)
        and all(map(_is_text, value))
        and sum(map(len, value)) + len(value) <= _MANY_TEXTS
    )


_MANY_TEXTS = 20_000
_WHOLE = 1 << 53
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,9})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.+]{5,21})?")
_OF_TYPE: tuple[tuple[type, Callable[[Any], bool]], ...] = (
    (bool, lambda value: isinstance(value, bool)),
    (int, lambda value: type(value) is int and -_WHOLE < value < _WHOLE),
    (Decimal, lambda value: isinstance(value, str) and _DECIMAL.fullmatch(value) is not None),
    (date, lambda value: isinstance(value, str) and _DATE.fullmatch(value) is not None),
    (tuple, _are_texts),
    (str, _is_text),
)
_NOTHING = object()


@cache
def _codec(
    record_type: type[Record],
) -> tuple[
    Callable[[Any], tuple[Any, ...]],
    tuple[tuple[str, object, Callable[[Any], Any] | None], ...],
    dict[str, Callable[[Any], Any] | None],
]:
    described = describe(record_type)
    encoders = tuple(
        (item.name, _NOTHING if item.required else item.default, _encoder(item))
        for item in described
    )
    get = attrgetter(*(item.name for item in described))
    return get, encoders, {item.name: _decoder(item) for item in described}


def _encoder(item: Described) -> Callable[[Any], Any] | None:
    if issubclass(item.type, date):
        return date.isoformat
    if issubclass(item.type, Decimal):
        return str
    return list if issubclass(item.type, tuple) else None


def _decoder(item: Described) -> Callable[[Any], Any] | None:
    if issubclass(item.type, date):
        return item.type.fromisoformat
    if issubclass(item.type, Decimal | StrEnum):
        return item.type
    return tuple if issubclass(item.type, tuple) else None
