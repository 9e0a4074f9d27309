"""The address of a server: kept in the folder, never with a password."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from db import alamat
from db.database import SqlDatabase
from db.store import FILE
from kkbdesk.cli.app import run
from kkbdesk.errors import StorageFault, UserError


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("postgresql://ani@10.0.0.5/kkb", "kkb di 10.0.0.5"),
        ("postgresql:///kkb?host=/run/postgresql", "kkb di /run/postgresql"),
        ("postgresql:///?service=kantor", "kantor"),
    ],
)
def test_an_address_is_kept_and_called_by_database_and_server(
    tmp_path: Path, basis: str, said: str
) -> None:
    alamat.tulis(tmp_path, basis)
    assert alamat.baca(tmp_path) == basis
    assert SqlDatabase().peladen(tmp_path) == said
    SqlDatabase().lepas(tmp_path)
    assert SqlDatabase().peladen(tmp_path) == ""


@pytest.mark.parametrize(
    ("basis", "why"),
    [
        ("postgresql://ani:rahasia@10.0.0.5/kkb", "Kata sandi tidak ditulis"),
        ("postgresql://10.0.0.5/kkb?user=ani&password=rahasia", "Kata sandi tidak ditulis"),
        ("mysql://10.0.0.5/kkb", "postgresql://"),
        ("10.0.0.5", "postgresql://"),
    ],
)
def test_no_password_is_kept_and_no_other_server_taken(
    tmp_path: Path, basis: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data", str(tmp_path), "peladen", "sambung", basis], SqlDatabase()) == 2
    assert why in capsys.readouterr().err
    assert not (tmp_path / alamat.NAME).exists()
    assert not [file for file in tmp_path.rglob("*.log") if "rahasia" in file.read_text()]


def test_a_damaged_note_opens_no_other_office(folder: Path) -> None:
    (folder / alamat.NAME).write_text("{")
    with pytest.raises(StorageFault, match="Tulis lagi"):
        SqlDatabase().open(folder)


def test_a_folder_with_an_office_is_not_given_to_a_server(folder: Path) -> None:
    (folder / FILE).touch()
    with pytest.raises(UserError, match="sudah berisi kantor"):
        SqlDatabase().sambung(folder, "postgresql://10.0.0.5/kkb")


def test_a_server_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    basis = f"postgresql://ani@/kkb?host={tmp_path}"
    assert run(["--data", str(tmp_path), "peladen", "sambung", basis], SqlDatabase()) == 2
    assert "tidak dapat dihubungi" in capsys.readouterr().err
    alamat.tulis(tmp_path, basis)
    assert run(["--data", str(tmp_path), "beranda"], SqlDatabase()) == 2
    assert "tidak dapat dihubungi" in capsys.readouterr().err


def test_an_office_in_a_file_never_loads_the_driver(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from db.database import SqlDatabase\n"
        f"with SqlDatabase().create(Path({str(tmp_path / 'kantor')!r})): pass\n"
        "assert 'psycopg' not in sys.modules and 'db.postgres' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_where_there_is_no_office_nothing_is_moved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--data", str(tmp_path), "pindah", "postgresql://10.0.0.5/kkb"]
    assert run(command, SqlDatabase()) == 2
    assert "Belum ada data" in capsys.readouterr().err
