"""Editors that offer what may be chosen: a few options, several of a list, one of very many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidgetAction,
)

from kkbdesk.model.fields import Value
from ui.kit import theme
from ui.kit.fields import FieldEditor, TextField

_NOTHING = "Tidak ada yang cocok"

Option = tuple[str, str]
"""A key that is kept and the label that is shown."""


class Source(Protocol):
    """Where a picker finds what a text may mean."""

    def search(self, text: str) -> Sequence[Option]:
        """Return what the text may mean, best first."""
        ...

    def name(self, key: str) -> str:
        """Return how a key is shown, empty for an unknown one."""
        ...


class ChoiceField(QComboBox, FieldEditor):
    """One of a few options, chosen with the arrows or by typing the first letters."""

    left = Signal()

    def __init__(self, options: Sequence[Option], read: Callable[[str], Value]) -> None:
        super().__init__()
        self._read = read
        for key, label in options:
            self.addItem(label, key)
        self.activated.connect(self.left)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: object) -> None:
        """Ignore the wheel, which would change a value while scrolling past it."""
        getattr(event, "ignore", lambda: None)()

    def raw(self) -> str:
        """Return the key."""
        return str(self.currentData() or "")

    def set_raw(self, text: str) -> None:
        """Choose a key; one that is no longer offered is shown as it is."""
        place = self.findData(text)
        if place < 0:
            self.addItem(text, text)
            place = self.count() - 1
        self.setCurrentIndex(place)

    def value(self) -> Value:
        """Return what the key stands for."""
        return self._read(self.raw())

    def set_value(self, value: Value) -> None:
        """Choose a value."""
        if isinstance(value, bool):
            self.set_raw("ya" if value else "tidak")
        else:
            self.set_raw("" if value is None else str(value))


class ManyField(QPushButton, FieldEditor):
    """Several of a list, ticked in a menu."""

    left = Signal()

    def __init__(self, options: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._chosen: tuple[str, ...] = ()
        self._names = {key: label for key, label, _ in options}
        menu = QMenu(self)
        self._boxes: dict[str, QCheckBox] = {}
        group = None
        for key, label, section in options:
            if section != group:
                menu.addSection(section)
                group = section
            box = QCheckBox(label)
            box.setStyleSheet("padding: 4px 10px")
            box.clicked.connect(self._ticked)
            action = QWidgetAction(menu)
            action.setDefaultWidget(box)
            menu.addAction(action)
            self._boxes[key] = box
        self.setMenu(menu)
        self.set_value(())

    def _ticked(self) -> None:
        self.set_value(tuple(key for key, box in self._boxes.items() if box.isChecked()))
        self.left.emit()

    def raw(self) -> str:
        """Return the keys, separated by commas."""
        return ",".join(self._chosen)

    def set_raw(self, text: str) -> None:
        """Tick what was ticked before."""
        self.set_value(tuple(part for part in text.split(",") if part))

    def value(self) -> Value:
        """Return the keys."""
        return self._chosen

    def set_value(self, value: Value) -> None:
        """Tick these keys."""
        self._chosen = value if isinstance(value, tuple) else ()
        for key, box in self._boxes.items():
            box.setChecked(key in self._chosen)
        names = [self._names.get(key, key) for key in self._chosen]
        self.setText(f"{len(names)} dipilih" if len(names) > 2 else ", ".join(names) or "Pilih…")
        self.setToolTip("\n".join(names))


class _Proposed(QStringListModel):
    """What a text may mean; the line that says that it means nothing cannot be chosen."""

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Bar that line from cursor and mouse."""
        flags = super().flags(index)
        return Qt.ItemFlag.NoItemFlags if index.data() == _NOTHING else flags


class PickField(TextField):
    """One of very many, found by typing any part of its name or its code."""

    def __init__(self, source: Source, *, optional: bool) -> None:
        super().__init__(optional=optional)
        self._source = source
        self._key = ""
        self._found: dict[str, str] = {}
        completer = QCompleter(self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setModel(_Proposed(completer))
        completer.setMaxVisibleItems(12)
        completer.activated.connect(self._picked)
        self.setCompleter(completer)
        self.textEdited.connect(self._look)
        action = self.addAction(
            theme.icon("search", tone="muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        action.setText("Tampilkan pilihan")
        action.triggered.connect(lambda: self._look(self.text()))

    def set_source(self, source: Source) -> None:
        """Look elsewhere from now on."""
        self._source = source

    def _look(self, text: str) -> None:
        self._key = ""
        found = list(self._source.search(text))
        self._found = {label: key for key, label in found}
        completer = self.completer()
        model = completer.model()
        assert isinstance(model, QStringListModel)
        model.setStringList([label for _, label in found] or [_NOTHING])
        completer.complete()

    def _picked(self, label: str) -> None:
        if label in self._found:
            self._key = self._found[label]
            self.setText(label)
            self.setModified(False)
            self.left.emit()

    def raw(self) -> str:
        """Return the key, or the text that means none yet."""
        return self._key or self.text()

    def set_raw(self, text: str) -> None:
        """Show a key by its name, or the text as it was typed."""
        name = self._source.name(text) if text else ""
        self._key = text if name else ""
        super().set_raw(name or text)

    def value(self) -> Value:
        """Return the key; a text that can mean only one thing is taken for it."""
        if self._key or not self.text().strip():
            if not self._key and not self._optional:
                return ""
            return self._key or None
        found = self._source.search(self.text())
        exact = [key for key, label in found if self.text().strip() in (key, label)]
        if len(found) != 1 and len(exact) != 1:
            raise ValueError("Pilih dari daftar yang muncul ketika mengetik.")
        self.set_raw(exact[0] if exact else found[0][0])
        return self._key

    def set_value(self, value: Value) -> None:
        """Show what a key stands for."""
        self.set_raw("" if value is None else str(value))
