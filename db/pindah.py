"""An office carried from one database to another, row by row, and proved by the totals of both."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from db import alamat, berkas, condition, migrate, postgres, sqlite
from db.disk import disk_faults, free_name, publish, set_aside_tails, sweep
from db.faults import translated
from db.mapping import insert
from db.schema import jurnal, metadata
from db.versi import tulis_identitas
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.store import Hak, JumlahTabel, Pindahan

MOVED = "pindah"
"""Under this name a database remembers where the office went."""
_PIECE = 5_000
_IN_USE = "Data ini sedang dibuka di jendela atau program lain. Tutup dahulu, lalu pindahkan lagi."


def answers(basis: str) -> None:
    """Ask a server whether it lets us in; raises StorageFault."""
    with postgres.translated(), postgres.connect(basis):
        return


def to_server(path: Path, basis: str) -> Pindahan:
    """Carry the office of a file to an empty database, and let its folder name that from now on.

    All of it is one transaction. The file stays under another name. Raises UserError, StorageFault.
    """
    if condition.has_log(path):
        raise StorageFault(_IN_USE)
    condition.check(path)
    source, target = sqlite.engine(path, journal="DELETE"), postgres.engine(basis)
    try:
        with (
            translated(),
            postgres.translated(),
            source.connect().execution_options(writes=True) as given,
            given.begin(),
            target.connect().execution_options(writes=True) as taken,
            taken.begin(),
        ):
            if sqlite.revision(path) != migrate.HEAD:
                raise StorageFault("Buka kantor ini sekali di program ini, lalu pindahkan lagi.")
            postgres.become_owner(taken)
            postgres.refuse_unfit(taken)
            migrate.run(taken)
            postgres.complete(taken)
            totals = carry(given, taken)
            number, size = _files_to_server(path, taken)
            postgres.analyze(taken)
    finally:
        source.dispose()
        target.dispose()
    alamat.tulis(path.parent, basis)
    with disk_faults():
        kept = free_name(path, MOVED)
        path.rename(kept)
        set_aside_tails(path, kept)
    return Pindahan(totals, number, size, alamat.sebutan(basis), kept)


def to_file(path: Path, basis: str) -> Pindahan:
    """Carry the office of a server to a file of the folder, which no longer names the server.

    What is left on the server can be read by tools, but no longer opened. Raises UserError for who
    does not manage it.
    """
    engine = postgres.engine(basis)
    try:
        with (
            postgres.translated(),
            engine.connect().execution_options(writes=True) as given,
            given.begin(),
        ):
            postgres.become_owner(given)
            _refuse_moved(given)
            number, size = _files_to_folder(path, given)
            with _filled(given, path.parent) as (part, totals):
                told = (
                    f"ke komputer {platform.node()} pada {datetime.now(UTC).astimezone():%d-%m-%Y}"
                )
                tulis_identitas(given, MOVED, told)
                with disk_faults():
                    if os.path.lexists(path):  # left over from before the server
                        path.rename(free_name(path, "lama"))
                    set_aside_tails(path, path)
                    publish(part, path)
    finally:
        engine.dispose()
    alamat.hapus(path.parent)
    return Pindahan(totals, number, size, str(path), None)


def _refuse_moved(connection: sa.Connection) -> None:
    if postgres.revision(connection) != migrate.HEAD:
        raise UserError("Buka kantor di peladen ini sekali di program ini, lalu pindahkan lagi.")
    if postgres.hak(connection) is not Hak.KELOLA:
        raise UserError("Memindahkan kantor hanya untuk pengelola peladen (kelompok kkb_admin).")


@contextmanager
def as_file(engine: sa.Engine, place: Path) -> Iterator[Path]:
    """Yield the office of a server as an unpublished SQLite file, proved; it goes afterwards."""
    with engine.connect() as given, given.begin(), _filled(given, place) as (part, _):
        yield part


@contextmanager
def _filled(given: sa.Connection, place: Path) -> Iterator[tuple[Path, tuple[JumlahTabel, ...]]]:
    with disk_faults():
        place.mkdir(parents=True, exist_ok=True)
    part = place / f"kkbdesk-peladen.{os.getpid()}.sebagian"
    try:
        with disk_faults(), translated():
            totals = _write_file(given, part)
        if sqlite.problems(part, thorough=True):
            raise StorageFault("Salinan dari peladen tidak lulus pemeriksaan; tidak disimpan.")
        yield part, totals
    finally:
        with disk_faults():
            sweep(place, part.name)


def _write_file(given: sa.Connection, part: Path) -> tuple[JumlahTabel, ...]:
    engine = sqlite.engine(part, journal="DELETE")
    try:
        migrate.upgrade(engine)
        with engine.connect().execution_options(writes=True) as taken, taken.begin():
            sqlite.mark(taken)
            return carry(given, taken)
    finally:
        engine.dispose()


def carry(given: sa.Connection, taken: sa.Connection) -> tuple[JumlahTabel, ...]:
    """Write all rows of one database into another that has none; both totals must be the same."""
    for table in _tables():
        for rows in _pieces(given, table):
            insert(taken, table, rows)
    totals = []
    for table in _tables():
        here, there = totalled(given, table), totalled(taken, table)
        if here != there:
            raise StorageFault(
                f"Tabel {table.name} tidak sama setelah dipindahkan ({here.baris} dan "
                f"{there.baris} baris); tidak ada yang ditulis."
            )
        totals.append(here)
    return tuple(totals)


def _tables() -> list[sa.Table]:
    """Return all tables, the journal before what refers to it at once."""
    return [jurnal, *(table for table in metadata.tables.values() if table is not jurnal)]


def _pieces(connection: sa.Connection, table: sa.Table) -> Iterator[list[Any]]:
    rows = connection.execute(
        sa.select(table).order_by(*table.primary_key).execution_options(yield_per=_PIECE)
    )
    yield from (list(piece) for piece in rows.partitions())


def totalled(connection: sa.Connection, table: sa.Table) -> JumlahTabel:
    """Return how many rows a table has, and a digest of all that is in them."""
    number, digest = 0, hashlib.sha256()
    for piece in _pieces(connection, table):
        number += len(piece)
        for row in piece:
            digest.update(repr(tuple(row)).encode())
    return JumlahTabel(table.name, number, digest.hexdigest()[:16])


# files


def _files_to_server(path: Path, connection: sa.Connection) -> tuple[int, int]:
    number = size = 0
    for file in berkas.kept(path):
        content = berkas.get(path, file.name)
        postgres.put_file(connection, file.name, content)
        number, size = number + 1, size + len(content)
    return number, size


def _files_to_folder(path: Path, connection: sa.Connection) -> tuple[int, int]:
    table = postgres.berkas
    number = size = 0
    for digest in connection.scalars(sa.select(table.c.sidik)).all():
        content = connection.scalar(sa.select(table.c.isi).where(table.c.sidik == digest)) or b""
        if berkas.put(path, content) != digest:
            raise StorageFault(
                f"Berkas {digest[:12]}… di peladen rusak; tidak ada yang dipindahkan."
            )
        number, size = number + 1, size + len(content)
    return number, size
