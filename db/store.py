"""The store of one desk: opened with care, read, written in units, copied, closed."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from db import audit, berkas, condition, copies, migrate, restore, sqlite, terbitan, versi
from db.backups import SqlCopies
from db.disk import GONE, disk_faults, made_folder, read_through, set_aside_tails, sweep, sync
from db.faults import translated
from db.reader import SqlReader
from db.schema import draf, jurnal
from db.schema import rahasia as secrets
from db.seed import seed
from db.simpul import Simpul
from db.unit import SqlUnit
from kkbdesk.errors import DamagedStore, StorageFault
from kkbdesk.model.cadangan import Kunci, Salinan
from kkbdesk.model.changes import ChangeSet, Jenis
from kkbdesk.model.ids import ChangeSetId, Kind
from kkbdesk.model.terbitan import Terbitan
from kkbdesk.store import Draf, Rahasia, Store

FILE = "kkbdesk.sqlite"


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


class SqlStore:
    """A database opened by URL; `path` is its file."""

    def __init__(
        self,
        path: Path,
        engine: sa.Engine,
        *,
        portabel: bool = False,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.path = path
        self.portabel = portabel
        self._engine = engine
        self._clock = clock
        self.who = getpass.getuser()
        self.copies = SqlCopies(path, clock)
        self._mine: set[int] = set()
        self._sound = True
        with disk_faults():
            self._file = _identity(path)
        condition.unstamp(path)
        with self._faults(), engine.connect() as connection:
            self._seen = self._copied = _newest(connection)
            self._simpul = Simpul(connection, path)

    @classmethod
    def open(cls, folder: Path, *, clock: Callable[[], datetime] = utc_now) -> Self:
        """Open the database of a folder; checks it, and migrates it on a copy kept aside.

        Raises UserError when there is none, DamagedStore when it is damaged, StorageFault when it
        is too new, on a network drive, or the disk refuses. Nothing is written before it is known
        to be sound and ours.
        """
        path = folder / FILE
        portabel = condition.portabel(folder)
        with disk_faults():
            condition.looked_for(path)
        revision = condition.check(path)
        if revision not in migrate.known():
            raise StorageFault(
                f"Data ini dibuat oleh KKB Desk yang lebih baru (skema {revision}). "
                "Pasang program versi terbaru; data tidak diubah."
            )
        engine = sqlite.engine(path, journal="DELETE" if portabel else "WAL")
        try:
            with disk_faults(), translated():
                if revision != migrate.HEAD:
                    copies.make(engine, path, "migrasi", clock())
                    migrate.upgrade(engine)
                return cls(path, engine, portabel=portabel, clock=clock)
        except DamagedStore as error:
            engine.dispose()
            condition.unstamp(path)
            raise condition.unsound(path) from error
        except BaseException:
            engine.dispose()
            raise

    @classmethod
    @contextmanager
    def create(cls, folder: Path, *, clock: Callable[[], datetime] = utc_now) -> Iterator[SqlStore]:
        """Make a new database with its reference data; it appears in the folder only when done.

        Raises UserError when the folder has one already, StorageFault on a network drive.
        """
        path = folder / FILE
        portabel = condition.portabel(folder)
        with disk_faults():
            condition.refuse_second(path)
        part = folder / f"{FILE}.{os.getpid()}.baru"
        with made_folder(folder):
            engine = sqlite.engine(part, journal="DELETE")
            try:
                with disk_faults(), translated():
                    sweep(folder)
                    _fill(engine)
                yield cls(part, engine, portabel=portabel, clock=clock)
                engine.dispose()
                with disk_faults():
                    condition.refuse_second(path)
                    set_aside_tails(path, path)
                    part.rename(path)
                    sync(folder)
            finally:
                engine.dispose()
                with disk_faults():
                    sweep(folder, part.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Say faults in words; after damage was met, the file is checked when it is next opened."""
        try:
            with translated():
                yield
        except DamagedStore:
            self._found_damage()
            read_through(self.path)
            raise

    def _found_damage(self) -> None:
        self._sound = False
        condition.unstamp(self.path)

    @contextmanager
    def read(self, kantor: str = "") -> Iterator[SqlReader]:
        """Open a consistent read, as this office or (by its code) as another that it holds."""
        with self._faults(), self._engine.connect() as connection, connection.begin():
            yield SqlReader(connection, self._clock, kantor)

    @contextmanager
    def unit(
        self,
        label: str,
        jenis: Jenis = Jenis.SUNTING,
        undoes: ChangeSetId | None = None,
        kantor: str = "",
    ) -> Iterator[SqlUnit]:
        """Open a transaction that is rolled back unless committed."""
        with self._faults(), self._engine.connect().execution_options(writes=True) as connection:
            connection.begin()
            self._refuse_other_file()
            self._refuse_other_schema(connection)
            made = SqlUnit(
                connection, label, jenis, undoes, self.who, self._clock, self._simpul, kantor
            )
            yield made
            if made.urut is not None:
                self._mine.add(made.urut)

    def _refuse_other_file(self) -> None:
        """Refuse to write when the file we have open is no longer the one in its place.

        Elsewhere than on Windows an open file can be removed or replaced, and whatever is written
        to it then would be lost.
        """
        try:
            same = os.name == "nt" or _identity(self.path) == self._file
        except OSError as error:
            raise StorageFault(GONE) from error
        if not same:
            raise StorageFault(GONE)

    def _refuse_other_schema(self, connection: sa.Connection) -> None:
        """Refuse to write when a newer program migrated the file while we had it open."""
        revision = connection.scalar(sa.text("SELECT version_num FROM versi_skema"))
        if revision != migrate.HEAD:
            raise StorageFault(
                "Data sudah diperbarui oleh KKB Desk yang lebih baru. Tutup program ini, buka lagi."
            )

    def catat_versi(self) -> None:
        """Bring the versions of the records up to the journal."""
        with (
            self._faults(),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            self._refuse_other_file()
            versi.catat(connection)

    @contextmanager
    def read_versi(self, kantor: str = "") -> Iterator[SqlReader]:
        """Open a consistent read of a moment at which the versions were up to the journal."""
        while True:
            self.catat_versi()
            with self.read(kantor) as reader:
                if reader.versi_lengkap():
                    yield reader
                    return

    @property
    def simpul(self) -> str:
        """Return the name under which edits of this file are known to others."""
        return self._simpul.nama

    @property
    def skema(self) -> str:
        """Return the revision of the schema."""
        return migrate.HEAD

    def keep_draf(self, draf: Draf) -> None:
        """Keep a draft, replacing the one of the same record."""
        row = {
            "jenis": str(draf.kind), "rekam": draf.id, "waktu": draf.at,
            "nilai": json.dumps(dict(draf.nilai), ensure_ascii=False),
        }  # fmt: skip
        self._replace_draf(draf.kind, draf.id, row)

    def drop_draf(self, kind: Kind, id: str) -> None:
        """Forget a draft."""
        self._replace_draf(kind, id, None)

    def _replace_draf(self, kind: Kind, id: str, row: dict[str, object] | None) -> None:
        same = (draf.c.jenis == str(kind)) & (draf.c.rekam == id)
        self._replace(draf, same, row)

    def put_rahasia(self, rahasia: Rahasia) -> None:
        """Keep a secret, or how often it was not met."""
        self._replace(secrets, secrets.c.id == rahasia.id, asdict(rahasia))

    def get_rahasia(self, id: str) -> Rahasia | None:
        """Return a kept secret."""
        with self._faults(), self._engine.connect() as connection, connection.begin():
            row = connection.execute(sa.select(secrets).where(secrets.c.id == id)).one_or_none()
        return None if row is None else Rahasia(*row)

    def _replace(
        self, table: sa.Table, same: sa.ColumnElement[bool], row: dict[str, object] | None
    ) -> None:
        """Put a row of a table without history in the place of another."""
        with (
            self._faults(),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            self._refuse_other_file()
            connection.execute(sa.delete(table).where(same))
            if row is not None:
                connection.execute(sa.insert(table), row)

    def news(self) -> Iterator[ChangeSet]:
        """Yield what other processes committed since the last call."""
        with self.read() as reader:
            for urut, id in reader.since(self._seen):
                self._seen = urut
                if urut not in self._mine:
                    yield reader.changeset(id)
        self._mine.clear()

    def copy(self, reason: str, above: int = 0) -> Salinan:
        """Make a verified copy, numbered above all others and `above`; older ones are thinned."""
        with disk_faults(), self._faults():
            self._refuse_other_file()
            with self._engine.connect() as connection:
                newest = _newest(connection)
            made = copies.make(self._engine, self.path, reason, self._clock(), above)
            self._copied = newest
        return made

    def terbitkan(self, nama: str) -> Terbitan:
        """Keep the present state under a name that nothing replaces."""
        with disk_faults(), self._faults():
            self._refuse_other_file()
            return terbitan.make(self._engine, self.path, nama, self._clock())

    def terbitan(self) -> list[Terbitan]:
        """Return the published states, newest first."""
        with disk_faults():
            return terbitan.listed(self.path)

    def uncopied(self) -> bool:
        """Tell whether something changed since the last copy, or since the file was opened."""
        with self._faults():
            self._refuse_other_file()
            with self._engine.connect() as connection:
                return _newest(connection) != self._copied

    def put_berkas(self, content: bytes) -> str:
        """Keep a file beside the database and return its digest."""
        return berkas.put(self.path, content)

    def get_berkas(self, digest: str) -> bytes:
        """Return a kept file; raises UserError when it is gone or damaged."""
        return berkas.get(self.path, digest)

    def path_berkas(self, digest: str) -> Path | None:
        """Return where a kept file lies, None when it is gone."""
        return berkas.find(self.path, digest)

    def check(self) -> list[str]:
        """Return what is wrong with file, journal or references, in words; empty when sound."""
        with self._faults():
            found = [f"Berkas: {text}" for text in sqlite.problems(self.path, thorough=True)]
        if found:
            self._found_damage()
            read_through(self.path)
            return found
        try:
            with self._faults(), self._engine.connect() as connection, connection.begin():
                return list(audit.problems(connection))
        except DamagedStore as error:
            return [str(error)]

    def check_berkas(self) -> list[str]:
        """Return which files beside the records are missing or damaged, reading all of them."""
        with self._faults(), self._engine.connect() as connection, connection.begin():
            wanted = berkas.referred(connection)
        with disk_faults():
            return berkas.problems(berkas.folder(self.path), wanted)

    def close(self) -> None:
        """Close; when something changed since the last copy, make a verified one first.

        Raises StorageFault when it cannot be made; the store is closed all the same.
        """
        try:
            if self.uncopied():
                self.copy("tutup")
        finally:
            self._engine.dispose()
        if self._sound and not condition.is_open(self.path):
            condition.stamp(self.path)
            if self.portabel:  # without a write-ahead log nothing tells of another process
                return
            with disk_faults():
                sweep(self.path.parent)
                sweep(copies.folder(self.path))
                sweep(terbitan.folder(self.path), "*.sebagian")
                sweep(berkas.folder(self.path), "??/*.sebagian")


class SqlDatabase:
    """Opens and makes stores in folders."""

    def exists(self, folder: Path) -> bool:
        """Tell whether a folder holds an office, or at least copies of one."""
        with disk_faults():
            return (folder / FILE).exists() or bool(copies.listed(copies.folder(folder / FILE)))

    def open(self, folder: Path) -> Store:
        """Open the store of a folder."""
        return SqlStore.open(folder)

    def create(self, folder: Path) -> AbstractContextManager[Store]:
        """Make a new store; it appears in the folder only when the block ends well."""
        return SqlStore.create(folder)

    def restore(self, folder: Path, copy: Path, key: Kunci | None = None) -> Path | None:
        """Put a copy in the place of the file, which is kept; return where it went."""
        with disk_faults(), translated():
            return restore.restore(folder / FILE, copy, key)

    def copies(self, folder: Path) -> SqlCopies:
        """Return the copies of a folder, whether or not its database can be opened."""
        return SqlCopies(folder / FILE, utc_now)


def _newest(connection: sa.Connection) -> int:
    return int(connection.scalar(sa.select(sa.func.max(jurnal.c.urut))) or 0)


def _fill(engine: sa.Engine) -> None:
    """Write schema, mark and reference data into a new file."""
    migrate.upgrade(engine)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        sqlite.mark(connection)
        seed(connection)


def _identity(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_dev, state.st_ino
