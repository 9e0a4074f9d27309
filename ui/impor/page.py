"""Bring a workbook in: choose it, see what would happen, confirm what is doubtful, take it over."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from kkbdesk.jobs import Progress
from kkbdesk.model.changes import ChangeSet
from kkbdesk.model.ids import Kind
from kkbdesk.services.impor import Daftar, Permintaan, Peta, UnknownTable
from kkbdesk.services.pratinjau import Hasil, Pratinjau
from ui.context import Context
from ui.impor.mapping import MappingPanel
from ui.impor.preview import PreviewPanel
from ui.kit import theme
from ui.page import Page, button, label, row

_KINDS = "Buku kerja (*.xlsx *.xlsm *.xls *.ods *.csv);;Semua berkas (*)"
_CHOOSE, _MAP, _PREVIEW = range(3)
_LEADS_TO = {
    Daftar.KAMPUNG: "kampung:semua", Daftar.KLASIFIKASI: "kampung:semua",
    Daftar.VARIABEL: "kampung:semua", Daftar.OPD: "opd", Daftar.POKJA: "pokja",
    Daftar.ANGGOTA: "pokja", Daftar.MATRIKS: "matriks",
}  # fmt: skip
"""Where one sees what an import of a kind of list brought."""


class _Plan:
    """Reads a file and plans the import; nothing is written."""

    title = "Membaca berkas…"
    writes = False

    def __init__(self, desk: Desk, path: Path, wanted: Permintaan) -> None:
        self._desk, self._path, self._wanted = desk, path, wanted

    def run(self, progress: Progress) -> Pratinjau:
        """Return what would happen."""
        return self._desk.impor.rencana(self._path, self._wanted, progress)


class _CarryOut:
    """Writes a planned import in one step, after a copy."""

    title = "Mengimpor…"
    writes = True

    def __init__(self, desk: Desk, plan: Pratinjau) -> None:
        self._desk, self._plan = desk, plan

    def run(self, progress: Progress) -> ChangeSet | None:
        """Return the edit, None when there was nothing to do."""
        progress.step(0, 0, self.title)
        return self._desk.impor.terapkan(self._plan)


class ImporPage(Page):
    """Three steps in one place."""

    NAME = "impor"
    TITLE = "Impor"
    ICON = "download"
    KINDS = frozenset({Kind.KAMPUNG, Kind.OPD, Kind.WILAYAH})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._path: Path | None = None
        self._wanted = Permintaan()
        self._plan: Pratinjau | None = None
        self._pasted: tempfile.TemporaryDirectory[str] | None = None
        self.setAcceptDrops(True)
        self.mapping = MappingPanel(self._mapped, self.restart)
        self.preview = PreviewPanel(
            context, self._confirmed, self._dated, self._carry_out, self._give_up
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self._build_choice())
        self.stack.addWidget(self.mapping)
        self.stack.addWidget(self.preview)
        self.column.addWidget(self.stack, 1)

    def _build_choice(self) -> QFrame:
        self.choose = button("Pilih berkas…", "folder-open", primary=True)
        self.choose.clicked.connect(self._choose)
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(*(theme.GAP * 4,) * 4)
        column.setSpacing(theme.GAP * 2)
        column.addStretch(1)
        for widget in (
            label("Impor berkas", step=2),
            label(
                "Pilih berkas atau seret ke sini: ekspor klasifikasi dan variabel dari situs "
                "Kampung KB nasional, templat program ini, daftar OPD, anggota Pokja, sel "
                "matriks, atau daftar wilayah. Jenisnya dikenali dari judul kolomnya.",
                wrap=True,
            ),
            label(
                "Tidak ada yang ditulis sebelum Anda melihat pratinjaunya, dan satu kali "
                "Urungkan mengembalikan semuanya.",
                tone="muted",
                wrap=True,
            ),
        ):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(widget)
        column.addLayout(row(1, self.choose, 1))
        column.addStretch(2)
        return card

    def arrive(self) -> None:
        """Put the cursor on the choice of a file."""
        self.choose.setFocus()

    # choosing a file

    def reload(self) -> None:
        """Plan again what is shown, since the data changed."""
        if self.stack.currentIndex() == _PREVIEW and self._plan is not None and self._path:
            self._begin()

    def go(self, target: str) -> None:
        """Take pasted text as a file, or a file by its path."""
        kind, _, rest = target.partition(":")
        if kind == "tempel":
            self._paste(rest)
        elif kind == "berkas":
            self.open_file(Path(rest))

    def _paste(self, text: str) -> None:
        if not text.strip():
            self.context.notices.tell("Papan klip kosong.")
            return
        self._forget_paste()
        self._pasted = tempfile.TemporaryDirectory(prefix="kkbdesk-")
        self.destroyed.connect(self._pasted.cleanup)
        path = Path(self._pasted.name) / "tempelan.csv"
        path.write_text(text, "utf-8")
        self.open_file(path)

    def _forget_paste(self) -> None:
        if self._pasted is not None:
            self._pasted.cleanup()
            self._pasted = None

    def _choose(self) -> None:
        path = self.context.dialogs.open_file("Impor berkas", _KINDS)
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Plan the import of a file."""
        self._path = path
        self._wanted = Permintaan(dari_nama=True)
        self._begin()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a file that is dragged here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first file that was dropped."""
        path = event.mimeData().urls()[0].toLocalFile()
        if path:
            self.open_file(Path(path))

    def restart(self) -> None:
        """Go back to choosing a file."""
        self._forget_paste()
        self._path = self._plan = None
        self.stack.setCurrentIndex(_CHOOSE)
        self.arrive()

    def _give_up(self) -> None:
        """Leave the import; what was pasted came from the list of kampung."""
        pasted = self._pasted is not None
        self.restart()
        if pasted:
            self.context.open("kampung")

    def leave(self) -> bool:
        """Go back to choosing a file."""
        if self.stack.currentIndex() == _CHOOSE:
            return False
        self.restart()
        return True

    # planning

    def _begin(self) -> None:
        assert self._path is not None
        self.context.jobs.start(
            _Plan(self.desk, self._path, self._wanted), self._planned, failed=self._failed
        )

    def _planned(self, plan: Pratinjau) -> None:
        self._plan = plan
        self.preview.show_plan(plan)
        self.stack.setCurrentIndex(_PREVIEW)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, UnknownTable) and error.headings:
            self.mapping.show_headings(str(error), error.headings)
            self.stack.setCurrentIndex(_MAP)
        elif isinstance(error, UserError):
            self.context.notices.warn(str(error))
        else:
            raise error

    def _mapped(self, sheet: str, peta: Peta) -> None:
        self._wanted = replace(self._wanted, peta=peta, lembar=sheet)
        self._begin()

    def _confirmed(self, accepted: Mapping[str, str]) -> None:
        """Plan again with what the user confirmed."""
        earlier = self._wanted.konfirmasi or {}
        self._wanted = replace(self._wanted, konfirmasi={**earlier, **accepted})
        self._begin()

    def _dated(self, day: date) -> None:
        """Plan again for another day."""
        self._wanted = replace(self._wanted, tanggal=day)
        self._begin()

    def _carry_out(self) -> None:
        if self._plan is None:
            return
        plan, self._plan = self._plan, None
        self.context.jobs.start(
            _CarryOut(self.desk, plan), lambda made: self._done(plan, made), failed=self._failed
        )

    def _done(self, plan: Pratinjau, made: ChangeSet | None) -> None:
        self.restart()
        if made is None:
            self.context.notices.tell("Tidak ada yang berubah; berkas ini sudah pernah diimpor.")
            return
        told = ", ".join(
            f"{plan.jumlah(kind)} {kind.label.lower()}" for kind in Hasil if plan.jumlah(kind)
        )
        self.context.done(f"{plan.label}: {told}.")
        if plan.jenis in _LEADS_TO:
            self.context.open(_LEADS_TO[plan.jenis])


THE_PAGE = ImporPage
