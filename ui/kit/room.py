"""How much of the screen a dialog may take, so that no part of it is out of reach."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME = QSize(16, 40)
"""What the system draws around a window: borders and title."""


def room(widget: QWidget) -> QSize:
    """Return the largest size that a window may have on the screen where it is."""
    return widget.screen().availableSize() - _FRAME


def resize_within(widget: QWidget, width: int, height: int) -> None:
    """Give a window a size in logical pixels, or as much of it as the screen has."""
    most = room(widget)
    widget.setMinimumSize(widget.minimumSize().boundedTo(most))
    widget.resize(QSize(width, height).boundedTo(most))
