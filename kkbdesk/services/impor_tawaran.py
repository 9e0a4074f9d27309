"""Plans lists of what agencies offer, also their own work plans (renja)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kkbdesk.exchange.values import shown
from kkbdesk.model.ids import KodeWilayah, OPDId, TawaranId, new_id
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.model.wilayah import KECAMATAN, normal
from kkbdesk.queries.rencana import jumlah
from kkbdesk.services.impor_rencana import PerencanaKegiatan
from kkbdesk.services.perencana import Bahan, Ditolak, Kerja, tanpa_baris
from kkbdesk.services.pratinjau import Hasil

Key = tuple[int, OPDId, str]


class PerencanaTawaran(PerencanaKegiatan):
    """Plans offers, each known by year, agency and name; further rows of one add to it."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self._known: dict[Key, Tawaran] = {
            _key(item): item for item in bahan.rancangan.semua(Tawaran).values()
        }
        self._taken: dict[TawaranId, int] = {}
        self._places: dict[TawaranId, set[str]] = {}
        self._whose = self._above()
        home = bahan.kantor.wilayah or ""
        self._districts = {
            normal(name): item.id
            for item in bahan.rancangan.wilayah_dalam(home, KECAMATAN)
            for name in (item.nama, f"Kecamatan {item.nama}", item.id)
        }

    def _above(self) -> OPDId | None:
        """Return the agency that is named above the table, when it is one."""
        texts = [
            part.strip(" :")
            for _, cells in self.table.above
            for cell in cells
            if isinstance(cell, str)
            for part in (cell, *cell.split(":"))
        ]
        found = {self.buku.cari(text) for text in texts if self.buku.dikenal(text)}
        return next(iter(found)) if len(found) == 1 else None

    def baris(self, row: Kerja) -> None:
        """Plan one row; raises Ditolak."""
        if self.judul_kelompok(row):
            return
        values = self.nilai(row, "program", "opd", "sumber_dana", "wilayah")
        values["kegiatan"] = self.teks(row, "sub") or values.get("kegiatan", "")
        if not values["kegiatan"]:
            title = self.kolom("kegiatan").label
            raise Ditolak(f"{title} belum diisi.", title)
        row.nama = values["kegiatan"]
        values |= self.sumber_dana(row) | self.sasaran(values) | self._district(row)
        values.setdefault("tahun", self.tahun)
        values["opd"] = self._agency(row)
        values |= self._of_program(row)
        self._plan(row, values)

    def _agency(self, row: Kerja) -> OPDId:
        named = self.beberapa_opd(row, "opd") or ([self._whose] if self._whose else [])
        if not named:
            title = self.kolom("opd").label
            raise Ditolak(f"{title} belum diisi, juga tidak disebut di atas tabel.", title)
        return named[0]

    def _of_program(self, row: Kerja) -> dict[str, Any]:
        """Return the program, which work plans name by their own words: then it stays open."""
        cell = self.sel(row, "program")
        found = self.programs.cari(cell) if cell is not None else self._group
        if cell is not None and found is None:
            row.catatan.append(f"“{shown(cell)}” bukan program Inpres; pilih programnya nanti.")
        return {"program": found} if found else {}

    def _district(self, row: Kerja) -> dict[str, KodeWilayah]:
        name = self.teks(row, "wilayah")
        if not name:
            return {}
        found = self._districts.get(normal(name))
        if found is None:
            title = self.kolom("wilayah").label
            raise Ditolak(f"Kecamatan “{name}” tidak ada di wilayah kantor ini.", title, name)
        return {"wilayah": found}

    def _plan(self, row: Kerja, values: dict[str, Any]) -> None:
        key = values["tahun"], values["opd"], normal(values["kegiatan"])
        present = self._known.get(key)
        if present is not None and present.id in self._taken:
            self._add(row, present, values)
            return
        if present is None:
            made = Tawaran(id=TawaranId(new_id()), **values)
            row.hasil = Hasil.BARU
        else:
            made = replace(present, **tanpa_baris(present, values))
        self._taken[made.id] = row.nomor
        self._places[made.id] = {normal(self.teks(row, "lokasi"))} - {""}
        self._known[key] = made
        if made != present:
            row.hasil = Hasil.BARU if present is None else Hasil.BERUBAH
            self.rencana(row, present, made)

    def _add(self, row: Kerja, offer: Tawaran, values: dict[str, Any]) -> None:
        """Add a further row of an offer to it: its money, and the village that it names."""
        row.catatan.append(f"Lanjutan baris {self._taken[offer.id]}.")
        row.bergantung.append((Tawaran.KIND, offer.id))
        places = self._places[offer.id] | ({normal(self.teks(row, "lokasi"))} - {""})
        self._places[offer.id] = places
        room = offer.kapasitas
        if "kapasitas" not in self.table.places and len(places) > 1:
            room = len(places)
        made = replace(
            offer, anggaran=jumlah((offer.anggaran, values.get("anggaran"))), kapasitas=room
        )
        self._known[_key(offer)] = made
        if made != offer:
            row.hasil = Hasil.BERUBAH
            self.rancangan.put(made)


def _key(item: Tawaran) -> Key:
    return item.tahun, item.opd, normal(item.kegiatan)
