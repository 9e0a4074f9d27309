"""A walk through the window: a few steps, each beside the thing it tells of; Esc leaves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QMainWindow, QVBoxLayout, QWidget

from ui.kit import theme
from ui.page import button, label, row

_WIDTH = 380
"""Pixels of the card, less where the window is narrower."""
_ROOM = 12
"""Pixels between the card and what it tells of."""
_KEYS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_PageUp: -1,
}  # fmt: skip
_SHADE = 150
"""Of 255: how much of the window is dimmed."""


@dataclass(frozen=True, slots=True)
class Langkah:
    """One step: on which page, beside what, and what there is to know."""

    halaman: str
    nama: str
    """Class, accessible name or text of the widget."""
    judul: str
    teks: str


LANGKAH = (
    Langkah(
        "beranda", "Navigation", "Halaman-halaman",
        "Satu halaman menjawab satu pertanyaan. Klik, atau tekan Alt bersama tanda di petunjuknya: "
        "Alt+1 Beranda, Alt+2 Kampung, dan seterusnya.",
    ),
    Langkah(
        "beranda", "QTabWidget", "Beranda: mulai dari sini",
        "Yang perlu dikerjakan hari ini, dengan jumlah dan alasannya. Satu klik membuka tempat "
        "memperbaikinya; barisnya hilang sendiri bila sudah selesai.",
    ),
    Langkah(
        "beranda", "Cari apa saja", "Cari apa saja",
        "Tekan Ctrl+K di mana pun dan ketik sebagian nama: kampung, orang, OPD, nomor SK, laporan, "
        "atau perintah seperti “tambah kampung”.",
    ),
    Langkah(
        "matriks", "MatrixView", "Matriks: siapa mengerjakan apa",
        "Baris program, kolom OPD. Panah berpindah; Spasi mengisi pelaksana (√), lalu penanggung "
        "jawab (●), lalu kosong lagi. Salin dan tempel dari Excel juga jalan.",
    ),
    Langkah(
        "matriks", "Urungkan", "Salah? Urungkan",
        "Isian tersimpan begitu ditinggalkan. Ctrl+Z mengurungkan langkah terakhir di mana pun, "
        "juga impor atau tempelan besar.",
    ),
    Langkah(
        "laporan", "Cetak", "Mencetak",
        "Pilih laporannya di kiri; yang tampak di kanan itulah yang tercetak. Ctrl+P mencetak, "
        "Simpan menulis PDF, Excel, atau Word.",
    ),
    Langkah(
        "paket", "SendPanel", "Paket untuk provinsi",
        "Data dikirim dalam satu berkas yang terkunci, lewat flashdisk atau surel, beserta surat "
        "pengantarnya. Yang datang dari kantor lain diterima di sini juga.",
    ),
    Langkah(
        "beranda", "Bantuan", "Bantuan",
        "F1 membuka panduan tepat pada bab tempat Anda berada. Di sini juga ada perkenalan ini, "
        "bila ingin dilihat lagi.",
    ),
)  # fmt: skip


class Kenali(QWidget):
    """Lies over the window, dims all but one thing, and tells of it on a card."""

    def __init__(self, window: QMainWindow, open_page: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window, self._open = window, open_page
        self._step = 0
        self._shown: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Kenali jendela")
        self.title, self.told = label(step=1, wrap=True), label(wrap=True)
        self.count = label(tone="muted")
        self.leave = button("Tutup (Esc)")
        self.back = button("Kembali")
        self.next = button("Lanjut", primary=True)
        self.leave.clicked.connect(self.close)
        self.back.clicked.connect(lambda: self.go(self._step - 1))
        self.next.clicked.connect(lambda: self.go(self._step + 1))
        self.card = QFrame(self)
        self.card.setObjectName("card")
        column = QVBoxLayout(self.card)
        column.setContentsMargins(*(theme.GAP * 2,) * 4)
        for widget in (self.title, self.told, self.count):
            column.addWidget(widget)
        column.addLayout(row(self.leave, 1, self.back, self.next))
        for watched in (window, self.leave, self.back, self.next):
            watched.installEventFilter(self)
        self._settled = QTimer(self, singleShot=True, interval=60)
        self._settled.timeout.connect(self._place)

    def start(self) -> None:
        """Begin with the first step."""
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.go(0)

    def step(self) -> int:
        """Return the number of the step that is shown, from 0."""
        return self._step

    def target(self) -> QRect:
        """Return the place of what is told of, within the window."""
        if self._shown is None or not self._shown.isVisible():
            return QRect()
        corner = self._shown.mapTo(self._window, QPoint())
        return QRect(corner, self._shown.size()).intersected(self.rect())

    def go(self, step: int) -> None:
        """Show a step; beyond the last one the walk ends."""
        if step >= len(LANGKAH):
            self.close()
            return
        self._step = max(step, 0)
        told = LANGKAH[self._step]
        self._open(told.halaman)
        self._shown = _found(self._window, told.nama)
        self.title.setText(told.judul)
        self.told.setText(told.teks)
        self.count.setText(f"Langkah {self._step + 1} dari {len(LANGKAH)}")
        self.back.setEnabled(self._step > 0)
        self.next.setText("Selesai" if self._step == len(LANGKAH) - 1 else "Lanjut")
        self.setAccessibleDescription(f"{told.judul}. {told.teks}")
        self._place()
        self._settled.start()  # the page may just have been made
        self.next.setFocus()

    def _place(self) -> None:
        """Put the card where it hides nothing of what it tells of, as far as there is room."""
        width = min(_WIDTH, self.width() - 2 * _ROOM)
        layout = self.card.layout()
        tall = layout.heightForWidth(width) if layout is not None else 0
        size = QSize(width, max(tall, self.card.sizeHint().height()))
        self.card.setGeometry(QRect(_corner(self.target(), size, self.rect()), size))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim all but what is told of, and frame it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole, hole = QPainterPath(), QPainterPath()
        whole.addRect(QRectF(self.rect()))
        seen = QRectF(self.target()).adjusted(-3, -3, 3, 3)
        hole.addRoundedRect(seen, 6, 6)
        painter.fillPath(whole.subtracted(hole), QColor(0, 0, 0, _SHADE))
        painter.setPen(QPen(QColor(theme.colours().accent), 3))
        painter.drawRoundedRect(seen, 6, 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc; walk by the arrows, which buttons would take for themselves."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in _KEYS:
            self.go(self._step + _KEYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab walk among the buttons of the card alone."""
        order = [each for each in (self.leave, self.back, self.next) if each.isEnabled()]
        here = self.focusWidget()
        at = order.index(here) if here in order else -1
        order[(at + (1 if forward else -1)) % len(order)].setFocus()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window, and walk by keys that are pressed on a button."""
        if watched is self._window and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self._settled.start()
        pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Take every key that would be a shortcut of the window: nothing changes below."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def _found(window: QWidget, name: str) -> QWidget | None:
    """Return the visible widget of a class, an accessible name or a text."""
    for widget in window.findChildren(QWidget):
        text = widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""
        if name in (type(widget).__name__, widget.accessibleName(), text) and widget.isVisible():
            return widget
    return None


def _corner(seen: QRect, size: QSize, whole: QRect) -> QPoint:
    """Return where a card stands: right of what is seen, left, below, above, or upon it."""
    inner = whole.adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
    if seen.isEmpty():
        return inner.center() - QPoint(size.width() // 2, size.height() // 2)
    places = (
        QPoint(seen.right() + _ROOM, seen.top()),
        QPoint(seen.left() - _ROOM - size.width(), seen.top()),
        QPoint(seen.left(), seen.bottom() + _ROOM),
        QPoint(seen.left(), seen.top() - _ROOM - size.height()),
    )
    fitting = [each for each in (QRect(place, size) for place in places)]
    for card in fitting:
        moved = card.translated(_shift(card, inner))
        if not moved.intersects(seen):
            return moved.topLeft()
    return inner.bottomRight() - QPoint(size.width(), size.height())


def _shift(card: QRect, inner: QRect) -> QPoint:
    """Return how far a card moves to lie within a place."""
    x = min(max(card.x(), inner.x()), inner.right() - card.width()) - card.x()
    y = min(max(card.y(), inner.y()), inner.bottom() - card.height()) - card.y()
    return QPoint(x, y)
