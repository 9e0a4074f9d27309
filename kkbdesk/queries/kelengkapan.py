"""What is complete, out of date or empty of each kampung, and what would bring it forward."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kkbdesk.model.fields import Choice
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.ids import KampungId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.pokja import Pokja
from kkbdesk.model.ringkas import Jejak
from kkbdesk.queries.naik_kelas import Langkah, naik_kelas
from kkbdesk.queries.permasalahan import belum_terjawab
from kkbdesk.store import KampungRow, Reader, Tentang

BAGIAN: dict[str, str] = {
    "profil": "Profil",
    "pokja": "Pokja",
    "sk": "SK",
    "matriks": "Matriks",
    "rencana": "Rencana",
    "realisasi": "Realisasi",
    "rapat": "Rapat",
    "data": "Data dasar",
}
"""What is looked at, with its heading."""
UKURAN = (
    "Basi: Pokja yang masa baktinya habis; matriks dan rencana dari tahun sebelumnya; realisasi "
    "sebelum bulan lalu; rapat lebih dari enam bulan; data dasar lebih dari setahun."
)
"""What counts as out of date, in words."""
_PROFIL = 10
"""The describing fields that there are."""
_RAPAT = timedelta(days=183)
"""A village deliberates twice a year."""
_DATA = timedelta(days=365)
"""Figures are measured yearly."""


class Kelengkapan(Choice):
    """How complete one part of a kampung is."""

    LENGKAP = "lengkap", "Lengkap"
    SEBAGIAN = "sebagian", "Sebagian"
    BASI = "basi", "Basi"
    KOSONG = "kosong", "Kosong"


@dataclass(frozen=True, slots=True)
class Bagian:
    """One part of a kampung: how complete it is, and of when or how much it is."""

    keadaan: Kelengkapan
    keterangan: str = ""


@dataclass(frozen=True, slots=True)
class KelengkapanRow:
    """A kampung and how complete each of its parts is."""

    id: KampungId
    kampung: str
    kecamatan: str
    bagian: Mapping[str, Bagian]

    @property
    def isi(self) -> dict[str, Kelengkapan]:
        """Return how complete each part is."""
        return {name: each.keadaan for name, each in self.bagian.items()}

    @property
    def lengkap(self) -> int:
        """Return how many parts are complete."""
        return sum(each.keadaan is Kelengkapan.LENGKAP for each in self.bagian.values())


@dataclass(frozen=True, slots=True)
class Kartu:
    """The completeness of one kampung, and what would bring it forward."""

    baris: KelengkapanRow
    langkah: tuple[Langkah, ...]


def kelengkapan(
    reader: Reader, tahun: int, per: date, ids: Sequence[KampungId] | None = None
) -> list[KelengkapanRow]:
    """Return the active kampung (or these) by village, with how complete each part is."""
    day = min(per, date(tahun, 12, 31))
    traces = reader.jejak(day)
    groups: defaultdict[KampungId | None, list[Pokja]] = defaultdict(list)
    for group in reader.find(Pokja):
        groups[group.kampung].append(group)
    return [
        KelengkapanRow(
            row.id,
            row.nama,
            row.kecamatan,
            dict(_parts(row, traces.get(row.id, Jejak()), groups[row.id], day)),
        )
        for row in sorted(reader.kampung_rows(day, ids), key=lambda item: item.desa)
        if row.aktif or ids is not None
    ]


def kartu(reader: Reader, id: KampungId, today: date) -> Kartu | None:
    """Return the completeness of one kampung today; None where there is no such kampung."""
    rows = kelengkapan(reader, today.year, today, [id])
    kampung = reader.get(Kampung, id)
    if not rows or kampung is None:
        return None
    (row,) = rows
    edited = reader.entries(Tentang(rekam=(id,)), limit=1)
    if edited:
        profil, day = row.bagian["profil"], edited[0].at.astimezone().date()
        told = f"{profil.keterangan}, diubah {tanggal(day)}"
        parts = {**row.bagian, "profil": Bagian(profil.keadaan, told)}
        row = KelengkapanRow(row.id, row.kampung, row.kecamatan, parts)
    return Kartu(row, tuple(_steps(reader, row, today)))


Told = Iterator[tuple[str, Bagian]]


def _parts(row: KampungRow, trace: Jejak, groups: Sequence[Pokja], day: date) -> Told:
    yield "profil", _filled(row.profil == _PROFIL, row.profil > 0, f"{row.profil} dari 10 isian")
    yield "pokja", _group(row, groups)
    yield "sk", _decrees(row, groups, day)
    yield "matriks", _matrix(row, trace, day)
    yield "rencana", _of_year(trace.rencana, day)
    since = (day.replace(day=1) - timedelta(days=1)).replace(day=1)
    yield "realisasi", _dated(trace.realisasi, since)
    yield "rapat", _dated(trace.rapat, day - _RAPAT)
    yield "data", _dated(trace.data, day - _DATA)


def _filled(full: bool, begun: bool, told: str) -> Bagian:
    if full:
        return Bagian(Kelengkapan.LENGKAP, told)
    return Bagian(Kelengkapan.SEBAGIAN, told) if begun else Bagian(Kelengkapan.KOSONG)


def _dated(newest: date | None, since: date) -> Bagian:
    if newest is None:
        return Bagian(Kelengkapan.KOSONG)
    fresh = newest >= since
    return Bagian(Kelengkapan.LENGKAP if fresh else Kelengkapan.BASI, tanggal(newest))


def _of_year(newest: int | None, day: date) -> Bagian:
    if newest is None:
        return Bagian(Kelengkapan.KOSONG)
    fresh = newest == day.year
    return Bagian(Kelengkapan.LENGKAP if fresh else Kelengkapan.BASI, f"tahun {newest}")


def _matrix(row: KampungRow, trace: Jejak, day: date) -> Bagian:
    """A matrix that names nobody but the coordinator is begun, not complete."""
    if trace.matriks == day.year and not row.lintas_sektor:
        return Bagian(Kelengkapan.SEBAGIAN, f"tahun {day.year}, hanya koordinator")
    return _of_year(trace.matriks, day)


def _group(row: KampungRow, groups: Sequence[Pokja]) -> Bagian:
    if row.pokja >= 0:
        return _filled(row.pokja > 0, row.pokja >= 0, f"{row.pokja} anggota")
    ends = [group.selesai for group in groups if group.selesai is not None]
    if not ends:
        return Bagian(Kelengkapan.KOSONG)
    return Bagian(Kelengkapan.BASI, f"berakhir {tanggal(max(ends))}")


def _decrees(row: KampungRow, groups: Sequence[Pokja], day: date) -> Bagian:
    """Both are wanted: that of the kampung, and that of its present working group."""
    signed = [group.sk_tanggal for group in groups if group.berjalan(day) and group.sk_tanggal]
    parts = [
        (bool(row.sk_nomor), "penetapan", row.sk_tanggal),
        (row.pokja_sk, "Pokja", max(signed, default=None)),
    ]
    told = "; ".join(
        f"{name} {tanggal(when)}" if when else name for there, name, when in parts if there
    )
    number = sum(there for there, _, _ in parts)
    return _filled(number == len(parts), number > 0, told)


def _steps(reader: Reader, row: KelengkapanRow, today: date) -> Iterator[Langkah]:
    """Yield what would bring a kampung forward: what is lacking first, then the next class."""
    for name, part in row.bagian.items():
        if part.keadaan is not Kelengkapan.LENGKAP:
            text, target = _CURES[name]
            yield Langkah(text.format(tahun=today.year), target.format(id=row.id, tahun=today.year))
    waiting = len(belum_terjawab(reader, today.year, row.id))
    if waiting:
        text = f"Jawab {waiting} permasalahannya: pertemukan dengan tawaran OPD"
        yield Langkah(text, f"rencana:permasalahan:{today.year}:kampung:{row.id}")
    yield from naik_kelas(reader, row.id, today)


_CURES: dict[str, tuple[str, str]] = {
    "profil": ("Lengkapi profilnya", "kampung:{id}:profil"),
    "pokja": ("Bentuk Pokja dan isi anggotanya", "kampung:{id}:pokja"),
    "sk": ("Buat SK Pokja, catat SK penetapannya", "naskah:buat:sk-pokja-desa:kampung:{id}"),
    "matriks": ("Isi matriks {tahun}: siapa mengerjakan apa", "matriks:{id}"),
    "rencana": ("Susun rencana {tahun} dari tawaran OPD", "rencana:pertemuan:{tahun}"),
    "realisasi": ("Catat kegiatan bulan ini", "rencana:realisasi"),
    "rapat": ("Jadwalkan rapat desa", "rapat:kampung:{id}"),
    "data": ("Impor data dasar terbaru dari situs nasional", "impor"),
}
"""What to do about each part that is not complete, and where."""
