"""Messages that do not interrupt: a banner over the bar, with a way back; nothing moves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui.kit import theme

_SECONDS = 12


class Notices(QFrame):
    """One banner at a time: information that fades, a fault that stays until it is read."""

    said = Signal()
    """Something is said; the banner wants a place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._icon = QLabel()
        self._text = QLabel(wordWrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = QPushButton()
        close = QToolButton(autoRaise=True)
        close.setIcon(theme.icon("x"))
        close.setAccessibleName("Tutup pesan")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, 4, 4, 4)
        for widget in (self._icon, self._text, self._action, close):
            row.addWidget(widget)
        self._timer = QTimer(self, singleShot=True, interval=_SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        self._do: Callable[[], None] | None = None
        self._action.clicked.connect(self._act)
        self.hide()

    def tell(
        self,
        text: str,
        action: str = "",
        do: Callable[[], None] | None = None,
        *,
        stays: bool = False,
    ) -> None:
        """Say what happened; with `action`, offer a button for what may follow.

        It fades unless it `stays` until something else is said.
        """
        self._show("info", "info", text, action, do)
        if stays:
            self._timer.stop()
        else:
            self._timer.start()

    def warn(self, text: str, action: str = "", do: Callable[[], None] | None = None) -> None:
        """Say what to do about something that did not work, with a button; stays until closed."""
        self._show("bad", "triangle-alert", text, action, do)
        self._timer.stop()

    def text(self) -> str:
        """Return what is said now, empty when nothing is."""
        return "" if self.isHidden() else self._text.text()

    def _show(
        self, tone: str, icon: str, text: str, action: str, do: Callable[[], None] | None
    ) -> None:
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self._icon.setPixmap(theme.icon(icon, tone="bad" if tone == "bad" else "accent").pixmap(20))
        self._text.setText(text)
        self._do = do
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.show()
        self.said.emit()

    def cover(self, area: QRect) -> None:
        """Take a place of this width, higher where the text needs it, above everything else."""
        height = max(area.height(), self.heightForWidth(area.width()))
        self.setGeometry(area.x(), area.y(), area.width(), height)
        self.raise_()

    def _act(self) -> None:
        self.hide()
        if self._do is not None:
            self._do()
