"""What happened, when, and by whom?"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kkbdesk.model.ids import Kind
from kkbdesk.store import Tentang
from ui.context import Context
from ui.history import HistoryPanel
from ui.page import Page, button, label, row


class RiwayatPage(Page):
    """The whole history, or that of one record."""

    NAME = "riwayat"
    TITLE = "Riwayat"
    ICON = "history"
    KINDS = frozenset(Kind)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._about = label(step=1)
        everything = button("Tampilkan semua")
        everything.clicked.connect(lambda: self._show("", None))
        self._narrowed = QWidget()
        self._narrowed.setLayout(row(self._about, 1, everything))
        self._narrowed.hide()
        self.panel = HistoryPanel(context)
        self.column.addWidget(self._narrowed)
        self.column.addWidget(self.panel, 1)

    def go(self, target: str) -> None:
        """Show the history of one record, as in `opd:ID`."""
        kind, _, id = target.partition(":")
        self._show(*self.desk.riwayat.tentang(Kind(kind), id))

    def leave(self) -> bool:
        """Go back from the history of one record to that of all."""
        if self._narrowed.isHidden():
            return False
        self._show("", None)
        return True

    def _show(self, title: str, tentang: Tentang | None) -> None:
        self._about.setText(f"Riwayat {title}")
        self._narrowed.setVisible(tentang is not None)
        self.panel.show_about(tentang)

    def reload(self) -> None:
        """Read the newest part of the history."""
        self.panel.reload()

    def arrive(self) -> None:
        """Put the cursor into the list."""
        self.panel.table.arrive()

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.panel.table.filter.setFocus()


THE_PAGE = RiwayatPage
