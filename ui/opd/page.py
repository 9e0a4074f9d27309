"""Which agency has which task in which of the programs?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSplitter, QTabWidget, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.ids import Kind, OPDId
from kkbdesk.model.opd import OPD
from kkbdesk.services.draf import BARU
from ui.context import Context
from ui.kit import theme
from ui.kit.form import Form
from ui.kit.rows import Column
from ui.kit.scroll import Scroll
from ui.kit.table import RecordTable
from ui.koreksi import CorrectionSwitch
from ui.opd.program import ProgramPanel
from ui.opd.rename import Rename
from ui.page import OfficeChoice, Page, button, label, row, tool

FIELDS = (
    "nama", "singkatan", "jenis", "tupoksi", "program", "pic", "kontak", "koordinator", "mulai",
    "selesai",
)  # fmt: skip


class OPDPage(Page):
    """Agencies on one tab, programs and activities on the other."""

    NAME = "opd"
    TITLE = "OPD dan Program"
    ICON = "building-2"
    KINDS = frozenset({Kind.OPD, Kind.NAMA_OPD, Kind.PROGRAM, Kind.KEGIATAN, Kind.BUTIR})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._agency: OPD | None = None
        self.table: RecordTable[OPD] = RecordTable(
            "opd",
            [
                Column("urut", "No.", lambda r: str(r.urut), sort=lambda r: r.urut, right=True,
                       width=45),
                Column("nama", "Nama OPD", lambda r: r.nama, width=300),
                Column("singkatan", "Singkatan", lambda r: r.singkatan, width=110),
                Column("program", "Program", lambda r: ", ".join(r.program), width=80),
                Column("jenis", "Jenis", lambda r: r.jenis.label, width=120, hidden=True),
                Column("tupoksi", "Ranah/tupoksi", lambda r: r.tupoksi or "—", width=220,
                       tone=lambda r: "" if r.tupoksi else "warn", hidden=True),
                Column("pic", "Kader binaan/PIC", lambda r: r.pic or "—", width=150,
                       tone=lambda r: "" if r.pic else "warn", hidden=True),
                Column("keadaan", "Keadaan", _state, width=110,
                       tone=lambda r: "muted" if r.selesai else "good" if r.koordinator else ""),
            ],
            lambda item: item.id,
            context.settings,
            empty="Belum ada OPD. Tambahkan OPD pertama (Ctrl+N) atau impor daftarnya.",
        )  # fmt: skip
        self.table.selected.connect(self._chosen)
        self.table.opened.connect(self._edit)
        self.table.removed.connect(self._remove)
        self.table.pasted.connect(lambda text: context.open(f"impor:tempel:{text}"))
        self._past = QCheckBox("Juga yang tidak aktif")
        self._past.toggled.connect(self._narrow)
        self.form = Form(OPD, FIELDS, context, context.notices.warn)
        self.program = ProgramPanel(context)
        self.tabs = QTabWidget()
        self.tabs.addTab(self._build_agencies(), "OPD dan mitra")
        self.tabs.addTab(self.program, "Program dan kegiatan")
        self.column.addWidget(self.tabs, 1)

    def _build_agencies(self) -> QWidget:
        add = button("Tambah", "plus", primary=True, tip="Tambah OPD (Ctrl+N)")
        add.clicked.connect(self.new)
        self.table.begin_with("Tambah OPD pertama", self.new)
        up = button("Naik", tip="Pindahkan ke atas dalam urutan")
        up.clicked.connect(lambda: self._move(-1))
        down = button("Turun", tip="Pindahkan ke bawah dalam urutan")
        down.clicked.connect(lambda: self._move(1))
        remove = tool("trash-2", "Hapus OPD yang salah dicatat (Delete)")
        remove.clicked.connect(self._remove)
        self.office = OfficeChoice(self.context)
        self.office.activated.connect(self._moved)
        self.table.bar.insertWidget(0, self.office)
        self._own = (add, up, down, remove)
        self.table.bar.addLayout(row(self._past, remove, add))
        rename = button("Ganti nama…", "pencil", tip="Nama baru sejak suatu tanggal")
        rename.clicked.connect(self._rename)
        self._history = button("Riwayat", "history", tip="Riwayat OPD ini")
        self._history.clicked.connect(self._open_history)
        self._letter = button("Surat pengingat", "scroll-text", tip="Surat berisi yang ditunggu")
        self._letter.clicked.connect(self._remind)
        self._former = label(tone="muted", wrap=True)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(theme.GAP, 0, theme.GAP, 0)
        self.correction = CorrectionSwitch(self.context, self.reload)
        column.addWidget(self.correction)
        column.addWidget(self.form)
        column.addWidget(self._former)
        column.addLayout(row(up, down, 1, self._letter))
        column.addLayout(row(1, rename, self._history))
        column.addStretch(1)
        self._side = Scroll(holder)
        self._rename_button = rename
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(self._side)
        split.setSizes([700, 460])
        split.setChildrenCollapsible(False)
        made = QWidget()
        outer = QVBoxLayout(made)
        outer.setContentsMargins(0, theme.GAP, 0, 0)
        outer.addWidget(split)
        return made

    # showing

    def reload(self) -> None:
        """Read agencies, programs and activities."""
        self.office.offer({"": "Kantor ini"})
        self.table.set_rows(self.desk.opd.daftar(self.office.code()))
        for made in self._own:
            made.setEnabled(not self.office.code())
        self._narrow()
        self.program.reload()
        if self._agency is not None:
            found = [item for item in self.table.model.rows() if item.id == self._agency.id]
            if found:
                self._agency = found[0]
                self.form.refresh(found[0])
                self.correction.follow(found[0])
                self._show_former()
        elif self.table.model.rowCount() and self._side.isVisibleTo(self):
            self.table.view.selectRow(0)

    def _edit(self, _id: str) -> None:
        self.form.focus()

    def _narrow(self) -> None:
        past, today = self._past.isChecked(), self.desk.today()
        self.table.set_only(lambda item: past or item.aktif(today))

    def _chosen(self) -> None:
        rows = self.table.chosen_rows()
        if len(rows) != 1 or (self._agency and rows[0].id == self._agency.id):
            return
        self._agency = rows[0]
        self._rename_button.setEnabled(True)
        self._history.setEnabled(True)
        self.form.show_record(rows[0], self._save, self.context.drafts(Kind.OPD, rows[0].id))
        self.correction.follow(rows[0])
        self._show_former()

    def _remind(self) -> None:
        if self._agency is not None:
            name = self._agency.nama.replace(":", " ")  # parts of a target are told by colons
            self.context.open(f"naskah:buat:surat-pengingat-opd:opd:{name}")

    def _show_former(self) -> None:
        assert self._agency is not None
        former = self.desk.opd.nama_lama(self._agency.id)
        shown = [f"{item.nama} (sampai {format_id.tanggal(item.sampai)})" for item in former]
        self._former.setText(f"Nama sebelumnya: {'; '.join(shown)}." if shown else "")

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.tabs.setCurrentIndex(0)
        self.table.filter.setFocus()

    def _moved(self) -> None:
        """Show the agencies of another office."""
        self._agency = None
        self.reload()

    def new(self) -> None:
        """Begin a new agency of this office."""
        if self.office.code():
            self.office.choose("")
            self._moved()
        self.correction.follow(None)
        self.tabs.setCurrentIndex(0)
        self._agency = None
        self.table.view.clearSelection()
        self._rename_button.setEnabled(False)
        self._history.setEnabled(False)
        self._former.setText("OPD baru: isi namanya; selebihnya dapat menyusul.")
        self.form.show_record(None, self._add, self.context.drafts(Kind.OPD, BARU))
        self.form.focus()

    def go(self, target: str) -> None:
        """Show an agency by id, or a program."""
        name, _, rest = target.partition(":")
        if name == BARU:
            self.new()
        elif name == "program":
            self.tabs.setCurrentIndex(1)
            self.program.choose(rest)
        else:
            self.tabs.setCurrentIndex(0)
            if self.table.model.place(name) < 0:
                self._past.setChecked(True)
            self.table.choose([name])

    def print_page(self) -> None:
        """Print the division of tasks."""
        office = f":{self.office.code()}" if self.office.code() else ""
        self.context.open(f"laporan:pembagian-tugas{office}")

    # editing

    def _save(self, values: Mapping[str, Any]) -> OPD:
        assert self._agency is not None
        self._agency = self.desk.opd.ubah(self._agency, values)
        return self._agency

    def _add(self, values: Mapping[str, Any]) -> OPD:
        made = self.desk.opd.tambah(values)
        self.context.drafts(Kind.OPD, BARU).keep({})
        self.table.choose([made.id])
        self.context.done(f"{made.nama} ditambahkan.")
        return made

    def _remove(self) -> None:
        rows = self.table.chosen_rows()
        if len(rows) == 1:
            with self.context.guarded():
                self.desk.opd.hapus(rows[0].id)
                self._agency = None
                self.context.done(f"{rows[0].nama} dihapus.")

    def _move(self, step: int) -> None:
        rows = self.table.chosen_rows()
        if len(rows) != 1:
            return
        ids = [item.id for item in sorted(self.table.model.rows(), key=lambda item: item.urut)]
        place = ids.index(rows[0].id)
        if 0 <= place + step < len(ids):
            ids[place], ids[place + step] = ids[place + step], ids[place]
            with self.context.guarded():
                self.desk.opd.urutkan(ids)

    def _open_history(self) -> None:
        if self._agency is not None:
            self.context.open(f"riwayat:opd:{self._agency.id}")

    def _rename(self) -> None:
        agency = self._agency
        if agency is None:
            return
        dialog = Rename(agency.nama, agency.singkatan, self.desk.today(), self)

        def agreed() -> None:
            with self.context.guarded():
                self.desk.opd.ganti_nama(OPDId(agency.id), *dialog.names(), dialog.day())
                self.context.done(f"{agency.nama} kini bernama {dialog.names()[0]}.")

        dialog.accepted.connect(agreed)
        dialog.open()


def _state(item: OPD) -> str:
    if item.selesai:
        return f"sampai {item.selesai.year}"
    return "koordinator" if item.koordinator else ""


THE_PAGE = OPDPage
