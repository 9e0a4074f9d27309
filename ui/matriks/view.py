"""The view of the matrix: turned heads, counts in the margin, everything from the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import (
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from kkbdesk.model.matriks import Peran
from kkbdesk.services.matriks import KeadaanSel
from ui.kit import theme
from ui.matriks.grid import FILL, GOAL, ROLE, STATE, Index, MatrixModel
from ui.matriks.marks import draw_mark

_HEAD = 130
_CELL = 44


class TurnedHeader(QHeaderView):
    """Short names of agencies, turned, with the number of their programs below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setDefaultSectionSize(_CELL)

    def sizeHint(self) -> QSize:
        """Return room for turned names."""
        return QSize(0, _HEAD + self.fontMetrics().height() + theme.GAP)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803
        """Draw one head."""
        model = self.model()
        across = Qt.Orientation.Horizontal
        colour = model.headerData(logicalIndex, across, ROLE.ForegroundRole)
        painter.save()
        painter.fillRect(rect, QColor(theme.colours().surface))
        if self._is_current(logicalIndex):
            painter.fillRect(rect, QColor(theme.colours().accent_soft))
        painter.setPen(colour or QColor(theme.colours().text))
        painter.save()
        painter.translate(rect.x(), rect.y() + _HEAD)
        painter.rotate(-90)
        text = model.headerData(logicalIndex, across)
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _HEAD - 8)
        painter.drawText(QRect(6, 0, _HEAD - 6, rect.width()), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
        below = QRect(rect.x(), rect.y() + _HEAD, rect.width(), rect.height() - _HEAD - 1)
        painter.setPen(colour or QColor(theme.colours().muted))
        painter.drawText(
            below,
            Qt.AlignmentFlag.AlignCenter,
            str(model.headerData(logicalIndex, across, ROLE.UserRole)),
        )
        painter.setPen(QColor(theme.colours().line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _is_current(self, section: int) -> bool:
        view = self.parent()
        return isinstance(view, QTableView) and view.currentIndex().column() == section


class ProgramHeader(QHeaderView):
    """Programs at the left, a line between goals, the number of agencies at the end."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionsClickable(True)
        self.setDefaultSectionSize(_CELL)

    def sizeHint(self) -> QSize:
        """Return room for the names."""
        model = self.model()
        widest = max(
            (
                self.fontMetrics().horizontalAdvance(
                    str(model.headerData(row, Qt.Orientation.Vertical))
                )
                for row in range(model.rowCount())
            ),
            default=120,
        )
        return QSize(widest + 56, 0)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803
        """Draw one head."""
        model, down, c = self.model(), Qt.Orientation.Vertical, theme.colours()
        colour = model.headerData(logicalIndex, down, ROLE.ForegroundRole)
        painter.save()
        painter.fillRect(rect, QColor(c.surface))
        view = self.parent()
        if isinstance(view, QTableView) and view.currentIndex().row() == logicalIndex:
            painter.fillRect(rect, QColor(c.accent_soft))
        painter.setPen(colour or QColor(c.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            rect.adjusted(8, 0, -40, 0), middle, str(model.headerData(logicalIndex, down))
        )
        painter.setPen(colour or QColor(c.muted))
        number = str(model.headerData(logicalIndex, down, ROLE.UserRole))
        painter.drawText(rect.adjusted(0, 0, -10, 0), middle | Qt.AlignmentFlag.AlignRight, number)
        painter.setPen(QColor(c.line))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        _draw_lower_line(painter, rect, ends_goal=_ends_goal(model, logicalIndex))
        painter.restore()


class CellDelegate(QStyledItemDelegate):
    """Draws fill, mark and the frame of the current cell."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        """Draw one cell."""
        c = theme.colours()
        rect: QRect = option.rect
        painter.save()
        painter.fillRect(rect, index.data(FILL) or QColor(c.surface))
        flags: QStyle.StateFlag = option.state
        chosen = bool(flags & QStyle.StateFlag.State_Selected)
        if chosen:
            shade = QColor(c.accent)
            shade.setAlpha(50)
            painter.fillRect(rect, shade)
        font = QFont(painter.font())
        text = str(index.data() or "")
        if len(text) == 1 and not text.isdigit():
            font.setPointSizeF(font.pointSizeF() * 1.4)
        painter.setFont(font)
        painter.setPen(QColor(c.text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        state = index.data(STATE)
        if state is not None:
            draw_mark(painter, KeadaanSel(state), QPointF(rect.right() - 12, rect.top() + 3))
        painter.setPen(QColor(c.line))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        _draw_lower_line(painter, rect, ends_goal=_ends_goal(index.model(), index.row()))
        view = option.widget
        if isinstance(view, QTableView) and view.currentIndex() == index:
            pen = QPen(QColor(c.accent if view.hasFocus() else c.muted))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


def _ends_goal(model: object, row: int) -> bool:
    assert isinstance(model, MatrixModel)
    down = Qt.Orientation.Vertical
    return row + 1 < model.rowCount() and model.headerData(row, down, GOAL) != model.headerData(
        row + 1, down, GOAL
    )


def _draw_lower_line(painter: QPainter, rect: QRect, *, ends_goal: bool) -> None:
    c = theme.colours()
    painter.setPen(QColor(c.line))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if ends_goal:
        painter.fillRect(rect.x(), rect.bottom() - 2, rect.width(), 3, QColor(c.line))


class MatrixView(QTableView):
    """Turns keys into wishes; what they mean for the data is decided by the page."""

    cycled = Signal()
    cleared = Signal()
    cut = Signal()
    copied = Signal()
    pasted = Signal()
    filled_down = Signal()
    marked = Signal(object)
    pintasan: ClassVar[Mapping[str, str]] = {
        "Spasi, Enter, F2": "Gilir kosong, √ dan ●",
        "V, X, 1": "Pendukung (√)",
        "P, 2": "Penanggung jawab (●)",
        "0, Delete, Backspace": "Kosongkan",
        "Ctrl+C, Ctrl+X, Ctrl+V": "Salin, potong, tempel; juga dengan Excel",
        "Ctrl+D": "Isi ke bawah",
    }

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Matriks program dan OPD")
        self.setHorizontalHeader(TurnedHeader(self))
        self.setVerticalHeader(ProgramHeader(self))
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda _index: self.cycled.emit())

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Draw the heads of the current row and column anew."""
        super().currentChanged(current, previous)
        self.horizontalHeader().viewport().update()
        self.verticalHeader().viewport().update()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell what a key asks for; everything else moves as in any table."""
        wish = self._wish(event)
        if wish is not None:
            wish.emit()
        elif event.text() in _TYPED and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.marked.emit(_TYPED[event.text()])
        else:
            super().keyPressEvent(event)

    def _wish(self, event: QKeyEvent) -> SignalInstance | None:
        standard = QKeySequence.StandardKey
        for key, wish in (
            (standard.Copy, self.copied),
            (standard.Cut, self.cut),
            (standard.Paste, self.pasted),
        ):
            if event.matches(key):
                return wish
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_D and control:
            return self.filled_down
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            return self.cycled
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return self.cleared
        return None

    def area(self) -> tuple[range, range]:
        """Return the rows and columns that the selection spans."""
        indexes = self.selectedIndexes() or [self.currentIndex()]
        rows = [index.row() for index in indexes]
        columns = [index.column() for index in indexes]
        return range(min(rows), max(rows) + 1), range(min(columns), max(columns) + 1)


_TYPED: dict[str, Peran | None] = {
    "v": Peran.PENDUKUNG,
    "x": Peran.PENDUKUNG,
    "1": Peran.PENDUKUNG,
    "p": Peran.PENANGGUNG_JAWAB,
    "2": Peran.PENANGGUNG_JAWAB,
    "0": None,
}
"""Keys that set a role at once."""
