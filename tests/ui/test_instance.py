"""A second start of the same office hands over to the first."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui import instance as module
from ui.instance import Instance

_SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.instance import Instance
app = QCoreApplication([])
made = Instance(Path(sys.argv[1]))
sys.exit(3 if made.first() else 0 if made.hand_over(Path(sys.argv[2])) else 4)
"""
ROOT = Path(module.__file__).parent.parent


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[Instance]:
    """The first process of an office, which listens."""
    made = Instance(tmp_path)
    assert made.first()
    made.listen()
    yield made
    made.close()


def second(folder: Path, package: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", _SECOND, str(folder), str(package)], cwd=ROOT)


def test_the_second_hands_over_its_package(first: Instance, qtbot: QtBot, tmp_path: Path) -> None:
    package = tmp_path / "dari\nÑ 一.kkb"
    with qtbot.waitSignal(first.asked, timeout=60_000) as heard:
        process = second(tmp_path, package)
    assert heard.args == [str(package)]
    assert process.wait(30) == 0


def test_another_office_has_a_window_of_its_own(first: Instance, tmp_path: Path) -> None:
    assert second(tmp_path / "lain", tmp_path / "x.kkb").wait(60) == 3


def test_after_the_first_closed_the_next_is_first(first: Instance, tmp_path: Path) -> None:
    first.close()
    assert second(tmp_path, tmp_path / "x.kkb").wait(60) == 3


def test_one_that_does_not_answer_is_not_waited_for_long(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_ANSWER_MS", 300)
    hangs, other = Instance(tmp_path), Instance(tmp_path)
    assert hangs.first()
    assert not other.first()
    assert not other.hand_over(None)
    hangs.close()
