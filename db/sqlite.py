"""What only SQLite can do: pragmas, copies, checks of a file."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import sqlalchemy as sa

# "KKBD"; tells our files from other databases.
APPLICATION_ID = 0x4B4B4244
_PRAGMAS = (
    "foreign_keys=ON",
    "synchronous=FULL",
    "busy_timeout=10000",
    "trusted_schema=OFF",
    "temp_store=MEMORY",
    "cache_size=-16384",  # an import touches more pages than the usual two megabytes hold
)


def engine(path: Path, *, journal: str = "WAL") -> sa.Engine:
    """Return an engine on a file, with durable commits and explicit transactions.

    Python's driver would commit around DDL by itself, so it is told not to and every transaction
    is begun here: IMMEDIATE for writers (no deadlock between two of them), deferred for readers.
    """
    url = sa.URL.create("sqlite", database=str(path))  # a path may hold what a URL would escape
    made = sa.create_engine(url, pool_size=4, max_overflow=4)

    @sa.event.listens_for(made, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (*_PRAGMAS, f"journal_mode={journal}"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(made, "begin")
    def _begun(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return made


def mark(connection: sa.Connection) -> None:
    """Write into the header of a new file that it is ours."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def is_ours(path: Path) -> bool:
    """Tell whether the header carries our mark; a shorter or foreign file does not."""
    with path.open("rb") as file:
        header = file.read(72)
    return (
        header[:16] == b"SQLite format 3\0"
        and int.from_bytes(header[68:72], "big") == APPLICATION_ID
    )


def roll_back(path: Path) -> None:
    """Take back what a killed process left half-written where there is no write-ahead log.

    Readers who may not write cannot do so, and refuse.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        connection.close()


def revision(path: Path) -> str | None:
    """Return the schema revision of a file without changing a byte of it; None without one."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        row = connection.execute("SELECT version_num FROM versi_skema").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return None
        raise
    finally:
        connection.close()
    return str(row[0]) if row else None


def problems(path: Path, *, thorough: bool = False) -> list[str]:
    """Return what SQLite finds wrong with a file; empty when it is sound.

    Raises sqlite3.Error when the file cannot be read at all, which is not the same as damage.
    """
    if _is_cut(path):
        return ["berkas terpotong"]
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        check = "integrity_check" if thorough else "quick_check"
        found = [str(row[0]) for row in connection.execute(f"PRAGMA {check}(20)")]
        orphans = connection.execute("PRAGMA foreign_key_check").fetchmany(20)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
        return [str(error)]
    finally:
        connection.close()
    found = [text for text in found if text != "ok"]
    return found + [f"{row[0]} {row[1]} → {row[2]}" for row in orphans]


def _is_cut(path: Path) -> bool:
    """Tell whether a file is shorter than its header says; SQLite reads the rest as zeros.

    With a write-ahead log beside it the file need not be whole.
    """
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        return False
    with path.open("rb") as file:
        header = file.read(32)
    page, pages = int.from_bytes(header[16:18], "big"), int.from_bytes(header[28:32], "big")
    return path.stat().st_size < (65536 if page == 1 else page) * pages


def copy(connection: sa.Connection, target: Path) -> None:
    """Copy the live database into a new file with SQLite's own backup, one moment of it.

    The new file is not yet safe on the disk: whoever publishes it sees to that, once.
    """
    raw: Any = connection.connection.dbapi_connection
    made = sqlite3.connect(target)
    try:
        made.execute("PRAGMA synchronous=OFF")
        raw.backup(made)
        made.execute("PRAGMA journal_mode=DELETE")
    finally:
        made.close()
