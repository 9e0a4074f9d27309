"""bawahan, terbitan and the choice of an office on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from db.database import SqlDatabase
from kkbdesk.cli.app import run
from kkbdesk.model.kampung import Kampung
from tests.support.makers import SINAR_SURYA
from tests.support.provinsi import Provinsi, provinsi

__all__ = ["provinsi"]


def told(capsys: pytest.CaptureFixture[str], folder: Path, *argv: str) -> dict[str, Any]:
    """Run a command that must succeed, and return its object."""
    assert run(["--data", str(folder), *argv, "--json"], SqlDatabase()) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def refused(capsys: pytest.CaptureFixture[str], folder: Path, *argv: str) -> str:
    """Run a command that must not be done, and return its sentence."""
    assert run(["--data", str(folder), *argv], SqlDatabase()) == 2
    return capsys.readouterr().err


def test_offices_are_listed_and_written_to(
    provinsi: Provinsi, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = provinsi.desk.store.path.parent
    rows = told(capsys, folder, "bawahan", "daftar")["kantor"]
    assert [row["kode"] for row in rows][:2] == ["19.01", "19.02"]
    assert {row["kode"] for row in rows if row["paket"]} == {"19.02", "19.05"}
    missing = told(capsys, folder, "bawahan", "daftar", "--belum-mengirim", "--umur", "99999")
    assert {row["kode"] for row in missing["kantor"]}.isdisjoint({"19.02", "19.05"})
    made = told(capsys, folder, "bawahan", "surat", "19.05", "-o", str(tmp_path / "s.docx"))
    assert made["jumlah"] == 1
    below = provinsi.barat.store.path.parent
    assert "Hanya kantor provinsi" in refused(capsys, below, "bawahan", "daftar")


def test_a_report_is_made_for_an_office_and_from_a_published_state(
    provinsi: Provinsi, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = provinsi.desk.store.path.parent
    told(capsys, folder, "terbitan", "buat", "Tabel Mei")
    assert told(capsys, folder, "terbitan", "daftar")["terbitan"][0]["nama"] == "Tabel Mei"
    target = str(tmp_path / "j.xlsx")
    options = "--kantor", "19.05", "--terbitan", "tabel mei", "-o", target
    assert told(capsys, folder, "laporan", "jumlah", *options)["berkas"] == target
    again = refused(capsys, folder, "terbitan", "buat", "tabel mei")
    assert "sudah ada" in again


def test_a_correction_is_asked_for_by_an_option(
    provinsi: Provinsi, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = provinsi.desk.store.path.parent
    lock = ["matriks", "kunci", "--tahun", "2026", "--tanggal", "2026-01-01"]
    lock += ["--kampung", SINAR_SURYA]
    assert "--koreksi" in refused(capsys, folder, *lock)
    assert run(["--data", str(folder), "--koreksi", *lock], SqlDatabase()) == 0
    with provinsi.desk.store.read() as reader:
        assert reader.entries(limit=1)[0].label == "Koreksi: Kunci matriks 2026"
        assert reader.find(Kampung, desa=SINAR_SURYA)
