"""The scanned copies of a document: attached, looked at, saved, taken off."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kkbdesk.model.naskah import Naskah
from kkbdesk.services.pindaian import Pindaian, daftar_pindaian
from ui.context import Context
from ui.page import button, label, row, tool

_SCAN = Qt.ItemDataRole.UserRole
SCANS = "Pindaian (*.pdf *.jpg *.jpeg *.png)"
_DPI = 150


class Scans(QWidget):
    """A short list with its buttons."""

    chosen = Signal()
    """Another scan was chosen."""

    def __init__(self, context: Context, shown: Callable[[], Naskah | None]) -> None:
        super().__init__()
        self._context, self._shown = context, shown
        self.list = QListWidget()
        self.list.setAccessibleName("Pindaian")
        self.list.setMaximumHeight(84)
        self.list.itemActivated.connect(self.open_chosen)
        self.list.itemSelectionChanged.connect(self.chosen)
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
        """Show the scans of a document; the one that was chosen stays chosen."""
        before = self.scan()
        self.list.blockSignals(True)
        self.list.clear()
        for scan in daftar_pindaian(naskah):
            item = QListWidgetItem(scan.nama)
            item.setData(_SCAN, scan)
            self.list.addItem(item)
            if scan == before:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        for made in (self.list, *self._of_one):
            made.setVisible(self.list.count() > 0)

    def attach(self) -> None:
        """Ask for files and keep copies of them with the document."""
        naskah = self._shown()
        paths = self._context.dialogs.open_files("Lampirkan pindaian", SCANS)
        if naskah is None or not paths:
            return
        with self._context.guarded():
            self._context.desk.pindaian.lampirkan(naskah.id, paths)
            what = paths[0].name if len(paths) == 1 else f"{len(paths)} pindaian"
            self._context.done(f"{what} dilampirkan.")

    def scan(self) -> Pindaian | None:
        """Return the scan that is chosen."""
        item = self.list.currentItem() if self.list.count() else None
        found = item.data(_SCAN) if item else None
        return found if isinstance(found, Pindaian) else None

    def open_chosen(self) -> None:
        """Open a scan with the program that the computer has for it."""
        scan = self.scan()
        if scan is None:
            return
        with self._context.guarded():
            path = Path(tempfile.mkdtemp(prefix="kkbdesk-")) / Path(scan.nama).name
            self._context.desk.pindaian.simpan(scan, path)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def save_chosen(self) -> None:
        """Ask where to, and write a scan there."""
        scan = self.scan()
        if scan is None:
            return
        path = self._context.dialogs.save_file("Simpan pindaian", scan.nama, "Semua berkas (*)")
        if path is None:
            return
        with self._context.guarded():
            self._context.desk.pindaian.simpan(scan, path)
            self._context.notices.tell(f"Tersimpan: {path}")

    def _remove(self) -> None:
        naskah, scan = self._shown(), self.scan()
        if naskah is not None and scan is not None:
            with self._context.guarded():
                self._context.desk.pindaian.lepas(naskah.id, scan.digest)
                self._context.done(f"{scan.nama} dilepas.")


def as_pdf(content: bytes) -> bytes:
    """Return a scan as PDF: a picture on a page of its own; nothing where it is no picture."""
    if content.startswith(b"%PDF"):
        return content
    image = QImage.fromData(content)
    if image.isNull():
        return b""
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(target)
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    page = QSize(writer.width(), writer.height())
    size = image.size().scaled(page, Qt.AspectRatioMode.KeepAspectRatio)
    left = (page.width() - size.width()) // 2
    painter = QPainter(writer)
    painter.drawImage(QRect(left, 0, size.width(), size.height()), image)
    painter.end()
    return bytes(target.data().data())
