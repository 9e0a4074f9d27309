"""The page of the plan, of an empty office and of the sample office."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.rencana.page import RencanaPage


def _opened(qtbot: QtBot, window: MainWindow) -> RencanaPage:
    window.open("rencana")
    qtbot.waitUntil(window.isActiveWindow)
    made = window.page()
    assert isinstance(made, RencanaPage)
    return made


@pytest.fixture
def empty_page(qtbot: QtBot, empty_window: MainWindow) -> RencanaPage:
    """Nothing is planned yet."""
    return _opened(qtbot, empty_window)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> RencanaPage:
    """The sample office, in which every part has something."""
    return _opened(qtbot, window)
