"""Where the data is, whether it is sound, and the copies beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from kkbdesk.jobs import Progress
from kkbdesk.store import Store
from ui.context import Context
from ui.kit import theme
from ui.page import button, label, row


class _Check:
    """Holds file, journal and references against each other."""

    title = "Memeriksa data…"
    writes = False

    def __init__(self, store: Store) -> None:
        self._store = store

    def run(self, progress: Progress) -> list[str]:
        """Return what is wrong."""
        progress.step(0, 0, self.title)
        return self._store.check()


class _Copy:
    """Makes a verified copy."""

    title = "Membuat salinan…"
    writes = True

    def __init__(self, store: Store) -> None:
        self._store = store

    def run(self, progress: Progress) -> Path:
        """Return the copy."""
        progress.step(0, 0, self.title)
        return self._store.copy("tangan")


class DataPanel(QWidget):
    """Folder, check, copies."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._where = label(wrap=True)
        self._result = label(wrap=True)
        self.copies = QListWidget()
        self.copies.setAccessibleName("Salinan")
        check = button("Periksa sekarang", "check")
        check.clicked.connect(lambda: context.jobs.start(_Check(context.desk.store), self._checked))
        copy = button("Buat salinan", "save")
        copy.clicked.connect(
            lambda: context.jobs.start(_Copy(context.desk.store), lambda _path: self.reload())
        )
        folder = button("Buka folder", "folder-open")
        folder.clicked.connect(self._open_folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP * 2, 0, 0)
        column.addWidget(label("Data kantor", step=1))
        column.addWidget(self._where)
        column.addLayout(row(check, copy, folder, 1))
        column.addWidget(self._result)
        column.addWidget(label("Lima salinan terakhir, terbaru di atas", step=1))
        column.addWidget(self.copies, 1)
        column.addWidget(
            label(
                "Salinan dibuat dan diperiksa saat program ditutup, sebelum impor, dan sebelum "
                "data diperbarui.",
                tone="muted",
                wrap=True,
            )
        )

    def reload(self) -> None:
        """Read place and copies."""
        store = self._context.desk.store
        self._where.setText(f"Semua data kantor ada dalam satu berkas: {store.path}")
        self.copies.clear()
        for path, made in store.copies():
            self.copies.addItem(f"{made:%d-%m-%Y %H.%M}   {path.name}")

    def _checked(self, found: list[str]) -> None:
        self._result.setProperty("tone", "bad" if found else "good")
        self._result.setText("\n".join(found) if found else "Berkas, riwayat dan rujukan baik.")
        self._result.style().polish(self._result)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._context.desk.store.path.parent)))
