"""The new name of an agency, and from when it bears it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QWidget

from ui.kit.fields import DateField
from ui.page import button, label, row


class Rename(QDialog):
    """Name, short name, day."""

    def __init__(self, name: str, short: str, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Ganti nama OPD")
        self.setMinimumWidth(520)
        self._name, self._short = QLineEdit(name), QLineEdit(short)
        self._day = DateField(optional=False)
        self._day.set_value(today)
        self._message = QLabel()
        self._message.setProperty("tone", "bad")
        agree = button("Ganti nama", primary=True)
        agree.clicked.connect(self._agree)
        cancel = button("Batal")
        cancel.clicked.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(
            label("Cetakan untuk tahun sebelum tanggal ini tetap memakai nama lama.", wrap=True)
        )
        form.addRow("&Nama baru", self._name)
        form.addRow("&Singkatan", self._short)
        form.addRow("&Sejak", self._day)
        form.addRow(self._message)
        form.addRow(row(1, cancel, agree))
        self._name.selectAll()

    def names(self) -> tuple[str, str]:
        """Return the new name and short name."""
        return self._name.text().strip(), self._short.text().strip()

    def day(self) -> date:
        """Return the first day of the new name."""
        value = self._day.value()
        assert isinstance(value, date)
        return value

    def _agree(self) -> None:
        try:
            self._day.value()
        except ValueError as error:
            self._message.setText(str(error))
            return
        if self.names()[0]:
            self.accept()
        else:
            self._message.setText("Nama baru belum diisi.")
