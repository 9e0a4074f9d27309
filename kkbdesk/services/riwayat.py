"""The history in words: who changed which field of what, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kkbdesk.model import format_id
from kkbdesk.model.changes import Change, ChangeSet
from kkbdesk.model.fields import Choice, Described, Record, Value, describe
from kkbdesk.model.ids import ChangeSetId, KampungId, Kind
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.opd import OPD
from kkbdesk.model.pokja import Pokja
from kkbdesk.model.program import Butir, Program
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.wilayah import Wilayah
from kkbdesk.services.editor import Editor
from kkbdesk.store import Entry, Reader, Store


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
        self,
        *,
        kampung: KampungId | None = None,
        record: str | None = None,
        before: int | None = None,
        limit: int = 200,
    ) -> list[Entry]:
        """Return journal lines, newest first, of a kampung with all that hangs on it, or all."""
        with self._store.read() as reader:
            return reader.entries(kampung=kampung, record=record, before=before, limit=limit)

    def rinci(self, id: ChangeSetId, limit: int = 500) -> list[Baris]:
        """Return the changes of one edit in words, at most `limit` records of it."""
        with self._store.read() as reader:
            changeset = reader.changeset(id)
            return list(lines(changeset.changes[:limit], reader))

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


def lines(changes: Sequence[Change], reader: Reader) -> Iterable[Baris]:
    """Yield the changes in words, one line per changed field; technical fields are left out."""
    names = Names(reader)
    names.learn(record for change in changes for record in (change.before, change.after) if record)
    for change in changes:
        record = change.after or change.before
        if record is None:
            continue
        title = f"{record.NOUN} {names.title(record)}".strip()
        if change.before is None or change.after is None:
            text = "ditambahkan" if change.before is None else "dihapus"
            yield Baris(title, text, change.kind, change.id)
            continue
        for item in describe(RECORDS[change.kind]):
            old, new = getattr(change.before, item.name), getattr(change.after, item.name)
            if old != new and not item.field.technical:
                text = f"{item.field.label}: {names.show(item, old)} → {names.show(item, new)}"
                yield Baris(title, text, change.kind, change.id)


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
            for item in describe(type(record)):
                value = getattr(record, item.name)
                if item.field.ref is not None and value:
                    wanted.setdefault(item.field.ref, set()).add(value)
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
        parts: list[str] = []
        for item in describe(type(record)):
            if item.field.names or (item.field.ref is not None and not item.optional):
                parts.append(self.show(item, getattr(record, item.name)))
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
        return show_plain(value)

    def _ref(self, kind: Kind, id: str) -> str:
        return self._names.get((kind, id), "(sudah dihapus)")

    def _item(self, daftar: str, code: str) -> str:
        if self._items is None:
            self._items = {(item.daftar, item.kode): item.nama for item in self._reader.find(Butir)}
        return self._items.get((daftar, code), code)


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
