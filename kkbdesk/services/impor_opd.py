"""Plans lists of agencies, and finds agencies by any of their names for other lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from kkbdesk.exchange.sheets import Cell
from kkbdesk.exchange.values import shown
from kkbdesk.model.ids import Kind, OPDId, derived_id, new_id
from kkbdesk.model.impor import JenisPadanan
from kkbdesk.model.opd import OPD, NamaOPD
from kkbdesk.model.program import Program
from kkbdesk.model.wilayah import normal
from kkbdesk.services.perencana import Bahan, Ditolak, Kerja, Perencana, tanpa_baris
from kkbdesk.services.pratinjau import Hasil, Hilang, Usulan
from kkbdesk.services.rancangan import Rancangan

_CLOSE = 0.7
_ALIKE = 0.9


class BukuOPD:
    """All agencies by all their names."""

    def __init__(self, rancangan: Rancangan, padanan: Mapping[str, str]) -> None:
        self.semua = rancangan.semua(OPD)
        self._owners: dict[str, set[OPDId]] = defaultdict(set)
        for record in self.semua.values():
            self.tambah(record)
        for old in rancangan.semua(NamaOPD).values():
            for name in (old.nama, old.singkatan):
                self._owners[normal(name)].add(old.opd)
        self._owners.pop("", None)
        self._confirmed = {normal(text): target for text, target in padanan.items()}
        self.used: dict[str, OPDId] = {}

    def nama(self, id: OPDId) -> str:
        """Return the short name of an agency."""
        return self.semua[id].singkat if id in self.semua else ""

    def tambah(self, record: OPD) -> None:
        """Let an agency be found."""
        for name in (record.nama, record.singkatan):
            if name:
                self._owners[normal(name)].add(record.id)

    def dikenal(self, name: str) -> bool:
        """Tell whether a name is that of one agency."""
        return len(self._owners.get(normal(name), ())) == 1

    def cari(self, name: str, lama: OPDId | None = None) -> OPDId | None:
        """Return the agency of a name, None for none; raises Ditolak when it may be several.

        Where several bear the name, the one that stood there before is meant, else the active one.
        """
        key = normal(name)
        owners = self._owners.get(key, set())
        if len(owners) > 1:
            active = {id for id in owners if id in self.semua and self.semua[id].selesai is None}
            owners = {lama} if lama in owners else active
        if len(owners) == 1:
            return next(iter(owners))
        if confirmed := self._confirmed.get(key):
            return self._of_confirmed(name, confirmed)
        return None

    def _of_confirmed(self, text: str, target: str) -> OPDId | None:
        """Return the agency of a confirmation: an id kept from before, or a name just given."""
        owners = self._owners.get(normal(target), set())
        found = OPDId(target) if target in self.semua else next(iter(owners), None)
        if found is not None:
            self.used[text] = found
        return found

    def wajib(self, cell: Cell, title: str, lama: OPDId | None = None) -> OPDId:
        """Return the agency of a cell; raises Ditolak with what may be meant."""
        name = shown(cell)
        found = self.cari(name, lama) if name else None
        if found is None:
            usulan = self.usulan(name)
            raise Ditolak(f"OPD “{name}” tidak ada dalam daftar OPD.", title, name, usulan)
        return found

    def usulan(self, name: str) -> tuple[Usulan, ...]:
        """Return the agencies whose names are close."""
        key = normal(name)
        near = get_close_matches(key, self._owners, 3, _CLOSE) if len(key) < 200 else []
        near += [other for other in self._owners if len(key) > 4 and f" {key} " in f" {other} "]
        found = dict.fromkeys(id for other in near for id in self._owners[other])
        return tuple(
            Usulan(JenisPadanan.OPD, name, self.semua[id].nama, self.semua[id].singkat)
            for id in list(found)[:3]
            if id in self.semua
        )

    def mirip(self, record: OPD) -> str:
        """Return the name of an agency that may be the same under another name."""
        others = {
            normal(other.nama): other.nama for other in self.semua.values() if other.id != record.id
        }
        near = get_close_matches(normal(record.nama)[:200], others, 1, _ALIKE)
        if near:
            return others[near[0]]
        short = normal(record.singkatan)
        owners = self._owners.get(short, set()) - {record.id} if short else set()
        return next((self.semua[id].nama for id in owners if id in self.semua), "")


class PerencanaOPD(Perencana):
    """Plans the list of agencies: known by name they are updated, others are added."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self._buku = BukuOPD(bahan.rancangan, bahan.padanan[JenisPadanan.OPD])
        self._taken: dict[OPDId, int] = {}
        self._programs = set(bahan.rancangan.semua(Program))
        self._last = max((item.urut for item in self._buku.semua.values()), default=0)

    def baris(self, row: Kerja) -> None:
        """Plan one agency; raises Ditolak."""
        values = self.nilai(row)
        row.nama = row.kode = values.get("nama", "")
        if not row.nama:
            title = self.kolom("nama").label
            raise Ditolak(f"{title} belum diisi.", title)
        self._check_programs(values)
        present = self._present(row, values)
        if present is None:
            record = self._new(values)
            row.hasil = Hasil.BARU
            if other := self._buku.mirip(record):
                row.catatan.append(f"Mirip “{other}” yang sudah ada; periksa agar tidak ganda.")
        else:
            record = replace(present, **tanpa_baris(present, values))
        self._taken[record.id] = row.nomor
        if record != present:
            row.hasil = Hasil.BARU if present is None else Hasil.BERUBAH
            self.rencana(row, present, record)
            self._buku.tambah(record)

    def _present(self, row: Kerja, values: dict[str, Any]) -> OPD | None:
        """Return the agency a row is about; of several of one name the one most alike."""
        key = normal(row.nama)
        same = [item for item in self._buku.semua.values() if normal(item.nama) == key]
        if not same and (found := self._buku.cari(row.nama)):
            same = [self._buku.semua[found]] if found in self._buku.semua else []
            values.pop("nama")
        free = [item for item in same if item.id not in self._taken]
        if free:
            return self.paling_mirip(free, values)
        if same:
            first = self._taken[same[0].id]
            raise Ditolak(f"OPD ini sudah disebut di baris {first}.", "", row.nama)
        return None

    def _new(self, values: dict[str, Any]) -> OPD:
        self._last += 1
        natural = OPDId(derived_id(Kind.OPD, self.bahan.kantor.id, values["nama"]))
        taken = self.rancangan.get(OPD, natural) is not None
        record = OPD(id=OPDId(new_id()) if taken else natural, **{"urut": self._last, **values})
        self._buku.semua[record.id] = record
        return record

    def _check_programs(self, values: dict[str, Any]) -> None:
        unknown = [number for number in values.get("program", ()) if number not in self._programs]
        if unknown:
            known = "; ".join(sorted(self._programs, key=lambda id: (len(id), id)))
            title = self.kolom("program").label
            text = f"Program “{', '.join(unknown)}” tidak ada; tulis nomornya."
            raise Ditolak(text, title, ", ".join(unknown), (), known)

    def catat(self, _rows: Iterable[Kerja]) -> None:
        """List agencies that the last list named, and remember what this one names."""
        sebut(self, OPD, {str(id) for id in self._taken}, lambda item: (item.singkat, item.nama))


def sebut(perencana: Perencana, record_type: Any, ids: set[str], told: Any) -> None:
    """List what the last list of this kind named and this one does not; remember the present."""
    wilayah = perencana.bahan.kantor.wilayah
    last, _ = perencana.impor_sebelum(wilayah, perencana.bahan.tanggal)
    if last is not None:
        gone = perencana.rancangan.get_many(record_type, set(last.isi) - ids)
        perencana.hilang += [Hilang(item.id, *told(item)) for item in gone.values()]
    if perencana.rancangan.changes():
        perencana.catat_impor(wilayah, perencana.bahan.tanggal, ids)
