"""The card of one planned activity: entered, warned about, carried out, put off or called off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from kkbdesk.errors import StaleEdit
from kkbdesk.model import format_id
from kkbdesk.model.fields import Value
from kkbdesk.model.ids import Kind, RencanaId
from kkbdesk.model.problem import Problem
from kkbdesk.model.rencana import Rencana, StatusRencana
from kkbdesk.services.draf import BARU
from kkbdesk.services.rencana import KeadaanRencana, RencanaIsi
from ui.context import Context
from ui.kit import theme
from ui.kit.elided import Elided
from ui.kit.form import Form
from ui.page import button, label, row, tool
from ui.rencana.keadaan import TANDA, sebut
from ui.rencana.lokasi import PlacesAndPartners
from ui.rencana.peringatan import Warnings, empty
from ui.rencana.waktu import DAYS, WAKTU, TimeField, as_days

FIRST = ("program", "kegiatan", "opd", WAKTU)
REST = (
    "tempat", "sasaran_peserta", "rincian_sasaran", "target", "satuan", "anggaran", "sumber_dana",
    "kegiatan_inpres", "alasan", "catatan", "tahun",
)  # fmt: skip
_AROUND = frozenset(
    {"bentrok", "gabungkan", "tumpang_tindih", "di_luar_matriks", "libur", "anggaran", "kapasitas",
     "terlambat"}
)  # fmt: skip
"""What is said above the form; the rest stands beside its field."""
_LOOK_MS = 250
"""So long after the last key the activity is compared with the others."""


class PlanCard(QWidget):
    """All of one activity, or an empty form for a new one."""

    closed = Signal()
    opened = Signal(str)
    """Another activity is wanted."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._plan: Rencana | None = None
        self._tahun = context.desk.today().year
        self._soon = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._soon.timeout.connect(self._examine)
        self.time = TimeField(self._tahun)
        self.form = Form(Rencana, FIRST, context, context.notices.warn, {WAKTU.name: self.time})
        self.rest = Form(Rencana, REST, context, context.notices.warn)
        for form in (self.form, self.rest):
            form.typed.connect(self._typed)
        self.around = PlacesAndPartners(context)
        self.around.changed.connect(self._placed)
        self.warnings = Warnings()
        self.warnings.opened.connect(self.opened)
        self._title = Elided()
        self._title.setFont(theme.heading(1))
        self._state = label(wrap=True)
        self._tied = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        self._build_head(column)
        column.addWidget(self.warnings)
        column.addWidget(self.form)
        column.addWidget(self.around)
        column.addWidget(self.rest)
        column.addLayout(self._tied)

    def _build_head(self, column: QVBoxLayout) -> None:
        close = tool("x", "Tutup kartu (Esc)")
        close.clicked.connect(self.closed)
        head = row(self._title, close)
        head.setStretchFactor(self._title, 1)
        column.addLayout(head)
        column.addWidget(self._state)
        self.done = button("Catat realisasi", "check", primary=True)
        self.done.clicked.connect(self._record_deed)
        self.more = button("Ubah keadaan")
        self._menu = QMenu(self)
        self.more.setMenu(self._menu)
        self.history = button("Riwayat", "history", tip="Riwayat kegiatan ini")
        self.history.clicked.connect(self._open_history)
        column.addLayout(row(self.done, self.more, self.history, 1))

    # showing

    def plan(self) -> Rencana | None:
        """Return the activity that is shown, None for a new one."""
        return self._plan

    def open(self, id: RencanaId) -> None:
        """Show an activity; raises StaleEdit when it is gone."""
        shown = self.context.desk.rencana.get(id)
        plan = self._plan = shown.lengkap.rencana
        self._tahun = self.time.tahun = plan.tahun
        drafts = self.context.drafts(Kind.RENCANA, plan.id)
        for form in (self.form, self.rest):
            form.show_record(plan, self._save, drafts, self._marks(shown.masalah))
        self._show(shown)

    def begin(self, tahun: int, proposal: Mapping[str, Value]) -> None:
        """Show an empty form with some values proposed; what was typed before comes first."""
        self._plan = None
        self._tahun = self.time.tahun = tahun
        self._title.show_text("Rencana baru")
        self._say_state("Isi program dan kegiatannya; selebihnya dapat menyusul.", "muted")
        self.warnings.show_problems(())
        for made in (self.done, self.more, self.history, self.rest):
            made.hide()
        empty(self._tied)
        drafts = self.context.drafts(Kind.RENCANA, BARU)
        self.around.begin(drafts.get())
        self.form.show_record(None, self._add, drafts, (), {"program": "", **proposal})
        self.form.focus("kegiatan" if proposal.get("program") else "program")
        self._soon.start()

    def close_plan(self) -> None:
        """Show no activity any more."""
        self._plan = None

    def reload(self) -> bool:
        """Read the activity again; tell whether it is still there."""
        if self._plan is None:
            return True
        try:
            shown = self.context.desk.rencana.get(self._plan.id)
        except StaleEdit:
            self._plan = None
            return False
        plan = self._plan = shown.lengkap.rencana
        self._tahun = self.time.tahun = plan.tahun
        for form in (self.form, self.rest):
            form.refresh(plan, self._marks(shown.masalah))
        self._show(shown)
        return True

    def _show(self, shown: RencanaIsi) -> None:
        plan, keadaan = shown.lengkap.rencana, shown.baris.keadaan
        self._title.show_text(plan.kegiatan)
        when = plan.waktu or "waktu belum ditetapkan"
        why = f" · {plan.alasan}" if plan.alasan else ""
        self._say_state(f"{sebut(keadaan)} · {when}{why}", TANDA[keadaan][1])
        for made in (self.done, self.more, self.history, self.rest):
            made.show()
        self._offer(keadaan)
        self.warnings.show_problems(item for item in shown.masalah if item.code in _AROUND)
        barred = self.context.barred(Kind.RENCANA, plan)
        self.around.show_plan(shown.lengkap, shown.baris.kampung, barred)
        self._show_tied(shown)

    def _say_state(self, text: str, tone: str) -> None:
        self._state.setText(text)
        self._state.setProperty("tone", tone)
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)

    def _marks(self, problems: tuple[Problem, ...]) -> list[Problem]:
        """Return what is said beside the fields, that of days beside the time."""
        return [
            replace(item, field=WAKTU.name) if item.field in DAYS else item
            for item in problems
            if item.code not in _AROUND
        ]

    def _show_tied(self, shown: RencanaIsi) -> None:
        """Show the problems that it answers and what was done of it, each with the way there."""
        empty(self._tied)
        if shown.permasalahan:
            self._tied.addWidget(label("Menjawab permasalahan", tone="muted"))
        for need in shown.permasalahan:
            self._tie(need.uraian, f"rencana:permasalahan:{need.id}")
        if shown.realisasi:
            self._tied.addWidget(label("Realisasi", tone="muted"))
        for deed in shown.realisasi:
            people = f", {format_id.angka(deed.peserta)} peserta" if deed.peserta else ""
            cost = f", {format_id.rupiah(deed.biaya)}" if deed.biaya else ""
            text = f"{format_id.tanggal(deed.tanggal)}: {deed.judul}{people}{cost}"
            self._tie(text, f"rencana:realisasi:{deed.id}")

    def _tie(self, text: str, target: str) -> None:
        go = tool("arrow-right", f"Buka: {text}")
        go.clicked.connect(lambda: self.context.open(target))
        said = label(text, wrap=True)
        line = row(said, go)
        line.setStretchFactor(said, 1)
        self._tied.addLayout(line)

    def _offer(self, keadaan: KeadaanRencana) -> None:
        """Offer what may become of it from where it stands."""
        self._menu.clear()
        self.done.setVisible(keadaan is not KeadaanRencana.BATAL)
        if keadaan is not KeadaanRencana.SELESAI:
            self._menu.addAction("Tanggal baru").triggered.connect(
                lambda _=False: self.form.focus(WAKTU.name)
            )
        wanted = {
            StatusRencana.SELESAI: "Tandai selesai",
            StatusRencana.DITUNDA: "Tunda…",
            StatusRencana.BATAL: "Batalkan…",
            StatusRencana.DIRENCANAKAN: "Direncanakan lagi",
        }
        present = self._plan.status if self._plan else None
        for status, title in wanted.items():
            if status is not present:
                self._menu.addAction(title).triggered.connect(partial(self._become, status))

    # editing

    def _save(self, values: Mapping[str, Any]) -> Rencana:
        assert self._plan is not None
        self._plan = self.context.desk.rencana.ubah(self._plan, as_days(values, self._tahun))
        self._tahun = self.time.tahun = self._plan.tahun
        return self._plan

    def _add(self, values: Mapping[str, Any]) -> Rencana:
        days = {"tahun": self._tahun, **as_days(values, self._tahun)}
        made = self.context.desk.rencana.tambah(days, self.around.kampung, self.around.pendukung)
        self.context.drafts(Kind.RENCANA, BARU).keep({})
        self.open(made.id)
        self.context.done(f"“{made.kegiatan}” direncanakan.")
        return made

    def _placed(self) -> None:
        """Keep other places or agencies, or look at them while the activity is new."""
        if self._plan is not None:
            with self.context.guarded():
                self.context.desk.rencana.atur(
                    self._plan.id, self.around.kampung, self.around.pendukung
                )
        self._typed()

    def _typed(self) -> None:
        self._soon.start()
        if self._plan is None:
            drafts = self.context.drafts(Kind.RENCANA, BARU)
            kept = drafts.get()
            if kept or self.around.kampung or self.around.pendukung:
                drafts.keep({**kept, **self.around.as_draft()})

    def _examine(self) -> None:
        """Say what the activity would get in the way of as it stands on the form."""
        if not self.isVisible():
            return
        values = {"tahun": self._tahun, **self.form.values()}
        if self._plan is not None:
            values |= self.rest.values()
        days = as_days(values, self._tahun)
        found = self.context.desk.rencana.periksa(
            days, self.around.kampung, self.around.pendukung, self._plan.id if self._plan else None
        )
        self.warnings.show_problems(item for item in found if item.code in _AROUND)

    def _open_history(self) -> None:
        if self._plan is not None:
            self.context.open(f"riwayat:rencana:{self._plan.id}")

    def _record_deed(self) -> None:
        if self._plan is not None:
            self.context.open(f"rencana:realisasi:{BARU}:{self._plan.id}")

    def _become(self, status: StatusRencana, _checked: bool = False) -> None:
        if self._plan is not None:
            say_state(self.context, [self._plan.id], status)


def say_state(context: Context, ids: list[RencanaId], status: StatusRencana) -> None:
    """Ask why, where that must be known, and say what became of activities."""
    why = ""
    if status in (StatusRencana.DITUNDA, StatusRencana.BATAL):
        answer = context.dialogs.line(f"Tandai {status.label.lower()}", "Alasannya:")
        if answer is None:
            return
        why = answer
    with context.guarded():
        context.desk.rencana.ubah_status(ids, status, why)
        context.done(f"{len(ids)} kegiatan {status.label.lower()}.")
