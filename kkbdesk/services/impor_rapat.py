"""Plans lists of meetings, and finds the meeting of a row for the lists that hang on them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kkbdesk.exchange.sheets import Cell
from kkbdesk.exchange.values import CellError, converter, shown
from kkbdesk.model.clean import clean_line, clean_text
from kkbdesk.model.fields import described
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.ids import KodeWilayah, OPDId, RapatId, new_id
from kkbdesk.model.impor import JenisPadanan
from kkbdesk.model.rapat import Rapat, StatusRapat, TingkatRapat
from kkbdesk.model.wilayah import KECAMATAN, normal
from kkbdesk.services.impor_opd import BukuOPD
from kkbdesk.services.impor_pokja import PerencanaDiKampung
from kkbdesk.services.impor_rapat_seri import BukuSeri
from kkbdesk.services.perencana import Asal, Bahan, Ditolak, Kerja, tanpa_baris
from kkbdesk.services.pratinjau import Hasil
from kkbdesk.services.rapat_inti import dengan_seri, rapi

_DISTRICT = re.compile(r"^(?:kecamatan|kec|distrik) ")
_NUMBERED = re.compile(r"^\s*(?:\d+[.)]|[-•*])\s+")


class PerencanaRapat(PerencanaDiKampung):
    """Plans meetings, each known by its name, its day, and its kampung where it has one."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self._on: dict[date, list[Rapat]] = defaultdict(list)
        for rapat in bahan.rancangan.semua(Rapat).values():
            self._on[rapat.tanggal].append(rapat)
        self._series = BukuSeri(bahan.rancangan)
        home = bahan.kantor.wilayah or ""
        self._districts: dict[str, KodeWilayah] = {}
        for item in bahan.rancangan.reader.wilayah_dalam(home, KECAMATAN):
            for name in (item.nama, *item.alias, item.id):
                self._districts[normal(name)] = item.id
        self._taken: dict[RapatId, int] = {}

    def baris(self, row: Kerja) -> None:
        """Plan one meeting; raises Ditolak."""
        values = rapi(self.nilai(row, "seri", "wilayah", "acara"))
        for key in ("nama", "tanggal"):
            if not values.get(key):
                title = self.kolom(key).label
                raise Ditolak(f"{title} belum diisi.", title)
        row.nama = f"{values['nama']}, {tanggal(values['tanggal'])}"
        values |= self._others(row)
        present = self._present(values)
        if present is None:
            made = Rapat(id=RapatId(new_id()), **values)
            row.hasil = Hasil.BARU
        else:
            made = replace(present, **tanpa_baris(present, values))
        self._check(made)
        name = self.teks(row, "seri")
        made = self._series.pasang(made, name) if name else dengan_seri(self.rancangan, made)
        self._taken[made.id] = row.nomor
        if made != present:
            row.hasil = Hasil.BARU if present is None else Hasil.BERUBAH
            self._on[made.tanggal].append(made)
            self.rencana(row, present, made)

    def _others(self, row: Kerja) -> dict[str, Any]:
        """Return the fields that refer to something, and the agenda line by line."""
        values: dict[str, Any] = {}
        if kampung := self.kampung(row):
            values |= {"kampung": kampung, "tingkat": TingkatRapat.DESA}
        if name := self.teks(row, "wilayah"):
            title = self.kolom("wilayah").label
            found = self._districts.get(_DISTRICT.sub("", normal(name)))
            if found is None:
                raise Ditolak(f"Kecamatan “{name}” tidak ada di wilayah kantor ini.", title, name)
            values |= {"wilayah": found, "tingkat": TingkatRapat.KECAMATAN}
        if items := agenda(self.sel(row, "acara")):
            values["acara"] = items
        return values

    def _present(self, values: Mapping[str, Any]) -> Rapat | None:
        same = [
            item
            for item in self._on[values["tanggal"]]
            if normal(item.nama) == normal(values["nama"])
            and ("kampung" not in values or item.kampung == values["kampung"])
            and ("wilayah" not in values or item.wilayah == values["wilayah"])
        ]
        free = [item for item in same if item.id not in self._taken]
        if same and not free:
            raise Ditolak(f"Rapat ini sudah disebut di baris {self._taken[same[0].id]}.")
        return free[0] if free else None

    def catat(self, _rows: Iterable[Kerja]) -> None:
        """Plan the series that begin with these meetings."""
        self.catatan += self._series.selesaikan()

    def _check(self, made: Rapat) -> None:
        if made.status is StatusRapat.TERLAKSANA and made.tanggal > self.bahan.today:
            title = self.kolom("status").label
            raise Ditolak("Rapat belum tiba harinya; belum dapat ditandai terlaksana.", title)


def agenda(cell: Cell) -> tuple[str, ...]:
    """Return the items of an agenda without their numbers, also where lines became blanks."""
    text = clean_text(cell) if isinstance(cell, str) else shown(cell)
    lines = _counted(text) or re.split(r"\n|;(?=\s|$)", text)
    found = (clean_line(_NUMBERED.sub("", line, count=1)).rstrip(";") for line in lines)
    return tuple(line for line in found if line)


def _counted(text: str) -> list[str]:
    """Return the items that 1., 2., 3. begin, empty where nothing is counted so."""
    starts: list[int] = []
    while match := re.compile(rf"(?:^|(?<=\s)){len(starts) + 1}[.)]\s").search(
        text, starts[-1] if starts else 0
    ):
        if not starts and match.start():
            return []
        starts.append(match.start())
    if len(starts) < 2:
        return []
    return [text[begin:end] for begin, end in zip(starts, [*starts[1:], None], strict=True)]


class PerencanaBagian(PerencanaDiKampung):
    """Plans rows that hang on a meeting, named by name and day."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self.buku = BukuOPD(bahan.rancangan, bahan.padanan[JenisPadanan.OPD])
        self._every = [
            item
            for item in bahan.rancangan.semua(Rapat).values()
            if item.status is not StatusRapat.BATAL
        ]
        self._day = converter(described(Rapat, "tanggal"), self.lists)
        self._last: Rapat | None = None
        self._lost = 0
        """The row whose meeting was not found, while the rows below it name none."""
        self._held: set[RapatId] = set()

    def baris(self, row: Kerja) -> None:
        """Plan one row after its meeting is known; raises Ditolak."""
        row.nama = self.sebutan(row)
        self.bagian(row, self._rapat(row))

    def sebutan(self, row: Kerja) -> str:
        """Return what a row is called when it is told of."""
        raise NotImplementedError

    def bagian(self, row: Kerja, meeting: Rapat) -> None:
        """Plan what a row says of a meeting; raises Ditolak."""
        raise NotImplementedError

    def _rapat(self, row: Kerja) -> Rapat:
        """Return the meeting of a row; one that names none is of the row above. Raises Ditolak."""
        if self._names_none(row):
            if self._lost:
                text = f"Ikut baris {self._lost}, yang rapatnya tidak ditemukan."
                raise Ditolak(text, self.kolom("rapat").label)
            if self._last is not None:
                return self._last
        self._last, self._lost = None, row.nomor
        self._last, self._lost = self._found(row), 0
        return self._last

    def _names_none(self, row: Kerja) -> bool:
        keys = ("rapat", "tanggal_rapat", "kode", "kampung")
        return all(self.sel(row, key) is None for key in keys)

    def _found(self, row: Kerja) -> Rapat:
        name, day, kampung = self.teks(row, "rapat"), self._dated(row), self.kampung(row)
        if self._names_none(row) and self.bahan.tanggal_dari is not Asal.DIANGGAP:
            day = self.bahan.tanggal
        found = [
            item
            for item in self._every
            if (not name or normal(item.nama) == normal(name))
            and (day is None or item.tanggal == day)
            and (kampung is None or item.kampung == kampung)
        ]
        if len(found) != 1 or not (name or day):
            raise self._unclear(name, day, found)
        return found[0]

    def _dated(self, row: Kerja) -> date | None:
        cell = self.sel(row, "tanggal_rapat")
        try:
            return self._day(cell)  # type: ignore[return-value]  # the field is a date
        except CellError as error:
            raise self.tolakan("tanggal_rapat", cell, error) from None

    def _unclear(self, name: str, day: date | None, found: list[Rapat]) -> Ditolak:
        title = self.kolom("rapat").label
        if not name and day is None:
            return Ditolak("Rapatnya belum disebut; isi nama dan tanggal rapat.", title)
        told = " ".join(
            part for part in (f"“{name}”" if name else "", tanggal(day) if day else "") if part
        )
        if found:
            text = f"Ada beberapa rapat {told}; sebutkan nama, tanggal dan kampungnya."
            return Ditolak(text, title, name)
        near = [
            item
            for item in self._every
            if item.tanggal == day or (name and normal(item.nama) == normal(name))
        ]
        known = "; ".join(f"{item.nama}, {tanggal(item.tanggal)}" for item in near[:5])
        return Ditolak(f"Tidak ada rapat {told}; jadwalkan dahulu.", title, name, (), known)

    def agency(self, row: Kerja, lama: OPDId | None) -> OPDId | None:
        """Return the agency of a row, None where none is named; raises Ditolak."""
        cell = self.sel(row, "opd")
        return self.buku.wajib(cell, self.kolom("opd").label, lama) if cell is not None else None

    def berlangsung(self, rapat: Rapat) -> None:
        """Note that a meeting was held, since somebody came or something was said."""
        self._held.add(rapat.id)

    def selesaikan(self, _rows: Iterable[Kerja]) -> None:
        """Mark as held what was, and remember the agencies that were confirmed."""
        for id in sorted(self._held):
            rapat = self.rancangan.get(Rapat, id)
            planned = rapat is not None and rapat.status is StatusRapat.DIRENCANAKAN
            if rapat is not None and planned and rapat.tanggal <= self.bahan.today:
                self.rancangan.put(replace(rapat, status=StatusRapat.TERLAKSANA))
        for text, opd in self.buku.used.items():
            self.ingat(JenisPadanan.OPD, text, opd)
