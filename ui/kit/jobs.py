"""Runs jobs off the UI thread, shows how far they are, and brings results back to it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget
from shiboken6 import isValid

from kkbdesk.errors import Cancelled
from ui.kit import theme

if TYPE_CHECKING:
    from kkbdesk.jobs import Job, Progress

T = TypeVar("T")
_log = logging.getLogger(__name__)


class _Running(QObject):
    """One job under way; its signals cross the threads."""

    moved = Signal(int, int, str)
    ended = Signal(object, object)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.silent = not title
        self.stopped = False

    def step(self, done: int, total: int, text: str) -> None:
        """Report from the worker; raises Cancelled once stopped."""
        if self.stopped:
            raise Cancelled(text)
        self.moved.emit(done, total, text)


class JobRunner(QObject):
    """Starts jobs: writing ones one after another, reading ones beside each other."""

    busy = Signal(bool)
    """True while a writing job runs: editing waits."""

    def __init__(self, panel: JobPanel, failed: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._panel = panel
        self._failed = failed
        self._writers = ThreadPoolExecutor(1, "tulis")
        self._readers = ThreadPoolExecutor(2, "baca")
        self._running: set[_Running] = set()
        self._closed = False

    def start(
        self,
        job: Job[T],
        done: Callable[[T], None],
        *,
        failed: Callable[[BaseException], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Run a job; `done` is called with its result on the UI thread, not after a cancel.

        Nor when the `owner`, for whom the result is, is gone meanwhile.
        """
        if self._closed:
            return
        running = _Running(job.title)
        self._running.add(running)
        running.moved.connect(self._panel.show_progress)

        def ended(result: Any, error: BaseException | None) -> None:
            self._running.discard(running)
            self._panel.leave(running)
            if job.writes:
                self.busy.emit(False)
            if owner is not None and not isValid(owner):
                return
            if error is None:
                done(result)
            elif not isinstance(error, Cancelled):
                (failed or self._failed)(error)

        running.ended.connect(ended)
        if job.writes:
            self.busy.emit(True)
        self._panel.enter(running, job.title)
        pool = self._writers if job.writes else self._readers
        pool.submit(_work, job, running)

    def idle(self) -> bool:
        """Tell whether nothing runs."""
        return not self._running

    def free(self) -> bool:
        """Tell whether nothing runs that somebody waits for."""
        return all(running.silent for running in self._running)

    def shutdown(self) -> None:
        """Stop what runs and wait for it; nothing starts any more."""
        self._closed = True
        for running in self._running:
            running.stopped = True
        self._writers.shutdown()
        self._readers.shutdown()


def _work(job: Job[Any], running: _Running) -> None:
    """Run in the worker; whatever happens is carried back to the UI thread."""
    try:
        result = job.run(running)
    except BaseException as error:
        running.ended.emit(None, error)
    else:
        running.ended.emit(result, None)


class Reading(Generic[T]):
    """A job that editing need not wait for: what it is called, and what to do.

    Without a name it is done silently.
    """

    writes = False

    def __init__(self, title: str, do: Callable[[], T]) -> None:
        self.title = title
        self._do = do

    def run(self, progress: Progress) -> T:
        """Do it."""
        if self.title:
            progress.step(0, 0, self.title)
        return self._do()


class JobPanel(QFrame):
    """A line at the bottom: what runs, how far it is, and a button to stop it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self._title = QLabel()
        self._bar = QProgressBar()
        self._bar.setMinimumWidth(240)
        self._stop = QPushButton("Hentikan")
        self._stop.clicked.connect(self._stop_all)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, 4, theme.GAP, 4)
        row.addWidget(self._title, 1)
        row.addWidget(self._bar)
        row.addWidget(self._stop)
        self._under_way: list[_Running] = []
        self.hide()

    def enter(self, running: _Running, title: str) -> None:
        """Show that a job began, unless it has no title."""
        if not title:
            return
        self._under_way.append(running)
        self._title.setText(title)
        self._bar.setRange(0, 0)
        self.show()

    def leave(self, running: _Running) -> None:
        """Show that a job ended."""
        if running in self._under_way:
            self._under_way.remove(running)
        self.setVisible(bool(self._under_way))

    def show_progress(self, done: int, total: int, text: str) -> None:
        """Show how far a job is; without a total, only that it moves."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._title.setText(text)

    def _stop_all(self) -> None:
        for running in self._under_way:
            running.stopped = True
        self._title.setText("Menghentikan…")
