"""Records to rows and back, by the description of their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import sqlalchemy as sa

from db.schema import DERIVED, TABLES
from kkbdesk.model.fields import Record, describe

R = TypeVar("R", bound=Record)


@cache
def table(record_type: type[Record]) -> sa.Table:
    """Return the table of a record class."""
    return TABLES[record_type.KIND]


@cache
def columns(record_type: type[Record]) -> tuple[sa.Column[Any], ...]:
    """Return the columns that hold the record's fields, in the order of the fields."""
    return tuple(table(record_type).c[item.name] for item in describe(record_type))


@cache
def _getter(record_type: type[Record]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(item.name for item in describe(record_type))
    return names, attrgetter(*names)


def to_row(record: Record) -> dict[str, Any]:
    """Return the record as column values, computed columns included."""
    names, get = _getter(type(record))
    row = dict(zip(names, get(record), strict=True))
    for name, _, compute in DERIVED.get(record.KIND, ()):
        row[name] = compute(record)
    return row


def insert(connection: sa.Connection, target: sa.Table, rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows given in the order of the columns.

    The values are converted column by column, equal ones once, and handed to the driver at once:
    an import writes tens of thousands, and asking the statement anew for each takes as long as the
    writing.
    """
    rows = list(rows)
    if not rows:
        return
    dialect = connection.dialect
    binds = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in target.c]
    turned = (
        values if bind is None else map({one: bind(one) for one in set(values)}.get, values)
        for bind, values in zip(binds, zip(*rows, strict=True), strict=True)
    )
    ready: list[Any] = list(zip(*turned, strict=True))
    if dialect.name == "postgresql":
        from db import postgres  # noqa: PLC0415 - loaded, since this is a connection of it

        postgres.insert(connection, target, ready)
        return
    statement = sa.insert(target).compile(dialect=dialect, column_keys=list(target.c.keys()))
    connection.exec_driver_sql(str(statement), ready)


def to_values(record_type: type[Record], records: Iterable[Record]) -> Iterable[Sequence[Any]]:
    """Return the records in the order of their table's columns, computed columns included."""
    _, get = _getter(record_type)
    derived = DERIVED.get(record_type.KIND, ())
    if not derived:
        return map(get, records)
    return ((*get(item), *(compute(item) for *_, compute in derived)) for item in records)


def to_records(record_type: type[R], rows: Iterable[Sequence[Any]]) -> list[R]:
    """Return the records of rows that were selected by `columns`."""
    names, _ = _getter(record_type)
    return [record_type(**dict(zip(names, row, strict=True))) for row in rows]


def where(record_type: type[Record], equals: Mapping[str, object]) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that the fields equal these values, None being empty."""
    column = table(record_type).c
    return [
        column[name].is_(None) if value is None else column[name] == value
        for name, value in equals.items()
    ]
