"""An office on a PostgreSQL server, shared by several computers; copies of it are SQLite files."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from db import alamat, audit, copies, migrate, pindah, postgres, terbitan
from db import berkas as files
from db.backups import SqlCopies
from db.postgres import berkas
from db.seed import complete, seed
from db.store import FILE, SqlStore
from db.versi import baca_identitas, hapus_identitas, tulis_identitas
from kkbdesk.errors import PUTUS, NoOffice, StorageFault, UserError
from kkbdesk.model.cadangan import Kunci, Salinan
from kkbdesk.model.terbitan import Terbitan
from kkbdesk.store import HANYA_BACA, Hak

_log = logging.getLogger(__name__)
_UNFINISHED = "disiapkan"
"""Remembered in a database while an office is being set up in it."""


class PeladenStore(SqlStore):
    """An office on a server; the folder keeps what is this computer's: copies, keys, a cache."""

    def __init__(
        self, folder: Path, basis: str, engine: sa.Engine, clock: Callable[[], datetime]
    ) -> None:
        self._basis = basis
        self._ears: postgres.Pendengar | None = None
        with postgres.translated(), engine.connect() as connection:
            who = str(connection.scalar(sa.text("SELECT session_user")))
            self.hak = postgres.hak(connection)
            place = postgres.place(connection)
        path = folder / FILE
        super().__init__(path, engine, PeladenCopies(path, clock, self), who, place, clock)
        self.peladen = alamat.sebutan(basis)
        if self.hak is not Hak.BACA and not self._simpul.bernama:
            self._name()

    def _name(self) -> None:
        """Settle under which name edits are known, for all computers at once."""
        with self._faults(), _writing(self._engine) as connection:
            self._simpul.tetapkan(connection)
        self._simpul.tetap()

    @classmethod
    def buka(cls, folder: Path, clock: Callable[[], datetime]) -> PeladenStore:
        """Open the office on the server that the folder names; who manages brings it up to date."""
        basis = alamat.baca(folder)
        assert basis is not None
        engine = postgres.engine(basis)
        try:
            with postgres.translated():
                with engine.connect() as connection:
                    revision = _ready(connection, basis)
                if revision != migrate.HEAD:
                    _upgrade(engine, revision)
            return cls(folder, basis, engine, clock)
        except BaseException:
            engine.dispose()
            raise

    @classmethod
    @contextmanager
    def buat(cls, folder: Path, clock: Callable[[], datetime]) -> Iterator[SqlStore]:
        """Make an office in an empty database; until the block ends well nobody can open it."""
        basis = alamat.baca(folder)
        assert basis is not None
        engine = postgres.engine(basis)
        try:
            with postgres.translated(), _writing(engine) as connection:
                postgres.become_owner(connection)
                if _is_unfinished(connection):
                    postgres.clear(connection)
                if postgres.revision(connection) is not None:
                    raise UserError(
                        f"Kantor di {alamat.sebutan(basis)} sudah disiapkan; datanya tidak diubah."
                    )
                postgres.refuse_unfit(connection)
                migrate.run(connection)
                postgres.complete(connection)
                seed(connection)
                postgres.analyze(connection)
                tulis_identitas(connection, _UNFINISHED, "")
            try:
                yield cls(folder, basis, engine, clock)
                with postgres.translated(), _writing(engine) as connection:
                    hapus_identitas(connection, _UNFINISHED)
            except BaseException:
                with postgres.translated(), _writing(engine) as connection:
                    postgres.become_owner(connection)
                    postgres.clear(connection)
                raise
        finally:
            engine.dispose()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Say faults in words; while the server is known to be away, nobody waits for it."""
        if self.terputus:
            raise StorageFault(PUTUS)
        with postgres.translated():
            yield

    def _refuse(self) -> None:
        if self.hak is Hak.BACA:
            raise UserError(HANYA_BACA.format(self.who))

    # what others do

    @property
    def terputus(self) -> bool:
        """Tell whether the server is away; known only while one listens."""
        return self._ears is not None and self._ears.terputus

    def kabar(self) -> bool:
        """Tell whether others may have committed; begins to listen when first asked."""
        if self._ears is None:
            self._ears = postgres.Pendengar(self._basis)
        return self._ears.ada_kabar()

    # files

    def put_berkas(self, content: bytes) -> str:
        """Keep a file for all computers, and here as well, where it need not be fetched again."""
        self._refuse()
        digest = hashlib.sha256(content).hexdigest()
        with self._faults(), _writing(self._engine, postgres.BESIDE) as connection:
            postgres.put_file(connection, digest, content)
        files.put(self.path, content)
        return digest

    def get_berkas(self, digest: str) -> bytes:
        """Return a kept file, fetched from the server where it is not here yet."""
        self.path_berkas(digest)
        return files.get(self.path, digest)

    def path_berkas(self, digest: str) -> Path | None:
        """Return where a kept file lies on this computer, fetched first; None when it is gone."""
        found = files.find(self.path, digest)
        if found is None:
            with self._faults(), self._engine.connect() as connection:
                content = connection.scalar(sa.select(berkas.c.isi).where(berkas.c.sidik == digest))
            if content is None or files.put(self.path, content) != digest:
                return None
            found = files.find(self.path, digest)
        return found

    def bring_files(self) -> None:
        """Fetch all files that are not on this computer yet, so that a copy is whole."""
        with self._faults(), self._engine.connect() as connection:
            for digest in connection.scalars(sa.select(berkas.c.sidik)).all():
                self.path_berkas(digest)

    def give_files(self) -> None:
        """Bring files to the server that are on this computer alone."""
        with self._faults(), _writing(self._engine, postgres.BESIDE) as connection:
            known = set(connection.scalars(sa.select(berkas.c.sidik)))
            for file in files.kept(self.path):
                if file.name not in known:
                    postgres.put_file(connection, file.name, files.get(self.path, file.name))

    # copies: the whole office as a SQLite file

    def _salin(self, reason: str, above: int) -> Salinan:
        self.bring_files()
        with pindah.as_file(self._engine, copies.folder(self.path)) as part:
            made = copies.publish_copy(part, self.path, reason, self._clock(), above)
        copies.thin(copies.folder(self.path), paused=self.copies.paused() is not None)
        return made

    def _terbitkan(self, nama: str) -> Terbitan:
        self.bring_files()
        return terbitan.keep(
            self.path, nama, self._clock(), lambda place: pindah.as_file(self._engine, place)
        )

    def check(self) -> list[str]:
        """Return what is wrong with journal or references; the file is the server's affair."""
        with self._faults(), self._engine.connect() as connection:
            return list(audit.problems(connection))

    def check_berkas(self) -> list[str]:
        """Return which files on the server are missing or damaged; it reads all of them itself."""
        actual = sa.func.encode(sa.func.sha256(berkas.c.isi), "hex")
        with self._faults(), self._engine.connect() as connection:
            wanted = files.referred(connection)
            rows = connection.execute(sa.select(berkas.c.sidik, actual == berkas.c.sidik))
            there: dict[str, bool] = {digest: sound for digest, sound in rows}
        gone = [f"Berkas {each[:12]}… tidak ada di peladen" for each in sorted(wanted - set(there))]
        return gone + [f"Berkas {each[:12]}… rusak" for each, sound in there.items() if not sound]

    def close(self) -> None:
        """Stop listening and let go of the server."""
        if self._ears is not None:
            self._ears.berhenti()
        self._engine.dispose()


class PeladenCopies(SqlCopies):
    """Copies on this computer of what is on a server."""

    def __init__(self, path: Path, clock: Callable[[], datetime], store: PeladenStore) -> None:
        super().__init__(path, clock)
        self._store = store

    def fetch(self, copy: Salinan, key: Kunci | None = None) -> None:
        """Bring files that lie with a copy to the server."""
        super().fetch(copy, key)
        self._store.give_files()


@contextmanager
def _writing(engine: sa.Engine, how: object = True) -> Iterator[sa.Connection]:
    """Open a transaction as the one writer, or beside him."""
    with engine.connect().execution_options(writes=how) as connection, connection.begin():
        yield connection


def _ready(connection: sa.Connection, basis: str) -> str:
    """Return the schema revision of a finished office; raises UserError where there is none."""
    revision = postgres.revision(connection)
    if revision is None or _is_unfinished(connection):
        raise NoOffice(
            f"Belum ada data KKB Desk di basis data {alamat.sebutan(basis)}. Siapkan kantor di "
            "sana, atau pindahkan kantor yang ada dengan “pindah”."
        )
    if revision not in migrate.known():
        raise StorageFault(
            f"Data ini dibuat oleh KKB Desk yang lebih baru (skema {revision}). "
            "Pasang program versi terbaru; data tidak diubah."
        )
    if (moved := baca_identitas(connection, pindah.MOVED)) is not None:
        raise UserError(
            f"Kantor di {alamat.sebutan(basis)} sudah dipindahkan {moved}. Pakailah yang di sana; "
            "yang di peladen ini tinggal arsip."
        )
    return revision


def _is_unfinished(connection: sa.Connection) -> bool:
    if connection.scalar(sa.text("SELECT to_regclass('identitas')")) is None:
        return False
    return baca_identitas(connection, _UNFINISHED) is not None


def _upgrade(engine: sa.Engine, revision: str) -> None:
    """Bring the schema up to date in one transaction; raises UserError for who may not."""
    with _writing(engine) as connection:
        postgres.become_owner(connection)
        if postgres.hak(connection) is not Hak.KELOLA:
            raise UserError(
                f"Skema di peladen ({revision}) lebih lama daripada program ini. Mintalah "
                "pengelola (kelompok kkb_admin) membuat pg_dump, lalu membuka program ini sekali."
            )
        migrate.run(connection)
        complete(connection)
        postgres.complete(connection)
    _log.info("schema brought from %s to %s", revision, migrate.HEAD)
