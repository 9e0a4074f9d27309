"""How complete one kampung is, part by part, and what would bring it forward."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from kkbdesk.model.ids import KampungId
from kkbdesk.queries.kelengkapan import BAGIAN, UKURAN, Kartu, Kelengkapan
from ui.context import Context
from ui.kit import theme
from ui.kit.scroll import scrolled
from ui.page import button, label, row

_TONES = {
    Kelengkapan.LENGKAP: "good",
    Kelengkapan.SEBAGIAN: "warn",
    Kelengkapan.BASI: "warn",
    Kelengkapan.KOSONG: "bad",
}


class KelengkapanPanel(QWidget):
    """A card with eight parts, and steps that lead to where they are taken; read when shown."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._kampung = KampungId("")
        self._head = label(step=1)
        letter = button("Surat pengingat", "scroll-text", tip="Surat berisi apa yang masih kurang")
        letter.clicked.connect(
            lambda: context.open(f"naskah:buat:surat-pengingat-kampung:kampung:{self._kampung}")
        )
        self.card = QFrame()
        self.card.setObjectName("card")
        self.parts = QGridLayout(self.card)
        self.parts.setContentsMargins(*(theme.GAP * 2,) * 4)
        self.parts.setHorizontalSpacing(theme.GAP * 3)
        self.parts.setColumnStretch(2, 1)
        self.steps = QVBoxLayout()
        self.steps.setSpacing(0)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(row(self._head, 1, letter))
        column.addWidget(self.card)
        column.addWidget(label(UKURAN, tone="muted", wrap=True))
        column.addWidget(label("Yang memajukan", step=1))
        column.addLayout(self.steps)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(body, (0, theme.GAP * 2, theme.GAP * 2, theme.GAP)))

    def show_kampung(self, id: KampungId) -> None:
        """Show the completeness of a kampung from now on."""
        self._kampung = id
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was changed elsewhere meanwhile."""
        super().showEvent(event)
        if self._kampung:
            self._read()

    def _read(self) -> None:
        with self._context.guarded():
            self._show(self._context.desk.kampung.kartu(self._kampung))

    def _show(self, kartu: Kartu) -> None:
        _clear(self.parts)
        _clear(self.steps)
        full, whole = kartu.baris.lengkap, len(BAGIAN)
        self._head.setText(f"{full} dari {whole} bagian lengkap")
        for at, (name, part) in enumerate(kartu.baris.bagian.items()):
            state = label(part.keadaan.label, tone=_TONES[part.keadaan])
            self.parts.addWidget(label(BAGIAN[name]), at, 0)
            self.parts.addWidget(state, at, 1)
            self.parts.addWidget(label(part.keterangan, tone="muted"), at, 2)
        for step in kartu.langkah:
            made = QPushButton(theme.icon("arrow-right", tone="muted"), step.teks)
            made.setObjectName("line")
            made.setCursor(Qt.CursorShape.PointingHandCursor)
            made.clicked.connect(lambda _=False, target=step.buka: self._context.open(target))
            self.steps.addWidget(made)
        if not kartu.langkah:
            self.steps.addWidget(label("Tidak ada. Semua lengkap.", tone="good"))


def _clear(layout: QGridLayout | QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
