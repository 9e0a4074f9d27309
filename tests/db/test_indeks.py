"""Damage that is seen by a single byte, damage of indexes alone, and what is no damage."""

from __future__ import annotations

import errno
import os
import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from db import sqlite
from db.database import SqlDatabase
from db.store import FILE, SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import DamagedStore, StorageFault

NAME = "Dinas Uji"


@pytest.fixture
def office(folder: Path) -> Path:
    """An office with one agency more than its newest copy has, closed in order."""
    store = SqlStore.open(folder)
    store.copy("tangan")
    Desk(store).opd.tambah({"nama": NAME})
    store._copied = 2
    store.close()
    return folder


def agencies(folder: Path) -> set[str]:
    with SqlStore.open(folder) as store:
        assert store.check() == []
        return {item.nama for item in Desk(store).opd.daftar()}


def spoil(folder: Path, start: int, content: bytes) -> bytes:
    """Damage a file as a drive does, which tells nobody."""
    path = folder / FILE
    state = path.stat()
    whole = path.read_bytes()
    spoiled = whole[:start] + content + whole[start + len(content) :]
    path.write_bytes(spoiled)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    return spoiled


def index_page(folder: Path, name: str) -> int:
    """Return where the first page of an index begins."""
    with closing(sqlite3.connect(folder / FILE)) as raw:
        size = raw.execute("PRAGMA page_size").fetchone()[0]
        root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    return int((root[0] - 1) * size)


def test_one_bit_anywhere_in_a_file_that_was_closed_in_order_is_seen(office: Path) -> None:
    whole = (office / FILE).read_bytes()
    chance = random.Random(20)
    for _ in range(5):
        at = chance.randrange(100, len(whole))
        spoiled = spoil(office, at, bytes([whole[at] ^ (1 << chance.randrange(8))]))
        mark = (office / "kkbdesk.periksa").read_bytes()
        with pytest.raises(DamagedStore, match="Salinan baik terbaru"):
            SqlStore.open(office)
        assert (office / FILE).read_bytes() == spoiled
        spoil(office, 0, whole)
        (office / "kkbdesk.periksa").write_bytes(mark)
    assert NAME in agencies(office)


def test_what_somebody_wrote_since_is_checked_not_called_damaged(office: Path) -> None:
    with closing(sqlite3.connect(office / FILE)) as raw:
        raw.execute("PRAGMA user_version=7")
    assert NAME in agencies(office)


def test_a_text_that_is_none_is_damage_not_a_defect(office: Path) -> None:
    with closing(sqlite3.connect(office / FILE)) as raw:
        raw.execute("UPDATE wilayah SET nama = CAST(x'ff41' AS TEXT) WHERE id = '19.05'")
        raw.commit()
    with SqlStore.open(office) as store:
        assert any("rusak" in text for text in store.check())
        with pytest.raises(DamagedStore), store.read() as reader:
            reader.wilayah(["19.05"])


def test_a_broken_index_beside_a_text_that_is_none_is_not_mended(office: Path) -> None:
    start = index_page(office, "sqlite_autoindex_opd_1")
    with closing(sqlite3.connect(office / FILE)) as raw:
        raw.execute("UPDATE wilayah SET nama = CAST(x'ff41' AS TEXT) WHERE id = '19.05'")
        raw.commit()
    spoil(office, start + 8, b"\xff" * 16)
    with pytest.raises(DamagedStore) as caught:
        SqlStore.open(office)
    assert "Hanya indeks" not in str(caught.value)


def test_damaged_indexes_are_made_anew_on_a_copy_that_lost_nothing(office: Path) -> None:
    start = index_page(office, "sqlite_autoindex_opd_1")
    spoiled = spoil(office, start + 8, b"\xff" * 16)
    with pytest.raises(DamagedStore, match="Hanya indeks") as caught:
        SqlStore.open(office)
    assert (office / FILE).read_bytes() == spoiled
    with pytest.raises(DamagedStore):
        SqlStore.open(office)
    assert len(list((office / "cadangan").glob("*-indeks-*"))) == 1
    SqlDatabase().restore(office, Path(caught.value.copies[0]))
    assert NAME in agencies(office)


def test_an_index_that_lacks_an_entry_is_damaged_too(office: Path) -> None:
    with closing(sqlite3.connect(office / FILE)) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute(
            "UPDATE sqlite_master SET sql = sql || ' WHERE 0' WHERE name = 'ix_kegiatan_program'"
        )
        raw.commit()
    with closing(sqlite3.connect(office / FILE)) as raw:
        raw.execute("REINDEX ix_kegiatan_program")
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute(
            "UPDATE sqlite_master SET sql = replace(sql, ' WHERE 0', '') "
            "WHERE name = 'ix_kegiatan_program'"
        )
        raw.commit()
    with pytest.raises(DamagedStore, match="Hanya indeks"):
        SqlStore.open(office)


def test_rows_that_only_an_index_still_knows_are_not_taken_for_lost_entries(office: Path) -> None:
    with closing(sqlite3.connect(office / FILE)) as raw:
        size = raw.execute("PRAGMA page_size").fetchone()[0]
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'opd'").fetchone()
    spoil(office, (root - 1) * size + 3, b"\0\0")  # a leaf that says it holds nothing
    with pytest.raises(DamagedStore) as caught:
        SqlStore.open(office)
    assert "Hanya indeks" not in str(caught.value)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_CORRUPT])
def test_what_cannot_be_read_is_not_called_damaged(
    office: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def unreadable(*_args: object, **_more: object) -> list[str]:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = code  # SQLite calls a bad sector corrupt, too
        raise error

    plain = Path.open

    def bad_sector(path: Path, *args: Any, **more: Any) -> Any:
        if path.name == FILE and code == sqlite3.SQLITE_CORRUPT:
            raise OSError(errno.EIO, "bad sector")
        return plain(path, *args, **more)

    (office / "kkbdesk.periksa").unlink()
    monkeypatch.setattr(sqlite, "problems", unreadable)
    monkeypatch.setattr(sqlite, "is_ours", lambda _: True)
    monkeypatch.setattr(Path, "open", bad_sector)
    with pytest.raises(StorageFault, match="tidak dapat dibaca") as caught:
        SqlStore.open(office)
    assert not isinstance(caught.value, DamagedStore)
    monkeypatch.undo()
    assert NAME in agencies(office)
