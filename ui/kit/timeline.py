"""Spans of days in rows below a year: only what is in sight is drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from kkbdesk.model.format_id import BULAN
from ui.kit import theme
from ui.kit.lanes import LEAST, PAD, Bar, Lanes, Line, Placed, arrange

_NAMES = 190
"""The width of the column of names."""


class Timeline(QAbstractScrollArea):
    """Rows of bars under months; arrows walk from bar to bar, Enter opens."""

    opened = Signal(str)
    told = Signal(str)
    """What the bar under the cursor is."""
    pintasan: ClassVar[Mapping[str, str]] = {
        "Panah, Home, End": "Dari kegiatan ke kegiatan",
        "Enter": "Buka kegiatannya",
        "+, -": "Perbesar, perkecil",
    }

    def __init__(self, name: str, tell: Callable[[str], str]) -> None:
        """Make it; `tell` says all of a bar by its id, asked for one at a time."""
        super().__init__()
        self._tell = tell
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._year = date.today().year  # noqa: DTZ011 - a look before the first rows come
        self._today = date(self._year, 1, 1)
        self._lines: Sequence[Line] = ()
        self._lanes = Lanes()
        self._current = -1
        self._zoom = 1.0

    # what is shown

    def set_lines(self, year: int, lines: Sequence[Line], today: date) -> None:
        """Show these rows of a year; the bar under the cursor stays where it still exists."""
        kept = self.current()
        self._year, self._lines, self._today = year, lines, today
        self._arrange()
        ids = [placed.bar.id for placed in self._lanes.placed]
        self._current = ids.index(kept.id) if kept is not None and kept.id in ids else -1
        self.viewport().update()

    def current(self) -> Bar | None:
        """Return the bar under the cursor."""
        return self._lanes.placed[self._current].bar if self._current >= 0 else None

    def zoom(self, factor: float) -> None:
        """Show more or less of the year at once; never less than all of it in the width."""
        self._zoom = min(max(self._zoom * factor, 1.0), 12.0)
        self._arrange()
        self.viewport().update()

    def _days(self) -> int:
        return (date(self._year + 1, 1, 1) - date(self._year, 1, 1)).days

    def _scale(self) -> float:
        """Return how wide a day is."""
        room = max(self.viewport().width() - _NAMES, 300)
        return self._zoom * room / self._days()

    def _lane_height(self) -> int:
        return self.fontMetrics().height() + 2 * PAD

    def _head(self) -> int:
        return self.fontMetrics().height() * 2 + 2 * PAD

    def _arrange(self) -> None:
        self._lanes = arrange(self._lines, self._year, self._scale(), self._lane_height())
        self._set_bars()

    def _set_bars(self) -> None:
        view = self.viewport()
        room = max(view.height() - self._head(), 1)
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(self._lanes.starts[-1] - room, 0))
        down.setPageStep(room)
        down.setSingleStep(self._lane_height())
        width = int(self._scale() * self._days())
        across.setRange(0, max(width - (view.width() - _NAMES), 0))
        across.setPageStep(max(view.width() - _NAMES, 1))
        across.setSingleStep(40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew: the year fills the width."""
        super().resizeEvent(event)
        self._arrange()

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows in sight."""
        painter = QPainter(self.viewport())
        c, view = theme.colours(), self.viewport().rect()
        painter.fillRect(view, QColor(c.surface))
        top = self.verticalScrollBar().value()
        row = max(bisect_right(self._lanes.starts, top) - 1, 0)
        painter.setClipRect(view.adjusted(0, self._head(), 0, 0))
        self._draw_months(painter)
        while (
            row < len(self._lines) and self._lanes.starts[row] - top + self._head() < view.height()
        ):
            self._draw_row(painter, row, self._lanes.starts[row] - top + self._head())
            row += 1
        painter.setClipping(False)
        self._draw_head(painter)
        painter.end()

    def _x(self, day: date) -> int:
        at = int((day - date(self._year, 1, 1)).days * self._scale())
        return _NAMES + at - self.horizontalScrollBar().value()

    def _draw_months(self, painter: QPainter) -> None:
        c, view = theme.colours(), self.viewport().rect()
        for month in range(1, 13):
            left = self._x(date(self._year, month, 1))
            painter.setPen(QColor(c.line))
            painter.drawLine(left, 0, left, view.height())
        if self._today.year == self._year:
            pen = QPen(QColor(c.accent))
            pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(self._x(self._today), 0, self._x(self._today), view.height())

    def _draw_head(self, painter: QPainter) -> None:
        """Draw the months, and the weeks where there is room for them."""
        c, head = theme.colours(), self._head()
        height = self.fontMetrics().height()
        painter.fillRect(0, 0, self.viewport().width(), head, QColor(c.surface))
        for month in range(1, 13):
            first = date(self._year, month, 1)
            after = date(self._year + month // 12, month % 12 + 1, 1)
            left, right = self._x(first), self._x(after)
            name = (
                BULAN[month - 1]
                if self._fits(BULAN[month - 1], right - left)
                else (BULAN[month - 1][:3])
            )
            painter.setPen(QColor(c.text))
            painter.drawText(QRect(left + 4, PAD, right - left, height), 0, name)
            painter.setPen(QColor(c.muted))
            for week in range(4 if self._fits("00", int(7 * self._scale())) else 0):
                day = first + timedelta(7 * week)
                painter.drawText(QRect(self._x(day) + 2, height + PAD, 60, height), 0, str(day.day))
            painter.setPen(QColor(c.line))
            painter.drawLine(left, 0, left, head)
        painter.fillRect(0, 0, _NAMES, head, QColor(c.surface))
        painter.setPen(QColor(c.line))
        painter.drawLine(0, head - 1, self.viewport().width(), head - 1)

    def _fits(self, text: str, room: int) -> bool:
        return self.fontMetrics().horizontalAdvance(text) + 8 <= room

    def _draw_row(self, painter: QPainter, row: int, top: int) -> None:
        c, width = theme.colours(), self.viewport().width()
        bottom = top + self._lanes.starts[row + 1] - self._lanes.starts[row]
        for number in range(self._lanes.first_of[row], self._lanes.first_of[row + 1]):
            rect = self._rect(self._lanes.placed[number], top)
            if rect.right() >= _NAMES and rect.left() <= width:
                self._draw_bar(painter, rect, number)
        painter.fillRect(0, top, _NAMES, bottom - top, QColor(c.surface))
        empty = self._lanes.first_of[row] == self._lanes.first_of[row + 1]
        painter.setPen(QColor(c.muted if empty else c.text))
        name = self.fontMetrics().elidedText(
            self._lines[row].name, Qt.TextElideMode.ElideRight, _NAMES - 12
        )
        painter.drawText(QRect(6, top, _NAMES - 12, self._lane_height()),
                         Qt.AlignmentFlag.AlignVCenter, name)  # fmt: skip
        painter.setPen(QColor(c.line))
        painter.drawLine(0, bottom - 1, width, bottom - 1)
        painter.drawLine(_NAMES - 1, top, _NAMES - 1, bottom)

    def _rect(self, placed: Placed, top: int) -> QRect:
        height = self._lane_height()
        left = _NAMES + placed.left - self.horizontalScrollBar().value()
        return QRect(left, top + placed.lane * height + 2, placed.right - placed.left, height - 2)

    def _draw_bar(self, painter: QPainter, rect: QRect, number: int) -> None:
        c, bar = theme.colours(), self._lanes.placed[number].bar
        tone = QColor(getattr(c, bar.tone))
        fill = QColor(tone)
        fill.setAlpha(60)
        painter.fillRect(rect, fill)
        if not bar.certain:
            hatch = QColor(tone)
            hatch.setAlpha(110)
            painter.fillRect(rect, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
        pen = QPen(QColor(c.text) if number == self._current else tone)
        pen.setWidth(2 if number == self._current else 1)
        painter.setPen(pen)
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.setPen(QColor(c.text))
        inside = rect.adjusted(3, 0, -2, 0)
        text = f"{bar.sign} {bar.text}" if rect.width() > 40 else bar.sign
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, shown)

    # mouse and keys

    def _at(self, spot: QPoint) -> int:
        """Return the number of the bar at a spot, -1 for none."""
        if spot.x() < _NAMES or spot.y() < self._head():
            return -1
        down = spot.y() - self._head() + self.verticalScrollBar().value()
        row = bisect_right(self._lanes.starts, down) - 1
        if not 0 <= row < len(self._lines):
            return -1
        top = self._lanes.starts[row] - self.verticalScrollBar().value() + self._head()
        for number in range(self._lanes.first_of[row], self._lanes.first_of[row + 1]):
            if self._rect(self._lanes.placed[number], top).contains(spot):
                return number
        return -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the bar that is clicked."""
        found = self._at(event.position().toPoint())
        if found >= 0:
            self._go(found)
            self.opened.emit(self._lanes.placed[found].bar.id)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell what is under the pointer."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._at(event.pos())
            QToolTip.showText(event.globalPos(), self._tip(event.pos(), found), self.viewport())
            return True
        return super().viewportEvent(event)

    def _tip(self, spot: QPoint, found: int) -> str:
        if found >= 0:
            return self._tell(self._lanes.placed[found].bar.id)
        down = spot.y() - self._head() + self.verticalScrollBar().value()
        row = bisect_right(self._lanes.starts, down) - 1
        beside = spot.x() < _NAMES and spot.y() >= self._head() and row < len(self._lines)
        return self._lines[row].name if beside else ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; scroll otherwise."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.25 if event.angleDelta().y() > 0 else 0.8)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along a row with left and right, to the rows beside with up and down."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self.opened.emit(self._lanes.placed[self._current].bar.id)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.zoom(1.25 if key == Qt.Key.Key_Plus else 0.8)
        elif self._lanes.placed and (found := self._next(key)) is not None:
            self._go(found)
        else:
            super().keyPressEvent(event)

    def _next(self, key: int) -> int | None:
        """Return the bar that a key leads to, None for a key that leads nowhere."""
        last = len(self._lanes.placed) - 1
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        rows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8,
                Qt.Key.Key_PageDown: 8}  # fmt: skip
        if key in ends:
            return ends[key]  # type: ignore[index]  # an int equals its key
        if key in steps:
            return min(max(self._current + steps[key], 0), last)  # type: ignore[index]  # as above
        if key in rows:
            return self._beside(rows[key])  # type: ignore[index]  # as above
        return None

    def _beside(self, step: int) -> int:
        """Return the bar nearest in time in a row so far up or down that has any."""
        if self._current < 0:
            return 0
        here = self._lanes.placed[self._current]
        row = min(max(here.row + step, 0), len(self._lines) - 1)
        way = 1 if step > 0 else -1
        while 0 <= row < len(self._lines):
            numbers = range(self._lanes.first_of[row], self._lanes.first_of[row + 1])
            if numbers and row != here.row:
                return min(numbers, key=lambda n: abs(self._lanes.placed[n].left - here.left))
            row += way
        return self._current

    def _go(self, number: int) -> None:
        """Put the cursor on a bar and bring it into sight."""
        self._current = number
        placed = self._lanes.placed[number]
        top = self._lanes.starts[placed.row] + placed.lane * self._lane_height()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        room = self.viewport().height() - self._head() - self._lane_height()
        down.setValue(min(max(down.value(), top - room), top))
        width = self.viewport().width() - _NAMES
        across.setValue(min(max(across.value(), placed.left - width + LEAST), placed.left))
        text = self._tell(placed.bar.id)
        self.setAccessibleDescription(text)
        self.told.emit(text)
        self.viewport().update()
