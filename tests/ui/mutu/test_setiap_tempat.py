"""Every place and every dialog can be read, reached by keys, and told by a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.support import mutu
from tests.support.percakapan import DIALOGS, dialog_types
from tests.support.telusur import shown, walk, walk_dialogs
from ui.kit import theme
from ui.main_window import MainWindow


@pytest.fixture(params=["terang", "gelap"])
def looked_at(request: pytest.FixtureRequest, window: MainWindow) -> Iterator[MainWindow]:
    """The window in either look."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, request.param, theme.DEFAULT_SIZE)
    window.relook()
    window.activateWindow()
    yield window
    theme.apply(app, "terang", theme.DEFAULT_SIZE)


class Found:
    """Gathers what is wrong, each once, with the first place where it is."""

    def __init__(self) -> None:
        self.faults: dict[str, str] = {}
        self._known: set[str] = set()

    def visit(self, name: str, root: QWidget) -> None:
        order = mutu.reached(root)
        if any(_left_out(root, order)):  # something may have come into sight meanwhile
            order = mutu.reached(root)
        for fault in (
            *(f"tanpa nama: {each}" for each in mutu.unnamed(root)),
            *(f"tombol berarti dua: {each}" for each in mutu.doubled_keys(root)),
            *(f"urutan Tab: {each}" for each in mutu.disordered(root, order)),
            *(f"tak tercapai Tab: {each}" for each in _left_out(root, order)),
            *(f"fokus tak tampak: {each}" for each in mutu.unseen_focus(root, order, self._known)),
            *(f"kurang kontras: {each}" for each in mutu.faint(root)),
        ):
            self.faults.setdefault(fault, name)


def _left_out(root: QWidget, order: list[QWidget]) -> Iterator[str]:
    for made in shown(root):
        tab = bool(made.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        if tab and made.isEnabled() and made.focusProxy() is None and made not in order:
            yield mutu.told(made)


def test_every_place_can_be_read_and_reached(looked_at: MainWindow, tmp_path: Path) -> None:
    found = Found()
    walk(looked_at, tmp_path, found.visit)
    assert not found.faults


def test_every_dialog_can_be_read_and_reached(looked_at: MainWindow) -> None:
    found = Found()
    walk_dialogs(looked_at, found.visit)
    assert not found.faults


def test_no_dialog_is_left_out(window: MainWindow) -> None:
    assert {type(make(window)) for make in DIALOGS} == dialog_types()
