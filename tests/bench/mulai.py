"""Start: from spawning the process to a painted window, to a filled list, and its memory."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.figure import Figure

_ROOT = Path(__file__).resolve().parents[2]
_RUNS = 7

BARE = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(["bare"])
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, done)
            app.removeEventFilter(self)
        return False
def done():
    rss = next(l for l in open("/proc/self/status") if l.startswith("VmRSS")).split()[1]
    print(time.time(), time.time(), rss); app.quit()
watch = Watch(); app.installEventFilter(watch)
window = QMainWindow(); window.setCentralWidget(QLabel("KKB Desk")); window.resize(1280, 720)
window.show(); app.exec()
"""

OURS = """
import builtins, sys, time
plain = builtins.__import__
from pathlib import Path
sys.path.insert(0, ROOT)
import main
from PySide6.QtCore import QEvent, QObject, QTimer
from ui import app as start
builtins.__import__ = plain
from kkbdesk.settings import Settings
from kkbdesk import paths
settings = Settings(paths.settings_file()); settings.set("halaman", "kampung")
app = start.application(settings)
state = {}
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            state.setdefault("painted", time.time())
            page = getattr(watched, "parent", lambda: None)()
            if type(page).__name__ == "_View" and page.model().rowCount():
                QTimer.singleShot(0, done)
                app.removeEventFilter(self)
        return False
def done():
    rss = next(l for l in open("/proc/self/status") if l.startswith("VmRSS")).split()[1]
    print(state["painted"], time.time(), rss, flush=True); app.quit()
watch = Watch(); app.installEventFilter(watch)
start.run(Path(DATA), main._database)
"""


def _start(code: str, environment: dict[str, str]) -> tuple[float, float, float]:
    """Return painted and usable in ms after spawning, and memory in MiB, of one start."""
    start = time.time()
    out = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        cwd=_ROOT,
    ).stdout.split()
    painted, usable = ((float(moment) - start) * 1000 for moment in out[:2])
    return painted, usable, float(out[2]) / 1024


def figures(sample: Path) -> list[Figure]:
    """Return the figures of the sample office in a folder; both windows start in turn."""
    ours_code = OURS.replace("ROOT", repr(str(_ROOT))).replace("DATA", repr(str(sample)))
    runs: dict[str, list[tuple[float, float, float]]] = {BARE: [], ours_code: []}
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": home,
            "XDG_CONFIG_HOME": home,
            "QT_QPA_PLATFORM": "offscreen",
            "LANG": "C.UTF-8",
        }
        for run in range(_RUNS + 1):
            for code, measured in runs.items():
                one = _start(code, environment)
                if run:
                    measured.append(one)
    bare, ours = (
        tuple(statistics.median(column) for column in zip(*measured, strict=True))
        for measured in runs.values()
    )
    return [
        Figure("start to painted window", ours[0], "bare window", bare[0], "ms", "1.5 times"),
        Figure("start to usable, list filled", ours[1], "bare window", bare[0], "ms", "3 times"),
        Figure("memory, list filled", ours[2], "bare window", bare[2], "MiB", "150 MiB"),
    ]
