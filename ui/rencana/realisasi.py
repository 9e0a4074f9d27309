"""What was done: the list, what is late, what waits for the national website, and one deed."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.ids import RealisasiId, RencanaId
from kkbdesk.services.draf import BARU
from kkbdesk.services.realisasi import SaringRealisasi
from kkbdesk.services.rencana import SaringRencana
from ui.context import Context
from ui.kit.jobs import Reading
from ui.page import button, row
from ui.rencana.antrian import QueuePanel
from ui.rencana.panel import Panel
from ui.rencana.realisasi_daftar import DeedList
from ui.rencana.realisasi_rekam import DeedRecord
from ui.rencana.realisasi_terlambat import LateList

VIEWS = ("daftar", "terlambat", "antrian")
_TITLES = ("Daftar", "Terlambat", "Antrian laman nasional")


class RealisasiPanel(Panel):
    """Three views of what was done, and the deed that was opened."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._behind = False
        self.list = DeedList(context)
        self.list.table.opened.connect(self.go)
        self.late = LateList(context, lambda plan: self.go(f"{BARU}:{plan}"))
        self.queue = QueuePanel(context)
        self.views = QStackedWidget()
        for view in (self.list, self.late, self.queue):
            self.views.addWidget(view)
        listing = QWidget()
        inner = QVBoxLayout(listing)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(row(*self._build_buttons(), 1, *self._build_acts()))
        inner.addWidget(self.views, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(listing)
        self.column.addWidget(self.stack, 1)

    def _build_buttons(self) -> list[QPushButton]:
        self.buttons = QButtonGroup(self)
        made = []
        for place, title in enumerate(_TITLES):
            each = button(title)
            each.setCheckable(True)
            each.setChecked(place == 0)
            self.buttons.addButton(each, place)
            made.append(each)
        self.buttons.idClicked.connect(self._view)
        return made

    def _build_acts(self) -> list[QPushButton]:
        paper = button("Cetak", "printer", tip="Laporan realisasi tahun ini (Ctrl+P)")
        paper.clicked.connect(self.print_page)
        add = button("Realisasi baru", "plus", primary=True, tip="Di luar rencana (Ctrl+N)")
        add.clicked.connect(self.new)
        self.list.table.begin_with("Catat realisasi pertama", self.new)
        return [paper, add]

    @cached_property
    def record(self) -> DeedRecord:
        """The page of one deed, made when the first is opened."""
        made = DeedRecord(self.context, self._close)
        self.stack.addWidget(made)
        return made

    # showing

    def reload(self) -> None:
        """Read what is shown: the open deed, or the view."""
        if self._opened():
            self._behind = True
            self.record.reload()
        else:
            self._read()

    def _read(self) -> None:
        self._behind = False
        self._count()
        view = self.views.currentWidget()
        if view is self.queue:
            self.queue.reload()
        elif view is self.late:
            self.late.reload(self.tahun)
        else:
            self.list.reload(self.tahun)

    def _count(self) -> None:
        """Write on the buttons how much waits, counted beside other work."""
        desk, year = self.desk, self.tahun

        def count() -> tuple[int, int]:
            late = SaringRencana(tahun=year, terlambat=desk.today())
            waiting = SaringRealisasi(diinput=False)
            return desk.rencana.jumlah(late)[0], desk.realisasi.jumlah(waiting)[0]

        def done(numbers: tuple[int, int]) -> None:
            for place, number in enumerate(numbers, 1):
                waits = f" ({format_id.angka(number)})" if number else ""
                self.buttons.button(place).setText(f"{_TITLES[place]}{waits}")

        self.context.jobs.start(Reading("", count), done, owner=self)

    def _opened(self) -> bool:
        return self.stack.currentIndex() == 1

    def _view(self, place: int) -> None:
        self.stack.setCurrentIndex(0)
        self.buttons.button(place).setChecked(True)
        self.views.setCurrentIndex(place)
        self._read()
        self.arrive()

    def arrive(self) -> None:
        """Put the cursor where work on what is shown begins."""
        if self._opened():
            self.record.arrive()
        elif self.views.currentWidget() is self.queue:
            self.queue.arrive()
        else:
            (self.late if self.views.currentWidget() is self.late else self.list).table.arrive()

    def go(self, target: str) -> None:
        """Show a view, a deed by id, or an empty form; after `baru:` the plan it carries out."""
        name, _, rest = target.partition(":")
        if name in VIEWS:
            self._view(VIEWS.index(name))
            if name == "antrian":
                self.queue.go(rest)
                self.arrive()
            return
        with self.context.guarded():
            if name == BARU:
                self.record.begin(RencanaId(rest) if rest else None)
            else:
                self.record.open(RealisasiId(name), rest)
            self.stack.setCurrentIndex(1)
            self.record.arrive()

    def find_here(self) -> None:
        """Put the cursor into the filter of the list in sight."""
        self._close()
        if self.views.currentWidget() is self.queue:
            self.queue.pick.setFocus()
        else:
            shown = self.late if self.views.currentWidget() is self.late else self.list
            shown.table.filter.setFocus()

    def new(self) -> None:
        """Begin a deed that nobody planned."""
        self.go(BARU)

    def print_page(self) -> None:
        """Go to the report of plan and deed."""
        self.context.open(f"laporan:realisasi:{self.tahun}")

    def leave(self) -> bool:
        """Go back from the deed to where one came from; tell whether one was open."""
        return self._close()

    def _close(self) -> bool:
        if not self._opened():
            return False
        deed = self.record.deed()
        self.stack.setCurrentIndex(0)
        if self._behind:
            self._read()
        if deed is not None:
            self.list.table.choose([deed.id])
        self.arrive()
        return True


THE_PANEL = RealisasiPanel
