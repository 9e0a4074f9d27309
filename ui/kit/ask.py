"""A small question in a dialog: some fields, one button that Enter presses, and a way out."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

_WIDTH = 480


class Ask(QDialog):
    """Fields above, what is wrong with them below, then "Batal" and the one answer."""

    def __init__(self, title: str, explained: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        self.form = QFormLayout(self)
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
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(agree)
        self.form.addRow(self._message)
        self.form.addRow(buttons)

    def check(self) -> None:
        """Raise ValueError with a sentence while something is missing or wrong."""

    def _make_room(self, text: QLabel) -> None:
        """Keep the height of all lines of a text; the form's own layout forgets some."""
        text.ensurePolished()
        margins = self.form.contentsMargins()
        text.setMinimumHeight(text.heightForWidth(_WIDTH - margins.left() - margins.right()))

    def _agree(self) -> None:
        try:
            self.check()
        except ValueError as error:
            self._message.setText(str(error))
            self._make_room(self._message)
            self.adjustSize()
        else:
            self.accept()


def secret_line(name: str) -> QLineEdit:
    """Return a line that shows dots; the name is what is read out."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setAccessibleName(name)
    return made
