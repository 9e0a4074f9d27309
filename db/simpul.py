"""Which node a database is: a copy elsewhere, or one brought back, is another."""

from __future__ import annotations

import hashlib
import platform
import sqlite3
import uuid
from pathlib import Path

import sqlalchemy as sa

from db.versi import baca_identitas, tulis_identitas


class Simpul:
    """The name under which a database's edits are known; made anew when its file was moved.

    Two machines that continue one copied file under one name would count different edits as the
    same. So the name is bound to the machine and the file itself: a copied, restored or moved file
    gets another, written with its first edit.
    """

    def __init__(self, connection: sa.Connection, tempat: str) -> None:
        self._place = tempat
        self._same = False
        self.nama = uuid.uuid4().hex[:12]
        self._look(connection)

    def _look(self, connection: sa.Connection) -> None:
        """Take the name that was given to this place before."""
        known = baca_identitas(connection, "simpul")
        self._same = known is not None and baca_identitas(connection, "tempat") == self._place
        if known is not None and self._same:
            self.nama = known

    @property
    def bernama(self) -> bool:
        """Tell whether the place bears the name already."""
        return self._same

    def tetapkan(self, connection: sa.Connection) -> None:
        """Write the name, inside the transaction of an edit, unless the place bears one already."""
        if not self._same:
            self._look(connection)
        if not self._same:
            tulis_identitas(connection, "simpul", self.nama)
            tulis_identitas(connection, "tempat", self._place)

    def tetap(self) -> None:
        """Note that the transaction was committed."""
        self._same = True


def lepas(file: Path) -> None:
    """Make a closed file another node when it is next opened: it was set back in time.

    Its journal will be continued from an earlier entry, so its numbers will come twice.
    """
    connection = sqlite3.connect(file)
    try:
        known = connection.execute(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'identitas'"
        ).fetchone()
        if known:
            connection.execute("DELETE FROM identitas WHERE nama = 'tempat'")
            connection.commit()
    finally:
        connection.close()


def tempat(path: Path) -> str:
    """Return what tells a file from its copies: the machine, and the file itself."""
    number = path.stat().st_ino
    return hashlib.sha256(f"{platform.node()}\0{_machine()}\0{number}".encode()).hexdigest()


def _machine() -> str:
    """Return what tells this machine from another with the same name, where the system says it."""
    try:
        return Path("/etc/machine-id").read_text(encoding="ascii").strip()
    except OSError:
        return f"{uuid.getnode():x}"
