"""What is complete, out of date or empty of each kampung."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kkbdesk.model.fields import Choice
from kkbdesk.model.ids import KampungId
from kkbdesk.model.kampung import Klasifikasi, Variabel
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.saring import SaringRealisasi, SaringRencana
from kkbdesk.queries.rencana import tempat_dan_mitra
from kkbdesk.store import KampungRow, Reader

BAGIAN: dict[str, str] = {
    "profil": "Profil",
    "pokja": "Pokja ber-SK",
    "data": "Data dasar",
    "kelas": "Klasifikasi",
    "matriks": "Matriks",
    "permasalahan": "Masalah",
    "rencana": "Rencana",
    "realisasi": "Realisasi",
}
"""What is looked at, with its heading."""
_PROFIL = 10
"""The describing fields that there are."""


class Kelengkapan(Choice):
    """How complete one part of a kampung is."""

    LENGKAP = "lengkap", "Lengkap"
    SEBAGIAN = "sebagian", "Sebagian"
    BASI = "basi", "Basi"
    KOSONG = "kosong", "Kosong"


@dataclass(frozen=True, slots=True)
class KelengkapanRow:
    """A kampung and how complete each of its parts is."""

    id: KampungId
    kampung: str
    kecamatan: str
    isi: Mapping[str, Kelengkapan]

    @property
    def lengkap(self) -> int:
        """Return how many parts are complete."""
        return sum(value is Kelengkapan.LENGKAP for value in self.isi.values())


def kelengkapan(reader: Reader, tahun: int, per: date) -> list[KelengkapanRow]:
    """Return the active kampung by village, with how complete each of their parts is."""
    figures = {id: item.tanggal for id, item in reader.latest(Variabel, per).items()}
    classes = {id: item.tanggal for id, item in reader.latest(Klasifikasi, per).items()}
    stated = {item.kampung: item.tahun for item in reader.find(Permasalahan, tahun=tahun)}
    plans = [plan.id for plan in reader.rencana(SaringRencana(tahun=tahun))]
    places, _ = tempat_dan_mitra(reader, plans)
    planned = {id for each in places.values() for id in each}
    first, last = date(tahun, 1, 1), date(tahun, 12, 31)
    deeds = reader.realisasi(SaringRealisasi(dari=first, sampai=last))
    done = {deed.kampung for deed in deeds}
    rows = []
    for row in sorted(reader.kampung_rows(per), key=lambda item: item.desa):
        if not row.aktif:
            continue
        isi = {
            "profil": _of(row.profil == _PROFIL, row.profil > 0),
            "pokja": _of(row.pokja_sk, row.pokja >= 0),
            "data": _dated(figures.get(row.id), tahun),
            "kelas": _dated(classes.get(row.id), tahun),
            "matriks": _matrix(row, tahun, per),
            "permasalahan": _of(row.id in stated),
            "rencana": _of(row.id in planned),
            "realisasi": _of(row.id in done),
        }
        rows.append(KelengkapanRow(row.id, row.nama, row.kecamatan, isi))
    return rows


def _of(full: bool, begun: bool = False) -> Kelengkapan:
    if full:
        return Kelengkapan.LENGKAP
    return Kelengkapan.SEBAGIAN if begun else Kelengkapan.KOSONG


def _dated(day: date | None, tahun: int) -> Kelengkapan:
    if day is None:
        return Kelengkapan.KOSONG
    return Kelengkapan.LENGKAP if day.year >= tahun else Kelengkapan.BASI


def _matrix(row: KampungRow, tahun: int, per: date) -> Kelengkapan:
    """Return whether the matrix names agencies; the list of kampung counts those of its day."""
    return _of(row.lintas_sektor > 0 and per.year == tahun)
