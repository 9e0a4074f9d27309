"""Jobs that end while something else goes away."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kkbdesk.jobs import Progress
from ui.kit.jobs import JobPanel, JobRunner, Reading


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[JobRunner]:
    panel = JobPanel()
    qtbot.addWidget(panel)
    made = JobRunner(panel, lambda error: pytest.fail(str(error)))
    yield made
    made.shutdown()


class Holding:
    """A job that alone holds something, as one does whose page was closed."""

    title, writes = "", False

    def __init__(self, gone: Callable[[], None]) -> None:
        self._held = Marked(gone)

    def run(self, progress: Progress) -> None:
        """Do nothing."""


class Marked(QObject):
    """Tells on which thread it is let go of."""

    def __init__(self, gone: Callable[[], None]) -> None:
        super().__init__()
        self._gone = gone

    def __del__(self) -> None:
        self._gone()


def test_what_a_job_holds_goes_on_the_thread_of_the_window(jobs: JobRunner, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    for _ in range(200):
        jobs.start(Holding(lambda: threads.append(threading.current_thread())), lambda _: None)
    qtbot.waitUntil(lambda: len(threads) == 200, timeout=20_000)
    assert set(threads) == {threading.main_thread()}


def test_a_worker_never_collects_what_the_window_left(jobs: JobRunner, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []

    def left() -> None:
        first, second = Marked(lambda: threads.append(threading.current_thread())), [None]
        second.append(first)  # type: ignore[arg-type]
        first.other = second  # type: ignore[attr-defined]

    def work() -> int:
        return sum(len([[] for _ in range(1000)]) for _ in range(200))

    told: list[int] = []
    gc.collect()
    left()
    jobs.start(Reading("", work), told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    gc.collect()
    assert threads == [threading.main_thread()]
    assert gc.isenabled()


def test_a_result_that_comes_after_the_window_closed_is_dropped(
    jobs: JobRunner, qtbot: QtBot
) -> None:
    told: list[int] = []
    jobs.start(Reading("", lambda: 1), told.append)
    jobs.shutdown()
    qtbot.wait(50)
    assert told == []
    assert jobs.idle()
