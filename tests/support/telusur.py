"""Walks through the window: every stop of the tour, and every dialog of the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from db.database import SqlDatabase
from tests.support.percakapan import DIALOGS
from tests.support.window import context_of
from ui.main_window import MainWindow
from ui.tour import _package, _stops

Visit = Callable[[str, QWidget], None]
_LONGEST_MS = 8000


def walk(window: MainWindow, folder: Path, visit: Visit) -> None:
    """Visit the window at every stop."""
    sample = folder / "daftar-kampung.csv"
    sample.write_text("Desa/Kelurahan;Nama Kampung KB\nSinar Surya;Sinar Surya\n", "utf-8")
    desk = context_of(window).desk
    package = _package(desk, SqlDatabase(), folder / "lain")
    for name, target in _stops(desk, sample, package):
        window.open(target)
        settle(window)
        visit(name, window)


def walk_dialogs(window: MainWindow, visit: Visit) -> None:
    """Visit every dialog."""
    window.open("beranda")
    settle(window)
    for make in DIALOGS:
        dialog = make(window)
        dialog.show()
        dialog.activateWindow()
        settle(window)
        visit(type(dialog).__name__, dialog)
        dialog.close()
        dialog.deleteLater()


def settle(window: MainWindow) -> None:
    """Wait until nothing runs and everything is painted."""
    app, passed = QApplication.instance(), QElapsedTimer()
    assert app is not None
    passed.start()
    for _ in range(3):
        app.processEvents()
    while not context_of(window).jobs.idle() and passed.elapsed() < _LONGEST_MS:
        app.processEvents()
    for _ in range(3):
        app.processEvents()


def shown(root: QWidget) -> Iterator[QWidget]:
    """Yield what can be seen below a window or dialog, Qt's own inner parts left out."""
    for made in root.findChildren(QWidget):
        inner = made.objectName().startswith("qt_")
        if not inner and made.isVisibleTo(root) and made.window() is root.window():
            yield made


def where(made: QWidget, root: QWidget) -> QRect:
    """Return the place of a widget within a window or dialog."""
    return QRect(made.mapTo(root, QPoint(0, 0)), made.size())
