"""Notices when the window stands still, and says where, while a script works in a large office."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTabWidget

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.settings import Settings
from tests.bench.figure import Figure
from tests.support.window import Answers
from ui.app import application
from ui.kit.fields import TextField
from ui.kit.table import RecordTable
from ui.main_window import MainWindow
from ui.tour import _stops

_ROOT = str(Path(__file__).resolve().parents[2])
_OURS = tuple(f"{_ROOT}/{each}/" for each in ("ui", "kkbdesk", "db"))
_BEAT_MS, _LOOK_S = 5, 0.01
LONGEST_MS = 100
"""A window that does not answer for so long is felt."""
_PATIENCE_S = 20


@dataclass
class Still:
    """A time in which the window did not answer: what was asked of it, how long, and where.

    In `busy` of it the window itself was at work; the rest it waited for a disk or a processor.
    """

    step: str
    ms: float
    busy: float
    where: str


@dataclass
class Watchdog:
    """A thread that sees whether the UI thread lives; what it stood in is read off its stack."""

    found: list[Still] = field(default_factory=list)
    step: str = ""
    _beat: float = 0.0
    _spent: float = 0.0
    _seen: Counter[str] = field(default_factory=Counter)
    _stopped: bool = False

    def start(self) -> None:
        """Watch the thread that calls this."""
        self._main = threading.get_ident()
        self._timer = QTimer(interval=_BEAT_MS)
        self._timer.timeout.connect(self.beat)
        self._timer.start()
        self._beat = time.perf_counter()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._stopped = True
        self._timer.stop()
        self._thread.join()

    def beat(self) -> None:
        """Say that the UI thread answers; a pause that was too long is noted."""
        now, spent = time.perf_counter(), time.thread_time()
        late = (now - self._beat) * 1000
        if late > LONGEST_MS:
            where = self._seen.most_common(1)
            busy = (spent - self._spent) * 1000
            self.found.append(Still(self.step, late, busy, where[0][0] if where else "?"))
        self._seen.clear()
        self._beat, self._spent = now, spent

    def _look(self) -> None:
        while not self._stopped:
            time.sleep(_LOOK_S)
            if time.perf_counter() - self._beat > 3 * _LOOK_S:
                frame = sys._current_frames().get(self._main)
                self._seen[_place(frame)] += 1


def _place(frame: FrameType | None) -> str:
    """Return the innermost line of ours on a stack, and who of ours called it."""
    found: list[str] = []
    while frame is not None and len(found) < 4:
        code = frame.f_code
        if code.co_filename.startswith(_OURS):
            found.append(f"{Path(code.co_filename).relative_to(_ROOT)}:{code.co_name}")
        frame = frame.f_back
    return " < ".join(found) or "Qt"


class Script:
    """Works through every place of an office as a person would, one step after another."""

    def __init__(self, window: MainWindow, dog: Watchdog) -> None:
        self._window, self._dog = window, dog
        self.steps = 0

    @contextmanager
    def _doing(self, what: str) -> Iterator[None]:
        """Do one thing, then let the window finish all that follows from it."""
        self._dog.step = what
        self._dog.beat()
        yield
        self._dog.beat()
        self._rest()
        self.steps += 1

    def _rest(self) -> None:
        app, end = QApplication.instance(), time.perf_counter() + _PATIENCE_S
        assert app is not None
        assert self._window.context is not None
        quiet = 0
        while quiet < 4 and time.perf_counter() < end:
            app.processEvents()
            quiet = quiet + 1 if self._window.context.jobs.idle() else 0
            time.sleep(0.002)

    def work(self, folder: Path) -> None:
        """Open everything twice, filter, choose, sort and edit what is there, search."""
        assert self._window.context is not None
        listed = folder / "daftar.csv"
        listed.write_text("Desa/Kelurahan;Nama Kampung KB\nSinar;Sinar\n", "utf-8")
        stops = [
            (name, target)
            for name, target in _stops(self._window.context.desk, listed, folder / "tidak.kkb")
            if name != "paket-pratinjau"
        ]
        for turn in ("pertama", "lagi"):
            for name, target in stops:
                with self._doing(f"buka {name} ({turn})"):
                    self._window.open(target)
                if turn == "lagi":
                    self._use(name)
        self._search()

    def _use(self, name: str) -> None:
        page = self._window.page()
        for table in page.findChildren(RecordTable):
            if table.isVisible():
                self._use_table(name, table)
        for box in page.findChildren(QComboBox):
            if box.isVisible() and box.isEnabled() and box.count() > 1 and not box.isEditable():
                self._turn(name, box)
        self._type(name, page.findChildren(TextField))

    def _use_table(self, name: str, table: RecordTable[object]) -> None:
        for letters in ("a", "an", ""):
            with self._doing(f"saring {name} dengan “{letters}”"):
                table.filter.setText(letters)
                time.sleep(0.0)
        if table.model.rowCount():
            with self._doing(f"pilih baris di {name}"):
                table.choose_row(0)
            with self._doing(f"urutkan {name}"):
                table.view.sortByColumn(1, table.view.horizontalHeader().sortIndicatorOrder())
            with self._doing(f"gulir {name} ke akhir"):
                table.view.scrollToBottom()

    def _turn(self, name: str, box: QComboBox) -> None:
        at = box.currentIndex()
        for place in ((at + 1) % box.count(), at):
            with self._doing(f"{box.accessibleName()} di {name}"):
                box.setCurrentIndex(place)

    def _type(self, name: str, fields: list[QLineEdit]) -> None:
        """Change the first plain field that is there, and leave it."""
        for each in fields:
            if type(each) is TextField and each.isVisible() and each.isEnabled() and each.text():
                with self._doing(f"ubah isian di {name}"):
                    each.setText(f"{each.text()} x")
                    each.setModified(True)
                    each.editingFinished.emit()
                return

    def _search(self) -> None:
        from ui.cari.dialog import Finder  # noqa: PLC0415 - as the window does

        assert self._window.context is not None
        finder = Finder(self._window.context, self._window)
        for letters in ("s", "si", "sin", "gizi", "gizi balita"):
            with self._doing(f"cari “{letters}”"):
                finder.line.setText(letters)
        finder.close()

    def turn_tabs(self) -> None:
        """Show every tab of the page that is open."""
        for tabs in self._window.page().findChildren(QTabWidget):
            for place in range(tabs.count()):
                with self._doing(f"tab {tabs.tabText(place)}"):
                    tabs.setCurrentIndex(place)


def watched(folder: Path) -> tuple[list[Still], int]:
    """Return when the window stood still in an office in a folder, and the number of steps."""
    settings = Settings(folder / "setelan.json")
    application(settings, offscreen=True)
    window = MainWindow(settings, Answers(agree=False))
    window.resize(1366, 740)
    window.show()
    desk = Desk(SqlStore.open(folder))
    dog = Watchdog()
    dog.start()
    dog.step = "buka kantor"
    window.attach(desk)
    dog.beat()
    script = Script(window, dog)
    script.work(folder)
    dog.stop()
    window.detach()
    window.close()
    desk.close()
    return dog.found, script.steps


def figures(folder: Path) -> list[Figure]:
    """Return the longest the window stood still, and each time that can be felt, with its place."""
    found, steps = watched(folder)
    worst = sorted(found, key=lambda each: -each.ms)
    head = Figure(
        f"window stood still, {steps} steps", worst[0].ms if worst else 0.0,
        f"{len(found)} times over {LONGEST_MS} ms", 0, "ms", f"{LONGEST_MS} ms",
    )  # fmt: skip
    return [head, *(Figure(each.step, each.ms, each.where, 0, "ms", "") for each in worst[:12])]
