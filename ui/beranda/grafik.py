"""Where we stand, in four charts; read and drawn when they come into sight."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kkbdesk.model.grafik import Grafik
from ui.context import Context
from ui.kit import theme
from ui.kit.chart import Chart
from ui.kit.jobs import Reading
from ui.kit.scroll import scrolled

_IN_A_ROW = 2


class GrafikPanel(QWidget):
    """Charts, two in a row."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._stale = True
        self.charts: list[Chart] = []
        body = QWidget()
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.GAP * 2)
        for column in range(_IN_A_ROW):
            self._grid.setColumnStretch(column, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(body, (0, theme.GAP * 2, theme.GAP * 2, theme.GAP)))

    def reload(self) -> None:
        """Read the figures afresh, now or when the charts are next seen."""
        self._stale = True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was changed elsewhere meanwhile."""
        super().showEvent(event)
        if self._stale:
            self._read()

    def _read(self) -> None:
        self._stale = False
        self._context.jobs.start(Reading("", self._context.desk.beranda.grafik), self._show)

    def _show(self, charts: tuple[Grafik, ...]) -> None:
        for at, grafik in enumerate(charts):
            if at == len(self.charts):
                self.charts.append(Chart(self._context.dialogs))
                self._grid.addWidget(self.charts[at], at // _IN_A_ROW, at % _IN_A_ROW)
            self.charts[at].show_chart(grafik)
