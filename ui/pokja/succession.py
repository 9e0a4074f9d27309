"""Who succeeds a member, and from when."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QWidget

from ui.kit.fields import DateField
from ui.page import button, row


class Succession(QDialog):
    """Two fields: the successor's name and the day of the change."""

    def __init__(self, former: str, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Pergantian anggota")
        self._name = QLineEdit()
        self._day = DateField(optional=False)
        self._day.set_value(today)
        self._message = QLabel()
        self._message.setProperty("tone", "bad")
        agree = button("Catat pergantian", primary=True)
        agree.clicked.connect(self._agree)
        cancel = button("Batal")
        cancel.clicked.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(QLabel(f"{former} berhenti sehari sebelum penggantinya mulai."))
        form.addRow("&Nama pengganti", self._name)
        form.addRow("&Mulai menjabat", self._day)
        form.addRow(self._message)
        form.addRow(row(1, cancel, agree))
        self._name.setFocus()

    def name(self) -> str:
        """Return the successor's name."""
        return self._name.text().strip()

    def day(self) -> date:
        """Return the first day in office."""
        value = self._day.value()
        assert isinstance(value, date)
        return value

    def _agree(self) -> None:
        try:
            self._day.value()
        except ValueError as error:
            self._message.setText(str(error))
            return
        if self.name():
            self.accept()
        else:
            self._message.setText("Nama pengganti belum diisi.")
