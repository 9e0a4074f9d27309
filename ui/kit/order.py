"""The order in which Tab goes: as one reads, however the widgets came to be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def as_read(holder: QWidget) -> None:
    """Let Tab go through what the layout of a widget holds from its first to its last."""
    layout = holder.layout()
    if layout is not None:
        for one, other in pairwise(_held(layout)):
            QWidget.setTabOrder(one, other)


def _held(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner, widget = (item.layout(), item.widget()) if item else (None, None)
        if inner is not None:
            yield from _held(inner)
        elif widget is not None and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            yield widget
