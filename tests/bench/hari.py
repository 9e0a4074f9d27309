"""A day of work in the window: memory and speed at its end, beside those of its first hour."""

from __future__ import annotations

import gc
import itertools
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.settings import Settings
from tests.bench.figure import Figure
from tests.support.window import Answers
from ui.app import application
from ui.impor.page import ImporPage
from ui.kampung.page import KampungPage
from ui.laporan.page import LaporanPage
from ui.main_window import MainWindow
from ui.matriks.page import MatriksPage

HOURS, EDITS, PRINTS, IMPORTS = 8, 2_000, 50, 5
_REPORTS = "klasifikasi", "daftar-kampung", "matriks", "rencana-aksi", "bulanan", "jadwal"
_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 60


class Day:
    """Edits cells and fields, prints and imports in the window, hour after hour."""

    def __init__(self, window: MainWindow, desk: Desk, folder: Path) -> None:
        self._window, self._desk, self._folder = window, desk, folder
        self._names = itertools.count()
        self._villages = itertools.cycle([row.id for row in desk.kampung.daftar()])
        self._reports = itertools.cycle([each.nama for each in desk.laporan.daftar()
                                         if each.nama in _REPORTS])  # fmt: skip
        self.edits: list[float] = []
        """How long each edit took until it was painted, in milliseconds."""
        self.busy: list[float] = []
        """How long the window itself was at work for it."""
        self.memory: list[float] = []
        """What the process held after each hour, in MiB."""

    def work(self) -> None:
        """Work for a day, the edits, prints and imports spread evenly."""
        for hour in range(HOURS):
            for number in range(EDITS // HOURS // 2):
                self._cell(number)
                self._field()
            for _ in range(PRINTS * (hour + 1) // HOURS - PRINTS * hour // HOURS):
                self._print()
            for _ in range(IMPORTS * (hour + 1) // HOURS - IMPORTS * hour // HOURS):
                self._import()
            gc.collect()
            self.memory.append(_held())

    @contextmanager
    def _timed(self) -> Iterator[None]:
        QApplication.processEvents()
        start, spent = time.perf_counter(), time.thread_time()
        yield
        QApplication.processEvents()
        self.edits.append((time.perf_counter() - start) * 1000)
        self.busy.append((time.thread_time() - spent) * 1000)

    def _cell(self, number: int) -> None:
        self._window.open("matriks")
        page = self._window.page()
        assert isinstance(page, MatriksPage)
        rows, columns = page.model.rowCount(), page.model.columnCount()
        page.view.setCurrentIndex(page.model.index(number % rows, number // rows % columns))
        with self._timed():
            QTest.keyClick(page.view, Qt.Key.Key_Space)

    def _field(self) -> None:
        self._window.open(f"kampung:{next(self._villages)}:profil")
        page = self._window.page()
        assert isinstance(page, KampungPage)
        made = page.record.form.field("gambaran_umum")
        with self._timed():
            made.set_raw(f"Gambaran nomor {next(self._names)}.")
            made.left.emit()  # type: ignore[attr-defined]

    def _print(self) -> None:
        self._window.open(f"laporan:{next(self._reports)}")
        page = self._window.page()
        assert isinstance(page, LaporanPage)
        self._rest()
        if page.view.pages():
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(self._folder / "cetak.pdf"))
            page.view.print_to(printer)
            self._rest()

    def _import(self) -> None:
        path = self._folder / "impor.csv"
        rows = [f"{row.nama};{row.nama};{next(self._names)}" for row in self._desk.kampung.daftar()]
        path.write_text("\n".join(["Desa/Kelurahan;Nama Kampung KB;Luas (km²)", *rows]), "utf-8")
        self._window.open(f"impor:berkas:{path}")
        self._rest()
        page = self._window.page()
        assert isinstance(page, ImporPage)
        if page.preview.apply.isEnabled():
            page.preview.apply.click()
        self._rest()

    def _rest(self) -> None:
        assert self._window.context is not None
        end, quiet = time.perf_counter() + _PATIENCE_S, 0
        while quiet < 40 and time.perf_counter() < end:
            QApplication.processEvents()
            quiet = quiet + 1 if self._window.context.jobs.idle() else 0
            time.sleep(0.005)


def _held() -> float:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def main(folder: Path) -> None:
    """Work for a day in the office of a folder and print what was measured, as JSON."""
    settings = Settings(folder / "setelan.json")
    application(settings, offscreen=True)
    window = MainWindow(settings, Answers())
    window.resize(1366, 740)
    window.show()
    desk = Desk(SqlStore.open(folder))
    window.attach(desk)
    day = Day(window, desk, folder)
    day.work()
    window.detach()
    window.close()
    desk.close()
    sys.stdout.write(json.dumps({"edits": day.edits, "busy": day.busy, "memory": day.memory}))


def figures(folder: Path) -> list[Figure]:
    """Return what a day of work costs, of the office in a folder, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.hari", str(folder)],
        capture_output=True, text=True, check=True, cwd=_ROOT,
    )  # fmt: skip
    measured = json.loads(done.stdout)
    share = EDITS // HOURS
    (first, last), (early, late) = (
        (statistics.median(measured[each][:share]), statistics.median(measured[each][-share:]))
        for each in ("edits", "busy")
    )
    memory = measured["memory"]
    what = f"{EDITS:,} edits, {PRINTS} prints, {IMPORTS} imports"
    return [
        Figure(f"memory after a day: {what}", memory[-1], "after its first hour", memory[0], "MiB",
               "1.2 times"),
        Figure("an edit at the end of the day", last, "in its first hour", first, "ms", "1 time"),
        Figure("of it, work of the window", late, "in its first hour", early, "ms", "1 time"),
    ]  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))
