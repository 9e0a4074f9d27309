"""A table of records: typed columns, a filter line, sorting, choosing columns, selection by id."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QEvent,
    QObject,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.settings import Settings
from ui.kit import theme
from ui.kit.empty import Empty
from ui.kit.order import as_read
from ui.kit.rows import Column, RowModel

Row = TypeVar("Row")

_LEAST, _MOST = 0.9, 1.6
"""How far columns shrink below long contents, and grow, in parts of their own width."""
_SHORT = 100
"""Pixels of contents that are never cut: a code, a day."""
_MEASURED = 40
"""So many rows tell how much room the contents of a column need."""
_PADDING = 20
"""Pixels of a heading beside its text."""
_NO_MATCH = "Tidak ada baris yang cocok."


class _View(QTableView):
    """A table view that copies, pastes and opens with the keys people expect."""

    opened = Signal()
    pasted = Signal(str)
    removed = Signal()
    lettered = Signal(str)
    letters: Mapping[str, str] = MappingProxyType({})
    """Single keys that mean something in this table, in capitals, and what."""
    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that there is more or less room."""
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle Enter, F2, Ctrl+C, Ctrl+V, Delete and the letters of this table."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.text() and event.text().upper() in self.letters:
            self.lettered.emit(event.text().upper())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(QApplication.clipboard().text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    @property
    def pintasan(self) -> Mapping[str, str]:
        """What keys do here."""
        named = {"Spasi" if key == " " else key: what for key, what in self.letters.items()}
        return {"Enter, F2": "Buka", "Delete": "Hapus yang terpilih",
                "Ctrl+C": "Salin baris terpilih untuk Excel", **named}  # fmt: skip

    def copy(self) -> None:
        """Copy the selected rows as Excel pastes them, with the headings."""
        model = self.model()
        header = self.horizontalHeader()
        columns = sorted(
            (place for place in range(model.columnCount()) if not header.isSectionHidden(place)),
            key=header.visualIndex,
        )
        out = io.StringIO()
        writer = csv.writer(out, dialect="excel-tab", lineterminator="\n")
        horizontal = Qt.Orientation.Horizontal
        writer.writerow([model.headerData(place, horizontal) for place in columns])
        for index in self.selectionModel().selectedRows():
            row = index.row()
            writer.writerow([model.index(row, place).data() for place in columns])
        QApplication.clipboard().setText(out.getvalue())


class RecordTable(QWidget, Generic[Row]):
    """A filter line above a table; what is chosen, moved and sized is remembered."""

    opened = Signal(str)
    """A record was opened, with its id."""
    selected = Signal()
    pasted = Signal(str)
    removed = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], str],
        settings: Settings,
        *,
        empty: str,
        narrowed: str = _NO_MATCH,
        several: bool = True,
    ) -> None:
        super().__init__()
        self._name, self._key, self._settings = name, key, settings
        self._only: Callable[[Row], bool] | None = None
        self.model: RowModel[Row] = RowModel(columns, key)
        self.filter = QLineEdit(placeholderText="Saring… (Ctrl+F)", clearButtonEnabled=True)
        self.filter.setAccessibleName("Saring daftar")
        self.filter.setMinimumWidth(100)
        self.filter.textChanged.connect(self._filter)
        self.filter.returnPressed.connect(self._open_found)
        self.filter.installEventFilter(self)
        self.count = QLabel()
        self.count.setProperty("tone", "muted")
        choose = QToolButton()
        choose.setObjectName("action")
        choose.setToolTip("Pilih kolom")
        choose.setIcon(theme.icon("columns-3"))
        choose.setAccessibleName("Pilih kolom")
        choose.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.view = _View()
        self._columns_menu = QMenu(choose)
        choose.setMenu(self._columns_menu)
        self._set_up_view(several=several)
        self.bar = QHBoxLayout()
        self.bar.addWidget(self.filter, 1)
        self.bar.addWidget(self.count)
        self.bar.addWidget(choose)
        self._prime = QTimer(self, singleShot=True, interval=0)
        self._prime.timeout.connect(self.model.prime)
        self._said, self._narrowed = empty, narrowed
        self._empty = Empty()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.bar)
        # Only within this widget: a stack of nobody's shows what it is given as a window.
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)

    def _set_up_view(self, *, several: bool) -> None:
        view, header = self.view, self.view.horizontalHeader()
        view.setModel(self.model)
        view.setAccessibleName(f"Daftar {self._name.replace('-', ' ')}")
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        view.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAlternatingRowColors(True)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setSortingEnabled(True)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 12)
        view.verticalHeader().hide()
        header.setResizeContentsPrecision(_MEASURED)
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self._restore_columns()
        header.sectionMoved.connect(self._remember_columns)
        header.sectionResized.connect(self._sized)
        view.doubleClicked.connect(self._open)
        view.opened.connect(self._open)
        view.pasted.connect(self.pasted)
        view.removed.connect(self.removed)
        view.resized.connect(self._share_room)
        view.selectionModel().selectionChanged.connect(self.selected)
        self._columns_menu.aboutToShow.connect(self._fill_columns_menu)

    # columns

    def _share_room(self) -> None:
        """Let the columns share the room until somebody sizes them."""
        if self._settings.get(f"kolom/{self._name}", None) is not None:
            return
        header = self.view.horizontalHeader()
        shown = [
            place for place in range(len(self.model.columns)) if not header.isSectionHidden(place)
        ]
        least, wanted = zip(*map(self._widths, shown), strict=True)
        room = self.view.viewport().width()
        factor = min(max(room / sum(wanted), 1), _MOST)
        lacking = min(max(sum(wanted) - room, 0) / max(sum(wanted) - sum(least), 1), 1)
        header.blockSignals(True)
        for place, small, large in zip(shown, least, wanted, strict=True):
            header.resizeSection(place, int(large * factor - (large - small) * lacking))
        header.blockSignals(False)

    def _widths(self, place: int) -> tuple[int, int]:
        """Return how narrow a column may become, and how wide it would like to be.

        The heading always fits; contents that are longer than foreseen get room if there is any.
        """
        own = self.model.columns[place].width
        title = self.model.columns[place].title
        heading = self.view.horizontalHeader().fontMetrics().horizontalAdvance(title) + _PADDING
        content = self.view.sizeHintForColumn(place) if self.model.rowCount() else own
        return (
            max(heading, min(content, max(int(own * _LEAST), _SHORT))),
            max(heading, own, min(content, int(own * _MOST))),
        )

    def _restore_columns(self) -> None:
        header = self.view.horizontalHeader()
        kept: dict[str, list[int]] = self._settings.get(f"kolom/{self._name}", {})
        order: list[tuple[int, int]] = []
        for place, column in enumerate(self.model.columns):
            width, hidden, visual = kept.get(column.key, [column.width, int(column.hidden), place])
            header.resizeSection(place, width)
            header.setSectionHidden(place, bool(hidden))
            order.append((visual, place))
        for wanted, (_, place) in enumerate(sorted(order)):
            header.moveSection(header.visualIndex(place), wanted)

    def _sized(self, place: int) -> None:
        """Remember widths that somebody chose; the last column only fills what room there is."""
        header = self.view.horizontalHeader()
        later = range(header.visualIndex(place) + 1, header.count())
        if not all(header.isSectionHidden(header.logicalIndex(visual)) for visual in later):
            self._remember_columns()

    def _remember_columns(self) -> None:
        header = self.view.horizontalHeader()
        self._settings.set(
            f"kolom/{self._name}",
            {
                column.key: [
                    header.sectionSize(place) or column.width,
                    int(header.isSectionHidden(place)),
                    header.visualIndex(place),
                ]
                for place, column in enumerate(self.model.columns)
            },
        )

    def _fill_columns_menu(self) -> None:
        header = self.view.horizontalHeader()
        self._columns_menu.clear()
        alone = header.count() - header.hiddenSectionCount() == 1
        for place, column in enumerate(self.model.columns):
            action = QAction(column.title, self._columns_menu, checkable=True)
            action.setChecked(not header.isSectionHidden(place))
            action.setEnabled(not (alone and action.isChecked()))  # one is always left
            action.triggered.connect(lambda shown, place=place: self._show_column(place, shown))
            self._columns_menu.addAction(action)

    def _show_column(self, place: int, shown: bool) -> None:
        self.view.horizontalHeader().setSectionHidden(place, not shown)
        self._remember_columns()

    def narrow_by(self, choice: QComboBox) -> None:
        """Put named selections before the filter line; what somebody chose there is remembered."""
        name = f"saring/{self._name}"
        place = choice.findData(self._settings.get(name, ""))
        if place >= 0:
            with QSignalBlocker(choice):  # the page narrows when it has rows
                choice.setCurrentIndex(place)
        choice.activated.connect(lambda _: self._settings.set(name, choice.currentData()))
        self.bar.insertWidget(0, choice)

    # rows

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows; what was selected stays so where it still exists."""
        chosen = self.chosen()
        self.model.set_rows(rows)
        self._prime.start()
        self._counted()
        self._share_room()
        self.choose(chosen)

    def set_only(self, only: Callable[[Row], bool] | None) -> None:
        """Narrow the list to the rows that this accepts."""
        self._only = only
        self._filter()

    def _filter(self) -> None:
        chosen = self.chosen()
        self.model.set_filter(self.filter.text(), self._only)
        self._counted()
        self.choose(chosen)

    def begin_with(self, text: str, do: Callable[[], object]) -> None:
        """Offer a button that begins where the list has no rows at all."""
        self._empty.offer(text, do)

    def say_empty(self, text: str) -> None:
        """Say something else where the list has no rows at all."""
        self._said = text

    def _counted(self) -> None:
        shown, total = self.model.rowCount(), self.model.total()
        self.count.setText(f"{shown} dari {total}" if shown != total else f"{total} baris")
        narrowed = _NO_MATCH if self.filter.text() else self._narrowed
        self._empty.say(narrowed if total else self._said, begins=not total)
        self._stack.setCurrentIndex(0 if shown else 1)

    def chosen(self) -> list[str]:
        """Return the ids of the selected rows, in order."""
        return [self._key(row) for row in self.chosen_rows()]

    def chosen_rows(self) -> list[Row]:
        """Return the selected rows, in order."""
        places = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self.model.row(place) for place in places if place < self.model.rowCount()]

    def choose(self, keys: Sequence[str]) -> None:
        """Select these records, as far as they are shown."""
        places = [place for key in keys[:200] if (place := self.model.place(key)) >= 0]
        if len(places) == 1:
            self.choose_row(places[0])
        elif places:
            selection = self.view.selectionModel()
            flag = selection.SelectionFlag
            for place in places:
                index = self.model.index(place, 0)
                selection.select(index, flag.Select | flag.Rows)

    def choose_row(self, place: int) -> None:
        """Select the row at a place alone, whatever keys are held down."""
        selection = self.view.selectionModel()
        flag = selection.SelectionFlag
        chosen = flag.ClearAndSelect | flag.Rows
        selection.setCurrentIndex(self.model.index(place, 0), chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Down lead from the filter line into the list, and pasted rows too."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.arrive()
                return True
            text = QApplication.clipboard().text().strip()
            if event.matches(QKeySequence.StandardKey.Paste) and ("\t" in text or "\n" in text):
                self.pasted.emit(text)
                return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Let Tab go along the bar and then into the list, whoever added to the bar."""
        super().showEvent(event)
        as_read(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the cursor on: to the list, or where it is empty to the filter line."""
        (self.view if self.model.rowCount() else self.filter).setFocus(event.reason())

    def arrive(self, place: int = 0) -> None:
        """Put the cursor into the list; on a row by its place, the last at most, if none is chosen.

        An empty list leaves it on the filter line.
        """
        rows = self.model.rowCount()
        (self.view if rows else self.filter).setFocus()
        if rows and not self.view.selectionModel().hasSelection():
            self.choose_row(min(max(place, 0), rows - 1))

    def _open_found(self) -> None:
        self.arrive()
        self._open()

    def _open(self) -> None:
        chosen = self.chosen()
        if chosen:
            self.opened.emit(chosen[0])
