"""Runs jobs off the UI thread, shows how far they are, and brings results back to it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget
from shiboken6 import isValid

from kkbdesk.errors import Cancelled
from ui.kit import theme

if TYPE_CHECKING:
    from kkbdesk.jobs import Job, Progress

T = TypeVar("T")
_Ended = Callable[[Any, "BaseException | None"], None]
_COLLECTED_EVERY = 2000
"""Milliseconds."""


class _Running:
    """One job under way; no object of Qt, for the worker may be the last to let go of it."""

    def __init__(self, job: Job[Any], moved: SignalInstance) -> None:
        self.silent = not job.title
        self.stopped = False
        self.job: Job[Any] | None = job
        """Let go of on the UI thread, since it may hold widgets."""
        self._moved = moved

    def step(self, done: int, total: int, text: str) -> None:
        """Report from the worker; raises Cancelled once stopped."""
        if self.stopped:
            raise Cancelled(text)
        self._moved.emit(done, total, text)


class JobRunner(QObject):
    """Starts jobs: writing ones one after another, reading ones beside each other.

    While one runs, Python's garbage is collected on the UI thread alone: a worker that happened to
    do it would destroy widgets there, which Qt does not survive.
    """

    busy = Signal(bool)
    """True while a writing job runs: editing waits."""
    _moved = Signal(int, int, str)
    _ended = Signal(object, object, object)

    def __init__(self, panel: JobPanel, failed: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._panel = panel
        self._failed = failed
        self._writers = ThreadPoolExecutor(1, "tulis")
        self._readers = ThreadPoolExecutor(2, "baca")
        self._running: dict[_Running, _Ended] = {}
        self._closed = False
        self._collector = QTimer(self)
        self._collector.setInterval(_COLLECTED_EVERY)
        self._collector.timeout.connect(lambda: gc.collect(1))
        self._moved.connect(panel.show_progress, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

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
        writes = job.writes

        def ended(result: Any, error: BaseException | None) -> None:
            if writes:
                self.busy.emit(False)
            if owner is not None and not isValid(owner):
                return
            if error is None:
                done(result)
            elif not isinstance(error, Cancelled):
                (failed or self._failed)(error)

        running = _Running(job, self._moved)
        self._running[running] = ended
        if writes:
            self.busy.emit(True)
        self._panel.enter(running, job.title)
        gc.disable()
        self._collector.start()
        pool = self._writers if writes else self._readers
        pool.submit(_work, running, self._ended)

    def _end(self, running: _Running, result: Any, error: BaseException | None) -> None:
        """Take a result on the UI thread; after the shutdown nobody waits for it."""
        running.job = None
        if self._closed:
            return
        ended = self._running.pop(running)
        self._panel.leave(running)
        if not self._running:
            self._rest()
        ended(result, error)

    def _rest(self) -> None:
        self._collector.stop()
        gc.collect(1)  # so that what the worker still does does not begin one
        gc.enable()

    def idle(self) -> bool:
        """Tell whether nothing runs."""
        return not self._running

    def free(self) -> bool:
        """Tell whether nothing runs that somebody waits for."""
        return all(running.silent for running in self._running)

    def shutdown(self) -> None:
        """Stop what runs and wait for it; nothing starts any more, no result arrives."""
        self._closed = True
        for running in self._running:
            running.stopped = True
        self._writers.shutdown()
        self._readers.shutdown()
        self._running.clear()
        self._rest()


def _work(running: _Running, ended: SignalInstance) -> None:
    """Run in the worker; whatever happens is carried back to the UI thread."""
    job = running.job
    assert job is not None
    try:
        result = job.run(running)
    except BaseException as error:
        del job
        ended.emit(running, None, error)
    else:
        del job
        ended.emit(running, result, None)


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
