"""A small question in a dialog: some fields, one button that Enter presses, and a way out."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.kit import theme
from ui.kit.room import room
from ui.kit.scroll import Scroll


class Ask(QDialog):
    """Fields above, what is wrong with them below, then "Batal" and the one answer."""

    WIDE: ClassVar[int] = 480
    HIGH: ClassVar[int] = 0
    """How large it is at least where the screen has room, in logical pixels."""

    def __init__(self, title: str, explained: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._body = QWidget()
        self.form = QFormLayout(self._body)
        self._buttons = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Scroll(self._body), 1)
        column.addLayout(self._buttons)
        said = QLabel(explained)
        said.setWordWrap(True)
        self._make_room(said)
        self.form.addRow(said)
        self._message = QLabel()
        self._message.setProperty("tone", "bad")
        self._message.setWordWrap(True)

    def finish(self, answer: str) -> None:
        """Add message and buttons below the fields."""
        agree = QPushButton(answer)
        agree.setProperty("primary", True)
        agree.setDefault(True)
        agree.clicked.connect(self._agree)
        cancel = QPushButton("Batal")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._buttons.setContentsMargins(*(theme.GAP,) * 4)
        self._buttons.addStretch(1)
        self._buttons.addWidget(cancel)
        self._buttons.addWidget(agree)
        self.form.addRow(self._message)
        self.resize(self.sizeHint())  # Qt's own choice is two thirds of the screen at most

    def sizeHint(self) -> QSize:
        """Return room for all fields, as far as the screen has it; they scroll otherwise."""
        inner = self._body.sizeHint().expandedTo(self._body.minimumSizeHint())
        height = inner.height() + self._buttons.sizeHint().height()
        return (
            QSize(inner.width(), height)
            .expandedTo(QSize(self.WIDE, self.HIGH))
            .boundedTo(room(self))
        )

    def check(self) -> None:
        """Raise ValueError with a sentence while something is missing or wrong."""

    def _make_room(self, text: QLabel) -> None:
        """Keep the height of all lines of a text; the form's own layout forgets some."""
        text.ensurePolished()
        margins = self.form.contentsMargins()
        text.setMinimumHeight(text.heightForWidth(self.WIDE - margins.left() - margins.right()))

    def _agree(self) -> None:
        try:
            self.check()
        except ValueError as error:
            self._message.setText(str(error))
            self._make_room(self._message)
            self.resize(self.sizeHint())
        else:
            self.accept()


def secret_line(name: str) -> QLineEdit:
    """Return a line that shows dots; the name is what is read out."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setAccessibleName(name)
    return made
