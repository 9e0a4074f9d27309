"""What documents are made with: officials, legal bases, looks, texts; one of them at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.context import Context
from ui.kit import theme
from ui.pengaturan.dasar_hukum import BasesPanel
from ui.pengaturan.pejabat import OfficialsPanel
from ui.pengaturan.tata_naskah import LayoutPanel
from ui.pengaturan.teks_naskah import TextsPanel

Panel = OfficialsPanel | BasesPanel | LayoutPanel | TextsPanel
_SECTIONS: tuple[tuple[str, str, Callable[[Context], Panel]], ...] = (
    ("pejabat", "Pejabat", OfficialsPanel),
    ("dasar-hukum", "Dasar hukum", BasesPanel),
    ("tata", "Tata naskah", LayoutPanel),
    ("teks", "Teks naskah", TextsPanel),
)
SECTIONS = tuple(name for name, _, _ in _SECTIONS)


class DocumentsPanel(QWidget):
    """Buttons in a row choose the section; each is made when first shown."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._made: dict[str, Panel] = {}
        self._buttons = QButtonGroup(self)
        choices = QHBoxLayout()
        for place, (_, title, _make) in enumerate(_SECTIONS):
            made = QPushButton(title)
            made.setCheckable(True)
            self._buttons.addButton(made, place)
            choices.addWidget(made)
        choices.addStretch(1)
        self._buttons.idClicked.connect(lambda place: self.open(SECTIONS[place]))
        self.stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.addLayout(choices)
        column.addWidget(self.stack, 1)

    def open(self, name: str, what: str = "") -> None:
        """Show a section, and one thing in it."""
        place = SECTIONS.index(name)
        panel = self._made.get(name)
        if panel is None:
            panel = self._made[name] = _SECTIONS[place][2](self._context)
            self.stack.addWidget(panel)
            panel.reload()
        self._buttons.button(place).setChecked(True)
        self.stack.setCurrentWidget(panel)
        if what:
            panel.go(what)

    def panel(self, name: str) -> Panel:
        """Return a section that was shown."""
        return self._made[name]

    def reload(self) -> None:
        """Read again what was shown."""
        for panel in self._made.values():
            panel.reload()

    def begin(self) -> None:
        """Show the first section when none was shown yet."""
        if not self._made:
            self.open(SECTIONS[0])
