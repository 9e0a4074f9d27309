"""The choice of a published state that a report is made of, and keeping the present one."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from kkbdesk.model import format_id
from kkbdesk.model.terbitan import Terbitan
from ui.context import Context
from ui.kit.jobs import Reading


class Published(QComboBox):
    """The present data, or a state that was published; hidden while nothing was."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setAccessibleName("Terbitan")
        self.setMaximumWidth(220)

    def reload(self) -> None:
        """Offer what was published; keep the choice."""
        chosen = self.currentData()
        kept = self._context.desk.terbitan.daftar()
        self.clear()
        self.addItem("Data sekarang", "")
        for item in kept:
            when = format_id.tanggal(item.saat.date())
            self.addItem(f"{item.nama} ({when})", item.nama)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.setVisible(bool(kept))

    def name(self) -> str:
        """Return the chosen name, "" for the present data."""
        return str(self.currentData() or "")

    def publish(self) -> None:
        """Keep the present state under a name, so that its tables can be made again."""
        name = self._context.dialogs.line(
            "Simpan sebagai terbitan",
            "Nama terbitan, misalnya Tabel Oktober 2026. Setiap laporan dapat dibuat lagi dari "
            "keadaan ini, apa pun yang berubah sesudahnya.",
        )
        if name:
            self._context.jobs.start(
                Reading("Menyimpan terbitan…", lambda: self._context.desk.terbitan.buat(name)),
                self._kept,
            )

    def _kept(self, made: Terbitan) -> None:
        self.reload()
        self._context.notices.tell(f"Keadaan sekarang tersimpan sebagai terbitan “{made.nama}”.")
