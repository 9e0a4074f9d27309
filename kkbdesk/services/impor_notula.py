"""Plans minutes and follow-ups of meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kkbdesk.errors import UserError
from kkbdesk.exchange.values import CellError, converter, shown
from kkbdesk.model.fields import described
from kkbdesk.model.ids import KeputusanId, PembahasanId, RapatId, TindakLanjutId, new_id
from kkbdesk.model.matriks import Matriks
from kkbdesk.model.rapat import (
    Keputusan,
    Pembahasan,
    Rapat,
    StatusTindakLanjut,
    TindakLanjut,
)
from kkbdesk.model.wilayah import normal
from kkbdesk.services.impor_rapat import PerencanaBagian
from kkbdesk.services.perencana import Bahan, Ditolak, Kerja, tanpa_baris
from kkbdesk.services.pratinjau import Hasil
from kkbdesk.services.rapat_inti import sepakati

Key = tuple[RapatId, str]


class PerencanaNotula(PerencanaBagian):
    """Plans what was said and decided, each line known by its words."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self._said: dict[Key, Pembahasan] = {}
        self._decided: dict[Key, Keputusan] = {}
        self._seats: dict[tuple[RapatId, str], int] = defaultdict(int)
        for said in bahan.rancangan.semua(Pembahasan).values():
            self._said[said.rapat, _line(said.pembicara, said.isi)] = said
            self._count(said)
        for decided in bahan.rancangan.semua(Keputusan).values():
            self._decided[decided.rapat, normal(decided.isi)] = decided
            self._count(decided)
        self._seen: dict[Key, int] = {}

    def _count(self, item: Pembahasan | Keputusan) -> None:
        key = item.rapat, item.KIND
        self._seats[key] = max(self._seats[key], item.urut)

    def _next(self, rapat: RapatId, record_type: type[Pembahasan] | type[Keputusan]) -> int:
        self._seats[rapat, record_type.KIND] += 1
        return self._seats[rapat, record_type.KIND]

    def sebutan(self, row: Kerja) -> str:
        """Return what was said, else what was decided."""
        return shown(self.sel(row, "isi") or self.sel(row, "keputusan"))

    def bagian(self, row: Kerja, meeting: Rapat) -> None:
        """Plan one line; raises Ditolak."""
        values = self.nilai(row)
        year = values.get("matriks")
        decision = values.get("keputusan") or (f"Menyepakati matriks tahun {year}" if year else "")
        if not values.get("isi") and not decision:
            raise Ditolak("Baris ini tidak memuat pembahasan atau keputusan.")
        row.nama = row.nama or decision
        self._once(row, meeting, values)
        if values.get("isi"):
            self._say(row, meeting, values.get("pembicara", ""), values["isi"])
        if decision:
            self._decide(row, meeting, decision, year)
        self.berlangsung(meeting)

    def _once(self, row: Kerja, meeting: Rapat, values: Mapping[str, Any]) -> None:
        words = _line(*(str(values.get(key, "")) for key in ("pembicara", "isi", "keputusan")))
        first = self._seen.setdefault((meeting.id, words), row.nomor)
        if first != row.nomor:
            raise Ditolak(f"Baris ini sama dengan baris {first}.", "", row.nama)

    def _say(self, row: Kerja, meeting: Rapat, who: str, text: str) -> None:
        key = meeting.id, _line(who, text)
        if key in self._said:
            return
        made = Pembahasan(
            id=PembahasanId(new_id()),
            rapat=meeting.id,
            pembicara=who,
            isi=text,
            urut=self._next(meeting.id, Pembahasan),
        )
        self._said[key] = made
        row.hasil = Hasil.BARU
        self.rencana(row, None, made)

    def _decide(self, row: Kerja, meeting: Rapat, text: str, year: int | None) -> None:
        key = meeting.id, normal(text)
        present = self._decided.get(key)
        if present is None:
            made = Keputusan(
                id=KeputusanId(new_id()),
                rapat=meeting.id,
                isi=text,
                matriks=year,
                urut=self._next(meeting.id, Keputusan),
            )
        else:
            made = replace(present, matriks=year or present.matriks)
        self._decided[key] = made
        if made != present:
            if year:
                self._lock(row, meeting, year)
            new = present is None or row.hasil is Hasil.BARU
            row.hasil = Hasil.BARU if new else Hasil.BERUBAH
            self.rencana(row, present, made)

    def _lock(self, row: Kerja, meeting: Rapat, year: int) -> None:
        """Plan to lock the matrix that a decision agrees, which stands and falls with the row."""
        try:
            locked = sepakati(self.rancangan, meeting, year)
        except UserError as error:
            raise Ditolak(str(error), self.kolom("matriks").label, str(year)) from None
        if locked is not None:
            self.rancangan.put(locked)
            row.milik.append((Matriks.KIND, locked.id))


def _line(*texts: str) -> str:
    return "|".join(normal(text) for text in texts)


_DONE: dict[str, StatusTindakLanjut] = {
    **dict.fromkeys(
        ("selesai", "sudah", "sudah selesai", "ya", "v", "x", "tuntas"), StatusTindakLanjut.SELESAI
    ),
    **dict.fromkeys(
        ("terbuka", "belum", "belum selesai", "proses", "dalam proses", "berjalan", "tidak"),
        StatusTindakLanjut.TERBUKA,
    ),
    **dict.fromkeys(("batal", "dibatalkan"), StatusTindakLanjut.BATAL),
}


class PerencanaTindakLanjut(PerencanaBagian):
    """Plans follow-ups, each known by its meeting and its words."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self._owed: dict[Key, TindakLanjut] = {}
        self._seats: dict[RapatId, int] = defaultdict(int)
        for item in bahan.rancangan.semua(TindakLanjut).values():
            self._owed[item.rapat, normal(item.uraian)] = item
            self._seats[item.rapat] = max(self._seats[item.rapat], item.urut)
        self._taken: dict[Key, int] = {}
        self._status = converter(described(TindakLanjut, "status"), self.lists)

    def sebutan(self, row: Kerja) -> str:
        """Return what is owed."""
        return shown(self.sel(row, "uraian"))

    def bagian(self, row: Kerja, meeting: Rapat) -> None:
        """Plan one follow-up; raises Ditolak."""
        values = self.nilai(row, "opd", "status")
        if not values.get("uraian"):
            title = self.kolom("uraian").label
            raise Ditolak(f"{title} belum diisi.", title)
        key = meeting.id, normal(values["uraian"])
        first = self._taken.setdefault(key, row.nomor)
        if first != row.nomor:
            raise Ditolak(f"Tindak lanjut ini sudah disebut di baris {first}.", "", row.nama)
        present = self._owed.get(key)
        values |= self._who(row, present, values)
        values |= self._state(row, present, values)
        if present is None:
            self._seats[meeting.id] += 1
            values = {"urut": self._seats[meeting.id], **values}
            made = TindakLanjut(id=TindakLanjutId(new_id()), rapat=meeting.id, **values)
        else:
            made = replace(present, **tanpa_baris(present, values))
        self._owed[key] = made
        self.berlangsung(meeting)
        if made != present:
            row.hasil = Hasil.BARU if present is None else Hasil.BERUBAH
            self.rencana(row, present, made)

    def _who(
        self, row: Kerja, present: TindakLanjut | None, values: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return the agency that owes it; one may be named as the person."""
        named = self.agency(row, present.opd if present else None)
        who = values.get("penanggung_jawab", "")
        if named is None and who and self.buku.dikenal(who):
            return {"opd": self.buku.cari(who), "penanggung_jawab": ""}
        return {"opd": named} if named else {}

    def _state(
        self, row: Kerja, present: TindakLanjut | None, values: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return how far it got; what is done without a day was done today."""
        cell = self.sel(row, "status")
        word = normal(shown(cell))
        try:
            status = _DONE[word] if word in _DONE else self._status(cell)
        except CellError as error:
            raise self.tolakan("status", cell, error) from None
        day = values.get("tanggal_selesai")
        if status is None:
            return {"status": StatusTindakLanjut.SELESAI} if day else {}
        if status is StatusTindakLanjut.SELESAI:
            known = day or (present.tanggal_selesai if present else None) or self.bahan.today
            return {"status": status, "tanggal_selesai": known}
        return {"status": status} if day else {"status": status, "tanggal_selesai": None}
