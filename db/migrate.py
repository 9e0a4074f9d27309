"""Brings a database to the newest schema, in one transaction, on a file that was copied before."""

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
    """Run the missing migrations; the version is written in the same transaction as the change.

    SQLite rebuilds a table by copying it, so foreign keys are off from before BEGIN and checked
    before COMMIT. Raises StorageFault when a reference would point nowhere.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    from alembic import command  # noqa: PLC0415 - 0.3 s, needed once per release
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", _FOLDER.as_posix().replace("%", "%%"))
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        if engine.dialect.name == "sqlite":
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.execution_options(writes=True).begin():
                config.attributes["connection"] = connection
                command.upgrade(config, HEAD)
                complete(connection)
                if engine.dialect.name == "sqlite":
                    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                    if broken:
                        raise StorageFault(
                            "Pembaruan data dibatalkan: ada rujukan yang putus "
                            f"({len(broken)} baris, pertama di {broken[0][0]})."
                        )
        finally:
            if engine.dialect.name == "sqlite":
                raw.execute("PRAGMA foreign_keys=ON")
