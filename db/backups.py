"""The copies of one database as the core sees them: listed, checked, read, tried, sent away."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from db import audit, berkas, copies, migrate, restore, sealed, sqlite, terbitan
from db.disk import disk_faults, publish, sweep
from db.faults import translated
from db.reader import SqlReader
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.model.cadangan import Kunci, Salinan


class SqlCopies:
    """The copies of the database at a path; `key` opens encrypted ones."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._path = path
        self._clock = clock

    def listed(self, place: Path | None = None) -> list[Salinan]:
        """Return the copies beside the database or in another folder, newest first by number."""
        with disk_faults():
            return copies.listed(place or copies.folder(self._path))

    def named(self, path: Path) -> Salinan:
        """Return the copy that a file holds; raises UserError when there is none."""
        with disk_faults():
            return restore.named(path)

    def problems(self, copy: Salinan, key: Kunci | None = None) -> list[str]:
        """Return what is wrong with a copy after reading all of it; empty when sound."""
        return copies.problems(copy, key)

    @contextmanager
    def _restored(self, copy: Salinan, key: Kunci | None) -> Iterator[sa.Connection]:
        """Restore a copy into a temporary file of the present schema, as a real restore would."""
        with tempfile.TemporaryDirectory(prefix="kkbdesk-salinan-") as work:
            file = Path(work) / "kkbdesk.sqlite"
            with disk_faults(), translated():
                copies.bring(copy, file, key)
                restore.make_ready(file)
                engine = sqlite.engine(file, journal="DELETE")
            try:
                with translated():
                    if sqlite.revision(file) != migrate.HEAD:
                        migrate.upgrade(engine)
                    with engine.connect() as connection, connection.begin():
                        yield connection
            finally:
                engine.dispose()

    @contextmanager
    def opened(self, copy: Salinan, key: Kunci | None = None) -> Iterator[SqlReader]:
        """Read a copy, brought to the present schema in a temporary file."""
        with self._restored(copy, key) as connection:
            yield SqlReader(connection, self._clock)

    def trial(self, copy: Salinan, key: Kunci | None = None) -> list[str]:
        """Restore a copy into a temporary file and return what a thorough check finds there."""
        try:
            with self._restored(copy, key) as connection:
                wanted = berkas.referred(connection)
                found = list(audit.problems(connection))
        except StorageFault:
            raise
        except UserError as error:
            return [str(error)]
        with disk_faults():
            return found + berkas.problems_with(copy.berkas, self._path, wanted, key)

    def send(self, copy: Salinan, place: Path, key: Kunci | None = None) -> Salinan:
        """Bring a copy with all files and published states to another folder; thin there.

        All is proved by reading back.
        """
        target = place / (copy.berkas.name + (".terkunci" if key else ""))
        with disk_faults():
            berkas.mirror(self._path, place, key)
            terbitan.mirror(self._path, place, key)
            if not target.is_file():
                part = target.with_name(f"{target.name}.sebagian")
                try:
                    _write(copy, part, key)
                    publish(part, target)
                finally:
                    sweep(place, part.name)
            made = restore.named(target)
            if found := copies.problems(made, key):
                raise StorageFault(f"Salinan di {place} tidak lulus pemeriksaan: {found[0]}.")
            copies.thin(place, paused=self.paused() is not None)
        return made

    def fetch(self, copy: Salinan, key: Kunci | None = None) -> None:
        """Bring files that lie with a copy and are missing beside the database."""
        with disk_faults():
            berkas.bring(copy.berkas, self._path, key)

    def new_key(self, passphrase: str) -> Kunci:
        """Return a key of a passphrase for copies to come."""
        return sealed.new_key(passphrase)

    def key_of(self, copy: Path, passphrase: str) -> Kunci:
        """Return what opens an encrypted copy; raises UserError when the passphrase is another."""
        with disk_faults():
            return sealed.key_of(copy, passphrase)

    def opens(self, copy: Salinan, key: Kunci) -> bool:
        """Tell whether a key is the one of an encrypted copy."""
        with disk_faults():
            return sealed.opens(copy.berkas, key)

    def paused(self) -> str | None:
        """Return since what thinning and sending are paused; None when they are not."""
        with disk_faults():
            return copies.paused(self._path)

    def resume(self) -> None:
        """Thin and send again."""
        with disk_faults():
            copies.resume(self._path)


def _write(copy: Salinan, part: Path, key: Kunci | None) -> None:
    if key is None:
        copies.bring(copy, part, None)
    else:
        sealed.seal(copy.berkas, part, key)
