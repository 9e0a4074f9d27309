"""A database on a drive that is shared or can be taken away."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from db.database import SqlDatabase
from db.store import FILE, SqlStore
from kkbdesk import cakram
from kkbdesk.cakram import Tempat
from kkbdesk.cli.app import run
from kkbdesk.desk import Desk
from kkbdesk.errors import StorageFault
from tests.support.makers import SINAR_SURYA


def on(monkeypatch: pytest.MonkeyPatch, kind: Tempat) -> None:
    monkeypatch.setattr(cakram, "tempat", lambda _path: kind)


def journal(folder: Path) -> str:
    with sqlite3.connect(folder / FILE) as connection:
        mode = str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    connection.close()
    return mode


def test_a_database_on_a_network_drive_is_neither_opened_nor_made(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, Tempat.JARINGAN)
    before = (folder / FILE).read_bytes()
    with pytest.raises(StorageFault, match="cakram jaringan"):
        SqlStore.open(folder)
    with pytest.raises(StorageFault, match="kirimkan paket"), SqlStore.create(tmp_path / "baru"):
        raise AssertionError
    assert (folder / FILE).read_bytes() == before
    assert not (tmp_path / "baru").exists()


def test_a_removable_drive_holds_one_file_that_is_always_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SqlStore.open(folder) as store:
        assert not store.portabel
        assert journal(folder) == "wal"
    on(monkeypatch, Tempat.LEPAS)
    with SqlStore.open(folder) as store:
        assert store.portabel
        Desk(store).kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})
        assert journal(folder) == "delete"
        assert not list(folder.glob("*-wal"))
    on(monkeypatch, Tempat.TETAP)
    with SqlStore.open(folder) as store:
        assert [row.nama for row in Desk(store).kampung.daftar()] == ["Sinar Surya"]
        assert journal(folder) == "wal"


def test_an_office_is_made_on_a_removable_drive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, Tempat.LEPAS)
    with SqlStore.create(tmp_path / "data") as store:
        Desk(store).kantor.siapkan("19.05")
    with SqlStore.open(tmp_path / "data") as store:
        assert store.check() == []


def test_a_drive_pulled_amid_an_edit_opens_with_what_was_before(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, Tempat.LEPAS)
    with SqlStore.open(folder) as store:
        before = Desk(store).kantor.get()
    half = tmp_path / "tercabut"
    connection = sqlite3.connect(folder / FILE, isolation_level=None)
    connection.execute("PRAGMA cache_size=5")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE wilayah SET nama = nama || 'x'")
    shutil.copytree(folder, half)
    connection.execute("ROLLBACK")
    connection.close()
    assert (half / f"{FILE}-journal").exists()
    assert (half / FILE).read_bytes() != (folder / FILE).read_bytes()
    with SqlStore.open(half) as store:
        assert store.check() == []
        assert Desk(store).kantor.get() == before
        assert Desk(store).wilayah.cari("Sinar Surya")
    assert not (half / f"{FILE}-journal").exists()


def test_what_another_process_is_copying_on_a_removable_drive_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, Tempat.LEPAS)
    other = folder / "kkbdesk-000001.7.sebagian"
    with SqlStore.open(folder):
        other.write_bytes(b"separuh")
    assert other.exists()


def test_periksa_says_that_the_drive_can_be_taken_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on(monkeypatch, Tempat.LEPAS)
    assert run(["--data", str(folder), "periksa", "--json"], SqlDatabase()) == 0
    assert json.loads(capsys.readouterr().out)["catatan"] == [cakram.PORTABEL]
