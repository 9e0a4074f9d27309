"""Rows of a table that people put into an order: dragged, or moved by Alt+Up and Alt+Down."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QTableView

from ui.kit import theme

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_LINE = 3


class RowMover(QObject):
    """Watches a table and tells which row is to go where; whoever listens moves it."""

    stepped = Signal(int)
    """Up (-1) or down (1) by one."""
    dropped = Signal(int, int)
    """The first row is to take the place of the second."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPoint | None = None
        self._from = -1
        self._line = QFrame(view.viewport())
        self._line.setStyleSheet(f"background: {theme.colours().accent}")
        self._line.hide()
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys and the drag; everything else is left to the table."""
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind is QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QMouseEvent) and watched is self._view.viewport():
            if kind is QEvent.Type.MouseButtonPress:
                return self._press(event)
            if kind is QEvent.Type.MouseMove:
                return self._drag(event.position().toPoint())
            if kind is QEvent.Type.MouseButtonRelease:
                return self._drop(event.position().toPoint())
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self._from >= 0:
            self._end()
            return True
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != (
            Qt.KeyboardModifier.AltModifier
        ):
            return False
        self.stepped.emit(step)
        return True

    def _press(self, event: QMouseEvent) -> bool:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if plain and left else None
        return False

    def _drag(self, at: QPoint) -> bool:
        if self._pressed is None:
            return False
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._from < 0 and far:
            self._from = self._view.rowAt(self._pressed.y())
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._from >= 0:
            self._mark(self._row(at))
        return True

    def _drop(self, at: QPoint) -> bool:
        here, target = self._from, self._row(at)
        self._end()
        if here < 0:
            return False
        if target not in (here, -1):
            self.dropped.emit(here, target)
        return True

    def _end(self) -> None:
        self._pressed, self._from = None, -1
        self._line.hide()
        self._view.viewport().unsetCursor()

    def _row(self, at: QPoint) -> int:
        """Return the row at a point; below the last one, the last."""
        row = self._view.rowAt(min(max(at.y(), 0), self._view.viewport().height() - 1))
        return self._view.model().rowCount() - 1 if row < 0 else row

    def _mark(self, row: int) -> None:
        """Draw where the row would come to stand."""
        top = self._view.rowViewportPosition(row)
        if row > self._from:
            top += self._view.rowHeight(row)
        self._line.setGeometry(0, top - _LINE // 2, self._view.viewport().width(), _LINE)
        self._line.setVisible(row != self._from)
