"""Tawaran of a year."""

from __future__ import annotations

from ui.page import label
from ui.rencana.panel import Panel


class TawaranPanel(Panel):
    """Tawaran of a year."""

    def reload(self) -> None:
        """Show the year."""
        self.column.addWidget(label(str(self.tahun)))


THE_PANEL = TawaranPanel
