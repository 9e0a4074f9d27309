"""Editors of single values: each shows what was typed, and reads it the Indonesian way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
)

from kkbdesk.model import format_id
from kkbdesk.model.clean import clean_line, clean_text
from kkbdesk.model.fields import Value
from ui.kit import theme


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
    entered = Signal()
    """Enter, after what was typed was left; only where `goes_on` is not set."""
    goes_on = True
    """Whether Enter goes on to the next field."""

    def __init__(self, *, optional: bool = False) -> None:
        super().__init__()
        self._optional = optional
        self.editingFinished.connect(self._finished)

    def _finished(self) -> None:
        if self.isModified():
            self.setModified(False)
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go on to the next field, or be told; in a dialog it gives the answer."""
        super().keyPressEvent(event)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not self.goes_on:
            self.entered.emit()
        elif enter and not isinstance(self.window(), QDialog):
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


class RupiahField(TextField):
    """An amount of money in whole rupiah, also typed as 25 juta or Rp1.500.000,00."""

    def value(self) -> Value:
        """Return the amount, None for nothing; raises ValueError with a sentence."""
        text = self.text().strip()
        if text:
            return format_id.baca_rupiah(text)
        if self._optional:
            return None
        raise ValueError("Belum diisi.")

    def set_value(self, value: Value) -> None:
        """Show an amount with its thousands apart."""
        self.set_raw(format_id.angka(value) if isinstance(value, Decimal) else "")


class CoordinateField(NumberField):
    """Degrees, with decimals or with minutes and seconds."""

    def __init__(self, *, optional: bool, places: int) -> None:
        super().__init__(optional=optional, whole=False, places=places, plain=False)
        self.setPlaceholderText("misalnya -2,0612")

    def value(self) -> Value:
        """Return the degrees, None for nothing; raises ValueError with a sentence."""
        text = self.text().strip()
        return format_id.baca_koordinat(text) if text else super().value()


class DateField(TextField):
    """A date, typed or picked from a calendar (the icon, or Alt+Down)."""

    pintasan: ClassVar[Mapping[str, str]] = {"Alt+Panah bawah": "Kalender untuk isian tanggal"}

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


class LinesField(LongField):
    """Several texts, each on a line of its own."""

    def value(self) -> Value:
        """Return the lines that hold something."""
        lines = (clean_line(line) for line in self.toPlainText().splitlines())
        return tuple(line for line in lines if line)

    def set_value(self, value: Value) -> None:
        """Show the texts below each other."""
        self.set_raw("\n".join(value) if isinstance(value, tuple) else "")
