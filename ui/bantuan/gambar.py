"""Pictures of the manual: made smaller smoothly within the text, and as large as they are."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QPixmap, QTextDocument
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QTextBrowser, QVBoxLayout, QWidget

from kkbdesk.services.manual import berkas_gambar
from ui.bantuan.html import PICTURE
from ui.kit.room import resize_within


def gambar(nama: str) -> QPixmap:
    """Return a picture of the manual by name, a null one where it was not made."""
    path = berkas_gambar(nama)
    return QPixmap(str(path)) if path is not None else QPixmap()


class Chapter(QTextBrowser):
    """Text whose pictures are as wide as `room`, in logical pixels, at most."""

    room = 600

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return a picture in the size in which it is shown."""
        address = name if isinstance(name, str) else name.toString()
        if kind != QTextDocument.ResourceType.ImageResource.value or not address.startswith(
            PICTURE
        ):
            return super().loadResource(kind, name)
        picture = gambar(address.removeprefix(PICTURE))
        ratio = self.devicePixelRatioF()
        if picture.width() > self.room * ratio:
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaledToWidth(round(self.room * ratio), smooth)
        return picture


class Enlarged(QDialog):
    """One picture as large as it is, as far as the screen has room."""

    def __init__(self, nama: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Gambar")
        shown, area = QLabel(), QScrollArea()
        shown.setPixmap(gambar(nama))
        shown.setAccessibleName("Gambar")
        area.setWidget(shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        area.setObjectName("picture")
        area.setAccessibleName("Gambar yang dapat digulir")
        whole = shown.sizeHint() + QSize(4, 4)
        resize_within(self, whole.width(), whole.height())
