"""Plans lists of kampung: which village a row is about, which kampung, what vanished."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kkbdesk.model.ids import KampungId, Kind, KodeWilayah, derived_id, new_id
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.wilayah import KABUPATEN, KECAMATAN, ancestor, normal
from kkbdesk.services.perencana import Bahan, Ditolak, Kerja, Perencana, tanpa_baris
from kkbdesk.services.pratinjau import Hasil, Hilang


class PerencanaKampung(Perencana):
    """Plans rows that are about a kampung each, told by its village."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self.tanggal_impor = bahan.tanggal
        """The day for which the file says which kampung there are."""
        self.di_desa: dict[str, list[Kampung]] = defaultdict(list)
        self._taken: dict[str, set[str]] = defaultdict(set)
        self._first: dict[str, int] = {}
        self._same_named: dict[tuple[str, str], Kampung] = {}
        self._named: dict[str, set[str]] = defaultdict(set)
        """By kabupaten: the kampung that the file names."""
        for kampung in self.rancangan.semua(Kampung).values():
            self.di_desa[kampung.desa].append(kampung)

    def siapkan(self, rows: list[Kerja]) -> None:
        """Find the village of every row."""
        for done, row in enumerate(rows):
            if done % 500 == 0:
                self.bahan.progress.step(done, len(rows), "Mencari desa")
            self.coba(row, self._desa)
        for kampung in self.rancangan.semua(Kampung).values():
            self._same_named[ancestor(kampung.desa, KECAMATAN), _core(kampung.nama)] = kampung

    def _desa(self, row: Kerja) -> None:
        row.nama = self.teks(row, "nama")
        row.kode = self.tempat(row)
        if not row.nama:
            title = self.kolom("nama").label
            raise Ditolak(f"{title} belum diisi.", title)

    def urutan(self, rows: list[Kerja]) -> Iterable[Kerja]:
        """Return rows that bear the name of the village's kampung before others of that village."""
        several = {kode for kode, count in Counter(row.kode for row in rows).items() if count > 1}
        if not several:
            return rows
        return sorted(rows, key=lambda row: row.kode in several and not self._is_named(row))

    def _is_named(self, row: Kerja) -> bool:
        names = {normal(kampung.nama) for kampung in self.di_desa.get(row.kode, ())}
        return not names or normal(row.nama) in names

    def pilih(
        self, row: Kerja, slot: str, values: Mapping[str, Any] | None = None
    ) -> Kampung | None:
        """Return the kampung a row is about, None for a new one.

        It is the one that bears the name, else the active one: a closed kampung of another name
        is another kampung. `slot` keeps two rows from being about the same.
        """
        taken = self._taken[slot]
        free = [item for item in self.di_desa.get(row.kode, ()) if item.id not in taken]
        named = normal(row.nama)
        fitting = [item for item in free if normal(item.nama) == named]
        fitting = fitting or [item for item in free if item.aktif]
        if not fitting:
            return None
        wanted = (values or {}).get("aktif") is not False
        fitting = [item for item in fitting if item.aktif is wanted] or fitting
        chosen = fitting[0] if len(fitting) == 1 else self.terpilih(fitting, values or {})
        taken.add(chosen.id)
        return chosen

    def terpilih(self, fitting: list[Kampung], _values: Mapping[str, Any]) -> Kampung:
        """Return one of several kampung of the same village, name and state."""
        return fitting[0]

    def sekali(self, row: Kerja, slot: str) -> None:
        """Raise Ditolak when another row took the slot."""
        first = self._first.setdefault(slot, row.nomor)
        if first != row.nomor:
            raise Ditolak(
                f"Desa ini sudah disebut di baris {first}; satu desa hanya satu Kampung KB aktif.",
                self.kolom("nama").label,
                row.nama,
            )

    def baru(self, row: Kerja, slot: str, values: Mapping[str, Any]) -> Kampung:
        """Return a new kampung of the row's village."""
        natural = derived_id(Kind.KAMPUNG, row.kode)
        taken = self.rancangan.get(Kampung, natural) is not None
        id = KampungId(new_id() if taken else natural)
        kampung = Kampung(id=id, desa=KodeWilayah(row.kode), **values)
        self.di_desa[row.kode].append(kampung)
        self._taken[slot].add(id)
        row.hasil = Hasil.BARU
        return kampung

    def tunjukkan_mirip(self, row: Kerja, kampung: Kampung) -> None:
        """Point out a kampung of another village that is called the same."""
        key = ancestor(kampung.desa, KECAMATAN), _core(kampung.nama)
        other = self._same_named.setdefault(key, kampung)
        if other.desa != kampung.desa:
            row.catatan.append(
                f"Namanya sama dengan kampung lain di kecamatan ini: {other.nama} ({other.desa}); "
                "periksa desanya."
            )

    def sebut(self, kampung: Kampung) -> None:
        """Note that the file names a kampung."""
        self._named[ancestor(kampung.desa, KABUPATEN)].add(kampung.id)

    def catat(self, rows: list[Kerja]) -> None:
        """List what vanished since the last import, and remember what this one names."""
        for row in rows:
            if row.ditolak is not None:
                for kampung in self.di_desa.get(row.kode, ()):
                    self.sebut(kampung)
        changed = bool(self.rancangan.changes())
        for wilayah, ids in sorted(self._named.items()):
            last, _ = self.impor_sebelum(wilayah, self.tanggal_impor)
            if last is not None:
                gone = self.rancangan.get_many(Kampung, set(last.isi) - ids)
                self.hilang += [Hilang(item.id, item.desa, item.nama) for item in gone.values()]
            if changed:
                self.catat_impor(wilayah, self.tanggal_impor, ids)
        self.hilang.sort(key=lambda item: item.kode)


_GENERIC = {
    "kampung", "kb", "kkb", "keluarga", "berkualitas", "berencana", "desa", "kelurahan", "nagari",
}  # fmt: skip


def _core(name: str) -> str:
    """Return a name without the words that any kampung may bear."""
    words = normal(name).split()
    return " ".join(word for word in words if word not in _GENERIC) or " ".join(words)


class PerencanaRegister(PerencanaKampung):
    """Plans the registry: what a cell says replaces, an empty cell leaves what is there."""

    def terpilih(self, fitting: list[Kampung], values: Mapping[str, Any]) -> Kampung:
        """Return the kampung most like the row."""
        return self.paling_mirip(fitting, values)

    def baris(self, row: Kerja) -> None:
        """Plan one kampung; raises Ditolak."""
        values = self.nilai(row)
        aktif = values.get("aktif")
        present = self.pilih(row, row.kode, values)
        if aktif if aktif is not None else present is None or present.aktif:
            self.sekali(row, row.kode)
        if present is None:
            kampung = self.baru(row, row.kode, values)
        else:
            kampung = replace(present, **tanpa_baris(present, values))
        if kampung != present:
            row.hasil = Hasil.BARU if present is None else Hasil.BERUBAH
            self.rencana(row, present, kampung)
            if present is None or kampung.nama != present.nama:
                self.tunjukkan_mirip(row, kampung)
        self.sebut(kampung)
