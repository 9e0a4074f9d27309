"""Turns meetings and what hangs on them into rows that can be imported again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from kkbdesk.exchange.columns import Daftar, Layout
from kkbdesk.exchange.sheets import Cell
from kkbdesk.model.rapat import (
    Keputusan,
    Pembahasan,
    Peserta,
    Rapat,
    SeriRapat,
    TindakLanjut,
)
from kkbdesk.services.ekspor_baris import Penulis
from kkbdesk.store import Reader


class PenulisRapat(Penulis):
    """Writes meetings in the order of their days, and their parts under them."""

    DAFTAR = (Daftar.RAPAT, Daftar.PESERTA, Daftar.NOTULA, Daftar.TINDAK_LANJUT)

    def __init__(self, reader: Reader, layout: Layout) -> None:
        super().__init__(reader, layout)
        every = reader.find(Rapat)
        self._meetings = sorted(every, key=lambda item: (item.tanggal, item.mulai, item.id))
        districts = reader.wilayah({item.wilayah for item in every if item.wilayah})
        self._names |= {kode: item.nama for kode, item in districts.items()}
        self._series = {item.id: item.nama for item in reader.find(SeriRapat)}

    def baris(self) -> Iterator[list[Cell]]:
        """Yield the rows of the list."""
        make: dict[Daftar, Callable[[Rapat], Iterator[list[Cell]]]] = {
            Daftar.RAPAT: self._of_rapat,
            Daftar.PESERTA: lambda rapat: self._of_parts(rapat, Peserta),
            Daftar.NOTULA: self._of_notula,
            Daftar.TINDAK_LANJUT: lambda rapat: self._of_parts(rapat, TindakLanjut),
        }
        for rapat in self._meetings:
            yield from make[self._layout.daftar](rapat)

    def _of_rapat(self, rapat: Rapat) -> Iterator[list[Cell]]:
        beside = {
            **self._place(rapat.kampung),
            "nama": rapat.nama,
            "wilayah": self._names.get(rapat.wilayah) if rapat.wilayah else None,
            "seri": self._series.get(rapat.seri) if rapat.seri else None,
            "acara": _numbered(rapat.acara),
        }
        yield self._row(rapat, beside)

    def _meeting(self, rapat: Rapat) -> dict[str, Cell]:
        """Return the columns that name a meeting."""
        place = self._place(rapat.kampung)
        named: dict[str, Cell] = {key: place[key] for key in ("kode", "kampung") if key in place}
        return {**named, "rapat": rapat.nama, "tanggal_rapat": rapat.tanggal}

    def _of_parts(
        self, rapat: Rapat, record_type: type[Peserta] | type[TindakLanjut]
    ) -> Iterator[list[Cell]]:
        parts: list[Any] = [*self._reader.find(record_type, rapat=rapat.id)]
        for item in sorted(parts, key=lambda item: (item.urut, item.id)):
            agency = self._opd.get(item.opd) if item.opd else None
            yield self._row(item, {**self._meeting(rapat), "opd": agency})

    def _of_notula(self, rapat: Rapat) -> Iterator[list[Cell]]:
        """Yield what was said and what was decided beside each other."""
        said = sorted(self._reader.find(Pembahasan, rapat=rapat.id), key=lambda item: item.urut)
        decided = sorted(self._reader.find(Keputusan, rapat=rapat.id), key=lambda item: item.urut)
        for left, right in zip_longest(said, decided):
            cells = {
                **self._meeting(rapat),
                "pembicara": left.pembicara or None if left else None,
                "isi": left.isi if left else None,
                "keputusan": right.isi if right else None,
                "matriks": right.matriks if right else None,
            }
            yield [cells.get(column.key) for column in self._layout.columns]


def _numbered(items: Sequence[str]) -> str | None:
    """Return an agenda whose items can be told apart even where lines become blanks, as in CSV."""
    return "\n".join(f"{at}. {item}" for at, item in enumerate(items, 1)) or None
