"""Starts Qt, paints the window, then opens the office: or leads to one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QProcess, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from kkbdesk import paths
from kkbdesk.errors import DamagedStore, NoOffice, UserError
from kkbdesk.settings import Settings
from resources.files import resource
from ui.instance import Instance
from ui.kit import theme
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from kkbdesk.model.cadangan import Kunci, Salinan
    from kkbdesk.services.pembaruan import Program
    from kkbdesk.store import Database


def application(settings: Settings, *, offscreen: bool = False) -> QApplication:
    """Return the one application: Indonesian numbers and words, the chosen look.

    `offscreen` paints without any display; as an argument, since Wine drops Qt's variables.
    """
    existing = QApplication.instance()
    platform = ["-platform", "offscreen"] if offscreen else []
    app = (
        existing if isinstance(existing, QApplication) else QApplication([*sys.argv[:1], *platform])
    )
    app.setApplicationName("KKB Desk")
    app.setDesktopFileName("kkbdesk")  # what Linux finds the icon of a window by
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    translator = QTranslator(app)
    if translator.load(str(resource("translations", "qtbase_id.qm"))):
        app.installTranslator(translator)
    theme.apply(app, settings.get("tampilan", "sistem"), settings.get("huruf", theme.DEFAULT_SIZE))
    return app


def run(
    folder: Path,
    database: Callable[[], Database],
    *,
    contoh: bool = False,
    paket: Path | None = None,
) -> int:
    """Show the window of an office and return the exit status when it is closed.

    `database` is called after the window was painted: what it imports is the slow part. Where the
    office is in a window already, that comes forward instead, and shows the package.
    """
    settings = Settings(paths.settings_file())
    app = application(settings)
    instance = Instance(folder)
    alone = instance.first()
    if not alone and instance.hand_over(paket):
        return 0
    window = MainWindow(settings, open_sample=open_sample)
    opening = Opening(window, folder, database, contoh=contoh)
    window.painted.connect(opening.begin)
    if alone:
        window.painted.connect(instance.listen)
        instance.asked.connect(window.come_forward)
    if paket is not None:
        window.open_package(paket)
    window.show()
    status = app.exec()
    instance.close()
    _hand_on(window, folder)
    return status


def _hand_on(window: MainWindow, folder: Path) -> None:
    """Let a version that waits take the place of this program, which has nothing open any more."""
    if getattr(sys, "frozen", False):
        from kkbdesk.services.pembaruan import Program, lanjutkan  # noqa: PLC0415

        lanjutkan(Program.ini(), folder, buka=window.reopen)


class Opening:
    """The way from a painted window to an open office."""

    def __init__(
        self,
        window: MainWindow,
        folder: Path,
        database: Callable[[], Database],
        *,
        contoh: bool = False,
    ) -> None:
        self._window, self._folder, self._contoh = window, folder, contoh
        self._make = database
        window.restore = self.restore
        window.bantuan.folder = folder

    def begin(self) -> None:
        """Open the office, or show what leads to one."""
        from kkbdesk import logs  # noqa: PLC0415 - after the first paint
        from ui.kit import crash  # noqa: PLC0415

        QApplication.setWindowIcon(QIcon(str(resource("icons", "kkbdesk.svg"))))
        self._database = self._make()
        crash.install(logs.start(paths.log_folder(self._folder)), self._window.notices.warn)
        if self._database.exists(self._folder):
            self.open()
        else:
            self._first()

    def open(self) -> None:
        """Open the store and hand the desk to the window."""
        from kkbdesk.services import pembaruan  # noqa: PLC0415 - after the first paint

        program = pembaruan.Program.ini()
        try:
            if program is not None:
                program.mulai()
            pembaruan.pulihkan(self._database, self._folder, program)
            store = self._database.open(self._folder)
        except DamagedStore as error:
            self._damaged(error)
        except NoOffice:
            self._first()
        except UserError as error:
            self._window.notices.warn(str(error), "Coba lagi", self.open)
            self._offer_way_back(program, error)
        else:
            from kkbdesk import cakram  # noqa: PLC0415
            from kkbdesk.desk import Desk  # noqa: PLC0415

            self._window.attach(Desk(store))
            if store.portabel:
                self._window.notices.warn(cakram.PORTABEL)
            self._window.bantuan.greet()
            if program is not None:
                self._tell_of(program)

    def _tell_of(self, program: Program) -> None:
        """Say once what became of an update, and remove what nobody needs any more."""
        told = program.kabar()
        if told:
            show = partial(self._window.open, "pengaturan:pembaruan")
            self._window.notices.tell(told, "Lihat", show, stays=True)
        if self._window.context is not None:
            from ui.kit.jobs import Reading  # noqa: PLC0415

            self._window.context.jobs.start(Reading("", program.rapikan), lambda _: None)

    def _offer_way_back(self, program: Program | None, error: UserError) -> None:
        """Where a new version never opened the data, offer the former, which changes no data."""
        dari = program.belum_terbukti() if program is not None else ""
        if program is None or not dari:
            return
        asked = f"{error}\n\nKKB Desk baru saja diperbarui. Kembali ke {dari}? Data tidak diubah."
        if self._window.dialogs.confirm(asked, f"Kembali ke {dari}"):
            program.mundur()
            self._window.switch_version()

    def restore(self, copy: Salinan, key: Kunci | None) -> None:
        """Close the office, put a copy in the place of its data, and open that.

        The present state is copied first; what cannot be done leaves everything as it was.
        """
        from kkbdesk.model.orang import Tindak  # noqa: PLC0415 - after the first paint

        assert self._window.context is not None
        desk = self._window.context.desk
        try:
            desk.wewenang.perlu(Tindak.PULIHKAN_CADANGAN)
            desk.store.copy("pulih")
        except UserError as error:
            self._window.notices.warn(str(error))
            return
        self._window.detach()
        said = f"Data dipulihkan ke {copy.saat:%d-%m-%Y %H.%M}. Periksa, lalu nyatakan baik."
        try:
            desk.close()
            kept = self._database.restore(self._folder, copy.berkas, key)
        except UserError as error:
            self.open()
            self._window.notices.warn(str(error))
        else:
            self.open()
            self._window.notices.tell(f"{said} Berkas lama: {kept.name if kept else 'tidak ada'}.")

    def _first(self) -> None:
        from ui.awal.first import FirstStart, make_sample  # noqa: PLC0415

        if self._contoh:
            make_sample(self._database, self._folder)
            self.open()
            return
        self._window.show_instead(FirstStart(self._database, self._folder, self.open, open_sample))

    def _damaged(self, error: DamagedStore) -> None:
        from ui.awal.damaged import Damaged  # noqa: PLC0415

        self._window.show_instead(Damaged(self._database, self._folder, error, self.open))


def open_sample() -> None:
    """Open the sample office in a window of its own, beside this one."""
    if getattr(sys, "frozen", False):
        QProcess.startDetached(sys.executable, ["--contoh"])
    else:
        QProcess.startDetached(sys.executable, [str(Path(sys.argv[0]).resolve()), "--contoh"])
