"""One offer of an agency: its fields, and below them what was planned from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.fields import Value
from kkbdesk.model.ids import Kind
from kkbdesk.model.opd import OPD
from kkbdesk.model.problem import Problem
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.services.draf import BARU
from kkbdesk.services.tawaran import TawaranRow
from ui.context import Context, Live
from ui.kit import theme
from ui.kit.choices import Option, PickField
from ui.kit.form import Form
from ui.kit.order import as_read
from ui.page import button, label, row, tool

FIELDS = (
    "opd", "program", "kegiatan", "sasaran_peserta", "rincian_sasaran", "wilayah", "kapasitas",
    "anggaran", "sumber_dana", "catatan",
)  # fmt: skip
_SHOWN = 8
"""More plans than these are only counted."""


class OfferCard(QWidget):
    """Shown beside the list."""

    added = Signal(str)
    """An offer was entered, with its id."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._row: TawaranRow | None = None
        self.tahun = context.desk.today().year
        """The year that a new offer is of."""
        self.form = Form(Tawaran, FIELDS, context, context.notices.warn)
        agency = self.form.field("opd")
        assert isinstance(agency, PickField)
        agency.set_source(Live(lambda: map(_named, context.desk.opd.daftar())))
        self._left = label(step=1, wrap=True)
        self._plans = QVBoxLayout()
        self.match = button("Cari permasalahan", "search", tip="Permasalahan yang dapat dijawabnya")
        self.match.clicked.connect(self._find_needs)
        history = tool("history", "Riwayat tawaran ini")
        history.clicked.connect(self._open_history)
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, theme.GAP, 0, 0)
        below.addWidget(self._left)
        below.addLayout(self._plans)
        below.addLayout(row(self.match, 1, history))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addWidget(self._below)

    def id(self) -> str:
        """Return the id of the offer that is shown, empty for a new one or none."""
        return self._row.tawaran.id if self._row else ""

    def begin(self, proposal: Mapping[str, Value]) -> None:
        """Begin an offer with some values proposed, the agency to be confirmed or replaced."""
        self._row = None
        self._below.hide()
        drafts = self.context.drafts(Kind.TAWARAN, BARU)
        self.form.show_record(None, self._add, drafts, (), proposal)
        self.form.ask("opd")

    def show_offer(self, row: TawaranRow, problems: Sequence[Problem]) -> None:
        """Show an offer, or what became of the one that is shown."""
        offer = row.tawaran
        if self.id() == offer.id:
            self._row = row
            self.form.refresh(offer, problems)
        else:
            self._row = row
            drafts = self.context.drafts(Kind.TAWARAN, offer.id)
            self.form.show_record(offer, self._save, drafts, problems)
        self._below.show()
        self._left.setText(left(row))
        self._show_plans(row)

    def _show_plans(self, row: TawaranRow) -> None:
        while self._plans.count():
            old = self._plans.takeAt(0)
            widget = old.widget() if old else None
            if widget is not None:
                widget.deleteLater()
        for plan in row.rencana[:_SHOWN]:
            money = f" · {format_id.rupiah(plan.anggaran)}" if plan.anggaran else ""
            made = button(f"{plan.kegiatan[:60]}{money}", "list-checks", tip="Buka rencananya")
            made.clicked.connect(partial(self._open_plan, plan.id))
            self._plans.addWidget(made)
        if len(row.rencana) > _SHOWN:
            more = len(row.rencana) - _SHOWN
            self._plans.addWidget(label(f"dan {more} rencana lain", tone="muted"))
        as_read(self._below)

    def forget(self) -> None:
        """Show nothing any more."""
        self._row = None

    def _add(self, values: Mapping[str, Any]) -> Tawaran:
        made = self.context.desk.tawaran.tambah({**values, "tahun": self.tahun})
        self.context.drafts(Kind.TAWARAN, BARU).keep({})
        self.added.emit(made.id)
        return made

    def _save(self, values: Mapping[str, Any]) -> Tawaran:
        assert self._row is not None
        return self.context.desk.tawaran.ubah(self._row.tawaran, values)

    def _open_plan(self, id: str, _checked: bool = False) -> None:
        self.context.open(f"rencana:rencana:{id}")

    def _find_needs(self) -> None:
        self.context.open(f"rencana:pertemuan:{self.id()}")

    def _open_history(self) -> None:
        self.context.open(f"riwayat:tawaran:{self.id()}")


def _named(opd: OPD) -> Option:
    """Return an agency so that its short name finds it, too."""
    return opd.id, opd.nama if opd.singkat == opd.nama else f"{opd.nama} ({opd.singkat})"


def left(row: TawaranRow) -> str:
    """Return what is left of an offer in words."""
    parts = []
    if row.sisa_kapasitas is not None:
        parts.append(f"cukup untuk {row.sisa_kapasitas} desa lagi" if row.sisa_kapasitas
                     else "kapasitasnya habis")  # fmt: skip
    if row.sisa_anggaran is not None:
        parts.append(f"sisa {format_id.rupiah(row.sisa_anggaran)}" if row.sisa_anggaran
                     else "anggarannya habis")  # fmt: skip
    used = f"{len(row.rencana)} rencana" if row.rencana else "Belum direncanakan"
    return ", ".join([used, *parts])
