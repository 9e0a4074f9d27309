"""Lines typed one after another: a list, and below it the fields of the next line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.kit import theme
from ui.kit.fields import TextField
from ui.page import label, row

_ID = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteEdit(QPlainTextEdit):
    """A few lines of text; Enter ends it, Shift+Enter begins a new line, Tab goes on."""

    ended = Signal()
    left_off = Signal()
    """Esc: what is typed is not wanted."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 2 + 16)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from leaving the page while something is typed."""
        mine = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if mine and event.key() == Qt.Key.Key_Escape and self.toPlainText():  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle Enter and Esc."""
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in _ENTER and not shift:
            self.ended.emit()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText():
            self.left_off.emit()
        else:
            super().keyPressEvent(event)

    def text(self) -> str:
        """Return what was typed."""
        return self.toPlainText().strip()


class _List(QListWidget):
    """Lines opened with Enter, removed with Delete, moved with Alt+arrows, marked by letters."""

    asked = Signal()
    removed = Signal()
    lettered = Signal(str)
    moved = Signal(int)
    ended = Signal()
    """Down on the last line."""
    pintasan: ClassVar[Mapping[str, str]] = {
        "Enter, F2": "Ubah baris",
        "Delete": "Hapus baris",
        "Alt+Panah": "Pindahkan baris",
    }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle Enter, F2, Delete, the arrows and letters."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if alt and step:
            self.moved.emit(step)
        elif plain and step == 1 and self.currentRow() == self.count() - 1:
            self.ended.emit()
        elif event.key() in (*_ENTER, Qt.Key.Key_F2):
            self.asked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif plain and event.text().isalpha():
            self.lettered.emit(event.text().upper())
        else:
            super().keyPressEvent(event)


class EntryPanel(QWidget):
    """A list of lines and the fields below it; the last field's Enter saves and begins anew."""

    submitted = Signal()
    asked = Signal(str)
    """A line is to be changed, with its id."""
    removed = Signal()
    lettered = Signal(str)
    moved = Signal(str, int)
    """A line is to be moved so many places down, with its id."""

    def __init__(self, title: str, shortcut: str, fields: Sequence[QWidget], empty: str) -> None:
        super().__init__()
        self._fields = list(fields)
        self._empty = empty
        self.editing = ""
        """The id of the line that is being changed, empty for a new one."""
        self.list = _List()
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.asked.connect(self._ask)
        self.list.itemDoubleClicked.connect(lambda _: self._ask())
        self.list.removed.connect(self.removed)
        self.list.lettered.connect(self.lettered)
        self.list.moved.connect(self._move)
        self.list.ended.connect(lambda: self._fields[0].setFocus())
        self._state = label(tone="muted")
        for field, following in zip(self._fields, [*self._fields[1:], None], strict=True):
            self._join(field, following)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        column.addLayout(row(label(title, step=1), label(shortcut, tone="muted"), 1, self._state))
        column.addWidget(self.list, 1)

    def _join(self, field: QWidget, following: QWidget | None) -> None:
        """Let Enter go on to the next field, and from the last one save."""
        field.installEventFilter(self)
        go = self.submitted.emit if following is None else following.setFocus
        if isinstance(field, NoteEdit):
            field.ended.connect(lambda: go())
            field.left_off.connect(self.begin)
        elif isinstance(field, TextField) and following is None:
            field.goes_on = False
            field.entered.connect(self.submitted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Up lead from an empty field into the list."""
        pressed = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        empty = isinstance(watched, NoteEdit | QLineEdit) and not watched.text()
        if pressed and empty and event.key() == Qt.Key.Key_Up and self._ids():  # type: ignore[attr-defined]
            self.list.setFocus()
            self.list.setCurrentRow(self.list.count() - 1)
            return True
        return super().eventFilter(watched, event)

    def set_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show lines by id and text, numbered; what was chosen stays so, or its place."""
        chosen, place = self.chosen(), self.list.currentRow()
        self.list.clear()
        for number, (id, text) in enumerate(lines, 1):
            item = QListWidgetItem(f"{number}. {text}")
            item.setData(_ID, id)
            self.list.addItem(item)
            if id in chosen:
                self.list.setCurrentItem(item, QItemSelectionModel.SelectionFlag.Select)
        if not lines:
            item = QListWidgetItem(self._empty)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        elif not chosen:
            self.list.scrollToBottom()
        elif not self.chosen():
            self.list.setCurrentRow(min(place, len(lines) - 1))

    def chosen(self) -> list[str]:
        """Return the ids of the chosen lines."""
        return [item.data(_ID) for item in self.list.selectedItems() if item.data(_ID)]

    def _ids(self) -> list[str]:
        items = map(self.list.item, range(self.list.count()))
        return [id for item in items if (id := item.data(_ID))]

    def arrive(self) -> None:
        """Put the cursor where typing goes on; nothing that was typed is lost."""
        empty = [
            field
            for field in self._fields
            if isinstance(field, NoteEdit | QLineEdit) and not field.text()
        ]
        (empty or self._fields)[0].setFocus()

    def begin(self) -> None:
        """Empty the fields for a new line and put the cursor into the first."""
        self.editing = ""
        self._state.setText("")
        for field in self._fields:
            if isinstance(field, NoteEdit | QLineEdit):
                field.clear()
        self._fields[0].setFocus()

    def change(self, id: str) -> None:
        """Say that a line is being changed; the fields were filled with it."""
        self.editing = id
        self._state.setText("mengubah baris terpilih — Enter menyimpan, Esc batal")
        self._fields[0].setFocus()

    def _move(self, step: int) -> None:
        chosen = self.chosen()
        if len(chosen) == 1:
            self.moved.emit(chosen[0], step)

    def _ask(self) -> None:
        chosen = self.chosen()
        if chosen:
            self.asked.emit(chosen[0])
