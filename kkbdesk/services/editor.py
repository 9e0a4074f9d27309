"""The only way to write: one edit, one transaction, one ChangeSet; undo and redo of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.jobs import uncollected
from kkbdesk.model.changes import Change, ChangeSet, Jenis
from kkbdesk.model.fields import Record, describe, described
from kkbdesk.model.ids import Kind
from kkbdesk.model.orang import Tindak
from kkbdesk.model.problem import RuleViolation
from kkbdesk.model.registry import RECORDS
from kkbdesk.rules.check import check_changes, wrong
from kkbdesk.services.events import Changed, Hub
from kkbdesk.services.koreksi import Koreksi
from kkbdesk.services.wewenang import Wewenang
from kkbdesk.store import Entry, Reader, Store, Unit, UnitOfWork

R = TypeVar("R", bound=Record)

_MANY = 500
"""So many records are not asked for one by one where there are few others of their class."""


class Editor:
    """Runs edits against a store and publishes what they changed."""

    def __init__(self, store: Store, hub: Hub) -> None:
        self._store = store
        self._hub = hub
        self.wewenang = Wewenang(store)
        self.koreksi = Koreksi(store)
        hub.subscribe(self.wewenang.dengar)

    @contextmanager
    def edit(
        self,
        label: str,
        *,
        jenis: Jenis = Jenis.SUNTING,
        initiator: object | None = None,
        koreksi: bool = False,
    ) -> Iterator[Unit]:
        """Open one edit; when the block ends well, rules are checked and everything is committed.

        Raises RuleViolation when a rule forbids the outcome, UserError when it is not for this
        person or (without `koreksi`) for this office to do; nothing is written then. An edit that
        changes nothing leaves no trace.
        """
        with self._store.unit(label, jenis) as unit:
            yield unit
            made = self._checked(unit, koreksi=koreksi)
        if made is not None:
            self._hub.publish(Changed(made, initiator))

    @contextmanager
    def merge(self, label: str, kantor: str, *, keep: bool) -> Iterator[Unit]:
        """Open the edit of a merge, seen from that office; without `keep` it is only tried.

        A merge asks the rules itself, record by record: what breaks one is left out and named.
        Raises UserError when it is not for this person to do.
        """
        if keep:
            self.wewenang.perlu(Tindak.GABUNG_PAKET)
        made = None
        with uncollected(), self._store.unit(label, kantor=kantor) as unit:
            yield unit
            if keep:
                made = unit.commit()
        if made is not None:
            self._hub.publish(Changed(made))

    def carry_out(
        self, label: str, changes: Sequence[Change], *, initiator: object | None = None
    ) -> ChangeSet | None:
        """Write changes that were planned before, in one edit; None when nothing is left to do.

        What somebody else did meanwhile stays, unless it touches the same field: then StaleEdit
        is raised and nothing is written. Raises RuleViolation like every edit.
        """
        with self._store.unit(label) as unit:
            _prime(unit, changes)
            for change in changes:
                _put_planned(unit, change)
            made = self._checked(unit)
        if made is not None:
            self._hub.publish(Changed(made, initiator))
        return made

    def change(
        self,
        label: str,
        record: R,
        values: Mapping[str, Any],
        *,
        initiator: object | None = None,
    ) -> R:
        """Change some fields of a record that was read before, and return it as it is now.

        Other fields may have been changed by somebody else meanwhile and stay as they are. Raises
        StaleEdit when one of these fields was, or the record is gone.
        """
        with self.edit(label, initiator=initiator) as unit:
            return put_values(unit, record, values)

    def undo(self) -> ChangeSet:
        """Take back the newest edit; raises UserError when there is none or it is not allowed."""
        with self._store.read() as reader:
            entry = reader.undoable()
        if entry is None:
            raise UserError("Tidak ada yang dapat diurungkan.")
        label = f"Urungkan: {entry.label}"
        return self._apply_inverse(entry, Jenis.URUNG, label, lambda unit: unit.undoable())

    def redo(self) -> ChangeSet:
        """Do the newest undone edit again; raises UserError as undo does."""
        with self._store.read() as reader:
            entry = reader.redoable()
        if entry is None:
            raise UserError("Tidak ada yang dapat diulangi.")
        label = f"Ulangi: {entry.label.removeprefix('Urungkan: ')}"
        return self._apply_inverse(entry, Jenis.ULANG, label, lambda unit: unit.redoable())

    def _apply_inverse(
        self, entry: Entry, jenis: Jenis, label: str, still: Callable[[Reader], Entry | None]
    ) -> ChangeSet:
        """Write the inverse of a ChangeSet.

        The rules are not asked: it leads to a state that passed them, or refuses because some
        record is no longer as the edit left it.
        """
        with self._store.unit(label, jenis, undoes=entry.id) as unit:
            if still(unit) != entry:
                raise StaleEdit("Sementara itu ada perubahan lain. Periksa, lalu coba lagi.")
            changeset = unit.changeset(entry.id)
            _prime(unit, changeset.changes)
            for change in changeset.inverted():
                if unit.get(RECORDS[change.kind], change.id) != change.before:
                    raise StaleEdit(
                        f"“{entry.label}” tidak dapat dibalik: datanya sudah berubah sesudah itu."
                    )
                if change.after is None:
                    unit.remove(RECORDS[change.kind], change.id)
                else:
                    unit.put(change.after)
            self.wewenang.periksa(unit.changes(), unit)
            made = unit.commit()
        if made is None:
            raise UserError("Tidak ada yang dapat diurungkan.")
        self._hub.publish(Changed(made))
        return made

    def _checked(self, unit: UnitOfWork, *, koreksi: bool = False) -> ChangeSet | None:
        """Commit unless it is not for this person or office to do, or the rules forbid it."""
        self.wewenang.periksa(unit.changes(), unit)
        if not koreksi and self.koreksi.periksa(unit.changes(), unit):
            unit.label = f"Koreksi: {unit.label}"
        problems = wrong(check_changes(unit.changes(), unit))
        if problems:
            raise RuleViolation(problems)
        return unit.commit()

    def notice(self) -> None:
        """Publish what other processes committed since the last call."""
        for changeset in self._store.news():
            self._hub.publish(Changed(changeset))


def put_values(unit: Unit, record: R, values: Mapping[str, Any]) -> R:
    """Change some fields of a record inside an edit, as `Editor.change` does in one of its own."""
    present = unit.get(type(record), record.id)
    if present is None:
        raise StaleEdit(f"{record.NOUN} ini sudah dihapus. Perubahan tidak disimpan.")
    for name, value in values.items():
        now = getattr(present, name)
        if now not in (getattr(record, name), value):
            label_of = described(type(record), name).field.label
            raise StaleEdit(
                f"{label_of} sudah diubah orang lain menjadi “{now}”. "
                "Periksa, lalu isi lagi bila perlu."
            )
    changed = replace(present, **values)  # type: ignore[type-var]  # every Record is a dataclass
    unit.put(changed)
    return changed


def _prime(unit: Unit, changes: Sequence[Change]) -> None:
    """Read everything that the changes touch at once, rather than one by one.

    Where they touch most of a class, the rules will ask for the rest of it.
    """
    ids: dict[Kind, list[str]] = {}
    for change in changes:
        ids.setdefault(change.kind, []).append(change.id)
    for kind, of_kind in ids.items():
        if len(of_kind) > _MANY and unit.count(RECORDS[kind]) <= 2 * len(of_kind):
            unit.load(RECORDS[kind])
        else:
            unit.get_many(RECORDS[kind], of_kind)


def _put_planned(unit: Unit, change: Change) -> None:
    before, after = change.before, change.after
    now = unit.get(RECORDS[change.kind], change.id)
    if now == after:
        return
    if before is None or after is None or now is None:
        if now != before:
            raise StaleEdit(_CHANGED.format((after or before or now).NOUN))  # type: ignore[union-attr]  # one of them is a record
        if after is None:
            unit.remove(RECORDS[change.kind], change.id)
        else:
            unit.put(after)
        return
    values = {}
    for item in describe(RECORDS[change.kind]):
        old, new = getattr(before, item.name), getattr(after, item.name)
        if old != new:
            if getattr(now, item.name) not in (old, new):
                raise StaleEdit(_CHANGED.format(f"{after.NOUN} ({item.field.label})"))
            values[item.name] = new
    unit.put(replace(now, **values))  # type: ignore[type-var]  # every Record is a dataclass


_CHANGED = "{} sudah diubah orang lain sementara itu; tidak ada yang ditulis. Buat pratinjau lagi."
