"""People in the settings: the first one, PINs, the sheet, and what an operator sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from kkbdesk.model.orang import Orang, PeranOrang
from tests.support.window import answers_of, context_of, press
from ui.main_window import MainWindow
from ui.pengaturan.orang import PeoplePanel
from ui.pengaturan.page import PengaturanPage
from ui.pengaturan.pin import PinDialog

PIN, OTHER = "482913", "rahasia7"


def settings(window: MainWindow, tab: str) -> PengaturanPage:
    window.open(f"pengaturan:{tab}")
    page = window.page()
    assert isinstance(page, PengaturanPage)
    return page


@pytest.fixture
def panel(empty_window: MainWindow) -> PeoplePanel:
    return settings(empty_window, "orang").people


def add(panel: PeoplePanel, nama: str) -> Orang:
    panel.new()
    field = panel.form.field("nama")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, nama)
    press(field, Qt.Key.Key_Return)
    return panel._context.desk.orang.dengan_nama(nama)


def change_pin(panel: PeoplePanel, orang: Orang, old: str, new: str) -> str:
    """Type a PIN as asked for and return what is said about it."""
    panel.table.choose([orang.id])
    panel.pin.click()
    dialog = panel.findChildren(PinDialog)[-1]
    dialog.old.setText(old)
    QTest.keyClicks(dialog.new, new)
    QTest.keyClicks(dialog.again, new)
    press(dialog.again, Qt.Key.Key_Return)
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()
    return told


def test_the_first_person_may_everything_and_works_at_once(
    empty_window: MainWindow, panel: PeoplePanel
) -> None:
    ani = add(panel, "Ani")
    assert ani.peran is PeranOrang.KEPALA
    assert "Ani (kepala)" in empty_window._status.text()
    assert empty_window._who.isVisible()
    assert add(panel, "Cici").peran is PeranOrang.OPERATOR
    empty_window.undo()
    empty_window.undo()
    assert "Ani" not in empty_window._status.text()
    assert not empty_window._who.isVisible()


def test_a_pin_leads_to_the_recovery_sheet(
    empty_window: MainWindow, panel: PeoplePanel, tmp_path: Path
) -> None:
    ani = add(panel, "Ani")
    answers_of(empty_window).file = tmp_path / "lembar"
    assert "paling sedikit 6" in change_pin(panel, ani, "", "1234")
    change_pin(panel, ani, "", PIN)
    assert "Belum ada lembar pemulihan" in answers_of(empty_window).asked[0]
    assert (tmp_path / "lembar.pdf").exists()
    assert "dibuat 20 Mei 2026" in panel.state.text()
    assert "amplop" in empty_window.notices.text()
    assert "PIN lama salah" in change_pin(panel, ani, OTHER, OTHER)
    change_pin(panel, ani, PIN, OTHER)
    context_of(empty_window).desk.orang.masuk(ani.id, OTHER)
    answers_of(empty_window).agree = False
    panel.sheet.click()
    assert "tidak berlaku lagi" in answers_of(empty_window).asked[-1]


def test_an_operator_reads_the_settings_and_is_told_who_may_change_them(
    empty_window: MainWindow, panel: PeoplePanel
) -> None:
    ani, cici = add(panel, "Ani"), add(panel, "Cici")
    empty_window.change_person()
    context = empty_window._desk
    assert context is not None
    context.orang.masuk(cici.id)
    empty_window._fill(context)
    page = settings(empty_window, "kantor")
    page.go("orang")
    for form in (page.form, page.people.form):
        page.people.table.choose([ani.id])
        field = form.field("nama")
        assert isinstance(field, QLineEdit)
        assert not field.isEnabled()
        assert any("Ani (kepala)" in label.text() for label in form.findChildren(QLabel))
    empty_window.change_person()
    context.orang.masuk(ani.id)
    empty_window._fill(context)
    field = settings(empty_window, "kantor").form.field("nama")
    assert isinstance(field, QLineEdit)
    assert field.isEnabled()
