"""Values of records as people say them, references resolved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache

from kkbdesk.model import format_id
from kkbdesk.model.fields import Choice, Described, Record, Value, describe
from kkbdesk.model.ids import Kind
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.opd import OPD
from kkbdesk.model.pokja import Pokja
from kkbdesk.model.program import Butir, Program
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.wilayah import Wilayah
from kkbdesk.store import Reader


class Names:
    """Resolves what records refer to, so that values can be shown as people say them."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._names: dict[tuple[Kind, str], str] = {}
        self._items: dict[tuple[str, str], str] | None = None

    def learn(self, records: Iterable[Record]) -> None:
        """Read the names of everything these records refer to, kind by kind."""
        wanted: dict[Kind, set[str]] = {}
        for record in records:
            for name, ref in _refs(type(record)):
                value = getattr(record, name)
                if value:
                    wanted.setdefault(ref, set()).add(value)
        groups = self._reader.get_many(Pokja, wanted.pop(Kind.POKJA, ()))
        wanted.setdefault(Kind.KAMPUNG, set()).update(
            group.kampung for group in groups.values() if group.kampung
        )
        for kind, ids in wanted.items():
            found = self._reader.get_many(RECORDS[kind], ids)
            self._names |= {(kind, id): self.title(record) for id, record in found.items()}
        self._names |= {(Kind.POKJA, id): self.title(group) for id, group in groups.items()}

    def title(self, record: Record) -> str:
        """Return what people call a record."""
        match record:
            case Kampung() | Wilayah():
                return record.nama
            case OPD() | Program():
                return record.singkat
            case Pokja():
                return self._ref(Kind.KAMPUNG, record.kampung) if record.kampung else "kantor ini"
        parts = (self.show(item, getattr(record, item.name)) for item in _naming(type(record)))
        return " · ".join(part for part in parts if part != "—")

    def show(self, item: Described, value: Value) -> str:
        """Return a value of a field as people say it; a dash where there is none."""
        if value in (None, "", ()):
            return "—"
        if item.field.ref is not None:
            return self._ref(item.field.ref, str(value))
        if item.field.daftar:
            codes = value if isinstance(value, tuple) else (str(value),)
            return ", ".join(self._item(item.field.daftar, code) for code in codes)
        if item.field.tahun:
            return str(value)
        if item.field.rupiah and isinstance(value, Decimal):
            return format_id.rupiah(value)
        return show_plain(value)

    def _ref(self, kind: Kind, id: str) -> str:
        return self._names.get((kind, id), "(sudah dihapus)")

    def _item(self, daftar: str, code: str) -> str:
        if self._items is None:
            self._items = {(item.daftar, item.kode): item.nama for item in self._reader.find(Butir)}
        return self._items.get((daftar, code), code)


@cache
def _refs(record_type: type[Record]) -> tuple[tuple[str, Kind], ...]:
    """Return the fields that refer to other records, each with the kind it refers to."""
    return tuple(
        (item.name, item.field.ref) for item in describe(record_type) if item.field.ref is not None
    )


@cache
def _naming(record_type: type[Record]) -> tuple[Described, ...]:
    """Return the fields that a title is made of."""
    return tuple(
        item
        for item in describe(record_type)
        if item.field.names
        or item.field.ref is Kind.KAMPUNG
        or (item.field.ref is not None and not item.optional)
    )


def show_plain(value: Value) -> str:
    """Return a value that refers to nothing, as people write it."""
    match value:
        case None:
            return "—"
        case bool():
            return "ya" if value else "tidak"
        case Choice():
            return value.label
        case int() | Decimal():
            return format_id.angka(value)
        case date():
            return format_id.tanggal(value)
        case tuple():
            return ", ".join(value)
        case _:
            return str(value)
