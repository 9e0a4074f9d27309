"""The meetings of one kampung."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.ids import KampungId
from kkbdesk.services.rapat import RapatRow
from ui.context import Context
from ui.kit import theme
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, row


class RapatPanel(QWidget):
    """One line per meeting, newest first; read whenever it comes into sight."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._kampung = KampungId("")
        self.table: RecordTable[RapatRow] = RecordTable(
            "rapat-kampung",
            [
                Column("tanggal", "Tanggal", lambda r: format_id.tanggal(r.tanggal),
                       sort=lambda r: r.tanggal, width=150),
                Column("nama", "Rapat", lambda r: r.nama, width=320),
                Column("status", "Status", lambda r: r.status.label, width=120),
                Column("hadir", "Hadir", lambda r: f"{r.hadir} dari {r.diundang}",
                       sort=lambda r: r.hadir, right=True, width=100, sought=False),
                Column("keputusan", "Keputusan", lambda r: str(r.keputusan),
                       sort=lambda r: r.keputusan, right=True, width=100, sought=False),
                Column("terbuka", "Tindak lanjut terbuka", lambda r: str(r.terbuka or "—"),
                       sort=lambda r: r.terbuka, right=True, width=160, sought=False,
                       tone=lambda r: "bad" if r.terlambat else ""),
            ],
            lambda item: item.id,
            context.settings,
            empty="Kampung ini belum pernah rapat. Jadwalkan rapat pertamanya.",
        )  # fmt: skip
        self.table.opened.connect(lambda id: context.open(f"rapat:{id}"))
        add = button("Jadwalkan rapat", "plus")
        add.clicked.connect(lambda: context.open(f"rapat:kampung:{self._kampung}"))
        self.table.begin_with("Jadwalkan rapat pertama", add.click)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.addLayout(row(1, add))
        column.addWidget(self.table, 1)

    def show_kampung(self, id: KampungId) -> None:
        """Show the meetings of a kampung from now on."""
        self._kampung = id
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was changed elsewhere meanwhile."""
        super().showEvent(event)
        if self._kampung:
            self._read()

    def _read(self) -> None:
        self.table.set_rows(self._context.desk.rapat.daftar(self._kampung))
