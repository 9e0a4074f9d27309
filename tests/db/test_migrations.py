"""Every released schema upgrades with every table filled, or stays as it was."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from db import migrate, sqlite
from db.schema import TABLES
from db.store import FILE, SqlStore
from kkbdesk.model.fields import Choice, Described, Record, describe
from kkbdesk.model.ids import Kind
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.orang import Orang
from kkbdesk.model.pokja import Anggota
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.versi import Titik, Versi, ke_teks
from kkbdesk.services.editor import Editor
from kkbdesk.services.events import Hub
from tests.support.skema_lama import REVISIONS, dengan_skema


def filled(item: Described, kind: Kind) -> Any:
    """Return a value that a field may hold, references pointing to the record of that kind."""
    if item.field.ref is Kind.WILAYAH or (kind is Kind.WILAYAH and item.name == "id"):
        return "19.05.05.2008"
    if item.name == "id":
        return f"satu-{kind}"
    if item.field.ref is not None:
        return f"satu-{item.field.ref}"
    if issubclass(item.type, Choice):
        return next(iter(item.type))
    samples: dict[type, Any] = {
        bool: True, int: 3, str: "teks", date: date(2024, 2, 29), tuple: ("a", "b"),
        Decimal: Decimal("1").scaleb(-item.field.places),
    }  # fmt: skip
    return samples[item.type]


def one_of_each() -> list[Record]:
    return [
        RECORDS[kind](**{item.name: filled(item, kind) for item in describe(RECORDS[kind])})
        for kind in Kind
    ]


def test_every_table_keeps_every_field(folder: Path) -> None:
    with SqlStore.open(folder) as store:
        with store.unit("isi semua") as unit:
            for record in one_of_each():
                unit.put(record)
            unit.commit()
        with store.read() as reader:
            for record in one_of_each():
                assert reader.get(type(record), record.id) == record
        editor = Editor(store, Hub())
        editor.wewenang.masuk(*(item for item in one_of_each() if isinstance(item, Orang)))
        editor.undo()
        with store.read() as reader:
            assert reader.get(RECORDS[Kind.KAMPUNG], f"satu-{Kind.KAMPUNG}") is None
        assert store.check() == []


def revision_after(path: Path) -> str | None:
    return sqlite.revision(path)


@pytest.fixture
def with_a_next_revision(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A program that knows one more revision: it rebuilds a referenced table and adds a column."""
    versions = Path(migrate.__file__).parent / "migrations"
    copy = tmp_path / "migrations"
    (copy / "versions").mkdir(parents=True)
    for path in (*versions.glob("*.py"), *versions.glob("*.mako")):
        (copy / path.name).write_bytes(path.read_bytes())
    for path in (versions / "versions").glob("*.py"):
        (copy / "versions" / path.name).write_bytes(path.read_bytes())
    (copy / "versions" / "9001_coba.py").write_text(
        "import sqlalchemy as sa\n"
        "from alembic import op\n"
        "revision = '9001'\n"
        f"down_revision = '{migrate.HEAD}'\n"
        "def upgrade():\n"
        "    with op.batch_alter_table('kampung', recreate='always') as batch:\n"
        "        batch.add_column(sa.Column('baru', sa.Text, server_default='x'))\n",
        "utf-8",
    )
    monkeypatch.setattr(migrate, "_FOLDER", copy)
    monkeypatch.setattr(migrate, "HEAD", "9001")
    return copy


def fill(folder: Path) -> None:
    with SqlStore.open(folder) as store, store.unit("isi semua") as unit:
        for record in one_of_each():
            unit.put(record)
        unit.commit()


def test_a_table_that_others_refer_to_is_rebuilt_without_loss(
    folder: Path, request: pytest.FixtureRequest
) -> None:
    fill(folder)
    engine = sqlite.engine(folder / FILE)
    with engine.connect() as connection:
        before = {
            kind: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for kind, table in TABLES.items()
        }
    request.getfixturevalue("with_a_next_revision")
    migrate.upgrade(engine)
    with engine.connect() as connection:
        after = {
            kind: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for kind, table in TABLES.items()
        }
        assert connection.exec_driver_sql("SELECT baru FROM kampung").scalar_one() == "x"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
    engine.dispose()
    assert after == before
    assert revision_after(folder / FILE) == "9001"


def test_opening_an_older_file_migrates_it_on_a_copy_kept_aside(
    folder: Path, request: pytest.FixtureRequest
) -> None:
    fill(folder)
    old = migrate.HEAD
    request.getfixturevalue("with_a_next_revision")
    with SqlStore.open(folder) as store:
        aside = [item.berkas for item in store.copies.listed() if item.alasan == "migrasi"]
        assert [revision_after(path) for path in aside] == [old]
        assert revision_after(store.path) == "9001"


def test_a_migration_that_fails_leaves_the_old_file(
    folder: Path, request: pytest.FixtureRequest
) -> None:
    fill(folder)
    old = migrate.HEAD
    scripts: Path = request.getfixturevalue("with_a_next_revision")
    script = scripts / "versions" / "9001_coba.py"
    script.write_text(script.read_text("utf-8") + "    raise ZeroDivisionError\n", "utf-8")
    with pytest.raises(ZeroDivisionError):
        SqlStore.open(folder)
    assert revision_after(folder / FILE) == old
    assert sqlite.problems(folder / FILE, thorough=True) == []


def test_a_migration_that_breaks_a_reference_is_taken_back(
    folder: Path, request: pytest.FixtureRequest
) -> None:
    fill(folder)
    old = migrate.HEAD
    scripts: Path = request.getfixturevalue("with_a_next_revision")
    script = scripts / "versions" / "9001_coba.py"
    script.write_text(script.read_text("utf-8") + '    op.execute("DELETE FROM opd")\n', "utf-8")
    with pytest.raises(Exception, match="rujukan yang putus"):
        SqlStore.open(folder)
    assert revision_after(folder / FILE) == old


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_database_of_every_released_schema_opens_with_its_records(
    revision: str, sample_office: Path, tmp_path: Path
) -> None:
    dengan_skema(revision, tmp_path / "lama", sample_office)
    with SqlStore.open(tmp_path / "lama") as store:
        assert store.check() == []
        with store.read_versi() as reader:
            assert len(reader.find(Kampung)) == 15
            assert reader.find(Anggota)
            assert "" not in reader.simpul_semua()


def test_what_was_open_before_versions_said_so_is_open_afterwards(
    sample_office: Path, tmp_path: Path
) -> None:
    titik = (Titik("0123456789abcdef", 7, "2026-01-01T00:00:00"),)
    open_still = Versi(cabang={"nama": ((titik, "Kampung Lama"),)})
    path = dengan_skema("0006", tmp_path / "lama", sample_office)
    raw = sqlite3.connect(path)
    rows = [("kampung", "satu", ke_teks(open_still)), ("kampung", "dua", ke_teks(Versi()))]
    raw.executemany("INSERT INTO versi (jenis, rekam, isi, urut) VALUES (?, ?, ?, 1)", rows)
    raw.commit()
    raw.close()
    with SqlStore.open(tmp_path / "lama") as store, store.read() as reader:
        assert reader.versi_terbuka() == {(Kind.KAMPUNG, "satu"): open_still}
