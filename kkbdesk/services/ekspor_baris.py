"""Turns the records of a list into rows and its fields into columns, as they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kkbdesk.exchange.columns import Column, Daftar, Layout
from kkbdesk.exchange.sheets import Cell
from kkbdesk.exchange.tables import Kind, OutColumn
from kkbdesk.exchange.values import Lists, cell_of
from kkbdesk.model.fields import Choice, Described, Record
from kkbdesk.model.kampung import Kampung, Klasifikasi, Variabel
from kkbdesk.model.matriks import SelMatriks
from kkbdesk.model.opd import OPD
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.program import Program
from kkbdesk.model.wilayah import (
    DESA,
    KABUPATEN,
    KECAMATAN,
    PROVINSI,
    JumlahDesa,
    ancestor,
    level,
)
from kkbdesk.queries.milik import semua_opd
from kkbdesk.queries.referensi import nama_butir
from kkbdesk.store import Reader

_REGIONS = {"provinsi": PROVINSI, "kabupaten": KABUPATEN, "kecamatan": KECAMATAN, "desa": DESA}


def out_columns(layout: Layout, lists: Lists | None = None, entry: bool = False) -> list[OutColumn]:
    """Return the columns of a list as they are written; with choices and hints for a template."""
    return [_out_column(column, lists or {}, entry) for column in layout.columns]


def _out_column(column: Column, lists: Lists, entry: bool) -> OutColumn:
    item = column.item
    if item is None:
        width = 16 if column.key == "kode" else 24
        return OutColumn(column.heading, Kind.TEXT, width, hint=column.help if entry else "")
    kind, width = _kind(item)
    return OutColumn(
        column.heading,
        kind,
        max(width, min(len(column.heading) + 2, 24)),
        _choices(item, lists) if entry else (),
        issubclass(item.type, tuple),
        column.help if entry else "",
    )


def _kind(item: Described) -> tuple[Kind, int]:
    if item.field.long:
        return Kind.LONG, 48
    if issubclass(item.type, date):
        return Kind.DATE, 13
    if item.field.rupiah:
        return Kind.NUMBER, 16
    if issubclass(item.type, Decimal):
        return Kind.DECIMAL, 12
    if issubclass(item.type, bool) or not issubclass(item.type, int):
        return Kind.TEXT, 10 if issubclass(item.type, bool) else 26
    return (Kind.YEAR, 8) if item.field.tahun else (Kind.NUMBER, 11)


def _choices(item: Described, lists: Lists) -> tuple[str, ...]:
    if item.field.daftar:
        return tuple(lists.get(item.field.daftar, {}).values())
    if issubclass(item.type, Choice):
        return tuple(word.label for word in item.type)
    return ("Ya", "Tidak") if issubclass(item.type, bool) else ()


class Penulis:
    """Turns the records of one list into rows."""

    def __init__(self, reader: Reader, layout: Layout) -> None:
        self._reader = reader
        self._layout = layout
        self.lists = nama_butir(reader)
        self._kampung = {item.id: item for item in reader.find(Kampung)}
        codes = {item.desa for item in self._kampung.values()}
        self._names = {kode: item.nama for kode, item in reader.wilayah(codes).items()}
        self._opd = {item.id: item.nama for item in semua_opd(reader).values()}
        self._program = {item.id: f"{item.id} {item.singkat}" for item in reader.find(Program)}

    def baris(self) -> Iterator[list[Cell]]:
        """Yield the rows of the list in a sensible order."""
        make: dict[Daftar, Callable[[], Iterator[list[Cell]]]] = {
            Daftar.KAMPUNG: self._of_kampung,
            Daftar.KLASIFIKASI: lambda: self._snapshots(Klasifikasi),
            Daftar.VARIABEL: lambda: self._snapshots(Variabel),
            Daftar.OPD: self._of_opd,
            Daftar.POKJA: self._of_pokja,
            Daftar.ANGGOTA: self._of_anggota,
            Daftar.MATRIKS: self._of_matriks,
            Daftar.JUMLAH_DESA: self._of_jumlah,
        }
        return make[self._layout.daftar]()

    def _row(self, record: Record, beside: Mapping[str, Cell]) -> list[Cell]:
        return [
            beside[column.key]
            if column.key in beside
            else cell_of(column.item, getattr(record, column.key), self.lists)
            if column.item is not None
            else None
            for column in self._layout.columns
        ]

    def _region(self, kode: str) -> dict[str, Cell]:
        """Return the columns that name a region."""
        named: dict[str, Cell] = {"kode": kode}
        for key, tingkat in _REGIONS.items():
            if tingkat <= level(kode):
                named[key] = self._names.get(ancestor(kode, tingkat))
        return named

    def _place(self, kampung: str | None) -> dict[str, Cell]:
        """Return the columns that name a kampung."""
        item = self._kampung.get(kampung) if kampung else None  # type: ignore[call-overload]
        if item is None:
            return {}
        return {**self._region(item.desa), "kampung": item.nama, "nama": item.nama}

    def _order(self, kampung: str | None) -> tuple[str, str]:
        item = self._kampung.get(kampung) if kampung else None  # type: ignore[call-overload]
        return (item.desa, item.id) if item else ("", "")

    def _of_kampung(self) -> Iterator[list[Cell]]:
        for item in sorted(self._kampung.values(), key=lambda item: self._order(item.id)):
            yield self._row(item, self._region(item.desa))

    def _snapshots(self, record_type: type[Klasifikasi] | type[Variabel]) -> Iterator[list[Cell]]:
        records: list[Any] = [*self._reader.find(record_type)]
        for item in sorted(records, key=lambda item: (*self._order(item.kampung), item.tanggal)):
            yield self._row(item, self._place(item.kampung))

    def _of_opd(self) -> Iterator[list[Cell]]:
        every = self._reader.find(OPD)
        for item in sorted(every, key=lambda item: (item.selesai is not None, item.urut, item.id)):
            yield self._row(item, {})

    def _of_pokja(self) -> Iterator[list[Cell]]:
        every = self._reader.find(Pokja)
        for item in sorted(
            every, key=lambda item: (*self._order(item.kampung), item.mulai or date.min)
        ):
            yield self._row(item, self._place(item.kampung))

    def _of_anggota(self) -> Iterator[list[Cell]]:
        groups = {item.id: item for item in self._reader.find(Pokja)}
        ranks = {name: list(self.lists.get(name, {})) for name in ("seksi", "kedudukan")}

        def order(seat: Anggota) -> tuple[Any, ...]:
            group = groups[seat.pokja]
            rank = [
                ranks[name].index(code) if code in ranks[name] else -1
                for name, code in (("seksi", seat.seksi), ("kedudukan", seat.kedudukan))
            ]
            term = group.mulai or date.min
            return (*self._order(group.kampung), term, *rank, seat.nama.casefold())

        seats = (seat for seat in self._reader.find(Anggota) if seat.pokja in groups)
        for seat in sorted(seats, key=order):
            group = groups[seat.pokja]
            beside = {**self._place(group.kampung), "pokja_mulai": group.mulai}
            beside["opd"] = self._opd.get(seat.opd) if seat.opd else None
            beside.pop("nama", None)
            yield self._row(seat, beside)

    def _of_matriks(self) -> Iterator[list[Cell]]:
        every = self._reader.find(SelMatriks)
        for cell in sorted(
            every,
            key=lambda cell: (cell.tahun, *self._order(cell.kampung), len(cell.program),
                              cell.program, self._opd.get(cell.opd, "")),
        ):  # fmt: skip
            beside = {
                **self._place(cell.kampung),
                "program": self._program.get(cell.program, cell.program),
                "opd": self._opd.get(cell.opd),
            }
            yield self._row(cell, beside)

    def _of_jumlah(self) -> Iterator[list[Cell]]:
        every = self._reader.find(JumlahDesa)
        self._names |= {
            kode: item.nama
            for kode, item in self._reader.wilayah(item.wilayah for item in every).items()
        }
        for item in sorted(every, key=lambda item: (item.tahun, item.wilayah)):
            named = {**self._region(item.wilayah), "wilayah": self._names.get(item.wilayah)}
            yield self._row(item, named)
