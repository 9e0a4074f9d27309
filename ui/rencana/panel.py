"""A part of the page: what it must answer to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context


class Panel(QWidget):
    """The base of all parts; each shows one year."""

    year_asked = Signal(int)
    """What is to be shown is of another year."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.desk = context.desk
        self.tahun = context.desk.today().year
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def reload(self) -> None:
        """Read the year afresh and show it."""
        raise NotImplementedError

    def arrive(self) -> None:
        """Put the cursor where work on this part begins."""
        self.setFocus()
        self.focusNextChild()

    def go(self, target: str) -> None:
        """Show one thing of the part: a record's id, `BARU`, or a named selection."""

    def find_here(self) -> None:
        """Put the cursor where this part is searched (Ctrl+F)."""

    def new(self) -> None:
        """Begin a new record (Ctrl+N)."""

    def print_page(self) -> None:
        """Print what is shown (Ctrl+P)."""

    def leave(self) -> bool:
        """Close what is open on the part; tell whether there was anything."""
        return False
