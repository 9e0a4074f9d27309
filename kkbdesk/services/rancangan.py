"""The records as they would be after an import: planned in memory, judged by the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from kkbdesk.model.changes import Change
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import Kind
from kkbdesk.model.problem import Problem
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.wilayah import Wilayah, with_ancestors
from kkbdesk.rules.check import check_changes
from kkbdesk.store import Reader

R = TypeVar("R", bound=Record)
Key = tuple[Kind, str]

_MANY = 500
"""So many records are not asked for one by one where there are no more of their class."""


class Rancangan:
    """Lies over a reader: what was put into it is seen before what is stored."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._now: dict[Kind, dict[str, Record | None]] = {}
        self._before: dict[Key, Record | None] = {}
        self._whole: set[Kind] = set()
        self._index: dict[tuple[Kind, str], dict[Any, list[Record]]] = {}
        self._changes: tuple[Change, ...] | None = None

    def semua(self, record_type: type[R]) -> dict[str, R]:
        """Return all records of a class by id; read once."""
        kind = record_type.KIND
        now = self._now.setdefault(kind, {})
        if kind not in self._whole:
            self._whole.add(kind)
            for record in self.reader.find(record_type):
                now.setdefault(record.id, record)
        return {id: record for id, record in now.items() if record is not None}  # type: ignore[misc]

    def get(self, record_type: type[R], id: str) -> R | None:
        """Return the record or None."""
        now = self._now.get(record_type.KIND, {})
        if id in now or record_type.KIND in self._whole:
            return now.get(id)  # type: ignore[return-value]
        return self.get_many(record_type, (id,)).get(id)

    def get_many(self, record_type: type[R], ids: Iterable[str]) -> dict[str, R]:
        """Return those of the records that exist, by id."""
        kind, wanted = record_type.KIND, list(ids)
        now = self._now.setdefault(kind, {})
        if kind not in self._whole:
            unknown = {id for id in wanted if id not in now}
            if len(unknown) > _MANY and self.reader.count(record_type) <= len(unknown):
                self.semua(record_type)
            elif unknown:
                stored = self.reader.get_many(record_type, unknown)
                now.update((id, stored.get(id)) for id in unknown)
        found = ((id, now.get(id)) for id in wanted)
        return {id: record for id, record in found if record is not None}  # type: ignore[misc]

    def find(self, record_type: type[R], **equals: object) -> list[R]:
        """Return the records whose fields equal these values, by id."""
        if not equals:
            return sorted(self.semua(record_type).values(), key=lambda record: record.id)
        (name, value), *rest = equals.items()
        key = record_type.KIND, name
        if key not in self._index:
            index = self._index[key] = {}
            for record in self.semua(record_type).values():
                index.setdefault(getattr(record, name), []).append(record)
        found = self._index[key].get(value, [])
        return [item for item in found if all(getattr(item, n) == v for n, v in rest)]  # type: ignore[misc]

    def find_many(self, record_type: type[R], field: str, values: Iterable[str]) -> list[R]:
        """Return the records of which a field is one of these values, by id."""
        every = (self.find(record_type, **{field: value}) for value in set(values))
        return sorted((item for found in every for item in found), key=lambda record: record.id)

    def wilayah(self, codes: Iterable[str]) -> dict[str, Wilayah]:
        """Return regions by code, with all that hold them."""
        return self.get_many(Wilayah, with_ancestors(codes))

    def wilayah_dalam(self, kode: str, tingkat: int) -> list[Wilayah]:
        """Return the stored regions of that level within a code, by code; read once."""
        found = self.reader.wilayah_dalam(kode, tingkat)
        now = self._now.setdefault(Kind.WILAYAH, {})
        for region in found:
            now.setdefault(region.id, region)
        return found

    def today(self) -> date:
        """Return the day it is for the office."""
        return self.reader.today()

    def put(self, record: Record) -> None:
        """Plan to insert or replace."""
        self._set(record.KIND, record.id, record)

    def remove(self, record: Record) -> None:
        """Plan to delete."""
        self._set(record.KIND, record.id, None)

    def _set(self, kind: Kind, id: str, after: Record | None) -> None:
        now = self._now.setdefault(kind, {})
        if id not in now:
            self.get(RECORDS[kind], id)
        self._before.setdefault((kind, id), now.get(id))
        now[id] = after
        self._changes = None
        if self._index:
            self._index.clear()

    def withdraw(self, keys: Iterable[Key]) -> None:
        """Take back what was planned for these records."""
        for kind, id in keys:
            if (kind, id) in self._before:
                self._now[kind][id] = self._before.pop((kind, id))
        self._changes = None
        self._index.clear()

    def changes(self) -> tuple[Change, ...]:
        """Return what is planned, in the order of the first touch."""
        if self._changes is None:
            made = []
            for (kind, id), before in self._before.items():
                after = self._now[kind][id]
                if before != after:
                    made.append(Change(kind, id, before, after))
            self._changes = tuple(made)
        return self._changes

    def problems(self) -> Sequence[Problem]:
        """Return what the rules say of all that is planned."""
        return check_changes(self.changes(), self)
