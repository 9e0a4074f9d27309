"""The few questions that need an answer before going on; tests answer in their place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget


class Dialogs:
    """Asks the user; replaced by a silent twin in tests."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._parent = parent

    def tell(self, text: str) -> None:
        """Say something that must be read before the window goes."""
        QMessageBox.warning(self._parent, "KKB Desk", text)

    def confirm(self, question: str, yes: str) -> bool:
        """Ask before something that is better not done by mistake; `yes` is the verb."""
        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(question)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.addButton("Batal", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is agree

    def open_file(self, title: str, kinds: str) -> Path | None:
        """Ask for an existing file; `kinds` as Qt writes filters."""
        chosen, _ = QFileDialog.getOpenFileName(self._parent, title, "", kinds)
        return Path(chosen) if chosen else None

    def open_files(self, title: str, kinds: str) -> list[Path]:
        """Ask for existing files."""
        chosen, _ = QFileDialog.getOpenFileNames(self._parent, title, "", kinds)
        return [Path(each) for each in chosen]

    def save_file(self, title: str, proposal: str, kinds: str) -> Path | None:
        """Ask where to save."""
        chosen, _ = QFileDialog.getSaveFileName(self._parent, title, proposal, kinds)
        return Path(chosen) if chosen else None

    def open_folder(self, title: str) -> Path | None:
        """Ask for an existing folder."""
        chosen = QFileDialog.getExistingDirectory(self._parent, title)
        return Path(chosen) if chosen else None

    def line(self, title: str, question: str, proposal: str = "") -> str | None:
        """Ask for one line of text."""
        text, agreed = QInputDialog.getText(self._parent, title, question, text=proposal)
        return text.strip() if agreed else None
