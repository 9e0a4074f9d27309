"""An office in a file of this computer: opened with care, checked, copied, closed in order."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from db import audit, berkas, condition, copies, migrate, simpul, sqlite, terbitan
from db.backups import SqlCopies
from db.disk import GONE, disk_faults, made_folder, publish, read_through, set_aside_tails, sweep
from db.faults import translated
from db.seed import seed
from db.store import FILE, SqlStore
from kkbdesk.errors import DamagedStore, StorageFault
from kkbdesk.model.cadangan import Salinan
from kkbdesk.model.terbitan import Terbitan


class LokalStore(SqlStore):
    """A SQLite file; `path` is it."""

    def __init__(
        self,
        path: Path,
        engine: sa.Engine,
        *,
        portabel: bool,
        clock: Callable[[], datetime],
    ) -> None:
        self._sound = True
        with disk_faults():
            self._file = _identity(path)
        condition.unstamp(path)
        who, place = getpass.getuser(), simpul.tempat(path)
        super().__init__(path, engine, SqlCopies(path, clock), who, place, clock)
        self.portabel = portabel

    @classmethod
    def buka(cls, folder: Path, clock: Callable[[], datetime]) -> LokalStore:
        """Open the file of a folder; checks it, and migrates it on a copy kept aside.

        Nothing is written before it is known to be sound and ours.
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
    def buat(cls, folder: Path, clock: Callable[[], datetime]) -> Iterator[SqlStore]:
        """Make a new file with its reference data; it appears in the folder only when done."""
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
                    publish(part, path)
            finally:
                engine.dispose()
                with disk_faults():
                    sweep(folder, part.name)

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

    def _refuse(self) -> None:
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

    def _salin(self, reason: str, above: int) -> Salinan:
        self._refuse()
        return copies.make(self._engine, self.path, reason, self._clock(), above)

    def _terbitkan(self, nama: str) -> Terbitan:
        self._refuse()
        return terbitan.make(self._engine, self.path, nama, self._clock())

    def uncopied(self) -> bool:
        """Tell whether something changed since the last copy, or since the file was opened."""
        self._refuse()
        return super().uncopied()

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


def _fill(engine: sa.Engine) -> None:
    """Write schema, mark and reference data into a new file."""
    migrate.upgrade(engine)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        sqlite.mark(connection)
        seed(connection)


def _identity(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_dev, state.st_ino
