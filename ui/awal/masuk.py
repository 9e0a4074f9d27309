"""Who works now? A name from a list, the PIN where there is one, help for who forgot it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.errors import UserError
from kkbdesk.model.orang import Orang
from kkbdesk.services.orang import GUNA_PIN, OrangService
from kkbdesk.services.rahasia import SYARAT_PIN
from kkbdesk.settings import Settings
from ui.kit import theme
from ui.kit.ask import Ask, secret_line
from ui.page import button, label, row

_LAST = "orang"
"""The setting that remembers who worked last on this computer, by id."""


class SignIn(QWidget):
    """Shown in the place of pages until somebody is let in."""

    def __init__(self, people: OrangService, settings: Settings, done: Callable[[], None]) -> None:
        super().__init__()
        self._service, self._settings, self._done = people, settings, done
        self._people = [orang for orang in people.daftar() if orang.aktif]
        self.names = QListWidget()
        self.names.setAccessibleName("Nama Anda")
        for orang in self._people:
            self.names.addItem(QListWidgetItem(f"{orang.nama} — {orang.peran.label.lower()}"))
        self.pin_label = label("&PIN")
        self.pin = secret_line("PIN")
        self.pin_label.setBuddy(self.pin)
        self.message = label(tone="bad", wrap=True)
        self.enter = button("Masuk", primary=True)
        self.forgot = button("Lupa PIN…")
        self.names.itemActivated.connect(self._named)
        self.names.currentRowChanged.connect(self._chosen)
        self.pin.returnPressed.connect(self.sign_in)
        self.enter.clicked.connect(self.sign_in)
        self.forgot.clicked.connect(self.recover)
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(460)
        column = QVBoxLayout(card)
        column.setContentsMargins(*(theme.GAP * 4,) * 4)
        column.setSpacing(theme.GAP)
        column.addWidget(label("Siapa yang bekerja?", step=3))
        for widget in (self.names, self.pin_label, self.pin, self.message):
            column.addWidget(widget)
        column.addLayout(row(self.enter, self.forgot, 1))
        column.addWidget(label(GUNA_PIN, tone="muted", wrap=True))
        outer = QVBoxLayout(self)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        ids = [orang.id for orang in self._people]
        last = settings.get(_LAST, "")
        self.names.setCurrentRow(ids.index(last) if last in ids else 0)

    def chosen(self) -> Orang:
        """Return whose name is chosen."""
        return self._people[self.names.currentRow()]

    def _chosen(self) -> None:
        asked = bool(self.chosen().pin)
        for widget in (self.pin_label, self.pin, self.forgot):
            widget.setVisible(asked)
        self.pin.clear()
        self.message.clear()
        self.setFocusProxy(self.pin if asked else self.names)

    def _named(self) -> None:
        if self.pin.isHidden():
            self.sign_in()
        else:
            self.pin.setFocus()

    def sign_in(self) -> None:
        """Let the chosen person in, or say why not."""
        orang = self.chosen()
        try:
            self._service.masuk(orang.id, self.pin.text())
        except UserError as error:
            self.message.setText(str(error))
            self.pin.selectAll()
            self.pin.setFocus()
        else:
            self._leave(orang)

    def recover(self) -> None:
        """Ask for the code of the recovery sheet and a new PIN."""
        orang = self.chosen()
        dialog = Recovery(orang, self._service, self)
        dialog.accepted.connect(lambda: self._leave(orang))
        dialog.open()

    def _leave(self, orang: Orang) -> None:
        self._settings.set(_LAST, orang.id)
        self._done()
        self.deleteLater()


class Recovery(Ask):
    """The code of the recovery sheet, and a new PIN twice."""

    def __init__(self, orang: Orang, people: OrangService, parent: QWidget) -> None:
        explained = (
            "Ketik kode pada lembar pemulihan yang disimpan kepala kantor, lalu PIN baru. "
            f"{SYARAT_PIN}"
        )
        super().__init__(f"Lupa PIN {orang.nama}", explained, parent)
        self._orang, self._service = orang, people
        self.code = QLineEdit(placeholderText="misalnya K7Q2-…")
        self.new, self.again = secret_line("PIN baru"), secret_line("Ulangi PIN baru")
        self.form.addRow("&Kode pemulihan", self.code)
        self.form.addRow("PIN &baru", self.new)
        self.form.addRow("&Ulangi PIN baru", self.again)
        self.finish("Ganti PIN dan masuk")

    def check(self) -> None:
        """Change the PIN and let the person in; raise ValueError with why not."""
        if self.new.text() != self.again.text():
            raise ValueError("Kedua PIN baru tidak sama; ketik ulang.")
        try:
            self._service.pulihkan(self.code.text(), self._orang.id, self.new.text())
        except UserError as error:
            raise ValueError(str(error)) from error
