"""Meetings: scheduled, held, counted, removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.files import save
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import KampungId, RapatId, SeriRapatId, new_id
from kkbdesk.model.problem import Problem
from kkbdesk.model.rapat import (
    Keputusan,
    Peserta,
    Rapat,
    SeriRapat,
    StatusRapat,
    StatusTindakLanjut,
    TindakLanjut,
    TingkatRapat,
)
from kkbdesk.queries.matriks import JenisTemuan, baca_grid
from kkbdesk.queries.permasalahan import acara_permasalahan
from kkbdesk.queries.rapat import RapatLengkap, baca_rapat, datang, forum, nama_forum
from kkbdesk.queries.rapat_angka import AngkaRapat, hitung_rapat
from kkbdesk.rules.check import check
from kkbdesk.rules.rapat import has_matrix
from kkbdesk.services.editor import Editor
from kkbdesk.services.rapat_inti import ada, dengan_seri, hapus_rapat, rapi
from kkbdesk.services.rapat_kalender import kalender
from kkbdesk.store import Reader, Store

NAMA_BIASA = "Rapat Koordinasi Pokja Kampung KB"
"""What a new meeting is called until somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class RapatRow:
    """A line of the list of meetings."""

    id: RapatId
    nama: str
    tingkat: TingkatRapat
    forum: str
    kampung: KampungId | None
    seri: SeriRapatId | None
    tanggal: date
    mulai: str
    tempat: str
    status: StatusRapat
    diundang: int
    hadir: int
    """Of those invited, who came or was represented."""
    tamu: int
    """Guests who came."""
    keputusan: int
    terbuka: int
    """Follow-ups of this meeting that are open, late ones included."""
    terlambat: int


class RapatService:
    """Keeps meetings from the date to the figures; their parts have services of their own."""

    def __init__(
        self,
        store: Store,
        editor: Editor,
        today: Callable[[], date],
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._editor = editor
        self._today = today
        self._clock = clock

    def daftar(self, kampung: KampungId | None = None, kantor: str = "") -> list[RapatRow]:
        """Return all meetings of an office, or those of a kampung, newest first."""
        today = self._today()
        with self._store.read(kantor) as reader:
            meetings = reader.find(Rapat, kampung=kampung) if kampung else reader.find(Rapat)
            names = nama_forum(reader, meetings)
            people = reader.find(Peserta)
            invited = Counter(item.rapat for item in people if not item.tamu)
            came = Counter((item.rapat, item.tamu) for item in people if datang(item))
            decided = Counter(item.rapat for item in reader.find(Keputusan))
            owed = reader.find(TindakLanjut, status=StatusTindakLanjut.TERBUKA)
        waiting = Counter(item.rapat for item in owed)
        late = Counter(item.rapat for item in owed if item.terlambat(today))
        rows = [
            RapatRow(
                item.id, item.nama, item.tingkat, names[forum(item)], item.kampung, item.seri,
                item.tanggal, item.mulai, item.tempat, item.status, invited[item.id],
                came[item.id, False], came[item.id, True], decided[item.id],
                waiting[item.id], late[item.id],
            )
            for item in meetings
        ]  # fmt: skip
        return sorted(rows, key=lambda row: (row.tanggal, row.mulai), reverse=True)

    def get(self, id: RapatId) -> tuple[RapatLengkap, list[Problem]]:
        """Return a meeting with all its parts and what is wrong with them; raises StaleEdit."""
        with self._store.read() as reader:
            found = baca_rapat(reader, id, self._today())
            if found is None:
                raise StaleEdit("Rapat ini sudah dihapus.")
            parts: list[Record] = [*found.peserta, *found.keputusan, *found.tindak_lanjut]
            return found, check([found.rapat, *parts], reader)

    def jadwalkan(self, nilai: Mapping[str, Any], *, initiator: object | None = None) -> Rapat:
        """Schedule a meeting; raises RuleViolation.

        One that bears the name of a series of the same people becomes one of it.
        """
        rapat = Rapat(id=RapatId(new_id()), **rapi(nilai))
        self._not_held_yet(rapat)
        with self._editor.edit("Jadwalkan rapat", initiator=initiator) as unit:
            rapat = dengan_seri(unit, rapat)
            unit.put(rapat)
        return rapat

    def dari_seri(self, seri: SeriRapatId, tanggal: Sequence[date]) -> list[Rapat]:
        """Schedule meetings of a series on these days, in one step.

        Place and agenda are those of the series' last meeting; people are invited later.
        """
        with self._editor.edit("Jadwalkan rapat dari seri") as unit:
            series = ada(unit, SeriRapat, seri)
            former = unit.find(Rapat, seri=seri)
            last = max(former, key=lambda item: item.tanggal, default=None)
            made = [_of_series(series, day, last) for day in tanggal]
            for rapat in made:
                unit.put(rapat)
        return made

    def ubah(
        self, rapat: Rapat, nilai: Mapping[str, Any], *, initiator: object | None = None
    ) -> Rapat:
        """Change some fields of a meeting; raises RuleViolation, StaleEdit."""
        values = rapi(nilai)
        if self._was_closed(rapat, values):
            values["status"] = StatusRapat.TERLAKSANA
        self._not_held_yet(replace(rapat, **values))
        return self._editor.change("Ubah rapat", rapat, values, initiator=initiator)

    def hapus(self, ids: Sequence[RapatId]) -> None:
        """Remove meetings with all their parts in one step; raises UserError."""
        with self._editor.edit("Hapus rapat") as unit:
            for id in ids:
                hapus_rapat(unit, id)

    def usulan_acara(self, id: RapatId) -> list[str]:
        """Return what the agenda does not hold yet: unanswered problems, gaps of the matrix.

        What earlier meetings left open stands on the agenda by itself.
        """
        with self._store.read() as reader:
            rapat = ada(reader, Rapat, id)
            proposed: list[str] = []
            if has_matrix(rapat):
                proposed += acara_permasalahan(reader, rapat)
                proposed += _matrix_items(reader, rapat, self._today())
        present = {item.casefold() for item in rapat.acara}
        return [item for item in proposed if item.casefold() not in present]

    def lengkap(self, ids: Sequence[RapatId]) -> dict[RapatId, RapatLengkap]:
        """Return meetings with all their parts and what earlier ones left open."""
        with self._store.read() as reader:
            return {item.rapat.id: item for item in self._lengkap(reader, ids)}

    def _lengkap(self, reader: Reader, ids: Iterable[RapatId]) -> Iterator[RapatLengkap]:
        found = (baca_rapat(reader, id, self._today()) for id in ids)
        return (item for item in found if item is not None)

    def angka(self, tahun: int | None = None) -> AngkaRapat:
        """Return the figures of a year, this one by default."""
        today = self._today()
        with self._store.read() as reader:
            return hitung_rapat(reader, tahun or today.year, today)

    def kalender(self, ids: Sequence[RapatId] | None = None) -> str:
        """Return meetings (all by default) as an iCalendar file."""
        with self._store.read() as reader:
            every = [item.id for item in reader.find(Rapat)] if ids is None else ids
            return kalender(reader, self._lengkap(reader, every), self._clock())

    def tulis_kalender(self, path: Path, ids: Sequence[RapatId] | None = None) -> None:
        """Write meetings as an iCalendar file; raises StorageFault."""
        save(path, self.kalender(ids).encode())

    def _was_closed(self, rapat: Rapat, nilai: Mapping[str, Any]) -> bool:
        """Tell whether the hour at which a planned meeting was opened or closed is written down."""
        planned = rapat.status is StatusRapat.DIRENCANAKAN and "status" not in nilai
        hours = nilai.get("jam_buka") or nilai.get("jam_tutup")
        return planned and bool(hours) and rapat.tanggal <= self._today()

    def _not_held_yet(self, rapat: Rapat) -> None:
        """Refuse that a meeting of a later day was held."""
        if rapat.status is StatusRapat.TERLAKSANA and rapat.tanggal > self._today():
            raise UserError("Rapat ini belum tiba harinya; belum dapat ditandai terlaksana.")


def _of_series(seri: SeriRapat, day: date, last: Rapat | None) -> Rapat:
    new = Rapat(
        id=RapatId(new_id()),
        nama=seri.nama,
        tingkat=seri.tingkat,
        wilayah=seri.wilayah,
        kampung=seri.kampung,
        seri=seri.id,
        tanggal=day,
        mulai=seri.pukul,
        tempat=seri.tempat,
    )
    if last is None:
        return new
    return replace(
        new,
        tempat=seri.tempat or last.tempat,
        tautan=last.tautan,
        dasar=last.dasar,
        acara=last.acara,
        pimpinan=last.pimpinan,
        sekretaris=last.sekretaris,
        notulis=last.notulis,
        narahubung=last.narahubung,
    )


def _matrix_items(reader: Reader, rapat: Rapat, today: date) -> list[str]:
    kampung = rapat.kampung if rapat.tingkat is TingkatRapat.DESA else None
    grid = baca_grid(reader, rapat.tanggal.year, kampung, today)
    words = {
        JenisTemuan.TANPA_PELAKSANA: "Menetapkan pelaksana program",
        JenisTemuan.TANPA_PENANGGUNG_JAWAB: "Menetapkan penanggung jawab program",
        JenisTemuan.TUMPANG_TINDIH: "Menyepakati satu penanggung jawab program",
    }
    items = [f"{words[item.jenis]} {item.teks}" for item in grid.temuan if item.jenis in words]
    if not grid.terkunci:
        items.append(f"Kesepakatan matriks tahun {rapat.tanggal.year}")
    return items
