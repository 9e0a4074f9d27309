"""The programs with goal and ministries, and the activities of the chosen one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from kkbdesk.model.fields import Record
from kkbdesk.model.program import Kegiatan, Program
from ui.context import Context, Drafts
from ui.kit import theme
from ui.kit.form import Form
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row


class ProgramPanel(QWidget):
    """Programs at the left; at the right the program itself and its activities."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._program: Program | None = None
        self._kegiatan: Kegiatan | None = None
        self._goals: dict[str, str] = {}
        self.table: RecordTable[Program] = RecordTable(
            "program",
            [
                Column("nomor", "No.", lambda r: r.id, sort=lambda r: (len(r.id), r.id), width=40),
                Column("nama", "Program", lambda r: r.nama, width=330),
                Column("sasaran", "Sasaran", lambda r: self._goals.get(r.sasaran, ""), width=200),
            ],
            lambda item: item.id,
            context.settings,
            empty="Belum ada program.",
            several=False,
        )
        self.table.selected.connect(self._chosen)
        self.activities: RecordTable[Kegiatan] = RecordTable(
            "kegiatan",
            [
                Column("nama", "Kegiatan", lambda r: r.nama, width=300),
                Column("indikator", "Indikator", lambda r: r.indikator, width=260),
                Column("pusat", "K/L", lambda r: r.penanggung_jawab, width=90),
            ],
            lambda item: item.id,
            context.settings,
            empty="Program ini belum mempunyai kegiatan.",
            several=False,
        )
        self.activities.selected.connect(self._chosen_activity)
        names = ("nama", "singkatan", "sasaran", "kementerian", "mulai", "sampai")
        self.form = Form(Program, names, context, context.notices.warn)
        fields = ("nama", "indikator", "penanggung_jawab", "sumber", "mulai", "sampai")
        self.activity_form = Form(Kegiatan, fields, context, context.notices.warn)
        add = button("Tambah kegiatan", "plus")
        add.clicked.connect(self._add)
        activity = QWidget()
        column = QVBoxLayout(activity)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.addLayout(row(label("Mulai dari rancangan 2021; sesuaikan.", tone="muted"), 1, add))
        column.addWidget(self.activities, 1)
        column.addWidget(self.activity_form)
        program = QWidget()
        inner = QVBoxLayout(program)
        inner.setContentsMargins(0, theme.GAP * 2, 0, 0)
        inner.addWidget(self.form)
        inner.addStretch(1)
        tabs = QTabWidget()
        tabs.addTab(activity, "Kegiatan")
        tabs.addTab(program, "Program")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(tabs)
        split.setSizes([520, 640])
        split.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.GAP, 0, 0)
        outer.addWidget(split)

    def reload(self) -> None:
        """Read programs and activities."""
        referensi = self._context.desk.referensi
        self._goals = {item.kode: item.nama for item in referensi.daftar("sasaran")}
        self._all = referensi.kegiatan()
        self.table.set_rows(referensi.program())
        if self._program is None and self.table.model.rowCount():
            self.table.view.selectRow(0)
        else:
            self._show_activities()

    def choose(self, id: str) -> None:
        """Show a program."""
        self.table.choose([id])

    def _chosen(self) -> None:
        rows = self.table.chosen_rows()
        if not rows or (self._program and rows[0].id == self._program.id):
            return
        self._program, self._kegiatan = rows[0], None
        drafts = self._context.drafts(rows[0].KIND, rows[0].id)
        self.form.show_record(rows[0], self._save, drafts)
        self._show_activities()

    def _show_activities(self) -> None:
        if self._program is None:
            return
        mine = [item for item in self._all if item.program == self._program.id]
        self.activities.set_rows(mine)
        self.activity_form.setVisible(self._kegiatan is not None)

    def _chosen_activity(self) -> None:
        rows = self.activities.chosen_rows()
        if not rows or (self._kegiatan and rows[0].id == self._kegiatan.id):
            return
        self._kegiatan = rows[0]
        self.activity_form.setVisible(True)
        drafts: Drafts = self._context.drafts(rows[0].KIND, rows[0].id)
        self.activity_form.show_record(rows[0], self._save_activity, drafts)

    def _save(self, values: Mapping[str, Any]) -> Record:
        assert self._program is not None
        self._program = self._context.desk.referensi.ubah(self._program, values)
        return self._program

    def _save_activity(self, values: Mapping[str, Any]) -> Record:
        assert self._kegiatan is not None
        self._kegiatan = self._context.desk.referensi.ubah(self._kegiatan, values)
        return self._kegiatan

    def _add(self) -> None:
        if self._program is None:
            return
        name = self._context.dialogs.line("Tambah kegiatan", "Nama kegiatan:")
        if name:
            with self._context.guarded():
                made = self._context.desk.referensi.tambah_kegiatan(
                    {"program": self._program.id, "nama": name}
                )
                self.activities.choose([made.id])
