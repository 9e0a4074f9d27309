"""Another PIN for somebody: typed twice, and the present one by whoever changes the own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kkbdesk.errors import UserError
from kkbdesk.services.orang import GUNA_PIN
from kkbdesk.services.rahasia import SYARAT_PIN
from ui.kit.ask import Ask, secret_line


class PinDialog(Ask):
    """The present PIN where it is asked for, the new one, the new one again."""

    def __init__(
        self, nama: str, change: Callable[[str, str], None], *, ask_old: bool, parent: QWidget
    ) -> None:
        explained = f"{SYARAT_PIN} Kosongkan untuk bekerja tanpa PIN.\n\n{GUNA_PIN}"
        super().__init__(f"PIN {nama}", explained, parent)
        self._change = change
        self.old = secret_line("PIN lama")
        self.new, self.again = secret_line("PIN baru"), secret_line("Ulangi PIN baru")
        if ask_old:
            self.form.addRow("PIN &lama", self.old)
        self.form.addRow("PIN &baru", self.new)
        self.form.addRow("&Ulangi PIN baru", self.again)
        self.finish("Ganti PIN")

    def check(self) -> None:
        """Change the PIN; raise ValueError with why it stays as it is."""
        if self.new.text() != self.again.text():
            raise ValueError("Kedua PIN baru tidak sama; ketik ulang.")
        try:
            self._change(self.new.text(), self.old.text())
        except UserError as error:
            raise ValueError(str(error)) from error
