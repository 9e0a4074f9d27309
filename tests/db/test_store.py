"""The database file: opened with care, never lost, never half-written."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from db import copies, migrate, sqlite
from db.database import SqlDatabase
from db.schema import metadata
from db.store import FILE, SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import DamagedStore, StorageFault, UserError
from kkbdesk.model.kampung import Kampung
from tests.support.makers import SINAR_SURYA, TANJUNG_NIUR


def add(desk: Desk, desa: str = SINAR_SURYA) -> Kampung:
    return desk.kampung.tambah({"desa": desa, "nama": f"Kampung {desa}"})


def names(store: SqlStore) -> list[str]:
    with store.read() as reader:
        return sorted(item.nama for item in reader.find(Kampung))


def test_a_folder_without_an_office_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Siapkan kantor dahulu"):
        SqlStore.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_office_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), SqlStore.create(tmp_path):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_an_office_is_not_set_up_twice(folder: Path) -> None:
    before = (folder / FILE).read_bytes()
    with pytest.raises(UserError, match="sudah disiapkan"), SqlStore.create(folder):
        raise AssertionError
    assert (folder / FILE).read_bytes() == before


def test_commits_are_durable_and_references_checked(folder: Path) -> None:
    with SqlStore.open(folder) as store, store._engine.connect() as connection:
        wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted}
    assert found == wanted


def test_nothing_cascades() -> None:
    rules = {key.ondelete for table in metadata.tables.values() for key in table.foreign_keys}
    assert rules == {None}


def test_the_migrated_schema_is_the_described_one(folder: Path) -> None:
    engine = sqlite.engine(folder / FILE)
    with engine.connect() as connection:
        options = {"version_table": "versi_skema", "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_head_is_the_newest_revision() -> None:
    assert max(migrate.known()) == migrate.HEAD


def test_a_newer_file_is_refused_and_untouched(folder: Path) -> None:
    raw = sqlite3.connect(folder / FILE)
    raw.execute("UPDATE versi_skema SET version_num = '9999'")
    raw.commit()
    raw.close()
    before = (folder / FILE).read_bytes()
    with pytest.raises(StorageFault, match="lebih baru"):
        SqlStore.open(folder)
    assert (folder / FILE).read_bytes() == before


def test_a_program_left_open_does_not_write_into_a_newer_file(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        raw = sqlite3.connect(folder / FILE)
        raw.execute("UPDATE versi_skema SET version_num = '9999'")
        raw.commit()
        with pytest.raises(StorageFault, match="Tutup program ini"):
            add(Desk(store))
        raw.execute("UPDATE versi_skema SET version_num = ?", (migrate.HEAD,))
        raw.commit()
        raw.close()


def test_a_foreign_database_is_not_taken_for_ours(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / FILE).execute("CREATE TABLE t (x)")
    with pytest.raises(DamagedStore):
        SqlStore.open(tmp_path)


@pytest.mark.parametrize("where", ["header", "middle", "end", "cut", "empty"])
def test_a_damaged_file_is_kept_and_the_newest_good_copy_offered(folder: Path, where: str) -> None:
    with SqlStore.open(folder) as store:
        add(Desk(store))
    path = folder / FILE
    whole = path.read_bytes()
    damaged = bytearray(whole)
    spots = {"header": 0, "middle": len(whole) // 2, "end": len(whole) - 8192}
    if where in spots:
        damaged[spots[where] : spots[where] + 8000] = b"\x5a" * 8000
    elif where == "cut":
        damaged = damaged[: len(whole) // 3]
    else:
        damaged = bytearray()
    path.write_bytes(damaged)
    with pytest.raises(DamagedStore, match="tidak diubah") as caught:
        SqlStore.open(folder)
    assert path.read_bytes() == damaged
    newest = Path(caught.value.copies[0])
    kept = SqlDatabase().restore(folder, newest)
    assert kept is not None
    assert kept.read_bytes() == damaged
    with SqlStore.open(folder) as store:
        assert names(store) == [f"Kampung {SINAR_SURYA}"]


def test_a_file_that_vanished_is_brought_back_from_a_copy(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        add(Desk(store))
    (folder / FILE).unlink()
    with pytest.raises(DamagedStore, match="tidak ada lagi") as caught:
        SqlStore.open(folder)
    assert SqlDatabase().exists(folder)
    SqlDatabase().restore(folder, Path(caught.value.copies[0]))
    with SqlStore.open(folder) as store:
        assert names(store) == [f"Kampung {SINAR_SURYA}"]


def test_a_copy_that_is_damaged_is_not_offered(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        add(Desk(store))
        old = store.copy("satu").berkas
        new = store.copy("dua").berkas
    new.write_bytes(b"rusak")
    path = folder / FILE
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(DamagedStore) as caught:
        SqlStore.open(folder)
    assert str(new) not in caught.value.copies
    assert str(old) in caught.value.copies


def test_closing_makes_a_verified_copy_when_something_changed(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        add(Desk(store))
    made = copies.listed(folder / "cadangan")
    assert [item.alasan for item in made] == ["tutup"]
    assert sqlite.problems(made[0].berkas, thorough=True) == []
    with SqlStore.open(folder):
        pass
    assert copies.listed(folder / "cadangan") == made


def test_the_newest_copies_are_kept_though_the_clock_goes_back(folder: Path) -> None:
    moments = iter([datetime(2026 - n, 1, 1, tzinfo=UTC) for n in range(15)])
    with SqlStore.open(folder, clock=lambda: next(moments)) as store:
        made = [store.copy("coba") for _ in range(14)]
    assert copies.listed(folder / "cadangan") == list(reversed(made[-12:]))


def test_a_full_disk_is_said_and_loses_nothing(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        desk = Desk(store)
        add(desk)
        with store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

        @sa.event.listens_for(store._engine, "begin")
        def _full(connection: sa.Connection) -> None:
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

        with pytest.raises(StorageFault, match="Cakram penuh"):
            for number in range(200):
                desk.opd.tambah({"nama": f"OPD {number}", "tupoksi": "x" * 900})
        sa.event.remove(store._engine, "begin", _full)
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        assert store.check() == []
        assert names(store) == [f"Kampung {SINAR_SURYA}"]
        add(desk, TANJUNG_NIUR)
        assert len(names(store)) == 2


def test_a_locked_file_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pragmas = ("busy_timeout=50",)
    monkeypatch.setattr(sqlite, "_PRAGMAS", pragmas)
    with SqlStore.open(folder) as store:
        blocker = sqlite3.connect(folder / FILE, isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageFault, match="sedang dipakai"):
            add(Desk(store))
        blocker.execute("ROLLBACK")
        blocker.close()
        add(Desk(store))


def test_a_reference_that_points_nowhere_is_found(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        add(Desk(store))
    raw = sqlite3.connect(folder / FILE)
    raw.execute("UPDATE kampung SET desa = '99.99.99.2999'")
    raw.commit()
    raw.close()
    with pytest.raises(DamagedStore):
        SqlStore.open(folder)


def test_a_folder_with_blanks_and_accents_works(tmp_path: Path, empty_office: Path) -> None:
    data = tmp_path / "Pengguna Ké-1 & kawan #2 %41"
    data.mkdir()
    shutil.copyfile(empty_office, data / FILE)
    with SqlStore.open(data) as store:
        add(Desk(store))
    with SqlStore.open(data) as store:
        assert len(names(store)) == 1
