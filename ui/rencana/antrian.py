"""What waits for the national website: field after field copied beside a browser window."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.model import format_id
from kkbdesk.model.ids import RealisasiId
from kkbdesk.services.realisasi import AntrianRow, Isian, SaringRealisasi
from ui.context import Context
from ui.kit import theme
from ui.kit.fields import DateField
from ui.kit.scroll import scrolled
from ui.kit.shortcuts import shortcut
from ui.page import button, label, row, tool

_FOLDER = "folder_foto_laman"
"""Setting: where pictures for the website are put."""
_WIDEST = 860
"""A button stands beside what it copies."""
_HINT = (
    "Enter menyalin isian dan pindah ke berikutnya; di laman tempel dengan Ctrl+V. Ctrl+S "
    "menyimpan foto ke folder, Ctrl+Enter menandai sudah diinput, Ctrl+panah berpindah kegiatan."
)


class QueuePanel(QWidget):
    """One deed at a time, its fields in the order of the website's form."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._rows: list[AntrianRow] = []
        self._found: AntrianRow | None = None
        self._marked: RealisasiId | None = None
        self._number = 0
        self.copies: list[QPushButton] = []
        self._empty = QLabel(
            "Antrian kosong: semua yang terlaksana sudah diinput di laman nasional.",
            alignment=Qt.AlignmentFlag.AlignCenter,
            wordWrap=True,
        )
        self._empty.setProperty("tone", "muted")
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setVerticalSpacing(theme.GAP)
        fields = QWidget()
        fields.setLayout(self._grid)
        fields.setMaximumWidth(_WIDEST)
        self._missing = label(tone="warn", wrap=True)
        self._complete = button("Lengkapi", "pencil", tip="Buka catatan realisasinya")
        self._complete.clicked.connect(self._open)
        missing = row(self._missing, self._complete)
        missing.setStretch(0, 1)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.addLayout(self._build_head())
        body.addLayout(missing)
        body.addWidget(scrolled(fields, (0, 0, theme.GAP, 0)), 1)
        body.addLayout(self._build_foot())
        body.addWidget(label(_HINT, tone="muted", wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._body, 1)
        column.addWidget(self._empty, 1)
        for keys, what, do in (
            ("Ctrl+Return", "Sudah diinput, lalu lanjut", self.mark),
            ("Ctrl+Enter", "Sudah diinput, lalu lanjut", self.mark),
            ("Ctrl+S", "Simpan foto ke folder", self.save_photos),
            ("Ctrl+Left", "Kegiatan sebelumnya", partial(self.turn, -1)),
            ("Ctrl+Right", "Kegiatan berikutnya", partial(self.turn, 1)),
        ):
            shortcut(self, keys, what, do)

    def _build_head(self) -> QHBoxLayout:
        self.pick = QComboBox()
        self.pick.setAccessibleName("Kegiatan dalam antrian")
        self.pick.setMinimumContentsLength(24)
        self.pick.activated.connect(self._show)
        self._left = label(step=1)
        back = tool("chevron-left", "Kegiatan sebelumnya (Ctrl+Panah kiri)")
        back.clicked.connect(partial(self.turn, -1))
        onward = tool("chevron-right", "Kegiatan berikutnya (Ctrl+Panah kanan)")
        onward.clicked.connect(partial(self.turn, 1))
        head = row(back, self.pick, onward, self._left)
        head.setStretch(1, 1)
        return head

    def _build_foot(self) -> QHBoxLayout:
        self.day = DateField(optional=False)
        self.day.setAccessibleName("Tanggal diinput")
        self.day.setMaximumWidth(200)
        self.done = button("Sudah diinput", "check", primary=True, tip="Tandai, lalu lanjut")
        self.done.clicked.connect(self.mark)
        self.save = button("Simpan foto", "save")
        self.save.clicked.connect(self.save_photos)
        where = tool("folder-open", "Pilih folder foto")
        where.clicked.connect(self._choose_folder)
        return row(self.save, where, 1, label("Diinput tanggal"), self.day, self.done)

    # showing

    def reload(self) -> None:
        """Read the queue; what is shown stays, what was taken back comes back into sight."""
        at = self.pick.currentIndex()
        shown = self.deed()
        desk = self.context.desk.realisasi
        self._rows = desk.antrian()
        self._number = desk.jumlah(SaringRealisasi(diinput=False))[0]
        ids = [item.baris.realisasi.id for item in self._rows]
        self.pick.blockSignals(True)
        self.pick.clear()
        self.pick.addItems([_named(item) for item in self._rows])
        self.pick.blockSignals(False)
        wanted = self._marked if self._marked in ids else shown
        place = ids.index(wanted) if wanted in ids else min(max(at, 0), len(ids) - 1)
        if self._marked in ids:
            self._marked = None
        if not self.day.hasFocus():
            self.day.set_value(self.context.desk.today())
        self._show(place)

    def go(self, target: str) -> None:
        """Show one deed of the queue."""
        ids = [str(item.baris.realisasi.id) for item in self._rows]
        if target in ids:
            self._show(ids.index(target))
        elif target:
            self.context.notices.tell("Kegiatan itu tidak ada dalam antrian; sudah diinput.")

    def deed(self) -> RealisasiId | None:
        """Return what is shown."""
        at = self.pick.currentIndex()
        return self._rows[at].baris.realisasi.id if 0 <= at < len(self._rows) else None

    def arrive(self) -> None:
        """Put the cursor onto the first field."""
        if self.copies:
            self.copies[0].setFocus()

    def _show(self, place: int) -> None:
        self._body.setVisible(bool(self._rows))
        self._empty.setVisible(not self._rows)
        self._left.setText(f"sisa {format_id.angka(self._number)}")
        found = self._rows[place] if self._rows else None
        self.pick.setCurrentIndex(place)
        if found == self._found:
            return
        at = next((at for at, each in enumerate(self.copies) if each.hasFocus()), -1)
        same = found and self._found and found.baris.realisasi.id == self._found.baris.realisasi.id
        self._found = found
        self._clear()
        if found is not None:
            self._fill(found)
        if same and 0 <= at < len(self.copies):
            self.copies[at].setFocus()

    def _clear(self) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self.copies = []

    def _fill(self, found: AntrianRow) -> None:
        for isian in found.isian:
            self._add(isian)
        number = len(found.baris.foto)
        self.save.setText(f"Simpan {number} foto" if number else "Tanpa foto")
        self.save.setEnabled(number > 0)
        self.save.setToolTip(f"Ke {self._folder() or 'folder yang dipilih'} (Ctrl+S)")
        lacks = ", ".join(found.kurang)
        self._missing.setText(f"Diminta laman, belum ada di sini: {lacks}." if lacks else "")
        self._complete.setVisible(bool(lacks))

    def _add(self, isian: Isian) -> None:
        """Add a field: its name, then each text that is copied by itself with its button."""
        name = label(f"{isian.label}{' *' if isian.wajib else ''}")
        name.setObjectName("label")
        top = Qt.AlignmentFlag.AlignTop
        line = self._grid.rowCount()
        self._grid.addWidget(name, line, 0, top)
        if not isian.salinan:
            tone = "warn" if isian.kurang else "muted"
            none = label("belum diisi", tone=tone)
            none.setObjectName("label")
            self._grid.addWidget(none, line, 1)
        for text in isian.salinan:
            shown = label(text, wrap=True)
            shown.setObjectName("label")
            shown.setTextFormat(Qt.TextFormat.PlainText)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            copy = button("Salin", "copy")
            copy.setAccessibleName(f"Salin {isian.label}: {text[:80]}")
            copy.clicked.connect(partial(self._copied, len(self.copies), text))
            copy.installEventFilter(self)
            self.copies.append(copy)
            self._grid.addWidget(shown, line, 1, top)
            self._grid.addWidget(copy, line, 2, top)
            line += 1
            for made in (shown, copy):
                made.show()  # at once: only what is in sight takes the cursor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter copy as Space does, and the arrows go from field to field."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                assert isinstance(watched, QPushButton)
                watched.click()
                return True
            if plain and step:
                at = self.copies.index(watched) + step  # type: ignore[arg-type]  # only they are watched
                self._to(at)
                return True
        return super().eventFilter(watched, event)

    # doing

    def _copied(self, place: int, text: str, _checked: bool = False) -> None:
        """Copy a field and go on to the next."""
        QGuiApplication.clipboard().setText(text)
        for at, each in enumerate(self.copies):
            each.setText("Tersalin" if at == place else "Salin")
        self._to(place + 1)

    def _to(self, place: int) -> None:
        if place >= len(self.copies):
            (self.save if self.save.isEnabled() else self.done).setFocus()
        elif place >= 0:
            self.copies[place].setFocus()

    def turn(self, step: int, _checked: bool = False) -> None:
        """Show another deed; marks nothing."""
        place = self.pick.currentIndex() + step
        if 0 <= place < len(self._rows):
            self._show(place)
            self.arrive()

    def mark(self) -> None:
        """Mark what is shown as entered on the day that is typed, and go on to the next."""
        deed = self.deed()
        if deed is None:
            return
        try:
            day = self.day.value()
        except ValueError as error:
            self.context.notices.warn(str(error))
            return
        assert isinstance(day, date)
        name = self._rows[self.pick.currentIndex()].baris.realisasi.judul
        with self.context.guarded():
            self.context.desk.realisasi.tandai_diinput([deed], day)
            self._marked = deed
            left = format_id.angka(self._number)
            self.context.done(f"“{name}” ditandai sudah diinput; sisa {left}.")
            self.arrive()

    def save_photos(self) -> None:
        """Put the pictures into the folder for the website; its path is copied for the browser."""
        deed = self.deed()
        folder = self._folder() or self._choose_folder()
        if deed is None or folder is None or not self.save.isEnabled():
            return
        with self.context.guarded():
            made = self.context.desk.realisasi.simpan_foto(deed, folder)
            QGuiApplication.clipboard().setText(str(made[0].parent))
            self.context.notices.tell(
                f"{len(made)} foto di {made[0].parent}; nama foldernya sudah tersalin."
            )
            self.done.setFocus()

    def _folder(self) -> Path | None:
        kept = self.context.settings.get(_FOLDER, "")
        return Path(kept) if kept and Path(kept).is_dir() else None

    def _choose_folder(self) -> Path | None:
        chosen = self.context.dialogs.open_folder("Folder foto untuk laman nasional")
        if chosen is not None:
            self.context.settings.set(_FOLDER, str(chosen))
            self.save.setToolTip(f"Ke {chosen} (Ctrl+S)")
        return chosen

    def _open(self) -> None:
        deed = self.deed()
        if deed is not None:
            self.context.open(f"rencana:realisasi:{deed}")


def _named(item: AntrianRow) -> str:
    deed = item.baris.realisasi
    where = f" · {item.baris.kampung}" if item.baris.kampung else ""
    lacks = f" ({len(item.kurang)} kurang)" if item.kurang else ""
    return f"{format_id.tanggal_pendek(deed.tanggal)} · {deed.judul}{where}{lacks}"
