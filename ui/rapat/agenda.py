"""What the agenda holds beside what was typed: what was left open, and what is proposed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout

from kkbdesk.model import format_id
from kkbdesk.model.ids import RapatId
from kkbdesk.model.rapat import StatusRapat
from kkbdesk.queries.rapat import RapatLengkap
from ui.context import Context
from ui.kit import theme
from ui.page import button, label, row


class AgendaCard(QFrame):
    """The follow-ups that come by themselves, and a button for the proposals."""

    def __init__(self, context: Context, add: Callable[[list[str]], None]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.context = context
        self._add = add
        self._rapat = RapatId("")
        self._title = label("Dibawa dari rapat sebelumnya", step=1)
        self._carried = label(wrap=True)
        self._propose = button(
            "Tambahkan usulan acara", "sparkles", tip="Dari celah matriks dan kesepakatannya"
        )
        self._propose.clicked.connect(self._take)
        self._note = label(tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setSpacing(theme.GAP)
        column.addWidget(self._title)
        column.addWidget(self._carried)
        column.addWidget(self._note)
        column.addLayout(row(self._propose, 1))

    def show_rapat(self, shown: RapatLengkap) -> None:
        """Show what a meeting takes over."""
        self._rapat = shown.rapat.id
        lines = []
        for item in shown.bawaan:
            term = item.tindak_lanjut.tenggat
            who = shown.penanggung_jawab(item.tindak_lanjut)
            parts = [who, f"tenggat {format_id.tanggal_pendek(term)}" if term else ""]
            note = ", ".join(part for part in parts if part)
            lines.append(f"• {item.tindak_lanjut.uraian}{f' ({note})' if note else ''}")
        self._carried.setText("\n".join(lines) or "Tidak ada tindak lanjut yang terbuka.")
        self._note.setText("Tercantum sendiri pada acara undangan dan notula." if lines else "")
        planned = shown.rapat.status is StatusRapat.DIRENCANAKAN
        number = len(self.context.desk.rapat.usulan_acara(shown.rapat.id)) if planned else 0
        self._propose.setVisible(bool(number))
        self._propose.setText(f"Tambahkan {number} usulan acara")

    def _take(self) -> None:
        self._add(self.context.desk.rapat.usulan_acara(self._rapat))
