"""Light or dark, the size of letters, and the sample office."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QComboBox, QFormLayout, QWidget

from ui.context import Context
from ui.kit import theme
from ui.page import button, label, row

LOOKS = (("sistem", "Seperti sistem"), ("terang", "Terang"), ("gelap", "Gelap"))


class LooksPanel(QWidget):
    """What this computer remembers of looks."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.look = QComboBox()
        for key, name in LOOKS:
            self.look.addItem(name, key)
        self.look.setCurrentIndex(self.look.findData(context.settings.get("tampilan", "sistem")))
        self.points = QComboBox()
        for points in theme.SIZES:
            self.points.addItem(f"{points} pt", points)
        self.points.setCurrentIndex(
            self.points.findData(context.settings.get("huruf", theme.DEFAULT_SIZE))
        )
        for made in (self.look, self.points):
            made.activated.connect(self._apply)
            made.setMaximumWidth(220)
        sample = button("Buka kantor contoh", tip="Dalam jendela sendiri, di samping kantor ini")
        sample.clicked.connect(context.open_sample)
        form = QFormLayout(self)
        form.setContentsMargins(0, theme.GAP * 2, 0, 0)
        form.addRow("&Warna", self.look)
        form.addRow("&Ukuran huruf", self.points)
        form.addRow(label("Kantor contoh berisi data karangan untuk belajar.", tone="muted"))
        form.addRow(row(sample, 1))

    def _apply(self) -> None:
        self._context.settings.set("tampilan", self.look.currentData())
        self._context.settings.set("huruf", self.points.currentData())
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, self.look.currentData(), self.points.currentData())
        self._context.relook()
        self._context.open("pengaturan:tampilan")
