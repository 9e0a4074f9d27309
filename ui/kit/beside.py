"""A list, and beside it a card for what is chosen in it; without a choice the list has the room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QLayout, QSplitter, QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.scroll import Scroll


class _Side(Scroll):
    """Scrolls a card downwards; it is as wide as the card needs, up to half of what there is."""

    def __init__(self, card: QWidget) -> None:
        self._holder = QWidget()
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(theme.GAP, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        super().__init__(self._holder)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the card and the bar beside it."""
        needed = self._holder.minimumSizeHint().width()
        needed += self.verticalScrollBar().sizeHint().width()
        beside = self.parentWidget()
        most = beside.width() // 2 if beside else needed
        return QSize(min(needed, most), super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a card that needs another width."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._holder:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class Beside(QSplitter):
    """The list at the left, the card at the right while something is chosen."""

    def __init__(
        self, listing: Sequence[QWidget | QLayout], card: Sequence[QWidget | QLayout], *parts: int
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        _fill(column, listing)
        frame = QFrame()
        frame.setObjectName("card")
        _fill(QVBoxLayout(frame), card)
        self.addWidget(left)
        self._side = _Side(frame)
        self.addWidget(self._side)
        self.setSizes(parts)
        self.setChildrenCollapsible(False)
        self.show_card(shown=False)

    def show_card(self, *, shown: bool = True) -> None:
        """Show the card, or give its room to the list."""
        self._side.setVisible(shown)

    def card_is_shown(self) -> bool:
        """Tell whether something is chosen."""
        return self._side.isVisibleTo(self)

    def in_card(self, widget: QWidget | None) -> bool:
        """Tell whether a widget stands in the card."""
        return widget is not None and self._side.isAncestorOf(widget)


def _fill(column: QVBoxLayout, parts: Sequence[QWidget | QLayout]) -> None:
    for part in parts:
        if isinstance(part, QLayout):
            column.addLayout(part)
        else:
            column.addWidget(part)
