"""A few numbers as horizontal bars, with the numbers beside them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kkbdesk.model import format_id
from ui.kit import theme


class Bars(QWidget):
    """Name, bar, number: one line each."""

    def __init__(self) -> None:
        super().__init__()
        self._values: dict[str, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_values(self, values: Mapping[str, int]) -> None:
        """Show these numbers in their order."""
        self._values = dict(values)
        spoken = ", ".join(f"{name} {number}" for name, number in self._values.items())
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def _line(self) -> int:
        return self.fontMetrics().height() + theme.GAP

    def sizeHint(self) -> QSize:
        """Return a line for each value."""
        return QSize(220, self._line() * len(self._values))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw names, bars and numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c, metrics, line = theme.colours(), self.fontMetrics(), self._line()
        names = max((metrics.horizontalAdvance(name) for name in self._values), default=0)
        numbers = metrics.horizontalAdvance("0.000")
        left = min(names + 2 * theme.GAP, self.width() // 2)
        room = max(20, self.width() - left - numbers - theme.GAP)
        most = max([*self._values.values(), 1])
        for place, (name, number) in enumerate(self._values.items()):
            top = place * line
            painter.setPen(QColor(c.text))
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, left - theme.GAP)
            painter.drawText(QRectF(0, top, left, line), Qt.AlignmentFlag.AlignVCenter, shown)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.raised))
            track = QRectF(left, top + line * 0.3, room, line * 0.4)
            painter.drawRoundedRect(track, 3, 3)
            painter.setBrush(QColor(c.accent))
            if number:
                track.setWidth(max(4.0, room * number / most))
                painter.drawRoundedRect(track, 3, 3)
            painter.setPen(QColor(c.text))
            painter.drawText(
                QRectF(self.width() - numbers, top, numbers, line),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                format_id.angka(number),
            )
        painter.end()
