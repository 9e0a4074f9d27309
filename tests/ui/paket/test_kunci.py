"""Keys in the window: our own words, those of others, changed ones, forgotten ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kkbdesk.desk import Desk
from tests.support.window import answers_of, press
from ui.main_window import MainWindow
from ui.paket.cocokkan import CompareDialog
from ui.paket.kunci import KeysPanel
from ui.paket.page import PaketPage


@pytest.fixture
def panel(window: MainWindow) -> KeysPanel:
    window.open("paket:kunci")
    page = window.page()
    assert isinstance(page, PaketPage)
    return page.keys


def test_our_words_are_shown_and_the_public_part_is_saved(
    window: MainWindow, panel: KeysPanel, office: Desk, tmp_path: Path
) -> None:
    words = office.kunci.milik().umum.kata
    assert ", ".join(words) in {child.accessibleName() for child in panel.findChildren(QWidget)}
    answers_of(window).file = tmp_path / "kami"
    panel._save()
    assert office.kunci.lihat(tmp_path / "kami.txt").kata == words


def test_keys_that_changed_are_shown_beside_the_former_ones(
    window: MainWindow, province: Desk, panel: KeysPanel, office: Desk, tmp_path: Path
) -> None:
    former = province.kunci.milik().umum.kata
    words = province.kunci.perbarui().umum.kata
    path = tmp_path / "baru.txt"
    province.kunci.tulis_umum(path)
    answers_of(window).file = path
    panel.new()
    dialog = panel.findChildren(CompareDialog)[-1]
    named = {child.accessibleName() for child in dialog.findChildren(QWidget)}
    assert {", ".join(former), ", ".join(words)} <= named
    press(dialog.same, Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert [item.kata for item in office.kunci.dikenal()] == [words]


def test_a_file_that_changed_after_the_words_were_compared_is_not_taken(
    window: MainWindow, province: Desk, panel: KeysPanel, office: Desk, tmp_path: Path
) -> None:
    office.kunci.lupakan("19")
    path = tmp_path / "kunci-19.txt"
    province.kunci.tulis_umum(path)
    answers_of(window).file = path
    panel.new()
    province.kunci.perbarui()
    province.kunci.tulis_umum(path)
    dialog = panel.findChildren(CompareDialog)[-1]
    press(dialog.same, Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert "berganti isi" in window.notices.text()
    assert office.kunci.dikenal() == []


def test_keys_are_forgotten_and_renewed_after_a_question(
    window: MainWindow, province: Desk, panel: KeysPanel, office: Desk
) -> None:
    panel.reload()
    panel.table.arrive()
    press(panel.table.view, Qt.Key.Key_Delete)
    assert "ditolak" in answers_of(window).asked[-1]
    assert office.kunci.dikenal() == []
    before = office.kunci.milik().umum.kata
    panel._renew()
    assert office.kunci.milik().umum.kata != before
