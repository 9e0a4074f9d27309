"""The looks, wherever the program lies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from resources.files import resource
from ui.kit import theme


@pytest.mark.parametrize("name", ["Ibu Nürhayati", "d'Arc (2)", "kantor@desa", "100%"])
def test_the_looks_do_not_depend_on_the_name_of_the_folder(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    place = tmp_path / name
    shutil.copytree(resource("icons"), place)

    def moved(*parts: str) -> Path:
        return place if parts == ("icons",) else resource(*parts)

    monkeypatch.setattr(theme, "resource", moved)
    theme.apply(qapp, "terang", theme.DEFAULT_SIZE)
    assert place.as_posix() in qapp.styleSheet()
    shown = QCheckBox()
    qtbot.addWidget(shown)
    shown.show()  # what cannot be parsed is warned about here
    monkeypatch.undo()
    theme.apply(qapp, "terang", theme.DEFAULT_SIZE)
