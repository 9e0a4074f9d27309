"""One problem of a village: its fields, and below them what answers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kkbdesk.model.fields import Value
from kkbdesk.model.ids import Kind, PermasalahanId, RencanaId
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.problem import Problem
from kkbdesk.services.draf import BARU
from kkbdesk.services.permasalahan import Jawaban, PermasalahanRow
from ui.context import Context, Live
from ui.kit import theme
from ui.kit.choices import Option, PickField
from ui.kit.form import Form
from ui.kit.rows import Column
from ui.page import button, label, row, tool
from ui.rencana.dialogs import ChoosePlan

FIELDS = ("kampung", "program", "uraian", "dasar", "peringkat", "catatan")
TONES = {Jawaban.BELUM: "warn", Jawaban.SELESAI: "good", Jawaban.GAGAL: "bad"}


class NeedCard(QWidget):
    """Shown beside the list."""

    added = Signal(str)
    """A problem was stated, with its id."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._row: PermasalahanRow | None = None
        self.tahun = context.desk.today().year
        """The year that a new problem is of."""
        self.form = Form(Permasalahan, FIELDS, context, context.notices.warn)
        where = self.form.field("kampung")
        assert isinstance(where, PickField)
        where.set_source(kampung_source(context))
        self._state = label(step=1)
        self._answer = label(wrap=True)
        self.go_plan = button("Buka rencananya", "list-checks")
        self.go_plan.clicked.connect(self._open_plan)
        self.free = button("Lepas jawaban", tip="Permasalahan ini menjadi belum terjawab")
        self.free.clicked.connect(lambda: self._answer_with(None))
        self.match = button("Cari tawaran", "search", tip="Tawaran yang dapat menjawabnya")
        self.match.clicked.connect(self._find_offers)
        self.choose = button("Jawab dengan rencana…", tip="Rencana yang sudah ada")
        self.choose.clicked.connect(self._choose_plan)
        self._history = tool("history", "Riwayat permasalahan ini")
        self._history.clicked.connect(self._open_history)
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, theme.GAP, 0, 0)
        below.addWidget(self._state)
        below.addWidget(self._answer)
        below.addLayout(row(self.go_plan, self.match, self.free, self.choose, 1, self._history))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addWidget(self._below)

    def id(self) -> str:
        """Return the id of the problem that is shown, empty for a new one or none."""
        return self._row.permasalahan.id if self._row else ""

    def begin(self, proposal: Mapping[str, Value]) -> None:
        """Begin a problem with some values proposed, the kampung to be confirmed or replaced."""
        self._row = None
        self._below.hide()
        drafts = self.context.drafts(Kind.PERMASALAHAN, BARU)
        self.form.lock()
        self.form.show_record(None, self._add, drafts, (), proposal)
        self.form.ask("kampung")

    def show_need(self, row: PermasalahanRow, problems: Sequence[Problem]) -> None:
        """Show a problem, or what became of the one that is shown."""
        need = row.permasalahan
        if self.id() == need.id:
            self._row = row
            self.form.refresh(need, problems)
        else:
            self._row = row
            drafts = self.context.drafts(Kind.PERMASALAHAN, need.id)
            self.form.show_record(need, self._save, drafts, problems)
            self.form.lock("kampung")
        self._show_answer(row)

    def _show_answer(self, row: PermasalahanRow) -> None:
        self._below.show()
        self._state.setText(row.jawaban.label)
        theme_tone(self._state, TONES.get(row.jawaban, ""))
        self._answer.setText(told(row))
        answered = row.rencana is not None
        for made in (self.go_plan, self.free):
            made.setVisible(answered)
        for made in (self.match, self.choose):
            made.setVisible(not answered)

    def forget(self) -> None:
        """Show nothing any more."""
        self._row = None

    # editing

    def _add(self, values: Mapping[str, Any]) -> Permasalahan:
        made = self.context.desk.permasalahan.tambah({**values, "tahun": self.tahun})
        self.context.drafts(Kind.PERMASALAHAN, BARU).keep({})
        self.added.emit(made.id)
        return made

    def _save(self, values: Mapping[str, Any]) -> Permasalahan:
        assert self._row is not None
        return self.context.desk.permasalahan.ubah(self._row.permasalahan, values)

    # the answer

    def _open_plan(self) -> None:
        if self._row is not None and self._row.rencana is not None:
            self.context.open(f"rencana:rencana:{self._row.rencana.rencana.id}")

    def _find_offers(self) -> None:
        self.context.open(f"rencana:pertemuan:{self.id()}")

    def _open_history(self) -> None:
        self.context.open(f"riwayat:permasalahan:{self.id()}")

    def _choose_plan(self) -> None:
        assert self._row is not None
        dialog = ChoosePlan(self.context, self._row.permasalahan, self)
        dialog.accepted.connect(lambda: self._answer_with(dialog.plan()))
        dialog.open()

    def _answer_with(self, plan: RencanaId | None) -> None:
        if self._row is None:
            return
        with self.context.guarded():
            self.context.desk.permasalahan.jawab([PermasalahanId(self.id())], plan)
            self.context.done("Permasalahan terjawab." if plan else "Jawabannya dilepas.")


def told(row: PermasalahanRow) -> str:
    """Return who answers a problem, with what, when, and how far that is."""
    if row.rencana is None:
        return "Tidak ada rencana yang menjawab permasalahan ini."
    plan = row.rencana
    who = plan.pelaksana or "OPD belum ditetapkan"
    when = plan.rencana.waktu or "waktu belum ditetapkan"
    return f"{who}: {plan.rencana.kegiatan}\n{when} · {plan.keadaan.label}"


def theme_tone(widget: QWidget, tone: str) -> None:
    """Give a label another tone of the look."""
    widget.setProperty("tone", tone)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def kampung_source(context: Context) -> Live:
    """Return the active kampung as they are whenever somebody looks for one."""

    def read() -> Sequence[Option]:
        rows = context.desk.kampung.daftar()
        return [(item.id, f"{item.nama} · {item.kecamatan}") for item in rows if item.aktif]

    return Live(read)


def need_columns() -> list[Column[PermasalahanRow]]:
    """Return the columns of a list of problems."""
    return [
        Column("peringkat", "No.", lambda r: str(r.permasalahan.peringkat or "—"),
               sort=lambda r: r.permasalahan.peringkat, right=True, width=45, sought=False),
        Column("kampung", "Kampung", lambda r: r.kampung, width=110),
        Column("uraian", "Permasalahan", lambda r: " ".join(r.permasalahan.uraian.split()),
               width=240),
        Column("program", "Program", lambda r: r.program or "—",
               tone=lambda r: "" if r.program else "warn", width=115),
        Column("dasar", "Data dasar", lambda r: r.permasalahan.dasar, width=160, hidden=True),
        Column("jawaban", "Jawaban", lambda r: r.jawaban.label,
               tone=lambda r: TONES.get(r.jawaban, ""), width=112),
        Column("oleh", "OPD", lambda r: r.rencana.pelaksana if r.rencana else "", width=95),
        Column("kegiatan", "Kegiatan", lambda r: r.rencana.rencana.kegiatan if r.rencana else "",
               width=180, hidden=True),
        Column("waktu", "Waktu", lambda r: r.rencana.rencana.waktu if r.rencana else "",
               width=110, hidden=True),
    ]  # fmt: skip
