"""What an empty list or page says: what belongs there, and the one button that begins."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.kit import theme


class Empty(QWidget):
    """A sentence in the middle, and below it a button where there is something to begin."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = QLabel(text, wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._text.setProperty("tone", "muted")
        self.begin = QPushButton()
        self.begin.setProperty("primary", True)
        self.begin.setAutoDefault(True)
        self.begin.hide()
        self._do: Callable[[], object] | None = None
        self.begin.clicked.connect(self._begun)
        column = QVBoxLayout(self)
        column.setSpacing(theme.GAP * 2)
        column.addStretch(1)
        column.addWidget(self._text)
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def offer(self, text: str, do: Callable[[], object]) -> None:
        """Offer a button that begins."""
        self._do = do
        self.begin.setText(text)
        self.begin.show()

    def say(self, text: str, *, begins: bool = True) -> None:
        """Say this; the button only stands where that is the way out."""
        self._text.setText(text)
        self.begin.setVisible(begins and self._do is not None)

    def text(self) -> str:
        """Return what is said."""
        return self._text.text()

    def _begun(self) -> None:
        if self._do is not None:
            self._do()
