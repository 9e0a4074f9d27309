"""The follow-ups of all meetings: who still owes what, until when."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.ids import Kind, TindakLanjutId
from kkbdesk.model.rapat import StatusTindakLanjut, TindakLanjut
from kkbdesk.services.rapat_notula import TindakLanjutRow
from ui.context import Context
from ui.kit.beside import Beside
from ui.kit.form import Form
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, choices, label, row

DUTY = (
    "uraian", "opd", "penanggung_jawab", "tenggat", "status", "tanggal_selesai", "bukti",
)  # fmt: skip
_CHOICES = (
    ("terbuka", "Belum selesai"),
    ("terlambat", "Lewat tenggat"),
    ("selesai", "Sudah selesai"),
    ("semua", "Semua"),
)
_KEYS = {
    "S": StatusTindakLanjut.SELESAI,
    "T": StatusTindakLanjut.TERBUKA,
    "B": StatusTindakLanjut.BATAL,
}


class DutiesPanel(QWidget):
    """The list, and the chosen follow-up beside it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._duty: TindakLanjut | None = None
        self.form = Form(TindakLanjut, DUTY, context, context.notices.warn)
        self._build_table()
        hint = label("S selesai, T terbuka, B batal; Enter mengubah.", tone="muted")
        go = button("Buka rapatnya", "calendar-days")
        go.clicked.connect(self._open_meeting)
        attach = button("Lampirkan bukti…", "plus", tip="Foto (JPEG, PNG) atau PDF, sampai 20 MB")
        attach.clicked.connect(self.attach)
        self._files = QVBoxLayout()
        self.beside = Beside(
            (self.table, hint), (self.form, self._files, row(attach, 1, go)), 760, 400
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.beside)

    def _build_table(self) -> None:
        self.table: RecordTable[TindakLanjutRow] = RecordTable(
            "tindak-lanjut",
            [
                Column("uraian", "Tindak lanjut", lambda r: r.tindak_lanjut.uraian, width=250),
                Column("siapa", "Penanggung jawab", lambda r: r.siapa or "belum ditetapkan",
                       tone=lambda r: "" if r.siapa else "warn", width=145),
                Column("tenggat", "Tenggat", _term, sort=lambda r: r.tindak_lanjut.tenggat,
                       tone=_tone, right=True, width=92),
                Column("status", "Status", _state, tone=_tone, width=128),
                Column("rapat", "Dari rapat",
                       lambda r: f"{format_id.tanggal_pendek(r.rapat.tanggal)}, {r.rapat.nama}",
                       sort=lambda r: r.rapat.tanggal, width=135),
                Column("forum", "Siapa yang rapat", lambda r: r.forum, width=160, hidden=True),
            ],
            lambda item: item.id,
            self.context.settings,
            empty=(
                "Belum ada tindak lanjut. Apa yang disepakati dikerjakan sesudah rapat dicatat "
                "pada notula rapatnya, dengan penanggung jawab dan tenggat."
            ),
        )  # fmt: skip
        self.table.selected.connect(self._chosen)
        self.table.opened.connect(lambda _: self.form.focus("status"))
        self.table.view.letters = {key: state.label for key, state in _KEYS.items()}
        self.table.view.lettered.connect(lambda letter: self.mark(_KEYS[letter]))
        self.choice = choices("Pilihan tindak lanjut", _CHOICES, self._narrow)
        done = button("Selesai", "check", tip="Tandai selesai hari ini (S)")
        done.clicked.connect(lambda: self.mark(StatusTindakLanjut.SELESAI))
        self.table.narrow_by(self.choice)
        self.table.bar.addLayout(row(done))

    def reload(self) -> None:
        """Read the list."""
        rows = self.context.desk.notula.semua()
        self.table.set_rows(rows)
        self._narrow()
        if self._duty is None:
            return
        found = [item for item in rows if item.id == self._duty.id]
        if found:
            self._duty = found[0].tindak_lanjut
            self.form.refresh(self._duty)
            self._show_files()
        else:
            self._duty = None
            self.beside.show_card(shown=False)

    def leave(self) -> bool:
        """Go back from the card to the list; tell whether the cursor was in the card."""
        inside = self.beside.in_card(self.focusWidget())
        if inside:
            self.table.view.setFocus()
        return inside

    def narrow(self, name: str) -> None:
        """Show a named selection, or one follow-up by id."""
        place = self.choice.findData(name)
        if place >= 0:
            self.choice.setCurrentIndex(place)
        elif name:
            self.choice.setCurrentIndex(self.choice.findData("semua"))
            self.table.choose([name])

    def _narrow(self) -> None:
        choice = self.choice.currentData()
        tests = {
            "terbuka": lambda item: item.terbuka,
            "terlambat": lambda item: item.terlambat,
            "selesai": lambda item: item.tindak_lanjut.status is StatusTindakLanjut.SELESAI,
        }
        self.table.set_only(tests.get(choice))

    def _chosen(self) -> None:
        rows = self.table.chosen_rows()
        if len(rows) != 1 or (self._duty and rows[0].id == self._duty.id):
            return
        self._duty = rows[0].tindak_lanjut
        self.beside.show_card()
        drafts = self.context.drafts(Kind.TINDAK_LANJUT, self._duty.id)
        self.form.show_record(self._duty, self._save, drafts)
        self._show_files()

    def _show_files(self) -> None:
        """Show the evidence; each paper can be saved elsewhere to look at it."""
        while self._files.count():
            old = self._files.takeAt(0)
            widget = old.widget() if old else None
            if widget is not None:
                widget.deleteLater()
        for kept in self._duty.berkas if self._duty else ():
            digest, _, name = kept.partition(" ")
            made = button(name, "file-text", tip="Simpan salinannya")
            made.clicked.connect(partial(self._save_file, digest, name))
            self._files.addWidget(made)

    def _save_file(self, digest: str, name: str, _checked: bool = False) -> None:
        path = self.context.dialogs.save_file("Simpan bukti", name, "")
        if path is not None:
            with self.context.guarded():
                self.context.desk.foto_rapat.simpan(digest, path)

    def _save(self, values: Mapping[str, Any]) -> TindakLanjut:
        assert self._duty is not None
        self._duty = self.context.desk.notula.ubah_tindak_lanjut(self._duty, values)
        return self._duty

    def mark(self, state: StatusTindakLanjut) -> None:
        """Mark how far the chosen follow-ups got."""
        ids = [TindakLanjutId(id) for id in self.table.chosen()]
        if ids:
            with self.context.guarded():
                number = self.context.desk.notula.tandai(ids, state)
                if number:
                    self.context.done(f"{number} tindak lanjut {state.label.lower()}.")

    def attach(self) -> None:
        """Ask for evidence and keep it."""
        if self._duty is None:
            return
        kinds = "Foto atau PDF (*.jpg *.jpeg *.png *.pdf)"
        path = self.context.dialogs.open_file("Lampirkan bukti", kinds)
        if path is not None:
            with self.context.guarded():
                self._duty = self.context.desk.notula.lampirkan(self._duty, path)

    def _open_meeting(self) -> None:
        if self._duty is not None:
            self.context.open(f"rapat:{self._duty.rapat}")


def _term(row: TindakLanjutRow) -> str:
    term = row.tindak_lanjut.tenggat
    return format_id.tanggal_pendek(term) if term else "—"


def _state(row: TindakLanjutRow) -> str:
    return "lewat tenggat" if row.terlambat else row.tindak_lanjut.status.label.lower()


def _tone(row: TindakLanjutRow) -> str:
    if row.terlambat:
        return "bad"
    return "good" if row.tindak_lanjut.status is StatusTindakLanjut.SELESAI else ""
