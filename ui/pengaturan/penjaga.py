"""Makes copies by itself while somebody works, and tries the newest one once a month."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from kkbdesk.model.cadangan import Salinan
from kkbdesk.services.cadangan import BERKALA, Uji
from ui.context import Context
from ui.kit.jobs import Reading

_FIRST_MS = 60_000
"""A minute after the start nobody waits for the window any more."""


class Keeper(QObject):
    """Two timers; neither says anything while all is well."""

    copied = Signal()
    """A copy was made, which the status of the window names."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._work = QTimer(self, interval=round(BERKALA.total_seconds() * 1000))
        self._work.timeout.connect(self.copy)
        self._work.start()
        self._trial = QTimer(self, interval=_FIRST_MS, singleShot=True)
        self._trial.timeout.connect(self.try_newest)
        self._trial.start()

    def copy(self) -> None:
        """Make a copy when something changed since the last one."""
        cadangan = self._context.desk.cadangan
        job = Reading("", lambda: cadangan.buat_bila_berubah("berkala"))
        self._context.jobs.start(job, self._copied)

    def _copied(self, made: Salinan | None) -> None:
        if made is not None:
            self.copied.emit()

    def try_newest(self) -> None:
        """Restore the newest copy on trial when that was not done for a month."""
        cadangan = self._context.desk.cadangan
        with self._context.guarded():
            if cadangan.perlu_diuji():
                self._context.jobs.start(Reading("", cadangan.uji), self._tried)

    def _tried(self, tried: Uji) -> None:
        if tried.masalah:
            self._context.notices.warn(
                f"Cadangan {tried.salinan} tidak lulus uji: {tried.masalah[0]}. "
                "Buat salinan baru di Pengaturan › Cadangan."
            )

    def stop(self) -> None:
        """Do nothing any more."""
        self._work.stop()
        self._trial.stop()
