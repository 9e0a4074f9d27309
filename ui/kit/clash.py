"""The choice below a field that somebody else changed while one typed into it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

_LONGEST = 120


class Clash(QWidget):
    """Two buttons: one's own value, or the other's."""

    def __init__(self, label: str, mine: Callable[[], None], theirs: Callable[[], None]) -> None:
        super().__init__()
        self.mine = QPushButton("Simpan ketikan saya")
        self.theirs = QPushButton("Pakai nilai itu")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for made, do in ((self.mine, mine), (self.theirs, theirs)):
            made.setAutoDefault(True)
            made.setAccessibleName(f"{made.text()}: {label}")
            made.clicked.connect(do)
            row.addWidget(made)
        row.addStretch(1)


def shown(editor: QWidget) -> str:
    """Return what an editor shows, shortened, in quotation marks."""
    if isinstance(editor, QComboBox):
        text = editor.currentText()
    elif isinstance(editor, QPlainTextEdit):
        text = editor.toPlainText()
    elif isinstance(editor, QLineEdit | QPushButton):
        text = editor.text()
    else:
        raise TypeError(type(editor))
    short = " ".join(text.split())
    if len(short) > _LONGEST:
        short = f"{short[:_LONGEST]}…"
    return f"“{short}”" if short else "kosong"


def being_typed(editor: QWidget) -> bool:
    """Tell whether somebody types into an editor and has not left it yet."""
    if isinstance(editor, QLineEdit):
        return editor.hasFocus() and editor.isModified()
    return (
        isinstance(editor, QPlainTextEdit) and editor.hasFocus() and editor.document().isModified()
    )
