"""Databases as older releases made them, with the sample's records in every table they had."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from db import migrate, sqlite
from db.store import FILE

REVISIONS = tuple(sorted(migrate.known()))


def dengan_skema(revision: str, folder: Path, present: Path) -> Path:
    """Make a database of an older schema out of a present one and return its file."""
    from alembic import command  # noqa: PLC0415 - few tests need it
    from alembic.config import Config  # noqa: PLC0415

    folder.mkdir(parents=True)
    path = folder / FILE
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    engine = sqlite.engine(path, journal="DELETE")
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        sqlite.mark(connection)
    engine.dispose()
    raw = sqlite3.connect(path)
    raw.execute("ATTACH ? AS kini", (str(present),))
    for (table,) in raw.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table'"
    ).fetchall():
        _fill(raw, table)
    kinds = "SELECT name FROM main.sqlite_master"
    raw.execute(f"DELETE FROM perubahan WHERE jenis NOT IN ({kinds})")
    raw.execute("UPDATE jurnal SET jumlah = (SELECT count(*) FROM perubahan WHERE jurnal = urut)")
    raw.commit()
    raw.close()
    return path


def _fill(raw: sqlite3.Connection, table: str) -> None:
    """Copy the rows of a table, as far as the older one has the columns."""

    def names(schema: str) -> list[str]:
        return [row[1] for row in raw.execute(f"PRAGMA {schema}.table_info({table})")]

    common = ", ".join(name for name in names("main") if name in names("kini"))
    if common and table not in ("versi_skema", "sqlite_sequence"):
        raw.execute(f"INSERT INTO main.{table} ({common}) SELECT {common} FROM kini.{table}")
