"""Beside the matrix: what stands behind the cell, and what to look at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from kkbdesk.queries.matriks import Temuan
from kkbdesk.services.matriks import KampungSel, KeadaanSel
from ui.context import Context
from ui.kit import theme
from ui.matriks.cell import CellPanel
from ui.matriks.marks import state_icon
from ui.page import label

_PLACE = Qt.ItemDataRole.UserRole


class SidePanel(QSplitter):
    """The cell above, gaps and overlaps, or the kampung behind a count, below."""

    jumped = Signal(object)
    """A place of the matrix, as program and agency, or the id of a kampung."""

    def __init__(self, context: Context) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.cell = CellPanel(context)
        self._title = label(step=1)
        self.findings = QListWidget()
        self.findings.setAccessibleName("Celah dan tumpang tindih")
        self.findings.setWordWrap(True)
        self.findings.itemActivated.connect(self._jump)
        self.findings.itemClicked.connect(self._jump)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._title)
        column.addWidget(self.findings, 1)
        self.addWidget(self.cell)
        self.addWidget(below)
        self.setSizes([360, 200])
        self.setChildrenCollapsible(False)

    def clear(self) -> None:
        """Show nothing."""
        self.show_list("")
        self.cell.show_head("")

    def show_list(self, title: str) -> None:
        """Begin an empty list below."""
        self.findings.clear()
        self._title.setText(title)

    def show_findings(self, found: Sequence[Temuan]) -> None:
        """Show the gaps and overlaps of a matrix."""
        self.show_list("Perlu dilihat")
        for each in found:
            self._add(f"{each.jenis.value}\n{each.teks}", (each.program, each.opd))
            self.findings.item(self.findings.count() - 1).setIcon(
                theme.icon("triangle-alert", tone="warn")
            )
        if not found:
            self.findings.addItem("Setiap program punya penanggung jawab, setiap OPD punya tugas.")

    def show_villages(self, found: Sequence[KampungSel]) -> None:
        """Show the kampung behind a count with their states, what is late first."""
        self.show_list("Kampung di balik sel ini")
        urgent = list(reversed(KeadaanSel))
        for each in sorted(found, key=lambda item: urgent.index(item.keadaan)):
            text = f"{each.peran.tanda}  {each.kampung.nama} · {each.keadaan.label.lower()}"
            self._add(text, each.kampung.id)
            self.findings.item(self.findings.count() - 1).setIcon(state_icon(each.keadaan))

    def _add(self, text: str, place: object) -> None:
        item = QListWidgetItem(text)
        item.setData(_PLACE, place)
        self.findings.addItem(item)

    def _jump(self, item: QListWidgetItem) -> None:
        where = item.data(_PLACE)
        if where is not None:
            self.jumped.emit(where)
