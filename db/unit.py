"""One transaction, one ChangeSet, one entry of the journal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import sqlalchemy as sa

from db import versi
from db.mapping import columns, insert, table, to_records, to_row, to_values
from db.reader import OF_KAMPUNG, PER_INDUK, PER_KAMPUNG, SqlReader, chunks
from db.schema import TABLES, jurnal, perubahan
from db.simpul import Simpul
from kkbdesk.errors import StorageFault
from kkbdesk.model.changes import Change, ChangeSet, Jenis
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import ChangeSetId, Kind, new_id
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.versi import Titik, Versi
from kkbdesk.model.wilayah import JumlahDesa, within
from kkbdesk.model.wire import to_plain
from kkbdesk.store import SEMUA

_UNSURE = (
    "Sambungan ke peladen terputus tepat saat menyimpan, jadi mungkin sudah tersimpan dan mungkin "
    "belum. Setelah tersambung lagi, lihat Riwayat sebelum mengulang."
)
R = TypeVar("R", bound=Record)
_ABSENT = object()


class SqlUnit(SqlReader):
    """Collects puts and removals; writes them before the next query and at commit."""

    def __init__(
        self,
        connection: sa.Connection,
        label: str,
        jenis: Jenis,
        undoes: ChangeSetId | None,
        who: str,
        clock: Callable[[], datetime],
        simpul: Simpul,
        kantor: str = "",
    ) -> None:
        super().__init__(connection, clock, kantor)
        self._simpul = simpul
        self._versi: dict[tuple[str, str], Versi] = {}
        self.label, self._jenis, self._undoes = label, jenis, undoes
        self._who = who
        self._before: dict[tuple[Kind, str], Record | None] = {}
        self._now: dict[tuple[Kind, str], Record | None] = {}
        self._written: dict[tuple[Kind, str], Record | None] = {}
        self._waiting: dict[tuple[Kind, str], None] = {}
        """What was put or removed since the last flush, in the order it was touched."""
        self._loaded: set[Kind] = set()
        self._changes: tuple[Change, ...] | None = None
        self.urut: int | None = None

    def _rows(self, statement: sa.Executable) -> Sequence[Any]:
        self._flush()
        return super()._rows(statement)

    def find(self, record_type: type[R], **equals: object) -> list[R]:
        """Return the records whose fields equal these values, by id."""
        if record_type.KIND not in self._loaded:
            return super().find(record_type, **equals)
        every = equals.get("kantor") == SEMUA
        wanted = [(name, value) for name, value in equals.items() if not every or name != "kantor"]
        found = [
            record
            for record in self._every(record_type)
            if all(getattr(record, name) == value for name, value in wanted)
            and ("kantor" in equals or self._is_seen(record))
        ]
        return sorted(found, key=lambda record: record.id)

    def find_many(self, record_type: type[R], field: str, values: Iterable[str]) -> list[R]:
        """Return the records of which a field is one of these values, by id."""
        if record_type.KIND not in self._loaded:
            return super().find_many(record_type, field, values)
        wanted = set(values)
        found = [
            record
            for record in self._every(record_type)
            if getattr(record, field) in wanted and self._is_seen(record)
        ]
        return sorted(found, key=lambda record: record.id)

    def _is_seen(self, record: Record) -> bool:
        if self.kantor == SEMUA:
            return True
        of_kampung = record.KIND in OF_KAMPUNG and getattr(record, "kampung", None) is not None
        if not of_kampung and getattr(record, "kantor", self.kantor) != self.kantor:
            return False
        return not self.kantor or self._is_there(record)

    def _is_there(self, record: Record) -> bool:
        """Tell whether what a record belongs to lies in the region of the office read as."""
        if isinstance(record, Kampung):
            return within(record.desa, self.kantor)
        if isinstance(record, JumlahDesa):
            return within(record.wilayah, self.kantor)
        if above := PER_INDUK.get(record.KIND):
            parent = self.get(RECORDS[above], getattr(record, above.value))
            return parent is not None and self._is_seen(parent)
        place: str | None = getattr(record, "kampung", None)
        if record.KIND not in OF_KAMPUNG | PER_KAMPUNG or place is None:
            return True
        kampung = self.get(Kampung, place)
        return kampung is not None and within(kampung.desa, self.kantor)

    def count(self, record_type: type[R], **equals: object) -> int:
        """Return how many records `find` would return."""
        self._flush()
        return super().count(record_type, **equals)

    def get(self, record_type: type[R], id: str) -> R | None:
        """Return the record or None."""
        return self._current(record_type, id)

    def get_many(self, record_type: type[R], ids: Iterable[str]) -> dict[str, R]:
        """Return those of the records that exist, by id; remembered, so that puts are cheap."""
        kind, wanted = record_type.KIND, set(ids)
        unknown = {id for id in wanted if (kind, id) not in self._now}
        if unknown:
            stored = {} if kind in self._loaded else self._stored(record_type, unknown)
            for id in unknown:
                self._now[kind, id] = self._written[kind, id] = stored.get(id)
        found = ((id, self._now[kind, id]) for id in wanted)
        return {id: record for id, record in found if record is not None}  # type: ignore[misc]

    def load(self, record_type: type[R]) -> dict[str, R]:
        """Return all records of a class, read once, so that many puts need no further reads."""
        kind = record_type.KIND
        if kind not in self._loaded:
            rows = self._rows(sa.select(*columns(record_type)))
            for record in to_records(record_type, rows):
                self._now.setdefault((kind, record.id), record)
                self._written.setdefault((kind, record.id), record)
            self._loaded.add(kind)
        return {item.id: item for item in self._every(record_type) if self._is_seen(item)}

    def _every(self, record_type: type[R]) -> list[R]:
        """Return all records of a class that was loaded."""
        return [
            record  # type: ignore[misc]
            for (of, _), record in self._now.items()
            if of is record_type.KIND and record is not None
        ]

    def put(self, record: Record) -> None:
        """Insert or replace; putting what is there already changes nothing."""
        self._touch(type(record), record.id, record)

    def remove(self, record_type: type[R], id: str) -> None:
        """Delete; what is not there stays so."""
        self._touch(record_type, id, None)

    def _touch(self, record_type: type[Record], id: str, after: Record | None) -> None:
        key = record_type.KIND, id
        before = self._current(record_type, id)
        if before == after:
            return
        self._before.setdefault(key, before)
        self._now[key] = after
        self._waiting[key] = None
        self._changes = None

    def _current(self, record_type: type[R], id: str) -> R | None:
        key = record_type.KIND, id
        if key not in self._now:
            stored = None
            if record_type.KIND not in self._loaded:
                stored = self._stored(record_type, (id,)).get(id)
            self._now[key] = self._written[key] = stored
        return self._now[key]  # type: ignore[return-value]

    def changes(self) -> tuple[Change, ...]:
        """Return what differs from the store so far, in order of the first touch."""
        if self._changes is None:
            self._changes = tuple(
                Change(*key, before, self._now[key])
                for key, before in self._before.items()
                if before != self._now[key]
            )
        return self._changes

    def commit(self) -> ChangeSet | None:
        """Write records and journal in one transaction; None when nothing changed."""
        changes = self.changes()
        if not changes and not self._versi and self._jenis is Jenis.SUNTING:
            return None
        self._flush()
        before = self._undoes and versi.sebelum_gabung(self._connection, self._undoes)
        self._simpul.tetapkan(self._connection)
        made = ChangeSet(
            ChangeSetId(new_id()), self.label, self._clock(), self._who, changes, self._jenis,
            self._undoes,
        )  # fmt: skip
        self._write_journal(made)
        if before:
            versi.balik(self._connection, before, self._position())
        if self._versi:
            versi.gabung(self._connection, self._position(), self._versi)
        self._end()
        self._simpul.tetap()
        return made

    def _end(self) -> None:
        """Commit; what cannot be committed is rolled back.

        SQLAlchemy takes a refused commit for the end of the transaction, SQLite does not: the
        connection would come back from the pool inside of it.
        """
        try:
            self._connection.commit()
        except sa.exc.DBAPIError as error:
            if error.connection_invalidated:
                raise StorageFault(_UNSURE) from error
            self._connection.connection.rollback()
            raise

    def catat_versi(self) -> None:
        """Bring the versions up to the journal."""
        versi.catat(self._connection)

    def titik(self) -> Titik:
        """Return the point that this edit will be in the journal."""
        newest = self._connection.scalar(sa.select(sa.func.max(jurnal.c.urut))) or 0
        return Titik(self._simpul.nama, int(newest) + 1, _instant(self._clock()))

    def put_versi(self, kind: Kind, id: str, value: Versi) -> None:
        """Set who wrote what last of a record, as a merge found it."""
        self._versi[str(kind), id] = value

    def _position(self) -> int:
        assert self.urut is not None
        return self.urut

    def _flush(self) -> None:
        """Write what was put since the last flush: removals first, then updates, then inserts."""
        waiting = [
            (key, record)
            for key in self._waiting
            if (record := self._now[key]) != self._written.get(key, _ABSENT)
        ]
        self._waiting.clear()
        removed: dict[Kind, list[str]] = {}
        updated: dict[Kind, list[Record]] = {}
        inserted: dict[Kind, list[Record]] = {}
        for key, record in waiting:
            if record is None:
                removed.setdefault(key[0], []).append(key[1])
            elif self._written.get(key) is None:
                inserted.setdefault(key[0], []).append(record)
            else:
                updated.setdefault(key[0], []).append(record)
            self._written[key] = record
        for kind, ids in removed.items():
            for piece in chunks(ids):
                self._connection.execute(
                    sa.delete(TABLES[kind]).where(TABLES[kind].c.id.in_(piece))
                )
        for kind, records in updated.items():
            self._update(RECORDS[kind], records)
        for kind, records in inserted.items():
            insert(self._connection, TABLES[kind], to_values(RECORDS[kind], records))

    def _update(self, record_type: type[Record], records: list[Record]) -> None:
        rows = [{f"new_{name}": value for name, value in to_row(item).items()} for item in records]
        target = table(record_type)
        names = [column.name for column in target.c]
        self._connection.execute(
            sa.update(target)
            .where(target.c.id == sa.bindparam("new_id"))
            .values({name: sa.bindparam(f"new_{name}") for name in names if name != "id"}),
            rows,
        )

    def _write_journal(self, made: ChangeSet) -> None:
        self.urut = urut = self._connection.execute(
            sa.insert(jurnal).returning(jurnal.c.urut),
            {
                "id": made.id, "label": made.label, "waktu": made.at, "oleh": made.by,
                "jenis": str(made.jenis), "membatalkan": made.undoes, "jumlah": len(made.changes),
                "simpul": self._simpul.nama,
            },
        ).scalar_one()  # fmt: skip
        if made.changes:
            insert(self._connection, perubahan, self._journal_rows(urut, made.changes))

    def _journal_rows(self, urut: int, changes: Sequence[Change]) -> Iterator[Sequence[Any]]:
        for number, change in enumerate(changes):
            yield (
                urut, number, str(change.kind), change.id, self._kampung(change),
                _text(change.before), _text(change.after),
            )  # fmt: skip

    def _kampung(self, change: Change) -> str | None:
        """Return the kampung whose history the change belongs to."""
        if change.kind is Kind.KAMPUNG:
            return change.id
        record = change.after or change.before
        if isinstance(record, Anggota):
            group = self._before.get((Kind.POKJA, record.pokja)) or self.get(Pokja, record.pokja)
            return group.kampung if isinstance(group, Pokja) else None
        return getattr(record, "kampung", None)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")[:19]


def _text(record: Record | None) -> str | None:
    if record is None:
        return None
    return _ENCODED(to_plain(record))


_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
