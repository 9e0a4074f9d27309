"""Whatever Qt says by itself it says in Indonesian."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QColorDialog,
    QDialogButtonBox,
    QErrorMessage,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.support import mutu

_WORDS = """
the of file files name type look open close cancel save yes no choose directory directories
sidebar copy cut paste undo redo delete select all clear help apply reset retry ignore discard
abort print printer printing pages page odd even ranges paper size output options copies collate
reverse duplex binding side sided off grayscale color colors custom basic screen red green blue
hue sat show again message details back forward parent new create list detail view date modified
drive computer
"""
_ENGLISH = frozenset(_WORDS.split())


def _files(mode: QFileDialog.FileMode) -> QFileDialog:
    made = QFileDialog()
    made.setOption(QFileDialog.Option.DontUseNativeDialog)
    made.setFileMode(mode)
    return made


def _colours() -> QColorDialog:
    made = QColorDialog()
    made.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
    return made


def _message() -> QMessageBox:
    made = QMessageBox()
    made.setDetailedText("rincian")
    made.setStandardButtons(QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel)
    return made


def _buttons() -> QDialogButtonBox:
    made = QDialogButtonBox()
    none = QDialogButtonBox.StandardButton.NoButton
    for each in QDialogButtonBox.StandardButton:
        if each is not none:
            made.addButton(each)
    return made


@pytest.mark.parametrize(
    "make",
    [
        lambda: _files(QFileDialog.FileMode.AnyFile),
        lambda: _files(QFileDialog.FileMode.Directory),
        lambda: QPrintDialog(QPrinter()),
        _colours,
        _message,
        _buttons,
        QErrorMessage,
        QInputDialog,
    ],
    ids=[
        "berkas", "folder", "cetak", "warna", "pesan", "tombol", "kesalahan", "isian",
    ],
)  # fmt: skip
def test_nothing_is_left_in_english(
    qtbot: QtBot, tmp_path: Path, make: Callable[[], QWidget]
) -> None:
    made = make()
    qtbot.addWidget(made)
    if isinstance(made, QFileDialog):
        made.setDirectory(str(tmp_path))
    assert not list(mutu.english(made, _ENGLISH))


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextBrowser])
def test_menus_of_fields_are_indonesian(
    qtbot: QtBot, kind: type[QLineEdit | QPlainTextEdit | QTextBrowser]
) -> None:
    field = kind()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    assert "&Salin" in [action.text().partition("\t")[0] for action in menu.actions()]
    assert not list(mutu.english(menu, _ENGLISH))


def test_keys_are_named_as_people_say_them() -> None:
    native = QKeySequence.SequenceFormat.NativeText
    assert QKeySequence("Alt+Left").toString(native) == "Alt+Panah kiri"
    assert QKeySequence("Ctrl+Return").toString(native) == "Ctrl+Enter"
