"""Rows kept in memory: filtered, sorted, and shown by a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from ui.kit import theme

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: how it is called, what it shows and how it sorts."""

    key: str
    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    """What to sort by; the text itself by default."""
    width: int = 120
    right: bool = False
    tone: Callable[[Row], str] | None = None
    """The colour of a cell: good, warn, bad or nothing."""
    hidden: bool = False
    """Not shown until chosen."""
    sought: bool = True
    """Whether the filter line looks into it."""


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows kept in memory, of which those that match the filter are shown in order."""

    def __init__(self, columns: Sequence[Column[Row]], key: Callable[[Row], str]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._key = key
        self._rows: list[Row] = []
        self._haystacks: list[str] | None = None
        self._shown: list[int] = []
        self._words: list[str] = []
        self._only: Callable[[Row], bool] | None = None
        self._order: tuple[int, bool] | None = None

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text, alignment and colour of a cell."""
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(self.row(index.row()))
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.text(self.row(index.row()))
        if role == Qt.ItemDataRole.ForegroundRole and column.tone is not None:
            tone = column.tone(self.row(index.row()))
            return QColor(getattr(theme.colours(), tone)) if tone else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return titles of columns and numbers of rows."""
        if role == Qt.ItemDataRole.DisplayRole:
            if orientation is Qt.Orientation.Horizontal:
                return self.columns[section].title
            return section + 1
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            side = (
                Qt.AlignmentFlag.AlignRight
                if self.columns[section].right
                else (Qt.AlignmentFlag.AlignLeft)
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; negative is the order in which the rows came."""
        self._order = None if column < 0 else (column, order is Qt.SortOrder.DescendingOrder)
        self._arrange()

    def row(self, place: int) -> Row:
        """Return the row shown at a place."""
        return self._rows[self._shown[place]]

    def rows(self) -> list[Row]:
        """Return the rows that are shown, in order."""
        return [self._rows[number] for number in self._shown]

    def total(self) -> int:
        """Return how many rows there are, shown or not."""
        return len(self._rows)

    def place(self, key: str) -> int:
        """Return where a record is shown, -1 when it is not."""
        for place, number in enumerate(self._shown):
            if self._key(self._rows[number]) == key:
                return place
        return -1

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Replace all rows."""
        self._rows = list(rows)
        self._haystacks = None
        self._arrange()

    def extend(self, rows: Sequence[Row]) -> None:
        """Add rows below the others, in no other order than they come."""
        if not rows:
            return
        first, last = len(self._shown), len(self._shown) + len(rows) - 1
        self.beginInsertRows(_NO_INDEX, first, last)
        self._shown += range(len(self._rows), len(self._rows) + len(rows))
        self._rows += rows
        self._haystacks = None
        self.endInsertRows()

    def refresh(self) -> None:
        """Show the cells afresh: what they say is kept elsewhere and became another."""
        if self._shown:
            last = self.index(len(self._shown) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def set_filter(self, text: str, only: Callable[[Row], bool] | None) -> None:
        """Show the rows that hold every word in a sought column, and that `only` accepts."""
        self._words = text.casefold().split()
        self._only = only
        self._arrange()

    def prime(self) -> None:
        """Make ready for the first letter of a filter, while nobody waits."""
        self._haystack()

    def _haystack(self) -> list[str]:
        if self._haystacks is None:
            texts = [column.text for column in self.columns if column.sought]
            self._haystacks = [
                " ".join([text(row) for text in texts]).casefold() for row in self._rows
            ]
        return self._haystacks

    def _arrange(self) -> None:
        self.beginResetModel()
        places = list(range(len(self._rows)))
        if self._words:
            hay = self._haystack()
            for word in self._words:
                places = [place for place in places if word in hay[place]]
        if self._only is not None:
            only = self._only
            places = [place for place in places if only(self._rows[place])]
        if self._order is not None:
            column, descending = self.columns[self._order[0]], self._order[1]
            by = column.sort or (lambda row: column.text(row).casefold())
            # None sorts last either way: what is missing does not head a list.
            known = [place for place in places if by(self._rows[place]) is not None]
            known.sort(key=lambda place: by(self._rows[place]), reverse=descending)
            absent = [place for place in places if by(self._rows[place]) is None]
            places = known + absent
        self._shown = places
        self.endResetModel()
