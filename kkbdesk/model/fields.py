"""How a record describes its fields, once for forms, tables, workbooks, history and glossary.

A field is annotated: `nama: Annotated[str, Field("Nama")]`. Its Python type says what it holds;
`Field` says how people call it.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Protocol,
    Self,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from kkbdesk.model.ids import Kind


class Choice(StrEnum):
    """A closed list of words, each stored as its value and shown as its label."""

    _value_: str
    label: str

    if not TYPE_CHECKING:  # mypy would ask for a label wherever a member is looked up by its value

        def __new__(cls, value: str, label: str) -> Self:
            """Make a member that equals its value and carries its label."""
            member = str.__new__(cls, value)
            member._value_ = value
            member.label = label
            return member


class Record(Protocol):
    """What every record has: a kind, the words for it, an id."""

    KIND: ClassVar[Kind]
    NOUN: ClassVar[str]

    @property
    def id(self) -> str:
        """Return the identity, unique within the kind."""
        ...


@dataclass(frozen=True, slots=True)
class Field:
    """How people call one field and what it may hold beyond its Python type."""

    label: str
    help: str = ""
    unit: str = ""
    aliases: tuple[str, ...] = ()
    """Other headings under which workbooks carry this field."""
    names: bool = False
    """Without it the record has no name: the only absence that blocks saving."""
    long: bool = False
    """Several lines of text."""
    ref: Kind | None = None
    """The id of a record of this kind."""
    daftar: str = ""
    """The code of an item of this reference list."""
    wilayah: int = 0
    """A region code of this level (1 provinsi … 4 desa/kelurahan)."""
    places: int = 2
    """Decimals kept of a Decimal."""
    minimum: Decimal | int | None = None
    maximum: Decimal | int | None = None
    tahun: bool = False
    """A year: written without a mark for thousands."""
    rupiah: bool = False
    """Whole rupiah: also read as Rp25.000.000,00 and 25 juta."""
    koordinat: bool = False
    """Degrees: also read with minutes, seconds and the half of the globe."""
    technical: bool = False
    """Kept by the program itself; not on forms, in workbooks or in the history."""
    berkas: bool = False
    """The digest of a file that is kept beside the database."""
    pribadi: bool = False
    """Personal data: left out wherever a purpose does not need it."""


Value = str | int | bool | Decimal | date | datetime | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Described:
    """One field of a record class: its name, type and description."""

    name: str
    type: type
    optional: bool
    default: Value
    required: bool
    field: Field


@cache
def describe(record_type: type[Record]) -> tuple[Described, ...]:
    """Return the description of every field of the class, in order.

    Raises TypeError for a field without `Field` or with a type that no layer can store.
    """
    hints = get_type_hints(record_type, include_extras=True)
    return tuple(
        _described(item.name, hints[item.name], item.default)
        for item in fields(record_type)  # type: ignore[arg-type]  # every Record is a dataclass
    )


def described(record_type: type[Record], name: str) -> Described:
    """Return the description of one field; raises KeyError for an unknown name."""
    return _by_name(record_type)[name]


@cache
def _by_name(record_type: type[Record]) -> dict[str, Described]:
    return {item.name: item for item in describe(record_type)}


def _described(name: str, hint: Any, default: Any) -> Described:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{name}: no Field")
    inner, field = get_args(hint)[:2]
    optional = False
    if get_origin(inner) in (Union, types.UnionType):
        (inner,) = (arg for arg in get_args(inner) if arg is not type(None))
        optional = True
    base = tuple if get_origin(inner) is tuple else getattr(inner, "__supertype__", inner)
    if not issubclass(base, str | int | Decimal | date | tuple):
        raise TypeError(f"{name}: {base} cannot be stored")
    required = default is MISSING
    return Described(name, base, optional, None if required else default, required, field)
