"""Holds the records against the journal: the history must lead to just what is stored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

import sqlalchemy as sa

from db.mapping import columns, to_records
from db.schema import Instant, jurnal, perubahan
from kkbdesk.model.changes import Jenis
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import Kind
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.wire import from_plain

SEEDED = frozenset({Kind.WILAYAH, Kind.BUTIR, Kind.PROGRAM, Kind.KEGIATAN, Kind.DASAR_HUKUM})
"""Kinds that ship with the program: their records are there before the journal begins."""
_UNREADABLE = (ValueError, TypeError, KeyError, ArithmeticError)


def problems(connection: sa.Connection) -> Iterator[str]:
    """Yield what is wrong, in words."""
    yield from _entries(connection)
    yield from _sequence(connection)
    for kind in Kind:
        yield from _kind(connection, kind)


def _sequence(connection: sa.Connection) -> Iterator[str]:
    """Entries are numbered without gaps, so a missing one shows."""
    number, highest = connection.execute(
        sa.select(sa.func.count(), sa.func.max(jurnal.c.urut)).select_from(jurnal)
    ).one()
    if number != (highest or 0):
        yield f"Riwayat: {highest - number} entri hilang"
    kinds = connection.scalars(sa.select(perubahan.c.jenis).distinct()).all()
    for name in sorted(set(kinds) - set(Kind)):
        yield f"Riwayat: jenis catatan “{name}” tidak dikenal"


def _entries(connection: sa.Connection) -> Iterator[str]:
    """Each entry can be read and has as many changes as it says."""
    lines = sa.select(sa.func.count()).where(perubahan.c.jurnal == jurnal.c.urut).scalar_subquery()
    for urut, jenis, waktu, jumlah, there in connection.execute(
        sa.select(
            jurnal.c.urut, jurnal.c.jenis, sa.type_coerce(jurnal.c.waktu, sa.Text),
            jurnal.c.jumlah, lines,
        )
    ):  # fmt: skip
        if jumlah != there:
            yield f"Riwayat: entri {urut} memuat {there} perubahan, seharusnya {jumlah}"
        try:
            Jenis(jenis)
            Instant().process_result_value(waktu, connection.dialect)
        except _UNREADABLE:
            yield f"Riwayat: entri {urut} tidak terbaca"


def _kind(connection: sa.Connection, kind: Kind) -> Iterator[str]:
    noun = RECORDS[kind].NOUN
    try:
        rows = connection.execute(sa.select(*columns(RECORDS[kind]))).all()
        stored = {record.id: record for record in to_records(RECORDS[kind], rows)}
    except _UNREADABLE as error:
        yield f"Data: ada {noun} yang tidak terbaca ({error})"
        return
    lines = connection.execute(
        sa.select(perubahan.c.rekam, perubahan.c.jurnal, perubahan.c.sebelum, perubahan.c.sesudah)
        .where(perubahan.c.jenis == str(kind))
        .order_by(perubahan.c.rekam, perubahan.c.jurnal, perubahan.c.nomor)
    )
    told: set[str] = set()
    for id, changes in groupby(lines, itemgetter(0)):
        told.add(id)
        try:
            yield from _record(kind, id, [tuple(row)[1:] for row in changes], stored.get(id))
        except _UNREADABLE:
            yield f"Riwayat: perubahan {noun} {id} tidak terbaca"
    if kind not in SEEDED:
        for id in sorted(stored.keys() - told):
            yield f"Riwayat: {noun} {id} tidak tercatat"


def _record(
    kind: Kind, id: str, changes: list[tuple[int, str | None, str | None]], now: Record | None
) -> Iterator[str]:
    """Each change begins where the one before it ended, and the last one ends at what is stored."""
    noun = RECORDS[kind].NOUN
    last = changes[0][1] if kind in SEEDED else None
    for urut, before, after in changes:
        if before != last and _read(kind, before) != _read(kind, last):
            yield f"Riwayat: {noun} {id} terputus pada entri {urut}"
        last = after
    if _read(kind, last) != now:
        yield f"Riwayat: {noun} {id} tidak sama dengan catatan terakhir"


def _read(kind: Kind, text: str | None) -> Record | None:
    return None if text is None else from_plain(kind, json.loads(text))
