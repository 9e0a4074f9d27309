"""What of the command line opens the window, and with what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import main
from kkbdesk import paths
from ui import app


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """How the window was asked for, if it was."""
    asked: dict[str, Any] = {}

    def run(folder: Path, _database: object, **more: Any) -> int:
        asked.update(more, folder=folder)
        return 0

    monkeypatch.setattr(app, "run", run)
    return asked


def test_a_double_click_on_a_package_opens_it_in_the_office(
    opened: dict[str, Any], tmp_path: Path
) -> None:
    package = tmp_path / "Dari Desa Ñ.KKB"
    assert main.main([str(package)]) == 0
    assert opened == {"folder": paths.data_folder(), "contoh": False, "paket": package}


def test_a_relative_name_is_one_of_this_folder(
    opened: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    main.main(["--data", "kantor", "satu.kkb"])
    assert opened["paket"] == tmp_path / "satu.kkb"
    assert opened["folder"] == Path("kantor")


def test_a_package_in_a_command_opens_no_window(
    opened: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["--data", str(tmp_path), "paket", "periksa", "satu.kkb"]) == 2
    assert not opened
    assert capsys.readouterr().err


def test_nothing_named_opens_the_window_alone(opened: dict[str, Any]) -> None:
    main.main([])
    assert opened["paket"] is None
