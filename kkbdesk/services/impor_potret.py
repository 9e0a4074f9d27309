"""Plans the national website's exports: dated figures of kampung, kept beside the earlier ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any

from kkbdesk.errors import UserError
from kkbdesk.exchange.columns import Daftar
from kkbdesk.exchange.values import CellError
from kkbdesk.model.fields import describe
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.ids import KampungId, derived_id
from kkbdesk.model.kampung import Kampung, Klasifikasi, Variabel
from kkbdesk.model.wilayah import KABUPATEN, ancestor, normal
from kkbdesk.services.impor_kampung import PerencanaKampung
from kkbdesk.services.perencana import Asal, Bahan, Ditolak, Kerja
from kkbdesk.services.pratinjau import Hasil

SITUS = "Ekspor situs nasional"
"""The source of figures whose workbook names none."""
_MOST_DATES = 200


class PerencanaPotret(PerencanaKampung):
    """Plans one snapshot per row; a day that has one already gets it corrected."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self._record: Any = Klasifikasi if self.table.daftar is Daftar.KLASIFIKASI else Variabel
        places = self.table.places
        figures = [
            item
            for item in describe(self._record)
            if item.name in places and item.name not in ("tanggal", "sumber")
        ]
        names = [item.name for item in figures]
        self._figures = [field for field in self._fields if field[1] in names]
        self._empty = {item.name: item.default for item in figures}
        self._get = attrgetter(*names)
        self._days: dict[int, date] = {}
        self._last: dict[KampungId, date] = self.rancangan.reader.last_dates()
        self._prior: dict[KampungId, Any] = {}
        self._by_day: dict[date, dict[KampungId, Any]] = {}
        self._unchanged: list[tuple[Kerja, Any]] = []
        self._newer: dict[str, bool] = {}
        self._made: set[str] = set()
        """Kampung that this file brings."""

    def siapkan(self, rows: list[Kerja]) -> None:
        """Find village and day of every row, and read what is known of these kampung."""
        super().siapkan(rows)
        for row in rows:
            if row.ditolak is None:
                self.coba(row, self._day)
        self.tanggal_impor = max(self._days.values(), default=self.bahan.tanggal)
        villages: dict[date, set[str]] = defaultdict(set)
        for row in rows:
            if row.nomor in self._days:
                villages[self._days[row.nomor]].add(row.kode)
        if len(villages) > _MOST_DATES:
            raise UserError("Berkas memuat terlalu banyak tanggal; bagi menjadi beberapa berkas.")
        for day, codes in villages.items():
            ids = [item.id for kode in codes for item in self.di_desa.get(kode, ())]
            self._by_day[day] = self.rancangan.reader.latest(self._record, per=day, kampung=ids)
            # Also under the ids that new kampung will get: what is known to be absent is not
            # looked for one by one.
            expected = {*ids, *(derived_id(Kampung.KIND, kode) for kode in codes)}
            self.rancangan.get_many(self._record, (self._id(id, day) for id in expected))

    def _day(self, row: Kerja) -> None:
        day = self.bahan.tanggal
        cell = self.sel(row, "tanggal")
        if cell is not None and self.bahan.tanggal_dari is not Asal.DIBERI:
            try:
                day = self.pembaca("tanggal")(cell) or day  # type: ignore[assignment]
            except CellError as error:
                raise self.tolakan("tanggal", cell, error) from None
        if day > self.bahan.today:
            raise Ditolak("Tanggalnya belum tiba.", self.kolom("tanggal").label, tanggal(day))
        self._days[row.nomor] = day

    def urutan(self, rows: list[Kerja]) -> Iterable[Kerja]:
        """Return the rows day by day."""
        ordered = super().urutan(rows)
        if len(self._by_day) < 2:
            return ordered
        return sorted(ordered, key=lambda row: self._days.get(row.nomor, date.min))

    def baris(self, row: Kerja) -> None:
        """Plan kampung and snapshot of one row; raises Ditolak."""
        day = self._days[row.nomor]
        values = self._values(row)
        slot = f"{row.kode} {day}"
        present = self.pilih(row, slot)
        if present is None:
            self.sekali(row, slot)
            kampung = self._new(row, slot, day)
        else:
            self._first.setdefault(slot, row.nomor)
            kampung = self._renamed(row, present, day)
        if kampung.id in self._made:
            row.bergantung.append((Kampung.KIND, kampung.id))
        if day == self.tanggal_impor:
            self.sebut(kampung)
        self._snapshot(row, kampung, day, values)

    def _values(self, row: Kerja) -> dict[str, Any]:
        """Return the figures; a column that is there but empty says that nothing is known."""
        values = dict(self._empty)
        cells = row.cells
        width = len(cells)
        name, cell = "", None
        try:
            for at, name, convert in self._figures:
                cell = cells[at] if at < width else None
                if cell is not None:
                    value = convert(cell)
                    if value is not None:
                        values[name] = value
        except CellError as error:
            raise self.tolakan(name, cell, error) from None
        return values

    def _new(self, row: Kerja, slot: str, day: date) -> Kampung:
        """Return a new kampung, not active when a newer export no longer names it."""
        kabupaten = ancestor(row.kode, KABUPATEN)
        if kabupaten not in self._newer:
            self._newer[kabupaten] = self.impor_sebelum(kabupaten, day)[1]
        gone = self._newer[kabupaten]
        kampung = self.baru(row, slot, {"nama": row.nama, "aktif": not gone})
        if gone:
            row.catatan.append(
                "Ekspor yang lebih baru tidak memuat kampung ini, maka dicatat tidak aktif."
            )
        self._made.add(kampung.id)
        self.rencana(row, None, kampung)
        self.tunjukkan_mirip(row, kampung)
        return kampung

    def _renamed(self, row: Kerja, present: Kampung, day: date) -> Kampung:
        """Return the kampung under the name of the export, unless something newer is known.

        Capitals and blanks alone are no other name.
        """
        last = self._last.get(present.id)
        if last is not None and last > day:
            row.catatan.append(
                f"Data per {tanggal(last)} sudah ada; baris ini hanya menambah riwayat."
            )
            return present
        if not present.aktif:
            row.catatan.append("Kampung ini tidak aktif di sini, tetapi masih ada dalam ekspor.")
        if normal(present.nama) == normal(row.nama):
            return present
        kampung = replace(present, nama=row.nama)
        self.di_desa[row.kode] = [
            kampung if item.id == kampung.id else item for item in self.di_desa[row.kode]
        ]
        row.hasil = Hasil.BERUBAH
        self.rencana(row, present, kampung)
        self.tunjukkan_mirip(row, kampung)
        return kampung

    def _snapshot(self, row: Kerja, kampung: Kampung, day: date, values: dict[str, Any]) -> None:
        id = self._id(kampung.id, day)
        source = self.teks(row, "sumber")
        exact = self.rancangan.get(self._record, id)
        if exact is not None:
            if source:
                values["sumber"] = source
            record = replace(exact, **values)
            if record != exact:
                self._changed(row, exact, record)
            return
        record = self._record(
            id=id, kampung=kampung.id, tanggal=day, sumber=source or SITUS, **values
        )
        prior = self._prior.get(kampung.id) or self._by_day[day].get(kampung.id)
        self._prior[kampung.id] = record
        if prior is not None and self._get(prior) == self._get(record):
            self._unchanged.append((row, record))
            return
        self._changed(row, prior, record)

    def _changed(self, row: Kerja, before: Any, after: Any) -> None:
        if row.hasil is not Hasil.BARU:
            row.hasil = Hasil.BERUBAH
        shown = before and replace(before, tanggal=after.tanggal, sumber=after.sumber)
        self.rencana(row, shown or self._record(
            id=after.id, kampung=after.kampung, tanggal=after.tanggal, sumber=after.sumber
        ), after)  # fmt: skip

    def _id(self, kampung: str, day: date) -> str:
        return derived_id(self._record.KIND, kampung, day.isoformat())

    def selesaikan(self, rows: list[Kerja]) -> None:
        """Date also what did not change, unless nothing at all says that the file is newer."""
        dated = self.bahan.tanggal_dari is not Asal.DIANGGAP or "tanggal" in self.table.places
        if dated or any(row.hasil in (Hasil.BARU, Hasil.BERUBAH) for row in rows):
            for row, record in self._unchanged:
                self.rancangan.put(record)
                row.milik.append((record.KIND, record.id))
