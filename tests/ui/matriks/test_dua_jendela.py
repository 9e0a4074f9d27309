"""Two windows, each a process, edit one matrix: each sees the other, neither overwrites it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.support.jendela_lain import jendela_lain
from tests.support.window import context_of, press
from ui.main_window import MainWindow
from ui.matriks.page import MatriksPage

_SECONDS = 20_000


@pytest.fixture
def page(empty_window: MainWindow) -> MatriksPage:
    empty_window.open("matriks")
    made = empty_window.page()
    assert isinstance(made, MatriksPage)
    return made


def cell(page: MatriksPage, row: int, column: int) -> str:
    return str(page.model.index(row, column).data())


def put(page: MatriksPage, row: int, column: int, key: Qt.Key) -> None:
    page.view.setFocus()
    page.view.setCurrentIndex(page.model.index(row, column))
    press(page.view, key)


def test_two_windows_fill_one_matrix(page: MatriksPage, qtbot: QtBot) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    desk = context_of(window).desk
    with jendela_lain(desk.store.path.parent) as other:
        assert other.ask("putar", 0, 0) == "√"
        qtbot.waitUntil(lambda: cell(page, 0, 0) == "√", timeout=_SECONDS)
        put(page, 1, 1, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: other.ask("baca", 1, 1) == "√", timeout=_SECONDS)
        # Both at the same cell before either has heard of the other.
        assert other.ask("putar", 0, 0) == "●"
        put(page, 0, 0, Qt.Key.Key_Delete)
        said = window.notices.text()
        assert "● (penanggung jawab)" in said and "kosong" in said
        qtbot.waitUntil(lambda: cell(page, 0, 0) == "●", timeout=_SECONDS)
        # Having seen it, one may.
        put(page, 0, 0, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda: other.ask("baca", 0, 0) == "", timeout=_SECONDS)
        for column in range(6):
            put(page, 2, column, Qt.Key.Key_Space)
            assert other.ask("putar", 3, column) == "√"
        qtbot.waitUntil(
            lambda: [cell(page, 3, column) for column in range(6)] == ["√"] * 6, timeout=_SECONDS
        )
        assert other.ask("pesan", 0, 0) == ""
    assert desk.store.check() == []
