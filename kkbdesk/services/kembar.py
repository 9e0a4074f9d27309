"""Things that two offices entered each for itself: proposed as one, and made one when chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from kkbdesk.model.fields import Record, describe
from kkbdesk.model.ids import KembarId, Kind, derived_id
from kkbdesk.model.matriks import sel_id
from kkbdesk.model.opd import NamaOPD
from kkbdesk.model.paket import Kembar
from kkbdesk.model.realisasi import opd_hadir
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.rencana import lokasi, pendukung
from kkbdesk.model.versi import Titik, Versi
from kkbdesk.model.wilayah import normal
from kkbdesk.model.wire import from_plain
from kkbdesk.store import Unit

if TYPE_CHECKING:
    from kkbdesk.services.gabung import Baris

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


class Peleburan:
    """Knows which ids mean one record, and rewrites what refers to the one that is given up."""

    def __init__(self, unit: Unit, titik: Titik) -> None:
        self._unit = unit
        self._titik = titik
        self._same: dict[Kunci, str] = {}
        self._arrived: list[Kunci] = []
        self.versi: dict[Kunci, Versi] = {}

    def dengan_yang_lama(self, lines: Iterable[Baris]) -> Iterator[Baris]:
        """Yield the lines as earlier decisions have them, made here or told by the package."""
        rows = list(lines)
        for item in self._unit.find(Kembar):
            self._same[Kind(item.jenis), item.lain] = item.rekam
        for row in rows:
            if row.kind is Kind.KEMBAR and row.isi is not None:
                key = Kind(row.isi["jenis"]), str(row.isi["lain"])
                if key not in self._same:
                    self._same[key] = str(row.isi["rekam"])
                    self._arrived.append(key)
        return map(self._rewritten, rows)

    def satukan(self, rows: Iterable[Baris], chosen: Mapping[Kunci, str]) -> Iterator[Baris]:
        """Yield the lines after new records were made one with those here."""
        rows = list(rows)
        self._same |= chosen
        for row in rows:
            if (row.kind, row.id) in chosen:
                self._unit.put(_decision(row.kind, row.id, chosen[row.kind, row.id]))
                self.versi[row.kind, row.id] = row.versi.dihapus(self._titik)
        return map(self._rewritten, rows)

    def rujukan_di_sini(self) -> None:
        """Let the records here refer to what earlier decisions of others left."""
        for kind, id in self._arrived:
            for child, names in self._children(kind, id):
                values = dict.fromkeys(names, self._same[kind, id])
                self._move(child, replace(child, **values))  # type: ignore[type-var]  # every Record is a dataclass

    def tergantung(self, keys: Iterable[Kunci]) -> dict[Kunci, list[Kunci]]:
        """Return the records here that hang on these and will go on doing so."""
        found: dict[Kunci, list[Kunci]] = {}
        for kind, id in keys:
            if (kind, id) in self._same:
                continue
            hanging = [(child.KIND, child.id) for child, _ in self._children(kind, id)]
            if hanging:
                found[kind, id] = hanging
        return found

    def _children(self, kind: Kind, id: str) -> Iterator[tuple[Record, list[str]]]:
        for record_type, names in _referring(kind):
            for name in names:
                for child in _everywhere(self._unit, record_type, name, id):
                    yield child, [name]

    def _move(self, child: Record, changed: Record) -> None:
        isi: dict[str, Any] = {
            item.name: getattr(changed, item.name) for item in describe(type(changed))
        }
        id = _natural_id(child.KIND, child.id, isi)
        key = child.KIND, child.id
        versi = self._unit.versi([(str(child.KIND), child.id)])
        known = versi.get((str(child.KIND), child.id), Versi())
        if id == child.id:
            self._unit.put(changed)
            self.versi[key] = known.ditulis(_differing(child, changed), self._titik)
            return
        self._unit.remove(type(child), child.id)
        self.versi[key] = known.dihapus(self._titik)
        if self._unit.get(type(child), id) is None:
            self._unit.put(replace(changed, id=id))  # type: ignore[type-var]  # every Record is a dataclass
            self.versi[child.KIND, id] = Versi().dibuat(self._titik)

    def _rewritten(self, row: Baris) -> Baris:
        if row.isi is None:
            return row
        id = self._last(row.kind, row.id)
        isi = dict(row.isi)
        for name, kind in _references(row.kind):
            if isi.get(name):
                isi[name] = self._last(kind, str(isi[name]))
        if isi != row.isi:
            id = _natural_id(row.kind, id, isi)
        return replace(row, id=id, isi=isi)

    def _last(self, kind: Kind, id: str) -> str:
        seen = {id}
        while (kind, id) in self._same and self._same[kind, id] not in seen:
            id = self._same[kind, id]
            seen.add(id)
        return id


def usulan(unit: Unit, rows: Iterable[Baris]) -> list[Usul]:
    """Return which new records of a package may be the same as one here."""
    rows = [row for row in rows if row.kind in _SIGNS and row.isi is not None]
    named = {(row.kind, row.id) for row in rows}
    found: list[Usul] = []
    for kind, (signs, why) in _SIGNS.items():
        of_kind = [row for row in rows if row.kind is kind]
        here = unit.get_many(RECORDS[kind], [row.id for row in of_kind])
        known = unit.versi((str(kind), row.id) for row in of_kind)
        fresh = [row for row in of_kind if row.id not in here and (str(kind), row.id) not in known]
        if not fresh:
            continue
        by_sign: dict[object, Record] = {}
        for record in unit.find(RECORDS[kind]):
            if (kind, record.id) not in named:
                by_sign.update((sign, record) for sign in signs(unit, record))
        for row in fresh:
            record = from_plain(kind, {**(row.isi or {}), "id": row.id})
            same = next((by_sign[s] for s in signs(unit, record) if s in by_sign), None)
            if same is not None:
                found.append(Usul(kind, row.id, same.id, _called(record), why))
    return found


def _of_agency(unit: Unit, record: Any) -> list[object]:
    names = [record.nama, record.singkatan]
    names += [
        item for old in unit.find(NamaOPD, opd=record.id) for item in (old.nama, old.singkatan)
    ]
    return [normal(name) for name in names if name]


def _of_group(_unit: Unit, record: Any) -> list[object]:
    return [] if record.selesai else [(record.kampung, record.kantor)]


def _of_member(_unit: Unit, record: Any) -> list[object]:
    return [] if record.selesai else [(record.pokja, normal(record.nama))]


def _of_meeting(_unit: Unit, record: Any) -> list[object]:
    return [(record.tanggal, record.kampung, record.wilayah, normal(record.nama))]


def _of_activity(_unit: Unit, record: Any) -> list[object]:
    return [(record.program, normal(record.nama))]


_SIGNS: dict[Kind, tuple[Callable[[Unit, Any], list[object]], str]] = {
    Kind.OPD: (_of_agency, "Nama atau singkatannya sama."),
    Kind.POKJA: (_of_group, "Sama-sama Pokja yang berjalan di tempat yang sama."),
    Kind.ANGGOTA: (_of_member, "Nama sama dalam Pokja yang sama."),
    Kind.RAPAT: (_of_meeting, "Nama, tanggal, dan tempatnya sama."),
    Kind.KEGIATAN: (_of_activity, "Nama sama dalam program yang sama."),
}
"""How things are told to be the same, per kind that has no id of its own nature."""


def _called(record: Record) -> str:
    return str(getattr(record, "nama", "") or record.NOUN)


def _decision(kind: Kind, lain: str, rekam: str) -> Kembar:
    id = KembarId(derived_id(Kind.KEMBAR, kind, lain))
    return Kembar(id=id, jenis=str(kind), lain=lain, rekam=rekam)


def _natural_id(kind: Kind, id: str, isi: Mapping[str, Any]) -> str:
    """Return the id of a record that is named by what it refers to."""
    if kind is Kind.SEL_MATRIKS:
        return sel_id(isi["tahun"], isi.get("kampung"), isi["program"], isi["opd"])
    if kind is Kind.LOKASI_RENCANA:
        return lokasi(isi["rencana"], isi["kampung"]).id
    if kind is Kind.PENDUKUNG_RENCANA:
        return pendukung(isi["rencana"], isi["opd"]).id
    if kind is Kind.OPD_REALISASI:
        return opd_hadir(isi["realisasi"], isi["opd"]).id
    return id


def _differing(one: Record, other: Record) -> list[str]:
    return [
        item.name
        for item in describe(type(one))
        if getattr(one, item.name) != getattr(other, item.name)
    ]


@cache
def _references(kind: Kind) -> tuple[tuple[str, Kind], ...]:
    return tuple(
        (item.name, item.field.ref)
        for item in describe(RECORDS[kind])
        if item.field.ref is not None
    )


@cache
def _referring(kind: Kind) -> tuple[tuple[type[Record], tuple[str, ...]], ...]:
    """Return the classes whose records refer to this kind, with the fields that do."""
    found = []
    for record_type in RECORDS.values():
        names = tuple(name for name, ref in _references(record_type.KIND) if ref is kind)
        if names:
            found.append((record_type, names))
    return tuple(found)


def _everywhere(unit: Unit, record_type: type[Record], name: str, id: str) -> list[Record]:
    """Return the records of every office that refer to one."""
    owned = any(item.name == "kantor" for item in describe(record_type))
    found = unit.find(record_type, **{name: id})
    if owned and unit.kantor:
        found += [
            item for item in unit.find(record_type, kantor="", **{name: id}) if item not in found
        ]
    return found
