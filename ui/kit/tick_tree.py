"""Many of very many, ticked in a tree of groups, found by typing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
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

from kkbdesk.model.wilayah import normal
from ui.kit.room import resize_within

_KEY = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class Leaf(NamedTuple):
    """Something that can be ticked, and the group in which it stands."""

    key: str
    label: str
    group: str


class TickTree(QDialog):
    """Ticking a group ticks all in it; the line above narrows what is shown."""

    def __init__(
        self, title: str, leaves: Iterable[Leaf], chosen: Collection[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        resize_within(self, 460, 520)
        self.line = QLineEdit(placeholderText="Ketik untuk mencari…", clearButtonEnabled=True)
        self.line.setAccessibleName("Cari")
        self.line.textChanged.connect(self._narrow)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(title)
        self.tree.setHeaderHidden(True)
        self.tree.itemChanged.connect(lambda *_: self._count())
        self._said = QLabel()
        self._leaves: list[tuple[QTreeWidgetItem, QTreeWidgetItem]] = []
        """Each that can be ticked, with its group."""
        self._fill(leaves, set(chosen))
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.tree, 1)
        column.addLayout(self._build_buttons())
        self._count()

    def _fill(self, leaves: Iterable[Leaf], chosen: set[str]) -> None:
        groups: dict[str, QTreeWidgetItem] = {}
        for leaf in sorted(leaves, key=lambda leaf: (leaf.group, leaf.label.casefold())):
            if leaf.group not in groups:
                group = groups[leaf.group] = QTreeWidgetItem([leaf.group or "Lainnya"])
                group.setFlags(group.flags() | Qt.ItemFlag.ItemIsAutoTristate)
                self.tree.addTopLevelItem(group)
            item = QTreeWidgetItem([leaf.label])
            item.setData(0, _KEY, leaf.key)
            item.setCheckState(0, _ON if leaf.key in chosen else _OFF)
            groups[leaf.group].addChild(item)
            self._leaves.append((item, groups[leaf.group]))
        for group in groups.values():
            group.setExpanded(group.checkState(0) is not _OFF)

    def _build_buttons(self) -> QHBoxLayout:
        every, none = QPushButton("Semua"), QPushButton("Kosongkan")
        every.clicked.connect(lambda: self._tick(_ON))
        none.clicked.connect(lambda: self._tick(_OFF))
        agree, cancel = QPushButton("Pilih"), QPushButton("Batal")
        agree.setProperty("primary", True)
        agree.setDefault(True)
        agree.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        for made in (every, none, cancel):
            made.setAutoDefault(False)
        line = QHBoxLayout()
        for widget in (every, none, self._said):
            line.addWidget(widget)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(agree)
        return line

    def chosen(self) -> tuple[str, ...]:
        """Return the keys of what is ticked, in order."""
        return tuple(item.data(0, _KEY) for item, _ in self._leaves if item.checkState(0) is _ON)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Down lead from the line into the tree."""
        if event.key() == Qt.Key.Key_Down and self.line.hasFocus():
            self.tree.setFocus()
            first = self.tree.topLevelItem(0)
            if self.tree.currentItem() is None and first is not None:
                self.tree.setCurrentItem(first)
        else:
            super().keyPressEvent(event)

    def _tick(self, state: Qt.CheckState) -> None:
        """Tick what is shown, or take the ticks away."""
        self.tree.blockSignals(True)
        for item, _ in self._leaves:
            if not item.isHidden():
                item.setCheckState(0, state)
        self.tree.blockSignals(False)
        self.tree.viewport().update()
        self._count()

    def _narrow(self, text: str) -> None:
        words = normal(text).split()
        shown: dict[int, bool] = {}
        for item, group in self._leaves:
            plain = normal(f"{item.text(0)} {group.text(0)}")
            found = all(word in plain for word in words)
            item.setHidden(not found)
            shown[id(group)] = shown.get(id(group), False) or found
        for _, group in self._leaves:
            group.setHidden(not shown[id(group)])
            group.setExpanded(bool(words))

    def _count(self) -> None:
        self._said.setText(f"{len(self.chosen())} dipilih")
