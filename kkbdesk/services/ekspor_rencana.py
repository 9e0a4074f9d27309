"""Turns needs, offers, plans and what was done into rows that can be imported again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kkbdesk.exchange.columns import Daftar, Layout
from kkbdesk.exchange.sheets import Cell
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.realisasi import Realisasi
from kkbdesk.model.rencana import Rencana
from kkbdesk.model.saring import SaringRealisasi, SaringRencana
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.queries.permasalahan import urutan
from kkbdesk.queries.realisasi import baris_realisasi
from kkbdesk.queries.rencana import tempat_dan_mitra
from kkbdesk.services.ekspor_baris import Penulis
from kkbdesk.store import Reader


class PenulisRencana(Penulis):
    """Writes needs by village and rank, offers by agency, plans and what was done by date."""

    DAFTAR = (Daftar.PERMASALAHAN, Daftar.TAWARAN, Daftar.RENCANA, Daftar.REALISASI)

    def __init__(self, reader: Reader, layout: Layout) -> None:
        super().__init__(reader, layout)
        self._plans = {item.id: item for item in reader.rencana(SaringRencana())}

    def baris(self) -> Iterator[list[Cell]]:
        """Yield the rows of the list."""
        make: dict[Daftar, Callable[[], Iterator[list[Cell]]]] = {
            Daftar.PERMASALAHAN: self._of_permasalahan,
            Daftar.TAWARAN: self._of_tawaran,
            Daftar.RENCANA: self._of_rencana,
            Daftar.REALISASI: self._of_realisasi,
        }
        return make[self._layout.daftar]()

    def _named(self, program: str | None, opd: str | None = None) -> dict[str, Cell]:
        return {
            "program": self._program.get(program) if program else None,  # type: ignore[call-overload]
            "opd": self._opd.get(opd) if opd else None,  # type: ignore[call-overload]
        }

    def _of_permasalahan(self) -> Iterator[list[Cell]]:
        every = self._reader.find(Permasalahan)
        for item in sorted(every, key=lambda item: (*self._order(item.kampung), urutan(item))):
            yield self._row(item, {**self._place(item.kampung), **self._named(item.program)})

    def formulir(self, kampung: Kampung, tahun: int, lines: int) -> Iterator[list[Cell]]:
        """Yield the problems of a village by rank, then lines to be filled, so many at least."""
        every = self._reader.find(Permasalahan, kampung=kampung.id, tahun=tahun)
        known = sorted(every, key=urutan)
        for item in known:
            yield self._row(item, {**self._place(item.kampung), **self._named(item.program)})
        keys = [column.key for column in self._layout.columns]
        for rank in range(len(known) + 1, lines + 1):
            beside = {**self._place(kampung.id), "tahun": tahun, "peringkat": rank}
            yield [beside.get(key) for key in keys]

    def _of_tawaran(self) -> Iterator[list[Cell]]:
        every = self._reader.find(Tawaran)
        districts = self._reader.wilayah({item.wilayah for item in every if item.wilayah})
        for item in sorted(every, key=lambda item: (item.tahun, self._opd.get(item.opd, ""))):
            where = districts[item.wilayah].nama if item.wilayah else None
            yield self._row(item, {**self._named(item.program, item.opd), "wilayah": where})

    def _of_rencana(self) -> Iterator[list[Cell]]:
        places, partners = tempat_dan_mitra(self._reader, list(self._plans))
        for item in self._plans.values():
            kampung = sorted(places[item.id], key=self._order)
            beside = {
                **self._named(item.program, item.opd),
                **self._many(kampung),
                "pendukung": _joined(self._opd.get(id, "") for id in partners[item.id]),
            }
            yield self._row(item, beside)

    def _many(self, kampung: Iterable[str]) -> dict[str, Cell]:
        """Return codes and names of several kampung, each as one cell."""
        found = [self._kampung[id] for id in kampung if id in self._kampung]  # type: ignore[index]
        return {
            "kode": _joined(item.desa for item in found),
            "kampung": _joined(item.nama for item in found),
        }

    def _of_realisasi(self) -> Iterator[list[Cell]]:
        every: list[Realisasi] = self._reader.realisasi(SaringRealisasi())
        for row in reversed(baris_realisasi(self._reader, every)):
            item = row.realisasi
            plan: Rencana | None = row.rencana
            beside = {
                **self._place(item.kampung),
                **self._named(item.program),
                "rencana": plan.kegiatan if plan else None,
                "opd": _joined(row.instansi),
            }
            yield self._row(item, beside)


def _joined(texts: Iterable[str]) -> str | None:
    return "; ".join(text for text in texts if text) or None
