"""A month of meetings, walked with the arrows and the page keys."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from kkbdesk.model.format_id import BULAN, HARI
from kkbdesk.model.rapat import StatusRapat
from kkbdesk.services.rapat import RapatRow
from ui.kit import theme
from ui.page import button, label, row, tool

_MARKS = {
    StatusRapat.DIRENCANAKAN: ("○", "accent"),
    StatusRapat.TERLAKSANA: ("●", "good"),
    StatusRapat.BATAL: ("✕", "muted"),
}
_SHOWN = 3
_DAY = Qt.ItemDataRole.UserRole


class _Grid(QTableWidget):
    """Six weeks of seven days."""

    entered_day = Signal()
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__(6, 7)
        self.setAccessibleName("Kalender rapat")
        self.setHorizontalHeaderLabels(HARI)
        self.verticalHeader().hide()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.horizontalHeader().setHighlightSections(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.itemDoubleClicked.connect(lambda _: self.entered_day.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a day with Enter, turn months with the page keys."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_day.emit()
        elif event.key() == Qt.Key.Key_PageUp:
            self.turned.emit(-1)
        elif event.key() == Qt.Key.Key_PageDown:
            self.turned.emit(1)
        else:
            super().keyPressEvent(event)


class MonthView(QWidget):
    """The calendar with its heading."""

    opened = Signal(str)
    """A meeting was chosen, with its id."""
    begun = Signal(object)
    """A day without a meeting was chosen."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._month = today.replace(day=1)
        self._rows: dict[date, list[RapatRow]] = {}
        self._title = label(step=1)
        before = tool("chevron-left", "Bulan sebelumnya (PgUp)")
        before.clicked.connect(lambda: self.turn(-1))
        after = tool("chevron-right", "Bulan berikutnya (PgDn)")
        after.clicked.connect(lambda: self.turn(1))
        now = button("Bulan ini")
        now.clicked.connect(lambda: self.show_month(self._today))
        self.grid = _Grid()
        self.grid.entered_day.connect(self._enter)
        self.grid.turned.connect(self.turn)
        legend = label("○ direncanakan   ● terlaksana   ✕ batal", tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row(before, after, self._title, 1, legend, now))
        column.addWidget(self.grid, 1)

    def set_rows(self, rows: Iterable[RapatRow], today: date) -> None:
        """Show these meetings."""
        self._today = today
        days: dict[date, list[RapatRow]] = defaultdict(list)
        for item in rows:
            days[item.tanggal].append(item)
        self._rows = days
        self._fill()

    def show_month(self, day: date) -> None:
        """Show the month of a day, with the day chosen."""
        self._month = day.replace(day=1)
        self._fill()
        self._choose(day)

    def turn(self, months: int) -> None:
        """Go some months on or back."""
        at = self._month.year * 12 + self._month.month - 1 + months
        self.show_month(date(at // 12, at % 12 + 1, 1))

    def day(self) -> date | None:
        """Return the chosen day."""
        index = self.grid.currentIndex()
        day = index.data(_DAY) if index.isValid() else None
        return day if isinstance(day, date) else None

    def _fill(self) -> None:
        self._title.setText(f"{BULAN[self._month.month - 1]} {self._month.year}")
        days = list(Calendar().itermonthdates(self._month.year, self._month.month))
        while len(days) < 42:
            days.append(days[-1] + timedelta(days=1))
        for place, day in enumerate(days):
            self.grid.setItem(place // 7, place % 7, self._item(day))

    def _item(self, day: date) -> QTableWidgetItem:
        meetings = sorted(self._rows.get(day, ()), key=lambda item: item.mulai)
        lines = [f"{day.day}{' · hari ini' if day == self._today else ''}"]
        lines += [_line(item) for item in meetings[:_SHOWN]]
        if len(meetings) > _SHOWN:
            lines.append(f"… dan {len(meetings) - _SHOWN} lagi")
        item = QTableWidgetItem("\n".join(lines))
        item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        item.setData(_DAY, day)
        item.setToolTip("\n".join(f"{each.nama}, {each.forum}" for each in meetings))
        colours = theme.colours()
        tone = _MARKS[meetings[0].status][1] if meetings else "text"
        other = day.month != self._month.month
        item.setForeground(QColor(colours.muted if other else getattr(colours, tone)))
        if other:
            item.setBackground(QColor(colours.ground))
        elif meetings:
            item.setBackground(QColor(colours.raised))
        if day == self._today:
            font = self.grid.font()
            font.setBold(True)
            item.setFont(font)
        return item

    def _choose(self, day: date) -> None:
        for place in range(42):
            item = self.grid.item(place // 7, place % 7)
            if item is not None and item.data(_DAY) == day:
                self.grid.setCurrentItem(item)

    def _enter(self) -> None:
        """Open the day's meeting, or begin one."""
        day = self.day()
        if day is None:
            return
        meetings = self._rows.get(day, [])
        if meetings:
            self.opened.emit(min(meetings, key=lambda item: item.mulai).id)
        else:
            self.begun.emit(day)


def _line(item: RapatRow) -> str:
    return f"{_MARKS[item.status][0]} {item.mulai} {item.nama}"
