"""The drawing of a chart; imported with its library when the first chart is shown, never before."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame

from kkbdesk.model.format_id import angka
from kkbdesk.model.grafik import Grafik, Nilai, sebut_nilai
from ui.kit import theme

_THICK = 0.72
"""How much of the room of a category its bars take."""
_ROOM = 1.14
"""How much longer the axis is than the longest bar, for the values beside it."""
_READABLE = 0.055
"""A part of a bar shorter than this share of the axis has no room for its value."""


class _Numbers(pg.AxisItem):  # type: ignore[misc]  # the library has no types
    """An axis with whole numbers, written the Indonesian way."""

    def tickStrings(  # noqa: N802 - the library prescribes the name
        self, values: Sequence[float], scale: float, spacing: float
    ) -> list[str]:
        """Return what stands at the ticks; nothing between whole numbers."""
        return [angka(int(each)) if float(each).is_integer() else "" for each in values]


class Plot(pg.PlotWidget):  # type: ignore[misc]  # the library has no types
    """Bars of one chart; nothing on it moves, so a wheel scrolls the page behind it."""

    def __init__(self, grafik: Grafik) -> None:
        side = "left" if grafik.tegak else "bottom"
        axis = _Numbers(orientation=side)
        super().__init__(background=theme.colours().surface, axisItems={side: axis})
        self._grafik = grafik
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAntialiasing(True)
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.getViewBox().setDefaultPadding(0)
        self._axes()
        for at in range(len(grafik.kategori)):
            self._bars(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to whatever scrolls."""
        event.ignore()

    def _axes(self) -> None:
        names, numbers = ("bottom", "left") if self._grafik.tegak else ("left", "bottom")
        c, font = theme.colours(), QFont(QApplication.font())
        for name in (names, numbers):
            axis = self.getAxis(name)
            axis.setPen(QColor(c.line))
            axis.setTextPen(QColor(c.text))
            axis.setTickFont(font)
            axis.enableAutoSIPrefix(False)
        self.getAxis(names).setTicks([list(enumerate(self._grafik.kategori))])
        self.getAxis(names).setStyle(tickLength=0)
        self.setLabel(numbers, self._grafik.satuan, color=c.muted)
        count, most = len(self._grafik.kategori), float(self._grafik.terbesar) or 1.0
        along, across = (-0.5, max(count, 1) - 0.5), (0.0, most * _ROOM)
        x, y = (along, across) if self._grafik.tegak else (across, along)
        self.setXRange(*x, padding=0)
        self.setYRange(*y, padding=0)
        self.invertY(not self._grafik.tegak)

    def _bars(self, at: int) -> None:
        series, start = self._grafik.deret, 0.0
        thick = _THICK if self._grafik.susun else _THICK / max(len(series), 1)
        for place, each in enumerate(series):
            value, length = each.nilai[at], float(each.nilai[at] or 0)
            middle = float(at) if self._grafik.susun else at - _THICK / 2 + (place + 0.5) * thick
            if length:
                self.addItem(self._bar(middle, thick, start, length, place))
            if self._grafik.susun:
                self._inside(value, middle, start, place)
                start += length
            else:
                self._text(sebut_nilai(value), middle, length, theme.colours().text, beside=True)

    def _bar(self, middle: float, thick: float, start: float, length: float, place: int) -> object:
        colour = QColor(_fill(place))
        edges = (middle - thick / 2, middle + thick / 2), (start, start + length)
        (x0, x1), (y0, y1) = edges if self._grafik.tegak else edges[::-1]
        return pg.BarGraphItem(x0=[x0], x1=[x1], y0=[y0], y1=[y1], brush=colour, pen=None)

    def _inside(self, value: Nilai, middle: float, start: float, place: int) -> None:
        whole = float(self._grafik.terbesar) or 1.0
        if value and float(value) / whole >= _READABLE:
            ink = "#1b2530" if QColor(_fill(place)).lightnessF() > 0.5 else "#ffffff"
            self._text(sebut_nilai(value), middle, start + float(value) / 2, ink, beside=False)

    def _text(self, text: str, middle: float, place: float, ink: str, *, beside: bool) -> None:
        upright = self._grafik.tegak
        anchor = ((0.5, 1.0) if upright else (0.0, 0.5)) if beside else (0.5, 0.5)
        item = pg.TextItem(text, color=ink, anchor=anchor)
        item.setFont(QFont(QApplication.font()))
        item.setPos(*((middle, place) if upright else (place, middle)))
        self.addItem(item, ignoreBounds=True)


def _fill(place: int) -> str:
    series = theme.colours().series
    return series[place % len(series)]
