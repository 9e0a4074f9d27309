"""Figures of meetings: held against due, attendance per agency, follow-ups, who has not met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kkbdesk.model.ids import OPDId, RapatId, SeriRapatId
from kkbdesk.model.opd import OPD
from kkbdesk.model.rapat import (
    Kehadiran,
    Peserta,
    Rapat,
    SeriRapat,
    StatusRapat,
    StatusTindakLanjut,
    TindakLanjut,
    TingkatRapat,
)
from kkbdesk.queries.opd import urutan
from kkbdesk.store import Records


@dataclass(frozen=True, slots=True)
class Keterlaksanaan:
    """How often a series or a level met in a year, against how often it was to meet so far."""

    nama: str
    tingkat: TingkatRapat
    seri: SeriRapatId | None
    """None for a whole level."""
    terlaksana: int
    seharusnya: int


@dataclass(frozen=True, slots=True)
class KehadiranOPD:
    """In how many held meetings an agency was invited, came, sent somebody, was absent."""

    opd: OPD
    diundang: int
    hadir: int
    diwakili: int
    tidak_hadir: int


@dataclass(frozen=True, slots=True)
class Jumlah:
    """Follow-ups of a year's meetings: open (late ones included), late, done, dropped."""

    terbuka: int
    terlambat: int
    selesai: int
    batal: int


@dataclass(frozen=True, slots=True)
class BelumRapat:
    """A series that was to meet this month and has not; the day where one is planned."""

    nama: str
    direncanakan: date | None


@dataclass(frozen=True, slots=True)
class AngkaRapat:
    """Everything counted of one year."""

    tahun: int
    per_seri: tuple[Keterlaksanaan, ...]
    per_tingkat: tuple[Keterlaksanaan, ...]
    kehadiran: tuple[KehadiranOPD, ...]
    tindak_lanjut: Jumlah
    belum_rapat: tuple[BelumRapat, ...]
    """Of the present month, whatever the year is."""


def hitung_rapat(reader: Records, tahun: int, today: date) -> AngkaRapat:
    """Return the figures of a year as they are today."""
    series = sorted(reader.find(SeriRapat), key=lambda item: item.nama.casefold())
    every = reader.find(Rapat)
    held = [
        item
        for item in every
        if item.tanggal.year == tahun and item.status is StatusRapat.TERLAKSANA
    ]
    due = {item.id: len(list(jatuh_tempo(item, tahun, today))) for item in series}
    ids = {item.id for item in every if item.tanggal.year == tahun}
    return AngkaRapat(
        tahun=tahun,
        per_seri=tuple(
            Keterlaksanaan(
                item.nama, item.tingkat, item.id,
                sum(meeting.seri == item.id for meeting in held), due[item.id],
            )
            for item in series
        ),
        per_tingkat=tuple(_levels(series, held, due)),
        kehadiran=tuple(kehadiran_opd(reader, held)),
        tindak_lanjut=_owed(reader, ids, today),
        belum_rapat=tuple(belum_rapat(series, every, today)),
    )  # fmt: skip


def jatuh_tempo(seri: SeriRapat, tahun: int, today: date) -> Iterable[date]:
    """Return the days of a year on which a series was to meet so far."""
    return seri.jadwal(date(tahun, 1, 1), min(date(tahun, 12, 31), today))


def _levels(
    series: Iterable[SeriRapat], held: Iterable[Rapat], due: Mapping[SeriRapatId, int]
) -> Iterable[Keterlaksanaan]:
    series, held = list(series), list(held)
    for tingkat in TingkatRapat:
        number = sum(item.tingkat is tingkat for item in held)
        wanted = sum(due[item.id] for item in series if item.tingkat is tingkat)
        if number or wanted:
            yield Keterlaksanaan(tingkat.label, tingkat, None, number, wanted)


def kehadiran_opd(reader: Records, held: Iterable[Rapat]) -> list[KehadiranOPD]:
    """Return the attendance of every agency that was invited; one who came speaks for it."""
    best: dict[OPDId, dict[RapatId, Kehadiran]] = {}
    for meeting in held:
        for item in reader.find(Peserta, rapat=meeting.id):
            if item.opd:
                of = best.setdefault(item.opd, {})
                present = of.get(meeting.id, Kehadiran.DIUNDANG)
                of[meeting.id] = max(present, item.kehadiran, key=_RANK.index)
    agencies = reader.get_many(OPD, best)
    counted = []
    for record in sorted(agencies.values(), key=urutan):
        states = list(best[record.id].values())
        came, sent = states.count(Kehadiran.HADIR), states.count(Kehadiran.DIWAKILI)
        counted.append(KehadiranOPD(record, len(states), came, sent, len(states) - came - sent))
    return counted


_RANK = (Kehadiran.DIUNDANG, Kehadiran.TIDAK_HADIR, Kehadiran.DIWAKILI, Kehadiran.HADIR)


def _owed(reader: Records, meetings: set[RapatId], today: date) -> Jumlah:
    every = [item for item in reader.find(TindakLanjut) if item.rapat in meetings]
    states = [item.status for item in every]
    return Jumlah(
        terbuka=states.count(StatusTindakLanjut.TERBUKA),
        terlambat=sum(item.terlambat(today) for item in every),
        selesai=states.count(StatusTindakLanjut.SELESAI),
        batal=states.count(StatusTindakLanjut.BATAL),
    )


def belum_rapat(
    series: Iterable[SeriRapat], every: Iterable[Rapat], today: date
) -> list[BelumRapat]:
    """Return the series that were to meet this month and have not.

    Where there are meetings but no series of the office, it is to meet every month.
    """
    first = today.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    every = [item for item in every if item.status is not StatusRapat.BATAL]
    here = [item for item in every if first <= item.tanggal <= last]
    series = list(series)
    groups = [
        (item.nama, [meeting for meeting in here if meeting.seri == item.id])
        for item in series
        if any(item.jadwal(first, last))
    ]
    if not any(item.tingkat is TingkatRapat.KABUPATEN for item in series):
        meetings = [item for item in every if item.tingkat is TingkatRapat.KABUPATEN]
        if meetings:
            newest = max(meetings, key=lambda item: item.tanggal)
            groups.append((newest.nama, [item for item in here if item in meetings]))
    return [
        BelumRapat(name, min((item.tanggal for item in present), default=None))
        for name, present in groups
        if not any(item.status is StatusRapat.TERLAKSANA for item in present)
    ]
