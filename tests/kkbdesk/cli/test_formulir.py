"""formulir: for one village or all, as a workbook that is read back or on paper."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from db.database import SqlDatabase
from kkbdesk.cli import app
from tests.support.makers import SINAR_SURYA
from tests.support.paper import pages


def run(folder: Path, *args: str) -> int:
    return app.run(["--data", str(folder), *args], SqlDatabase())


def test_the_workbook_is_read_back(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "f.xlsx"
    assert run(sample_folder, "formulir", "-o", str(path), "--kampung", SINAR_SURYA) == 0
    assert "1 kampung" in capsys.readouterr().out
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    at = [str(cell.value).startswith("Permasalahan") for cell in sheet[3]].index(True)
    sheet.cell(8, at + 1, "Posyandu belum berdinding")
    book.save(path)
    assert run(sample_folder, "impor", str(path)) == 0
    assert "1 baru" in capsys.readouterr().out


def test_paper_has_a_page_for_each_village(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "f.pdf"
    assert run(sample_folder, "formulir", "-o", str(path), "--tahun", "2027") == 0
    every = len(pages(path.read_bytes()))
    assert f"{every} halaman" in capsys.readouterr().out
    assert run(sample_folder, "formulir", "-o", str(path), "--kampung", SINAR_SURYA) == 0
    assert every > len(pages(path.read_bytes())) == 1


def test_another_ending_is_refused(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(sample_folder, "formulir", "-o", str(tmp_path / "f.txt")) == 2
    assert ".xlsx" in capsys.readouterr().err
