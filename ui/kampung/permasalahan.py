"""The problems of one kampung, each with its answer."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kkbdesk.model.ids import KampungId
from kkbdesk.services.permasalahan import Jawaban, PermasalahanRow
from ui.context import Context
from ui.kit import theme
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, row


class PermasalahanPanel(QWidget):
    """One line per problem, newest year first, by rank; read whenever it comes into sight."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._kampung = KampungId("")
        self.table: RecordTable[PermasalahanRow] = RecordTable(
            "permasalahan-kampung",
            [
                Column("tahun", "Tahun", lambda r: str(r.permasalahan.tahun), width=70),
                Column("peringkat", "No.", lambda r: str(r.permasalahan.peringkat or "—"),
                       sort=lambda r: r.permasalahan.peringkat, right=True, width=50,
                       sought=False),
                Column("uraian", "Permasalahan", lambda r: " ".join(r.permasalahan.uraian.split()),
                       width=300),
                Column("program", "Program", lambda r: r.program or "—", width=150),
                Column("jawaban", "Jawaban", lambda r: r.jawaban.label, width=150,
                       tone=lambda r: "warn" if r.jawaban is Jawaban.BELUM else ""),
                Column("oleh", "OPD", lambda r: r.rencana.pelaksana if r.rencana else "",
                       width=130),
                Column("waktu", "Waktu", lambda r: r.rencana.rencana.waktu if r.rencana else "",
                       width=120),
            ],
            lambda item: item.permasalahan.id,
            context.settings,
            empty="Kampung ini belum menyatakan permasalahan. Nyatakan dan urutkan yang pertama.",
        )  # fmt: skip
        self.table.opened.connect(lambda id: context.open(f"rencana:permasalahan:{id}"))
        go = button("Nyatakan dan urutkan", "list-checks")
        go.clicked.connect(lambda: context.open(f"rencana:permasalahan:kampung:{self._kampung}"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.addLayout(row(1, go))
        column.addWidget(self.table, 1)

    def show_kampung(self, id: KampungId) -> None:
        """Show the problems of a kampung from now on."""
        self._kampung = id
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was changed elsewhere meanwhile."""
        super().showEvent(event)
        if self._kampung:
            self._read()

    def _read(self) -> None:
        self.table.set_rows(self._context.desk.permasalahan.daftar(None, self._kampung))
