"""A button that puts people on the list of a meeting: of working groups, agencies, the last one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from kkbdesk.model.rapat import Rapat
from ui.context import Context
from ui.kit import theme

_CHOICES = (
    ("kantor", "Pokja kantor ini"),
    ("kampung", "Pokja kampung ini"),
    ("ketua", "Ketua Pokja kampung"),
    ("opd", "Semua OPD"),
    ("lalu", "Peserta rapat sebelumnya"),
)


class InviteButton(QPushButton):
    """Offers whom to invite; who is on the list already is left out."""

    invited = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("Undang")
        self.setIcon(theme.icon("user-plus"))
        self.setToolTip("Undang dari Pokja, OPD atau rapat lalu")
        self._context = context
        self._rapat: Rapat | None = None
        menu = QMenu(self)
        self._actions = {name: menu.addAction(title) for name, title in _CHOICES}
        for name, action in self._actions.items():
            action.triggered.connect(partial(self.invite, name))
        self.setMenu(menu)

    def show_rapat(self, rapat: Rapat) -> None:
        """Invite to this meeting from now on."""
        self._rapat = rapat
        self._actions["kampung"].setEnabled(rapat.kampung is not None)

    def invite(self, whom: str, _checked: bool = False) -> None:
        """Put these people on the list."""
        assert self._rapat is not None
        with self._context.guarded():
            number = self._number(self._rapat, whom)
            if number:
                self._context.done(f"{number} orang masuk daftar peserta.")
                self.invited.emit()
            else:
                self._context.notices.tell("Tidak ada yang baru untuk diundang.")

    def _number(self, rapat: Rapat, whom: str) -> int:
        """Invite, and return how many came on the list."""
        people = self._context.desk.peserta
        match whom:
            case "kantor":
                return people.undang_pokja(rapat.id, None)
            case "kampung":
                return people.undang_pokja(rapat.id, rapat.kampung)
            case "ketua":
                return people.undang_ketua(rapat.id)
            case "opd":
                return people.undang_opd(rapat.id)
        before = people.sebelumnya(rapat.id)
        return people.undang_seperti(rapat.id, before.id) if before else 0
