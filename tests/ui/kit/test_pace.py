"""What was slow once no longer stops the window; what is quick is there at once."""

from __future__ import annotations

import time

from pytestqt.qtbot import QtBot

from tests.support.window import context_of
from ui.kit.pace import Pace
from ui.main_window import MainWindow


def busy(seconds: float, answer: str) -> str:
    """Work, as measured in the work of this thread alone."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass
    return answer


def test_the_answer_follows_once_it_was_slow(qtbot: QtBot, window: MainWindow) -> None:
    shown: list[str] = []
    pace: Pace[str] = Pace(context_of(window).jobs, shown.append, window)
    pace.read(lambda: busy(0.08, "satu"))
    pace.read(lambda: busy(0.08, "dua"))
    assert shown == ["satu", "dua"]
    pace.read(lambda: busy(0.08, "tiga"))
    pace.read(lambda: busy(0.0, "empat"))
    assert shown == ["satu", "dua"]
    qtbot.waitUntil(lambda: shown == ["satu", "dua", "empat"], timeout=5000)
    qtbot.waitUntil(context_of(window).jobs.idle, timeout=5000)
    pace.read(lambda: busy(0.0, "lima"))
    pace.read(lambda: busy(0.0, "enam"))
    qtbot.waitUntil(lambda: shown[-1] == "enam", timeout=5000)
