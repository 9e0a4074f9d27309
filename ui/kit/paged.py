"""A table of a list too long to hold: the store filters it and answers a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer

from kkbdesk.model import format_id
from kkbdesk.model.saring import Halaman
from kkbdesk.settings import Settings
from ui.kit.rows import Column
from ui.kit.table import RecordTable

Row = TypeVar("Row")
_PAGE = 500
_PAUSE = 150
"""Milliseconds without a letter after which the filter line is asked for."""


class PagedTable(RecordTable[Row], Generic[Row]):
    """Reads the next page when one scrolls to the end; sorts by columns once all of it is there."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], str],
        settings: Settings,
        *,
        read: Callable[[str, Halaman], tuple[Sequence[Row], int]],
        empty: str,
    ) -> None:
        self._read_page = read
        self._all = 0
        self._wait = QTimer(singleShot=True, interval=_PAUSE)
        super().__init__(name, columns, key, settings, empty=empty)
        self._wait.timeout.connect(self.read)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)

    def read(self) -> None:
        """Read what is shown afresh, as many rows as there are now, at least a page."""
        self._wait.stop()
        self._fetch(max(_PAGE, self.model.total()))

    def _fetch(self, number: int) -> None:
        rows, self._all = self._read_page(self.filter.text(), Halaman(number))
        self.view.setSortingEnabled(len(rows) >= self._all)
        self.set_rows(rows)

    def _filter(self) -> None:
        """Ask the store, once nothing was typed for a moment."""
        self._wait.start()

    def _open_found(self) -> None:
        if self._wait.isActive():
            self.read()
        super()._open_found()

    def _scrolled(self, value: int) -> None:
        if value == self.view.verticalScrollBar().maximum() and self.model.total() < self._all:
            self._fetch(self.model.total() + _PAGE)
            self.view.verticalScrollBar().setValue(value)

    def _counted(self) -> None:
        shown = self.model.rowCount()
        some = f"{format_id.angka(shown)} dari {format_id.angka(self._all)}"
        self.count.setText(some if shown < self._all else f"{shown} baris")
        typed = bool(self.filter.text())
        self._empty.say("Tidak ada baris yang cocok." if typed else self._said, begins=not typed)
        self._stack.setCurrentIndex(0 if shown else 1)
