"""What needs me today? Where do we stand?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.model import format_id
from kkbdesk.model.changes import ChangeSet
from kkbdesk.model.ids import Kind
from kkbdesk.services.beranda import Beranda, Tindakan
from kkbdesk.services.draf import BARU
from kkbdesk.services.naskah_massal import Massal
from kkbdesk.services.tindakan_rencana import AngkaRencana
from ui.beranda.grafik import GrafikPanel
from ui.context import Context
from ui.kit import theme
from ui.kit.bars import Bars
from ui.kit.elided import Elided
from ui.kit.jobs import Reading
from ui.kit.pace import Pace
from ui.kit.scroll import Scroll
from ui.page import Page, button, label


class TaskRow(QPushButton):
    """One thing to do: how many, what, why; pressing it goes to where it is mended."""

    def __init__(self, task: Tindakan) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{task.jumlah or ''} {task.judul}. {task.alasan}".strip())
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.GAP, 6, theme.GAP, 6)
        grid.setHorizontalSpacing(theme.GAP * 2)
        number = label(format_id.angka(task.jumlah) if task.jumlah else "", step=2)
        number.setMinimumWidth(44)
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        title = label(task.judul)
        title.setStyleSheet("font-weight: 600")
        arrow = QLabel()
        arrow.setPixmap(theme.icon("arrow-right", tone="muted").pixmap(18))
        grid.addWidget(number, 0, 0, 2, 1)
        grid.addWidget(title, 0, 1)
        why = Elided(tone="muted")
        why.show_text(task.alasan)
        grid.addWidget(why, 1, 1)
        grid.addWidget(arrow, 0, 2, 2, 1)
        grid.setColumnStretch(1, 1)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Return the room that the labels need; a button would only ask for its text."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the same height, and the width below which even the title would be cut."""
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()


class BerandaPage(Page):
    """A work list first, a few figures beside it."""

    NAME = "beranda"
    TITLE = "Beranda"
    ICON = "house"
    KINDS = frozenset(Kind)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._pace: Pace[Beranda] = Pace(context.jobs, self._show, self)
        self._tasks = QVBoxLayout()
        self._tasks.setSpacing(6)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.addLayout(self._tasks)
        column.addStretch(1)
        scroll = Scroll(inner)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        work = QWidget()
        body = QHBoxLayout(work)
        body.setContentsMargins(0, theme.GAP, 0, 0)
        body.setSpacing(theme.GAP * 2)
        body.addWidget(scroll, 3)
        body.addWidget(self._build_figures(), 2)
        self.grafik = GrafikPanel(context)
        self.tabs = QTabWidget()
        self.tabs.addTab(work, "Perlu tindakan")
        self.tabs.addTab(self.grafik, "Grafik")
        self.tabs.setCornerWidget(self._build_letters())
        self.column.addWidget(self.tabs, 1)

    def _build_letters(self) -> QPushButton:
        made = button("Surat pengingat", "scroll-text", tip="Kepada yang masih ditunggu")
        menu = QMenu(made)
        menu.addAction("Kepada kampung yang belum lengkap…").triggered.connect(
            lambda: self._remind("kampung", self.desk.surat_pengingat.kampung)
        )
        menu.addAction("Kepada OPD yang terlambat…").triggered.connect(
            lambda: self._remind("opd", self.desk.surat_pengingat.opd)
        )
        made.setMenu(menu)
        return made

    def _remind(self, whom: str, write: Callable[[Path], Massal]) -> None:
        path = self.context.dialogs.save_file(
            "Simpan surat pengingat", f"surat-pengingat-{whom}.pdf", "PDF (*.pdf);;Word (*.docx)"
        )
        if path is None:
            return
        if path.suffix.casefold() not in (".pdf", ".docx"):
            path = Path(f"{path}.pdf")
        self.context.jobs.start(Reading("Menyusun surat…", lambda: write(path)), self._told)

    def _told(self, made: Massal) -> None:
        self.context.notices.tell(f"{made.jumlah} surat tersimpan: {made.berkas[0]}")

    def _build_figures(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(*(theme.GAP * 2,) * 4)
        column.setSpacing(theme.GAP)
        self._headline = label(step=4)
        self._covered = label(tone="muted", wrap=True)
        self._classes, self._levels = Bars(), Bars()
        self._filled = label(tone="muted", wrap=True)
        column.addWidget(self._headline)
        column.addWidget(self._covered)
        column.addSpacing(theme.GAP)
        column.addWidget(label("Klasifikasi", step=1))
        column.addWidget(self._classes)
        column.addSpacing(theme.GAP)
        self._levels_title = label(step=1)
        column.addWidget(self._levels_title)
        column.addWidget(self._levels)
        column.addWidget(self._filled)
        self._plan = label(tone="muted", wrap=True)
        column.addWidget(self._plan)
        column.addStretch(1)
        return card

    def reload(self) -> None:
        """Compute work list and figures afresh."""
        self._pace.read(self.desk.beranda.hitung)

    def _show(self, shown: Beranda) -> None:
        while self._tasks.count():
            old = self._tasks.takeAt(0)
            widget = old.widget() if old else None
            if widget is not None:
                widget.hide()  # it is deleted only when the window next has time
                widget.deleteLater()
        for task in shown.tindakan:
            made = TaskRow(task)
            made.clicked.connect(lambda _=False, task=task: self._open(task))
            self._tasks.addWidget(made)
        if not shown.tindakan:
            self._tasks.addWidget(label("Tidak ada yang menunggu. Semua terisi.", tone="good"))
        angka = shown.angka
        share = f"{100 * angka.tercakup / angka.desa:.1f}".replace(".", ",") if angka.desa else "0"
        self._headline.setText(f"{format_id.angka(angka.kampung)} Kampung KB aktif")
        self._covered.setText(
            f"di {format_id.angka(angka.tercakup)} dari {format_id.angka(angka.desa)} "
            f"desa/kelurahan ({share}%)"
        )
        self._classes.set_values(angka.kelas)
        self._levels_title.setText(f"Lintas sektor dalam matriks {self.desk.today().year}")
        self._levels.set_values(angka.integrasi)
        self._show_plan(angka.rencana)
        self.grafik.reload()
        self._filled.setText(f"Profil terisi rata-rata {angka.kelengkapan}%.")

    def _show_plan(self, plan: AngkaRencana) -> None:
        self._plan.setText(
            f"{format_id.angka(plan.selesai)} dari {format_id.angka(plan.banyak)} kegiatan rencana "
            f"selesai, {format_id.angka(plan.terlambat)} terlambat; "
            f"{format_id.angka(plan.realisasi)} realisasi tahun ini."
        )

    def touched(self, changeset: ChangeSet) -> None:
        """Follow every change; the page is computed fast enough to be always fresh."""
        self.reload()

    def go(self, target: str) -> None:
        """Show the work list, or with `grafik` the charts."""
        self.tabs.setCurrentIndex(int(target == "grafik"))

    def _open(self, task: Tindakan) -> None:
        if task.buka != "draf":
            self.context.open(task.buka)
            return
        drafts = self.desk.draf.daftar()
        if not drafts:
            self.reload()
            return
        first = drafts[0]
        self.context.open(draft_target(first.kind, first.id))


_DRAFT_PAGES = {
    Kind.KAMPUNG: "kampung",
    Kind.POKJA: "pokja",
    Kind.ANGGOTA: "pokja:anggota",
    Kind.OPD: "opd",
    Kind.KANTOR: "pengaturan",
    Kind.ORANG: "pengaturan:orang",
    Kind.RAPAT: "rapat",
    Kind.SERI_RAPAT: "rapat:seri",
    Kind.PESERTA: "rapat:peserta",
    Kind.TINDAK_LANJUT: "rapat:tindak-lanjut",
    Kind.PEJABAT: "pengaturan:pejabat",
    Kind.DASAR_HUKUM: "pengaturan:dasar-hukum",
    Kind.TATA_NASKAH: "pengaturan:tata",
    Kind.ATURAN_NASKAH: "pengaturan:aturan",
    Kind.NASKAH: "naskah",
    Kind.PERMASALAHAN: "rencana:permasalahan",
    Kind.TAWARAN: "rencana:tawaran",
    Kind.RENCANA: "rencana:rencana",
    Kind.REALISASI: "rencana:realisasi",
    Kind.TAHAPAN: "rencana:tahapan",
}


def draft_target(kind: Kind, id: str) -> str:
    """Return the page and place where a draft was left."""
    page = _DRAFT_PAGES.get(kind, "beranda")
    return f"{page}:{BARU}" if id == BARU else f"{page}:{id}"


THE_PAGE = BerandaPage
