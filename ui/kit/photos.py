"""Kept pictures on the screen: small, and as large as the screen allows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from ui.kit import theme

_SHARE = 0.9
"""How much of the window an enlarged picture takes."""


def thumbnail(content: bytes, size: QSize, ratio: float) -> QPixmap:
    """Return a picture that fits a size in logical pixels; a null one for what is no picture."""
    source = QBuffer()
    source.setData(QByteArray(content))
    source.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.isValid():
        reader.setScaledSize(whole.scaled(size * ratio, Qt.AspectRatioMode.KeepAspectRatio))
    made = QPixmap.fromImage(reader.read())
    made.setDevicePixelRatio(ratio)
    return made


def as_jpeg(image: QImage) -> bytes:
    """Return a picture from the clipboard as a file would hold it."""
    target = QBuffer()
    target.open(QBuffer.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_RGB32).save(target, "JPEG", 92)  # type: ignore[call-overload]  # the stub wants bytes, Qt a str
    return bytes(target.data().data())


class PhotoView(QDialog):
    """One picture after another, as large as there is room; arrows turn, Esc closes."""

    def __init__(
        self, pictures: Sequence[tuple[str, str]], load: Callable[[str], bytes], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._pictures, self._load = list(pictures), load
        self._at = 0
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(200, 150)
        self.caption = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.addWidget(self.picture, 1)
        column.addWidget(self.caption)
        self.resize(parent.window().size() * _SHARE)

    def show_at(self, place: int) -> None:
        """Show one of the pictures."""
        self._at = place % len(self._pictures)
        digest, caption = self._pictures[self._at]
        number = f"{self._at + 1} dari {len(self._pictures)}"
        self.setWindowTitle(f"Foto {number}")
        self.caption.setText(f"{caption}   ({number}; panah kiri dan kanan berpindah)")
        made = thumbnail(self._load(digest), self.picture.size(), self.devicePixelRatioF())
        self.picture.setPixmap(made)
        if made.isNull():
            self.picture.setText("Berkas foto ini tidak terbaca.")
        self.picture.setAccessibleName(caption)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture to the room."""
        super().resizeEvent(event)
        self.show_at(self._at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn to the picture before or after this one."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Space: 1}.get(
            Qt.Key(event.key())
        )
        if step is None:
            super().keyPressEvent(event)
        else:
            self.show_at(self._at + step)
