"""How the state of a cell looks: its colour, and a mark that says the same without colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QLabel, QWidget

from kkbdesk.services.matriks import KeadaanSel
from ui.kit import theme
from ui.page import row

_SIDE = 9.0
"""Of a mark, in logical pixels."""


def fill(state: KeadaanSel) -> QColor:
    """Return the colour behind a cell of a state."""
    c = theme.colours()
    names = {
        KeadaanSel.KOSONG: c.raised,
        KeadaanSel.DISEPAKATI: c.accent_soft,
        KeadaanSel.DIRENCANAKAN: c.plan_soft,
        KeadaanSel.TERLAKSANA: c.good_soft,
        KeadaanSel.TERLAMBAT: c.bad_soft,
    }
    return QColor(names[state])


def draw_mark(painter: QPainter, state: KeadaanSel, at: QPointF) -> None:
    """Draw an empty, half or full square, or a warning triangle, below and right of a point."""
    if state is KeadaanSel.KOSONG:
        return
    c, box = theme.colours(), QRectF(at.x(), at.y(), _SIDE, _SIDE)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(c.bad if state is KeadaanSel.TERLAMBAT else c.text), 1.2))
    if state is KeadaanSel.TERLAMBAT:
        painter.setBrush(QColor(c.bad))
        top = QPointF(box.center().x(), box.top())
        painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
    else:
        painter.drawRect(box)
        share = {KeadaanSel.DIRENCANAKAN: 0.5, KeadaanSel.TERLAKSANA: 1.0}.get(state, 0.0)
        full = QRectF(box.x(), box.y(), box.width() * share, box.height())
        painter.fillRect(full, QColor(c.text))
    painter.restore()


def state_icon(state: KeadaanSel) -> QIcon:
    """Return colour and mark of a state as a small picture."""
    size = QSize(22, 16)
    pixmap = QPixmap(size * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(fill(state))
    painter = QPainter(pixmap)
    draw_mark(painter, state, QPointF((size.width() - _SIDE) / 2, (size.height() - _SIDE) / 2))
    painter.setPen(QColor(theme.colours().line))
    painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
    painter.end()
    return QIcon(pixmap)


class StateLegend(QWidget):
    """What the colours and marks of the cells mean."""

    def __init__(self) -> None:
        super().__init__()
        parts: list[QWidget | int] = []
        for state in KeadaanSel:
            shown = QLabel()
            shown.setPixmap(state_icon(state).pixmap(22, 16))
            name = QLabel(state.label.lower())
            name.setProperty("tone", "muted")
            name.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            parts += [shown, name]
        line = row(*parts, 1)
        line.setContentsMargins(0, 0, 0, 0)
        self.setLayout(line)
        self.setAccessibleName("Arti warna dan tanda sel")
