"""Series of meetings and the dates they propose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Any

from kkbdesk.model.ids import SeriRapatId, new_id
from kkbdesk.model.rapat import Rapat, SeriRapat, StatusRapat
from kkbdesk.queries.rapat import forum
from kkbdesk.services.editor import Editor, put_values
from kkbdesk.services.rapat_inti import ada, rapi
from kkbdesk.store import Store, Unit

_FAR = timedelta(days=6 * 366)
"""Dates are proposed no further ahead."""


class SeriRapatService:
    """Keeps the series and proposes when they meet next."""

    def __init__(self, store: Store, editor: Editor, today: Callable[[], date]) -> None:
        self._store = store
        self._editor = editor
        self._today = today

    def daftar(self) -> list[SeriRapat]:
        """Return all series by name."""
        with self._store.read() as reader:
            return sorted(reader.find(SeriRapat), key=lambda item: item.nama.casefold())

    def tambah(self, nilai: Mapping[str, Any], *, initiator: object | None = None) -> SeriRapat:
        """Begin a series with the meetings that lie on its days already; raises RuleViolation."""
        seri = SeriRapat(id=SeriRapatId(new_id()), **rapi(nilai))
        with self._editor.edit("Tambah seri rapat", initiator=initiator) as unit:
            unit.put(seri)
            _gather(unit, seri)
        return seri

    def ubah(
        self, seri: SeriRapat, nilai: Mapping[str, Any], *, initiator: object | None = None
    ) -> SeriRapat:
        """Change some fields of a series; meetings on its days join it, others stay in it.

        When others meet from now on, the meetings of those before leave it. Raises RuleViolation,
        StaleEdit.
        """
        with self._editor.edit("Ubah seri rapat", initiator=initiator) as unit:
            made = put_values(unit, seri, rapi(nilai))
            if forum(made) != forum(seri):
                for rapat in unit.find(Rapat, seri=seri.id):
                    unit.put(replace(rapat, seri=None))
            _gather(unit, made)
        return made

    def hapus(self, id: SeriRapatId) -> None:
        """Remove a series; its meetings stay, each by itself."""
        with self._editor.edit("Hapus seri rapat") as unit:
            for rapat in unit.find(Rapat, seri=id):
                unit.put(replace(rapat, seri=None))
            unit.remove(SeriRapat, id)

    def usulan_tanggal(self, id: SeriRapatId, jumlah: int = 6) -> list[date]:
        """Return the next days of a series from today on, without months that have a meeting."""
        today = self._today()
        with self._store.read() as reader:
            seri = ada(reader, SeriRapat, id)
            taken = {
                (item.tanggal.year, item.tanggal.month)
                for item in reader.find(Rapat, seri=id)
                if item.status is not StatusRapat.BATAL
            }
        days = seri.jadwal(today, today + _FAR)
        return list(islice((day for day in days if (day.year, day.month) not in taken), jumlah))


def _gather(unit: Unit, seri: SeriRapat) -> None:
    """Let the meetings of those who meet, of no series yet, join where they lie on its days."""
    same = unit.find(Rapat, tingkat=seri.tingkat, wilayah=seri.wilayah, kampung=seri.kampung)
    for rapat in same:
        if rapat.seri is None and any(seri.jadwal(rapat.tanggal, rapat.tanggal)):
            unit.put(replace(rapat, seri=seri.id))
