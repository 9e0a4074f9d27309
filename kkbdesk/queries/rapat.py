"""Meetings with all their parts, names resolved, and what earlier meetings left open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kkbdesk.model import format_id
from kkbdesk.model.ids import KampungId, KodeWilayah, OPDId, RapatId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.opd import OPD
from kkbdesk.model.rapat import (
    FotoRapat,
    Kehadiran,
    Keputusan,
    Pembahasan,
    Peserta,
    Rapat,
    SeriRapat,
    StatusRapat,
    StatusTindakLanjut,
    TindakLanjut,
    TingkatRapat,
)
from kkbdesk.model.wilayah import Wilayah
from kkbdesk.store import Records

Forum = tuple[TingkatRapat, KodeWilayah | None, KampungId | None]
"""Those who meet: their level and place."""

_MENTIONED = 5
"""More follow-ups than these stand on an agenda as one line."""


@dataclass(frozen=True, slots=True)
class Bawaan:
    """A follow-up of an earlier meeting that was not done when the next one met."""

    tindak_lanjut: TindakLanjut
    rapat: Rapat
    """The meeting that agreed it."""


@dataclass(frozen=True, slots=True)
class RapatLengkap:
    """One meeting with everything that hangs on it, in order."""

    rapat: Rapat
    tempat_forum: str
    """Those who meet, in words: a region or a kampung."""
    kampung: Kampung | None
    seri: SeriRapat | None
    peserta: tuple[Peserta, ...]
    pembahasan: tuple[Pembahasan, ...]
    keputusan: tuple[Keputusan, ...]
    tindak_lanjut: tuple[TindakLanjut, ...]
    foto: tuple[FotoRapat, ...]
    bawaan: tuple[Bawaan, ...]
    """What earlier meetings left open, oldest first."""
    opd: Mapping[OPDId, OPD]
    """The agencies that participants and follow-ups name."""

    @property
    def acara(self) -> tuple[str, ...]:
        """Return the whole agenda: what was left open first, then what was typed."""
        return (*acara_bawaan(self), *self.rapat.acara)

    @property
    def acara_rinci(self) -> tuple[str, ...]:
        """Return the whole agenda with every follow-up by itself, however many there are."""
        carried = (_agenda_line(self, item.tindak_lanjut) for item in self.bawaan)
        return (*carried, *self.rapat.acara)

    @property
    def hadir(self) -> tuple[Peserta, ...]:
        """Return who came or was represented."""
        return tuple(item for item in self.peserta if datang(item))

    def instansi(self, peserta: Peserta) -> str:
        """Return where a participant comes from."""
        agency = self.opd.get(peserta.opd) if peserta.opd else None
        return peserta.instansi or (agency.nama if agency else "")

    def penanggung_jawab(self, item: TindakLanjut) -> str:
        """Return who owes a follow-up: a person, an agency, or both."""
        agency = self.opd.get(item.opd) if item.opd else None
        parts = (item.penanggung_jawab, agency.singkat if agency else "")
        return ", ".join(part for part in parts if part)


def baca_rapat(reader: Records, id: RapatId, today: date) -> RapatLengkap | None:
    """Return a meeting with all its parts, None when it is gone."""
    rapat = reader.get(Rapat, id)
    if rapat is None:
        return None
    people = berurutan(reader.find(Peserta, rapat=id))
    owed = berurutan(reader.find(TindakLanjut, rapat=id))
    carried = tuple(bawaan(reader, rapat, today))
    named = [*people, *owed, *(item.tindak_lanjut for item in carried)]
    return RapatLengkap(
        rapat=rapat,
        tempat_forum=nama_forum(reader, [rapat])[forum(rapat)],
        kampung=reader.get(Kampung, rapat.kampung) if rapat.kampung else None,
        seri=reader.get(SeriRapat, rapat.seri) if rapat.seri else None,
        peserta=tuple(people),
        pembahasan=tuple(berurutan(reader.find(Pembahasan, rapat=id))),
        keputusan=tuple(berurutan(reader.find(Keputusan, rapat=id))),
        tindak_lanjut=tuple(owed),
        foto=tuple(berurutan(reader.find(FotoRapat, rapat=id))),
        bawaan=carried,
        opd=_agencies(reader, named),
    )


def kurang_notula(lengkap: RapatLengkap) -> tuple[str, ...]:
    """Return what the minutes of a meeting lack, in words, in the order in which it is written."""
    rapat, owed = lengkap.rapat, lengkap.tindak_lanjut
    present = {
        "kehadiran": lengkap.hadir,
        "pembahasan": lengkap.pembahasan,
        "keputusan": lengkap.keputusan,
        "penanggung jawab tindak lanjut": all(item.opd or item.penanggung_jawab for item in owed),
        "pimpinan rapat": rapat.pimpinan,
        "pencatat": rapat.notulis,
        "jam dibuka": rapat.jam_buka,
        "jam ditutup": rapat.jam_tutup,
    }
    return tuple(name for name, there in present.items() if not there)


def berurutan(records: list[Any]) -> list[Any]:
    """Return the parts of a meeting in their order."""
    return sorted(records, key=lambda item: (item.urut, item.id))


def _agencies(reader: Records, named: Iterable[Any]) -> dict[OPDId, OPD]:
    found = reader.get_many(OPD, {item.opd for item in named if item.opd})
    return {item.id: item for item in found.values()}


def datang(item: Peserta) -> bool:
    """Tell whether a participant came or was represented."""
    return item.kehadiran in (Kehadiran.HADIR, Kehadiran.DIWAKILI)


def forum(rapat: Rapat | SeriRapat) -> Forum:
    """Return who meets."""
    return rapat.tingkat, rapat.wilayah, rapat.kampung


def nama_forum(reader: Records, records: Iterable[Rapat | SeriRapat]) -> dict[Forum, str]:
    """Return those who meet in words, all looked up at once."""
    forums = {forum(item) for item in records}
    kantor = next(iter(reader.find(Kantor)), None)
    home = kantor.wilayah if kantor else None
    regions: dict[str, Wilayah] = reader.wilayah(
        {kode for _, kode, _ in forums if kode} | ({home} if home else set())
    )
    villages = reader.get_many(Kampung, {id for *_, id in forums if id})
    names: dict[Forum, str] = {}
    for tingkat, kode, id in forums:
        match tingkat:
            case TingkatRapat.DESA:
                names[tingkat, kode, id] = f"Kampung KB {villages[id].nama}" if id else "Desa"
            case TingkatRapat.KECAMATAN:
                name = regions[kode].nama if kode in regions else ""
                names[tingkat, kode, id] = f"Kecamatan {name}".strip()
            case TingkatRapat.KABUPATEN:
                names[tingkat, kode, id] = regions[home].nama if home in regions else "Kabupaten"
    return names


def bawaan(reader: Records, rapat: Rapat, today: date) -> list[Bawaan]:
    """Return what earlier meetings of the same people left open when this one met, oldest first.

    A meeting that is planned takes them over when it is the next one. Nothing is stored: what is
    done, postponed or cancelled is right on every agenda at once.
    """
    if rapat.status is StatusRapat.BATAL:
        return []
    same = _same_forum(reader, rapat)
    if rapat.status is StatusRapat.DIRENCANAKAN and _later_than_next(rapat, same, today):
        return []
    earlier = sorted(
        (item for item in same if item.tanggal < rapat.tanggal), key=lambda item: item.tanggal
    )
    return [
        Bawaan(item, before)
        for before in earlier
        for item in berurutan(reader.find(TindakLanjut, rapat=before.id))
        if belum_selesai(item, rapat.tanggal)
    ]


def _same_forum(reader: Records, rapat: Rapat) -> list[Rapat]:
    found = reader.find(Rapat, tingkat=rapat.tingkat, wilayah=rapat.wilayah, kampung=rapat.kampung)
    return [item for item in found if item.status is not StatusRapat.BATAL]


def _later_than_next(rapat: Rapat, same: Iterable[Rapat], today: date) -> bool:
    """Tell whether another planned meeting comes before this one."""
    return any(
        item.status is StatusRapat.DIRENCANAKAN
        and item.id != rapat.id
        and today <= item.tanggal < rapat.tanggal
        for item in same
    )


def belum_selesai(item: TindakLanjut, per: date) -> bool:
    """Tell whether a follow-up was open on a day."""
    if item.status is StatusTindakLanjut.SELESAI:
        return item.tanggal_selesai is not None and item.tanggal_selesai >= per
    return item.status is StatusTindakLanjut.TERBUKA


def acara_bawaan(lengkap: RapatLengkap) -> tuple[str, ...]:
    """Return the lines that open follow-ups put onto the agenda."""
    carried = lengkap.bawaan
    if len(carried) > _MENTIONED:
        return (f"Tindak lanjut rapat sebelumnya ({len(carried)} hal).",)
    return tuple(_agenda_line(lengkap, item.tindak_lanjut) for item in carried)


def _agenda_line(lengkap: RapatLengkap, item: TindakLanjut) -> str:
    term = f"tenggat {format_id.tanggal(item.tenggat)}" if item.tenggat else ""
    note = ", ".join(part for part in (lengkap.penanggung_jawab(item), term) if part)
    what = " ".join(item.uraian.split()).rstrip(".")
    return f"Tindak lanjut: {what} ({note})" if note else f"Tindak lanjut: {what}"
