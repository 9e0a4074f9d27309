"""The forms on which villages state their problems: on paper, and as a workbook that comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QPushButton

from kkbdesk.model.ids import KampungId
from ui.context import Context
from ui.kit import theme
from ui.kit.jobs import Reading

_REPORT = "formulir-permasalahan"
_BOOKS = "Buku kerja (*.xlsx *.xlsm *.xls *.ods *.csv);;Semua berkas (*)"


class PapersButton(QPushButton):
    """Prints forms of one kampung or all, writes them as a workbook, reads that back."""

    def __init__(
        self, context: Context, about: Callable[[], tuple[int, KampungId | None, str]]
    ) -> None:
        super().__init__("Formulir")
        self.setIcon(theme.icon("file-text"))
        self.setToolTip("Formulir permasalahan untuk diisi Pokja desa")
        self._context = context
        self._about = about
        menu = QMenu(self)
        self.one = menu.addAction("Cetak formulir kampung ini")
        self.one.triggered.connect(self._print_one)
        menu.addAction("Cetak formulir semua kampung…").triggered.connect(self.print_all)
        menu.addSeparator()
        self.book = menu.addAction("Simpan sebagai buku kerja…")
        self.book.triggered.connect(self.save_book)
        menu.addAction("Baca buku kerja yang kembali…").triggered.connect(self.read_back)
        menu.aboutToShow.connect(self._name)
        self.setMenu(menu)

    def _name(self) -> None:
        """Say for whom the forms are."""
        _, kampung, _ = self._about()
        self.one.setEnabled(kampung is not None)
        whom = "kampung ini" if kampung else "semua kampung"
        self.book.setText(f"Simpan buku kerja {whom}…")

    def _print_one(self) -> None:
        tahun, _, code = self._about()
        self._context.open(f"laporan:{_REPORT}:{tahun}:{code}")

    def print_all(self) -> None:
        """Write the forms of all kampung into one file to be printed."""
        tahun, *_ = self._about()
        path = self._ask("Simpan formulir", f"formulir-{tahun}.pdf", "PDF (*.pdf);;Word (*.docx)")
        if path is not None:
            write = self._context.desk.laporan.tulis_tiap_kampung
            self._context.jobs.start(
                Reading("Menyusun formulir…", lambda: write(_REPORT, path, tahun)),
                lambda made: self._context.notices.tell(f"Tersimpan: {made.berkas}"),
            )

    def save_book(self) -> None:
        """Write the workbook to be filled in."""
        tahun, kampung, code = self._about()
        name = f"permasalahan-{code or 'semua'}-{tahun}.xlsx"
        path = self._ask("Simpan formulir", name, "Excel (*.xlsx)")
        if path is not None:
            write = self._context.desk.ekspor.formulir
            self._context.jobs.start(
                Reading("Menyusun formulir…", lambda: write(path, tahun, kampung)),
                lambda number: self._context.notices.tell(
                    f"Formulir {number} kampung tersimpan: {path}"
                ),
            )

    def _ask(self, title: str, proposal: str, kinds: str) -> Path | None:
        path = self._context.dialogs.save_file(title, proposal, kinds)
        ending = Path(proposal).suffix
        return path if path is None or path.suffix else path.with_name(f"{path.name}{ending}")

    def read_back(self) -> None:
        """Choose a workbook that was filled in and show what it would bring."""
        path = self._context.dialogs.open_file("Baca formulir yang kembali", _BOOKS)
        if path is not None:
            self._context.open(f"impor:berkas:{path}")
