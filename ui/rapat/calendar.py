"""A month of meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal

from kkbdesk.model.rapat import StatusRapat
from kkbdesk.services.rapat import RapatRow
from ui.month import Mark, MonthGrid

_MARKS = {
    StatusRapat.DIRENCANAKAN: ("○", "accent"),
    StatusRapat.TERLAKSANA: ("●", "good"),
    StatusRapat.BATAL: ("✕", "muted"),
}


class MonthView(MonthGrid):
    """The calendar of meetings."""

    opened = Signal(str)
    """A meeting was chosen, with its id."""
    begun = Signal(object)
    """A day without a meeting was chosen."""

    def __init__(self, today: date) -> None:
        super().__init__("Kalender rapat", "○ direncanakan   ● terlaksana   ✕ batal", today)
        self.entered.connect(self._open)

    def set_rows(self, rows: Iterable[RapatRow], today: date) -> None:
        """Show these meetings."""
        days: dict[date, list[Mark]] = defaultdict(list)
        for item in sorted(rows, key=lambda item: item.mulai):
            sign, tone = _MARKS[item.status]
            text = f"{sign} {item.mulai} {item.nama}"
            days[item.tanggal].append(Mark(item.id, text, tone, f"{item.nama}, {item.forum}"))
        self.set_days(days, today)

    def _open(self, day: date) -> None:
        """Open the day's first meeting, or begin one."""
        meetings = self.on(day)
        if meetings:
            self.opened.emit(meetings[0].id)
        else:
            self.begun.emit(day)
