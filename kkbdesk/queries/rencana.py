"""Planned activities with their places, agencies and what was done of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kkbdesk.model.fields import Choice
from kkbdesk.model.ids import KampungId, OPDId, RencanaId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.opd import OPD
from kkbdesk.model.program import Program
from kkbdesk.model.realisasi import Realisasi
from kkbdesk.model.rencana import (
    LokasiRencana,
    PendukungRencana,
    Rencana,
    RencanaLengkap,
    StatusRencana,
)
from kkbdesk.store import Reader

_ORANG = ("orang", "peserta", "jiwa")
"""Units of a target that the number of participants measures."""


class KeadaanRencana(Choice):
    """How a planned activity stands on a day, from what was said, its time and what was done."""

    BELUM_DIJADWALKAN = "belum_dijadwalkan", "Belum dijadwalkan"
    DIRENCANAKAN = "direncanakan", "Direncanakan"
    BERJALAN = "berjalan", "Berjalan"
    TERLAMBAT = "terlambat", "Terlambat"
    SELESAI = "selesai", "Selesai"
    DITUNDA = "ditunda", "Ditunda"
    BATAL = "batal", "Batal"


@dataclass(frozen=True, slots=True)
class RencanaRow:
    """A line of the plan, names resolved."""

    rencana: Rencana
    program: str
    opd: str
    """The responsible agency; empty without one."""
    pendukung: tuple[str, ...]
    kampung: tuple[str, ...]
    realisasi: tuple[Realisasi, ...]
    keadaan: KeadaanRencana

    @property
    def pelaksana(self) -> str:
        """Return all agencies, the responsible one first."""
        return ", ".join(name for name in (self.opd, *self.pendukung) if name)

    @property
    def lokasi(self) -> str:
        """Return where it takes place: kampung, place, or both."""
        names = ", ".join(self.kampung)
        return " · ".join(part for part in (names, self.rencana.tempat) if part)

    @property
    def biaya(self) -> Decimal | None:
        """Return what was spent so far, None where nobody said so."""
        return jumlah(item.biaya for item in self.realisasi)

    @property
    def capaian(self) -> Decimal | None:
        """Return how much of the target was reached, None where nobody said so."""
        told = jumlah(item.capaian for item in self.realisasi)
        if told is None and self.rencana.satuan.casefold() in _ORANG:
            people = (item.peserta for item in self.realisasi)
            return jumlah(Decimal(number) for number in people if number is not None)
        return told

    @property
    def persen_target(self) -> Decimal | None:
        """Return the percentage of the target that was reached."""
        return persen(self.capaian, self.rencana.target)

    @property
    def persen_anggaran(self) -> Decimal | None:
        """Return the percentage of the budget that was spent."""
        return persen(self.biaya, self.rencana.anggaran)


def persen(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return a percentage with one place, None where either is not known or there is no whole."""
    if part is None or not whole:
        return None
    return (part * 100 / whole).quantize(Decimal("0.1"))


def jumlah(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the sum of what is known, None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal()) if known else None


def lengkap(reader: Reader, items: Sequence[Rencana]) -> list[RencanaLengkap]:
    """Return planned activities with their places and agencies, in the same order."""
    places, partners = tempat_dan_mitra(reader, [item.id for item in items])
    return [
        RencanaLengkap(item, frozenset(places[item.id]), frozenset(partners[item.id]))
        for item in items
    ]


def tempat_dan_mitra(
    reader: Reader, ids: Sequence[RencanaId]
) -> tuple[Mapping[RencanaId, list[KampungId]], Mapping[RencanaId, list[OPDId]]]:
    """Return the kampung and the joining agencies of planned activities."""
    places: defaultdict[RencanaId, list[KampungId]] = defaultdict(list)
    partners: defaultdict[RencanaId, list[OPDId]] = defaultdict(list)
    for place in reader.find_many(LokasiRencana, "rencana", ids):
        places[place.rencana].append(place.kampung)
    for partner in reader.find_many(PendukungRencana, "rencana", ids):
        partners[partner.rencana].append(partner.opd)
    return places, partners


def baris_rencana(reader: Reader, items: Sequence[Rencana], today: date) -> list[RencanaRow]:
    """Return planned activities as lines, in the same order."""
    ids = [item.id for item in items]
    places, partners = tempat_dan_mitra(reader, ids)
    done: defaultdict[RencanaId, list[Realisasi]] = defaultdict(list)
    for realisasi in reader.find_many(Realisasi, "rencana", ids):
        if realisasi.rencana:
            done[realisasi.rencana].append(realisasi)
    kampung = nama_kampung(reader, {id for each in places.values() for id in each})
    opd = nama_opd(reader)
    program = nama_program(reader)
    return [
        RencanaRow(
            item,
            program.get(item.program, item.program),
            opd.get(item.opd, "") if item.opd else "",
            _sorted(opd, partners[item.id]),
            _sorted(kampung, places[item.id]),
            tuple(sorted(done[item.id], key=lambda each: each.tanggal)),
            keadaan(item, done[item.id], today),
        )
        for item in items
    ]


def keadaan(item: Rencana, done: Sequence[Realisasi], today: date) -> KeadaanRencana:
    """Return how a planned activity stands on a day."""
    return keadaan_dari(item.status, item.mulai, late=item.terlambat(today), done=bool(done))


def keadaan_dari(
    status: StatusRencana, mulai: date | None, *, late: bool, done: bool
) -> KeadaanRencana:
    """Return how a planned activity stands by what was said, its time and whether it was begun."""
    if status is not StatusRencana.DIRENCANAKAN:
        return KeadaanRencana(status.value)
    if late:
        return KeadaanRencana.TERLAMBAT
    if done:
        return KeadaanRencana.BERJALAN
    if mulai is None:
        return KeadaanRencana.BELUM_DIJADWALKAN
    return KeadaanRencana.DIRENCANAKAN


def nama_kampung(reader: Reader, ids: Iterable[KampungId]) -> dict[str, str]:
    """Return the names of kampung."""
    return {id: item.nama for id, item in reader.get_many(Kampung, ids).items()}


def nama_opd(reader: Reader) -> dict[str, str]:
    """Return the short names of all agencies."""
    return {item.id: item.singkat for item in reader.find(OPD)}


def nama_program(reader: Reader) -> dict[str, str]:
    """Return the numbered short names of all programs."""
    return {item.id: f"{item.id}. {item.singkat}" for item in reader.find(Program)}


def _sorted(names: Mapping[str, str], ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names[id] for id in ids if id in names))
