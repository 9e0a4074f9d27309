"""The budget of a year by source and agency, planned and spent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.queries.rencana import persen
from kkbdesk.services.draf import BARU
from kkbdesk.services.rencana import AnggaranBaris, SaringRencana
from ui.context import Context
from ui.kit.elided import Elided
from ui.kit.empty import Empty
from ui.page import choices, label, row

ALL = "*"
"""Stands for all agencies or all sources."""
_MEASURES: dict[str, tuple[str, Callable[[AnggaranBaris], Decimal]]] = {
    "anggaran": ("Direncanakan (Rp)", lambda item: item.anggaran),
    "biaya": ("Terpakai (Rp)", lambda item: item.biaya),
    "jumlah": ("Banyaknya kegiatan", lambda item: Decimal(item.jumlah)),
}
_CELL = Qt.ItemDataRole.UserRole


class _Table(QTableWidget):
    """A table that opens a cell with Enter."""

    entered_cell = Signal()
    pintasan: ClassVar[Mapping[str, str]] = {"Enter": "Buka kegiatan di balik angka"}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open what is behind a cell with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_cell.emit()
        else:
            super().keyPressEvent(event)


class PlanBudget(QWidget):
    """A row for each agency, a column for each source, sums and what was spent beside them."""

    chosen = Signal(str, str, str)
    """What is behind a cell is wanted: agency, source (`*` for all), and how that is said."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._rows: list[AnggaranBaris] = []
        measures = [(key, title) for key, (title, _) in _MEASURES.items()]
        self.measure = choices("Yang ditampilkan", measures, self._show)
        self._said = label(tone="warn")
        self.table = _Table()
        self.table.setAccessibleName("Anggaran menurut OPD dan sumber dana")
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.cellDoubleClicked.connect(lambda *_: self._open())
        self.table.entered_cell.connect(self._open)
        hint = Elided(tone="muted")
        hint.show_text("Enter atau klik dua kali membuka kegiatan di balik angka.")
        head = row(self.measure, self._said, hint)
        head.setStretchFactor(hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        self._none = Empty(
            "Belum ada kegiatan pada pilihan ini. Di sini anggaran rencana dijumlahkan menurut OPD "
            "dan sumber dana, beserta yang sudah terpakai."
        )
        self._none.offer("Rencanakan kegiatan", lambda: context.open(f"rencana:rencana:{BARU}"))
        self._shown = QStackedWidget()
        self._shown.addWidget(self.table)
        self._shown.addWidget(self._none)
        column.addWidget(self._shown, 1)

    def read(self, asked: SaringRencana) -> None:
        """Show the budget of what is asked for."""
        self._rows = self.context.desk.rencana.anggaran(asked)
        self._shown.setCurrentIndex(0 if self._rows else 1)
        self._show()

    def arrive(self) -> None:
        """Put the cursor on a cell."""
        self.table.setFocus()
        if self.table.rowCount() and not self.table.currentIndex().isValid():
            self.table.setCurrentCell(0, 0)

    def _show(self) -> None:
        names = self._names()
        of = {str(item[0]): item[1] for item in self.context.items("sumber_dana")}
        there = {item.sumber_dana for item in self._rows}
        sources = [*(code for code in of if code in there),
                   *sorted(there - set(of) - {""}), *([""] if "" in there else [])]  # fmt: skip
        agencies = [id for id in names if any((item.opd or "") == id for item in self._rows)]
        heads = [of.get(code, code) or "Belum disebut" for code in sources]
        self.table.setColumnCount(len(sources) + 3)
        self.table.setHorizontalHeaderLabels([*heads, "Jumlah", "Terpakai (Rp)", "Terserap"])
        self.table.setRowCount(len(agencies) + 1)
        self.table.setVerticalHeaderLabels([*(names[id] for id in agencies), "Jumlah"])
        for place, opd in enumerate((*agencies, ALL)):
            said = names.get(opd, "Semua OPD")
            for across, (source, head) in enumerate(zip((*sources, ALL), (*heads, "semua sumber"),
                                                        strict=True)):  # fmt: skip
                self._put(place, across, self._of(opd, source), (opd, source, f"{said}, {head}"))
            self._put_spent(place, len(sources) + 1, (opd, ALL, f"{said}, semua sumber"))
        self.table.resizeColumnsToContents()
        unknown = sum(item.tanpa for item in self._rows)
        self._said.setText(f"{unknown} kegiatan belum menyebut anggarannya." if unknown else "")

    def _names(self) -> dict[str, str]:
        """Return the agencies in their order, what nobody answers for last."""
        every = {str(item.id): item.singkat for item in self.context.desk.opd.daftar()}
        return {**every, "": "Tanpa penanggung jawab"}

    def _of(self, opd: str, source: str) -> list[AnggaranBaris]:
        return [
            item
            for item in self._rows
            if opd in (ALL, item.opd or "") and source in (ALL, item.sumber_dana)
        ]

    def _put(
        self, place: int, across: int, rows: Iterable[AnggaranBaris], cell: tuple[str, str, str]
    ) -> None:
        found = list(rows)
        total = sum((_MEASURES[self.measure.currentData()][1](item) for item in found), Decimal())
        item = QTableWidgetItem(format_id.angka(total) if found else "")
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if found:
            item.setData(_CELL, cell)
            number = sum(each.jumlah for each in found)
            item.setToolTip(f"{cell[2]}: {number} kegiatan")
        self._bold(item, either=ALL in cell[:2])
        self.table.setItem(place, across, item)

    def _put_spent(self, place: int, across: int, cell: tuple[str, str, str]) -> None:
        """Show what was spent of the money of an agency, and which part of it that is."""
        rows = self._of(cell[0], ALL)
        spent = sum((item.biaya for item in rows), Decimal())
        planned = sum((item.anggaran for item in rows), Decimal())
        part = persen(spent, planned)
        share = "—" if part is None else f"{format_id.persen(part)}%"
        for at, text in enumerate((format_id.angka(spent), share)):
            item = QTableWidgetItem(text)
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(_CELL, cell)
            self._bold(item, either=cell[0] == ALL)
            self.table.setItem(place, across + at, item)

    def _bold(self, item: QTableWidgetItem, *, either: bool) -> None:
        font = self.table.font()
        font.setBold(either)
        item.setFont(font)

    def _open(self) -> None:
        item = self.table.currentItem()
        cell = item.data(_CELL)
        if cell:
            self.chosen.emit(*cell)
