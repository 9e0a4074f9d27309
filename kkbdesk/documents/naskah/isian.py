"""What a text is filled with: values by name, lists, tables, signatories, pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kkbdesk.documents.blocks import (
    KOSONG,
    Grid,
    Kop,
    KopPejabat,
    Photo,
    Signer,
)


@dataclass(frozen=True, slots=True)
class Isian:
    """Everything the records, and the user, say for one document."""

    label: Mapping[str, str]
    """Name -> what people call it, of every field that the text may use."""
    nilai: Mapping[str, str]
    """Name -> value; what is empty or absent prints as an ellipsis and is missing."""
    daftar: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Fields that stand for several lines: legal bases, copies, invitees."""
    tabel: Mapping[str, Callable[[], Grid]] = field(default_factory=dict)
    """Made only when the text shows them."""
    penanda: Mapping[str, Signer] = field(default_factory=dict)
    """Who may sign, by role; "" is the signatory of the document."""
    kop: Mapping[str, Kop | KopPejabat] = field(default_factory=dict)
    """Letterheads that the text may ask for; "" is that of who signs."""
    foto: Callable[[], tuple[Photo, ...]] = tuple
    """Read only when the text shows them."""


@dataclass(slots=True)
class Pengisi:
    """Replaces fields and remembers which were empty."""

    isian: Isian
    kurang: dict[str, str] = field(default_factory=dict)
    """Name -> label of the fields that were asked for and are empty, in order."""
    setempat: dict[str, str] = field(default_factory=dict)
    """What the text itself determines: its subject, the letters before a consideration."""

    def __call__(self, nama: str) -> str:
        """Return the value of a field, or the sign for a missing one."""
        found = self.setempat.get(nama) or self.isian.nilai.get(nama, "")
        if found:
            return found
        self.kurang.setdefault(nama, self.isian.label.get(nama, nama))
        return KOSONG
