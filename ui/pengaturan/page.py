"""The office, its lists, regions and data, the looks and the version of the program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from kkbdesk.model.ids import Kind
from kkbdesk.model.kantor import Kantor
from ui.context import Context
from ui.kit import theme
from ui.kit.form import Form
from ui.kit.scroll import Scroll
from ui.page import Page, label
from ui.pengaturan.cadangan import CopiesPanel
from ui.pengaturan.daftar import ListsPanel
from ui.pengaturan.data import DataPanel
from ui.pengaturan.naskah import SECTIONS, DocumentsPanel
from ui.pengaturan.orang import PeoplePanel
from ui.pengaturan.pembaruan import UpdatePanel
from ui.pengaturan.tampilan import LooksPanel
from ui.pengaturan.wilayah import RegionsPanel

FIELDS = (
    "pemerintah", "nama", "alamat", "telepon", "surel", "laman", "kode_pos", "tempat",
    "kepala_jabatan", "kepala_nama", "kepala_pangkat", "kepala_nip", "sebutan_desa", "kertas",
    "banyak_penanggung_jawab",
)  # fmt: skip

_Panel = (
    PeoplePanel | DocumentsPanel | ListsPanel | RegionsPanel | DataPanel | CopiesPanel | UpdatePanel
)
_TABS = (
    "kantor", "orang", "naskah", "daftar", "wilayah", "data", "cadangan", "tampilan", "pembaruan",
)  # fmt: skip


class PengaturanPage(Page):
    """Tabs, each about one thing."""

    NAME = "pengaturan"
    TITLE = "Pengaturan"
    ICON = "settings"
    KINDS = frozenset(
        {
            Kind.KANTOR, Kind.BUTIR, Kind.WILAYAH, Kind.KAMPUNG, Kind.JUMLAH_DESA, Kind.PEJABAT,
            Kind.DASAR_HUKUM, Kind.TATA_NASKAH, Kind.ATURAN_NASKAH, Kind.ORANG, Kind.PEMULIHAN,
        }
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._kantor: Kantor | None = None
        self._unread: set[_Panel] = set()
        self.form = Form(Kantor, FIELDS, context, context.notices.warn)
        self.people = PeoplePanel(context)
        self.documents = DocumentsPanel(context)
        self.lists = ListsPanel(context)
        self.regions = RegionsPanel(context)
        self.data = DataPanel(context)
        self.copies = CopiesPanel(context)
        self.looks = LooksPanel(context)
        self.updates = UpdatePanel(context)
        self.tabs = QTabWidget()
        self.tabs.addTab(self._build_office(), "Kantor")
        self.tabs.addTab(self.people, "Orang")
        self.tabs.addTab(self.documents, "Naskah")
        self.tabs.addTab(self.lists, "Daftar acuan")
        self.tabs.addTab(self.regions, "Wilayah")
        self.tabs.addTab(self.data, "Data")
        self.tabs.addTab(self.copies, "Cadangan")
        self.tabs.addTab(self.looks, "Tampilan")
        self.tabs.addTab(self.updates, "Pembaruan")
        self.tabs.currentChanged.connect(self._entered)
        self.column.addWidget(self.tabs, 1)

    def _build_office(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, theme.GAP * 2, theme.GAP, 0)
        column.addWidget(label("Nama-nama ini dipakai pada setiap cetakan.", tone="muted"))
        column.addWidget(self.form)
        column.addStretch(1)
        return Scroll(holder)

    def reload(self) -> None:
        """Read the office, and the panel that is in sight."""
        kantor = self.desk.kantor.get()
        if self._kantor is None:
            drafts = self.context.drafts(Kind.KANTOR, kantor.id)
            self.form.show_record(kantor, self._save, drafts)
        else:
            self.form.refresh(kantor)
        self._kantor = kantor
        self._unread = {
            self.people, self.documents, self.lists, self.regions, self.data, self.copies,
            self.updates,
        }  # fmt: skip
        self._read(self.tabs.currentWidget())

    def _read(self, panel: QWidget | None) -> None:
        """Read a panel when it comes into sight; the others wait until they do."""
        for each in self._unread & {panel}:
            self._unread.remove(each)
            each.reload()

    def go(self, target: str) -> None:
        """Show a tab by name, and after a colon one thing on it."""
        name, _, what = target.partition(":")
        name = "teks" if name == "aturan" else name
        if name in SECTIONS:
            self._read(self.documents)
            self.documents.open(name, what)
            self.tabs.setCurrentWidget(self.documents)
        elif name in _TABS:
            self.tabs.setCurrentIndex(_TABS.index(name))
            if name == "kantor" and what in FIELDS:
                self.form.focus(what)
            elif name == "daftar" and what:
                self.lists.choose(what)
            elif name == "orang" and what:
                self.people.go(what)
            elif name == "pembaruan" and what:
                self.updates.judge(Path(what))

    def _entered(self, place: int) -> None:
        self._read(self.tabs.widget(place))
        if self.tabs.widget(place) is self.documents:
            self.documents.begin()
        elif self.tabs.widget(place) is self.updates:
            self.updates.look()

    def _save(self, values: Mapping[str, Any]) -> Kantor:
        assert self._kantor is not None
        self._kantor = self.desk.kantor.ubah(self._kantor, values)
        return self._kantor


THE_PAGE = PengaturanPage
