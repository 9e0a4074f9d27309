"""What a restore would change, and one kampung or one record brought back out of a copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kkbdesk.errors import UserError
from kkbdesk.model.cadangan import Kunci, Salinan
from kkbdesk.model.changes import Change, ChangeSet
from kkbdesk.model.fields import Record, describe
from kkbdesk.model.ids import KampungId, Kind
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.rapat import Rapat
from kkbdesk.model.registry import RECORDS
from kkbdesk.queries.names import Names
from kkbdesk.services.editor import Editor
from kkbdesk.services.rapat_inti import BAGIAN
from kkbdesk.services.riwayat import Baris, called, lines
from kkbdesk.store import Entry, Reader, Store

TERAKHIR = 50
"""So many of the edits that would be lost are named."""
_SHIPPED = frozenset({Kind.WILAYAH, Kind.BUTIR, Kind.PROGRAM, Kind.KEGIATAN, Kind.DASAR_HUKUM})


@dataclass(frozen=True, slots=True)
class Jumlah:
    """How many records of a kind there are now, and in the copy."""

    sebutan: str
    kini: int
    salinan: int


@dataclass(frozen=True, slots=True)
class Beda:
    """A record that is not now as it is in the copy."""

    kampung: str
    """The name of the kampung to which it belongs; empty for the office's own."""
    desa: str
    """The village of that kampung; empty when the copy does not have it."""
    nama: str
    nasib: str
    """What became of it since: hilang, berubah, baru."""
    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Banding:
    """What putting a copy in the place of the present data would change."""

    salinan: Salinan
    jumlah: tuple[Jumlah, ...]
    hilang: tuple[Entry, ...]
    """The newest of the edits that would be lost, newest first."""
    jumlah_hilang: int
    jumlah_kembali: int
    """How many edits only the copy has."""
    draf: int
    """How many drafts would be lost or brought back."""
    beda: tuple[Beda, ...]
    sekantor: bool
    """Whether both histories begin with the same entry."""

    def per_kampung(self) -> list[tuple[str, int]]:
        """Return per kampung how many records differ, most first; "" is the office's own."""
        return Counter(item.kampung for item in self.beda).most_common()


@dataclass(frozen=True, slots=True)
class Ambilan:
    """What bringing a part back would write, as changes and in words."""

    label: str
    salinan: Salinan
    changes: tuple[Change, ...]
    baris: tuple[Baris, ...]


class BandingService:
    """Reads the present data and a copy side by side."""

    def __init__(self, store: Store, editor: Editor) -> None:
        self._store = store
        self._editor = editor

    def bandingkan(self, salinan: Salinan, kunci: Kunci | None = None) -> Banding:
        """Return what a restore would change; raises UserError when the copy is damaged."""
        with self._store.copies.opened(salinan, kunci) as dulu, self._store.read() as kini:
            common = _common(kini, dulu)
            last = kini.entries(limit=TERAKHIR)
            return Banding(
                salinan=salinan,
                jumlah=tuple(_counts(kini, dulu)),
                hilang=tuple(entry for entry in last if entry.urut > common),
                jumlah_hilang=_newest(kini) - common,
                jumlah_kembali=_newest(dulu) - common,
                draf=len({(d.kind, d.id, str(d.nilai)) for d in kini.draf()}
                         ^ {(d.kind, d.id, str(d.nilai)) for d in dulu.draf()}),
                beda=tuple(_differences(kini, dulu, common)),
                sekantor=common > 0,
            )  # fmt: skip

    def ambil_kampung(self, salinan: Salinan, desa: str, kunci: Kunci | None = None) -> Ambilan:
        """Return what brings the kampung of a village back as it was, with all that hangs on it.

        What was added since stays. Raises UserError when the copy has no such kampung.
        """
        with self._store.copies.opened(salinan, kunci) as dulu, self._store.read() as kini:
            found = dulu.find(Kampung, desa=desa)
            if not found:
                raise UserError(f"Salinan itu tidak memuat kampung di desa {desa}.")
            records = [record for item in found for record in _of_kampung(dulu, item)]
            label = f"Ambil kampung {found[0].nama} dari cadangan"
            return _planned(label, salinan, records, kini, dulu)

    def ambil_rekam(self, salinan: Salinan, id: str, kunci: Kunci | None = None) -> Ambilan:
        """Return what brings one record back as it was, with the parts it is made of."""
        with self._store.copies.opened(salinan, kunci) as dulu, self._store.read() as kini:
            record = next((got for kind in RECORDS.values() if (got := dulu.get(kind, id))), None)
            if record is None:
                raise UserError("Salinan itu tidak memuat catatan ini.")
            names = Names(dulu)
            names.learn([record])
            label = f"Ambil {called(record, names)} dari cadangan"
            return _planned(label, salinan, [record, *_parts(dulu, record)], kini, dulu)

    def ambil(self, ambilan: Ambilan, kunci: Kunci | None = None) -> ChangeSet:
        """Write what was planned, in one edit that can be undone.

        Raises UserError when nothing differs, RuleViolation, StaleEdit.
        """
        self._store.copies.fetch(ambilan.salinan, kunci)
        made = self._editor.carry_out(ambilan.label, ambilan.changes)
        if made is None:
            raise UserError("Tidak ada yang berbeda; tidak ada yang diambil.")
        return made


def _newest(reader: Reader) -> int:
    return next((entry.urut for entry in reader.entries(limit=1)), 0)


def _common(kini: Reader, dulu: Reader) -> int:
    """Return the number of the last entry up to which both journals are the same."""
    low, high = 0, min(_newest(kini), _newest(dulu))
    while low < high:
        middle = (low + high + 1) // 2
        one, other = (reader.entries(before=middle + 1, limit=1)[0].id for reader in (kini, dulu))
        low, high = (middle, high) if one == other else (low, middle - 1)
    return low


def _counts(kini: Reader, dulu: Reader) -> Iterator[Jumlah]:
    for kind, record_type in RECORDS.items():
        if kind not in _SHIPPED:
            counted = Jumlah(record_type.NOUN, kini.count(record_type), dulu.count(record_type))
            if counted.kini or counted.salinan:
                yield counted


def _differences(kini: Reader, dulu: Reader, common: int) -> Iterator[Beda]:
    """Yield the records that differ; only what either journal touched since then can."""
    touched = {(item.kind, item.id): item.kampung for item in dulu.touched(common)}
    touched |= {(item.kind, item.id): item.kampung for item in kini.touched(common)}
    by_kind: dict[Kind, list[str]] = {}
    for kind, id in touched:
        by_kind.setdefault(kind, []).append(id)
    villages = {item.id: item for reader in (kini, dulu) for item in reader.find(Kampung)}
    there = {item.desa for item in dulu.find(Kampung)}
    for kind, ids in by_kind.items():
        now, then = (reader.get_many(RECORDS[kind], ids) for reader in (kini, dulu))
        names_now, names_then = Names(kini), Names(dulu)
        names_now.learn(now.values())
        names_then.learn(then.values())
        for id in sorted(ids):
            one, other = now.get(id), then.get(id)
            if one != other:
                village = villages.get(touched[kind, id] or KampungId(""))
                place = village.nama if village else ""
                desa = village.desa if village and village.desa in there else ""
                name = called(other, names_then) if other else called(one, names_now)  # type: ignore[arg-type]  # they differ
                yield Beda(place, desa, name, _fate(one, other), kind, id)


def _fate(now: Record | None, then: Record | None) -> str:
    if now is None:
        return "hilang"
    return "baru" if then is None else "berubah"


def _of_kampung(reader: Reader, kampung: Kampung) -> Iterator[Record]:
    yield kampung
    for record_type in RECORDS.values():
        if any(item.name == "kampung" for item in describe(record_type)):
            for record in reader.find(record_type, kampung=kampung.id):
                yield record
                yield from _parts(reader, record)


def _parts(reader: Reader, record: Record) -> Iterator[Record]:
    """Yield the records that a record is made of."""
    if isinstance(record, Kampung):
        yield from (item for item in _of_kampung(reader, record) if item is not record)
    elif isinstance(record, Pokja):
        yield from reader.find(Anggota, pokja=record.id)
    elif isinstance(record, Rapat):
        for part in BAGIAN:
            yield from reader.find(part, rapat=record.id)


def _planned(
    label: str, salinan: Salinan, records: list[Record], kini: Reader, dulu: Reader
) -> Ambilan:
    """Return the changes that lead back, with what the records refer to and is gone."""
    changes: dict[tuple[Kind, str], Change] = {}
    waiting = list(records)
    while waiting:
        record = waiting.pop(0)
        key = record.KIND, record.id
        now = kini.get(type(record), record.id)
        if key not in changes and now != record:
            changes[key] = Change(*key, now, record)
            waiting += _referred(record, kini, dulu)
    planned = tuple(changes.values())
    return Ambilan(label, salinan, planned, tuple(lines(planned, dulu)))


def _referred(record: Record, kini: Reader, dulu: Reader) -> Iterator[Record]:
    for item in describe(type(record)):
        id = getattr(record, item.name)
        if item.field.ref is not None and id and kini.get(RECORDS[item.field.ref], id) is None:
            gone = dulu.get(RECORDS[item.field.ref], id)
            if gone is not None:
                yield gone
