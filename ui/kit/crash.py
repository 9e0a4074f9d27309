"""The last resort: a defect is logged and shown, and the user may copy what to report."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from kkbdesk import __version__
from kkbdesk.errors import UserError
from ui.kit.room import resize_within

_log = logging.getLogger(__name__)


def install(log: Path, warn: Callable[[str], None]) -> None:
    """Show a dialog for every exception that nobody expected; `warn` of what a user can act on."""
    showing = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal showing
        if isinstance(error, UserError):
            warn(str(error))
            return
        _log.critical("unexpected", exc_info=(kind, error, trace))
        if showing or not issubclass(kind, Exception):
            return
        showing = True
        Crash("".join(traceback.format_exception(kind, error, trace)), log).exec()
        showing = False

    sys.excepthook = hook


class Crash(QDialog):
    """Says that nothing half-done was saved, and shows what to report."""

    def __init__(self, details: str, log: Path) -> None:
        super().__init__()
        self.setWindowTitle("KKB Desk menemui kesalahan")
        resize_within(self, 640, 360)
        text = QLabel(
            "Program menemui kesalahan yang tidak diduga. Pekerjaan yang sudah tersimpan aman; "
            "langkah terakhir tidak disimpan. Salin laporan ini dan kirimkan kepada pembuat "
            f"program. Catatan lengkap ada di {log}. Laporan tanpa data siapa pun dibuat dengan "
            "Bantuan › Laporan masalah (Shift+F1).",
            wordWrap=True,
        )
        report = QPlainTextEdit(f"KKB Desk {__version__}\n{details}")
        report.setReadOnly(True)
        report.setAccessibleName("Laporan kesalahan")
        copy = QPushButton("Salin laporan")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(report.toPlainText()))
        close = QPushButton("Tutup")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        for widget in (text, report, copy, close):
            column.addWidget(widget)
