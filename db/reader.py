"""Consistent reads: records by their fields, regions, lists with names resolved, searches."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from operator import add
from typing import Any, Self, TypeVar

import sqlalchemy as sa

from db import lists, regions, rencana, ringkas, temu
from db.journal import JournalReader
from db.mapping import columns, table, to_records, where
from db.schema import SEARCHED, TABLES
from kkbdesk.model import wilayah
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import KampungId, Kind, OPDId, ProgramId, RencanaId
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.realisasi import Realisasi
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.rencana import Rencana
from kkbdesk.model.ringkas import Jejak, RingkasBiaya, RingkasMasalah, RingkasRencana
from kkbdesk.model.saring import Halaman, SaringRealisasi, SaringRencana
from kkbdesk.model.wilayah import Wilayah, normal
from kkbdesk.store import SEMUA, AnggaranBaris, Hit, JadwalBaris, KampungRow, Kemajuan

R = TypeVar("R", bound=Record)
T = TypeVar("T")

# Below the number of variables that any SQLite allows in a statement.
_CHUNK = 900
OF_KAMPUNG = frozenset({Kind.POKJA, Kind.MATRIKS, Kind.SEL_MATRIKS})
"""Kinds of which a record belongs to an office only where it does not belong to a kampung."""
PER_KAMPUNG = frozenset({Kind.KLASIFIKASI, Kind.VARIABEL, Kind.PERMASALAHAN})
"""Kinds of which every record belongs to a kampung."""
PER_INDUK = {
    Kind.ANGGOTA: Kind.POKJA, Kind.PESERTA: Kind.RAPAT, Kind.PEMBAHASAN: Kind.RAPAT,
    Kind.KEPUTUSAN: Kind.RAPAT, Kind.FOTO_RAPAT: Kind.RAPAT, Kind.LOKASI_RENCANA: Kind.RENCANA,
    Kind.PENDUKUNG_RENCANA: Kind.RENCANA, Kind.OPD_REALISASI: Kind.REALISASI,
    Kind.FOTO_REALISASI: Kind.REALISASI,
}  # fmt: skip
"""Kinds of which every record belongs to another, which the field of that name refers to."""


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """Yield the items in pieces that fit one statement."""
    rest = iter(items)
    while piece := list(islice(rest, _CHUNK)):
        yield piece


class SqlReader(JournalReader):
    """Reads over one connection, which is inside one transaction."""

    def __init__(
        self, connection: sa.Connection, clock: Callable[[], datetime], kantor: str = ""
    ) -> None:
        super().__init__(connection)
        self._clock = clock
        self.kantor = kantor

    def sebagai(self, kantor: str) -> Self:
        """Return a reader of the same moment that stands at another office."""
        made = copy.copy(self)
        made.kantor = kantor
        return made

    def today(self) -> date:
        """Return the day it is for the office."""
        return self._clock().astimezone().date()

    # records

    def get(self, record_type: type[R], id: str) -> R | None:
        """Return the record or None."""
        return self._stored(record_type, (id,)).get(id)

    def get_many(self, record_type: type[R], ids: Iterable[str]) -> dict[str, R]:
        """Return those of the records that exist, by id."""
        return self._stored(record_type, ids)

    def _stored(self, record_type: type[R], ids: Iterable[str]) -> dict[str, R]:
        key = table(record_type).c.id
        found: dict[str, R] = {}
        for piece in chunks(ids):
            statement = sa.select(*columns(record_type)).where(key.in_(piece))
            rows = self._connection.execute(statement).all()
            found.update((record.id, record) for record in to_records(record_type, rows))
        return found

    def find(self, record_type: type[R], **equals: object) -> list[R]:
        """Return the records whose fields equal these values, by id."""
        statement = sa.select(*columns(record_type)).where(*self._where(record_type, equals))
        return to_records(record_type, self._rows(statement.order_by(table(record_type).c.id)))

    def find_many(self, record_type: type[R], field: str, values: Iterable[str]) -> list[R]:
        """Return the records of which a field is one of these values, by id."""
        statement = sa.select(*columns(record_type)).where(*self._where(record_type, {}))
        column = table(record_type).c[field]
        rows = [
            row
            for piece in chunks(dict.fromkeys(values))
            for row in self._rows(statement.where(column.in_(piece)))
        ]
        return sorted(to_records(record_type, rows), key=lambda record: record.id)

    def count(self, record_type: type[R], **equals: object) -> int:
        """Return how many records `find` would return."""
        statement = sa.select(sa.func.count()).select_from(table(record_type))
        return int(self._connection.scalar(statement.where(*self._where(record_type, equals))) or 0)

    def _where(
        self, record_type: type[R], equals: Mapping[str, object]
    ) -> list[sa.ColumnElement[bool]]:
        """Return the conditions, and that the record belongs to the office that is read as.

        What belongs to a kampung is seen by every office that has the kampung.
        """
        column, kind = table(record_type).c, record_type.KIND
        if equals.get("kantor") == SEMUA:
            rest = {name: value for name, value in equals.items() if name != "kantor"}
            return where(record_type, rest)
        conditions = where(record_type, equals)
        if self.kantor == SEMUA:
            return conditions
        if "kantor" in column and "kantor" not in equals:
            own = column.kantor == self.kantor
            if kind in OF_KAMPUNG:
                own |= column.kampung.is_not(None) & self._has(column.kampung)
            conditions.append(own)
        else:
            conditions += self._within(kind, column)
        return conditions

    def _within(self, kind: Kind, column: Any) -> list[sa.ColumnElement[bool]]:
        """Return that a record belongs to what the office that is read as has."""
        if kind in PER_KAMPUNG:
            return [self._has(column.kampung)]
        if kind in PER_INDUK and self.kantor:
            above = PER_INDUK[kind]
            seen = sa.select(TABLES[above].c.id).where(*self._where(RECORDS[above], {}))
            return [column[above.value].in_(seen)]
        if kind is Kind.KAMPUNG:
            return self._there(column.desa)
        return self._there(column.wilayah) if kind is Kind.JUMLAH_DESA else []

    def _there(self, code: sa.ColumnElement[Any]) -> list[sa.ColumnElement[bool]]:
        """Return that a code lies in the region of the office that is read as."""
        if self.kantor in ("", SEMUA):
            return []
        return [(code == self.kantor) | sa.and_(*regions.between(f"{self.kantor}.", code))]

    def _has(self, kampung: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        """Return that the office that is read as has the kampung."""
        there = self._there(lists.KAMPUNG.desa)
        return kampung.in_(sa.select(lists.KAMPUNG.id).where(*there)) if there else sa.true()

    def latest(
        self,
        record_type: type[R],
        per: date | None = None,
        kampung: Iterable[KampungId] | None = None,
    ) -> dict[KampungId, R]:
        """Return per kampung (or of these) its newest dated record, not later than `per`."""
        pieces = [None] if kampung is None else list(chunks(kampung))
        rows = [
            row for piece in pieces for row in self._rows(lists.newest(record_type, per, piece))
        ]
        return {record.kampung: record for record in to_records(record_type, rows)}  # type: ignore[attr-defined]

    def first_dates(self) -> dict[KampungId, date]:
        """Return per kampung the date of its first snapshot of any kind."""
        return self._dates(sa.func.min)

    def last_dates(self) -> dict[KampungId, date]:
        """Return per kampung the date of its newest snapshot of any kind."""
        return self._dates(sa.func.max)

    def _dates(self, which: Any) -> dict[KampungId, date]:
        every = sa.union_all(
            *(
                sa.select(dated.kampung, dated.tanggal)
                for dated in (TABLES[Kind.KLASIFIKASI].c, TABLES[Kind.VARIABEL].c)
            )
        ).subquery()
        statement = sa.select(every.c.kampung, which(every.c.tanggal)).group_by(every.c.kampung)
        return {row[0]: row[1] for row in self._rows(statement)}

    # the plan and what was done

    def rencana(self, saring: SaringRencana, halaman: Halaman | None = None) -> list[Rencana]:
        """Return the planned activities that were asked for: unscheduled first, then by date."""
        asked = rencana.rencana(saring, self.kantor, halaman)
        return to_records(Rencana, self._rows(rencana.berhalaman(asked, halaman)))

    def jumlah_rencana(self, saring: SaringRencana) -> tuple[int, Decimal]:
        """Return how many planned activities were asked for, and what they cost together."""
        return self._sum(rencana.jumlah_rencana(saring, self.kantor))

    def jadwal(self, saring: SaringRencana) -> list[JadwalBaris]:
        """Return the planned activities that were asked for, as a calendar shows them today."""
        asked = rencana.jadwal(saring, self.kantor, self.today())
        return list(map(JadwalBaris._make, self._rows(asked)))

    def tempat_rencana(self, saring: SaringRencana) -> list[tuple[RencanaId, KampungId]]:
        """Return in which kampung the planned activities take place that were asked for."""
        return [(row[0], row[1]) for row in self._rows(rencana.tempat(saring, self.kantor))]

    def mitra_rencana(self, saring: SaringRencana) -> list[tuple[RencanaId, OPDId]]:
        """Return which agencies join the planned activities that were asked for."""
        return [(row[0], row[1]) for row in self._rows(rencana.mitra(saring, self.kantor))]

    def anggaran(self, saring: SaringRencana) -> list[AnggaranBaris]:
        """Return what the planned activities cost, by responsible agency and source of funds."""
        rows = self._rows(rencana.anggaran(saring, self.kantor))
        return [
            AnggaranBaris._make((*row[:4], Decimal(row[4] or 0), Decimal(row[5] or 0)))
            for row in rows
        ]

    def realisasi(self, saring: SaringRealisasi, halaman: Halaman | None = None) -> list[Realisasi]:
        """Return what was done and was asked for, newest first."""
        asked = rencana.realisasi(saring, self.kantor)
        return to_records(Realisasi, self._rows(rencana.berhalaman(asked, halaman)))

    def jumlah_realisasi(self, saring: SaringRealisasi) -> tuple[int, Decimal]:
        """Return how many things were done and asked for, and what they cost together."""
        return self._sum(rencana.jumlah_realisasi(saring, self.kantor))

    def ringkas_rencana(self, tahun: int, per: date) -> list[RingkasRencana]:
        """Return the plan of a year counted by program, agency and how it stands on a day."""
        rows = self._rows(ringkas.rencana(tahun, per, self.kantor))
        return [RingkasRencana._make((*row[:7], row[7] or Decimal())) for row in rows]

    def ringkas_biaya(self, tahun: int) -> list[RingkasBiaya]:
        """Return what was done of the plan of a year, counted by program and agency."""
        rows = self._rows(ringkas.biaya(tahun, self.kantor))
        return [RingkasBiaya._make((*row[:4], row[4] or Decimal())) for row in rows]

    def ringkas_masalah(self, tahun: int) -> RingkasMasalah:
        """Return how many problems and offers there are in a year, and how many lack an answer."""
        here = self._has(table(Permasalahan).c.kampung)
        needs, offers = ringkas.masalah(tahun, here), ringkas.tawaran(tahun, self.kantor)
        return RingkasMasalah(*self._rows(needs)[0], *self._rows(offers)[0])

    def jejak(self, per: date) -> dict[KampungId, Jejak]:
        """Return the newest traces that every kampung left up to a day."""
        found: defaultdict[KampungId, dict[str, Any]] = defaultdict(dict)
        for name, statements in ringkas.jejak(per).items():
            for kampung, newest in chain.from_iterable(map(self._rows, statements)):
                found[kampung][name] = newest
        return {kampung: Jejak(**traces) for kampung, traces in found.items()}

    def kelas_pada(self, per: date) -> dict[str, int]:
        """Return how many active kampung were in each class on a day, by the code of the class."""
        rows = self._rows(ringkas.kelas(per, self._there(lists.KAMPUNG.desa)))
        return {kelas: number for kelas, number in rows}

    def kemajuan(
        self, tahun: int, kampung: KampungId | None = None
    ) -> dict[tuple[ProgramId, OPDId], Kemajuan]:
        """Return what came of each program and agency in a year, in one kampung or anywhere."""
        found: dict[tuple[ProgramId, OPDId], Kemajuan] = {}
        for program, opd, *numbers in self._rows(
            rencana.kemajuan(tahun, kampung, self.kantor, self.today())
        ):
            before = found.get((program, opd), Kemajuan())
            found[program, opd] = Kemajuan(*map(add, before, numbers))
        return found

    def _sum(self, statement: sa.Executable) -> tuple[int, Decimal]:
        number, total = self._rows(statement)[0]
        return int(number), Decimal(total or 0)

    # regions

    def wilayah(self, codes: Iterable[str]) -> dict[str, Wilayah]:
        """Return regions by code, with all that hold them."""
        return self.get_many(Wilayah, wilayah.with_ancestors(codes))

    def wilayah_dalam(self, kode: str, tingkat: int) -> list[Wilayah]:
        """Return the regions of that level within a code, by code."""
        statement = sa.select(*columns(Wilayah)).where(
            regions.WILAYAH.tingkat == tingkat, *regions.within(kode)
        )
        return to_records(Wilayah, self._rows(statement.order_by(regions.WILAYAH.id)))

    def cari_wilayah(
        self, teks: str, *, tingkat: int = 0, dalam: str = "", limit: int = 50
    ) -> list[Wilayah]:
        """Return regions by code or any part of a name, best first."""
        text = normal(teks)
        condition = [
            *regions.within(dalam),
            *([regions.WILAYAH.tingkat == tingkat] if tingkat else []),
        ]
        statement = sa.select(*columns(Wilayah)).where(*condition).limit(limit)
        if not text:
            return to_records(Wilayah, self._rows(statement.order_by(regions.WILAYAH.id)))
        if code := regions.code_prefix(teks):
            by_code = statement.where(*regions.between(code, regions.WILAYAH.id)).order_by(
                regions.WILAYAH.id
            )
            return to_records(Wilayah, self._rows(by_code))
        if len(text) == 1:
            by_letter = statement.where(regions.WILAYAH.cari.startswith(text)).order_by(
                regions.WILAYAH.cari
            )
            return to_records(Wilayah, self._rows(by_letter))
        found = to_records(Wilayah, self._rows(regions.ranked(statement, text)))
        if found or " " not in text:
            return found
        return to_records(Wilayah, self._rows(regions.by_words(statement, text)))

    # searches and lists

    def cari(self, teks: str, limit: int = 20) -> list[Hit]:
        """Return kampung, people, agencies and decrees whose text holds the words."""
        words = normal(teks).split()
        if not words:
            return []
        hits: list[Hit] = []
        for kind, (name, note) in SEARCHED.items():
            source = TABLES[kind].c
            statement = sa.select(source.id, source[name], source[note]).where(
                *(source.cari.contains(word) for word in words),
                source[name] != "",
                *self._where(RECORDS[kind], {}),
            )
            rows = self._rows(statement.order_by(source[name]).limit(limit))
            hits += [Hit(kind, row[0], row[1], row[2] or "") for row in rows]
        return hits

    def cari_rencana(self, teks: str, limit: int = 5) -> list[Hit]:
        """Return so many plans, deeds, problems and offers each whose text holds the words."""
        words = normal(teks).split()
        return [
            Hit(kind, row[0], row[1], row[2] or "", row[3])
            for kind, statement in (temu.rencana(words, self.kantor, limit) if words else ())
            for row in self._rows(statement)
        ]

    def kampung_rows(self, per: date, ids: Sequence[KampungId] | None = None) -> list[KampungRow]:
        """Return the list of kampung (or of these) with what hangs on it, by name."""
        statement = lists.kampung(per).where(*self._there(lists.KAMPUNG.desa))
        if ids is None:
            rows = list(self._rows(statement))
        else:
            rows = [
                row
                for piece in chunks(ids)
                for row in self._rows(statement.where(lists.KAMPUNG.id.in_(piece)))
            ]
        made = list(map(KampungRow._make, rows))
        return sorted(made, key=lambda row: row.nama.casefold())
