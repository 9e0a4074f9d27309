"""A month as a grid of days, walked with the arrows and the page keys."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from kkbdesk.model.format_id import BULAN, HARI
from ui.kit import theme
from ui.page import button, label, row, tool

_SHOWN = 3
_DAY = Qt.ItemDataRole.UserRole


class Mark(NamedTuple):
    """A line on a day: what it opens, its text with a sign, its colour, what hovering tells."""

    id: str
    text: str
    tone: str
    tip: str


class _Grid(QTableWidget):
    """Six weeks of seven days."""

    entered_day = Signal()
    turned = Signal(int)
    pintasan: ClassVar[Mapping[str, str]] = {
        "Enter": "Buka harinya",
        "PgUp, PgDown": "Bulan sebelumnya, bulan berikutnya",
    }

    def __init__(self, name: str) -> None:
        super().__init__(6, 7)
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(HARI)
        self.verticalHeader().hide()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
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


class MonthGrid(QWidget):
    """The calendar with its heading; the days of six weeks hold what they are given."""

    entered = Signal(object)
    """A day was opened, by Enter or a double click."""
    chosen = Signal(object)
    """A day was chosen."""
    turned = Signal()
    """Another month is shown."""

    def __init__(self, name: str, legend: str, today: date) -> None:
        super().__init__()
        self._today = today
        self._month = today.replace(day=1)
        self._marks: Mapping[date, Sequence[Mark]] = {}
        self._free: Mapping[date, str] = {}
        self._title = label(step=1)
        before = tool("chevron-left", "Bulan sebelumnya (PgUp)")
        before.clicked.connect(lambda: self.turn(-1))
        after = tool("chevron-right", "Bulan berikutnya (PgDn)")
        after.clicked.connect(lambda: self.turn(1))
        now = button("Bulan ini")
        now.clicked.connect(lambda: self.show_month(self._today))
        self.grid = _Grid(name)
        self.grid.entered_day.connect(self._enter)
        self.grid.turned.connect(self.turn)
        self.grid.currentItemChanged.connect(lambda *_: self.chosen.emit(self.day()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row(before, after, self._title, 1, now))
        column.addWidget(label(legend, tone="muted", wrap=True))
        column.addWidget(self.grid, 1)

    def set_days(
        self,
        marks: Mapping[date, Sequence[Mark]],
        today: date,
        free: Mapping[date, str] | None = None,
    ) -> None:
        """Show these marks on their days, and these days by name as free."""
        self._today, self._marks, self._free = today, marks, free or {}
        self._fill()

    def month(self) -> date:
        """Return the first day of the month that is shown."""
        return self._month

    def days(self) -> list[date]:
        """Return the 42 days that are shown."""
        days = list(Calendar().itermonthdates(self._month.year, self._month.month))
        while len(days) < 42:
            days.append(days[-1] + timedelta(days=1))
        return days

    def show_month(self, day: date) -> None:
        """Show the month of a day, with the day chosen."""
        other = day.replace(day=1) != self._month
        self._month = day.replace(day=1)
        if other:
            self.turned.emit()
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

    def on(self, day: date) -> Sequence[Mark]:
        """Return what stands on a day."""
        return self._marks.get(day, ())

    def _fill(self) -> None:
        self._title.setText(f"{BULAN[self._month.month - 1]} {self._month.year}")
        for place, day in enumerate(self.days()):
            self.grid.setItem(place // 7, place % 7, self._item(day))

    def _item(self, day: date) -> QTableWidgetItem:
        marks = self.on(day)
        free = self._free.get(day, "")
        lines = [f"{day.day}{' · hari ini' if day == self._today else ''}"]
        if free:
            lines[0] += f" · libur: {free}"
        if len(marks) > _SHOWN:  # below the lines it would be cut off first
            lines[0] += f" ({len(marks)})"
        lines += [mark.text for mark in marks[:_SHOWN]]
        item = QTableWidgetItem("\n".join(lines))
        item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        item.setData(_DAY, day)
        item.setToolTip("\n".join([*([f"Libur: {free}"] if free else []),
                                   *(mark.tip for mark in marks[:12])]))  # fmt: skip
        colours = theme.colours()
        tone = marks[0].tone if marks else "text"
        other = day.month != self._month.month
        item.setForeground(QColor(colours.muted if other else getattr(colours, tone)))
        if other:
            item.setBackground(QColor(colours.ground))
        elif free:
            item.setBackground(QColor(colours.bad_soft))
        elif marks:
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
        day = self.day()
        if day is not None:
            self.entered.emit(day)
