"""What every command promises: one sentence or one object, a status, nothing half-done."""

from __future__ import annotations

import argparse
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from db.database import SqlDatabase
from db.store import FILE, SqlStore
from kkbdesk.cli.app import run
from kkbdesk.cli.command import Commands, Context, Outcome
from kkbdesk.errors import StorageFault
from tests.support import peladen


def refused(capsys: pytest.CaptureFixture[str], folder: Path, *argv: str) -> str:
    """Run a command that must not be done, and return its one sentence."""
    assert run(["--data", str(folder), *argv], SqlDatabase()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    return said.err


@pytest.mark.parametrize(
    "argv",
    [
        ["periksa"],
        ["urungkan"],
        ["ulangi"],
        ["riwayat", "--json"],
        ["ekspor", "kampung", "-o", "/tmp/x.xlsx"],
        ["laporan", "klasifikasi", "-o", "/tmp/x.pdf"],
        ["matriks", "kunci", "--tahun", "2026", "--tanggal", "2026-01-01"],
    ],
)
def test_a_missing_folder_is_said_and_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    assert "Belum ada data" in refused(capsys, tmp_path / "tak", *argv)
    assert list(tmp_path.iterdir()) == []
    assert "Belum ada data" in refused(capsys, tmp_path, *argv)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["siapkan", "--kode", "19.05"], "sudah disiapkan"),
        (["siapkan", "--kode", "13", "--contoh"], "hanya untuk kode 19.05"),
        (["urungkan"], "Tidak ada yang dapat diurungkan"),
        (["ulangi"], "Tidak ada yang dapat diulangi"),
        (["riwayat", "--batas", "-1"], "bukan jumlah"),
        (["riwayat", "--kampung", "19.05.99.2999"], "19.05.99.2999"),
        (["laporan", "klasifikasi", "-o", "x.pdf", "--per", "20260215"], "bukan tanggal"),
        (["laporan", "klasifikasi", "-o", "x.pdf", "--per", "2026-W07-1"], "bukan tanggal"),
        (["laporan", "klasifikasi", "-o", "n" * 300 + ".pdf"], "nama yang lebih pendek"),
        (["laporan", "klasifikasi", "-o", "/tmp/tak/ada/x.pdf"], "tidak ada"),
        (["apa"], "tidak mengenal"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], argv: list[str], told: str
) -> None:
    before = peladen.content(folder)
    assert told in refused(capsys, folder, *argv)
    assert peladen.content(folder) == before


def test_an_edit_that_could_not_be_copied_at_close_is_done_all_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_store: SqlStore, _reason: str, _above: int = 0) -> Path:
        raise StorageFault("Cakram penuh.")

    monkeypatch.setattr(SqlStore, "copy", refuse)
    lock = ["matriks", "kunci", "--tahun", "2026", "--tanggal", "2026-01-01"]
    assert run(["--data", str(folder), *lock, "--json"], SqlDatabase()) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["terkunci"]
    assert said.err == "Tersimpan, tetapi cadangannya tidak lengkap. Cakram penuh.\n"


@pytest.mark.parametrize("how", ["cut", "row", "value"])
def test_damage_that_is_looked_for_is_a_finding(
    folder: Path, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    path = folder / FILE
    if how == "cut":
        path.write_bytes(path.read_bytes()[:9000])
    else:
        raw = sqlite3.connect(path)
        raw.execute("UPDATE opd SET " + ("nama = 'x'" if how == "row" else "program = '[['"))
        raw.commit()
        raw.close()
    assert run(["--data", str(folder), "periksa", "--json"], SqlDatabase()) == 1
    told = json.loads(capsys.readouterr().out)
    assert not told["baik"]
    assert told["masalah"]


def _broken(commands: Commands) -> None:
    def fail(_args: argparse.Namespace, _context: Context) -> Outcome:
        raise ZeroDivisionError("di sini")

    commands.add("rusak", "rusak", fail)


def test_a_defect_is_noted_in_the_log_that_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data", str(folder), "rusak"], SqlDatabase(), (_broken,)) == 2
    log = folder / "log" / "kkbdesk.log"
    said = capsys.readouterr().err
    assert str(log) in said
    assert "ZeroDivisionError" not in said
    assert "ZeroDivisionError: di sini" in log.read_text("utf-8")


def test_a_defect_is_shown_where_there_is_no_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data", str(tmp_path / "tiada"), "rusak"], SqlDatabase(), (_broken,)) == 2
    assert "ZeroDivisionError: di sini" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_log_that_cannot_be_written_is_no_obstacle(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(folder / "log", ignore_errors=True)
    (folder / "log").write_text("bukan folder")
    assert run(["--data", str(folder), "periksa"], SqlDatabase()) == 0
    assert capsys.readouterr().err == ""
