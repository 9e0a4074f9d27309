"""What a merge works on and what comes of it, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kkbdesk.model.fields import Record
from kkbdesk.model.ids import Kind
from kkbdesk.model.versi import ADA, Cabang, Versi
from kkbdesk.model.wire import Plain
from kkbdesk.services.kembar import Usul

Kunci = tuple[Kind, str]
SINI, PAKET = "sini", "paket"


@dataclass(frozen=True, slots=True)
class Baris:
    """One line of a package, its id and office as this database has them."""

    kind: Kind
    id: str
    isi: Plain | None
    versi: Versi
    lama: str = ""
    """The id it had before it became one with another record."""

    @property
    def kunci(self) -> Kunci:
        """Return kind and id."""
        return self.kind, self.id


@dataclass(frozen=True, slots=True)
class Pertentangan:
    """A field (or the record itself) on which both sides decided without knowing of each other."""

    kind: Kind
    id: str
    kolom: str
    """The field, or `@` for keeping or deleting the record."""
    sini: Cabang
    paket: Cabang
    terpakai: bool = False
    """Whether the other side hung something on a record that was deleted, so it has to stay."""

    def nilai(self, pilih: str) -> Any:
        """Return the value of a side."""
        return (self.sini if pilih == SINI else self.paket)[1]


@dataclass(frozen=True, slots=True)
class Ditolak:
    """A record that was not taken, or needs a look, and why."""

    kind: Kind
    id: str
    alasan: str
    catatan: Record | None = None
    """The record as the package has it, where it can be read."""


@dataclass(frozen=True, slots=True)
class Putusan:
    """What people chose: per question, else for all of them; None leaves them open."""

    tiap: Mapping[tuple[Kind, str, str], str] = field(default_factory=dict)
    semua: str | None = None
    satukan: frozenset[Kunci] = frozenset()
    """New records of the package that are the same thing as one here."""
    terlihat: Mapping[tuple[Kind, str, str], tuple[Cabang, ...]] | None = None
    """Both values of each question as they were seen; one that is another by now stays open."""

    def untuk(self, soal: Pertentangan) -> str | None:
        """Return the choice for one question, None for one that stays open."""
        key = soal.kind, soal.id, soal.kolom
        seen = (soal.sini, soal.paket) if self.terlihat is None else self.terlihat.get(key, ())
        if not serupa(soal.kolom, seen, (soal.sini, soal.paket)):
            return None
        choice = self.tiap.get(key, self.semua)
        if soal.terpakai and choice is not None and not soal.nilai(choice):
            return None
        return choice


def serupa(kolom: str, seen: Sequence[Cabang], now: Sequence[Cabang]) -> bool:
    """Tell whether a question is still the one that was seen.

    A value that was written again is the same; a record that was is not, for it says other things.
    """
    if kolom == ADA:
        return tuple(seen) == tuple(now)
    return [value for _, value in seen] == [value for _, value in now]


@dataclass(frozen=True, slots=True)
class Wewenang:
    """What a sender may bring: records of this office and region; `rujukan` also the lists."""

    kantor: str
    wilayah: str
    rujukan: bool
    sendiri: str
    """Code of the office here."""


@dataclass(slots=True)
class Rencana:
    """What a merge does, all of it, before anything is committed."""

    baru: list[Kunci] = field(default_factory=list)
    ubah: list[Kunci] = field(default_factory=list)
    hapus: list[Kunci] = field(default_factory=list)
    sama: int = 0
    pertentangan: list[Pertentangan] = field(default_factory=list)
    usul: list[Usul] = field(default_factory=list)
    ditolak: list[Ditolak] = field(default_factory=list)
    perhatian: list[Ditolak] = field(default_factory=list)
    """Records that were taken although, with what is here, they break a rule, and which."""
