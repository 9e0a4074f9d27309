"""The new name of an agency, and from when it bears it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.ask import Ask
from ui.kit.fields import DateField


class Rename(Ask):
    """Name, short name, day."""

    def __init__(self, name: str, short: str, today: date, parent: QWidget) -> None:
        explained = "Cetakan untuk tahun sebelum tanggal ini tetap memakai nama lama."
        super().__init__("Ganti nama OPD", explained, parent)
        self._name, self._short = QLineEdit(name), QLineEdit(short)
        self._day = DateField(optional=False)
        self._day.set_value(today)
        self.form.addRow("&Nama baru", self._name)
        self.form.addRow("&Singkatan", self._short)
        self.form.addRow("Se&jak", self._day)
        self.finish("Ganti nama")
        self._name.selectAll()

    def names(self) -> tuple[str, str]:
        """Return the new name and short name."""
        return self._name.text().strip(), self._short.text().strip()

    def day(self) -> date:
        """Return the first day of the new name."""
        value = self._day.value()
        assert isinstance(value, date)
        return value

    def check(self) -> None:
        """Raise ValueError while the name is missing or the day cannot be read."""
        self._day.value()
        if not self.names()[0]:
            raise ValueError("Nama baru belum diisi.")
