"""The report of a problem: read in the window first, then saved as one file or copied."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.errors import UserError
from kkbdesk.files import save
from kkbdesk.services.laporan_masalah import laporan_masalah
from kkbdesk.store import Store
from ui.kit import theme
from ui.kit.dialogs import Dialogs
from ui.kit.jobs import JobPanel, JobRunner, Reading
from ui.kit.room import resize_within
from ui.page import button, label, row

_EXPLAINED = (
    "Inilah seluruh isi laporan; bacalah dahulu. Nama orang, NIP, nomor telepon, nama kampung, isi "
    "catatan, dan letak folder tidak disebut. Simpan, lalu berikan bersama penjelasan Anda: apa "
    "yang dilakukan, apa yang diharapkan, apa yang terjadi."
)


class LaporanMasalah(QDialog):
    """Shows the report as it would be given away."""

    def __init__(
        self, folder: Path, store: Store | None, dialogs: Dialogs, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._folder, self._store, self._dialogs = folder, store, dialogs
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Laporan masalah")
        resize_within(self, 720, 560)
        panel = JobPanel()
        self.jobs = JobRunner(panel, self._failed)
        self.text = QPlainTextEdit("Menyusun laporan…")
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Isi laporan")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.office = QCheckBox("&Sebutkan nama kantor")
        self.office.setEnabled(store is not None)
        self.office.toggled.connect(self.build)
        self.said = label(wrap=True, tone="good")
        self.copy, self.keep = button("Sa&lin"), button("Si&mpan…", "save", primary=True)
        self.copy.clicked.connect(self._copy)
        self.keep.clicked.connect(self.save)
        close = button("&Tutup")
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (label(_EXPLAINED, wrap=True), self.text, self.office, self.said, panel):
            column.addWidget(widget, int(widget is self.text))
        column.addLayout(row(close, 1, self.copy, self.keep))
        self.build()

    def build(self) -> None:
        """Put the report together anew, beside the window's other work."""
        for widget in (self.copy, self.keep):
            widget.setEnabled(False)
        told = partial(
            laporan_masalah, self._folder, self._store, datetime.now().astimezone(),
            layar=_screen(), dengan_kantor=self.office.isChecked(),
        )  # fmt: skip
        self.jobs.start(Reading("Memeriksa data…", told), self._show, owner=self)

    def _show(self, text: str) -> None:
        self.text.setPlainText(text)
        for widget in (self.copy, self.keep):
            widget.setEnabled(True)

    def save(self) -> None:
        """Write what is shown where the user says."""
        proposal = f"laporan-masalah-{datetime.now().astimezone():%Y-%m-%d}.txt"
        path = self._dialogs.save_file("Simpan laporan masalah", proposal, "Teks (*.txt)")
        if path is None:
            return
        try:
            save(path, self.text.toPlainText().encode())
        except UserError as error:
            self._failed(error)
        else:
            self._say(f"Tersimpan: {path}", "good")

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
        self._say("Tersalin; tempel dalam surel atau pesan.", "good")

    def _failed(self, error: BaseException) -> None:
        self._say(str(error), "bad")

    def _say(self, text: str, tone: str) -> None:
        self.said.setProperty("tone", tone)
        self.said.style().polish(self.said)
        self.said.setText(text)

    def done(self, result: int) -> None:
        """Close, by whichever way; what runs is stopped."""
        self.jobs.shutdown()
        super().done(result)


def _screen() -> Mapping[str, str]:
    """Return what only a window knows."""
    screens = ", ".join(
        f"{screen.size().width()}×{screen.size().height()} skala {screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    )
    return {
        "Layar": screens,
        "Qt": f"{qVersion()}, {QGuiApplication.platformName()}",
        "Tampilan": f"{'gelap' if theme.is_dark() else 'terang'}, "
        f"huruf {QApplication.font().pointSize()} pt",
    }
