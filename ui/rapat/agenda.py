"""What the agenda holds beside what was typed: what was left open, and what is proposed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout

from kkbdesk.model import format_id
from kkbdesk.model.rapat import StatusRapat
from kkbdesk.queries.rapat import RapatLengkap
from ui.context import Context
from ui.kit import theme
from ui.page import button, label, row


class AgendaCard(QFrame):
    """The follow-ups that come by themselves, and a menu of proposals."""

    def __init__(self, context: Context, add: Callable[[list[str]], None]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.context = context
        self._add = add
        self._title = label("Dibawa dari rapat sebelumnya", step=1)
        self._carried = label(wrap=True)
        self._propose = button(
            "Usulan acara", "sparkles", tip="Dari celah matriks dan kesepakatannya"
        )
        self._menu = QMenu(self)
        self._propose.setMenu(self._menu)
        self._note = label(tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setSpacing(theme.GAP)
        column.addWidget(self._title)
        column.addWidget(self._carried)
        column.addWidget(self._note)
        column.addLayout(row(self._propose, 1))

    def show_rapat(self, shown: RapatLengkap) -> None:
        """Show what a meeting takes over."""
        lines = []
        for item in shown.bawaan:
            term = item.tindak_lanjut.tenggat
            who = shown.penanggung_jawab(item.tindak_lanjut)
            parts = [who, f"tenggat {format_id.tanggal_pendek(term)}" if term else ""]
            note = ", ".join(part for part in parts if part)
            lines.append(f"• {item.tindak_lanjut.uraian}{f' ({note})' if note else ''}")
        self._carried.setText("\n".join(lines) or "Tidak ada tindak lanjut yang terbuka.")
        self._note.setText("Tercantum sendiri pada acara undangan dan notula.")
        self._note.setVisible(bool(lines))
        planned = shown.rapat.status is StatusRapat.DIRENCANAKAN
        self._offer(self.context.desk.rapat.usulan_acara(shown.rapat.id) if planned else [])

    def _offer(self, items: list[str]) -> None:
        """Offer to put all these items onto the agenda, or one of them."""
        self._menu.clear()
        self._propose.setVisible(bool(items))
        self._propose.setText(f"Usulan acara ({len(items)})")
        if len(items) > 1:
            self._choice("Tambahkan semua", items)
            self._menu.addSeparator()
        for item in items:
            self._choice(item, [item])

    def _choice(self, title: str, items: list[str]) -> None:
        self._menu.addAction(title).triggered.connect(lambda _=False: self._add(items))
