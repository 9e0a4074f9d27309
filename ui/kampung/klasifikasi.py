"""The classes of a kampung by date, with scores where known; a class can be noted by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.fields import describe
from kkbdesk.model.ids import KampungId, KlasifikasiId
from kkbdesk.model.kampung import Klasifikasi
from ui.context import Context
from ui.kit import theme
from ui.kit.fields import DateField
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row, tool

_SCORES = tuple(
    item
    for item in describe(Klasifikasi)
    if item.name.startswith(("input", "proses", "output", "indeks"))
)


class KlasifikasiPanel(QWidget):
    """A line to note a class, the list of all, and the scores of the chosen one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._kampung = KampungId("")
        self._names: dict[str, str] = {}
        self.day = DateField(optional=False)
        self.day.setAccessibleName("Tanggal klasifikasi")
        self.kelas = QComboBox()
        self.kelas.setAccessibleName("Klasifikasi")
        self.source = QLineEdit(placeholderText="misalnya berita acara")
        self.source.setAccessibleName("Sumber klasifikasi")
        note = button("Catat", "plus")
        note.clicked.connect(self._note)
        remove = tool("trash-2", "Hapus klasifikasi terpilih (Delete)")
        remove.clicked.connect(self._remove)
        self.table: RecordTable[Klasifikasi] = RecordTable(
            "klasifikasi",
            [
                Column("tanggal", "Keadaan", lambda r: format_id.tanggal(r.tanggal),
                       sort=lambda r: r.tanggal, width=150),
                Column("kelas", "Klasifikasi", lambda r: self._names.get(r.kelas, r.kelas)),
                _index_column("indeks_input", "Input"),
                _index_column("indeks_proses", "Proses"),
                _index_column("indeks_output", "Output"),
                Column("sumber", "Sumber", lambda r: r.sumber, width=220),
            ],
            lambda item: item.id,
            context.settings,
            empty="Belum ada klasifikasi. Impor dari situs nasional atau catat di atas.",
        )  # fmt: skip
        self.table.selected.connect(self._show_scores)
        self.table.removed.connect(self._remove)
        self.scores = label(tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.addLayout(
            row(
                label("Keadaan"),
                self.day,
                label("Klasifikasi"),
                self.kelas,
                label("Sumber"),
                self.source,
                note,
                1,
                remove,
            )
        )
        column.addWidget(self.table, 1)
        column.addWidget(self.scores)

    def show_kampung(self, kampung: KampungId, records: Sequence[Klasifikasi]) -> None:
        """Show the classes of a kampung."""
        self._kampung = kampung
        self._names = {key: name for key, name, _ in self._context.items("kelas")}
        if not self.kelas.count():
            for key, name in self._names.items():
                self.kelas.addItem(name, key)
            self.day.set_value(self._context.desk.today())
        self.table.set_rows(records)
        self._show_scores()

    def _show_scores(self) -> None:
        rows = self.table.chosen_rows() or self.table.model.rows()[:1]
        if not rows:
            self.scores.setText("")
            return
        shown = [
            f"{item.field.label} {format_id.angka(value)}"
            for item in _SCORES
            if (value := getattr(rows[0], item.name)) is not None
        ]
        when = format_id.tanggal(rows[0].tanggal)
        text = " · ".join(shown) if shown else "tanpa rincian skor"
        self.scores.setText(f"{when}: {text}.")

    def _note(self) -> None:
        try:
            day = self.day.value()
        except ValueError as error:
            self._context.notices.warn(str(error))
            return
        assert isinstance(day, date)
        with self._context.guarded():
            self._context.desk.kampung.catat_klasifikasi(
                self._kampung, day, self.kelas.currentData(), self.source.text().strip()
            )

    def _remove(self) -> None:
        rows = self.table.chosen_rows()
        if rows:
            with self._context.guarded():
                for item in rows:
                    self._context.desk.kampung.hapus_klasifikasi(KlasifikasiId(item.id))
                self._context.done("Klasifikasi dihapus.")


def _index_column(name: str, title: str) -> Column[Klasifikasi]:
    def text(record: Klasifikasi) -> str:
        value = getattr(record, name)
        return "—" if value is None else f"{value:.2f}".replace(".", ",")

    return Column(name, title, text, right=True, width=90)
