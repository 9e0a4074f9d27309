"""The column of pages at the left, wide or folded to its icons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout

from ui.kit import theme
from ui.pages import KEYS, PAGES

if TYPE_CHECKING:
    from kkbdesk.settings import Settings

_WIDE, _FOLDED = 200, 44
_BESIDE = 54
"""Pixels of a button beside its words: icon and margins."""
_NARROW = 1000
"""Below this width of the window the column folds by itself."""


class Navigation(QFrame):
    """A button per page with its key; nothing can be pressed before an office is open."""

    chosen = Signal(str)
    """A page was asked for, by name."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._room = 0
        self.setObjectName("nav")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(2)
        self._buttons = QButtonGroup(self)
        self.keys: dict[str, str] = {}
        """The page that each key opens together with Alt."""
        self.titles = {entry.name: entry.title for entry in PAGES}
        listed = [entry for entry in PAGES if entry.listed]
        for key, entry in zip(KEYS, listed, strict=True):
            made = QToolButton()
            made.setObjectName("nav")
            made.setText(f"  {entry.title}")
            made.setAccessibleName(entry.title)
            made.setToolTip(f"{entry.title} (Alt+{key})")
            made.setCheckable(True)
            made.setEnabled(False)
            made.setIconSize(QSize(20, 20))
            made.setFixedWidth(_WIDE)
            made.clicked.connect(partial(self._choose, entry.name))
            made.setProperty("page", entry.name)
            self._buttons.addButton(made)
            column.addWidget(made)
            self.keys[key] = entry.name
        column.addStretch(1)
        self._fold = QToolButton()
        self._fold.setObjectName("nav")
        self._fold.setAccessibleName("Buka atau lipat kolom halaman")
        self._fold.clicked.connect(self._toggle)
        column.addWidget(self._fold)

    def _choose(self, name: str, _checked: bool = False) -> None:
        self.chosen.emit(name)

    def show_page(self, name: str) -> None:
        """Mark the page that is shown."""
        for made in self._buttons.buttons():
            made.setChecked(made.property("page") == name)

    def dress(self) -> None:
        """Let the buttons be pressed, with icons; these wait until the window was painted once."""
        icons = {entry.name: entry.icon for entry in PAGES}
        for made in self._buttons.buttons():
            made.setEnabled(True)
            made.setIcon(theme.icon(icons[made.property("page")]))
        self._fold.setIcon(theme.icon("panel-left"))

    def fit(self, room: int) -> None:
        """Fold as chosen, else where the window is narrow; `room` is its width in pixels."""
        self._room = room
        folded, style = self._folded(), Qt.ToolButtonStyle
        words = map(self.fontMetrics().horizontalAdvance, self.titles.values())
        wide = max(_WIDE, max(words) + _BESIDE)
        for made in self._buttons.buttons():
            assert isinstance(made, QToolButton)
            made.setToolButtonStyle(
                style.ToolButtonIconOnly if folded else style.ToolButtonTextBesideIcon
            )
            made.setFixedWidth(_FOLDED if folded else wide)
        self._fold.setToolTip("Buka kolom halaman" if folded else "Lipat kolom halaman")

    def changeEvent(self, event: QEvent) -> None:
        """Make room for larger letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._room:
            self.fit(self._room)

    def _folded(self) -> bool:
        chosen: bool | None = self._settings.get("navigasi_lipat", None)
        return self._room < _NARROW if chosen is None else chosen

    def _toggle(self) -> None:
        self._settings.set("navigasi_lipat", not self._folded())
        self.fit(self._room)
