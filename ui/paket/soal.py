"""Questions with their values side by side: filtered, chosen one by one or many at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.model import format_id
from kkbdesk.model.versi import ADA
from kkbdesk.services.kata_paket import Pilihan, Soal
from ui.context import Context
from ui.kit import theme
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row

_EACH = 3
"""So many values are shown side by side; more than two offices seldom write the same field."""
_LINES = 2, 5
"""Of a value in full, so many lines at least and at most."""
_SCOPES = (
    ("baris", "baris terpilih"),
    ("catatan", "seluruh catatan ini"),
    ("jenis", "semua catatan sejenis"),
    ("semua", "semua yang tampil"),
)


class _Value(QPlainTextEdit):
    """A value in full, on few lines where room is scarce."""

    def __init__(self) -> None:
        super().__init__(readOnly=True)
        self.setTabChangesFocus(True)
        self.setMaximumHeight(self._height(_LINES[1]))

    def sizeHint(self) -> QSize:
        """Return the room that two lines need; more is taken where there is some."""
        return QSize(200, self._height(_LINES[0]))

    minimumSizeHint = sizeHint

    def _height(self, lines: int) -> int:
        return self.fontMetrics().lineSpacing() * lines + 3 * theme.GAP


class QuestionsPanel(QWidget):
    """A list of questions; 1, 2 … choose a value for what is selected, 0 leaves it open."""

    answered = Signal()

    def __init__(self, context: Context, name: str, heads: Sequence[str], empty: str) -> None:
        super().__init__()
        self._context = context
        self._heads = tuple(heads)
        self._answers: dict[str, int] = {}
        self.table = self._build_table(name, empty)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName("Jenis catatan")
        self.kinds.currentIndexChanged.connect(self._narrow)
        self.state = QComboBox()
        self.state.setAccessibleName("Yang ditampilkan")
        for title in ("Semua", "Belum dipilih", "Sudah dipilih"):
            self.state.addItem(title)
        self.state.currentIndexChanged.connect(self._narrow)
        self.table.bar.insertWidget(0, self.kinds)
        self.table.bar.insertWidget(1, self.state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 5)
        column.addWidget(self._build_sides(), 1)
        column.addLayout(self._build_choice())
        self._show_chosen()

    def _build_table(self, name: str, empty: str) -> RecordTable[Soal]:
        def side(place: int) -> Callable[[Soal], str]:
            return lambda item: _short(item.pilihan[place])

        table: RecordTable[Soal] = RecordTable(
            name,
            [
                Column("tempat", "Tempat", lambda r: r.tempat or "—", width=140),
                Column("catatan", "Catatan", _title, width=200),
                Column("kolom", "Isian", lambda r: r.kolom, width=110),
                Column("satu", self._heads[0], side(0), width=170),
                Column("dua", self._heads[1], side(1), width=170),
                Column("pilihan", "Pilihan", self._said, width=85, sought=False,
                       tone=lambda r: "good" if r.kunci in self._answers else "warn"),
            ],
            lambda item: item.kunci,
            self._context.settings,
            empty=empty,
        )  # fmt: skip
        table.view.letters = {"0": "Biarkan terbuka"} | {
            str(place + 1): f"Pakai pilihan {place + 1}" for place in range(_EACH)
        }
        table.view.lettered.connect(lambda letter: self.choose(int(letter) - 1))
        table.selected.connect(self._show_chosen)
        return table

    def _build_sides(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GAP * 2)
        grid.setRowStretch(1, 1)
        self.sides: list[tuple[QLabel, QPlainTextEdit]] = []
        for place in range(_EACH):
            head, text = label(), _Value()
            head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            grid.addWidget(head, 0, place)
            grid.addWidget(text, 1, place)
            self.sides.append((head, text))
        return made

    def _build_choice(self) -> QHBoxLayout:
        self.scope = QComboBox()
        self.scope.setAccessibleName("Berlaku untuk")
        for name, title in _SCOPES:
            self.scope.addItem(title, name)
        self.buttons = []
        for place in range(_EACH):
            made = button(f"{place + 1}  Pakai {self._head(place).lower()}", "check")
            made.clicked.connect(lambda _=False, place=place: self.choose(place))
            self.buttons.append(made)
        later = button("0  Nanti", tip="Biarkan terbuka; kedua nilai tetap disimpan")
        later.clicked.connect(lambda: self.choose(-1))
        self.buttons.append(later)
        self.told = label(tone="muted", wrap=True)
        line = row(label("Untuk"), self.scope, *self.buttons, self.told)
        line.setStretch(line.count() - 1, 1)
        return line

    def _head(self, place: int) -> str:
        return self._heads[min(place, len(self._heads) - 1)]

    # showing

    def show_questions(self, questions: Sequence[Soal]) -> None:
        """Show these; what was answered stays so where the question is still the same."""
        former = {item.kunci: item.cabang for item in self._rows}
        self._answers = {
            item.kunci: self._answers[item.kunci]
            for item in questions
            if item.kunci in self._answers and former.get(item.kunci) == item.cabang
        }
        self._rows = tuple(questions)
        self.table.set_rows(questions)
        self._fill_kinds()
        if questions and not self.table.chosen():
            self.table.view.selectRow(0)
        self._show_chosen()
        self.answered.emit()

    _rows: tuple[Soal, ...] = ()

    def _fill_kinds(self) -> None:
        number = Counter(item.jenis for item in self._rows)
        chosen = self.kinds.currentData()
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem("Semua jenis", "")
        for noun, many in sorted(number.items()):
            self.kinds.addItem(f"{noun} ({format_id.angka(many)})", noun)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(chosen)))
        self.kinds.blockSignals(False)
        self._narrow()

    def _narrow(self) -> None:
        noun, state = self.kinds.currentData(), self.state.currentIndex()

        def only(item: Soal) -> bool:
            fits = not noun or item.jenis == noun
            return fits and (not state or (item.kunci in self._answers) == (state == 2))

        self.table.set_only(only)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Show the values of the current question in full."""
        rows = self.table.chosen_rows()
        item = rows[0] if rows else None
        values = item.pilihan if item else ()
        for place, (head, text) in enumerate(self.sides):
            shown = place < max(2, len(values))
            head.setVisible(shown)
            text.setVisible(shown)
            self.buttons[place].setVisible(shown)
            value = values[place] if place < len(values) else None
            self.buttons[place].setEnabled(item is not None and self.allowed(item, place))
            said = f"{self._head(place)}{_when(value)}"
            head.setText(said)
            text.setAccessibleName(said)
            text.setPlainText(value.nilai.removeprefix("“").removesuffix("”") if value else "")
        self.buttons[-1].setEnabled(item is not None)
        used = item is not None and item.terpakai
        self.told.setText(_USED if used else f"{len(rows)} baris terpilih; {_KEYS}")

    # answering

    def answers(self) -> Mapping[str, int]:
        """Return the places of the chosen values, by key of the question."""
        return self._answers

    def questions(self) -> Sequence[Soal]:
        """Return all questions, shown or not."""
        return self._rows

    def open_questions(self) -> int:
        """Return how many have no answer."""
        return len(self._rows) - len(self._answers)

    def allowed(self, item: Soal, place: int) -> bool:
        """Tell whether a question has such a value, and may be answered with it."""
        if place >= len(item.cabang):
            return False
        deletes = item.tanya[2] == ADA and not item.cabang[place][1]
        return not (item.terpakai and deletes)

    def choose(self, place: int) -> None:
        """Answer what is selected, or what the scope says; -1 leaves it open."""
        targets = self._targets()
        fitting = [item for item in targets if place < 0 or self.allowed(item, place)]
        for item in fitting:
            if place < 0:
                self._answers.pop(item.kunci, None)
            else:
                self._answers[item.kunci] = place
        if len(fitting) < len(targets):
            left = len(targets) - len(fitting)
            self._context.notices.tell(f"{left} baris tidak dapat dijawab begitu. {_USED}")
        self._go_on(single=len(targets) == 1)
        self.answered.emit()

    def _targets(self) -> list[Soal]:
        rows, shown = self.table.chosen_rows(), self.table.model.rows()
        match self.scope.currentData():
            case "catatan":
                records = {item.tanya[:2] for item in rows}
                return [item for item in self._rows if item.tanya[:2] in records]
            case "jenis":
                nouns = {item.jenis for item in rows}
                return [item for item in self._rows if item.jenis in nouns]
            case "semua":
                return shown
        return rows

    def _go_on(self, *, single: bool) -> None:
        """Show the answers, and lead on to the next question after a single one."""
        current = self.table.view.currentIndex().row()
        if self.state.currentIndex():
            self._narrow()
            current -= 1
        else:
            self.table.model.refresh()
        last = self.table.model.rowCount() - 1
        if single and last >= 0:
            self.table.view.selectRow(min(current + 1, last))
        self._show_chosen()

    def _said(self, item: Soal) -> str:
        place = self._answers.get(item.kunci)
        return "nanti" if place is None else self._head(place).lower()


_KEYS = "tekan angkanya, Ctrl+A untuk semua."
_USED = "Catatan yang dihapus itu masih dipakai catatan lain, maka hanya dapat dipertahankan."


def _title(item: Soal) -> str:
    return item.judul if item.judul == item.jenis else f"{item.jenis}: {item.judul}"


def _short(value: Pilihan) -> str:
    return " · ".join(part for part in (value.nilai, value.sejak) if part)


def _when(value: Pilihan | None) -> str:
    if value is None:
        return ""
    since = f", sejak {value.sejak}" if value.sejak else ""
    return f"{since}{f', {value.oleh}' if value.oleh else ''}"
