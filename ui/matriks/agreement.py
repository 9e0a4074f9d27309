"""When and in which meeting a matrix was agreed; or when its lock is opened."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.ask import Ask
from ui.kit.fields import DateField


class Agreement(Ask):
    """A date, and for an agreement the meeting."""

    def __init__(self, year: int, today: date, *, unlock: bool, parent: QWidget) -> None:
        title = "Buka kunci" if unlock else "Kunci"
        explained = (
            "Pembukaan kunci tercatat dalam riwayat."
            if unlock
            else "Sesudah dikunci matriks hanya dapat diubah dengan membuka kuncinya."
        )
        super().__init__(f"{title} matriks {year}", explained, parent)
        self._day = DateField(optional=False)
        self._day.set_value(today)
        self._day.selectAll()
        self._meeting = QLineEdit(placeholderText="misalnya Rapat koordinasi Pokja, Ruang Rapat")
        self._meeting.setObjectName("rapat")
        self.form.addRow("&Dibuka tanggal" if unlock else "&Disepakati tanggal", self._day)
        if not unlock:
            self.form.addRow("Dalam &rapat", self._meeting)
        self.finish(title)

    def day(self) -> date:
        """Return the day."""
        value = self._day.value()
        assert isinstance(value, date)
        return value

    def meeting(self) -> str:
        """Return the meeting."""
        return self._meeting.text().strip()

    def check(self) -> None:
        """Raise ValueError for a day that cannot be read."""
        self._day.value()
