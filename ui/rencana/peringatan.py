"""What should be known of a planned activity while it is entered; nothing of it blocks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from kkbdesk.model.problem import Problem
from ui.kit import theme
from ui.page import button, label, row

_SHOWN = 6
"""More is counted only: a list of a hundred is not read."""


class Warnings(QFrame):
    """One line each, with the way to the other activity that it is about."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("tone", "warn")
        self.setAccessibleName("Perlu diketahui")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(theme.GAP, 6, theme.GAP, 6)
        self._lines.setSpacing(4)
        self._said: tuple[Problem, ...] = ()
        self.hide()

    def texts(self) -> list[str]:
        """Return what is said."""
        return [found.text for found in self._said]

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show these; the same as before are left alone, so that a key pressed there stays."""
        found = tuple(dict.fromkeys(problems))
        if found == self._said:
            return
        self._said = found
        empty(self._lines)
        for problem in found[:_SHOWN]:
            said = label(f"⚠ {problem.text}", tone="warn", wrap=True)
            if problem.lain:
                go = button("Lihat", tip="Buka kegiatan yang lain itu")
                go.setAccessibleName(f"Lihat: {problem.text}")
                go.clicked.connect(partial(self._open, problem.lain))
                line = row(said, go)
                line.setStretchFactor(said, 1)
                self._lines.addLayout(line)
            else:
                self._lines.addWidget(said)
        if len(found) > _SHOWN:
            self._lines.addWidget(label(f"Dan {len(found) - _SHOWN} hal lain.", tone="warn"))
        self.setVisible(bool(found))

    def _open(self, id: str, _checked: bool = False) -> None:
        self.opened.emit(id)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if isinstance(widget, QWidget):
            widget.hide()  # it is deleted only when the window next has time
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
