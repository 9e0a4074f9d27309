"""The first page: what needs to be done, and where the office stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kkbdesk.model.grafik import Grafik
from kkbdesk.model.ids import KampungId
from kkbdesk.model.kantor import Kantor
from kkbdesk.queries.grafik import grafik
from kkbdesk.queries.referensi import butir, tingkat_integrasi
from kkbdesk.queries.wilayah import jumlah_desa
from kkbdesk.rules.kampung import DESCRIBING
from kkbdesk.services.cadangan import Keadaan
from kkbdesk.services.tindakan import Tindakan
from kkbdesk.services.tindakan_kampung import KAMPUNG_FILTERS, kampung, kena
from kkbdesk.services.tindakan_kantor import antarkantor, pengenalan, penyimpanan
from kkbdesk.services.tindakan_kerja import kerja
from kkbdesk.services.tindakan_rencana import AngkaRencana, angka_rencana, rencana
from kkbdesk.store import KampungRow, Reader, Store

__all__ = ["KAMPUNG_FILTERS", "Angka", "Beranda", "BerandaService", "Tindakan"]
UNRATED = "Belum ada"


@dataclass(frozen=True, slots=True)
class Tingkatan:
    """Active kampung counted by class or by level."""

    kode: str
    nama: str
    jumlah: int


@dataclass(frozen=True, slots=True)
class Angka:
    """Figures of the office today."""

    kampung: int
    desa: int
    tercakup: int
    """Villages with an active kampung."""
    per_kelas: tuple[Tingkatan, ...]
    """By class, unclassified last."""
    per_integrasi: tuple[Tingkatan, ...]
    """By level of integration in this year's matrix."""
    kelengkapan: int
    """Mean share of the describing fields that are filled, in percent."""
    rencana: AngkaRencana

    @property
    def kelas(self) -> Mapping[str, int]:
        """Return active kampung by name of class."""
        return {each.nama: each.jumlah for each in self.per_kelas}

    @property
    def integrasi(self) -> Mapping[str, int]:
        """Return active kampung by name of level."""
        return {each.nama: each.jumlah for each in self.per_integrasi}

    def polos(self) -> dict[str, int]:
        """Return all figures as whole numbers under keys that stay: money in rupiah."""
        plan = self.rencana
        return {
            "kampung": self.kampung,
            "desa": self.desa,
            "desa_tercakup": self.tercakup,
            **{f"kelas_{each.kode or 'belum'}": each.jumlah for each in self.per_kelas},
            **{f"integrasi_{each.kode}": each.jumlah for each in self.per_integrasi},
            "kelengkapan_profil_persen": self.kelengkapan,
            "permasalahan": plan.masalah.masalah,
            "permasalahan_belum_terjawab": plan.masalah.belum_terjawab,
            "tawaran": plan.masalah.tawaran,
            "tawaran_belum_terpakai": plan.masalah.tawaran_sisa,
            "rencana": plan.banyak,
            "rencana_selesai": plan.selesai,
            "rencana_terlambat": plan.terlambat,
            "rencana_anggaran": int(plan.anggaran),
            "realisasi": plan.realisasi,
            "realisasi_biaya": int(plan.biaya),
            "realisasi_belum_diinput": plan.belum_diinput,
        }


@dataclass(frozen=True, slots=True)
class Beranda:
    """Work list and figures of one moment."""

    tindakan: tuple[Tindakan, ...]
    angka: Angka


class BerandaService:
    """Computes the first page from the records, afresh each time."""

    def __init__(
        self, store: Store, today: Callable[[], date], cadangan: Callable[[], Keadaan]
    ) -> None:
        self._store = store
        self._today = today
        self._cadangan = cadangan

    def hitung(self) -> Beranda:
        """Return work list and figures of today."""
        today = self._today()
        with self._store.read() as reader:
            rows = [row for row in reader.kampung_rows(today) if row.aktif]
            angka = _figures(reader, rows, today)
            return Beranda(tuple(self._tasks(reader, rows, angka.rencana, today)), angka)

    def grafik(self) -> tuple[Grafik, ...]:
        """Return the charts of today."""
        with self._store.read() as reader:
            return grafik(reader, self._today())

    def kampung(self, nama: str) -> frozenset[KampungId]:
        """Return the active kampung of a named selection of the work list."""
        with self._store.read() as reader:
            return kena(reader, nama, self._today())

    def _tasks(
        self, reader: Reader, rows: Sequence[KampungRow], angka: AngkaRencana, today: date
    ) -> Iterator[Tindakan]:
        yield from pengenalan(reader)
        yield from antarkantor(reader, today)  # others wait for it, so it comes before own gaps
        yield from kampung(reader, rows, reader.jejak(today), today)
        yield from kerja(reader, today)
        yield from rencana(reader, angka, rows, today)
        if not self._store.peladen:  # copies of a server are its keeper's work
            yield from penyimpanan(reader, self._cadangan(), today)


def _figures(reader: Reader, rows: Sequence[KampungRow], today: date) -> Angka:
    kantor = next(iter(reader.find(Kantor)), None)
    region = kantor.wilayah if kantor and kantor.wilayah else ""
    by_class = Counter(row.kelas for row in rows)
    levels = butir(reader, "integrasi")
    by_level = Counter(tingkat_integrasi(levels, row.lintas_sektor).kode for row in rows)
    filled = sum(row.profil for row in rows)
    return Angka(
        kampung=len(rows),
        desa=jumlah_desa(reader, region, today)[0],
        tercakup=len({row.desa for row in rows}),
        per_kelas=(
            *(Tingkatan(it.kode, it.nama, by_class[it.kode]) for it in butir(reader, "kelas")),
            Tingkatan("", UNRATED, by_class[""]),
        ),
        per_integrasi=tuple(Tingkatan(it.kode, it.nama, by_level[it.kode]) for it in levels),
        kelengkapan=round(100 * filled / (len(rows) * len(DESCRIBING))) if rows else 0,
        rencana=angka_rencana(reader, today),
    )
