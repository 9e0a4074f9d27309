"""Who works now: by keyboard, with a PIN, with a recovery code; and nobody gets past it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.database import SqlDatabase
from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.model.orang import PeranOrang
from tests.support.paper import pages
from tests.support.window import a_window, press
from ui.app import Opening
from ui.awal.masuk import Recovery, SignIn
from ui.main_window import MainWindow

PIN, OTHER = "482913", "rahasia7"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, folder: Path) -> Iterator[MainWindow]:
    """A window at its start: Ani leads with a PIN, Cici operates without."""
    with SqlStore.open(folder) as store:
        desk = Desk(store)
        ani = desk.orang.tambah({"nama": "Ani", "peran": PeranOrang.KEPALA}, PIN)
        desk.orang.tambah({"nama": "Cici"})
        desk.orang.tulis_lembar(tmp_path / "lembar.pdf")
        assert ani.pin
    made = a_window(tmp_path)
    qtbot.addWidget(made)
    made.resize(1366, 740)
    made.show()
    Opening(made, folder, SqlDatabase).begin()
    yield made
    made.close()


def asked(window: MainWindow) -> SignIn:
    shown = window.stack.currentWidget()
    assert isinstance(shown, SignIn)
    return shown


def type_pin(sign_in: SignIn, pin: str) -> None:
    sign_in.pin.selectAll()
    QTest.keyClicks(sign_in.pin, pin)
    press(sign_in.pin, Qt.Key.Key_Return)


def status(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.statusBar().findChildren(QLabel))


def test_a_name_and_a_pin_by_keyboard(window: MainWindow) -> None:
    sign_in = asked(window)
    assert window.context is None
    QTest.keyClicks(sign_in.names, "an")
    press(sign_in.names, Qt.Key.Key_Return)
    type_pin(sign_in, OTHER)
    assert "PIN salah" in sign_in.message.text()
    assert "Ani" not in status(window)
    type_pin(sign_in, PIN)
    assert "Pengguna: Ani (kepala)" in status(window)
    assert window.page().isVisible()


def test_whoever_has_no_pin_presses_enter(window: MainWindow) -> None:
    sign_in = asked(window)
    press(sign_in.names, Qt.Key.Key_Down)
    assert sign_in.pin.isHidden()
    press(sign_in.names, Qt.Key.Key_Return)
    assert "Pengguna: Cici (operator)" in status(window)


def test_changing_the_person_hides_everything_until_somebody_is_let_in(
    window: MainWindow,
) -> None:
    press(asked(window).names, Qt.Key.Key_Down, Qt.Key.Key_Return)
    window.open("kampung")
    window.change_person()
    sign_in = asked(window)
    assert sign_in.chosen().nama == "Cici"
    for keys in ("kampung", "pengaturan"):
        window.open(keys)
    window.open_finder()
    window.undo()
    assert window.stack.currentWidget() is sign_in
    sign_in.names.setCurrentRow(0)
    type_pin(sign_in, PIN)
    assert "Ani (kepala)" in status(window)
    assert window.page().NAME == "kampung"


def test_the_store_is_closed_with_a_copy_while_nobody_is_let_in(
    window: MainWindow, folder: Path
) -> None:
    window.close()
    with SqlStore.open(folder) as store:
        assert store.who not in ("Ani", "Cici")


def test_a_forgotten_pin_is_replaced_with_the_code(window: MainWindow, tmp_path: Path) -> None:
    (page,) = pages((tmp_path / "lembar.pdf").read_bytes())
    (code,) = [word for word in page.replace("\ufffe", "-").split() if word.count("-") == 4]
    sign_in = asked(window)
    sign_in.names.setCurrentRow(0)
    sign_in.forgot.click()
    dialog = sign_in.findChild(Recovery)
    assert isinstance(dialog, Recovery)
    QTest.keyClicks(dialog.code, "AAAA-AAAA-AAAA-AAAA-AAAA")
    QTest.keyClicks(dialog.new, OTHER)
    press(dialog.again, Qt.Key.Key_Return)
    assert "tidak sama" in said(dialog)
    QTest.keyClicks(dialog.again, OTHER)
    press(dialog.again, Qt.Key.Key_Return)
    assert "Kode pemulihan salah" in said(dialog)
    dialog.code.clear()
    QTest.keyClicks(dialog.code, code.lower())
    press(dialog.code, Qt.Key.Key_Return)
    assert "Ani (kepala)" in status(window)


def said(dialog: Recovery) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_the_only_person_without_a_pin_is_not_asked(
    qtbot: QtBot, tmp_path: Path, folder: Path
) -> None:
    with SqlStore.open(folder) as store:
        Desk(store).orang.tambah({"nama": "Ani", "peran": PeranOrang.PENYELIA})
    made = a_window(tmp_path)
    qtbot.addWidget(made)
    made.show()
    Opening(made, folder, SqlDatabase).begin()
    assert "Pengguna: Ani (penyelia)" in status(made)
    made.close()
