"""What a merge would do, before anything is written: changes, questions, proposals, totals."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.fields import described
from kkbdesk.model.orang import Tindak
from kkbdesk.model.registry import RECORDS
from kkbdesk.services.gabung import PAKET, SINI, Putusan
from kkbdesk.services.ringkas_paket import Cocok, Ringkasan, TakDiambil
from ui.context import Context
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row
from ui.paket.kembar import TwinsPanel
from ui.paket.perubahan import ChangesPanel
from ui.paket.soal import QuestionsPanel


class MergePreview(QWidget):
    """Tabs with what is asked, what changes, what may be the same, what is not taken, totals."""

    merged = Signal()
    cancelled = Signal()
    planned = Signal()
    """Something was chosen that changes the plan."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.questions = QuestionsPanel(
            context, "paket-soal", ("Di sini", "Di paket"), "Tidak ada pertentangan."
        )
        self.changes = ChangesPanel(context)
        self.twins = TwinsPanel(context)
        self.refused = _remarks(
            context, "paket-tolak", "Mengapa tidak diambil", "Semua catatan paket dapat diambil."
        )
        self.marked = _remarks(
            context, "paket-perhatian", "Diambil; yang perlu dibetulkan", "Tidak ada."
        )
        self.totals = _totals(context)
        self._planned: dict[str, int] = {}
        self.tabs = QTabWidget()
        for panel, title in self._panels():
            self.tabs.addTab(panel, title)
        self.tabs.currentChanged.connect(self._entered)
        self.headline = label(step=1, wrap=True)
        self.state = label(wrap=True, tone="muted")
        self.told = label(wrap=True)
        self.merge = button("Gabungkan", "check", primary=True)
        self.merge.clicked.connect(self.merged)
        cancel = button("Batal", tip="Kembali tanpa menulis apa pun (Esc)")
        cancel.clicked.connect(self.cancelled)
        self.questions.answered.connect(self._tell)
        self.twins.answered.connect(self.planned)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.headline)
        column.addWidget(self.state)
        column.addWidget(self.tabs, 1)
        bottom = row(self.told, cancel, self.merge)
        bottom.setStretch(0, 1)
        column.addLayout(bottom)

    def _panels(self) -> tuple[tuple[QWidget, str], ...]:
        return (
            (self.questions, "Pertentangan"), (self.changes, "Perubahan"),
            (self.twins, "Mungkin kembar"), (self.refused, "Tidak diambil"),
            (self.marked, "Perlu dibetulkan"), (self.totals, "Angka kontrol"),
        )  # fmt: skip

    def show_plan(self, headline: str, state: str, plan: Ringkasan, *, fresh: bool) -> None:
        """Show a planned merge; a `fresh` one forgets what was chosen in the one before."""
        self.headline.setText(headline)
        self.state.setText(state)
        if fresh:
            self.questions.show_questions(())
            self.twins.forget()
        self.questions.show_questions(plan.soal)
        self.changes.show_changes(plan)
        self.twins.show_twins(plan.usul)
        self.refused.set_rows(plan.ditolak)
        self.marked.set_rows(plan.perhatian)
        self.totals.set_rows(
            item for item in plan.total if item.pengirim["baris"] or item.sini["baris"]
        )
        self._count(plan)
        if fresh:
            self.tabs.setCurrentIndex(0 if plan.soal else 1)
            self.arrive()
        self._planned = dict(self.questions.answers())
        self._tell()

    def _count(self, plan: Ringkasan) -> None:
        """Put the numbers on the tabs, and hide those without anything."""
        wrong = sum(not item.sama for item in plan.total)
        counts = (
            len(plan.soal), len(plan.perubahan), len(plan.usul), len(plan.ditolak),
            len(plan.perhatian), wrong,
        )  # fmt: skip
        for (panel, title), number in zip(self._panels(), counts, strict=True):
            place = self.tabs.indexOf(panel)
            self.tabs.setTabText(place, f"{title} ({format_id.angka(number)})" if number else title)
            always = panel is self.changes or (panel is self.totals and bool(plan.total))
            self.tabs.setTabVisible(place, always or number > 0)

    def _entered(self, place: int) -> None:
        """Plan again when what is to be seen depends on answers given since."""
        if place and self._planned != self.questions.answers():
            self.planned.emit()

    def arrive(self) -> None:
        """Put the cursor into the list that is shown."""
        panel = self.tabs.currentWidget()
        table = panel if isinstance(panel, RecordTable) else getattr(panel, "table", None)
        if isinstance(table, RecordTable):
            table.arrive()

    def find_here(self) -> None:
        """Put the cursor into the filter of the list that is shown."""
        panel = self.tabs.currentWidget()
        table = panel if isinstance(panel, RecordTable) else getattr(panel, "table", None)
        if isinstance(table, RecordTable):
            table.filter.setFocus()

    def putusan(self) -> Putusan:
        """Return what was chosen, and what was seen when choosing."""
        answers, sides = self.questions.answers(), (SINI, PAKET)
        asked = self.questions.questions()
        return Putusan(
            tiap={
                item.tanya: sides[answers[item.kunci]] for item in asked if item.kunci in answers
            },
            satukan=self.twins.united(),
            terlihat={item.tanya: item.cabang for item in asked},
        )

    def _tell(self) -> None:
        number, waiting = len(self.questions.questions()), self.questions.open_questions()
        if not number:
            said = "Tidak ada pertentangan."
        elif waiting:
            said = (
                f"{format_id.angka(waiting)} dari {format_id.angka(number)} pertentangan dibiarkan "
                "terbuka; nilai yang lebih baru tampil sampai diputuskan."
            )
        else:
            said = f"Semua {format_id.angka(number)} pertentangan sudah dipilih."
        barred = self._context.forbidden(Tindak.GABUNG_PAKET)
        self.merge.setEnabled(not barred)
        self.told.setText(barred or f"{said} Belum ada yang ditulis.")
        self.told.setProperty("tone", "warn" if waiting or barred else "good")
        self.told.style().polish(self.told)


def _remarks(context: Context, name: str, why: str, empty: str) -> RecordTable[TakDiambil]:
    return RecordTable(
        name,
        [
            Column("tempat", "Tempat", lambda r: r.tempat or "—", width=150),
            Column("jenis", "Jenis", lambda r: RECORDS[r.tolakan.kind].NOUN, width=120),
            Column("judul", "Catatan", lambda r: r.judul, width=200),
            Column("alasan", why, lambda r: r.tolakan.alasan, width=420),
        ],
        lambda item: f"{item.tolakan.kind}:{item.tolakan.id}",
        context.settings,
        empty=empty,
    )


def _totals(context: Context) -> RecordTable[Cocok]:
    return RecordTable(
        "paket-total",
        [
            Column("jenis", "Jenis", lambda r: RECORDS[r.kind].NOUN, width=160),
            Column("pengirim", "Menurut pengirim", _lines("pengirim"), right=True, width=150),
            Column("sini", "Di sini sesudahnya", _lines("sini"), right=True, width=150),
            Column("jumlah", "Jumlah angka yang berbeda", _sums, width=330),
            Column("cocok", "Isi", lambda r: "sama" if r.sama else "berbeda", width=90,
                   tone=lambda r: "good" if r.sama else "warn"),
        ],
        lambda item: str(item.kind),
        context.settings,
        empty="Paket ini tidak membawa angka kontrol.",
    )  # fmt: skip


def _lines(side: str) -> Callable[[Cocok], str]:
    return lambda item: format_id.angka(getattr(item, side)["baris"])


def _sums(item: Cocok) -> str:
    """Return the sums that differ, the sender's first."""
    theirs, ours = item.pengirim["jumlah"], item.sini["jumlah"]
    return "; ".join(
        f"{described(RECORDS[item.kind], name).field.label}: "
        f"{_number(theirs.get(name))} / {_number(ours.get(name))}"
        for name in ours
        if theirs.get(name) != ours[name]
    )


def _number(value: Any) -> str:
    try:
        return format_id.angka(Decimal(str(value)))
    except InvalidOperation:
        return "—"
