"""The store of one desk: read, written in units, followed by others, copied, closed."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from db import alamat, migrate, terbitan, versi
from db.backups import SqlCopies
from db.disk import disk_faults
from db.reader import SqlReader
from db.schema import draf, jurnal
from db.schema import rahasia as secrets
from db.simpul import Simpul
from db.unit import SqlUnit
from kkbdesk.errors import StorageFault
from kkbdesk.model.cadangan import Salinan
from kkbdesk.model.changes import ChangeSet, Jenis
from kkbdesk.model.ids import ChangeSetId, Kind
from kkbdesk.model.terbitan import Terbitan
from kkbdesk.store import Draf, Hak, Rahasia

FILE = "kkbdesk.sqlite"


def utc_now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


class SqlStore(ABC):
    """What a file and a server have in common; `path` is the file, or where it would be."""

    peladen = ""
    hak = Hak.KELOLA

    def __init__(
        self,
        path: Path,
        engine: sa.Engine,
        copies: SqlCopies,
        who: str,
        tempat: str,
        clock: Callable[[], datetime],
    ) -> None:
        """Take an engine; `tempat` tells the database from every other, also from a copy."""
        self.path = path
        self.portabel = False
        self.copies = copies
        self.who = who
        self._engine = engine
        self._clock = clock
        self._mine: set[int] = set()
        with self._faults(), engine.connect() as connection:
            self._seen = self._copied = _newest(connection)
            self._simpul = Simpul(connection, tempat)

    @classmethod
    def open(cls, folder: Path, *, clock: Callable[[], datetime] = utc_now) -> SqlStore:
        """Open the database of a folder: its file, or on the server that the folder names.

        Raises UserError when there is none, DamagedStore when it is damaged, StorageFault when it
        is too new, on a network drive, cannot be reached, or the disk refuses.
        """
        return _kind(folder).buka(folder, clock)

    @classmethod
    def create(
        cls, folder: Path, *, clock: Callable[[], datetime] = utc_now
    ) -> AbstractContextManager[SqlStore]:
        """Make a new database with its reference data; it is there only when the block ends well.

        Raises UserError where there is one already, StorageFault on a network drive.
        """
        return _kind(folder).buat(folder, clock)

    @classmethod
    @abstractmethod
    def buka(cls, folder: Path, clock: Callable[[], datetime]) -> SqlStore:
        """Open as `open` does."""

    @classmethod
    @abstractmethod
    def buat(cls, folder: Path, clock: Callable[[], datetime]) -> AbstractContextManager[SqlStore]:
        """Make as `create` does."""

    @abstractmethod
    def _faults(self) -> AbstractContextManager[None]:
        """Say faults in words."""

    @abstractmethod
    def _refuse(self) -> None:
        """Refuse to write what would be lost, or is not for this user to write."""

    @abstractmethod
    def _salin(self, reason: str, above: int) -> Salinan:
        """Make a verified copy."""

    @abstractmethod
    def _terbitkan(self, nama: str) -> Terbitan:
        """Keep the present state under a name."""

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
            self._refuse()
            self._refuse_other_schema(connection)
            made = SqlUnit(
                connection, label, jenis, undoes, self.who, self._clock, self._simpul, kantor
            )
            yield made
            if made.urut is not None:
                self._mine.add(made.urut)

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
            self._refuse()
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
            self._refuse()
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

    @property
    def terputus(self) -> bool:
        """Tell whether the server is away."""
        return False

    def kabar(self) -> bool:
        """Tell whether it is worth asking for news; of a file one asks always."""
        return True

    def _newest(self) -> int:
        with self._faults(), self._engine.connect() as connection:
            return _newest(connection)

    def copy(self, reason: str, above: int = 0) -> Salinan:
        """Make a verified copy, numbered above all others and `above`; older ones are thinned."""
        with disk_faults(), self._faults():
            newest = self._newest()
            made = self._salin(reason, above)
            self._copied = newest
        return made

    def terbitkan(self, nama: str) -> Terbitan:
        """Keep the present state under a name that nothing replaces."""
        with disk_faults(), self._faults():
            return self._terbitkan(nama)

    def terbitan(self) -> list[Terbitan]:
        """Return the published states, newest first."""
        with disk_faults():
            return terbitan.listed(self.path)

    def uncopied(self) -> bool:
        """Tell whether something changed since the last copy, or since the store was opened."""
        return self._newest() != self._copied

    @abstractmethod
    def put_berkas(self, content: bytes) -> str:
        """Keep a file beside the records and return its digest."""

    @abstractmethod
    def get_berkas(self, digest: str) -> bytes:
        """Return a kept file; raises UserError when it is gone or damaged."""

    @abstractmethod
    def path_berkas(self, digest: str) -> Path | None:
        """Return where a kept file lies on this computer, None when it is gone."""

    @abstractmethod
    def check(self) -> list[str]:
        """Return what is wrong with database, journal or references; empty when sound."""

    @abstractmethod
    def check_berkas(self) -> list[str]:
        """Return which files beside the records are missing or damaged, reading all of them."""

    @abstractmethod
    def close(self) -> None:
        """Close, having copied what changed where that is for this program to do."""


def _kind(folder: Path) -> type[SqlStore]:
    """Return what the office of a folder is; the driver of a server is imported only for one."""
    if alamat.baca(folder) is not None:
        from db.peladen import PeladenStore  # noqa: PLC0415

        return PeladenStore
    from db.lokal import LokalStore  # noqa: PLC0415 - it is built on this module

    return LokalStore


def _newest(connection: sa.Connection) -> int:
    return int(connection.scalar(sa.select(sa.func.max(jurnal.c.urut))) or 0)
