"""When and in which meeting a matrix was agreed; or when its lock is opened."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QWidget

from ui.kit.fields import DateField
from ui.page import button, label, row


class Agreement(QDialog):
    """A date, and for an agreement the meeting."""

    def __init__(self, year: int, today: date, *, unlock: bool, parent: QWidget) -> None:
        super().__init__(parent)
        title = "Buka kunci" if unlock else "Kunci"
        self.setWindowTitle(f"{title} matriks {year}")
        self.setMinimumWidth(460)
        self._day = DateField(optional=False)
        self._day.set_value(today)
        self._meeting = QLineEdit(placeholderText="misalnya Rapat koordinasi Pokja, Ruang Rapat")
        self._message = label(tone="bad")
        agree = button(title, primary=True)
        agree.clicked.connect(self._agree)
        cancel = button("Batal")
        cancel.clicked.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(
            label(
                "Pembukaan kunci tercatat dalam riwayat."
                if unlock
                else "Sesudah dikunci matriks hanya dapat diubah dengan membuka kuncinya.",
                wrap=True,
            )
        )
        form.addRow("&Dibuka tanggal" if unlock else "&Disepakati tanggal", self._day)
        if not unlock:
            form.addRow("Dalam &rapat", self._meeting)
        form.addRow(self._message)
        form.addRow(row(1, cancel, agree))

    def day(self) -> date:
        """Return the day."""
        value = self._day.value()
        assert isinstance(value, date)
        return value

    def meeting(self) -> str:
        """Return the meeting."""
        return self._meeting.text().strip()

    def _agree(self) -> None:
        try:
            self._day.value()
        except ValueError as error:
            self._message.setText(str(error))
        else:
            self.accept()
