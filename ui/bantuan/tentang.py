"""About the program: version, licence, and the libraries that it stands on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from kkbdesk import __version__
from kkbdesk.services.manual import halaman
from ui.bantuan.html import bab_html, gaya
from ui.kit.room import resize_within
from ui.page import button, label, row


class Tentang(QDialog):
    """Version above, libraries with their licences below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Tentang KKB Desk")
        resize_within(self, 640, 520)
        self.text = QTextBrowser()
        self.text.setAccessibleName("Tentang KKB Desk")
        self.text.document().setDefaultStyleSheet(gaya())
        self.text.setHtml(bab_html(halaman("lisensi", "pustaka.md"), 0))
        close = button("&Tutup", primary=True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(label(f"KKB Desk {__version__}", step=2))
        column.addWidget(self.text)
        column.addLayout(row(1, close))
        close.setFocus()
