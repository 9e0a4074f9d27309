"""peladen and pindah on the command line, on a real server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from db import alamat
from db.database import SqlDatabase
from kkbdesk.cli.app import run
from tests.support import peladen

pytestmark = pytest.mark.skipif(not peladen.URL, reason="needs PostgreSQL: make test-postgres")


def told(capsys: pytest.CaptureFixture[str], folder: Path, *argv: str) -> dict[str, object]:
    assert run(["--data", str(folder), *argv, "--json"], SqlDatabase()) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_a_second_computer_joins_and_leaves(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = tmp_path / "dua"
    assert told(capsys, second, "peladen", "lihat") == {"peladen": None}
    told(capsys, second, "peladen", "sambung", alamat.baca(sample_folder) or "")
    assert told(capsys, second, "peladen", "lihat")["hak"] == "kelola"
    assert told(capsys, second, "periksa")["baik"] is True
    told(capsys, second, "peladen", "lepas")
    assert run(["--data", str(second), "beranda"], SqlDatabase()) == 2
    assert run(["--data", str(second), "peladen", "lepas"], SqlDatabase()) == 2
    assert told(capsys, sample_folder, "periksa")["baik"] is True


def test_an_office_is_carried_back_and_forth_and_its_totals_are_told(
    sample_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back = told(capsys, sample_folder, "pindah", "lokal")
    there = told(capsys, sample_folder, "pindah", peladen.a_database())
    assert back["tabel"] == there["tabel"]
    assert there["lama"] is not None
    assert run(["--data", str(sample_folder), "pindah", "lokal"], SqlDatabase()) == 0
    said = capsys.readouterr().out
    assert "kampung " in said and "semua jumlah cocok" in said
    assert run(["--data", str(sample_folder), "pindah", "lokal"], SqlDatabase()) == 2
    assert "sudah ada di komputer ini" in capsys.readouterr().err
