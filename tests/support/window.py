"""A window over a desk, with dialogs that answer by themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from kkbdesk.settings import Settings
from ui.context import Context
from ui.kit.dialogs import Dialogs
from ui.main_window import MainWindow


@dataclass
class Answers(Dialogs):
    """Answers instead of a user, and remembers what was asked."""

    agree: bool = True
    file: Path | None = None
    files: list[Path] = field(default_factory=list)
    text: str | None = None
    asked: list[str] = field(default_factory=list)

    def tell(self, text: str) -> None:
        self.asked.append(text)

    def confirm(self, question: str, yes: str) -> bool:
        self.asked.append(question)
        return self.agree

    def open_file(self, title: str, kinds: str) -> Path | None:
        self.asked.append(title)
        return self.file

    def open_files(self, title: str, kinds: str) -> list[Path]:
        self.asked.append(title)
        return self.files or ([self.file] if self.file else [])

    def save_file(self, title: str, proposal: str, kinds: str) -> Path | None:
        self.asked.append(title)
        return self.file

    def open_folder(self, title: str) -> Path | None:
        self.asked.append(title)
        return self.file

    def line(self, title: str, question: str, proposal: str = "") -> str | None:
        self.asked.append(question)
        return self.text


def a_window(tmp_path: Path) -> MainWindow:
    """Return a window with settings of its own, without a desk."""
    return MainWindow(Settings(tmp_path / "setelan.json"), Answers())


def context_of(window: MainWindow) -> Context:
    """Return the context of an attached window."""
    assert window.context is not None
    return window.context


def answers_of(window: MainWindow) -> Answers:
    """Return who answers for the user."""
    assert isinstance(window.dialogs, Answers)
    return window.dialogs


def press(widget: QWidget, *keys: Qt.Key, control: bool = False) -> None:
    """Press keys one after another, with Ctrl when asked."""
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    for key in keys:
        QTest.keyClick(widget, key, modifier)


def typed(widget: QWidget, text: str, *keys: Qt.Key) -> None:
    """Type a text, then press keys."""
    QTest.keyClicks(widget, text)
    press(widget, *keys)
