"""The reference lists: items renamed, added, ended; never deleted, since records name them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from kkbdesk.model.program import Butir
from kkbdesk.model.wilayah import normal
from kkbdesk.services.referensi import LIBUR, judul_daftar, sebut_libur
from ui.context import Context
from ui.kit import theme
from ui.kit.form import Form
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, row, tool


class ListsPanel(QWidget):
    """Choose a list, see its items, edit one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._item: Butir | None = None
        self._lists: dict[str, list[Butir]] = {}
        self.choice = QComboBox()
        self.choice.setAccessibleName("Daftar acuan")
        for key, title in judul_daftar().items():
            self.choice.addItem(title, key)
        self.choice.currentIndexChanged.connect(self._show)
        self.table: RecordTable[Butir] = RecordTable(
            "butir",
            [
                Column("urut", "No.", lambda r: str(r.urut), sort=lambda r: r.urut, right=True,
                       width=45),
                Column("nama", "Nama", lambda r: r.nama, width=300),
                Column("tanggal", "Tanggal", _day, width=130, sort=lambda r: r.kode),
                Column("induk", "Kelompok", lambda r: r.induk, width=130),
                Column("berlaku", "Berlaku", _span, width=110),
            ],
            lambda item: item.id,
            context.settings,
            empty="Daftar ini kosong.",
            several=False,
        )  # fmt: skip
        self.table.selected.connect(self._chosen)
        names = ("nama", "induk", "keterangan", "sumber", "urut", "mulai", "sampai")
        self.form = Form(Butir, names, context, context.notices.warn)
        self.form.setEnabled(False)
        add = button("Tambah butir", "plus")
        add.clicked.connect(self._add)
        self.table.removed.connect(self._remove)
        self.remove = tool("trash-2", "Hapus hari libur terpilih (Delete)")
        self.remove.clicked.connect(self._remove)
        self.table.bar.insertWidget(0, self.choice)
        self.table.bar.addLayout(row(self.remove, add))
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.GAP, 0, 0, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(side)
        split.setSizes([640, 520])
        split.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.GAP, 0, 0)
        outer.addWidget(split)

    def reload(self) -> None:
        """Read all lists."""
        self._lists = self._context.desk.referensi.semua_daftar()
        self._show()

    def choose(self, daftar: str) -> None:
        """Show a list by its code."""
        self.choice.setCurrentIndex(max(0, self.choice.findData(daftar)))

    def _of_days(self) -> bool:
        """Tell whether the list of holidays is shown, whose codes are days."""
        return bool(self.choice.currentData() == LIBUR)

    def _show(self) -> None:
        self.table.set_rows(self._lists.get(self.choice.currentData(), []))
        self.remove.setVisible(self._of_days())
        names = [column.key for column in self.table.model.columns]
        self.table.view.setColumnHidden(names.index("tanggal"), not self._of_days())
        self.table.view.setColumnHidden(names.index("induk"), self._of_days())

    def _chosen(self) -> None:
        rows = self.table.chosen_rows()
        if not rows:
            return
        self._item = rows[0]
        self.form.setEnabled(True)
        self.form.show_record(rows[0], self._save, self._context.drafts(rows[0].KIND, rows[0].id))

    def _save(self, values: Mapping[str, Any]) -> Butir:
        assert self._item is not None
        self._item = self._context.desk.referensi.ubah(self._item, values)
        return self._item

    def _add_holiday(self) -> None:
        lines = self._context.dialogs
        day = lines.line("Tambah hari libur", "Tanggal (19/3/2026; atau 17/8 untuk tiap tahun):")
        name = lines.line("Tambah hari libur", "Nama hari libur:") if day else None
        if day and name:
            with self._context.guarded():
                made = self._context.desk.referensi.tambah_libur(day, name)
                self.table.choose([made.id])

    def _remove(self) -> None:
        rows = self.table.chosen_rows()
        if rows and self._of_days():
            with self._context.guarded():
                self._context.desk.referensi.hapus_libur(rows[0].id)
                self._item = None
                self.form.setEnabled(False)
                self._context.done(f"{rows[0].nama} bukan lagi hari libur.")

    def _add(self) -> None:
        if self._of_days():
            self._add_holiday()
            return
        name = self._context.dialogs.line("Tambah butir", "Nama:")
        if name:
            daftar = self.choice.currentData()
            with self._context.guarded():
                made = self._context.desk.referensi.tambah_butir(
                    {"daftar": daftar, "kode": normal(name).replace(" ", "_"), "nama": name}
                )
                self.table.choose([made.id])


def _day(item: Butir) -> str:
    """Return the day of a holiday, empty where the code is none."""
    return sebut_libur(item.kode)


def _span(item: Butir) -> str:
    if item.mulai is None and item.sampai is None:
        return ""
    return f"{item.mulai or '…'} – {item.sampai or '…'}"
