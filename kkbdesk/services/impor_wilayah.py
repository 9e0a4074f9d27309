"""Plans an edition of the region list, and the numbers of villages that the office states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kkbdesk.errors import UserError
from kkbdesk.exchange.matching import Match, Place
from kkbdesk.exchange.sheets import Cell
from kkbdesk.exchange.values import plain_text
from kkbdesk.model import wilayah
from kkbdesk.model.ids import JumlahDesaId, Kind, KodeWilayah, derived_id
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.wilayah import JumlahDesa, Wilayah, is_code, level, within
from kkbdesk.services.perencana import Asal, Bahan, Ditolak, Kerja, Perencana
from kkbdesk.services.pratinjau import Hasil, Hilang
from kkbdesk.services.wilayah import berakhir, edisi

_COUNTRY = 30
"""A list with so many provinces is one of the whole country."""


def kode_wilayah(cell: Cell) -> str:
    """Return a region's code as the list writes it, whatever a spreadsheet made of it.

    11.1 is what becomes of 11.10, 1101 of 11.01.
    """
    if isinstance(cell, float) and 11 <= cell < 100:
        return f"{cell:05.2f}"
    text = plain_text(cell) or ""
    if text.isdigit() and len(text) in (2, 4, 6, 10):
        return ".".join(part for part in (text[:2], text[2:4], text[4:6], text[6:]) if part)
    return text


class PerencanaWilayah(Perencana):
    """Plans an edition of the region list; a list of a part of the country changes that part."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self._names: dict[str, str] = {}
        self._rows: dict[str, Kerja] = {}

    def baris(self, row: Kerja) -> None:
        """Take in one region; raises Ditolak."""
        title = self.table.titles["id"]
        row.kode, row.nama = kode_wilayah(self.sel(row, "id")), self.teks(row, "nama")
        if not is_code(row.kode):
            raise Ditolak(f"“{row.kode}” bukan kode wilayah.", title, row.kode)
        if not row.nama:
            raise Ditolak("Nama wilayah belum diisi.", self.table.titles["nama"])
        if row.kode in self._rows:
            first = self._rows[row.kode].nomor
            raise Ditolak(f"Kode ini sudah disebut di baris {first}.", title, row.kode)
        self._rows[row.kode] = row
        self._names[row.kode] = row.nama

    def selesaikan(self, _rows: Iterable[Kerja]) -> None:
        """Plan the whole edition and tell what ends with it."""
        if not self._names:
            return
        every = self.rancangan.semua(Wilayah)
        roots = self._roots()
        covered = {
            kode: item
            for kode, item in every.items()
            if any(kode[:length] in roots for length in (0, 2, 5, 8, 13))
        }
        changed = edisi(covered, self._names, self.bahan.tanggal)
        for item in changed:
            row = self._rows.get(item.id)
            if row is None:
                self.rancangan.put(item)
                continue
            before = every.get(item.id)
            row.hasil = Hasil.BARU if before is None else Hasil.BERUBAH
            self.rencana(row, before, item)
        gone = berakhir(every, changed)
        self.hilang = [Hilang(kode, kode, every[kode].nama) for kode in sorted(gone)]
        self._tell_kampung(gone)

    def _roots(self) -> set[str]:
        """Return the regions that the list covers whole: codes with nothing above them in it."""
        if sum(level(kode) == wilayah.PROVINSI for kode in self._names) >= _COUNTRY:
            return {""}
        above = {kode: kode.rpartition(".")[0] for kode in self._names}
        return {kode for kode, parent in above.items() if parent not in self._names}

    def _tell_kampung(self, gone: set[str]) -> None:
        kampung = [
            item
            for item in self.rancangan.semua(Kampung).values()
            if item.aktif and item.desa in gone
        ]
        if not kampung:
            return
        names = ", ".join(f"{item.nama} ({item.desa})" for item in kampung[:20])
        more = f" dan {len(kampung) - 20} lainnya" if len(kampung) > 20 else ""
        self.catatan.append(
            f"{len(kampung)} kampung berkode desa yang berakhir; pilihkan desa baru: {names}{more}."
        )


class PerencanaJumlahDesa(Perencana):
    """Plans how many villages a region had in a year."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self._taken: Counter[str] = Counter()
        self._home = bahan.kantor.wilayah or ""
        bahan.rancangan.semua(JumlahDesa)
        if "tahun" not in self.table.places and bahan.tanggal_dari is Asal.DIANGGAP:
            raise UserError("Kolom Tahun tidak ada; tambahkan, atau sebutkan tanggalnya.")

    def baris(self, row: Kerja) -> None:
        """Plan one number; raises Ditolak."""
        row.kode = self._region(row)
        row.nama = self.matcher.name(row.kode)
        values = self.nilai(row)
        if "jumlah" not in values:
            title = self.table.titles["jumlah"]
            raise Ditolak(f"{title} belum diisi.", title)
        tahun = values.setdefault("tahun", self.bahan.tanggal.year)
        id = JumlahDesaId(derived_id(Kind.JUMLAH_DESA, row.kode, tahun))
        self._taken[id] += 1
        if self._taken[id] > 1:
            raise Ditolak(f"{row.nama} tahun {tahun} sudah disebut dalam berkas ini.")
        present = self.rancangan.get(JumlahDesa, id)
        if present is None:
            record = JumlahDesa(id=id, wilayah=KodeWilayah(row.kode), **values)
            row.hasil = Hasil.BARU
        else:
            record = replace(present, **values)
            row.hasil = Hasil.BERUBAH if record != present else Hasil.SAMA
        if record != present:
            self.rencana(row, present, record)

    def _region(self, row: Kerja) -> str:
        code = kode_wilayah(self.sel(row, "kode"))
        name = self.teks(row, "wilayah")
        code = code or (kode_wilayah(name) if is_code(kode_wilayah(name)) else "")
        match = self._coded(code) if code else self._named(row, name)
        if not match.code:
            raise self.tak_cocok(match)
        return match.code

    def _coded(self, code: str) -> Match:
        if code not in self.rancangan.wilayah([code]):
            return Match("", f"Kode “{code}” tidak ada dalam daftar wilayah.", "kode", code)
        if not within(code, self._home) and not within(self._home, code):
            return Match("", f"Kode {code} di luar wilayah kantor ini.", "kode", code)
        return Match(code)

    def _named(self, row: Kerja, name: str) -> Match:
        """Return the kecamatan or kabupaten that the columns name; the office's own by its name."""
        provinsi, kabupaten = self.teks(row, "provinsi"), self.teks(row, "kabupaten")
        kecamatan = self.teks(row, "kecamatan")
        if name and not kecamatan and level(self._home) == wilayah.KABUPATEN:
            kecamatan = name
        kabupaten = kabupaten or ("" if kecamatan else name)
        if not kecamatan and self._is_home(kabupaten or name):
            return Match(self._home)
        place = Place(provinsi, kabupaten, kecamatan)
        regency = self.matcher.regency(place)
        if not regency.code or not kecamatan:
            return regency
        return self.matcher.district(regency.code, place)

    def _is_home(self, name: str) -> bool:
        if not self._home or not name:
            return False
        own = self.matcher.name(self._home)
        return wilayah.normal(own) == wilayah.normal(name)
