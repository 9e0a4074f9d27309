"""Ctrl+K: a village, a person, an agency, a decree, a page; a few letters are enough."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kkbdesk.model.ids import Kind
from kkbdesk.model.wilayah import normal
from kkbdesk.store import Hit
from ui.context import Context
from ui.kit import theme

PLACES = (
    ("beranda", "Beranda", "house"),
    ("beranda:grafik", "Grafik", "house"),
    ("kampung", "Kampung", "map-pinned"),
    ("pokja", "Pokja", "users"),
    ("opd", "OPD dan Program", "building-2"),
    ("matriks", "Matriks", "grid-3x3"),
    ("rencana:permasalahan", "Permasalahan desa", "list-checks"),
    ("rencana:tawaran", "Tawaran OPD", "list-checks"),
    ("rencana:pertemuan", "Pertemuan permasalahan dan tawaran", "list-checks"),
    ("rencana:rencana", "Rencana", "list-checks"),
    ("rencana:realisasi", "Realisasi", "list-checks"),
    ("rencana:tahapan", "Tahapan rencana aksi", "list-checks"),
    ("rapat", "Rapat", "calendar-days"),
    ("rapat:tindak-lanjut", "Tindak lanjut rapat", "calendar-days"),
    ("naskah", "Naskah", "scroll-text"),
    ("laporan", "Laporan", "file-text"),
    ("impor", "Impor berkas", "download"),
    ("paket", "Paket", "package"),
    ("riwayat", "Riwayat", "history"),
    ("pengaturan", "Pengaturan", "settings"),
    ("kampung:baru", "Tambah kampung", "plus"),
    ("pokja:baru", "Tambah Pokja", "plus"),
    ("opd:baru", "Tambah OPD", "plus"),
    ("rapat:baru", "Jadwalkan rapat", "plus"),
    ("naskah:baru", "Buat naskah", "plus"),
    ("paket:kirim", "Kirim paket", "package"),
    ("paket:terima", "Terima paket", "package"),
    ("paket:belum-diputuskan", "Putuskan pertentangan paket", "package"),
    ("paket:kunci", "Kunci kantor untuk paket", "lock"),
    ("pengaturan:cadangan", "Cadangan, tempat kedua, serah terima operator", "archive-restore"),
    ("pengaturan:orang", "Orang kantor, PIN, lembar pemulihan", "users"),
    ("pengaturan:pejabat", "Pejabat penanda tangan", "settings"),
    ("pengaturan:dasar-hukum", "Dasar hukum", "settings"),
    ("pengaturan:tata", "Tata naskah: kertas, kop, lambang", "settings"),
    ("pengaturan:teks", "Teks naskah", "settings"),
)
_KINDS = {
    Kind.KAMPUNG: ("map-pinned", "kampung:"),
    Kind.ANGGOTA: ("users", "pokja:anggota:"),
    Kind.POKJA: ("users", "pokja:"),
    Kind.OPD: ("building-2", "opd:"),
    Kind.PROGRAM: ("grid-3x3", "opd:program:"),
    Kind.RAPAT: ("calendar-days", "rapat:"),
    Kind.NASKAH: ("scroll-text", "naskah:"),
    Kind.WILAYAH: ("funnel", "kampung:wilayah:"),
    Kind.RENCANA: ("list-checks", "rencana:rencana:"),
    Kind.REALISASI: ("list-checks", "rencana:realisasi:"),
    Kind.PERMASALAHAN: ("list-checks", "rencana:permasalahan:"),
    Kind.TAWARAN: ("list-checks", "rencana:tawaran:"),
}
_HEIGHT, _BELOW = 460, 80
"""How high it may be, and how far below the upper edge of the window it stands."""
_TARGET = Qt.ItemDataRole.UserRole


class Finder(QDialog):
    """One line to type into, and what was found below it."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        window = parent.window()
        self.setFixedSize(640, min(_HEIGHT, max(window.height() - _BELOW, _HEIGHT // 2)))
        self.line = QLineEdit(placeholderText="Kampung, orang, OPD, nomor SK, rencana, halaman…")
        self.line.setAccessibleName("Cari apa saja")
        self.found = QListWidget()
        self.found.setAccessibleName("Yang ditemukan")
        self.found.setUniformItemSizes(True)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.addWidget(self.line)
        column.addWidget(self.found)
        self.line.textChanged.connect(self.look)
        self.line.returnPressed.connect(self.go)
        self.found.itemActivated.connect(self.go)
        self.found.itemClicked.connect(self.go)
        self.line.installEventFilter(self)
        self.move(
            window.mapToGlobal(window.rect().center()).x() - self.width() // 2,
            window.mapToGlobal(window.rect().topLeft()).y() + _BELOW,
        )
        self.look("")
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk the list while the cursor stays in the line."""
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
        pressed = event.type() is QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in keys:
            self.found.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def look(self, text: str) -> None:
        """Find as typed."""
        self.found.clear()
        words = normal(text).split()
        for target, title, icon in PLACES:
            if all(word in normal(title) for word in words):
                self._add(icon, title, "Halaman" if ":" not in target else "Perintah", target)
        if words:
            for hit in self._context.desk.cari.cari(text):
                self._add_hit(hit)
            self._add_reports(words)
        self.found.setCurrentRow(0)

    def _add_reports(self, words: list[str]) -> None:
        for report in self._context.desk.laporan.daftar():
            title = f"Laporan: {report.judul}"
            if all(word in normal(title) for word in words):
                self._add("file-text", title, "", f"laporan:{report.nama}")

    def _add_hit(self, hit: Hit) -> None:
        icon, prefix = _KINDS[hit.kind]
        year = hit.saat.year if isinstance(hit.saat, date) else hit.saat
        place = f"{prefix}{year}:{hit.id}" if year else f"{prefix}{hit.id}"
        self._add(icon, hit.teks, hit.keterangan, place)

    def _add(self, icon: str, title: str, note: str, target: str) -> None:
        item = QListWidgetItem(
            theme.icon(icon, tone="muted"), f"{title}   —   {note}" if note else title
        )
        item.setData(_TARGET, target)
        self.found.addItem(item)

    def go(self) -> None:
        """Go to what is chosen."""
        item = self.found.currentItem()
        if item is not None:
            self.close()
            self._context.open(item.data(_TARGET))
