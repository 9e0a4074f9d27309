"""Minutes typed while the meeting goes on: said, decided, owed, each line ended with Enter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QSplitter, QVBoxLayout, QWidget

from kkbdesk.errors import UserError
from kkbdesk.model import format_id
from kkbdesk.model.clean import clean_line, clean_text
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import TindakLanjutId
from kkbdesk.model.rapat import Keputusan, Pembahasan, StatusTindakLanjut, TindakLanjut
from kkbdesk.queries.rapat import RapatLengkap, kurang_notula
from kkbdesk.services.rapat_notula import Baris
from ui.context import Context
from ui.kit import theme
from ui.kit.fields import DateField, FieldEditor, NumberField, TextField
from ui.page import label, row
from ui.rapat.entry import EntryPanel, NoteEdit

_STATES = {
    "S": StatusTindakLanjut.SELESAI,
    "T": StatusTindakLanjut.TERBUKA,
    "B": StatusTindakLanjut.BATAL,
}


class MinutesPanel(QWidget):
    """The minutes of one meeting."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._shown: RapatLengkap | None = None
        self._names = QStringListModel(self)
        self._state = label(wrap=True)
        self.speaker = self._line("Pembicara")
        self.said = NoteEdit("Isi pembahasan — Enter untuk baris berikutnya")
        self.decided = NoteEdit("Keputusan — Enter menyimpan")
        self.year = NumberField(optional=True, whole=True, places=0, plain=True)
        self.year.setPlaceholderText("kunci matriks tahun …")
        self.year.setAccessibleName("Menyepakati matriks tahun")
        self.owed = NoteEdit("Tindak lanjut — Enter lanjut ke penanggung jawab")
        self.who = self._line("Penanggung jawab: nama atau OPD")
        self.term = DateField(optional=True)
        self.term.setAccessibleName("Tenggat")
        self.term.setPlaceholderText("tenggat, misalnya 15/2/26")
        self.talk = self._panel("Pembahasan", "Ctrl+1", [self.speaker, self.said])
        self.decisions = self._panel("Keputusan", "Ctrl+2", [self.decided], [self.year])
        self.duties = self._panel("Tindak lanjut", "Ctrl+3", [self.owed, self.who, self.term])
        self.year.goes_on = False
        self.year.entered.connect(self._decide)
        self._join(self.talk, Pembahasan, self._say, self._change_said)
        self._join(self.decisions, Keputusan, self._decide, self._change_decided)
        self._join(self.duties, TindakLanjut, self._owe, self._change_owed)
        self.duties.lettered.connect(self._mark)
        self._arrange()

    def _join(
        self,
        panel: EntryPanel,
        record_type: type[Baris],
        keep: Callable[[], None],
        change: Callable[[str], None],
    ) -> None:
        panel.submitted.connect(keep)
        panel.asked.connect(change)
        panel.removed.connect(lambda: self._remove(record_type, panel))
        panel.moved.connect(lambda id, step: self._move(record_type, id, step))

    def _line(self, name: str) -> TextField:
        """Return a field that offers the names of those who are there."""
        made = TextField()
        made.setPlaceholderText(name)
        made.setAccessibleName(name)
        completer = QCompleter(self._names, made)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        made.setCompleter(completer)
        return made

    def _panel(
        self, title: str, keys: str, fields: list[QWidget], beside: list[QWidget] | None = None
    ) -> EntryPanel:
        made = EntryPanel(title, keys, fields, f"Belum ada {title.lower()}; ketik di bawah.")
        column = made.layout()
        assert isinstance(column, QVBoxLayout)
        notes = [field for field in fields if isinstance(field, NoteEdit)]
        lines = [field for field in fields if not isinstance(field, NoteEdit)]
        if fields[0] in lines:
            column.addLayout(row(*lines))
        for note in notes:
            column.addLayout(row(note, *(beside or ())))
        if lines and fields[0] not in lines:
            column.addLayout(row(*lines))
        return made

    def _arrange(self) -> None:
        width = self.fontMetrics().horizontalAdvance(self.year.placeholderText())
        self.year.setFixedWidth(width + 4 * theme.GAP)
        for panel, sides in (
            (self.talk, (0, 0, theme.GAP, 0)),
            (self.decisions, (theme.GAP, 0, 0, theme.GAP)),
            (self.duties, (theme.GAP, theme.GAP // 2, 0, 0)),
        ):
            panel.setContentsMargins(*sides)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.decisions)
        right.addWidget(self.duties)
        right.setChildrenCollapsible(False)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.talk)
        split.addWidget(right)
        split.setSizes([560, 560])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.addWidget(split, 1)
        column.addWidget(self._state)
        column.addWidget(
            label(
                "Panah memilih baris, Enter mengubah, Alt+panah memindahkan, Delete menghapus; "
                "Shift+Enter baris baru. Tindak lanjut: S selesai, T terbuka, B batal.",
                tone="muted",
                wrap=True,
            )
        )

    def panels(self) -> tuple[EntryPanel, EntryPanel, EntryPanel]:
        """Return the three lists in the order of their keys."""
        return self.talk, self.decisions, self.duties

    def start(self) -> None:
        """Put the cursor where the next thing said is typed."""
        self.talk.arrive()

    # showing

    def show_rapat(self, shown: RapatLengkap) -> None:
        """Show the minutes of a meeting."""
        if self._shown is not None and self._shown.rapat.id != shown.rapat.id:
            for panel in self.panels():
                panel.begin()
            self.year.clear()
        self._shown = shown
        names = [item.nama for item in shown.peserta]
        agencies = [item.singkat for item in self.context.desk.opd.daftar() if not item.selesai]
        self._names.setStringList(list(dict.fromkeys([*names, *agencies])))
        self.talk.set_lines(
            [
                (item.id, f"{item.pembicara}: {item.isi}" if item.pembicara else item.isi)
                for item in shown.pembahasan
            ]
        )
        self.decisions.set_lines([(item.id, _decision(item)) for item in shown.keputusan])
        self.duties.set_lines([(item.id, self._duty(item)) for item in shown.tindak_lanjut])
        self._tell_state(shown)

    def _tell_state(self, shown: RapatLengkap) -> None:
        """Say what the minutes lack, so that nobody looks for it on other tabs."""
        lacking = kurang_notula(shown)
        word = shown.rapat.status.label.lower()
        text = f"Notula lengkap; rapat {word}."
        if lacking:
            text = f"Rapat {word}. Notula belum memuat: {', '.join(lacking)}."
        self._state.setText(text)

    def _duty(self, item: TindakLanjut) -> str:
        assert self._shown is not None
        late = item.terlambat(self.context.desk.today())
        parts = [
            self._shown.penanggung_jawab(item) or "penanggung jawab belum ditetapkan",
            f"tenggat {format_id.tanggal(item.tenggat)}" if item.tenggat else "tanpa tenggat",
            "LEWAT TENGGAT" if late else item.status.label.lower(),
        ]
        return f"{item.uraian}\n      {' · '.join(parts)}"

    # writing

    def _say(self) -> None:
        assert self._shown is not None
        text, who = clean_text(self.said.text()), clean_line(self.speaker.text())
        if not text:
            return
        with self.context.guarded():
            notula = self.context.desk.notula
            present = _found(self._shown.pembahasan, self.talk.editing)
            if present is None:
                notula.tambah_pembahasan(self._shown.rapat.id, text, who)
            else:
                notula.ubah_pembahasan(present, {"isi": text, "pembicara": who})
            self.talk.begin()

    def _decide(self) -> None:
        assert self._shown is not None
        text = clean_text(self.decided.text())
        if not text:
            return
        with self.context.guarded():
            year = _read(self.year)
            notula = self.context.desk.notula
            present = _found(self._shown.keputusan, self.decisions.editing)
            if present is None:
                notula.tambah_keputusan(self._shown.rapat.id, text, year)
            else:
                notula.ubah_keputusan(present, {"isi": text, "matriks": year})
            if year and (present is None or present.matriks != year):
                self.context.done(f"Keputusan dicatat; matriks {year} dikunci.")
            self.decisions.begin()
            self.year.clear()

    def _owe(self) -> None:
        assert self._shown is not None
        text = clean_text(self.owed.text())
        if not text:
            self.owed.setFocus()
            return
        with self.context.guarded():
            values: dict[str, Any] = {
                "uraian": text,
                "penanggung_jawab": clean_line(self.who.text()),
                "tenggat": _read(self.term),
            }
            self._keep_duty(values)
            self.duties.begin()

    def _keep_duty(self, values: Mapping[str, Any]) -> None:
        assert self._shown is not None
        notula = self.context.desk.notula
        present = _found(self._shown.tindak_lanjut, self.duties.editing)
        if present is None:
            notula.tambah_tindak_lanjut(self._shown.rapat.id, values)
        elif values["penanggung_jawab"] == self._shown.penanggung_jawab(present):
            kept = {key: value for key, value in values.items() if key != "penanggung_jawab"}
            notula.ubah_tindak_lanjut(present, kept)
        else:
            notula.ubah_tindak_lanjut(present, {**values, "opd": None})

    # changing

    def _change_said(self, id: str) -> None:
        assert self._shown is not None
        item = _found(self._shown.pembahasan, id)
        if item is not None:
            self.speaker.setText(item.pembicara)
            self.said.setPlainText(item.isi)
            self.talk.change(id)
            self.said.setFocus()

    def _change_decided(self, id: str) -> None:
        assert self._shown is not None
        item = _found(self._shown.keputusan, id)
        if item is not None:
            self.decided.setPlainText(item.isi)
            self.year.set_value(item.matriks)
            self.decisions.change(id)

    def _change_owed(self, id: str) -> None:
        assert self._shown is not None
        item = _found(self._shown.tindak_lanjut, id)
        if item is not None:
            self.owed.setPlainText(item.uraian)
            self.who.setText(self._shown.penanggung_jawab(item))
            self.term.set_value(item.tenggat)
            self.duties.change(id)

    def _mark(self, letter: str) -> None:
        chosen = [TindakLanjutId(id) for id in self.duties.chosen()]
        if letter in _STATES and chosen:
            with self.context.guarded():
                self.context.desk.notula.tandai(chosen, _STATES[letter])

    def _move(self, record_type: type[Baris], id: str, step: int) -> None:
        with self.context.guarded():
            self.context.desk.notula.pindahkan(record_type, id, step)

    def _remove(self, record_type: type[Record], panel: EntryPanel) -> None:
        chosen = panel.chosen()
        if chosen:
            with self.context.guarded():
                self.context.desk.notula.hapus(record_type, chosen)
                self.context.done(f"{len(chosen)} baris dihapus.")


def _found(items: Any, id: str) -> Any:
    return next((item for item in items if item.id == id), None)


def _read(field: FieldEditor) -> Any:
    """Return what a field holds; raises UserError with its sentence."""
    try:
        return field.value()
    except ValueError as error:
        raise UserError(str(error)) from error


def _decision(item: Keputusan) -> str:
    return f"{item.isi}\n      mengunci matriks {item.matriks}" if item.matriks else item.isi
