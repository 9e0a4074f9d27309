"""Where a record belongs: to a region, to an office, or to nobody in particular."""

from __future__ import annotations

from typing import Any

from kkbdesk.model.fields import Record
from kkbdesk.model.ids import Kind
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.pokja import Pokja
from kkbdesk.model.rapat import Rapat
from kkbdesk.model.realisasi import Realisasi
from kkbdesk.model.rencana import LokasiRencana, Rencana
from kkbdesk.store import Reader

RUJUKAN = frozenset({Kind.BUTIR, Kind.PROGRAM, Kind.KEGIATAN, Kind.DASAR_HUKUM})
"""Lists that every office has alike; they belong to nobody."""
TAK_DIKETAHUI = "?"
"""The region of what hangs on a record that is not there."""
MILIK_RAPAT = frozenset({Kind.PESERTA, Kind.PEMBAHASAN, Kind.KEPUTUSAN, Kind.FOTO_RAPAT})
MILIK_RENCANA = frozenset({Kind.LOKASI_RENCANA, Kind.PENDUKUNG_RENCANA})
MILIK_REALISASI = frozenset({Kind.OPD_REALISASI, Kind.FOTO_REALISASI})
_MILIK = MILIK_RAPAT | MILIK_RENCANA | MILIK_REALISASI
DI_KAMPUNG = frozenset(
    {
        Kind.KLASIFIKASI, Kind.VARIABEL, Kind.POKJA, Kind.MATRIKS, Kind.SEL_MATRIKS,
        Kind.PERMASALAHAN,
    }
)  # fmt: skip


class Letak:
    """Finds the region of records, through what they hang on."""

    def __init__(self, reader: Reader, *, sekaligus: bool = True) -> None:
        """Find regions through a reader; `sekaligus` reads what they hang on at once."""
        self._reader = reader
        self._sekaligus = sekaligus
        self._desa: dict[str, str] = {}
        self._pokja: dict[str, str] = {}
        self._rapat: dict[str, Rapat | None] = {}
        self._induk: dict[tuple[Kind, str], Record | None] = {}
        self._seen: set[Kind] = set()
        self._tempat: dict[str, set[str]] | None = None
        own = next(iter(reader.find(Kantor, kantor="")), None)
        self.sendiri = own.wilayah or "" if own else ""

    def kode(self, record: Record) -> str | None:
        """Return the code of the village or office a record belongs to; None for the lists."""
        kind, any_record = record.KIND, _any(record)
        if kind in RUJUKAN:
            return None
        if kind is Kind.WILAYAH:
            return record.id
        if kind is Kind.KAMPUNG:
            return str(any_record.desa)
        if kind is Kind.JUMLAH_DESA:
            return str(any_record.wilayah)
        if kind is Kind.ANGGOTA:
            return self._of_pokja(any_record.pokja)
        if kind in _MILIK:
            parent: Any = self._parent(record)
            return self._office(parent.kantor) if parent is not None else TAK_DIKETAHUI
        if kind in DI_KAMPUNG and any_record.kampung is not None:
            return self._of_kampung(any_record.kampung)
        return self._office(getattr(record, "kantor", ""))

    def di_lapangan(self, record: Record) -> str:
        """Return the narrowest region a record speaks of: its kampung's village, or as `kode`."""
        any_record = _any(record)
        if record.KIND is Kind.TINDAK_LANJUT:
            meeting = self.rapat(any_record.rapat)
            return self.di_lapangan(meeting) if meeting else ""
        if record.KIND in MILIK_RAPAT or record.KIND in MILIK_REALISASI:
            parent = self._parent(record)
            return self.di_lapangan(parent) if parent else ""
        kampung = getattr(record, "kampung", None)
        if kampung is not None:
            return self._of_kampung(kampung)
        if record.KIND in (Kind.RAPAT, Kind.SERI_RAPAT) and any_record.wilayah:
            return str(any_record.wilayah)
        return self.kode(record) or ""

    def tempat_rencana(self, record: Record) -> set[str]:
        """Return the villages that a planned activity, or an agency that joins it, is about.

        They are those where it takes place, where it was done, and whose problems it answers.
        """
        if self._tempat is None:
            self._tempat = {}
            every: tuple[type[Record], ...] = (LokasiRencana, Realisasi, Permasalahan)
            for record_type in every:
                for item in self._reader.find(record_type):
                    plan, kampung = _any(item).rencana, _any(item).kampung
                    if plan and kampung:
                        self._tempat.setdefault(plan, set()).add(self._of_kampung(kampung))
        id = record.id if record.KIND is Kind.RENCANA else _any(record).rencana
        return self._tempat.get(id, set())

    def rapat(self, id: str) -> Rapat | None:
        """Return a meeting."""
        if id not in self._rapat:
            if not self._rapat and self._sekaligus:
                self._rapat = {item.id: item for item in self._reader.find(Rapat)}
            self._rapat.setdefault(id, self._reader.get(Rapat, id))
        return self._rapat[id]

    def _parent(self, record: Record) -> Record | None:
        """Return the meeting, the planned activity, or what was done, that a record hangs on."""
        if record.KIND in MILIK_RAPAT:
            return self.rapat(_any(record).rapat)
        planned = record.KIND in MILIK_RENCANA
        record_type: type[Record] = Rencana if planned else Realisasi
        id = _any(record).rencana if planned else _any(record).realisasi
        if record_type.KIND not in self._seen:
            self._seen.add(record_type.KIND)
            found = self._reader.find(record_type)
            self._induk |= {(record_type.KIND, item.id): item for item in found}
        key = record_type.KIND, id
        if key not in self._induk:
            self._induk[key] = self._reader.get(record_type, id)
        return self._induk[key]

    def _office(self, kantor: str) -> str:
        return kantor or self.sendiri

    def _of_kampung(self, id: str) -> str:
        if id not in self._desa:
            if not self._desa and self._sekaligus:
                self._desa = {item.id: item.desa for item in self._reader.find(Kampung)}
            if id not in self._desa:
                found = self._reader.get(Kampung, id)
                self._desa[id] = found.desa if found else TAK_DIKETAHUI
        return self._desa[id]

    def _of_pokja(self, id: str) -> str:
        if id not in self._pokja:
            if not self._pokja and self._sekaligus:
                self._pokja = {item.id: self.kode(item) or "" for item in self._reader.find(Pokja)}
            if id not in self._pokja:
                found = self._reader.get(Pokja, id)
                self._pokja[id] = (self.kode(found) or "") if found else TAK_DIKETAHUI
        return self._pokja[id]


def _any(record: Record) -> Any:
    return record
