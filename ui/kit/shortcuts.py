"""What keys do, asked of the actions, shortcuts and widgets that do it; never kept as a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.kit import theme
from ui.kit.room import resize_within

_EVERYWHERE = "Di mana saja"
_SIZE = 620, 460
_KEYS_WIDTH = 190


class Pintasan(NamedTuple):
    """Keys, what they do, and where."""

    keys: str
    what: str
    where: str


def shortcut(
    owner: QWidget, keys: QKeySequence | QKeySequence.StandardKey | str, what: str,
    do: Callable[[], object],
) -> QShortcut:  # fmt: skip
    """Let keys do something while the cursor is in a widget or in what it holds."""
    # Read as the office's language calls them, "Enter" is the key that Qt calls Return.
    sequence = QKeySequence.fromString(keys) if isinstance(keys, str) else QKeySequence(keys)
    made = QShortcut(sequence, owner)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.setWhatsThis(what)
    made.activated.connect(do)
    return made


def pintasan(window: QWidget, page: str) -> Iterator[Pintasan]:
    """Yield what keys do in a window as it stands; `page` is how its page is called."""
    for action in window.actions():
        for keys in action.shortcuts():
            yield Pintasan(_said(keys), action.text(), _EVERYWHERE)
    for each in window.findChildren(QShortcut):
        holder = each.parent()
        if each.whatsThis() and isinstance(holder, QWidget) and holder.isVisible():
            yield Pintasan(_said(each.key()), each.whatsThis(), page)
    for widget in window.findChildren(QWidget):
        own: Mapping[str, str] = getattr(widget, "pintasan", {})
        if own and widget.isVisible():
            for name, what in own.items():
                yield Pintasan(name, what, widget.accessibleName() or page)


def _said(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.NativeText)


def named(window: QWidget, keys: str, what: str, do: Callable[[], object]) -> QAction:
    """Let keys do something wherever the cursor is in a window."""
    action = QAction(what, window)
    action.setShortcut(QKeySequence.fromString(keys))
    action.triggered.connect(lambda _=False: do())
    window.addAction(action)
    return action


class ShortcutList(QDialog):
    """Daftar pintasan: what keys do here, found by typing."""

    def __init__(self, listed: Iterable[Pintasan], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Daftar pintasan")
        resize_within(self, *_SIZE)
        self.line = QLineEdit(placeholderText="Ketik untuk mencari…", clearButtonEnabled=True)
        self.line.setAccessibleName("Cari pintasan")
        self.line.textChanged.connect(self._narrow)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Daftar pintasan")
        self.tree.setHeaderLabels(["Tombol", "Guna"])
        self.tree.setColumnWidth(0, _KEYS_WIDTH)
        self.tree.setUniformRowHeights(True)
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self._fill(listed)
        told = QLabel("Beserta Alt dan huruf bergaris bawah; Tab dan panah berpindah.")
        told.setProperty("tone", "muted")
        close = QPushButton("Tutup")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(told, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(theme.GAP)
        column.addWidget(self.line)
        column.addWidget(self.tree, 1)
        column.addLayout(foot)

    def _fill(self, listed: Iterable[Pintasan]) -> None:
        by_place: dict[str, list[QTreeWidgetItem]] = {}
        for keys, what, where in dict.fromkeys(listed):
            by_place.setdefault(where, []).append(QTreeWidgetItem([keys, what]))
        for where, items in by_place.items():
            group = QTreeWidgetItem([where])
            self.tree.addTopLevelItem(group)
            group.setFirstColumnSpanned(True)
            group.addChildren(items)
            self._groups.append((group, items))
        self.tree.expandAll()

    def _narrow(self, text: str) -> None:
        from kkbdesk.model.wilayah import normal  # noqa: PLC0415 - after the first paint

        words = normal(text).split()
        for group, items in self._groups:
            for item in items:
                plain = normal(f"{item.text(0)} {item.text(1)} {group.text(0)}")
                item.setHidden(not all(word in plain for word in words))
            group.setHidden(all(item.isHidden() for item in items))
