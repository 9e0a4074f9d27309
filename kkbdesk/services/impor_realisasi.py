"""Plans lists of what was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kkbdesk.model.ids import KampungId, OPDId, RealisasiId, RencanaId, new_id
from kkbdesk.model.realisasi import OPDRealisasi, Realisasi, opd_hadir
from kkbdesk.model.rencana import LokasiRencana, Rencana, StatusRencana
from kkbdesk.model.wilayah import normal
from kkbdesk.services.impor_rencana import PerencanaKegiatan
from kkbdesk.services.perencana import Bahan, Ditolak, Kerja, tanpa_baris
from kkbdesk.services.pratinjau import Hasil
from kkbdesk.services.rencana_inti import tuntas

Key = tuple[date, KampungId | None, str]


class PerencanaRealisasi(PerencanaKegiatan):
    """Plans deeds, each known by its day, kampung and title."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self._known: dict[Key, Realisasi] = {
            (item.tanggal, item.kampung, normal(item.judul)): item
            for item in bahan.rancangan.semua(Realisasi).values()
        }
        self._taken: dict[RealisasiId, int] = {}
        self._plans: dict[str, list[Rencana]] = defaultdict(list)
        for plan in bahan.rancangan.semua(Rencana).values():
            if plan.status is not StatusRencana.BATAL:
                self._plans[normal(plan.kegiatan)].append(plan)
        self._at: dict[RencanaId, set[KampungId]] = defaultdict(set)
        for place in bahan.rancangan.semua(LokasiRencana).values():
            self._at[place.rencana].add(place.kampung)
        self._there: dict[RealisasiId, set[OPDId]] = defaultdict(set)
        for present in bahan.rancangan.semua(OPDRealisasi).values():
            self._there[present.realisasi].add(present.opd)

    def baris(self, row: Kerja) -> None:
        """Plan one deed; raises Ditolak."""
        if self.judul_kelompok(row):
            return
        values = self.nilai(row, "program", "rencana")
        for key in ("judul", "tanggal"):
            if not values.get(key):
                title = self.kolom(key).label
                raise Ditolak(f"{title} belum diisi.", title)
        row.nama = values["judul"]
        kampung = self.kampung(row)
        agencies = self.beberapa_opd(row, "opd")
        values |= self._of_plan(row, values, kampung, agencies)
        if program := self.program(row):
            values["program"] = program
        made = self._plan(row, values, kampung)
        for opd in sorted(set(agencies) - self._there[made.id]):
            self.rencana(row, None, opd_hadir(made.id, opd))
            row.hasil = row.hasil if row.hasil is Hasil.BARU else Hasil.BERUBAH

    def catat(self, rows: list[Kerja]) -> None:
        """Let plans become done whose places are all done by the rows that stand."""
        super().catat(rows)
        stand = {key for row in rows if row.ditolak is None for key in row.milik}
        plans = {
            made.rencana
            for made in self._known.values()
            if made.rencana and (made.KIND, made.id) in stand
        }
        done = sum(tuntas(self.rancangan, id, self.bahan.today) for id in sorted(plans))
        if done:
            self.catatan.append(f"{done} rencana menjadi selesai.")

    def _plan(self, row: Kerja, values: dict[str, Any], kampung: KampungId | None) -> Realisasi:
        key = values["tanggal"], kampung, normal(values["judul"])
        present = self._known.get(key)
        if present is not None and present.id in self._taken:
            raise Ditolak(f"Sudah disebut di baris {self._taken[present.id]}.", "", row.nama)
        if present is None:
            made = Realisasi(id=RealisasiId(new_id()), kampung=kampung, **values)
        else:
            made = replace(present, **tanpa_baris(present, values))
        self._taken[made.id] = row.nomor
        self._known[key] = made
        if made != present:
            row.hasil = Hasil.BARU if present is None else Hasil.BERUBAH
            self.rencana(row, present, made)
        return made

    def _of_plan(
        self,
        row: Kerja,
        values: Mapping[str, Any],
        kampung: KampungId | None,
        agencies: Collection[OPDId],
    ) -> dict[str, Any]:
        """Return the plan that a row names, and its program; raises Ditolak.

        Of several of one name it is the one of that kampung, day and agency.
        """
        name = self.teks(row, "rencana")
        if not name:
            return {}
        found = [
            plan
            for plan in self._plans.get(normal(name), [])
            if plan.tahun == values["tanggal"].year
            and (kampung is None or not self._at[plan.id] or kampung in self._at[plan.id])
        ]
        title = self.kolom("rencana").label
        if not found:
            text = f"Tidak ada rencana “{name}” tahun {values['tanggal'].year} di sini."
            raise Ditolak(text, title, name)
        if len(found) > 1:
            found = [plan for plan in found if _covers(plan, values["tanggal"])] or found
        if len(found) > 1:
            found = [plan for plan in found if plan.opd in agencies] or found
        if len(found) > 1:
            text = f"Ada beberapa rencana “{name}”; isi kode desa dan OPD-nya."
            raise Ditolak(text, title, name)
        return {"rencana": found[0].id, "program": found[0].program}


def _covers(plan: Rencana, day: date) -> bool:
    return bool(plan.mulai and plan.akhir and plan.mulai <= day <= plan.akhir)
