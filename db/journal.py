"""Reads of the journal, of who wrote what last, and of drafts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from db import versi
from db.schema import draf, jurnal, perubahan
from kkbdesk.model.changes import Change, ChangeSet, Jenis
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import ChangeSetId, Kind
from kkbdesk.model.versi import Versi
from kkbdesk.model.wire import from_plain
from kkbdesk.store import Draf, Entry, Sentuhan, Tentang


class JournalReader:
    """Reads what was done over one connection, which is inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def _rows(self, statement: sa.Executable) -> Sequence[Any]:
        return self._connection.execute(statement).all()

    def entries(
        self, tentang: Tentang | None = None, *, before: int | None = None, limit: int = 200
    ) -> list[Entry]:
        """Return journal lines, newest first, of one thing or of all."""
        statement = sa.select(*_ENTRY)
        if tentang is not None:
            about = sa.select(perubahan.c.jurnal).where(_about(tentang))
            statement = statement.where(jurnal.c.urut.in_(about))
        if before is not None:
            statement = statement.where(jurnal.c.urut < before)
        return [_entry(row) for row in self._rows(statement.order_by(_NEWEST).limit(limit))]

    def changeset(self, id: ChangeSetId, tentang: Tentang | None = None) -> ChangeSet:
        """Return a ChangeSet, whole or what of it is about one thing; raises KeyError."""
        row = self._connection.execute(sa.select(*_ENTRY).where(jurnal.c.id == id)).one_or_none()
        if row is None:
            raise KeyError(id)
        entry = _entry(row)
        parts = sa.select(perubahan).where(perubahan.c.jurnal == entry.urut)
        if tentang is not None:
            parts = parts.where(_about(tentang))
        changes = tuple(
            Change(
                Kind(part.jenis), part.rekam, _record(part.jenis, part.sebelum),
                _record(part.jenis, part.sesudah),
            )
            for part in self._rows(parts.order_by(perubahan.c.nomor))
        )  # fmt: skip
        return ChangeSet(
            entry.id, entry.label, entry.at, entry.by, changes, entry.jenis, entry.undoes
        )

    def since(self, urut: int) -> list[tuple[int, ChangeSetId]]:
        """Return number and id of what was committed after that number, oldest first."""
        later = sa.select(jurnal.c.urut, jurnal.c.id).where(jurnal.c.urut > urut)
        return [(row[0], row[1]) for row in self._rows(later.order_by(jurnal.c.urut))]

    def _newest_first(self) -> Iterator[Entry]:
        before = None
        while entries := self.entries(before=before, limit=50):
            yield from entries
            before = entries[-1].urut

    def undoable(self) -> Entry | None:
        """Return what undo would take back: the newest edit that no later undo stands against."""
        taken_back = 0
        for entry in self._newest_first():
            if entry.jenis is Jenis.CATATAN:
                continue
            if entry.jenis is Jenis.URUNG:
                taken_back += 1
            elif entry.jenis is Jenis.AWAL:
                return None
            elif taken_back:
                taken_back -= 1
            else:
                return entry
        return None

    def redoable(self) -> Entry | None:
        """Return what redo would do again: the newest undo, unless something was edited since."""
        done_again = 0
        for entry in self._newest_first():
            if entry.jenis is Jenis.CATATAN:
                continue
            if entry.jenis is Jenis.ULANG:
                done_again += 1
            elif entry.jenis is not Jenis.URUNG:
                return None
            elif done_again:
                done_again -= 1
            else:
                return entry
        return None

    def versi(self, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Versi]:
        """Return who wrote what last of these records (kind, id), as of the last `catat_versi`."""
        return versi.baca(self._connection, keys)

    def versi_teks(self, kind: Kind, ids: Sequence[str]) -> dict[str, str]:
        """Return the same of records of a kind as text, equal for equal versions, by id."""
        return versi.teks(self._connection, str(kind), ids)

    def versi_jenis(self, kind: Kind, sejak: int = 0) -> dict[str, Versi]:
        """Return the versions of a kind that changed after an entry of the journal, by id."""
        return versi.semua(self._connection, kind, sejak)

    def versi_terbuka(self) -> dict[tuple[Kind, str], Versi]:
        """Return the versions in which something waits for a decision, as of now."""
        found = versi.terbuka(self._connection)
        return {(Kind(kind), id): value for (kind, id), value in found.items()}

    def versi_lengkap(self) -> bool:
        """Tell whether the versions are up to the journal."""
        return versi.lengkap(self._connection)

    def simpul_semua(self) -> set[str]:
        """Return the names under which this database wrote, now and before."""
        return set(self._connection.scalars(sa.select(jurnal.c.simpul).distinct()))

    def touched(self, after: int) -> list[Sentuhan]:
        """Return what edits later than a number of the journal changed, each record once."""
        statement = (
            sa.select(sa.func.max(perubahan.c.kampung), perubahan.c.jenis, perubahan.c.rekam)
            .where(perubahan.c.jurnal > after)
            .group_by(perubahan.c.jenis, perubahan.c.rekam)
        )
        return [Sentuhan(row[0], Kind(row[1]), row[2]) for row in self._rows(statement)]

    def draf(self) -> list[Draf]:
        """Return all kept drafts, oldest first."""
        rows = self._rows(sa.select(draf).order_by(draf.c.waktu))
        return [Draf(Kind(row.jenis), row.rekam, json.loads(row.nilai), row.waktu) for row in rows]


_NEWEST = jurnal.c.urut.desc()
_ENTRY = (
    jurnal.c.urut, jurnal.c.id, jurnal.c.label, jurnal.c.waktu, jurnal.c.oleh, jurnal.c.jenis,
    jurnal.c.membatalkan, jurnal.c.jumlah,
)  # fmt: skip


def _entry(row: Any) -> Entry:
    urut, id, label, at, by, jenis, undoes, jumlah = row
    return Entry(urut, id, label, at, by, Jenis(jenis), undoes, jumlah)


def _record(kind: str, text: str | None) -> Record | None:
    return None if text is None else from_plain(Kind(kind), json.loads(text))


def _about(tentang: Tentang) -> sa.ColumnElement[bool]:
    """Tell which lines of the journal are about one thing."""
    if tentang.kampung is not None:
        return perubahan.c.kampung == tentang.kampung
    return perubahan.c.rekam.in_(tentang.rekam)
