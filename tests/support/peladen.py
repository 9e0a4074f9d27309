"""The same tests on a real PostgreSQL: each office is a database, cloned from one made before.

`make test-postgres` starts a server and names it in KKBDESK_TEST_URL; without that, offices are
files, and nothing here does anything.
"""

from __future__ import annotations

import itertools
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
import sqlalchemy as sa

from db import alamat, postgres
from db.schema import metadata
from db.store import FILE, SqlStore
from kkbdesk.desk import Desk

URL = os.environ.get("KKBDESK_TEST_URL", "")
"""Where databases may be made and dropped."""

_FILES = "is about files of SQLite: copies, damage, full disks, killed processes"
LEFT_OUT = {
    "tests/db/test_copies.py": _FILES,
    "tests/db/test_disk.py": _FILES,
    "tests/db/test_indeks.py": _FILES,
    "tests/db/test_kill.py": _FILES,
    "tests/db/test_store.py": _FILES,
    "tests/db/test_migrations.py": "brings files of former releases up to date",
    "tests/db/test_tempat.py": "is about drives on which a file of SQLite may lie",
}
"""What is not run on PostgreSQL, by the beginning of a test's name, and why."""

LEFT_OUT |= dict.fromkeys(
    (
        "tests/kkbdesk/services/test_orang.py::test_a_pin_is_asked_for_and_nowhere_to_be_read",
        "tests/kkbdesk/services/test_rapat.py::test_pictures_lie_beside_the_database",
        "tests/kkbdesk/services/test_terbitan.py::test_copies_never_thin_it_away",
        "tests/kkbdesk/services/test_kertas_paket.py::test_minutes_whose_file_is_gone",
    ),
    _FILES,
)
_RESTORED = "restores copies in the place of a file, as one does not with a server"
LEFT_OUT |= dict.fromkeys(
    (
        "tests/kkbdesk/services/test_gabung_hidup.py",
        "tests/kkbdesk/services/test_gabung.py::test_a_restored_database_is_another_node",
        "tests/kkbdesk/services/test_pembaruan.py::test_going_back_behind_a_migration",
        "tests/kkbdesk/services/test_pembaruan.py::test_what_is_edited_after_it_was_agreed",
        "tests/kkbdesk/services/test_pembaruan.py::test_without_its_copy_there_is_no_way_back",
    ),
    _RESTORED,
)
_CONTRACT = "tests/kkbdesk/cli/test_contract.py"
LEFT_OUT |= {
    f"{_CONTRACT}::test_an_edit_that_could_not_be_copied": "no copy is made at close",
    f"{_CONTRACT}::test_damage_that_is_looked_for": _FILES,
}
_OF_COPIES = "is about copies that the program makes by itself; of a server its keeper does"
LEFT_OUT |= dict.fromkeys(
    ("tests/kkbdesk/services/test_cadangan.py", "tests/kkbdesk/cli/test_cadangan.py"), _OF_COPIES
)

_number = itertools.count(1)
_made: list[str] = []
_engines: list[sa.Engine] = []


def workshop() -> Path:
    """Return a folder for offices that are made once, for all tests of this process."""
    return Path(_workshop().name)


@cache
def _workshop() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


def left_out(nodeid: str) -> str:
    """Return why a test is not run on PostgreSQL, empty where it is."""
    return next((why for begin, why in LEFT_OUT.items() if URL and nodeid.startswith(begin)), "")


def _run(*statements: str) -> None:
    with psycopg.connect(URL, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def a_database(template: str = "") -> str:
    """Make a database, empty or as another is, and return its address."""
    name = f"kkb_{os.getpid()}_{next(_number)}"
    like = template or "template0"
    _run(f"CREATE DATABASE {name} TEMPLATE {like} ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
    _made.append(name)
    return address(name)


def address(name: str, user: str = "") -> str:
    """Return the address of a database on the server."""
    parts = urlsplit(URL)
    host = f"{user}@{parts.hostname or ''}" if user else parts.netloc
    return urlunsplit(parts._replace(path=f"/{name}", netloc=host))


def let_go() -> list[sa.Engine]:
    """Return the engines that were opened, which are no longer looked after."""
    found, _engines[:] = list(_engines), []
    return found


def name_of(folder: Path) -> str:
    """Return what the database of a folder is called."""
    return urlsplit(alamat.baca(folder) or "").path.lstrip("/")


@contextmanager
def kept() -> Iterator[None]:
    """Let the databases that are made meanwhile live as long as the server."""
    before = len(_made)
    yield
    del _made[before:]


@contextmanager
def dropped() -> Iterator[None]:
    """Drop the databases that are made meanwhile."""
    before = len(_made)
    yield
    for made in let_go():  # some tests leave their office open, as killed processes do
        made.dispose()
    while len(_made) > before:
        _run(f"DROP DATABASE IF EXISTS {_made.pop()} WITH (FORCE)")


def clone(office: Path, folder: Path) -> None:
    """Bring an office into a folder: its file, or a copy of its database."""
    if URL:
        alamat.tulis(folder, a_database(name_of(office.parent)))
    else:
        shutil.copyfile(office, folder / FILE)


def shrink(office: Path, statement: str) -> None:
    """Delete from an office behind the program's back, and give the room back."""
    if URL:
        with psycopg.connect(alamat.baca(office.parent) or "", autocommit=True) as connection:
            connection.execute(statement)
            connection.execute("VACUUM FULL")
        return
    raw = sqlite3.connect(office, isolation_level=None)
    raw.execute(statement)
    raw.execute("VACUUM")
    raw.close()


def copy_open(desk: Desk, folder: Path) -> None:
    """Bring an office that is open into another folder, as it is now."""
    store = desk.store
    assert isinstance(store, SqlStore)
    if URL:
        store._engine.dispose()  # nobody may be connected to what is cloned
        clone(store.path, folder)
        return
    source, target = sqlite3.connect(store.path), sqlite3.connect(folder / FILE)
    source.backup(target)
    source.close()
    target.close()


def content(folder: Path) -> object:
    """Return what an office that nobody has open holds: its file, or all rows on the server."""
    with SqlStore.open(folder) as store:
        found = rows(Desk(store)) if URL else None
    return found or (folder / FILE).read_bytes()


def rows(desk: Desk) -> dict[str, list[Any]]:
    """Return every row of every table of an office, as it lies there."""
    store = desk.store
    assert isinstance(store, SqlStore)
    with store._engine.connect() as connection:
        found = {}
        for table in metadata.tables.values():
            key = ", ".join(table.primary_key.columns.keys())
            lines = connection.exec_driver_sql(f"SELECT * FROM {table.name} ORDER BY {key}")
            found[table.name] = [tuple(line) for line in lines]
        return found


def make_offices_there(patch: pytest.MonkeyPatch) -> None:
    """Let every new office be one on the server."""
    plain: Callable[..., AbstractContextManager[SqlStore]] = SqlStore.create

    def create(folder: Path, **options: Any) -> AbstractContextManager[SqlStore]:
        if alamat.baca(folder) is None:
            alamat.tulis(folder, a_database())
        return plain(folder, **options)

    patch.setattr(SqlStore, "create", create)
    plain_engine = postgres.engine

    def engine(basis: str) -> sa.Engine:
        _engines.append(plain_engine(basis))
        return _engines[-1]

    patch.setattr(postgres, "engine", engine)
