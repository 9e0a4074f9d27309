"""The one door to help: F1 wherever one is, and a menu beside the search."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QStackedWidget, QToolButton, QWidget

from kkbdesk import __version__, paths
from ui.kit import theme
from ui.kit.shortcuts import named

if TYPE_CHECKING:  # what is only needed once somebody asks
    from kkbdesk.settings import Settings
    from ui.bantuan.manual import ManualWindow
    from ui.context import Context
    from ui.kit.dialogs import Dialogs
    from ui.kit.notices import Notices

_VERSION, _MET = "versi", "kenali"
"""Settings: the version that was opened last, and whether the walk was offered or taken."""
_OFFER = "Baru di sini? Kenali jendela ini dalam dua menit; dapat ditutup kapan saja dengan Esc."
_GIVEN = "f1"
"""A window that has the key has this property."""


class Host(Protocol):
    """What help needs to know of the window."""

    settings: Settings
    dialogs: Dialogs
    notices: Notices
    context: Context | None

    @property
    def stack(self) -> QStackedWidget:
        """The pages, one of them shown."""

    def open(self, target: str) -> None:
        """Go to a page."""

    def open_shortcuts(self) -> None:
        """Show what keys do here."""


class Bantuan(QObject):
    """Gives every window and dialog the key F1, and the main window a menu."""

    def __init__(self, window: QMainWindow, host: Host) -> None:
        super().__init__(window)
        self._window, self._host, self._settings = window, host, host.settings
        self.folder = paths.data_folder()
        """Of the office that is to be opened here."""
        self.manual: ManualWindow | None = None
        self.button = QToolButton()
        self.button.setObjectName("action")
        self.button.setAccessibleName("Bantuan")
        self.button.setToolTip("Bantuan (Shift+F1)")
        self.button.clicked.connect(self.open_menu)
        self._give(window)
        named(window, "Shift+F1", "Menu bantuan", self.open_menu)
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
            named(window, "F1", "Panduan untuk tempat ini", self.open_here)

    def place(self) -> str:
        """Return chapter and heading of the place one is at."""
        from ui.bantuan.tempat import tempat, tempat_halaman  # noqa: PLC0415 - once asked for

        page = self._host.stack.currentWidget()
        found = tempat(QApplication.focusWidget(), page)
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

    # beside the manual

    def open_tour(self) -> None:
        """Walk through the window, step by step."""
        from ui.bantuan.kenali import Kenali  # noqa: PLC0415 - once asked for

        if self._host.context is not None:
            self._host.notices.hide()
            self._settings.set(_MET, True)
            Kenali(self._window, self._host.open).start()

    def open_news(self, since: str = "") -> None:
        """Tell what is new since a version, or in all of them."""
        from ui.bantuan.kabar import Kabar  # noqa: PLC0415

        Kabar(since, self._window).open()

    def open_report(self) -> None:
        """Put together what whoever helps needs to know."""
        from ui.bantuan.laporan_masalah import LaporanMasalah  # noqa: PLC0415

        context = self._host.context
        store = context.desk.store if context is not None else None
        LaporanMasalah(self.folder, store, self._host.dialogs, self._window).open()

    def open_about(self) -> None:
        """Tell version and licences."""
        from ui.bantuan.tentang import Tentang  # noqa: PLC0415

        Tentang(self._window).open()

    def greet(self) -> None:
        """Tell once what is new after an update; offer the walk once to a newcomer."""
        last = self._settings.get(_VERSION, "")
        self._settings.set(_VERSION, __version__)
        if last and last != __version__:
            self.open_news(last)
            return
        free = self._host.context is not None and not self._host.notices.text()
        if free and not self._settings.get(_MET, False):
            self._settings.set(_MET, True)
            self._host.notices.tell(_OFFER, "Kenali jendela", self.open_tour, stays=True)

    # the menu

    def acts(self) -> list[tuple[str, str, Callable[[], None]] | None]:
        """Return words, key and deed of each line of the menu; None is a line between."""
        return [
            ("&Panduan", "F1", self.open_here),
            ("&Kenali jendela", "", self.open_tour),
            ("&Daftar pintasan", "Ctrl+/", self._host.open_shortcuts),
            ("&Apa yang baru", "", self.open_news),
            None,
            ("&Laporan masalah…", "", self.open_report),
            ("&Tentang KKB Desk", "", self.open_about),
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
