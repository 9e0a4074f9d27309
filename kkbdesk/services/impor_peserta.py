"""Plans lists of those who were invited to meetings and who came."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kkbdesk.exchange.sheets import Cell
from kkbdesk.exchange.values import CellError, shown
from kkbdesk.model.ids import OPDId, PesertaId, RapatId, new_id
from kkbdesk.model.rapat import Kehadiran, Peserta, Rapat
from kkbdesk.model.wilayah import normal
from kkbdesk.queries.rapat import datang
from kkbdesk.services.impor_rapat import PerencanaBagian
from kkbdesk.services.perencana import Bahan, Ditolak, Kerja
from kkbdesk.services.pratinjau import Hasil
from kkbdesk.services.rapat_peserta import kosongkan

_CAME: dict[str, Kehadiran] = {
    **dict.fromkeys(("hadir", "ya", "v", "x", "1", "h", "true", "datang"), Kehadiran.HADIR),
    **dict.fromkeys(("diwakili", "wakil", "diwakilkan", "w"), Kehadiran.DIWAKILI),
    **dict.fromkeys(
        ("tidak hadir", "tidak", "t", "0", "absen", "alpa", "false", "tanpa keterangan"),
        Kehadiran.TIDAK_HADIR,
    ),
    **dict.fromkeys(("diundang", "belum"), Kehadiran.DIUNDANG),
}
_ABSENT = re.compile(r"(?:tidak|tdk|tak) hadir\W+(?:karena )?(.*?)\W*", re.IGNORECASE)
_REASONS = ("izin", "ijin", "sakit", "cuti", "dinas luar", "tugas luar", "berhalangan")


def baca_kehadiran(cell: Cell) -> tuple[Kehadiran | None, str]:
    """Return the attendance that a cell states, and the reason it gives; raises CellError."""
    text = shown(cell).strip()
    if text in ("√", "✓", "✔", "●"):
        return Kehadiran.HADIR, ""
    word = normal(text)
    if not word:
        return None, ""
    if word in _CAME:
        return _CAME[word], ""
    if match := _ABSENT.fullmatch(text):
        return Kehadiran.TIDAK_HADIR, match[1]
    if word.startswith(_REASONS):
        return Kehadiran.TIDAK_HADIR, text
    raise CellError(f"“{text}” bukan kehadiran.", "; ".join(choice.label for choice in Kehadiran))


class PerencanaPeserta(PerencanaBagian):
    """Plans participants, each known by meeting, name, and office where two bear the name."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self._of: dict[tuple[RapatId, str], list[Peserta]] = defaultdict(list)
        self._seats: dict[RapatId, int] = defaultdict(int)
        for item in bahan.rancangan.semua(Peserta).values():
            self._of[item.rapat, normal(item.nama)].append(item)
            self._seats[item.rapat] = max(self._seats[item.rapat], item.urut)
        self._taken: dict[PesertaId, int] = {}

    def sebutan(self, row: Kerja) -> str:
        """Return who it is."""
        return self.teks(row, "nama")

    def bagian(self, row: Kerja, meeting: Rapat) -> None:
        """Plan one participant; raises Ditolak."""
        if not row.nama:
            title = self.kolom("nama").label
            raise Ditolak(f"{title} belum diisi.", title)
        values = {**self.nilai(row, "opd", "kehadiran"), **self._came(row)}
        present = self._present(row, meeting, values)
        values |= self._listed(meeting, present, values)
        values |= self._from(row, present, values)
        if present is None:
            self._seats[meeting.id] += 1
            values = {"urut": self._seats[meeting.id], **values}
            made = Peserta(id=PesertaId(new_id()), rapat=meeting.id, **values)
            self._of[meeting.id, normal(row.nama)].append(made)
        else:
            made = replace(present, **values)
        self._taken[made.id] = row.nomor
        if datang(made):
            self.berlangsung(meeting)
        if made != present:
            row.hasil = Hasil.BARU if present is None else Hasil.BERUBAH
            self.rencana(row, present, made)

    def _came(self, row: Kerja) -> dict[str, Any]:
        """Return the attendance, which a delegate or a reason may tell by itself."""
        cell = self.sel(row, "kehadiran")
        try:
            came, reason = baca_kehadiran(cell)
        except CellError as error:
            raise self.tolakan("kehadiran", cell, error) from None
        if came is None and self.teks(row, "wakil"):
            came = Kehadiran.DIWAKILI
        if came is None and self.teks(row, "alasan"):
            came = Kehadiran.TIDAK_HADIR
        if came is None:
            return {}
        told = {"kehadiran": came}
        given = {key for key in ("wakil", "alasan") if self.teks(row, key)}
        if reason and "alasan" not in given:
            return {**told, "alasan": reason}
        emptied = {key: text for key, text in kosongkan(came).items() if key not in given}
        return {**told, **emptied}

    def _listed(
        self, meeting: Rapat, present: Peserta | None, values: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Take who stands in an attendance list of a past meeting as there, where it tells none."""
        if "kehadiran" in self.table.places or "kehadiran" in values:
            return {}
        waiting = present is None or present.kehadiran is Kehadiran.DIUNDANG
        if not waiting or meeting.tanggal > self.bahan.today:
            return {}
        note = "Berkas tidak menyebut kehadiran; yang tercantum dianggap hadir."
        self.catatan = list(dict.fromkeys([*self.catatan, note]))
        return {"kehadiran": Kehadiran.HADIR}

    def _present(self, row: Kerja, meeting: Rapat, values: Mapping[str, Any]) -> Peserta | None:
        same = self._of[meeting.id, normal(row.nama)]
        office = normal(values.get("instansi", ""))
        if office and len(same) > 1:
            same = [item for item in same if normal(item.instansi) == office]
        elif office:
            same = [item for item in same if normal(item.instansi) in ("", office)]
        free = [item for item in same if item.id not in self._taken]
        if same and not free:
            first = self._taken[same[0].id]
            raise Ditolak(f"Peserta ini sudah disebut di baris {first}.", "", row.nama)
        return self.paling_mirip(free, values) if free else None

    def _from(
        self, row: Kerja, present: Peserta | None, values: Mapping[str, Any]
    ) -> dict[str, OPDId]:
        """Return the agency, which the office's name may tell."""
        found = self.agency(row, present.opd if present else None)
        office = values.get("instansi", "")
        if found is None and office and (present is None or present.opd is None):
            found = self.buku.cari(office) if self.buku.dikenal(office) else None
        return {"opd": found} if found else {}
