"""Where a package goes: a removable drive, the folder used last, or any other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from kkbdesk.cakram import Cakram, besar
from ui.context import Context
from ui.kit import theme
from ui.page import tool

_OTHER = "lain"
_FOLDER = "paket/folder"


class PlaceField(QWidget):
    """A list of places, a button for any other, and one that looks for drives again."""

    chosen = Signal()
    look = Signal()
    """The removable drives are to be looked at again."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.places = QComboBox()
        self.places.setAccessibleName("Ke mana")
        self.places.activated.connect(self._activated)
        self.places.setMinimumContentsLength(10)
        self.places.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        other = tool("folder-open", "Pilih folder lain")
        other.clicked.connect(self._choose)
        again = tool("search", "Cari flashdisk lagi")
        again.clicked.connect(self.look)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.GAP)
        line.addWidget(self.places, 1)
        line.addWidget(other)
        line.addWidget(again)
        self.setFocusProxy(self.places)
        self.show_drives(())

    def show_drives(self, drives: Sequence[Cakram]) -> None:
        """Offer these drives, the folder used last, and any other."""
        chosen = self.places.currentData()
        with QSignalBlocker(self.places):
            self.places.clear()
            for drive in drives:
                free = f"{drive.label} — {besar(drive.bebas)} kosong"
                self.places.addItem(free, str(drive.folder))
            last: str = self._context.settings.get(_FOLDER, "")
            if last and Path(last).is_dir() and self.places.findData(last) < 0:
                self.places.addItem(last, last)
            self.places.addItem("Folder lain…", _OTHER)
            place = self.places.findData(chosen) if chosen != _OTHER else 0
            self.places.setCurrentIndex(max(0, place))
        self.chosen.emit()

    def folder(self) -> Path | None:
        """Return the folder to write into, None while none was chosen."""
        place = self.places.currentData()
        return None if place in (None, _OTHER) else Path(place)

    def _activated(self, _place: int) -> None:
        if self.places.currentData() == _OTHER:
            self._choose()
        self.chosen.emit()

    def _choose(self) -> None:
        folder = self._context.dialogs.open_folder("Pilih folder tujuan paket")
        if folder is not None:
            self._context.settings.set(_FOLDER, str(folder))
            self.places.insertItem(0, str(folder), str(folder))
            self.places.setCurrentIndex(0)
            self.chosen.emit()
