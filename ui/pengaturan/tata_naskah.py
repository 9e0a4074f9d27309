"""How documents look: paper, margins, letters, marks, and the emblems that the office loads."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kkbdesk.model.ids import Kind
from kkbdesk.model.naskah import TataNaskah
from ui.context import Context, read_file
from ui.kit import theme
from ui.kit.form import Form
from ui.kit.scroll import Scroll
from ui.page import button, label, row

FIELDS = (
    "hukum_kertas", "hukum_atas", "hukum_bawah", "hukum_kiri", "hukum_kanan", "hukum_huruf",
    "hukum_rahmat", "surat_kertas", "surat_atas", "surat_bawah", "surat_kiri", "surat_kanan",
    "surat_huruf", "posisi_alamat", "judul_notula", "zona", "ttd_elektronik", "telepon_hadir",
)  # fmt: skip
EMBLEMS = (
    ("lambang_negara", "Lambang negara", "Di atas kop Bupati/Wali Kota dan kepala desa."),
    ("lambang_daerah", "Lambang daerah", "Di kiri kop dinas dan kelurahan."),
)
_SHOWN = 120
"""Pixels that an emblem is shown in."""


class LayoutPanel(QWidget):
    """The form at the left, the two emblems at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._tata: TataNaskah | None = None
        self.form = Form(TataNaskah, FIELDS, context, context.notices.warn)
        self.pictures: dict[str, QLabel] = {}
        self._drop: dict[str, QWidget] = {}
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.addWidget(
            label(
                "Sesuaikan dengan peraturan tata naskah dinas daerah. Naskah yang sudah ditetapkan "
                "tidak ikut berubah.",
                tone="muted",
                wrap=True,
            )
        )
        column.addWidget(self.form)
        column.addStretch(1)
        area = Scroll(holder)
        side = QVBoxLayout()
        for name, title, said in EMBLEMS:
            side.addWidget(self._build_emblem(name, title, said))
        side.addStretch(1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, theme.GAP, 0, 0)
        outer.setSpacing(theme.GAP * 2)
        outer.addWidget(area, 1)
        outer.addLayout(side)

    def _build_emblem(self, name: str, title: str, said: str) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(300)
        picture = label(tone="muted")
        picture.setFixedHeight(_SHOWN)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture.setAccessibleName(title)
        load = button("Muat gambar…", "folder-open", tip="PNG atau JPEG milik kantor")
        load.clicked.connect(partial(self.load, name))
        drop = button("Lepas", "x", tip="Kop tanpa gambar")
        drop.clicked.connect(partial(self.drop, name))
        column = QVBoxLayout(card)
        column.addWidget(label(title, step=1))
        column.addWidget(label(said, tone="muted", wrap=True))
        column.addWidget(picture)
        column.addLayout(row(load, drop, 1))
        self.pictures[name] = picture
        self._drop[name] = drop
        return card

    def reload(self) -> None:
        """Read the settings and the emblems."""
        before, self._tata = self._tata, self._context.desk.tata_naskah.get()
        if before is None:
            drafts = self._context.drafts(Kind.TATA_NASKAH, self._tata.id)
            self.form.show_record(self._tata, self._save, drafts)
        else:
            self.form.refresh(self._tata)
        for name, _, _ in EMBLEMS:
            self._show(name, getattr(self._tata, name))

    def go(self, target: str) -> None:
        """Put the cursor into a field."""
        if target in FIELDS:
            self.form.focus(target)

    def _show(self, name: str, digest: str) -> None:
        picture = self.pictures[name]
        self._drop[name].setEnabled(bool(digest))
        picture.setPixmap(QPixmap())
        if not digest:
            picture.setText("Belum ada gambar")
            return
        with self._context.guarded():
            pixmap = QPixmap()
            pixmap.loadFromData(self._context.desk.store.get_berkas(digest))
            dots = round(_SHOWN * self.devicePixelRatioF())
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            pixmap = pixmap.scaled(dots * 2, dots, keep, smooth)
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            picture.setPixmap(pixmap)

    def _save(self, values: Mapping[str, Any]) -> TataNaskah:
        assert self._tata is not None
        self._tata = self._context.desk.tata_naskah.ubah(self._tata, values)
        return self._tata

    def load(self, name: str, _checked: bool = False) -> None:
        """Ask for a picture and use it as an emblem."""
        path = self._context.dialogs.open_file("Muat gambar", "Gambar (*.png *.jpg *.jpeg)")
        if path is None or self._tata is None:
            return
        with self._context.guarded():
            content = read_file(path)
            self._tata = self._context.desk.tata_naskah.pasang_gambar(self._tata, name, content)
            self._context.done(f"{path.name} dipakai.")

    def drop(self, name: str, _checked: bool = False) -> None:
        """Print letterheads without this emblem from now on."""
        if self._tata is not None:
            with self._context.guarded():
                self._tata = self._context.desk.tata_naskah.ubah(self._tata, {name: ""})
                self._context.done("Gambar dilepas.")
