"""Notices a drive that is put in while somebody works, and an update that lies on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from kkbdesk import cakram
from kkbdesk.services.pembaruan import CalonPembaruan, tersedia
from ui.context import Context
from ui.kit.jobs import Reading

_EVERY_MS = 20_000


class DriveWatch(QObject):
    """Looks at a drive once, when it is new; says something only about a version to be had."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._known: set[Path] = set()
        self._told = ""
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        if context.desk.pembaruan.program is not None:
            self._timer.start()

    def look(self) -> None:
        """Look beside other work."""
        self._context.jobs.start(Reading("", self._look), self._found)

    def _look(self) -> CalonPembaruan | None:
        present = {drive.folder for drive in cakram.terpasang()}
        new, self._known = present - self._known, present
        return tersedia(self._context.desk.pembaruan, sorted(new)) if new else None

    def _found(self, found: CalonPembaruan | None) -> None:
        if found is None or found.versi == self._told:
            return
        self._told = found.versi
        self._context.notices.tell(
            f"Di {found.path.parent} ada pembaruan ke KKB Desk {found.versi}.",
            "Lihat",
            lambda: self._context.open(f"pengaturan:pembaruan:{found.path}"),
            stays=True,
        )

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
