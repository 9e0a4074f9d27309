"""The one door to help: F1 wherever one is, and a menu beside the search."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStackedWidget, QToolButton, QWidget

from ui.kit import theme

if TYPE_CHECKING:  # what is only needed once somebody asks
    from kkbdesk.settings import Settings
    from ui.bantuan.manual import ManualWindow
    from ui.context import Context

_GIVEN = "f1"
"""A window that has the key has this property."""


class Host(Protocol):
    """What help needs to know of the window."""

    settings: Settings
    context: Context | None
    stack: QStackedWidget

    def open(self, target: str) -> None:
        """Go to a page."""


class Bantuan(QObject):
    """Gives every window and dialog the key F1, and the main window a menu."""

    def __init__(self, window: QMainWindow, host: Host) -> None:
        super().__init__(window)
        self._window, self._host = window, host
        self.manual: ManualWindow | None = None
        self.button = QToolButton()
        self.button.setObjectName("action")
        self.button.setAccessibleName("Bantuan")
        self.button.setToolTip("Bantuan (Shift+F1)")
        self.button.clicked.connect(self.open_menu)
        self._give(window)
        QShortcut(QKeySequence("Shift+F1"), window, self.open_menu)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._met)

    def dress(self) -> None:
        """Give the button its icon, which waits until the window was painted once."""
        self.button.setIcon(theme.icon("circle-question-mark"))

    def _met(self, _former: QWidget | None, now: QWidget | None) -> None:
        """Give the key to a window that is met for the first time; a dialog may be one."""
        if now is not None:
            self._give(now.window())

    def _give(self, window: QWidget) -> None:
        if not window.property(_GIVEN):
            window.setProperty(_GIVEN, True)
            QShortcut(QKeySequence("F1"), window, self.open_here)

    def place(self) -> str:
        """Return chapter and heading of the place one is at."""
        from ui.bantuan.tempat import tempat, tempat_halaman  # noqa: PLC0415 - once asked for

        found = tempat(QApplication.focusWidget())
        page = self._host.stack.currentWidget()
        return found or (tempat_halaman(page) if page is not None else "")

    def open_here(self) -> None:
        """Open the manual where it tells of the place one is at."""
        self.open_manual(self.place())

    def open_manual(self, place: str) -> None:
        """Open the manual at chapter and heading, in front of a dialog that waits."""
        from ui.bantuan.manual import ManualWindow  # noqa: PLC0415 - once asked for

        before = QApplication.activeModalWidget() or self._window
        if self.manual is not None and self.manual.parent() is not before:
            self.manual.close()
        if self.manual is None:
            self.manual = made = ManualWindow(self._host.settings, before)
            made.setProperty(_GIVEN, True)
            made.destroyed.connect(self._forget)
        self.manual.show_place(place)
        self.manual.show()
        self.manual.raise_()
        self.manual.activateWindow()

    def _forget(self) -> None:
        self.manual = None

    def acts(self) -> list[tuple[str, str, Callable[[], None]] | None]:
        """Return words, key and deed of each line of the menu; None is a line between."""
        return [
            ("&Panduan", "F1", self.open_here),
        ]

    def open_menu(self) -> None:
        """Open the menu below its button, or in the corner where the bar is hidden."""
        menu = QMenu(self._window)
        for act in self.acts():
            if act is None:
                menu.addSeparator()
                continue
            words, keys, do = act
            made = menu.addAction(words)
            made.setShortcut(QKeySequence(keys))
            made.triggered.connect(partial(_done, do))
        corner = self._window.rect().topRight() + QPoint(-menu.sizeHint().width(), theme.GAP)
        if self.button.isVisible():
            below = QPoint(self.button.width() - menu.sizeHint().width(), self.button.height())
            menu.popup(self.button.mapToGlobal(below))
        else:
            menu.popup(self._window.mapToGlobal(corner))
        menu.setActiveAction(menu.actions()[0])


def _done(do: Callable[[], None], _checked: bool = False) -> None:
    do()
