"""Rules for the people of the office, and which edit needs which of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kkbdesk.model.changes import Change
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import Kind, OrangId
from kkbdesk.model.matriks import Matriks
from kkbdesk.model.naskah import Naskah, StatusNaskah
from kkbdesk.model.orang import Orang, Pemulihan, PeranOrang, Tindak
from kkbdesk.model.problem import Problem
from kkbdesk.model.wilayah import normal
from kkbdesk.rules.problem import problem
from kkbdesk.store import Records

PERLU = {
    Tindak.SEPAKATI_MATRIKS: PeranOrang.PENYELIA,
    Tindak.TETAPKAN_NASKAH: PeranOrang.PENYELIA,
    Tindak.UBAH_PENGATURAN: PeranOrang.PENYELIA,
    Tindak.GABUNG_PAKET: PeranOrang.PENYELIA,
    Tindak.ATUR_KUNCI: PeranOrang.PENYELIA,
    Tindak.PULIHKAN_CADANGAN: PeranOrang.PENYELIA,
    Tindak.PASANG_PEMBARUAN: PeranOrang.PENYELIA,
    Tindak.KELOLA_ORANG: PeranOrang.KEPALA,
}
"""The least role for each act; where nobody has it, the highest that somebody has."""

_SETTINGS = frozenset(
    {
        Kind.KANTOR, Kind.TATA_NASKAH, Kind.ATURAN_NASKAH, Kind.PEJABAT, Kind.DASAR_HUKUM,
        Kind.BUTIR, Kind.PROGRAM, Kind.KEGIATAN, Kind.WILAYAH,
    }
)  # fmt: skip
_IN_FORCE = (StatusNaskah.DITETAPKAN, StatusNaskah.DICABUT)


def pemegang(tindak: Tindak, people: Sequence[Orang]) -> list[Orang]:
    """Return who of the people may do an act, by name."""
    active = [orang for orang in people if orang.aktif]
    highest = max((orang.peran.tingkat for orang in active), default=0)
    least = min(PERLU[tindak].tingkat, highest)
    found = [orang for orang in active if orang.peran.tingkat >= least]
    return sorted(found, key=lambda orang: normal(orang.nama))


def orang_sebelum(changes: Sequence[Change], records: Records) -> list[Orang]:
    """Return the people as they were before an edit, which decide whether it is allowed."""
    people = {orang.id: orang for orang in records.find(Orang)}
    for change in changes:
        if change.kind is Kind.ORANG:
            people.pop(OrangId(change.id), None)
            if isinstance(change.before, Orang):
                people[change.before.id] = change.before
    return list(people.values())


def tindak_dalam(changes: Sequence[Change], siapa: OrangId | None) -> list[Tindak]:
    """Return which acts an edit by somebody consists of, whatever led to it."""
    acts = {tindak for change in changes if (tindak := _act(change, siapa)) is not None}
    return [tindak for tindak in Tindak if tindak in acts]


def tindak_pada(kind: Kind) -> Tindak | None:
    """Return the act that any change of a record of a kind is, None where it depends."""
    if kind in _SETTINGS:
        return Tindak.UBAH_PENGATURAN
    return Tindak.KELOLA_ORANG if kind in (Kind.ORANG, Kind.PEMULIHAN) else None


def _act(change: Change, siapa: OrangId | None) -> Tindak | None:
    if change.kind is Kind.MATRIKS and _agreed(change.before) != _agreed(change.after):
        return Tindak.SEPAKATI_MATRIKS
    if change.kind is Kind.NASKAH and _issued(change.before) != _issued(change.after):
        return Tindak.TETAPKAN_NASKAH
    return None if _own_affair(change, siapa) else tindak_pada(change.kind)


def _agreed(record: Record | None) -> object:
    if not isinstance(record, Matriks) or record == Matriks(
        id=record.id, tahun=record.tahun, kampung=record.kampung
    ):
        return None
    return record.disepakati, record.rapat, record.terkunci


def _issued(record: Record | None) -> object:
    if not isinstance(record, Naskah):
        return None
    in_force = record.status if record.status in _IN_FORCE else None
    return (record.beku, in_force) if record.beku or in_force else None


def _own_affair(change: Change, siapa: OrangId | None) -> bool:
    """Tell whether somebody changes the own PIN, or notes that the recovery sheet was used."""
    before, after = change.before, change.after
    if isinstance(before, Orang) and isinstance(after, Orang):
        return change.id == siapa and replace(before, pin="") == replace(after, pin="")
    if isinstance(before, Pemulihan) and isinstance(after, Pemulihan):
        return replace(before, dipakai=None) == replace(after, dipakai=None)
    return False


def check_orang_set(records: Sequence[Orang], reader: Records) -> Iterator[Problem]:
    """Yield people of the same name: the history tells them apart by nothing else."""
    names = [normal(other.nama) for other in reader.find(Orang)]
    for record in records:
        if names.count(normal(record.nama)) > 1:
            text = f"{record.nama} sudah ada; bedakan, misalnya dengan nama kedua."
            yield problem(record, "ganda", text, "nama")


def check_penyelia(changes: Sequence[Change], reader: Records) -> Iterator[Problem]:
    """Yield that nobody would be left who may agree, issue and set."""
    people = reader.find(Orang)
    if not people or any(
        orang.aktif and orang.peran is not PeranOrang.OPERATOR for orang in people
    ):
        return
    change = next(item for item in changes if item.kind is Kind.ORANG)
    text = "Sedikitnya satu orang aktif harus penyelia atau kepala."
    yield Problem("penyelia", text, change.kind, change.id, "peran")
