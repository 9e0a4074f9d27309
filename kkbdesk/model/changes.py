"""One edit as a value: what undo, journal, screens and packages all read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kkbdesk.model.fields import Choice, Record
from kkbdesk.model.ids import ChangeSetId, Kind


class Jenis(Choice):
    """What kind of entry a ChangeSet is in the journal."""

    AWAL = "awal", "Awal riwayat"
    SUNTING = "sunting", "Perubahan"
    URUNG = "urung", "Diurungkan"
    ULANG = "ulang", "Diulangi"
    CATATAN = "catatan", "Dicatat"
    """What happened outside, such as a package that was made; there is nothing to take back."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; None where it did not exist."""

    kind: Kind
    id: str
    before: Record | None
    after: Record | None

    def inverted(self) -> Change:
        """Return the change that takes this one back."""
        return Change(self.kind, self.id, self.after, self.before)


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All changes of one edit, in one transaction; `undoes` names the one it takes back."""

    id: ChangeSetId
    label: str
    at: datetime
    by: str
    changes: tuple[Change, ...]
    jenis: Jenis = Jenis.SUNTING
    undoes: ChangeSetId | None = None

    def inverted(self) -> tuple[Change, ...]:
        """Return the changes that take this edit back, last first."""
        return tuple(change.inverted() for change in reversed(self.changes))

    def touches(self, *kinds: Kind) -> bool:
        """Tell whether a record of one of these kinds changed."""
        return any(change.kind in kinds for change in self.changes)
