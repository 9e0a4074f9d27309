"""Where the data is, and whether it is sound."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kkbdesk.jobs import Progress
from kkbdesk.store import Store
from ui.context import Context
from ui.kit import theme
from ui.page import button, label, row


class _Check:
    """Holds file, journal, references and kept files against each other."""

    title = "Memeriksa data…"
    writes = False

    def __init__(self, store: Store) -> None:
        self._store = store

    def run(self, progress: Progress) -> list[str]:
        """Return what is wrong."""
        progress.step(0, 0, self.title)
        return self._store.check() or self._store.check_berkas()


class DataPanel(QWidget):
    """Folder and check."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._where = label(wrap=True)
        self._result = label(wrap=True)
        check = button("Periksa sekarang", "check")
        check.clicked.connect(lambda: context.jobs.start(_Check(context.desk.store), self._checked))
        folder = button("Buka folder", "folder-open")
        folder.clicked.connect(self._open_folder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP * 2, 0, 0)
        column.addWidget(label("Data kantor", step=1))
        column.addWidget(self._where)
        column.addLayout(row(check, folder, 1))
        column.addWidget(self._result)
        column.addStretch(1)

    def reload(self) -> None:
        """Read the place."""
        store = self._context.desk.store
        path = store.path
        if store.peladen:
            self._where.setText(
                f"Catatan, foto, pindaian dan naskah kantor ada di peladen: {store.peladen}, "
                f"dipakai bersama komputer lain. Anda terhubung sebagai {store.who}. Folder "
                f"{path.parent} menyimpan milik komputer ini saja: kunci, salinan, dan berkas "
                "yang pernah dibuka."
            )
            return
        self._where.setText(
            f"Catatan kantor ada dalam satu berkas: {path}. Foto, pindaian dan naskah yang "
            f"ditetapkan ada di folder {path.parent / 'berkas'}."
        )

    def _checked(self, found: list[str]) -> None:
        self._result.setProperty("tone", "bad" if found else "good")
        self._result.setText(
            "\n".join(found) if found else "Berkas, riwayat, rujukan, foto dan pindaian baik."
        )
        self._result.style().polish(self._result)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._context.desk.store.path.parent)))
