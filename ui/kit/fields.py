"""Editors of single values: each shows what was typed, and reads it the Indonesian way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from PySide6.QtCore import QDate, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from kkbdesk.model import format_id
from kkbdesk.model.clean import clean_line, clean_text
from kkbdesk.model.fields import Choice, Described, Value
from ui.kit import theme

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


class FieldEditor:
    """What all editors share; mixed into a Qt widget that has the signal `left`."""

    def raw(self) -> str:
        """Return what was typed, as it is kept in a draft."""
        raise NotImplementedError

    def set_raw(self, text: str) -> None:
        """Show what was kept in a draft."""
        raise NotImplementedError

    def value(self) -> Value:
        """Return the value; raises ValueError with a sentence for the user."""
        raise NotImplementedError

    def set_value(self, value: Value) -> None:
        """Show a value."""
        raise NotImplementedError


class TextField(QLineEdit, FieldEditor):
    """One line of text; Enter goes on to the next field."""

    left = Signal()

    def __init__(self, *, optional: bool = False) -> None:
        super().__init__()
        self._optional = optional
        self.editingFinished.connect(self._finished)

    def _finished(self) -> None:
        if self.isModified():
            self.setModified(False)
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go on to the next field."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()

    def raw(self) -> str:
        """Return what was typed."""
        return self.text()

    def set_raw(self, text: str) -> None:
        """Show what was typed before."""
        self.setText(text)
        self.setCursorPosition(0)

    def value(self) -> Value:
        """Return the text without stray blanks."""
        return clean_line(self.text())

    def set_value(self, value: Value) -> None:
        """Show a text."""
        self.set_raw("" if value is None else str(value))


class NumberField(TextField):
    """A number; whole or with decimals."""

    def __init__(self, *, optional: bool, whole: bool, places: int, plain: bool) -> None:
        super().__init__(optional=optional)
        self._whole, self._places, self._plain = whole, places, plain

    def value(self) -> Value:
        """Return the number, None for nothing; raises ValueError with a sentence."""
        text = self.text().strip()
        if not text:
            if self._optional:
                return None
            raise ValueError("Belum diisi.")
        if self._whole:
            return format_id.baca_bilangan(text)
        number = format_id.baca_angka(text)
        rounded = round(number, self._places)
        if rounded != number:
            raise ValueError(f"Paling banyak {self._places} angka di belakang koma.")
        return rounded

    def set_value(self, value: Value) -> None:
        """Show a number."""
        if self._plain or not isinstance(value, int | Decimal):
            super().set_value(value)
        else:
            self.set_raw(format_id.angka(value))


class DateField(TextField):
    """A date, typed or picked from a calendar (the icon, or Alt+Down)."""

    def __init__(self, *, optional: bool) -> None:
        super().__init__(optional=optional)
        action = self.addAction(
            theme.icon("calendar-days", tone="muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        action.setText("Pilih dari kalender")
        action.setToolTip("Pilih dari kalender (Alt+Panah bawah)")
        action.triggered.connect(self._pick)
        self.setPlaceholderText("misalnya 15/2/2026")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with Alt+Down."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._pick()
            return
        super().keyPressEvent(event)

    def _pick(self) -> None:
        popup = QDialog(self, Qt.WindowType.Popup)
        calendar = QCalendarWidget()
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        try:
            shown = self.value()
        except ValueError:
            shown = None
        if isinstance(shown, date):
            calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        column = QVBoxLayout(popup)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(calendar)

        def chosen(day: QDate) -> None:
            popup.close()
            self.set_value(date(day.year(), day.month(), day.day()))
            self.left.emit()

        calendar.activated.connect(chosen)
        calendar.clicked.connect(chosen)
        popup.move(self.mapToGlobal(self.rect().bottomLeft()))
        popup.show()
        calendar.setFocus()

    def value(self) -> Value:
        """Return the date, None for nothing; raises ValueError with a sentence."""
        text = self.text().strip()
        if not text:
            if self._optional:
                return None
            raise ValueError("Belum diisi.")
        return format_id.baca_tanggal(text)

    def set_value(self, value: Value) -> None:
        """Show a date in words."""
        self.set_raw(format_id.tanggal(value) if isinstance(value, date) else "")


class TextsField(TextField):
    """Several short texts, separated by commas."""

    def value(self) -> Value:
        """Return the texts."""
        parts = (clean_line(part) for part in self.text().split(","))
        return tuple(part for part in parts if part)

    def set_value(self, value: Value) -> None:
        """Show the texts."""
        self.set_raw(", ".join(value) if isinstance(value, tuple) else "")


class LongField(QPlainTextEdit, FieldEditor):
    """Several lines of text; Tab goes on."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + 14)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        if self.document().isModified():
            self.document().setModified(False)
            self.left.emit()

    def raw(self) -> str:
        """Return what was typed."""
        return self.toPlainText()

    def set_raw(self, text: str) -> None:
        """Show what was typed before."""
        self.setPlainText(text)
        self.document().setModified(False)

    def value(self) -> Value:
        """Return the text."""
        return clean_text(self.toPlainText())

    def set_value(self, value: Value) -> None:
        """Show a text."""
        self.set_raw("" if value is None else str(value))


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
        self.setMinimumContentsLength(12)
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


class PickField(TextField):
    """One of very many, found by typing any part of its name or its code."""

    def __init__(self, source: Source, *, optional: bool) -> None:
        super().__init__(optional=optional)
        self._source = source
        self._key = ""
        self._found: dict[str, str] = {}
        completer = QCompleter(self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setModel(QStringListModel(completer))
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
        model.setStringList([label for _, label in found])
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


class Sources(Protocol):
    """Gives pickers and lists what they offer."""

    def items(self, daftar: str) -> Sequence[tuple[str, str, str]]:
        """Return key, label and section of each item of a reference list."""
        ...

    def source(self, item: Described) -> Source:
        """Return where a reference field finds what a text may mean."""
        ...


_YES_NO = (("ya", "Ya"), ("tidak", "Tidak"))
_BOOL: dict[str, bool | None] = {"": None, "ya": True, "tidak": False}


def editor(item: Described, sources: Sources) -> QWidget:
    """Return the editor that fits a described field; it is a FieldEditor."""
    made = _of_list(item, sources) or _of_type(item, sources)
    made.setAccessibleName(item.field.label)
    made.setAccessibleDescription(item.field.help)
    made.setToolTip(item.field.help)
    return made


def _of_list(item: Described, sources: Sources) -> QWidget | None:
    if item.field.ref is not None:
        return PickField(sources.source(item), optional=item.optional)
    if item.field.daftar:
        items = sources.items(item.field.daftar)
        if item.type is tuple:
            return ManyField(items)
        return ChoiceField([("", "—"), *((key, label) for key, label, _ in items)], str)
    return None


def _of_type(item: Described, _sources: Sources) -> QWidget:
    blank = [("", "—")] if item.optional else []
    if item.type is bool:
        return ChoiceField([*blank, *_YES_NO], _BOOL.__getitem__)
    if issubclass(item.type, Choice):
        words = item.type
        options = [(str(word), word.label) for word in words]
        return ChoiceField([*blank, *options], lambda key: words(key) if key else None)
    if issubclass(item.type, int | Decimal):
        return NumberField(
            optional=item.optional,
            whole=issubclass(item.type, int),
            places=item.field.places,
            plain=item.field.tahun,
        )
    if issubclass(item.type, date):
        return DateField(optional=item.optional)
    if item.type is tuple:
        return TextsField()
    return LongField() if item.field.long else TextField()
