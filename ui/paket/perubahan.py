"""What a merge changes: counts per kind, each of which opens its list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QSplitter, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.services.kata_paket import Perubahan
from kkbdesk.services.ringkas_paket import Ringkasan
from ui.context import Context
from ui.kit import theme
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import label

_TONES = {"baru": "good", "berubah": "accent", "dihapus": "bad"}


class ChangesPanel(QSplitter):
    """How many records of each kind are new, changed, deleted; each kind opens its list."""

    def __init__(self, context: Context) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.kinds = QListWidget()
        self.kinds.setAccessibleName("Jenis catatan")
        self.kinds.currentRowChanged.connect(self._narrow)
        self.table: RecordTable[Perubahan] = RecordTable(
            "paket-perubahan",
            [
                Column("tempat", "Tempat", lambda r: r.tempat or "—", width=150),
                Column("jenis", "Jenis", lambda r: r.jenis, width=110),
                Column("judul", "Catatan", lambda r: r.judul, width=190),
                Column("hasil", "Akan", lambda r: r.hasil, width=75,
                       tone=lambda r: _TONES[r.hasil]),
                Column("uraian", "Yang berubah", lambda r: r.uraian or "—", width=300),
            ],
            lambda item: f"{item.kind}:{item.id}",
            context.settings,
            empty="Tidak ada yang berubah; semua catatan paket sudah sama dengan yang di sini.",
        )  # fmt: skip
        self.told = label(wrap=True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table.selected.connect(self._show_chosen)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.GAP, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        self.addWidget(self.kinds)
        self.addWidget(right)
        self.setSizes([230, 800])
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self._filters: list[tuple[str, str]] = [("", "")]

    def show_changes(self, plan: Ringkasan) -> None:
        """Show what a merge changes."""
        self.table.set_rows(plan.perubahan)
        self._filters = [("", "")]
        lines = [f"Semua ({format_id.angka(len(plan.perubahan))})"]
        for noun, number in plan.banyak().items():
            self._filters.append((noun, ""))
            lines.append(f"{noun} ({format_id.angka(sum(number.values()))})")
            for word, many in number.items():
                self._filters.append((noun, word))
                lines.append(f"      {format_id.angka(many)} {word}")
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItems(lines)
        self.kinds.setCurrentRow(0)
        self.kinds.blockSignals(False)
        self._narrow(0)

    def _narrow(self, place: int) -> None:
        noun, word = self._filters[max(place, 0)]
        self.table.set_only(
            lambda item: (not noun or item.jenis == noun) and (not word or item.hasil == word)
        )
        self._show_chosen()

    def _show_chosen(self) -> None:
        rows = self.table.chosen_rows()
        self.told.setText(rows[0].uraian.replace("; ", "\n") if len(rows) == 1 else "")
