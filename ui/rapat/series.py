"""Series of meetings: how often they meet, and the next dates to be scheduled at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.ids import Kind, SeriRapatId
from kkbdesk.model.rapat import SeriRapat, TingkatRapat
from kkbdesk.services.draf import BARU
from ui.context import Context
from ui.kit import theme
from ui.kit.beside import Beside
from ui.kit.form import Form
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row, tool

SERIES = (
    "nama", "tingkat", "wilayah", "kampung", "bulan", "minggu", "hari", "pukul", "tempat", "mulai",
    "selesai",
)  # fmt: skip
_DAY = Qt.ItemDataRole.UserRole


class SeriesPanel(QWidget):
    """The series, and the chosen one with its proposed dates."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._series: SeriRapat | None = None
        self._held: dict[str, str] = {}
        self.form = Form(SeriRapat, SERIES, context, context.notices.warn)
        self._build_table()
        self._build_dates()
        self.beside = Beside((self.table,), (self.form, self._dates), 560, 600)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.beside)

    def _build_table(self) -> None:
        self.table: RecordTable[SeriRapat] = RecordTable(
            "seri-rapat",
            [
                Column("nama", "Seri", lambda r: r.nama, width=200),
                Column("irama", "Kapan", lambda r: f"{r.irama}, {r.pukul}", width=210),
                Column("terlaksana", "Tahun ini", lambda r: self._held.get(r.id, ""), right=True,
                       width=90),
            ],
            lambda item: item.id,
            self.context.settings,
            empty=(
                "Belum ada seri. Seri adalah rapat yang berulang, misalnya tiap Selasa kedua; "
                "tanggal berikutnya diusulkan, dan yang terlewat tampak. Tambahkan seri pertama."
            ),
            several=False,
        )  # fmt: skip
        self.table.selected.connect(self._chosen)
        self.table.removed.connect(self._remove)
        add = button("Tambah seri", "plus")
        add.clicked.connect(self.new)
        self.table.begin_with("Tambah seri pertama", self.new)
        remove = tool("trash-2", "Hapus seri terpilih; rapatnya tetap ada (Delete)")
        remove.clicked.connect(self._remove)
        self.table.bar.addLayout(row(remove, add))

    def _build_dates(self) -> None:
        self.days = QListWidget()
        self.days.setAccessibleName("Tanggal yang diusulkan")
        self.days.setMinimumHeight(self.fontMetrics().lineSpacing() * 9)
        self._plan = button("Jadwalkan yang dicentang", "calendar-days", primary=True)
        self._plan.clicked.connect(self.schedule)
        self._dates = QWidget()
        dates = QVBoxLayout(self._dates)
        dates.setContentsMargins(0, theme.GAP, 0, 0)
        dates.addWidget(label("Tanggal berikutnya", step=1))
        dates.addWidget(self.days)
        dates.addLayout(row(1, self._plan))

    def reload(self) -> None:
        """Read the series and how often they met."""
        self._held = {
            str(item.seri): f"{item.terlaksana} dari {item.seharusnya}"
            for item in self.context.desk.rapat.angka().per_seri
        }
        rows = self.context.desk.seri_rapat.daftar()
        self.table.set_rows(rows)
        if self._series is None:
            return
        found = [item for item in rows if item.id == self._series.id]
        if found:
            self._series = found[0]
            self.form.refresh(found[0])
            self._show_days()
        else:
            self._series = None
            self.beside.show_card(shown=False)

    def go(self, id: str) -> None:
        """Choose a series, or begin one."""
        if id == BARU:
            self.new()
        elif id:
            self.table.choose([id])
        elif self._series is None and self.table.model.rowCount():
            self.table.choose_row(0)

    def new(self) -> None:
        """Begin a series."""
        self._series = None
        self.table.view.clearSelection()
        self.beside.show_card()
        self._dates.hide()
        drafts = self.context.drafts(Kind.SERI_RAPAT, BARU)
        begin = self.context.desk.today().replace(day=1)
        self.form.show_record(None, self._add, drafts, (), {"mulai": begin})
        self._fit(TingkatRapat.KABUPATEN)
        self.form.focus()

    def _chosen(self) -> None:
        rows = self.table.chosen_rows()
        if len(rows) != 1 or (self._series and rows[0].id == self._series.id):
            return
        self._series = rows[0]
        self.beside.show_card()
        drafts = self.context.drafts(Kind.SERI_RAPAT, rows[0].id)
        self.form.show_record(rows[0], self._save, drafts)
        self._show_days()

    def _show_days(self) -> None:
        assert self._series is not None
        self._fit(self._series.tingkat)
        self._dates.show()
        self.days.clear()
        for at, day in enumerate(self.context.desk.seri_rapat.usulan_tanggal(self._series.id)):
            item = QListWidgetItem(f"{format_id.hari(day)}, {format_id.tanggal(day)}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if at else Qt.CheckState.Checked)
            item.setData(_DAY, day)
            self.days.addItem(item)

    def _fit(self, tingkat: TingkatRapat) -> None:
        """Ask for the place that the level has."""
        self.form.show_field("wilayah", shown=tingkat is TingkatRapat.KECAMATAN)
        self.form.show_field("kampung", shown=tingkat is TingkatRapat.DESA)

    def schedule(self) -> None:
        """Schedule the ticked dates in one step."""
        assert self._series is not None
        days: list[date] = [
            item.data(_DAY)
            for item in map(self.days.item, range(self.days.count()))
            if item.checkState() is Qt.CheckState.Checked
        ]
        if not days:
            self.context.notices.tell("Centang tanggal yang akan dijadwalkan.")
            return
        with self.context.guarded():
            self.context.desk.rapat.dari_seri(self._series.id, days)
            self.context.done(f"{len(days)} rapat dijadwalkan.")

    def _add(self, values: Mapping[str, Any]) -> SeriRapat:
        made = self.context.desk.seri_rapat.tambah(values)
        self.context.drafts(Kind.SERI_RAPAT, BARU).keep({})
        self.table.choose([made.id])
        return made

    def _save(self, values: Mapping[str, Any]) -> SeriRapat:
        assert self._series is not None
        self._series = self.context.desk.seri_rapat.ubah(self._series, values)
        return self._series

    def _remove(self) -> None:
        chosen = self.table.chosen()
        if chosen:
            with self.context.guarded():
                self.context.desk.seri_rapat.hapus(SeriRapatId(chosen[0]))
                self.context.done("Seri dihapus; rapatnya tetap ada.")
