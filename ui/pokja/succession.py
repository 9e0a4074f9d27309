"""Who succeeds a member, and from when."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.ask import Ask
from ui.kit.fields import DateField


class Succession(Ask):
    """Two fields: the successor's name and the day of the change."""

    def __init__(self, former: str, today: date, parent: QWidget) -> None:
        explained = f"{former} berhenti sehari sebelum penggantinya mulai."
        super().__init__("Pergantian anggota", explained, parent)
        self._name = QLineEdit()
        self._day = DateField(optional=False)
        self._day.set_value(today)
        self.form.addRow("&Nama pengganti", self._name)
        self.form.addRow("&Mulai menjabat", self._day)
        self.finish("Catat pergantian")
        self._name.setFocus()

    def name(self) -> str:
        """Return the successor's name."""
        return self._name.text().strip()

    def day(self) -> date:
        """Return the first day in office."""
        value = self._day.value()
        assert isinstance(value, date)
        return value

    def check(self) -> None:
        """Raise ValueError while the name is missing or the day cannot be read."""
        self._day.value()
        if not self.name():
            raise ValueError("Nama pengganti belum diisi.")
