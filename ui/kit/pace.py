"""What is quick is done at once; what was slow the last time is done beside other work."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from ui.kit.jobs import JobRunner, Reading

T = TypeVar("T")
_SLOW, _QUICK = 0.06, 0.03
"""Seconds of work above which a reading waits no longer, and below which it does again.

Of work, not of waiting: another program at work must not change what happens here.
"""


class Pace(Generic[T]):
    """Reads something for a widget again and again, so that the window never stands still for it.

    In a small office the answer is there at once; in a large one it follows, the last asked wins.
    """

    def __init__(self, jobs: JobRunner, show: Callable[[T], None], owner: QObject) -> None:
        self._jobs, self._show, self._owner = jobs, show, owner
        self._slow = False
        self._last = 0.0
        self._asked = 0

    def read(self, do: Callable[[], T]) -> None:
        """Read and show; raises what `do` raises, unless it is done beside other work."""
        self._asked += 1
        mine = self._asked
        if not self._slow:
            self._show(self._timed(do))
            return

        def shown(found: T) -> None:
            if mine == self._asked:
                self._show(found)

        self._jobs.start(Reading("", lambda: self._timed(do)), shown, owner=self._owner)

    def _timed(self, do: Callable[[], T]) -> T:
        start = time.thread_time()
        found = do()
        taken = time.thread_time() - start
        # Twice in a row: what is read for the first time is always slow.
        self._slow = min(taken, self._last) > (_QUICK if self._slow else _SLOW)
        self._last = taken
        return found
