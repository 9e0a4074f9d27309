"""Buttons over the list of problems: fill it, and bring what is unanswered before a meeting."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QPushButton

from kkbdesk.model.ids import KampungId, PermasalahanId
from kkbdesk.services.draf import BARU
from ui.context import Context
from ui.kit import theme
from ui.rencana.dialogs import ChooseMeeting, Proposals, planned


class FillButton(QPushButton):
    """Takes problems from last year, from the data, or from a workbook."""

    def __init__(
        self,
        context: Context,
        year: Callable[[], int],
        only: Callable[[], KampungId | None],
        near: Callable[[], KampungId | None],
    ) -> None:
        super().__init__("Isi daftar")
        self.setIcon(theme.icon("sparkles"))
        self.setToolTip("Dari tahun lalu, dari data, dari berkas")
        self._context, self._year, self._only, self._near = context, year, only, near
        menu = QMenu(self)
        menu.addAction("Ambil dari tahun lalu").triggered.connect(self.copy_last_year)
        menu.addAction("Usulan dari data…").triggered.connect(self.propose)
        menu.addAction("Impor buku kerja…").triggered.connect(lambda: context.open("impor"))
        self.setMenu(menu)

    def copy_last_year(self) -> None:
        """Take over what was not solved last year, of the kampung that is shown or of all."""
        year = self._year()
        with self._context.guarded():
            number = self._context.desk.permasalahan.salin(year - 1, year, self._only())
            if number:
                self._context.done(f"{number} permasalahan diambil dari {year - 1}.")
            else:
                self._context.notices.tell(
                    f"Tidak ada yang dapat diambil dari {year - 1}: belum diisi, sudah selesai, "
                    f"atau sudah ada pada {year}."
                )

    def propose(self) -> None:
        """Show what the data propose for a kampung, and state what is ticked."""
        place = self._near()
        if place is None:
            self._context.notices.tell("Pilih kampungnya dahulu, di sebelah kiri atas.")
            return
        with self._context.guarded():
            found = self._context.desk.permasalahan.usulan(place, self._year())
            if not found:
                self._context.notices.tell("Data tidak menunjukkan permasalahan lain.")
                return
            name = self._context.desk.kampung.daftar([place])[0].nama
            dialog = Proposals(name, found, self)
            dialog.accepted.connect(lambda: self._accept(dialog))
            dialog.open()

    def _accept(self, dialog: Proposals) -> None:
        with self._context.guarded():
            made = self._context.desk.permasalahan.terima(dialog.chosen())
            self._context.done(f"{len(made)} permasalahan ditambahkan.")


class DiscussButton(QPushButton):
    """Puts problems onto the agenda of a meeting that is planned."""

    def __init__(self, context: Context, waiting: Callable[[], Sequence[PermasalahanId]]) -> None:
        super().__init__("Bahas…")
        self.setIcon(theme.icon("calendar-days"))
        self.setToolTip("Yang belum terjawab masuk acara rapat berikutnya")
        self._context, self._waiting = context, waiting
        self.clicked.connect(self.discuss)

    def discuss(self) -> None:
        """Ask for the meeting."""
        ids = self._waiting()
        if not ids:
            self._context.notices.tell("Tidak ada yang belum terjawab di daftar ini.")
        elif not planned(self._context):
            self._context.notices.tell(
                "Belum ada rapat yang dijadwalkan sesudah hari ini.",
                "Jadwalkan rapat",
                lambda: self._context.open(f"rapat:{BARU}"),
            )
        else:
            dialog = ChooseMeeting(self._context, len(ids), self)
            dialog.accepted.connect(lambda: self._agreed(dialog, ids))
            dialog.open()

    def _agreed(self, dialog: ChooseMeeting, ids: Sequence[PermasalahanId]) -> None:
        with self._context.guarded():
            number = self._context.desk.permasalahan.bahas(ids, dialog.rapat())
            if number:
                self._context.done(f"{number} acara ditambahkan ke {dialog.meeting.currentText()}.")
            else:
                self._context.notices.tell("Semuanya sudah ada di acara rapat itu.")
