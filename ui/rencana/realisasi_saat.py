"""The pictures of one moment: dropped onto, dragged from, moved with keys."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem

SIZE = QSize(200, 150)
"""Of a small picture, in logical pixels."""
ID = Qt.ItemDataRole.UserRole
_OWN = "application/x-kkbdesk-foto"
"""The ids of pictures that are dragged from one column to another."""


class MomentList(QListWidget):
    """Small pictures with their captions; tells what is wished for."""

    entered_here = Signal()
    """The cursor came into this column."""
    removed = Signal()
    moved = Signal(int)
    """The chosen picture should go one place back or on."""
    placed = Signal(object, int)
    """Pictures, by id, were dropped before a place."""
    files = Signal(object)
    image = Signal(QImage)

    pintasan: ClassVar[Mapping[str, str]] = {
        "Ctrl+Panah kiri, Ctrl+Panah kanan": "Pindahkan foto ke kolom sebelah",
        "Delete": "Hapus foto terpilih",
        "Enter": "Perbesar foto",
    }

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(f"Foto {name.lower()}")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setIconSize(SIZE)
        self.setGridSize(QSize(SIZE.width() + 20, SIZE.height() + 40))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the cursor is here."""
        super().focusInEvent(event)
        self.entered_here.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Ctrl and an arrow, remove with Delete."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:  # noqa: N802 - Qt's name
        """Return the ids of what is dragged."""
        made = QMimeData()
        made.setData(_OWN, json.dumps([item.data(ID) for item in items]).encode())
        return made

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures, files of any kind, and what is dragged out of a browser."""
        self._weigh(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take the same all over the column."""
        self._weigh(event)

    def _weigh(self, event: QDragMoveEvent) -> None:
        mime = event.mimeData()
        if mime.hasFormat(_OWN) or mime.hasUrls() or mime.hasImage():
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped."""
        mime = event.mimeData()
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if mime.hasFormat(_OWN):
            ids = json.loads(bytes(mime.data(_OWN).data()))
            under = self.indexAt(event.position().toPoint())
            self.placed.emit(ids, under.row() if under.isValid() else self.count())
        elif paths:
            self.files.emit(paths)
        elif mime.hasImage():
            self.image.emit(QImage(mime.imageData()))
        event.acceptProposedAction()
