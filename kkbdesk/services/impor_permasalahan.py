"""Plans lists of the needs of villages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from kkbdesk.model.ids import KampungId, PermasalahanId, new_id
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.wilayah import normal
from kkbdesk.services.impor_rencana import PerencanaKegiatan
from kkbdesk.services.perencana import Bahan, Ditolak, Kerja, tanpa_baris
from kkbdesk.services.pratinjau import Hasil

Place = tuple[KampungId, int]
_SAID = ("uraian", "program", "dasar", "catatan")
"""A row without any of these is a line of a form that nobody filled."""


class PerencanaPermasalahan(PerencanaKegiatan):
    """Plans problems, each known by its kampung, year and words."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self._known: dict[tuple[KampungId, int, str], Permasalahan] = {
            (item.kampung, item.tahun, normal(item.uraian)): item
            for item in bahan.rancangan.semua(Permasalahan).values()
        }
        self._taken: dict[PermasalahanId, int] = {}
        self._last: KampungId | None = None

    def baris(self, row: Kerja) -> None:
        """Plan one problem; raises Ditolak."""
        if self.judul_kelompok(row) or self._blank(row):
            return
        values = self.nilai(row, "program")
        title = self.kolom("uraian").label
        if not values.get("uraian"):
            raise Ditolak(f"{title} belum diisi.", title)
        row.nama = values["uraian"]
        kampung = self.kampung(row) or self._last
        if kampung is None:
            label = self.kolom("kampung").label
            raise Ditolak(f"{label} belum diisi.", label)
        self._last = kampung
        values.setdefault("tahun", self.tahun)
        if program := self.program(row):
            values["program"] = program
        key = kampung, values["tahun"], normal(values["uraian"])
        present = self._known.get(key)
        if present is not None and present.id in self._taken:
            raise Ditolak(f"Sudah disebut di baris {self._taken[present.id]}.", "", row.nama)
        if present is None:
            made = Permasalahan(id=PermasalahanId(new_id()), kampung=kampung, **values)
            row.hasil = Hasil.BARU
        else:
            made = replace(present, **tanpa_baris(present, values))
        self._known[key] = made
        self._taken[made.id] = row.nomor
        if made != present:
            row.hasil = Hasil.BARU if present is None else Hasil.BERUBAH
            self.rencana(row, present, made)

    def _blank(self, row: Kerja) -> bool:
        """Tell whether nobody filled a line of a form; the kampung it names holds for the next."""
        if any(self.teks(row, key) for key in _SAID if key in self.table.places):
            return False
        self._last = self.kampung(row) or self._last
        row.catatan.append("Baris formulir yang dibiarkan kosong.")
        return True

    def selesaikan(self, rows: Iterable[Kerja]) -> None:
        """Number the problems of each village anew where ranks are missing or given twice.

        Of two with the same rank the one that the workbook names comes first.
        """
        super().selesaikan(rows)
        touched: dict[Place, list[Permasalahan]] = defaultdict(list)
        named = {(item.kampung, item.tahun) for item in self._known.values()
                 if item.id in self._taken}  # fmt: skip
        for item in self._known.values():
            now = self.rancangan.get(Permasalahan, item.id)
            if now is not None and (now.kampung, now.tahun) in named:
                touched[now.kampung, now.tahun].append(now)
        for items in touched.values():
            ranks = [item.peringkat for item in items]
            if None in ranks or len(set(ranks)) < len(ranks):
                self._number(items)

    def _number(self, items: list[Permasalahan]) -> None:
        def order(item: Permasalahan) -> tuple[int, bool, int]:
            line = self._taken.get(item.id, 0)
            return item.peringkat or 10_000, line == 0, line

        for rank, item in enumerate(sorted(items, key=order), 1):
            if item.peringkat != rank:
                self.rancangan.put(replace(item, peringkat=rank))
