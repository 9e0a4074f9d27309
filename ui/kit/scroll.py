"""Areas that scroll what is larger than their room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget


class Scroll(QScrollArea):
    """Scrolls what it holds; Tab passes it by, since it follows whatever in it has the cursor."""

    def __init__(self, content: QWidget | None = None) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if content is not None:
            self.setWidget(content)

    def begin(self) -> None:
        """Show the beginning."""
        self.horizontalScrollBar().setValue(0)
        self.verticalScrollBar().setValue(0)


def scrolled(widget: QWidget, margins: tuple[int, int, int, int]) -> Scroll:
    """Return a widget at the top of an area that scrolls when there is too little room."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(*margins)
    column.addWidget(widget)
    column.addStretch(1)
    return Scroll(holder)


class Stack(QStackedWidget):
    """Pages upon each other, asking for the room of the one that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """Return what the shown page would like."""
        shown = self.currentWidget()
        return shown.sizeHint() if shown else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return what the shown page needs at least."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown else super().minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        """Return what the shown page needs at least: Qt would ask for what is comfortable."""
        return self.minimumSizeHint().height()
