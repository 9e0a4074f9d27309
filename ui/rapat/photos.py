"""The pictures of a meeting with their captions."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.errors import UserError
from kkbdesk.model.ids import FotoRapatId
from kkbdesk.model.rapat import FotoRapat
from kkbdesk.queries.rapat import RapatLengkap
from ui.context import Context
from ui.kit import theme
from ui.kit.fields import TextField
from ui.kit.shortcuts import shortcut
from ui.page import button, label, row, tool

_SIZE = QSize(220, 165)
_ID = Qt.ItemDataRole.UserRole


class PhotosPanel(QWidget):
    """Pictures side by side; the caption of the chosen one is typed below."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._shown: RapatLengkap | None = None
        self._icons: dict[str, QIcon] = {}
        add = button(
            "Tambah foto…", "plus", primary=True, tip="Foto JPEG atau PNG; dikecilkan sendiri"
        )
        add.clicked.connect(self.add)
        remove = tool("trash-2", "Hapus foto terpilih (Delete)")
        remove.clicked.connect(self._remove)
        self.list = QListWidget()
        self.list.setAccessibleName("Foto rapat")
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setIconSize(_SIZE)
        self.list.setGridSize(QSize(_SIZE.width() + 24, _SIZE.height() + 44))
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.itemSelectionChanged.connect(self._chosen)
        shortcut(self.list, "Delete", "Hapus foto terpilih", self._remove)
        self.caption = TextField()
        self.caption.setPlaceholderText("Keterangan foto")
        self.caption.setAccessibleName("Keterangan foto")
        self.caption.left.connect(self._describe)
        self.caption.goes_on = False
        self.caption.entered.connect(self._next)
        empty = QLabel(
            "Belum ada foto. Foto rapat menjadi lampiran notula; tambahkan dari kamera atau HP.",
            alignment=Qt.AlignmentFlag.AlignCenter,
            wordWrap=True,
        )
        empty.setProperty("tone", "muted")
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.addLayout(row(label("Foto dan keterangannya", tone="muted"), 1, remove, add))
        column.addLayout(self._stack, 1)
        column.addWidget(self.caption)
        self._stack.addWidget(empty)
        self._stack.addWidget(self.list)

    def show_rapat(self, shown: RapatLengkap) -> None:
        """Show the pictures of a meeting."""
        chosen = self._ids()
        self._shown = shown
        self.list.clear()
        for foto in shown.foto:
            item = QListWidgetItem(self._icon(foto), foto.keterangan)
            item.setData(_ID, foto.id)
            item.setToolTip(foto.keterangan)
            self.list.addItem(item)
            item.setSelected(foto.id in chosen)
        self._stack.setCurrentIndex(1 if shown.foto else 0)
        self._chosen()

    def _icon(self, foto: FotoRapat) -> QIcon:
        """Return the picture made small; one whose file is gone is shown as such."""
        if foto.berkas not in self._icons:
            picture = QPixmap()
            try:
                picture.loadFromData(self.context.desk.foto_rapat.isi(foto.berkas))
            except UserError as error:
                self.context.notices.warn(str(error))
            if picture.isNull():
                return theme.icon("triangle-alert", tone="warn")
            mode = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            self._icons[foto.berkas] = QIcon(picture.scaled(_SIZE, mode, smooth))
        return self._icons[foto.berkas]

    def _ids(self) -> list[FotoRapatId]:
        return [item.data(_ID) for item in self.list.selectedItems()]

    def _one(self) -> FotoRapat | None:
        ids = self._ids()
        if len(ids) != 1 or self._shown is None:
            return None
        return next((item for item in self._shown.foto if item.id == ids[0]), None)

    def _chosen(self) -> None:
        foto = self._one()
        self.caption.setEnabled(foto is not None)
        if not self.caption.hasFocus():
            self.caption.set_value(foto.keterangan if foto else "")

    def add(self) -> None:
        """Ask for pictures and keep them; the caption of the first is typed next."""
        paths = self.context.dialogs.open_files("Tambah foto", "Foto (*.jpg *.jpeg *.png)")
        if not paths or self._shown is None:
            return
        with self.context.guarded():
            first, *_ = self.context.desk.foto_rapat.tambah(self._shown.rapat.id, paths)
            self._to_caption(first.id)
            if len(paths) > 1:
                self.context.done(f"{len(paths)} foto ditambahkan; Enter ke keterangan berikutnya.")

    def _to_caption(self, id: FotoRapatId) -> None:
        """Choose a picture and put the cursor into its caption."""
        for at in range(self.list.count()):
            item = self.list.item(at)
            item.setSelected(item.data(_ID) == id)
            if item.data(_ID) == id:
                self.list.setCurrentItem(item)
        foto = self._one()
        self.caption.setFocus()
        self.caption.set_value(foto.keterangan if foto else "")
        self.caption.selectAll()

    def _next(self) -> None:
        """Go on to the caption of the picture after the chosen one, if there is one."""
        shown = self._shown.foto if self._shown else ()
        ids = [foto.id for foto in shown]
        chosen = self._ids()
        at = ids.index(chosen[0]) + 1 if len(chosen) == 1 else len(ids)
        if at < len(ids):
            self._to_caption(ids[at])
        else:
            self.list.setFocus()

    def _describe(self) -> None:
        foto, text = self._one(), self.caption.value()
        if foto is not None and text:
            with self.context.guarded():
                self.context.desk.foto_rapat.ubah(foto, {"keterangan": text})

    def _remove(self) -> None:
        ids = self._ids()
        if ids:
            with self.context.guarded():
                self.context.desk.foto_rapat.hapus(ids)
                self.context.done(f"{len(ids)} foto dihapus.")
