"""rencana: the plan of a year listed, and what in it gets in the way of something."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.database import SqlDatabase
from kkbdesk.cli import app

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command and return the object it printed."""

    def made(*args: object) -> dict[str, Any]:
        assert app.run(["--data", str(folder), *map(str, args), "--json"], SqlDatabase()) == 0
        return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]

    return made


def test_what_was_imported_is_listed_and_overlaps_are_told(run: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Tahun", "Program", "Kegiatan", "Tempat", "Mulai"])
    for name in ("Pelatihan kader", "Senam bersama"):
        sheet.append([2026, "3", name, "Aula", date(2026, 8, 17)])
    book.save(tmp_path / "rencana.xlsx")
    run("impor", tmp_path / "rencana.xlsx", "--jenis", "rencana")
    listed = run("rencana", "--tahun", "2026")["rencana"]
    assert {item["kegiatan"] for item in listed} == {"Pelatihan kader", "Senam bersama"}
    told = run("rencana", "periksa", "--tahun", "2026")["peringatan"]
    assert sorted((item["kegiatan"], item["kode"]) for item in told) == [
        ("Pelatihan kader", "gabungkan"), ("Pelatihan kader", "libur"),
        ("Senam bersama", "gabungkan"), ("Senam bersama", "libur"),
    ]  # fmt: skip
    assert run("rencana", "periksa", "--tahun", "2030")["peringatan"] == []


def test_the_plan_of_another_office_is_for_a_province(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--data", str(folder), "rencana", "--kantor", "19.05"]
    assert app.run(asked, SqlDatabase()) == 2
    assert "hanya dapat di kantor provinsi" in capsys.readouterr().err
