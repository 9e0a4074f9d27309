"""The eight stages of a year's action plan: what there is, what is lacking, how it is mended."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.ids import Kind
from kkbdesk.model.tahapan import Tahapan
from kkbdesk.services.tahapan import TahapanRow
from ui.context import Context
from ui.kit import theme
from ui.kit.beside import Beside
from ui.kit.form import Form
from ui.kit.scroll import scrolled
from ui.page import button, label, row, tool
from ui.rencana.panel import Panel
from ui.rencana.peringatan import empty

_ACROSS = 2


class StageCard(QFrame):
    """One stage; each thing it lacks is a button to where that is mended."""

    opened = Signal(str)
    noted = Signal()

    def __init__(self, number: int, shown: TahapanRow) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(f"Tahap {number}: {shown.nama}")
        state, tone = ("✓ Selesai", "good") if shown.selesai else ("○ Belum selesai", "warn")
        title = label(f"{number}. {shown.nama}", step=1, wrap=True)
        head = row(title, label(state, tone=tone))
        head.setStretchFactor(title, 1)
        column = QVBoxLayout(self)
        column.setSpacing(4)
        column.addLayout(head)
        for text in shown.ada:
            column.addWidget(label(f"✓ {text}", wrap=True))
        for lack in shown.kurang:
            if lack.buka:
                made = button(lack.teks, "arrow-right", tip="Buka tempat memperbaikinya")
                made.setObjectName("line")
                made.setAccessibleName(f"Kurang: {lack.teks}")
                made.clicked.connect(partial(self._open, lack.buka))
                column.addWidget(made)
            else:
                column.addWidget(label(f"– {lack.teks}", tone="muted", wrap=True))
        note = shown.catatan
        if note is not None and note.selesai is not None:
            column.addWidget(label(f"Dinyatakan selesai {format_id.tanggal(note.selesai)}."))
        if note is not None and note.catatan:
            column.addWidget(label(note.catatan, tone="muted", wrap=True))
        self.note = button("Catat…", "pencil", tip="Catatan, atau nyatakan selesai")
        self.note.clicked.connect(self.noted)
        column.addStretch(1)
        column.addLayout(row(1, self.note))

    def _open(self, target: str, _checked: bool = False) -> None:
        self.opened.emit(target)


class TahapanPanel(Panel):
    """A board of cards, beside it what people note of the chosen stage."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._stage = ""
        self._of = (0, "")
        """Year and code of the stage whose note is shown."""
        self._rows: list[TahapanRow] = []
        self.cards: list[StageCard] = []
        self.said = label(step=1)
        out = button("Cetak", "printer", tip="Cetak tahapan (Ctrl+P)")
        out.clicked.connect(self.print_page)
        board = QWidget()
        self._grid = QGridLayout(board)
        self._grid.setContentsMargins(0, 0, theme.GAP, 0)
        self._grid.setSpacing(theme.GAP)
        self.form = Form(Tahapan, ("selesai", "catatan"), context, context.notices.warn)
        self._title = label(step=1, wrap=True)
        close = tool("x", "Tutup catatan (Esc)")
        close.clicked.connect(self.leave)
        head = row(self._title, close)
        head.setStretchFactor(self._title, 1)
        explained = label(
            "Yang ada dan yang kurang dibaca dari data. Nyatakan selesai bila buktinya di luar "
            "program, dan catat alasannya.",
            tone="muted", wrap=True,
        )  # fmt: skip
        self.beside = Beside(
            (row(self.said, 1, out), scrolled(board, (0, 0, 0, 0))),
            (head, explained, self.form), 780, 380,
        )  # fmt: skip
        self.beside.setStretchFactor(0, 1)
        self.column.addWidget(self.beside)

    def reload(self) -> None:
        """Read the stages of the year."""
        at = next((n for n, card in enumerate(self.cards) if card.note.hasFocus()), -1)
        self._rows = self.desk.tahapan.daftar(self.tahun)
        done = sum(item.selesai for item in self._rows)
        self.said.setText(f"{done} dari {len(self._rows)} tahapan {self.tahun} selesai")
        empty(self._grid)
        self.cards = []
        for number, item in enumerate(self._rows):
            card = StageCard(number + 1, item)
            card.opened.connect(lambda target: self.context.open(target))
            card.noted.connect(partial(self.note, item.kode))
            self._grid.addWidget(card, number // _ACROSS, number % _ACROSS)
            self.cards.append(card)
        if at >= 0:
            self.cards[at].note.setFocus()
        self._refresh()

    def _refresh(self) -> None:
        """Show what is noted of the chosen stage as it is now."""
        found = self._row()
        if found is None or not self.beside.card_is_shown():
            return
        record, noted = self.form.record(), found.catatan
        same = (record.id if record else "") == (noted.id if noted else "")
        if self._of != (self.tahun, found.kode) or not same:
            self._show_note(found)
        elif noted is not None:
            self.form.refresh(noted)

    def _row(self) -> TahapanRow | None:
        return next((item for item in self._rows if item.kode == self._stage), None)

    def note(self, kode: str) -> None:
        """Show what people note of a stage."""
        self._stage = kode
        found = self._row()
        if found is None:
            return
        self.beside.show_card()
        self._show_note(found)
        self.form.focus("selesai")

    def _show_note(self, found: TahapanRow) -> None:
        self._of = self.tahun, found.kode
        self._title.setText(f"{found.nama}, {self.tahun}")
        drafts = self.context.drafts(Kind.TAHAPAN, f"{self.tahun}-{found.kode}")
        save = partial(self._save, self.tahun, found.kode)
        self.form.show_record(found.catatan, save, drafts)

    def _save(self, tahun: int, kode: str, values: Mapping[str, Any]) -> Tahapan:
        return self.desk.tahapan.catat(tahun, kode, values)

    def arrive(self) -> None:
        """Put the cursor on the first stage."""
        if self.cards:
            self.cards[0].note.setFocus()

    def go(self, target: str) -> None:
        """Show what is noted of a stage, by year and code: `2026-3`."""
        _, _, kode = target.rpartition("-")
        self.note(kode)

    def print_page(self) -> None:
        """Print the stages of the year."""
        self.context.open(f"laporan:tahapan:{self.tahun}")

    def leave(self) -> bool:
        """Close the notes."""
        if not self.beside.card_is_shown():
            return False
        self.beside.show_card(shown=False)
        at = next((n for n, item in enumerate(self._rows) if item.kode == self._stage), 0)
        if self.cards:
            self.cards[at].note.setFocus()
        return True


THE_PANEL = TahapanPanel
