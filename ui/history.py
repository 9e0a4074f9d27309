"""The history of one thing or of everything: when, who, what, from what to what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QSplitter, QVBoxLayout, QWidget

from kkbdesk.model.changes import Jenis
from kkbdesk.store import Entry, Tentang
from ui.context import Context
from ui.kit import theme
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row


class HistoryPanel(QWidget):
    """Edits at the left, the changed fields of the chosen one at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._tentang: Tentang | None = None
        self.table: RecordTable[Entry] = RecordTable(
            "riwayat",
            [
                Column("waktu", "Waktu", lambda r: f"{r.at.astimezone():%d-%m-%Y %H.%M}",
                       sort=lambda r: r.urut, width=190),
                Column("label", "Perubahan", lambda r: r.label, width=260,
                       tone=lambda r: "muted" if r.jenis is Jenis.URUNG else ""),
                Column("jumlah", "Catatan", lambda r: str(r.jumlah), sort=lambda r: r.jumlah,
                       right=True, width=65),
                Column("oleh", "Oleh", lambda r: r.by, width=100),
            ],
            lambda item: item.id,
            context.settings,
            empty="Belum ada perubahan.",
            several=False,
        )  # fmt: skip
        self.table.selected.connect(self._show_details)
        self.details = QListWidget()
        self.details.setAccessibleName("Rincian perubahan")
        self.details.setWordWrap(True)
        self.details.itemSelectionChanged.connect(self._chosen)
        self._back = button(
            "Kembalikan keadaan ini",
            "undo-2",
            tip="Jadikan catatan terpilih seperti sesudah perubahan ini",
        )
        self._back.setEnabled(False)
        self._back.clicked.connect(self._bring_back)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(theme.GAP, 0, 0, 0)
        column.addWidget(label("Rincian", step=1))
        column.addWidget(self.details, 1)
        column.addLayout(row(1, self._back))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(right)
        split.setSizes([560, 560])
        split.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.GAP, 0, 0)
        outer.addWidget(split)

    def show_about(self, tentang: Tentang | None) -> None:
        """Show the history of one thing, or of all."""
        self._tentang = tentang
        self.reload()

    def reload(self) -> None:
        """Read the newest part of the history."""
        self.table.set_rows(self._context.desk.riwayat.daftar(self._tentang, limit=500))
        if not self.table.chosen() and self.table.model.rowCount():
            self.table.view.selectRow(0)
        self._show_details()

    def _show_details(self) -> None:
        self.details.clear()
        self._back.setEnabled(False)
        rows = self.table.chosen_rows()
        if not rows:
            return
        self._lines = self._context.desk.riwayat.rinci(rows[0].id, self._tentang)
        for item in self._lines:
            self.details.addItem(f"{item.rekam}: {item.perubahan}")
        if self._tentang is None and rows[0].jumlah > 500:
            self.details.addItem(f"… dan seterusnya ({rows[0].jumlah} catatan)")

    def _chosen(self) -> None:
        place = self.details.currentRow()
        self._back.setEnabled(0 <= place < len(self._lines))

    def _bring_back(self) -> None:
        entry = self.table.chosen_rows()[0]
        item = self._lines[self.details.currentRow()]
        with self._context.guarded():
            self._context.desk.riwayat.kembalikan(entry.id, item.kind, item.id)
            self._context.done(
                f"{item.rekam} dikembalikan seperti pada {entry.at.astimezone():%d-%m-%Y %H.%M}."
            )
