"""A damaged database is kept, named, and the newest good copy is offered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kkbdesk.errors import DamagedStore, UserError
from kkbdesk.store import Database
from ui.kit import theme
from ui.page import button, label


class Damaged(QWidget):
    """Says what happened and lets the user choose a copy to go on with."""

    def __init__(
        self, database: Database, folder: Path, error: DamagedStore, opened: Callable[[], None]
    ) -> None:
        super().__init__()
        self._database, self._folder, self._opened = database, folder, opened
        self.copies = QListWidget()
        self.copies.setAccessibleName("Salinan yang baik")
        for name in error.copies:
            item = QListWidgetItem(Path(name).name)
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.copies.addItem(item)
        self.copies.setCurrentRow(0)
        self.message = label(tone="bad", wrap=True)
        self.restore = button("Lanjutkan dengan salinan ini", primary=True)
        self.restore.setEnabled(bool(error.copies))
        self.restore.clicked.connect(self._restore)
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(640)
        column = QVBoxLayout(card)
        column.setContentsMargins(*(theme.GAP * 4,) * 4)
        good = "Pilih salinan untuk melanjutkan; yang teratas paling baru."
        for widget in (
            label("Berkas data rusak", step=3),
            label(str(error), wrap=True),
            label(
                "Berkas yang rusak tidak diubah: ia disimpan dengan nama lain di folder yang sama. "
                + (good if error.copies else "Tidak ada salinan yang lulus pemeriksaan."),
                tone="muted",
                wrap=True,
            ),
            self.copies,
            self.message,
            self.restore,
        ):
            column.addWidget(widget)
        QVBoxLayout(self).addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)

    def _restore(self) -> None:
        chosen = self.copies.currentItem().data(Qt.ItemDataRole.UserRole)
        try:
            self._database.restore(self._folder, Path(chosen))
        except (UserError, OSError) as error:
            self.message.setText(f"Salinan tidak dapat dipasang: {error}")
        else:
            self._opened()
