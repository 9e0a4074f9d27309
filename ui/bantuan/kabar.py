"""What is new: once after an update, and from the menu of help whenever one likes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from kkbdesk.services.kabar import sejak as kabar_sejak
from kkbdesk.services.kabar import semua_kabar
from ui.bantuan.html import bab_html, gaya
from ui.kit.room import resize_within
from ui.page import button, row


class Kabar(QDialog):
    """The news since a version."""

    def __init__(self, sejak: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Apa yang baru")
        resize_within(self, 620, 480)
        self.text = QTextBrowser()
        self.text.setAccessibleName("Apa yang baru")
        self.text.document().setDefaultStyleSheet(gaya())
        self.text.setHtml(bab_html(kabar_sejak(semua_kabar(), sejak), 0))
        close = button("&Tutup", primary=True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addLayout(row(1, close))
        close.setFocus()
