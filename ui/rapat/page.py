"""What was decided, and who still owes what?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.model.changes import ChangeSet
from kkbdesk.model.fields import Value
from kkbdesk.model.ids import Kind, PesertaId, RapatId
from kkbdesk.model.rapat import TingkatRapat
from kkbdesk.services.draf import BARU
from ui.context import Context
from ui.kit.table import RecordTable
from ui.page import OfficeChoice, Page, button, label, row, tool
from ui.rapat.attendance import AttendanceTable
from ui.rapat.calendar import MonthView
from ui.rapat.duties import DutiesPanel
from ui.rapat.figures import said
from ui.rapat.listing import MeetingTable
from ui.rapat.record import RapatRecord
from ui.rapat.series import SeriesPanel

_VIEWS = (
    ("daftar", "Daftar"),
    ("kalender", "Kalender"),
    ("tindak-lanjut", "Tindak lanjut"),
    ("kehadiran", "Kehadiran OPD"),
    ("seri", "Seri"),
)


class RapatPage(Page):
    """Meetings as list and calendar, their follow-ups, and the meeting that was opened."""

    NAME = "rapat"
    TITLE = "Rapat"
    ICON = "calendar-days"
    KINDS = frozenset(
        {
            Kind.RAPAT, Kind.SERI_RAPAT, Kind.PESERTA, Kind.PEMBAHASAN, Kind.KEPUTUSAN,
            Kind.TINDAK_LANJUT, Kind.FOTO_RAPAT, Kind.OPD, Kind.KAMPUNG, Kind.KANTOR,
            Kind.SEL_MATRIKS, Kind.MATRIKS,
        }
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._behind = False
        self.table = self._build_table()
        self.calendar = MonthView(self.desk.today())
        self.calendar.opened.connect(self.go)
        self.calendar.begun.connect(lambda day: self._begin({"tanggal": day}))
        self.duties = DutiesPanel(context)
        self.attendance = AttendanceTable(context)
        self.series = SeriesPanel(context)
        self.views = QStackedWidget()
        for view in (self.table, self.calendar, self.duties, self.attendance, self.series):
            self.views.addWidget(view)
        self._figures = label(tone="muted", wrap=True)
        self._missing = label(tone="warn", wrap=True)
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._build_bar())
        column.addWidget(self._figures)
        column.addWidget(self._missing)
        column.addWidget(self.views, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(listing)
        self.column.addWidget(self.stack, 1)

    def _build_table(self) -> MeetingTable:
        table = MeetingTable(self.context.settings, self.desk.today())
        table.opened.connect(self.go)
        table.removed.connect(self._remove)
        remove = tool("trash-2", "Hapus rapat terpilih (Delete)")
        remove.clicked.connect(self._remove)
        table.bar.addLayout(row(remove))
        self.office = OfficeChoice(self.context)
        self.office.setToolTip("Rapat kantor di bawah, seperti dikirimnya; daftar ini saja")
        self.office.activated.connect(self._read)
        table.bar.insertWidget(0, self.office)
        return table

    def _build_bar(self) -> QVBoxLayout:
        self._buttons = QButtonGroup(self)
        made: list[QPushButton] = []
        for place, (_, title) in enumerate(_VIEWS):
            each = button(title)
            each.setCheckable(True)
            each.setChecked(place == 0)
            self._buttons.addButton(each, place)
            made.append(each)
        self._buttons.idClicked.connect(self._view)
        save = button("Kalender .ics", "upload", tip="Simpan rapat untuk aplikasi kalender")
        save.clicked.connect(self._save_calendar)
        add = button("Jadwalkan", "plus", primary=True, tip="Jadwalkan rapat (Ctrl+N)")
        add.clicked.connect(self.new)
        self.table.begin_with("Jadwalkan rapat pertama", self.new)
        bar = QVBoxLayout()
        bar.addLayout(row(*made, 1, save, add))
        return bar

    @cached_property
    def record(self) -> RapatRecord:
        """The page of one meeting, made when the first is opened."""
        made = RapatRecord(self.context, self._close)
        self.stack.addWidget(made)
        return made

    # showing

    def reload(self) -> None:
        """Read what is shown: the open meeting, or the lists."""
        if self.stack.currentIndex() == 1:
            self._behind = True
            self.record.reload()
        else:
            self._read()

    def touched(self, changeset: ChangeSet) -> None:
        """Follow a change."""
        self.reload()

    def _read(self) -> None:
        self._behind = False
        rows = self.desk.rapat.daftar()
        self.office.offer({"": "Kantor ini"})
        other = self.office.code()
        shown = self.desk.rapat.daftar(kantor=other) if other else rows
        self.table.show_rows(shown, self.desk.today())
        self.calendar.set_rows(rows, self.desk.today())
        self.duties.reload()
        self.series.reload()
        angka = self.desk.rapat.angka()
        self.attendance.show_figures(angka, {row.tanggal.year for row in rows})
        figures, missing = said(angka)
        self._figures.setText(figures)
        self._missing.setText(missing)
        self._figures.setVisible(bool(figures))
        self._missing.setVisible(bool(missing))

    def arrive(self) -> None:
        """Put the cursor into the view, unless a meeting is open."""
        if self.stack.currentIndex() == 0:
            self._to_view()
        else:
            super().arrive()

    def _view(self, place: int) -> None:
        self._close()
        self._buttons.button(place).setChecked(True)
        self.views.setCurrentIndex(place)
        if _VIEWS[place][0] == "seri":
            self.series.go("")
        elif _VIEWS[place][0] == "kalender":
            self.calendar.show_month(self.calendar.day() or self.desk.today())
        self._to_view()

    def find_here(self) -> None:
        """Put the cursor into the filter of what is shown, else of the list."""
        shown = self._filtered()
        if shown is None:
            self._close()
            self._view(0)
        (shown or self.table).filter.setFocus()

    def _filtered(self) -> RecordTable[Any] | None:
        """Return the table in sight, None where there is none."""
        if self.stack.currentIndex() == 1:
            return self.record.people.table if self.record.people.isVisible() else None
        tables: tuple[RecordTable[Any] | None, ...] = (
            self.table, None, self.duties.table, self.attendance.table, self.series.table
        )  # fmt: skip
        return tables[self.views.currentIndex()]

    def new(self) -> None:
        """Begin a series where the series are shown, else a meeting."""
        if self.stack.currentIndex() == 0 and self.views.currentWidget() is self.series:
            self.series.new()
        else:
            self.go(BARU)

    def _begin(self, proposal: Mapping[str, Value]) -> None:
        """Open an empty meeting with some values proposed."""
        self.record.open(RapatId(BARU), "", proposal)
        self.stack.setCurrentIndex(1)

    def go(self, target: str) -> None:
        """Open a meeting by id, or by one of its parts, or a view with a named selection."""
        name, _, rest = target.partition(":")
        views = [view for view, _ in _VIEWS]
        if name in views:
            self._view(views.index(name))
            if name == "seri":
                self.series.go(rest)
            elif name == "tindak-lanjut":
                self.duties.narrow(rest)
        elif name == "kampung":
            self._begin({"tingkat": TingkatRapat.DESA, "kampung": rest})
        elif self.table.narrow(name):
            self._view(0)
        else:
            with self.context.guarded():
                if name == "peserta":
                    self.record.open_person(PesertaId(rest))
                else:
                    self.record.open(RapatId(name), rest)
                self.stack.setCurrentIndex(1)
                self.record.arrive()

    def leave(self) -> bool:
        """Go back one step: from a card to its list, from the meeting to where one came from."""
        if self.stack.currentIndex() == 0:
            return self.views.currentWidget() is self.duties and self.duties.leave()
        return self.record.leave() or self._close()

    def _close(self) -> bool:
        """Go back from the meeting to the view it was opened from; tell whether one was open."""
        if self.stack.currentIndex() == 0:
            return False
        self.stack.setCurrentIndex(0)
        if self._behind:
            self._read()
        rapat = self.record.rapat()
        if rapat is not None:
            self.table.choose([rapat.id])
        self._to_view()
        return True

    def _to_view(self) -> None:
        """Put the cursor into what is shown."""
        shown = self._filtered()
        (shown.arrive if shown else self.calendar.grid.setFocus)()

    # doing

    def _remove(self) -> None:
        rows = self.table.chosen_rows()
        if not rows:
            return
        names = rows[0].nama if len(rows) == 1 else f"{len(rows)} rapat"
        with self.context.guarded():
            self.desk.rapat.hapus([item.id for item in rows])
            self.context.done(f"{names} dihapus dengan peserta, notula dan tindak lanjutnya.")

    def _save_calendar(self) -> None:
        kinds = "Kalender (*.ics)"
        path = self.context.dialogs.save_file("Simpan kalender", "rapat.ics", kinds)
        if path is not None:
            with self.context.guarded():
                self.desk.rapat.tulis_kalender(path)
                self.context.notices.tell(f"Kalender rapat disimpan di {path}.")


THE_PAGE = RapatPage
