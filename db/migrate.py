"""Brings a database to the newest schema, in one transaction; a file was copied before."""

from __future__ import annotations

import logging
from pathlib import Path

import sqlalchemy as sa

from db.seed import complete
from kkbdesk.errors import StorageFault

HEAD = "0007"
"""The newest revision; a test holds it against `migrations/versions`."""
_FOLDER = Path(__file__).resolve().parent / "migrations"


def known() -> set[str]:
    """Return all revisions this program has."""
    return {path.name[:4] for path in (_FOLDER / "versions").glob("[0-9][0-9][0-9][0-9]_*.py*")}


def upgrade(engine: sa.Engine) -> None:
    """Run the missing migrations of a file; the version is written in the same transaction.

    SQLite rebuilds a table by copying it, so foreign keys are off from before BEGIN and checked
    before COMMIT. Raises StorageFault when a reference would point nowhere.
    """
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.execution_options(writes=True).begin():
                run(connection)
                complete(connection)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                if broken:
                    raise StorageFault(
                        "Pembaruan data dibatalkan: ada rujukan yang putus "
                        f"({len(broken)} baris, pertama di {broken[0][0]})."
                    )
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


def run(connection: sa.Connection) -> None:
    """Run the missing migrations inside a transaction."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    from alembic import command  # noqa: PLC0415 - 0.3 s, needed once per release
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", _FOLDER.as_posix().replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
