"""The one window: navigation, page stack, undo and redo, messages, status."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QStatusBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.errors import PUTUS, UserError
from ui.bantuan.bantuan import Bantuan
from ui.kit import theme
from ui.kit.dialogs import Dialogs
from ui.kit.elided import Elided
from ui.kit.jobs import JobPanel, JobRunner
from ui.kit.notices import Notices
from ui.kit.scroll import Scroll, Stack
from ui.kit.shortcuts import ShortcutList, named, pintasan
from ui.navigation import Navigation
from ui.pages import PAGES

if TYPE_CHECKING:  # what only works with an open desk is imported after the first paint
    from kkbdesk.desk import Desk
    from kkbdesk.model.cadangan import Kunci, Salinan
    from kkbdesk.services.events import Changed
    from kkbdesk.settings import Settings
    from kkbdesk.store import Store
    from ui.context import Context
    from ui.page import Page

_NEWS_MS = 1500
_HEARD_MS = 200
"""How often the window asks a file for news, and how often whether a server told of any."""


class MainWindow(QMainWindow):
    """Painted empty at once; filled when the desk is open."""

    painted = Signal()
    """The window was painted for the first time."""
    heard = Signal(object)
    """The hub published an edit, possibly from the thread of a job."""
    reopen = False
    """Whether a version that takes the place of this one is to open its window."""
    _package: Path | None = None
    """What is to be shown as soon as an office is open."""
    _away = False
    """Whether the server was away when last looked."""

    def __init__(
        self,
        settings: Settings,
        dialogs: Dialogs | None = None,
        open_sample: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.open_sample = open_sample
        self.restore: Callable[[Salinan, Kunci | None], None] = lambda _copy, _key: None
        self.dialogs = dialogs or Dialogs(self)
        self.context: Context | None = None
        self._desk: Desk | None = None
        self._pages: dict[str, Page] = {}
        self._page = ""
        self._was_painted = False
        self.setWindowTitle("KKB Desk")
        self.setMinimumSize(960, 600)
        self._restore_place()
        self.notices = Notices()
        self.panel = JobPanel()
        self.stack = Stack()
        self.stack.addWidget(QWidget())
        self._nav, self._bar = Navigation(settings), self._build_bar()
        self._nav.chosen.connect(self.open)
        for key, name in self._nav.keys.items():
            self._shortcut(f"Alt+{key}", self._nav.titles[name], partial(self.open, name))
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._bar)
        right.addWidget(self._build_area(), 1)
        right.addWidget(self.panel)
        self._body = body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._nav)
        row.addLayout(right, 1)
        self.setCentralWidget(body)
        self.notices.setParent(body)
        self.notices.said.connect(self._place_notice)
        self._status = Elided()
        bar = QStatusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self._status, 1)
        self._who = QPushButton("Ganti orang")
        self._who.setObjectName("line")
        self._who.setToolTip("Ganti orang (Ctrl+L)")
        self._who.clicked.connect(self.change_person)
        self._who.hide()
        self._shortcut("Ctrl+L", "Ganti orang", self.change_person)
        bar.addPermanentWidget(self._who)
        self.setStatusBar(bar)
        self.heard.connect(self._changed)
        self._news = QTimer(self)
        self._news.timeout.connect(self._notice)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell that the window is on the screen, once it is."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let navigation and banner follow."""
        super().resizeEvent(event)
        if self.context is not None:
            self._nav.fit(self.width())
        self._place_notice()

    def _place_notice(self) -> None:
        """Put the banner over the title, leaving search and undo free."""
        if self.notices.isHidden():
            return
        body = self._body
        area = body.rect().adjusted(theme.GAP, 4, -theme.GAP, 0)
        if not self._bar.isHidden():
            bar = self._bar.layout()
            if bar is not None:
                bar.activate()  # icons may just have come
            area.setLeft(self._bar.mapTo(body, QPoint(theme.GAP, 0)).x())
            area.setRight(self._find.mapTo(body, QPoint(-theme.GAP, 0)).x())
        area.setHeight(self._bar.sizeHint().height() - theme.GAP)
        self.notices.cover(area)

    # building

    def _restore_place(self) -> None:
        self.resize(1280, 720)
        kept = self.settings.get("jendela", "")
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(kept.encode())))
        room = self.screen().availableSize()
        self.setMinimumSize(self.minimumSize().boundedTo(room))
        self.resize(self.size().boundedTo(room))

    def _build_bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.GAP * 2, theme.GAP, theme.GAP * 2, theme.GAP)
        self.bantuan = Bantuan(self, self)
        self._title = QLabel()
        self._title.setFont(theme.heading(2))
        self._office = Elided(tone="muted")
        self._find = QPushButton("Cari apa saja…  Ctrl+K")
        self._find.setAccessibleName("Cari apa saja")
        self._find.clicked.connect(self.open_finder)
        self._undo = QToolButton()
        self._redo = QToolButton()
        row.addWidget(self._title)
        row.addWidget(self._office, 1)
        for widget in (self._find, self._undo, self._redo, self.bantuan.button):
            row.addWidget(widget)
        for made, name, keys, do in (
            (self._undo, "Urungkan", "Ctrl+Z", self.undo),
            (self._redo, "Ulangi", "Ctrl+Shift+Z", self.redo),
        ):
            made.setObjectName("action")
            made.setAccessibleName(name)
            made.setEnabled(False)
            made.clicked.connect(do)
            self._shortcut(keys, name, do)
        for keys, what, do in (
            ("Ctrl+K", "Cari apa saja", self.open_finder),
            ("Ctrl+Y", "Ulangi", self.redo),
            ("Ctrl+F", "Cari di halaman ini", self._find_here),
            ("Ctrl+N", "Catatan baru di halaman ini", self._new),
            ("Ctrl+P", "Cetak halaman ini", self._print),
            ("Esc", "Tutup yang sedang dibuka di halaman ini", self._leave),
            ("Alt+Left", "Kembali ke daftarnya", self._leave),
            ("Ctrl+/", "Daftar pintasan", self.open_shortcuts),
        ):
            self._shortcut(keys, what, do)
        return bar

    def _build_area(self) -> Scroll:
        """Return what scrolls a page that is larger than the window, each from its beginning."""
        area = Scroll(self.stack)
        self.stack.currentChanged.connect(lambda _: area.begin())
        return area

    def _shortcut(self, keys: str, what: str, do: Callable[[], None]) -> None:
        named(self, keys, what, do)

    def open_shortcuts(self) -> None:
        """Show what keys do here."""
        page = self._title.text()
        ShortcutList(pintasan(self, page), self).open()

    # filling

    def attach(self, desk: Desk) -> None:
        """Take the open desk; ask who works where the office has people, then show its pages."""
        self._desk = desk
        desk.orang.masuk_langsung()
        if desk.orang.perlu_masuk():
            self._ask_who(desk)
        else:
            self._fill(desk)

    def _ask_who(self, desk: Desk) -> None:
        from ui.awal.masuk import SignIn  # noqa: PLC0415 - after the first paint

        self.show_instead(SignIn(desk.orang, self.settings, partial(self._fill, desk)))

    def change_person(self) -> None:
        """Let whoever works go, and ask who works now; nothing is to be seen meanwhile."""
        if self.context is None:
            return
        if not self.context.desk.orang.daftar():
            self.notices.tell("Belum ada orang yang dicatat. Catat dahulu di Pengaturan › Orang.")
            return
        if not self.context.jobs.free():
            self.notices.warn("Tunggu sampai pekerjaan yang berjalan selesai.")
            return
        self._find.setFocus()  # whatever was being typed is left, and thereby saved
        desk = self.context.desk
        self._let_go()
        self._forget_pages()
        desk.orang.keluar()
        self._who.hide()
        self._status.clear()
        self.notices.hide()
        self._ask_who(desk)

    def _fill(self, desk: Desk) -> None:
        """Show the page where the user left off."""
        from ui.context import Context  # noqa: PLC0415 - after the first paint
        from ui.pengaturan.pengintai import DriveWatch  # noqa: PLC0415
        from ui.pengaturan.penjaga import Keeper  # noqa: PLC0415

        runner = JobRunner(self.panel, self._job_failed)
        self.context = Context(
            desk,
            runner,
            self.notices,
            self.dialogs,
            self.settings,
            self.open,
            self.undo,
            self.relook,
            self.open_sample,
            self.restore,
            self.switch_version,
        )
        self._keeper = Keeper(self.context)
        self._day = desk.today()
        self._keeper.copied.connect(self._tell_history)
        self._watch = DriveWatch(self.context)
        runner.busy.connect(lambda busy: self.stack.setEnabled(not busy))
        self._unsubscribe = desk.hub.subscribe(self.heard.emit)
        self._nav.show()
        self._bar.show()
        self._dress()
        self._tell_history()
        last = self.settings.get("halaman", "beranda")
        names = [entry.name for entry in PAGES]
        self.open(last if last in names else "beranda")
        self._news.start(_HEARD_MS if desk.store.peladen else _NEWS_MS)
        self._show_package()

    def _dress(self) -> None:
        """Give everything its icons; they wait until the window was painted once."""
        self._nav.dress()
        self._undo.setIcon(theme.icon("undo-2"))
        self._redo.setIcon(theme.icon("redo-2"))
        self._find.setIcon(theme.icon("search"))
        self.bantuan.dress()
        self._nav.fit(self.width())

    def show_instead(self, widget: QWidget) -> None:
        """Show something in the place of pages, as at the first start, and nothing beside it."""
        self._nav.hide()
        self._bar.hide()
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)
        widget.setFocus()

    def relook(self) -> None:
        """Make all pages anew after the look changed."""
        self._title.setFont(theme.heading(2))
        self._forget_pages()
        self._dress()
        self.open(self._page)

    def _forget_pages(self) -> None:
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()

    # pages

    def open(self, target: str) -> None:
        """Go to a page, and after a colon to something on it."""
        if self.context is None:
            return
        name, _, what = target.partition(":")
        entry = next(entry for entry in PAGES if entry.name == name)
        page = self._pages.get(name)
        if page is None:
            page = self._pages[name] = entry.make(self.context)
            self.stack.addWidget(page)
        self._page = name
        self.settings.set("halaman", name)
        self._title.setText(entry.title)
        self._nav.show_page(name)
        self.stack.setCurrentWidget(page)
        page.freshen()
        if what:
            page.go(what)
        else:
            page.arrive()

    def open_package(self, path: Path) -> None:
        """Show what a package or update would change, as soon as somebody works in an office."""
        self._package = path
        self._show_package()

    def _show_package(self) -> None:
        if self.context is not None and self._package is not None:
            path, self._package = self._package, None
            update = path.suffix.lower() == ".kkbbaru"
            self.open(f"{'pengaturan:pembaruan' if update else 'paket:terima'}:{path}")

    def switch_version(self) -> None:
        """Close, and have the version that waits take this one's place and open its window."""
        self.reopen = True
        self.close()

    def come_forward(self, paket: str) -> None:
        """Stand before other windows, and show a package if its path is not empty."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if paket:
            self.open_package(Path(paket))

    def page(self) -> Page:
        """Return the page that is shown."""
        return self._pages[self._page]

    def _find_here(self) -> None:
        if self._page in self._pages:
            self.page().find_here()

    def _new(self) -> None:
        if self._page in self._pages:
            self.page().new()

    def _print(self) -> None:
        if self._page in self._pages:
            self.page().print_page()

    def _leave(self) -> None:
        if self._page in self._pages and not self._pages[self._page].leave():
            self.notices.hide()

    def open_finder(self) -> None:
        """Open the search over everything."""
        if self.context is not None:
            from ui.cari.dialog import Finder  # noqa: PLC0415 - off the path to the first paint

            Finder(self.context, self).open()

    # history

    def undo(self) -> None:
        """Take back the newest edit and say what it was."""
        self._step("undo")

    def redo(self) -> None:
        """Do the newest undone edit again and say what it was."""
        self._step("redo")

    def _step(self, which: str) -> None:
        if self.context is None:
            return
        try:
            made = getattr(self.context.desk.editor, which)()
        except UserError as error:
            self.notices.warn(str(error))
        else:
            self.notices.tell(f"{made.label}. {self.context.desk.riwayat.ringkas(made)}")

    def _changed(self, event: Changed) -> None:
        for page in tuple(self._pages.values()):
            page.changed(event.changeset)
        self._tell_history()

    def _tell_history(self) -> None:
        """Name on the buttons what would be taken back or done again, and refresh the status."""
        assert self.context is not None
        desk = self.context.desk
        for made, entry, word, keys in (
            (self._undo, desk.riwayat.undoable(), "Urungkan", "Ctrl+Z"),
            (self._redo, desk.riwayat.redoable(), "Ulangi", "Ctrl+Y"),
        ):
            made.setEnabled(entry is not None)
            what = f": {entry.label.removeprefix('Urungkan: ')}" if entry else ""
            made.setToolTip(f"{word}{what} ({keys})")
        kantor = desk.kantor.get()
        region = desk.wilayah.nama([kantor.wilayah])[kantor.wilayah] if kantor.wilayah else "Pusat"
        mark = "KANTOR CONTOH — " if kantor.contoh else ""
        self.setWindowTitle(f"{mark}{region} — KKB Desk")
        self._office.show_text(f"  {mark}{kantor.nama}")
        self._office.setProperty("tone", "warn" if kantor.contoh else "muted")
        self._office.style().polish(self._office)
        who = desk.wewenang.siapa()
        self._status.show_text(
            f"Data: {_where(desk.store)}   ·   "
            f"Pengguna: {f'{who.nama} ({who.peran.label.lower()})' if who else desk.store.who}"
        )
        self._who.setVisible(bool(desk.orang.daftar()))

    def _notice(self) -> None:
        assert self.context is not None
        store = self.context.desk.store
        self._follow_server(away=store.terputus)
        if self.context.jobs.idle() and not store.terputus:
            with self.context.guarded():
                if store.kabar():
                    self.context.desk.editor.notice()
                self._tell_day()

    def _tell_day(self) -> None:
        """Let pages follow another day: midnight, a sleep, a clock that was set."""
        assert self.context is not None
        today = self.context.desk.today()
        if today != self._day:
            self._day = today
            for page in tuple(self._pages.values()):
                page.outdated()

    def _follow_server(self, *, away: bool) -> None:
        """Say once that the server is away, and once that it is back; then nothing is missed."""
        if away == self._away:
            return
        self._away = away
        if away:
            self.notices.warn(PUTUS)
            return
        self.notices.tell("Tersambung lagi ke peladen data.")
        for page in tuple(self._pages.values()):
            page.again()

    def _job_failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self.notices.warn(str(error))

    def detach(self) -> None:
        """Let go of the desk without closing it."""
        self._let_go()
        self._desk = None

    def _let_go(self) -> None:
        self._news.stop()
        if self.context is not None:
            self._keeper.stop()
            self._watch.stop()
            self.context.jobs.shutdown()
            self._unsubscribe()
            self.context = None
            self._forget_pages()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place, stop jobs, close the store with a verified copy."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.settings.set("jendela", geometry)
        if self._desk is not None:
            self.hide()
            desk = self._desk
            self.detach()
            try:
                desk.close()
            except UserError as error:
                self.dialogs.tell(f"Tersimpan, tetapi cadangannya tidak lengkap. {error}")
        super().closeEvent(event)


def _where(store: Store) -> str:
    """Return where the data lies; of a file also when it was copied last."""
    if store.peladen:
        return f"{store.peladen}, bersama komputer lain"
    copies = store.copies.listed()
    last = f"{copies[0].saat:%d-%m-%Y %H.%M}" if copies else "belum ada"
    return f"{store.path}   ·   Salinan terakhir: {last}"
