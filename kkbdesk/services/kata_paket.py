"""Records, places and values of a merge as people say them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kkbdesk.exchange.padu import terakhir
from kkbdesk.model import format_id, wilayah
from kkbdesk.model.changes import Change
from kkbdesk.model.fields import Record, describe, described
from kkbdesk.model.ids import Kind
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.paket import Paket
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.versi import ADA, Cabang
from kkbdesk.model.wire import from_plain, to_plain
from kkbdesk.queries.names import Names
from kkbdesk.store import Reader

Tanya = tuple[Kind, str, str]
"""Names a question: kind and id of a record, and the field or `@` for the record itself."""
SENDIRI = "Kantor ini"
"""The place of what belongs to the office here."""
_ODD = (ValueError, TypeError, KeyError, ArithmeticError)
"""What a value that does not fit its field leads to."""


@dataclass(frozen=True, slots=True)
class Pilihan:
    """One of the values that a question is about."""

    nilai: str
    sejak: str
    """The day it was written on, empty when nobody knows."""
    oleh: str
    """Another office that wrote it, empty for our own and for unknown ones."""

    def kalimat(self) -> str:
        """Return value, day and writer as one part of a sentence."""
        since = f" sejak {self.sejak}" if self.sejak else ""
        return f"{self.nilai}{since}{f' ({self.oleh})' if self.oleh else ''}"


@dataclass(frozen=True, slots=True)
class Soal:
    """One question in words: which of several values of a field, or whether a record stays."""

    tanya: Tanya
    jenis: str
    """What kind of record, as people call it."""
    judul: str
    tempat: str
    """The kampung or office that it belongs to."""
    kolom: str
    cabang: tuple[Cabang, ...]
    """The values themselves, as they were when the question was put."""
    pilihan: tuple[Pilihan, ...]
    """The same in words; the first is the one here, or the one that is shown meanwhile."""
    terpakai: bool = False
    """Whether something new hangs on the record, so that it cannot be deleted."""

    @property
    def kunci(self) -> str:
        """Return a text that names the question."""
        return ":".join(self.tanya)


@dataclass(frozen=True, slots=True)
class Perubahan:
    """What a merge does to one record."""

    kind: Kind
    id: str
    hasil: str
    """baru, berubah or dihapus."""
    jenis: str
    judul: str
    tempat: str
    uraian: str
    """The changed fields, old and new."""


class Kata:
    """Says records, places and values; what they refer to is read at once."""

    def __init__(self, reader: Reader, records: Iterable[Record]) -> None:
        known = list(records)
        self._names = Names(reader)
        self._names.learn(known)
        self._places = _Places(reader, known)
        mine = reader.simpul_semua()
        own = {item.wilayah or "pusat" for item in reader.find(Kantor, kantor="")}
        self._offices = {
            item.simpul: "komputer lain kantor ini" if item.mitra in own else item.nama_mitra
            for item in reader.find(Paket)
            if item.simpul not in mine and item.nama_mitra
        }

    def judul(self, kind: Kind, record: Record | None) -> str:
        """Return how a record is called beside its place, its noun where it has no name."""
        if record is None:
            return RECORDS[kind].NOUN
        return self._judul(record, self.tempat(record))

    def _judul(self, record: Record, tempat: str) -> str:
        title = self._names.title(record)
        place = tempat.partition(", ")[0]
        return title.removeprefix(f"{place} · ").removeprefix(f"{SENDIRI.lower()} · ")

    def tempat(self, record: Record | None) -> str:
        """Return the kampung or office that a record belongs to."""
        return self._places.of(record) if record else ""

    def perubahan(self, change: Change) -> Perubahan:
        """Return what became of one record."""
        record = change.before or change.after
        noun, place = RECORDS[change.kind].NOUN, self.tempat(record)
        return Perubahan(
            change.kind, change.id,
            "baru" if change.before is None else "dihapus" if change.after is None else "berubah",
            noun, self._judul(record, place) if record else noun, place,
            "; ".join(self._differences(change)),
        )  # fmt: skip

    def _differences(self, change: Change) -> Iterator[str]:
        if change.before is None or change.after is None:
            return
        for item in describe(RECORDS[change.kind]):
            old, new = getattr(change.before, item.name), getattr(change.after, item.name)
            if old != new and not item.field.technical:
                shown = self._names.show(item, old), self._names.show(item, new)
                yield f"{item.field.label}: {' → '.join(shown)}"

    def soal(
        self, tanya: Tanya, record: Record | None, cabang: Sequence[Cabang], *, terpakai: bool
    ) -> Soal:
        """Return a question in words."""
        kind, _, kolom = tanya
        label = "catatan ini"
        if kolom != ADA:
            label = described(RECORDS[kind], kolom).field.label
        return Soal(
            tanya, RECORDS[kind].NOUN, self.judul(kind, record), self.tempat(record), label,
            tuple(cabang), tuple(self._pilihan(kolom, record, item) for item in cabang), terpakai,
        )  # fmt: skip

    def _pilihan(self, kolom: str, record: Record | None, cabang: Cabang) -> Pilihan:
        points, value = cabang
        if kolom == ADA:
            shown = "dipertahankan" if value else "dihapus"
        else:
            shown = self._shown(kolom, record, value)
        last = terakhir(points)
        return Pilihan(shown, _day(last.waktu), self._offices.get(last.simpul, ""))

    def _shown(self, kolom: str, record: Record | None, value: Any) -> str:
        if value is None:
            return "kosong"
        other = dengan(record, kolom, value) if record else None
        if other is None:
            return f"“{value}”"
        return f"“{self._names.show(described(type(other), kolom), getattr(other, kolom))}”"


def dengan(record: Record, kolom: str, value: Any) -> Record | None:
    """Return a record with another JSON value in a field, None when it cannot be read so."""
    plain = {name: old for name, old in to_plain(record).items() if name != kolom}
    try:
        return from_plain(record.KIND, plain if value is None else {**plain, kolom: value})
    except _ODD:
        return None


def tersangkut(
    records: Mapping[tuple[Kind, str], Record], asked: Iterable[tuple[Tanya, Sequence[Cabang]]]
) -> Iterator[Record]:
    """Yield the records, and what they would be with the other values of the questions."""
    yield from records.values()
    for (kind, id, kolom), cabang in asked:
        record = records.get((kind, id))
        if record is not None and kolom != ADA:
            made = (dengan(record, kolom, value) for _, value in cabang)
            yield from (other for other in made if other is not None)


_ABOVE = (("pokja", Kind.POKJA), ("rapat", Kind.RAPAT), ("kampung", Kind.KAMPUNG))
"""The fields by which a record is part of another, and of what kind that is."""


class _Places:
    """Finds the kampung of records, through the group or meeting that they are part of."""

    def __init__(self, reader: Reader, records: Sequence[Record]) -> None:
        self._known: dict[tuple[Kind, str], Record] = {(r.KIND, r.id): r for r in records}
        for name, kind in _ABOVE:
            wanted = {str(id) for r in self._known.values() if (id := getattr(r, name, None))}
            missing = {id for id in wanted if (kind, id) not in self._known}
            found = reader.get_many(RECORDS[kind], missing)
            self._known |= {(kind, id): record for id, record in found.items()}
        villages = {r.desa for r in self._known.values() if isinstance(r, Kampung)}
        offices = {code for r in self._known.values() if (code := getattr(r, "kantor", ""))}
        self._regions = reader.wilayah(villages | offices)
        self._many = len({code[:5] for code in villages}) > 1
        self._of: dict[tuple[Kind, str], str] = {}

    def of(self, record: Record) -> str:
        for name, kind in _ABOVE:
            key = kind, getattr(record, name, None) or ""
            if key in self._known:
                if key not in self._of:
                    self._of[key] = self.of(self._known[key])
                return self._of[key]
        if isinstance(record, Kampung):
            levels = (wilayah.KECAMATAN, wilayah.KABUPATEN)[: 1 + self._many]
            above_it = [wilayah.ancestor(record.desa, level) for level in levels]
            return ", ".join([record.nama, *map(self._region, above_it)])
        office = getattr(record, "kantor", None)
        return self._region(office) if office else SENDIRI if office == "" else ""

    def _region(self, code: str) -> str:
        return self._regions[code].nama if code in self._regions else code


def _day(waktu: str) -> str:
    """Return when something was written, as people say it."""
    if not waktu:
        return ""
    try:
        day = datetime.fromisoformat(f"{waktu}+00:00").astimezone().date()
    except ValueError:
        return ""
    return format_id.tanggal(day)
