"""What keys do can be looked up, in the window and in the manual, and both tell the same."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from resources.files import resource
from tests.support.telusur import walk
from ui.kit.shortcuts import ShortcutList, pintasan
from ui.main_window import MainWindow


def in_manual() -> set[tuple[str, str]]:
    text = resource("manual", "25-pintasan.md").read_text("utf-8")
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    cells = {(keys.strip(), what.strip()) for keys, what in rows}
    return {pair for pair in cells if not set(pair) & {"tombol", "---"}}


def test_manual_and_program_agree_on_every_key(window: MainWindow, tmp_path: Path) -> None:
    found: set[tuple[str, str]] = set()
    walk(
        window,
        tmp_path,
        lambda _name, _root: found.update((key, what) for key, what, _ in pintasan(window, "")),
    )
    assert found == in_manual()


def test_the_list_of_the_window_can_be_searched(window: MainWindow) -> None:
    window.open("matriks")
    QTest.keyClick(window, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    shown = [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, ShortcutList) and each.isVisible()
    ]
    assert len(shown) == 1
    tree = shown[0].tree
    groups = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    assert {group.text(0) for group in groups if group} == {
        "Di mana saja",
        "Matriks program dan OPD",
    }
    shown[0].line.setText("isi ke bawah")
    left = [group.text(0) for group in groups if group and not group.isHidden()]
    assert left == ["Matriks program dan OPD"]
    shown[0].close()
