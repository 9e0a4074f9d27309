"""The history in words: who changed which field of what, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kkbdesk.model.changes import Change, ChangeSet
from kkbdesk.model.fields import Record, describe
from kkbdesk.model.ids import ChangeSetId, Kind
from kkbdesk.model.pokja import Anggota
from kkbdesk.model.realisasi import FotoRealisasi, OPDRealisasi
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.rencana import LokasiRencana, PendukungRencana
from kkbdesk.queries.names import Names
from kkbdesk.services.editor import Editor
from kkbdesk.services.rapat_inti import BAGIAN
from kkbdesk.store import Entry, Reader, Store, Tentang


@dataclass(frozen=True, slots=True)
class Baris:
    """One changed field of one record, in words."""

    rekam: str
    perubahan: str
    kind: Kind
    id: str


class RiwayatService:
    """Reads the journal."""

    def __init__(self, store: Store, editor: Editor) -> None:
        self._store = store
        self._editor = editor

    def daftar(
        self, tentang: Tentang | None = None, *, before: int | None = None, limit: int = 200
    ) -> list[Entry]:
        """Return journal lines, newest first, of one thing or of all."""
        with self._store.read() as reader:
            return reader.entries(tentang, before=before, limit=limit)

    def rinci(
        self, id: ChangeSetId, tentang: Tentang | None = None, limit: int = 500
    ) -> list[Baris]:
        """Return the changes of one edit in words, at most `limit` records of it."""
        with self._store.read() as reader:
            changeset = reader.changeset(id, tentang)
            return list(lines(changeset.changes[:limit], reader))

    def tentang(self, kind: Kind, id: str) -> tuple[str, Tentang]:
        """Return the name of a record, and what its history is about; raises KeyError."""
        with self._store.read() as reader:
            record = reader.get(RECORDS[kind], id)
            if record is None:
                raise KeyError(id)
            names = Names(reader)
            names.learn([record])
            hanging = _hanging(reader, kind, id)
            return called(record, names), Tentang(rekam=(id, *hanging))

    def ringkas(self, changeset: ChangeSet) -> str:
        """Return what an edit did in a few words, for a message."""
        with self._store.read() as reader:
            first = list(lines(changeset.changes[:1], reader))
        more = len(changeset.changes) - 1
        head = f"{first[0].rekam}: {first[0].perubahan}" if first else changeset.label
        return f"{head} (dan {more} lainnya)" if more else head

    def kembalikan(self, changeset: ChangeSetId, kind: Kind, id: str) -> None:
        """Make a record as it was after that edit, as a new edit; raises RuleViolation."""
        with self._editor.edit("Kembalikan dari riwayat") as unit:
            change = next(
                item
                for item in unit.changeset(changeset).changes
                if (item.kind, item.id) == (kind, id)
            )
            if change.after is None:
                unit.remove(RECORDS[kind], id)
            else:
                unit.put(change.after)

    def undoable(self) -> Entry | None:
        """Return what undo would take back."""
        with self._store.read() as reader:
            return reader.undoable()

    def redoable(self) -> Entry | None:
        """Return what redo would do again."""
        with self._store.read() as reader:
            return reader.redoable()


def _hanging(reader: Reader, kind: Kind, id: str) -> list[str]:
    """Return the records that a record is made of."""
    if kind is Kind.POKJA:
        return [item.id for item in reader.find(Anggota, pokja=id)]
    if kind is Kind.RAPAT:
        return [item.id for part in BAGIAN for item in reader.find(part, rapat=id)]
    if kind is Kind.RENCANA:
        kinds = (LokasiRencana, PendukungRencana)
        return [item.id for part in kinds for item in reader.find(part, rencana=id)]
    if kind is Kind.REALISASI:
        parts = (OPDRealisasi, FotoRealisasi)
        return [item.id for part in parts for item in reader.find(part, realisasi=id)]
    return []


def lines(changes: Sequence[Change], reader: Reader) -> Iterable[Baris]:
    """Yield the changes in words, one line per changed field; technical fields are left out."""
    names = Names(reader)
    names.learn(record for change in changes for record in (change.before, change.after) if record)
    for change in changes:
        record = change.after or change.before
        if record is None:
            continue
        title = called(record, names)
        if change.before is None or change.after is None:
            text = "ditambahkan" if change.before is None else "dihapus"
            yield Baris(title, text, change.kind, change.id)
            continue
        for item in describe(RECORDS[change.kind]):
            old, new = getattr(change.before, item.name), getattr(change.after, item.name)
            if old != new and not item.field.technical:
                text = f"{item.field.label}: {names.show(item, old)} → {names.show(item, new)}"
                yield Baris(title, text, change.kind, change.id)


def called(record: Record, names: Names) -> str:
    """Return what a record is and what people call it, its noun once."""
    name = names.title(record)
    if name.casefold().startswith(record.NOUN.casefold()):
        return name
    return f"{record.NOUN} {name}".strip()
