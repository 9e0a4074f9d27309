"""On a screen of 1366×768 at 200 percent, which has 683×384 dots, nothing is out of reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from kkbdesk.model.rencana import Rencana
from tests.support import mutu
from tests.support.telusur import settle, shown, walk, walk_dialogs
from tests.support.window import context_of
from ui.kit import ask, room, theme
from ui.main_window import MainWindow
from ui.pengaturan.page import PengaturanPage

SMALL = QSize(683, 384)


@pytest.fixture
def small(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window on the smallest screen."""
    for module in (room, ask):
        monkeypatch.setattr(module, "room", lambda _widget: SMALL - QSize(16, 40))
    window.setMinimumSize(SMALL - QSize(0, 40))
    window.resize(SMALL - QSize(0, 40))
    assert window.minimumSizeHint().width() <= SMALL.width()
    window.activateWindow()
    return window


def test_whatever_has_the_cursor_is_in_sight(small: MainWindow, tmp_path: Path) -> None:
    hidden: dict[str, str] = {}

    def visit(name: str, root: QWidget) -> None:
        assert root.width() == SMALL.width()
        for made in mutu.reached(root):
            made.setFocus()
            small.focusWidget().focusPreviousChild()
            small.focusWidget().focusNextChild()
            if made.hasFocus() and made.visibleRegion().isEmpty():
                hidden[mutu.told(made)] = name

    walk(small, tmp_path, visit)
    assert not hidden


def test_dialogs_fit_and_keep_their_buttons(small: MainWindow) -> None:
    wrong: dict[str, object] = {}

    def visit(name: str, root: QWidget) -> None:
        if root.width() > SMALL.width() or root.height() > SMALL.height():
            wrong[name] = root.size()
        for made in root.findChildren(QAbstractButton):
            answers = made.property("primary") and made.isVisible()
            if answers and made.visibleRegion().boundingRect().size() != made.size():
                wrong[f"{name}: {made.text()}"] = made.size()

    walk_dialogs(small, visit)
    assert not wrong


@pytest.mark.parametrize("points", [theme.SIZES[0], theme.SIZES[-1]])
def test_the_size_of_letters_is_changed_at_once(window: MainWindow, points: int) -> None:
    window.open("pengaturan:tampilan")
    page = window.page()
    assert isinstance(page, PengaturanPage)
    sizes = page.looks.points
    before = next(made for made in shown(window) if isinstance(made, QLabel)).font().pointSizeF()
    sizes.setCurrentIndex(sizes.findData(points))
    sizes.activated.emit(0)
    try:
        assert QApplication.font().pointSize() == points
        after = next(made for made in shown(window) if isinstance(made, QLabel)).font().pointSizeF()
        assert (after > before) == (points > theme.DEFAULT_SIZE)
        assert context_of(window).settings.get("huruf", 0) == points
    finally:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, "terang", theme.DEFAULT_SIZE)


def test_a_card_beside_a_list_is_not_scrolled_sideways_in_large_letters(
    window: MainWindow,
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "terang", 12)
    try:
        with context_of(window).desk.store.read() as reader:
            plan = reader.find(Rencana)[0].id
        window.open(f"rencana:rencana:{plan}")
        settle(window)
        areas = [made for made in window.findChildren(QScrollArea) if made.isVisible()]
        assert len(areas) > 1
        assert [made for made in areas if made.horizontalScrollBar().maximum()] == []
    finally:
        theme.apply(app, "terang", theme.DEFAULT_SIZE)
