"""The plan as a month: short activities on their days, long and vague ones in a line above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from kkbdesk.model.format_id import hari, tanggal
from kkbdesk.model.ids import RencanaId
from kkbdesk.services.referensi import LIBUR
from kkbdesk.services.rencana import JadwalRow, SaringRencana
from ui.context import Context
from ui.month import Mark, MonthGrid
from ui.page import button, label, row
from ui.rencana.keadaan import LEGENDA, TANDA

_ID = Qt.ItemDataRole.UserRole
_LISTED = 100
"""So many are listed below the month; nobody reads more."""


class _Shown(NamedTuple):
    """What the list below the month holds: of a day, or what has no days of its own."""

    day: date | None
    marks: Sequence[Mark]


class PlanCalendar(QWidget):
    """The month; below it what stands on the chosen day."""

    opened = Signal(str)
    begun = Signal(object)
    """A new activity is wanted on this day."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._asked = SaringRencana()
        self._long: list[Mark] = []
        self.month = MonthGrid("Kalender rencana", LEGENDA, context.desk.today())
        self.month.turned.connect(self._read)
        self.month.chosen.connect(self._show_day)
        self.month.entered.connect(self._enter)
        self.long = button("", tip="Tampilkan di bawah kalender")
        self.long.setObjectName("line")
        self.long.clicked.connect(lambda: self._list(_Shown(None, self._long)))
        self.day = label()
        self.list = QListWidget()
        self.list.setAccessibleName("Kegiatan pada hari ini")
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        self.add = button("Rencanakan pada hari ini", "plus")
        self.add.clicked.connect(self._begin)
        below = QWidget()
        inner = QVBoxLayout(below)
        inner.setContentsMargins(0, 0, 0, 0)
        free = button("Hari libur…", tip="Ubah daftar hari libur")
        free.clicked.connect(lambda: context.open(f"pengaturan:daftar:{LIBUR}"))
        inner.addLayout(row(self.day, 1, free, self.add))
        inner.addWidget(self.list, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.month)
        split.addWidget(below)
        split.setSizes([420, 130])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.long)
        column.addWidget(split, 1)

    def read(self, asked: SaringRencana) -> None:
        """Show what is asked for, in the month that is shown or one of the year asked for."""
        moved = asked.tahun is not None and asked.tahun != (self._asked.tahun or asked.tahun)
        self._asked = asked
        if asked.tahun is not None and (moved or asked.tahun != self.month.month().year):
            today = self.context.desk.today()
            month = today.month if asked.tahun == today.year else 1
            self.month.show_month(date(asked.tahun, month, 1))
        self._read()

    def arrive(self) -> None:
        """Put the cursor on a day."""
        if self.month.day() is None:
            self.month.show_month(self.context.desk.today())
        self.month.grid.setFocus()

    def chosen_day(self) -> date | None:
        """Return the chosen day."""
        return self.month.day()

    def _read(self) -> None:
        days = self.month.days()
        since = days[0] - timedelta(366)
        asked = replace(self._asked, tahun=None, sejak=since, dari=days[0], sampai=days[-1])
        shown = self.context.desk.rencana.jadwal(asked, tempat=False, mitra=False)
        marks: dict[date, list[Mark]] = defaultdict(list)
        self._long = []
        for item in shown:
            mark = _mark(item)
            if item.sehari_hari and item.mulai and item.akhir:
                for number in range((item.akhir - item.mulai).days + 1):
                    marks[item.mulai + timedelta(number)].append(mark)
            else:
                self._long.append(mark)
        libur: dict[date, str] = {}
        for year in {days[0].year, days[-1].year}:
            libur |= self.context.desk.rencana.libur(year)
        self.month.set_days(marks, self.context.desk.today(), libur)
        first = "; ".join(mark.text for mark in self._long[:3])
        more = "…" if len(self._long) > 3 else ""
        self.long.setText(f"{len(self._long)} kegiatan berlangsung lama atau baru diketahui "
                          f"bulannya: {first}{more}")  # fmt: skip
        self.long.setVisible(bool(self._long))
        self._show_day(self.month.day())

    def _show_day(self, day: date | None) -> None:
        if day is not None:
            self._list(_Shown(day, self.month.on(day)))

    def _list(self, shown: _Shown) -> None:
        day, marks = shown
        number = f"{len(marks)} kegiatan" if marks else "belum ada kegiatan"
        if day is None:
            self.day.setText(f"Lama atau baru diketahui bulannya: {number}")
        else:
            self.day.setText(f"{hari(day)}, {tanggal(day)}: {number}")
        self.add.setVisible(day is not None)
        self.list.clear()
        ids = [RencanaId(mark.id) for mark in marks[:_LISTED]]
        for each in self.context.desk.rencana.satu(ids):
            parts = (f"{TANDA[each.keadaan][0]} {each.rencana.kegiatan}", each.rencana.waktu,
                     each.pelaksana, each.lokasi)  # fmt: skip
            item = QListWidgetItem(" · ".join(part for part in parts if part))
            item.setData(_ID, each.rencana.id)
            self.list.addItem(item)
        if len(marks) > _LISTED:
            self.list.addItem(f"… dan {len(marks) - _LISTED} lagi; persempit pilihan di atas")

    def _open(self, item: QListWidgetItem) -> None:
        if item.data(_ID):
            self.opened.emit(item.data(_ID))

    def _enter(self, day: date) -> None:
        """Begin an activity on an empty day, open the only one, or go to the list of several."""
        marks = self.month.on(day)
        if not marks:
            self.begun.emit(day)
        elif len(marks) == 1:
            self.opened.emit(marks[0].id)
        else:
            self.list.setFocus()
            self.list.setCurrentRow(0)

    def _begin(self) -> None:
        day = self.month.day()
        if day is not None:
            self.begun.emit(day)


def _mark(item: JadwalRow) -> Mark:
    sign, tone = TANDA[item.keadaan]
    text = f"{sign} {item.kegiatan}"
    return Mark(item.id, text, tone, f"{text} · {item.waktu}")
