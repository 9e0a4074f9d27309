"""The scanned copies of a document: attached, opened, saved, taken off."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kkbdesk.files import save
from kkbdesk.model.naskah import Naskah
from ui.context import Context, read_file
from ui.page import button, label, row, tool

_DIGEST = Qt.ItemDataRole.UserRole
_KINDS = "Pindaian (*.pdf *.jpg *.jpeg *.png);;Semua berkas (*)"


class Scans(QWidget):
    """A short list with its buttons."""

    def __init__(self, context: Context, shown: Callable[[], Naskah | None]) -> None:
        super().__init__()
        self._context, self._shown = context, shown
        self.list = QListWidget()
        self.list.setAccessibleName("Pindaian")
        self.list.setMaximumHeight(84)
        self.list.itemActivated.connect(self.open_chosen)
        attach = button("Lampirkan…", "paperclip", tip="Lampirkan pindaian naskah bertanda tangan")
        attach.clicked.connect(self.attach)
        look = button("Buka", "folder-open", tip="Buka pindaian terpilih")
        look.clicked.connect(self.open_chosen)
        keep = tool("save", "Simpan pindaian terpilih sebagai berkas")
        keep.clicked.connect(self.save_chosen)
        remove = tool("trash-2", "Lepas pindaian terpilih")
        remove.clicked.connect(self._remove)
        self._of_one = (look, keep, remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row(label("Pindaian", step=1), 1, attach, look, keep, remove))
        column.addWidget(self.list)

    def show_scans(self, naskah: Naskah) -> None:
        """Show the scans of a document."""
        self.list.clear()
        for digest, name in self._context.desk.register.pindaian(naskah):
            item = QListWidgetItem(name)
            item.setData(_DIGEST, digest)
            self.list.addItem(item)
        self.list.setVisible(self.list.count() > 0)
        for made in self._of_one:
            made.setVisible(self.list.count() > 0)
        self.list.setCurrentRow(0)

    def attach(self) -> None:
        """Ask for a file and keep a copy of it with the document."""
        naskah = self._shown()
        path = self._context.dialogs.open_file("Lampirkan pindaian", _KINDS)
        if naskah is None or path is None:
            return
        with self._context.guarded():
            self._context.desk.register.pindai(naskah.id, path.name, read_file(path))
            self._context.done(f"{path.name} dilampirkan.")

    def _chosen(self) -> tuple[str, str] | None:
        item = self.list.currentItem()
        if self.list.count() == 0:
            return None
        return str(item.data(_DIGEST)), item.text()

    def open_chosen(self) -> None:
        """Open a scan with the program that the computer has for it."""
        chosen = self._chosen()
        if chosen is None:
            return
        with self._context.guarded():
            folder = Path(tempfile.mkdtemp(prefix="kkbdesk-"))
            path = folder / Path(chosen[1]).name
            save(path, self._context.desk.store.get_berkas(chosen[0]))
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def save_chosen(self) -> None:
        """Ask where to, and write a scan there."""
        chosen = self._chosen()
        if chosen is None:
            return
        path = self._context.dialogs.save_file("Simpan pindaian", chosen[1], "Semua berkas (*)")
        if path is None:
            return
        with self._context.guarded():
            save(path, self._context.desk.store.get_berkas(chosen[0]))
            self._context.notices.tell(f"Tersimpan: {path}")

    def _remove(self) -> None:
        naskah, chosen = self._shown(), self._chosen()
        if naskah is not None and chosen is not None:
            with self._context.guarded():
                self._context.desk.register.lepas_pindaian(naskah.id, chosen[0])
                self._context.done(f"{chosen[1]} dilepas.")
