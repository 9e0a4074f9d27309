"""A window in a process of its own, led by lines on its standard input; see `Lain`.

python -m tests.support.jendela_lain FOLDER
"""

from __future__ import annotations

import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

ROOT = Path(__file__).resolve().parent.parent.parent


class Lain:
    """The other window as a test sees it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, *words: object) -> str:
        """Let it do something and return what it says."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(" ".join(map(str, words)) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().rstrip("\n")


@contextmanager
def jendela_lain(folder: Path) -> Iterator[Lain]:
    """Open the matrix of an office in another process."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.jendela_lain", str(folder)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        other = Lain(process)
        try:
            assert other.ask("baca", 0, 0) is not None
            yield other
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(30)


def _main(folder: Path) -> None:
    from db.store import SqlStore  # noqa: PLC0415 - only the other process does this
    from kkbdesk.desk import Desk  # noqa: PLC0415
    from kkbdesk.settings import Settings  # noqa: PLC0415
    from tests.conftest import NOW  # noqa: PLC0415
    from tests.support.window import a_window  # noqa: PLC0415
    from ui.app import application  # noqa: PLC0415
    from ui.matriks.page import MatriksPage  # noqa: PLC0415

    with TemporaryDirectory() as work:
        app = application(Settings(Path(work) / "setelan.json"))
        window = a_window(Path(work))
        window.resize(1366, 740)
        window.show()
        window.attach(Desk(SqlStore.open(folder, clock=lambda: NOW), lambda: NOW))
        window.open("matriks")
        page = window.page()
        assert isinstance(page, MatriksPage)
        while True:
            app.processEvents()
            if not select.select([sys.stdin], [], [], 0.02)[0]:
                continue
            line = sys.stdin.readline().split()
            if not line:
                break
            index = page.model.index(int(line[1]), int(line[2]))
            if line[0] == "putar":
                page.view.setCurrentIndex(index)
                QTest.keyClick(page.view, Qt.Key.Key_Space)
            said = window.notices.text() if line[0] == "pesan" else index.data()
            sys.stdout.write(f"{said}\n")
            sys.stdout.flush()
        window.close()


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
