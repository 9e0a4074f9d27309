"""The passphrase of a package that was locked with one."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.ask import Ask


class PassphraseDialog(Ask):
    """One line, readable: it was told by telephone and is typed once."""

    def __init__(self, said: str, parent: QWidget) -> None:
        super().__init__("Kata sandi paket", said, parent)
        self.line = QLineEdit()
        self.line.setAccessibleName("Kata sandi")
        self.form.addRow("Kata &sandi", self.line)
        self.finish("Buka paket")
        self.line.setFocus()

    def check(self) -> None:
        """Raise ValueError while nothing was typed."""
        if not self.passphrase():
            raise ValueError("Kata sandi belum diisi.")

    def passphrase(self) -> str:
        """Return what was typed, without blanks around it."""
        return self.line.text().strip()
