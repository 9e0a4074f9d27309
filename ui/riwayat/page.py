"""What happened, when, and by whom?"""

from __future__ import annotations

from kkbdesk.model.ids import Kind
from ui.context import Context
from ui.history import HistoryPanel
from ui.page import Page


class RiwayatPage(Page):
    """The whole history."""

    NAME = "riwayat"
    TITLE = "Riwayat"
    ICON = "history"
    KINDS = frozenset(Kind)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.panel = HistoryPanel(context)
        self.column.addWidget(self.panel, 1)

    def reload(self) -> None:
        """Read the newest part of the history."""
        self.panel.reload()

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.panel.table.filter.setFocus()


THE_PAGE = RiwayatPage
