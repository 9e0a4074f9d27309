"""Consistent reads: records by their fields, lists with names resolved, searches, the journal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa

from db import rencana, versi
from db.mapping import columns, table, to_records, where
from db.schema import SEARCHED, TABLES, draf, jurnal, perubahan
from kkbdesk.model import wilayah
from kkbdesk.model.changes import Change, ChangeSet, Jenis
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import ChangeSetId, KampungId, Kind
from kkbdesk.model.realisasi import Realisasi
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.rencana import Rencana
from kkbdesk.model.saring import Halaman, SaringRealisasi, SaringRencana
from kkbdesk.model.versi import Versi
from kkbdesk.model.wilayah import Wilayah, normal
from kkbdesk.model.wire import from_plain
from kkbdesk.store import Draf, Entry, Hit, KampungRow, Sentuhan, Tentang

R = TypeVar("R", bound=Record)
T = TypeVar("T")

# Below the number of variables that any SQLite allows in a statement.
_CHUNK = 900
_WILAYAH = TABLES[Kind.WILAYAH].c
_KAMPUNG = TABLES[Kind.KAMPUNG].c
OF_KAMPUNG = frozenset({Kind.POKJA, Kind.MATRIKS, Kind.SEL_MATRIKS})
"""Kinds of which a record belongs to an office only where it does not belong to a kampung."""


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """Yield the items in pieces that fit one statement."""
    rest = iter(items)
    while piece := list(islice(rest, _CHUNK)):
        yield piece


class SqlReader:
    """Reads over one connection, which is inside one transaction."""

    def __init__(
        self, connection: sa.Connection, clock: Callable[[], datetime], kantor: str = ""
    ) -> None:
        self._connection = connection
        self._clock = clock
        self.kantor = kantor

    def today(self) -> date:
        """Return the day it is for the office."""
        return self._clock().astimezone().date()

    def _rows(self, statement: sa.Executable) -> Sequence[Any]:
        return self._connection.execute(statement).all()

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
        """Return the conditions, and that the record belongs to the office whose desk this is.

        What belongs to a kampung is seen by every office that has the kampung.
        """
        column = table(record_type).c
        conditions = where(record_type, equals)
        if "kantor" in column and "kantor" not in equals:
            own = column.kantor == self.kantor
            if record_type.KIND in OF_KAMPUNG:
                own |= column.kampung.is_not(None)
            conditions.append(own)
        return conditions

    def latest(
        self,
        record_type: type[R],
        per: date | None = None,
        kampung: Iterable[KampungId] | None = None,
    ) -> dict[KampungId, R]:
        """Return per kampung (or of these) its newest dated record, not later than `per`."""
        pieces = [None] if kampung is None else list(chunks(kampung))
        rows = [
            row
            for piece in pieces
            for row in self._rows(_latest_statement(record_type, per, piece))
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
        asked = rencana.rencana(saring, self.kantor)
        return to_records(Rencana, self._rows(rencana.berhalaman(asked, halaman)))

    def jumlah_rencana(self, saring: SaringRencana) -> tuple[int, Decimal]:
        """Return how many planned activities were asked for, and what they cost together."""
        return self._sum(rencana.jumlah_rencana(saring, self.kantor))

    def realisasi(self, saring: SaringRealisasi, halaman: Halaman | None = None) -> list[Realisasi]:
        """Return what was done and was asked for, newest first."""
        asked = rencana.realisasi(saring, self.kantor)
        return to_records(Realisasi, self._rows(rencana.berhalaman(asked, halaman)))

    def jumlah_realisasi(self, saring: SaringRealisasi) -> tuple[int, Decimal]:
        """Return how many things were done and asked for, and what they cost together."""
        return self._sum(rencana.jumlah_realisasi(saring, self.kantor))

    def _sum(self, statement: sa.Executable) -> tuple[int, Decimal]:
        number, total = self._rows(statement)[0]
        return int(number), Decimal(total or 0)

    # regions

    def wilayah(self, codes: Iterable[str]) -> dict[str, Wilayah]:
        """Return regions by code, with all that hold them."""
        return self.get_many(Wilayah, wilayah.with_ancestors(codes))

    def wilayah_dalam(self, kode: str, tingkat: int) -> list[Wilayah]:
        """Return the regions of that level within a code, by code."""
        statement = sa.select(*columns(Wilayah)).where(_WILAYAH.tingkat == tingkat, *_within(kode))
        return to_records(Wilayah, self._rows(statement.order_by(_WILAYAH.id)))

    def cari_wilayah(
        self, teks: str, *, tingkat: int = 0, dalam: str = "", limit: int = 50
    ) -> list[Wilayah]:
        """Return regions by code or any part of a name, best first."""
        text = normal(teks)
        condition = [*_within(dalam), *([_WILAYAH.tingkat == tingkat] if tingkat else [])]
        statement = sa.select(*columns(Wilayah)).where(*condition).limit(limit)
        if not text:
            return to_records(Wilayah, self._rows(statement.order_by(_WILAYAH.id)))
        if code := _code_prefix(teks):
            by_code = statement.where(*_between(code)).order_by(_WILAYAH.id)
            return to_records(Wilayah, self._rows(by_code))
        if len(text) == 1:
            by_letter = statement.where(_WILAYAH.cari.startswith(text)).order_by(_WILAYAH.cari)
            return to_records(Wilayah, self._rows(by_letter))
        found = to_records(Wilayah, self._rows(_ranked(statement, text)))
        if found or " " not in text:
            return found
        return to_records(Wilayah, self._rows(_by_words(statement, text)))

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

    def kampung_rows(self, per: date, ids: Sequence[KampungId] | None = None) -> list[KampungRow]:
        """Return the list of kampung (or of these) with what hangs on it, by name."""
        statement = _kampung_statement(per)
        if ids is None:
            rows = list(self._rows(statement))
        else:
            rows = [
                row
                for piece in chunks(ids)
                for row in self._rows(statement.where(_KAMPUNG.id.in_(piece)))
            ]
        made = list(map(KampungRow._make, rows))
        return sorted(made, key=lambda row: row.nama.casefold())

    # the journal

    def entries(
        self, tentang: Tentang | None = None, *, before: int | None = None, limit: int = 200
    ) -> list[Entry]:
        """Return journal lines, newest first, of one thing or of all."""
        statement = sa.select(*_ENTRY)
        if tentang is not None:
            about = sa.select(perubahan.c.jurnal).where(_about(tentang))
            statement = statement.where(jurnal.c.urut.in_(about))
        if before is not None:
            statement = statement.where(jurnal.c.urut < before)
        return [_entry(row) for row in self._rows(statement.order_by(_NEWEST).limit(limit))]

    def changeset(self, id: ChangeSetId, tentang: Tentang | None = None) -> ChangeSet:
        """Return a ChangeSet, whole or what of it is about one thing; raises KeyError."""
        row = self._connection.execute(sa.select(*_ENTRY).where(jurnal.c.id == id)).one_or_none()
        if row is None:
            raise KeyError(id)
        entry = _entry(row)
        parts = sa.select(perubahan).where(perubahan.c.jurnal == entry.urut)
        if tentang is not None:
            parts = parts.where(_about(tentang))
        changes = tuple(
            Change(
                Kind(part.jenis), part.rekam, _record(part.jenis, part.sebelum),
                _record(part.jenis, part.sesudah),
            )
            for part in self._rows(parts.order_by(perubahan.c.nomor))
        )  # fmt: skip
        return ChangeSet(
            entry.id, entry.label, entry.at, entry.by, changes, entry.jenis, entry.undoes
        )

    def since(self, urut: int) -> list[tuple[int, ChangeSetId]]:
        """Return number and id of what was committed after that number, oldest first."""
        later = sa.select(jurnal.c.urut, jurnal.c.id).where(jurnal.c.urut > urut)
        return [(row[0], row[1]) for row in self._rows(later.order_by(jurnal.c.urut))]

    def _newest_first(self) -> Iterator[Entry]:
        before = None
        while entries := self.entries(before=before, limit=50):
            yield from entries
            before = entries[-1].urut

    def undoable(self) -> Entry | None:
        """Return what undo would take back: the newest edit that no later undo stands against."""
        taken_back = 0
        for entry in self._newest_first():
            if entry.jenis is Jenis.CATATAN:
                continue
            if entry.jenis is Jenis.URUNG:
                taken_back += 1
            elif entry.jenis is Jenis.AWAL:
                return None
            elif taken_back:
                taken_back -= 1
            else:
                return entry
        return None

    def redoable(self) -> Entry | None:
        """Return what redo would do again: the newest undo, unless something was edited since."""
        done_again = 0
        for entry in self._newest_first():
            if entry.jenis is Jenis.CATATAN:
                continue
            if entry.jenis is Jenis.ULANG:
                done_again += 1
            elif entry.jenis is not Jenis.URUNG:
                return None
            elif done_again:
                done_again -= 1
            else:
                return entry
        return None

    def versi(self, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Versi]:
        """Return who wrote what last of these records (kind, id), as of the last `catat_versi`."""
        return versi.baca(self._connection, keys)

    def versi_jenis(self, kind: Kind, sejak: int = 0) -> dict[str, Versi]:
        """Return the versions of a kind that changed after an entry of the journal, by id."""
        return versi.semua(self._connection, kind, sejak)

    def simpul_semua(self) -> set[str]:
        """Return the names under which this database wrote, now and before."""
        return set(self._connection.scalars(sa.select(jurnal.c.simpul).distinct()))

    def touched(self, after: int) -> list[Sentuhan]:
        """Return what edits later than a number of the journal changed, each record once."""
        statement = (
            sa.select(sa.func.max(perubahan.c.kampung), perubahan.c.jenis, perubahan.c.rekam)
            .where(perubahan.c.jurnal > after)
            .group_by(perubahan.c.jenis, perubahan.c.rekam)
        )
        return [Sentuhan(row[0], Kind(row[1]), row[2]) for row in self._rows(statement)]

    def draf(self) -> list[Draf]:
        """Return all kept drafts, oldest first."""
        rows = self._rows(sa.select(draf).order_by(draf.c.waktu))
        return [Draf(Kind(row.jenis), row.rekam, json.loads(row.nilai), row.waktu) for row in rows]


_NEWEST = jurnal.c.urut.desc()
_ENTRY = (
    jurnal.c.urut, jurnal.c.id, jurnal.c.label, jurnal.c.waktu, jurnal.c.oleh, jurnal.c.jenis,
    jurnal.c.membatalkan, jurnal.c.jumlah,
)  # fmt: skip


def _entry(row: Any) -> Entry:
    urut, id, label, at, by, jenis, undoes, jumlah = row
    return Entry(urut, id, label, at, by, Jenis(jenis), undoes, jumlah)


def _record(kind: str, text: str | None) -> Record | None:
    return None if text is None else from_plain(Kind(kind), json.loads(text))


def _within(kode: str) -> list[sa.ColumnElement[bool]]:
    """Return the range of codes below one ("" is everything)."""
    return _between(f"{kode}.") if kode else []


def _between(prefix: str) -> list[sa.ColumnElement[bool]]:
    """Return the range of codes that begin so; codes hold digits and dots, all before ":"."""
    return [_WILAYAH.id >= prefix, _WILAYAH.id < f"{prefix}:"]


def _code_prefix(teks: str) -> str:
    digits = re.sub(r"[.\s]", "", teks)
    if not digits.isascii() or not digits.isdigit() or len(digits) > 10:
        return ""
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:]) if part)


def _ranked(statement: sa.Select[Any], text: str) -> sa.Select[Any]:
    """Return names that hold the text: the same name first, then names that begin with it."""
    rank = sa.case((_WILAYAH.cari == text, 0), (_WILAYAH.cari.startswith(text), 1), else_=2)
    return statement.where(_WILAYAH.cari.contains(text)).order_by(
        rank, _WILAYAH.tingkat, _WILAYAH.cari, _WILAYAH.id
    )


def _by_words(statement: sa.Select[Any], text: str) -> sa.Select[Any]:
    """Return regions of which every word is part of their name or of one that holds them."""
    above = TABLES[Kind.WILAYAH].alias("atas")
    for word in text.split():
        holds = sa.select(above.c.id).where(
            above.c.cari.contains(word),
            above.c.id.in_(
                (
                    _WILAYAH.id,
                    sa.func.substr(_WILAYAH.id, 1, 8),
                    sa.func.substr(_WILAYAH.id, 1, 5),
                    sa.func.substr(_WILAYAH.id, 1, 2),
                )
            ),
        )
        statement = statement.where(holds.exists())
    words = text.split()
    return statement.where(sa.or_(*(_WILAYAH.cari.contains(word) for word in words))).order_by(
        _WILAYAH.tingkat.desc(), _WILAYAH.cari, _WILAYAH.id
    )


def _latest_statement(
    record_type: type[Record], per: date | None, kampung: list[KampungId] | None = None
) -> sa.Select[Any]:
    """Return the newest record of every kampung, or of these."""
    dated = table(record_type).c
    newest = sa.select(dated.kampung, sa.func.max(dated.tanggal).label("tanggal"))
    if per is not None:
        newest = newest.where(dated.tanggal <= per)
    if kampung is not None:
        newest = newest.where(dated.kampung.in_(kampung))
    top = newest.group_by(dated.kampung).subquery()
    return sa.select(*columns(record_type)).join(
        top, (dated.kampung == top.c.kampung) & (dated.tanggal == top.c.tanggal)
    )


def _about(tentang: Tentang) -> sa.ColumnElement[bool]:
    """Tell which lines of the journal are about one thing."""
    if tentang.kampung is not None:
        return perubahan.c.kampung == tentang.kampung
    return perubahan.c.rekam.in_(tentang.rekam)


def _kampung_statement(per: date) -> sa.Select[Any]:
    """Return the list of kampung: names of regions, newest class, present Pokja, agencies."""
    k = _KAMPUNG
    village, district, regency = (TABLES[Kind.WILAYAH].alias(name) for name in ("d", "c", "b"))
    rated, group, seat = (TABLES[kind].c for kind in (Kind.KLASIFIKASI, Kind.POKJA, Kind.ANGGOTA))
    cell, agency = TABLES[Kind.SEL_MATRIKS].c, TABLES[Kind.OPD].c
    newest = (
        sa.select(rated.kampung, sa.func.max(rated.tanggal).label("tanggal"))
        .where(rated.tanggal <= per)
        .group_by(rated.kampung)
        .subquery()
    )
    present = (
        sa.select(
            group.kampung,
            sa.func.max(group.sk_nomor).label("sk_nomor"),
            sa.func.count(seat.id).label("anggota"),
        )
        .join_from(
            TABLES[Kind.POKJA],
            TABLES[Kind.ANGGOTA],
            (seat.pokja == group.id) & (seat.selesai.is_(None) | (seat.selesai >= per)),
            isouter=True,
        )
        .where(
            group.kampung.is_not(None),
            group.mulai.is_(None) | (group.mulai <= per),
            group.selesai.is_(None) | (group.selesai >= per),
        )
        .group_by(group.kampung)
        .subquery()
    )
    sectors = (
        sa.select(cell.kampung, sa.func.count(sa.distinct(cell.opd)).label("jumlah"))
        .join_from(TABLES[Kind.SEL_MATRIKS], TABLES[Kind.OPD], agency.id == cell.opd)
        .where(
            cell.tahun == per.year, cell.kampung.is_not(None), agency.koordinator.is_(sa.false())
        )
        .group_by(cell.kampung)
        .subquery()
    )
    return (
        sa.select(
            k.id, k.nama, k.desa, village.c.nama, district.c.nama, regency.c.nama,
            k.tanggal_pencanangan, sa.func.coalesce(rated.kelas, ""), newest.c.tanggal,
            sa.func.coalesce(present.c.anggota, -1),
            sa.func.coalesce(present.c.sk_nomor, "") != "",
            sa.func.coalesce(sectors.c.jumlah, 0), _filled(k), k.lokus_stunting, k.aktif,
            village.c.sampai.is_not(None), k.sk_nomor, k.sk_tanggal, k.luas,
        )
        .join_from(TABLES[Kind.KAMPUNG], village, village.c.id == k.desa)
        .join(district, district.c.id == sa.func.substr(k.desa, 1, 8))
        .join(regency, regency.c.id == sa.func.substr(k.desa, 1, 5))
        .join(newest, newest.c.kampung == k.id, isouter=True)
        .join(
            TABLES[Kind.KLASIFIKASI],
            (rated.kampung == k.id) & (rated.tanggal == newest.c.tanggal),
            isouter=True,
        )
        .join(present, present.c.kampung == k.id, isouter=True)
        .join(sectors, sectors.c.kampung == k.id, isouter=True)
    )  # fmt: skip


def _filled(k: Any) -> sa.ColumnElement[int]:
    """Return how many of the ten describing fields are filled (`rules.kampung.DESCRIBING`)."""
    present = [
        k.tanggal_pencanangan.is_not(None), k.cakupan.is_not(None), k.gambaran_umum != "",
        k.kriteria != (), k.lokus_stunting.is_not(None), k.lintang.is_not(None),
        k.bujur.is_not(None), k.luas.is_not(None), k.sk_nomor != "", k.sk_tanggal.is_not(None),
    ]  # fmt: skip
    total: sa.ColumnElement[int] = sa.literal(0)
    for condition in present:
        total = total + sa.case((condition, 1), else_=0)
    return total
