"""Asks for a passphrase, typed once or twice, never shown."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.ask import Ask


class Passphrase(Ask):
    """The passphrase that opens something."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Frasa sandi", "Salinan ini terkunci. Ketik frasa sandinya.", parent)
        self.line = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.form.addRow("&Frasa sandi", self.line)
        self.finish("Buka")

    def text(self) -> str:
        """Return what was typed."""
        return self.line.text()

    def check(self) -> None:
        """Raise ValueError while nothing is typed."""
        if not self.text():
            raise ValueError("Frasa sandi belum diketik.")


class NewPassphrase(Ask):
    """A passphrase for what is to be encrypted; empty for none."""

    def __init__(self, least: int, parent: QWidget) -> None:
        super().__init__(
            "Frasa sandi cadangan",
            "Dengan frasa sandi, isi tempat kedua tidak terbaca orang yang menemukannya. Tanpa "
            "frasa itu Anda pun tidak dapat membukanya: simpan dalam amplop tertutup. Kosongkan "
            "bila tidak perlu.",
            parent,
        )
        self._least = least
        self.first = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.second = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.form.addRow("&Frasa sandi", self.first)
        self.form.addRow("&Sekali lagi", self.second)
        self.finish("Lanjutkan")

    def text(self) -> str:
        """Return what was typed."""
        return self.first.text()

    def check(self) -> None:
        """Raise ValueError while both differ or the phrase is short."""
        if self.first.text() != self.second.text():
            raise ValueError("Kedua isian tidak sama.")
        if 0 < len(self.text()) < self._least:
            raise ValueError(f"Paling sedikit {self._least} huruf; beberapa kata lebih baik.")
