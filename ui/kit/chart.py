"""A chart on a card: title, what the colours mean, bars; copied and saved by its own menu."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from kkbdesk.errors import StorageFault
from kkbdesk.files import save
from kkbdesk.model.grafik import Grafik
from ui.kit import theme
from ui.kit.dialogs import Dialogs

_LINE = 30
"""Height of a category whose bars lie, in logical pixels."""
_AXES, _UPRIGHT = 64, 280
"""Height that axes take, and of a whole chart whose bars stand."""
_MISSING = (
    "Grafik tidak dapat digambar pada komputer ini karena pustakanya tidak dapat dimuat. "
    "Angkanya ada pada halaman Laporan dan dapat disalin dengan klik kanan."
)


class Chart(QFrame):
    """One chart; can be reached with Tab, and tells its values to a screen reader."""

    pintasan: ClassVar[Mapping[str, str]] = {"Ctrl+C": "Salin gambar grafik"}

    def __init__(self, dialogs: Dialogs) -> None:
        super().__init__()
        self._dialogs = dialogs
        self._grafik: Grafik | None = None
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = QLabel()
        self._title.setFont(theme.heading(1))
        self._legend = QHBoxLayout()
        self._legend.setSpacing(theme.GAP * 2)
        self._body = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.GAP * 2,) * 4)
        column.addWidget(self._title)
        column.addLayout(self._legend)
        column.addLayout(self._body)
        column.addStretch(1)

    def show_chart(self, grafik: Grafik) -> None:
        """Draw a chart in the place of what was drawn before."""
        self._grafik = grafik
        self._title.setText(grafik.judul)
        self.setAccessibleName(grafik.judul)
        self.setAccessibleDescription(grafik.sebut())
        self.setToolTip("")
        _empty(self._legend)
        _empty(self._body)
        self._body.addWidget(self._drawn(grafik))

    def _drawn(self, grafik: Grafik) -> QWidget:
        if grafik.kosong:
            return _remark("Belum ada datanya.")
        try:
            from ui.kit.plot import Plot  # noqa: PLC0415 - a library loaded with the first chart
        except (ImportError, RuntimeError):  # RuntimeError: NumPy refuses old processors
            return _remark(_MISSING)
        for place, each in enumerate(grafik.deret):
            self._legend.addWidget(_sample(theme.colours().series[place]))
            self._legend.addWidget(QLabel(each.nama))
        self._legend.addStretch(1)
        made: QWidget = Plot(grafik)
        per = 1 if grafik.susun else max(1, len(grafik.deret)) * 0.7
        lying = int(len(grafik.kategori) * _LINE * per) + _AXES
        made.setFixedHeight(_UPRIGHT if grafik.tegak else max(lying, _AXES * 2))
        return made

    # copying and saving

    def picture(self) -> QPixmap:
        """Return the card as it is seen, with as many dots as the screen has."""
        return self.grab()

    def menu(self) -> QMenu:
        """Return what may be done with the chart."""
        made = QMenu(self)
        made.addAction("Salin gambar", QKeySequence.StandardKey.Copy, self._copy_picture)
        made.addAction("Salin angka").triggered.connect(self._copy_values)
        made.addAction("Simpan gambar…").triggered.connect(self._save)
        return made

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the menu at the pointer, or in the middle when a key asked for it."""
        asked = event.reason() is QContextMenuEvent.Reason.Mouse
        self._offer(event.globalPos() if asked else self.mapToGlobal(self.rect().center()))

    def _offer(self, place: QPoint) -> None:
        if self._grafik is not None:
            menu = self.menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy_picture()
        else:
            super().keyPressEvent(event)

    def _copy_picture(self) -> None:
        QApplication.clipboard().setPixmap(self.picture())

    def _copy_values(self) -> None:
        if self._grafik is not None:
            QApplication.clipboard().setText(self._grafik.tabel())

    def _save(self) -> None:
        if self._grafik is None:
            return
        path = self._dialogs.save_file(
            "Simpan gambar", f"{self._grafik.kode}.png", "Gambar PNG (*.png)"
        )
        if path is None:
            return
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.picture().save(buffer, "PNG")
        try:
            save(
                path if path.suffix.casefold() == ".png" else Path(f"{path}.png"),
                bytes(content.data()),
            )
        except StorageFault as error:
            self._dialogs.tell(str(error))


def _sample(colour: str) -> QLabel:
    made, size = QLabel(), QSize(14, 14)
    pixmap = QPixmap(size * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(colour)
    made.setPixmap(pixmap)
    return made


def _remark(text: str) -> QLabel:
    made = QLabel(text)
    made.setWordWrap(True)
    made.setProperty("tone", "muted")
    return made


def _empty(layout: QHBoxLayout | QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
