"""Where the data of an office lies, and how one has it beside the program."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kkbdesk import paths


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a frozen program, as it was unpacked."""
    folder = tmp_path / "KKB Desk"
    folder.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "kkbdesk"))
    return folder


def test_data_lie_in_the_home_of_the_user(program: Path, home: Path) -> None:
    assert paths.data_folder().is_relative_to(home)
    assert paths.settings_file().is_relative_to(home)


def test_a_folder_named_data_beside_the_program_takes_all(program: Path) -> None:
    (program / "data").mkdir()
    assert paths.data_folder() == program / "data"
    assert paths.settings_file().parent == program / "data"
    assert paths.sample_folder() == program / "data-contoh"


def test_a_file_of_that_name_asks_for_nothing(program: Path, home: Path) -> None:
    (program / "data").write_text("")
    assert paths.data_folder().is_relative_to(home)


def test_from_source_nothing_beside_counts(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert paths.data_folder().is_relative_to(home)
