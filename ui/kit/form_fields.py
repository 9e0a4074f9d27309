"""The fields of a form: their labels, editors, and what is said beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.model.fields import Described, Record, Value, described
from ui.kit import theme
from ui.kit.editors import Sources, editor
from ui.kit.fields import FieldEditor, TextField

_WIDEST = 780
"""Beyond this width a line of text is hard to read."""


class Fields(QWidget):
    """Labels and editors of some fields below each other; whoever builds on it saves them."""

    typed = Signal()
    """Something was typed or chosen, saved or not."""

    def __init__(
        self,
        record_type: type[Record],
        names: Sequence[str | Described],
        sources: Sources,
        editors: Mapping[str, QWidget],
    ) -> None:
        super().__init__()
        self._fields = [
            item if isinstance(item, Described) else described(record_type, item) for item in names
        ]
        self._own = editors
        self._editors: dict[str, QWidget] = {}
        self._labels: dict[str, QLabel] = {}
        self._messages: dict[str, QLabel] = {}
        self._below: dict[str, QVBoxLayout] = {}
        self._barred = QLabel(wordWrap=True)
        self._barred.setProperty("tone", "warn")
        self._body = QWidget()
        self._body.setMaximumWidth(_WIDEST)
        row = QHBoxLayout()
        row.addWidget(self._body, 1)
        row.addStretch(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._barred)
        outer.addLayout(row)
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GAP * 2)
        grid.setVerticalSpacing(theme.GAP // 2)
        grid.setColumnStretch(1, 1)
        for place, item in enumerate(self._fields):
            self._add(grid, place, item, sources)
        grid.setRowStretch(2 * len(self._fields), 1)

    def _add(self, grid: QGridLayout, row: int, item: Described, sources: Sources) -> None:
        unit = f" ({item.field.unit})" if item.field.unit else ""
        label = QLabel(f"{item.field.label}{unit}", wordWrap=True)
        label.setObjectName("label")
        label.setFixedWidth(150)
        made = self._own.get(item.name) or editor(item, sources)
        label.setBuddy(made)
        message = QLabel(wordWrap=True)
        message.hide()
        if isinstance(made, QLineEdit | QPlainTextEdit) and not made.placeholderText():
            made.setPlaceholderText(item.field.help)
        made.left.connect(lambda: self._left(item))  # type: ignore[attr-defined]
        made.left.connect(self.typed)  # type: ignore[attr-defined]
        if isinstance(made, TextField):
            made.textEdited.connect(lambda _: self.typed.emit())
        grid.addWidget(label, 2 * row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(made, 2 * row, 1)
        below = QVBoxLayout()
        below.addWidget(message)
        grid.addLayout(below, 2 * row + 1, 1)
        self._editors[item.name] = made
        self._labels[item.name] = label
        self._messages[item.name] = message
        self._below[item.name] = below

    def _left(self, item: Described) -> None:
        """Take what was typed into a field."""
        raise NotImplementedError

    def field(self, name: str) -> FieldEditor:
        """Return the editor of a field."""
        return cast(FieldEditor, self._editors[name])

    def message(self, name: str) -> str:
        """Return what is said beside a field."""
        return self._messages[name].text()

    def show_field(self, name: str, *, shown: bool) -> None:
        """Show a field or leave it out, where it means nothing for this record."""
        self._labels[name].setVisible(shown)
        self._editors[name].setVisible(shown)
        self._messages[name].setVisible(shown and bool(self._messages[name].text()))

    def lock(self, *names: str) -> None:
        """Let these fields be read only; all others may be changed."""
        for name, made in self._editors.items():
            made.setEnabled(name not in names)

    def hint(self, name: str, text: str) -> None:
        """Show in an empty field what it stands for as long as nothing is typed."""
        made = self._editors[name]
        if isinstance(made, QLineEdit | QPlainTextEdit):
            made.setPlaceholderText(text)

    def values(self) -> dict[str, Value]:
        """Return what the fields hold, as far as it can be read; a name half typed cannot."""
        found: dict[str, Value] = {}
        for item in self._fields:
            made = self._editors[item.name]
            half = isinstance(made, TextField) and made.isModified() and item.field.ref
            if not half:
                with suppress(ValueError):
                    found[item.name] = self.field(item.name).value()
        return found

    def focus(self, name: str = "") -> None:
        """Put the cursor into a field, the first by default."""
        self._editors[name or self._fields[0].name].setFocus()

    def ask(self, name: str) -> None:
        """Put the cursor into a field so that what one types replaces what is proposed."""
        editor = self._editors[name]
        editor.setFocus()
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    def say(self, name: str, text: str, tone: str) -> None:
        """Say something beside a field, in a tone; nothing hides what was said."""
        message, made = self._messages[name], self._editors[name]
        message.setText(text)
        message.setVisible(bool(text))
        for widget, key, value in (
            (message, "tone", tone),
            (made, "wrong", "true" if tone == "bad" else "false"),
        ):
            if widget.property(key) != value:
                widget.setProperty(key, value)
                widget.style().unpolish(widget)
                widget.style().polish(widget)
