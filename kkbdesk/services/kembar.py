"""Things that two offices entered each for itself: proposed as one, and made one when chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from kkbdesk.model.fields import Record, describe
from kkbdesk.model.ids import KembarId, Kind, derived_id
from kkbdesk.model.matriks import sel_id
from kkbdesk.model.opd import NamaOPD
from kkbdesk.model.paket import Kembar
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.wilayah import normal
from kkbdesk.model.wire import Plain
from kkbdesk.store import SEMUA, Reader, Unit

Kunci = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Usul:
    """A new record of a package that looks like one here."""

    kind: Kind
    lain: str
    """Id in the package."""
    rekam: str
    """Id of the one here."""
    nama: str
    alasan: str


class Samaan:
    """Knows which ids mean one record."""

    def __init__(self, kembar: Iterable[Kembar]) -> None:
        self._same = {(Kind(item.jenis), item.lain): item.rekam for item in kembar}

    def akar(self, kind: Kind, id: str) -> str:
        """Return the id that stands for a record.

        Two offices may have decided in opposite directions; then the first in order stands for
        both, so that everybody comes to the same.
        """
        seen = [id]
        while (other := self._same.get((kind, seen[-1]))) is not None:
            if other in seen:
                return min(seen[seen.index(other) :])
            seen.append(other)
        return seen[-1]

    @property
    def sama(self) -> Mapping[Kunci, str]:
        """Return the decisions: which record was given up for which."""
        return self._same

    def berputar(self) -> set[Kunci]:
        """Return what stands although somebody gave it up, where decisions went both ways."""
        return {key for key in self._same if self.akar(*key) == key[1]}

    def berbeda(self, before: Samaan) -> list[Kunci]:
        """Return the ids that stand for themselves no more, or stood for another before."""
        keys = self._same.keys() | before.sama.keys()
        keys |= {(kind, other) for (kind, _), other in self._same.items()}
        return sorted(key for key in keys if self.akar(*key) != before.akar(*key))

    def lurus(self, kind: Kind, isi: Plain) -> Plain:
        """Return the fields with references to the ids that stand."""
        changed = {
            name: other
            for name, ref in rujukan(kind)
            if (value := isi.get(name)) and (other := self.akar(ref, str(value))) != value
        }
        return isi | changed if changed else isi

    def lurus_nilai(self, kind: Kind, name: str, value: Any) -> Any:
        """Return the value of a field, as `lurus` would have it."""
        return self.lurus(kind, {name: value})[name]


def terlihat(kantor: str, record: Record) -> bool:
    """Tell whether an office sees a record as one of its own, or of a kampung."""
    of_kampung = getattr(record, "kampung", None) is not None
    return kantor == SEMUA or of_kampung or getattr(record, "kantor", kantor) == kantor


def putusan_kembar(kind: Kind, lain: str, rekam: str) -> Kembar:
    """Return the decision that two records are one."""
    id = KembarId(derived_id(Kind.KEMBAR, kind, lain))
    return Kembar(id=id, jenis=str(kind), lain=lain, rekam=rekam)


def tergantung(unit: Unit, keys: Iterable[Kunci]) -> dict[Kunci, list[Record]]:
    """Return the records here that refer to these."""
    found: dict[Kunci, list[Record]] = {}
    for kind, id in keys:
        hanging = [
            child
            for record_type, name in _referring(kind)
            for child in _everywhere(unit, record_type, name, id)
        ]
        if hanging:
            found[kind, id] = hanging
    return found


def id_alami(kind: Kind, isi: Plain) -> str | None:
    """Return the id of a record that is named by what it holds; None where it is not.

    Raises KeyError or TypeError where that is missing.
    """
    if kind in (Kind.KLASIFIKASI, Kind.VARIABEL):
        return derived_id(kind, isi["kampung"], isi["tanggal"])
    if kind is Kind.SEL_MATRIKS:
        return sel_id(isi["tahun"], isi.get("kampung"), isi["program"], isi["opd"])
    if kind is Kind.MATRIKS:
        return derived_id(kind, isi["tahun"], isi.get("kampung") or isi.get("kantor", ""))
    names = _NAMED_BY.get(kind)
    return derived_id(kind, *(isi[name] for name in names)) if names else None


_NAMED_BY = {
    Kind.BUTIR: ("daftar", "kode"),
    Kind.LOKASI_RENCANA: ("rencana", "kampung"),
    Kind.PENDUKUNG_RENCANA: ("rencana", "opd"),
    Kind.OPD_REALISASI: ("realisasi", "opd"),
}
"""The fields that name a record, where it is named by nothing else."""


def usulan(
    unit: Unit, records: Sequence[Record], dikenal: frozenset[Kunci] | set[Kunci]
) -> list[Usul]:
    """Return which of these new records of a package may be the same as one here.

    `dikenal` are all records that the package names: what it has itself is no twin.
    """
    found: list[Usul] = []
    for kind, (signs, why) in _SIGNS.items():
        fresh = [record for record in records if record.KIND is kind]
        if not fresh:
            continue
        by_sign: dict[object, Record] = {}
        here = [item for item in unit.find(RECORDS[kind]) if (kind, item.id) not in dikenal]
        old_names = _old_names(unit) if kind is Kind.OPD else {}
        for record in here:
            by_sign.update(((_of(record), sign), record) for sign in signs(record, old_names))
        for record in filter(partial(terlihat, unit.kantor), fresh):
            keys = [(_of(record), sign) for sign in signs(record, old_names)]
            same = next((by_sign[key] for key in keys if key in by_sign), None)
            if same is not None:
                found.append(Usul(kind, record.id, same.id, _called(record), why))
    return found


def _of(record: Record) -> str:
    """Return the office of a record: those of different offices are no twins."""
    return str(getattr(record, "kantor", ""))


def _old_names(reader: Reader) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for item in reader.find(NamaOPD):
        names.setdefault(item.opd, []).extend((item.nama, item.singkatan))
    return names


def _of_agency(record: Any, old_names: Mapping[str, list[str]]) -> list[object]:
    names = [record.nama, record.singkatan, *old_names.get(record.id, ())]
    return [normal(name) for name in names if name]


def _of_group(record: Any, _: object) -> list[object]:
    return [] if record.selesai else [(record.kampung, record.kantor)]


def _of_member(record: Any, _: object) -> list[object]:
    return [] if record.selesai else [(record.pokja, normal(record.nama))]


def _of_meeting(record: Any, _: object) -> list[object]:
    return [(record.tanggal, record.kampung, record.wilayah, normal(record.nama))]


def _of_activity(record: Any, _: object) -> list[object]:
    return [(record.program, normal(record.nama))]


_SIGNS: dict[Kind, tuple[Callable[[Any, Mapping[str, list[str]]], list[object]], str]] = {
    Kind.OPD: (_of_agency, "Nama atau singkatannya sama."),
    Kind.POKJA: (_of_group, "Sama-sama Pokja yang berjalan di tempat yang sama."),
    Kind.ANGGOTA: (_of_member, "Nama sama dalam Pokja yang sama."),
    Kind.RAPAT: (_of_meeting, "Nama, tanggal, dan tempatnya sama."),
    Kind.KEGIATAN: (_of_activity, "Nama sama dalam program yang sama."),
}
"""How things are told to be the same, per kind that has no id of its own nature."""
BISA_KEMBAR = frozenset(_SIGNS)
"""The kinds of which two records may be one thing."""


def _called(record: Record) -> str:
    return str(getattr(record, "nama", "") or record.NOUN)


@cache
def rujukan(kind: Kind) -> tuple[tuple[str, Kind], ...]:
    """Return the fields of a kind that refer to other records, each with the kind it refers to."""
    return tuple(
        (item.name, item.field.ref)
        for item in describe(RECORDS[kind])
        if item.field.ref is not None
    )


@cache
def _referring(kind: Kind) -> tuple[tuple[type[Record], str], ...]:
    """Return the classes whose records refer to this kind, with each field that does."""
    return tuple(
        (record_type, name)
        for record_type in RECORDS.values()
        for name, ref in rujukan(record_type.KIND)
        if ref is kind
    )


def _everywhere(unit: Unit, record_type: type[Record], name: str, id: str) -> Iterator[Record]:
    """Yield the records of every office that refer to one."""
    yield from unit.find(record_type, **{name: id}, kantor=SEMUA)
