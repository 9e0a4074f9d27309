"""Regions: names, searches, another edition of the list, villages whose code ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kkbdesk.errors import UserError
from kkbdesk.model import wilayah
from kkbdesk.model.ids import JumlahDesaId, KampungId, Kind, KodeWilayah, derived_id
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.wilayah import JumlahDesa, Wilayah
from kkbdesk.services.editor import Editor
from kkbdesk.services.kantor import PUSAT
from kkbdesk.store import Store

DAFTAR = "Kepmendagri Nomor 300.2.2-2138 Tahun 2025"
"""The decree whose region list ships."""
SHIPPED = date(2025, 4, 25)
"""The day of that decree."""


@dataclass(frozen=True, slots=True)
class Penggantian:
    """What another edition of the list would change."""

    baru: int
    hilang: int
    ganti_nama: int
    kampung: tuple[Kampung, ...]
    """Active kampung whose code the newer edition no longer has."""


class WilayahService:
    """Reads and replaces the list of regions."""

    def __init__(self, store: Store, editor: Editor) -> None:
        self._store = store
        self._editor = editor

    def cari(
        self, teks: str, *, tingkat: int = 0, dalam: str = "", limit: int = 50
    ) -> list[Wilayah]:
        """Return regions by code or any part of a name, best first."""
        with self._store.read() as reader:
            return reader.cari_wilayah(teks, tingkat=tingkat, dalam=dalam, limit=limit)

    def nama(self, kode: Iterable[str]) -> dict[str, str]:
        """Return the names of regions and of all that hold them, by code."""
        with self._store.read() as reader:
            return {key: item.nama for key, item in reader.wilayah(kode).items()}

    def kantor(self, kode: str) -> str:
        """Return what the office of a code is for: its region, or the country."""
        return "Pusat" if kode == PUSAT else self.nama([kode]).get(KodeWilayah(kode), kode)

    def muat(self, nama: Mapping[str, str], tanggal: date) -> Penggantian:
        """Take in an edition of the list, code -> name, valid from a day; one undo step.

        A newer edition than the present ends the codes it lacks and begins those it brings; an
        older one adds the codes that ended since, and tells since when the present ones exist.
        No code is ever deleted, so nothing that names one is orphaned.
        """
        if not nama or not all(wilayah.is_code(kode) for kode in nama):
            raise UserError("Daftar wilayah harus memuat kode dan nama setiap wilayah.")
        with self._editor.edit(f"Muat daftar wilayah per {tanggal:%d-%m-%Y}") as unit:
            present = unit.load(Wilayah)
            changed = edisi(present, nama, tanggal)
            for item in changed:
                unit.put(item)
            gone = berakhir(present, changed)
            kampung = tuple(item for item in unit.find(Kampung, aktif=True) if item.desa in gone)
        return Penggantian(
            baru=sum(item.id not in present for item in changed),
            hilang=len(gone),
            ganti_nama=sum(
                item.id in present and present[item.id].nama != item.nama for item in changed
            ),
            kampung=kampung,
        )

    def kode_lama(self) -> list[Kampung]:
        """Return active kampung whose village code is no longer in force."""
        with self._store.read() as reader:
            every = reader.find(Kampung, aktif=True)
            regions = reader.wilayah({item.desa for item in every})
        return [item for item in every if regions[item.desa].sampai]

    def pindahkan(self, kampung: KampungId, desa: KodeWilayah) -> None:
        """Give a kampung another village code, as when its own ended."""
        with self._editor.edit("Pindahkan kode desa") as unit:
            record = unit.get(Kampung, kampung)
            if record is None:
                raise UserError("Kampung ini sudah dihapus.")
            unit.put(replace(record, desa=desa))

    def jumlah_dinyatakan(self) -> list[JumlahDesa]:
        """Return what the office stated, by region and year."""
        with self._store.read() as reader:
            return sorted(reader.find(JumlahDesa), key=lambda item: (item.wilayah, item.tahun))

    def hapus_jumlah(self, ids: Iterable[JumlahDesaId]) -> None:
        """Take back what was stated."""
        with self._editor.edit("Hapus jumlah desa") as unit:
            for id in ids:
                unit.remove(JumlahDesa, id)

    def nyatakan_jumlah(self, kode: KodeWilayah, tahun: int, jumlah: int, sumber: str) -> None:
        """State how many villages a region had in a year, with the source."""
        with self._editor.edit("Nyatakan jumlah desa") as unit:
            unit.put(
                JumlahDesa(
                    id=JumlahDesaId(derived_id(Kind.JUMLAH_DESA, kode, tahun)),
                    wilayah=kode,
                    tahun=tahun,
                    jumlah=jumlah,
                    sumber=sumber,
                )
            )


def edisi(present: Mapping[str, Wilayah], nama: Mapping[str, str], tanggal: date) -> list[Wilayah]:
    """Return the regions that an edition of the list, valid from a day, adds or changes."""
    newest = max((item.mulai for item in present.values() if item.mulai), default=SHIPPED)
    if tanggal < newest:
        return _with_older(present, nama, tanggal, newest)
    return _with_newer(present, nama, tanggal)


def berakhir(present: Mapping[str, Wilayah], changed: Iterable[Wilayah]) -> set[str]:
    """Return the codes that were in force and end by these changes."""
    return {
        item.id
        for item in changed
        if item.sampai and item.id in present and present[item.id].sampai is None
    }


def _with_newer(
    present: Mapping[str, Wilayah], nama: Mapping[str, str], tanggal: date
) -> list[Wilayah]:
    changed: list[Wilayah] = []
    for kode, item in present.items():
        if kode not in nama and item.sampai is None:
            changed.append(replace(item, sampai=tanggal))
    for kode, new_name in nama.items():
        old = present.get(kode)
        if old is None:
            changed.append(Wilayah(id=KodeWilayah(kode), nama=new_name, mulai=tanggal))
        elif old.nama != new_name or old.sampai:
            alias = old.alias if _same(old.nama, new_name) else (*old.alias, old.nama)
            changed.append(replace(old, nama=new_name, alias=alias, sampai=None))
    return changed


def _with_older(
    present: Mapping[str, Wilayah], nama: Mapping[str, str], tanggal: date, newest: date
) -> list[Wilayah]:
    changed: list[Wilayah] = []
    for kode, item in present.items():
        if kode not in nama and item.mulai is None and item.sampai is None:
            changed.append(replace(item, mulai=newest))
    for kode, old_name in nama.items():
        now = present.get(kode)
        if now is None:
            changed.append(Wilayah(id=KodeWilayah(kode), nama=old_name, sampai=newest))
        elif now.mulai is not None and now.mulai > tanggal:
            changed.append(replace(now, mulai=None))
    return changed


def _same(one: str, other: str) -> bool:
    return wilayah.normal(one) == wilayah.normal(other)
