"""One meeting with all that hangs on it: data, participants, minutes, pictures, history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.errors import StaleEdit
from kkbdesk.model import format_id
from kkbdesk.model.fields import Value
from kkbdesk.model.ids import Kind, PesertaId, RapatId
from kkbdesk.model.rapat import Rapat, StatusRapat, TingkatRapat
from kkbdesk.services.draf import BARU
from kkbdesk.services.rapat import NAMA_BIASA
from ui.context import Context
from ui.kit import theme
from ui.kit.elided import Elided
from ui.kit.form import Form
from ui.kit.scroll import Scroll
from ui.kit.shortcuts import shortcut
from ui.koreksi import CorrectionSwitch
from ui.page import button, label, row, tool
from ui.rapat.agenda import AgendaCard
from ui.rapat.entry import EntryPanel
from ui.rapat.minutes import MinutesPanel
from ui.rapat.people import PeoplePanel
from ui.rapat.photos import PhotosPanel

WHEN = (
    "nama", "tingkat", "wilayah", "kampung", "tanggal", "mulai", "selesai", "tempat", "tautan",
    "dasar", "acara", "seri",
)  # fmt: skip
HELD = (
    "status", "jam_buka", "jam_tutup", "pimpinan", "sekretaris", "notulis", "narahubung", "catatan",
)  # fmt: skip
TABS = ("data", "peserta", "notula", "foto")
_PAPERS = (
    ("undangan", "Undangan"), ("daftar-hadir", "Daftar hadir"), ("notula", "Notula"),
    ("berita-acara", "Berita acara"),
)  # fmt: skip
_COUNTED = ("Peserta", "Notula", "Foto")


class RapatRecord(QWidget):
    """The page of one meeting."""

    def __init__(self, context: Context, back: Callable[[], object]) -> None:
        super().__init__()
        self.context = context
        self._rapat: Rapat | None = None
        home = tool("chevron-left", "Kembali ke daftar (Esc)")
        home.clicked.connect(lambda: back())
        self._title = label(step=2)
        self._where = Elided(tone="muted")
        self._papers = self.papers()
        self._history = button("Riwayat", "history", tip="Riwayat rapat ini dengan isinya")
        self._history.clicked.connect(self._open_history)
        self.correction = CorrectionSwitch(context, self._switched)
        self.when = Form(Rapat, WHEN, context, context.notices.warn)
        self.held = Form(Rapat, HELD, context, context.notices.warn)
        self.agenda = AgendaCard(context, self._add_items)
        self.people = PeoplePanel(context)
        self.minutes = MinutesPanel(context)
        self.photos = PhotosPanel(context)
        self.tabs = QTabWidget()
        self.tabs.addTab(self._build_data(), "Rapat")
        for panel, name in zip((self.people, self.minutes, self.photos), _COUNTED, strict=True):
            self.tabs.addTab(panel, name)
        self.tabs.currentChanged.connect(self._turned)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        head = row(home, self._title, self._where, self.correction, *self._papers, self._history)
        head.setStretchFactor(self._where, 1)
        column.addLayout(head)
        column.addWidget(self.tabs, 1)
        for at, panel in enumerate(self.minutes.panels(), 1):
            shortcut(
                self,
                f"Ctrl+{at}",
                f"Notula: {panel.list.accessibleName()}",
                partial(self._write, panel),
            )

    def _write(self, panel: EntryPanel) -> None:
        """Go on with the minutes wherever one is on the page."""
        if self._rapat is not None:
            self.tabs.setCurrentWidget(self.minutes)
            panel.arrive()

    def leave(self) -> bool:
        """Go back to the list of people from the card; tell whether there was anything to leave."""
        return self.tabs.currentWidget() is self.people and self.people.leave()

    def papers(self) -> list[QPushButton]:
        """Return what makes the meeting's papers, shown beside its name."""
        menu = QMenu(self)
        for kind, title in _PAPERS:
            menu.addAction(title).triggered.connect(lambda _=False, kind=kind: self._paper(kind))
        made = button("Naskah", "scroll-text", tip="Undangan, daftar hadir, notula, berita acara")
        made.setMenu(menu)
        return [made]

    def _paper(self, kind: str) -> None:
        if self._rapat is not None:
            self.context.open(f"naskah:buat:{kind}:rapat:{self._rapat.id}")

    def _build_data(self) -> QWidget:
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(theme.GAP * 2, 0, 0, 0)
        side.setSpacing(theme.GAP * 2)
        side.addWidget(self.agenda)
        side.addWidget(self.held)
        side.addStretch(1)
        holder = QWidget()
        columns = QHBoxLayout(holder)
        columns.setContentsMargins(0, theme.GAP * 2, theme.GAP * 2, theme.GAP)
        columns.addWidget(self.when, 5)
        columns.addWidget(self._side, 4)
        return Scroll(holder)

    # showing

    def open(self, id: RapatId, tab: str = "", proposal: Mapping[str, Value] | None = None) -> None:
        """Show a meeting, or an empty one with some values proposed."""
        same = self._rapat is not None and self._rapat.id == id
        if id == BARU:
            self._rapat = None
            self._show_new(proposal or {})
        else:
            self._rapat = self.context.desk.rapat.get(id)[0].rapat
            self.reload(fresh=True)
        if tab in TABS and id != BARU:
            self.tabs.setCurrentIndex(TABS.index(tab))
        elif not same:
            self.tabs.setCurrentIndex(0)

    def arrive(self) -> None:
        """Put the cursor where the minutes go on, else on the tabs, which the arrows turn."""
        if self.tabs.currentWidget() is self.minutes:
            self.minutes.start()
        elif self._rapat is not None:
            self.tabs.tabBar().setFocus()

    def open_person(self, id: PesertaId) -> None:
        """Show the meeting of a participant, with him chosen."""
        person = self.context.desk.peserta.satu(id)
        self.open(person.rapat, "peserta")
        self.people.choose(id)

    def rapat(self) -> Rapat | None:
        """Return the meeting that is shown, None for a new one."""
        return self._rapat

    def _show_new(self, proposal: Mapping[str, Value]) -> None:
        self._title.setText("Rapat baru")
        self._where.show_text("Isi nama dan tanggalnya; selebihnya dapat menyusul.")
        self._enable(ready=False)
        self.correction.follow(None)
        self._count(0, 0, 0)
        drafts = self.context.drafts(Kind.RAPAT, BARU)
        self.when.show_record(None, self._add, drafts, (), {"nama": NAMA_BIASA, **proposal})
        level = proposal.get("tingkat")
        self._fit(level if isinstance(level, TingkatRapat) else TingkatRapat.KABUPATEN)
        self.when.focus("tanggal")

    def _enable(self, *, ready: bool) -> None:
        for place in range(1, self.tabs.count()):
            self.tabs.setTabEnabled(place, ready)
        self._side.setVisible(ready)
        for made in (*self._papers, self._history):
            made.setEnabled(ready)

    def reload(self, *, fresh: bool = False) -> None:
        """Read the meeting again; `fresh` also refills fields that hold a draft or the cursor."""
        if self._rapat is None:
            return
        try:
            shown, problems = self.context.desk.rapat.get(self._rapat.id)
        except StaleEdit as error:
            self.context.notices.warn(str(error))
            return
        rapat = self._rapat = shown.rapat
        self._title.setText(rapat.nama)
        day = f"{format_id.hari(rapat.tanggal)}, {format_id.tanggal(rapat.tanggal)}"
        hour = f" pukul {rapat.mulai}" if rapat.mulai else ""
        self._where.show_text(f"{rapat.status.label} · {day}{hour} · {shown.tempat_forum}")
        self._enable(ready=True)
        self.correction.follow(rapat)
        mine = [found for found in problems if found.id == rapat.id]
        drafts = self.context.drafts(Kind.RAPAT, rapat.id)
        for form in (self.when, self.held):
            if fresh:
                form.show_record(rapat, self._save, drafts, mine)
            else:
                form.refresh(rapat, mine)
        self._fit(rapat.tingkat)
        self.agenda.show_rapat(shown)
        self.people.show_rapat(shown, problems)
        self.minutes.show_rapat(shown)
        self.photos.show_rapat(shown)
        notes = len(shown.pembahasan) + len(shown.keputusan) + len(shown.tindak_lanjut)
        self._count(len(shown.peserta), notes, len(shown.foto))

    def _switched(self) -> None:
        self.reload(fresh=True)

    def _count(self, *numbers: int) -> None:
        """Write on the tabs how much they hold."""
        for place, (name, number) in enumerate(zip(_COUNTED, numbers, strict=True), 1):
            self.tabs.setTabText(place, f"{name} ({number})" if number else name)

    def _fit(self, tingkat: TingkatRapat) -> None:
        """Ask for the place that the level has."""
        self.when.show_field("wilayah", shown=tingkat is TingkatRapat.KECAMATAN)
        self.when.show_field("kampung", shown=tingkat is TingkatRapat.DESA)

    def _turned(self) -> None:
        if self.tabs.currentWidget() is self.minutes:
            self.minutes.start()

    def _open_history(self) -> None:
        if self._rapat is not None:
            self.context.open(f"riwayat:rapat:{self._rapat.id}")

    # editing

    def _save(self, values: Mapping[str, Any]) -> Rapat:
        assert self._rapat is not None
        self._rapat = self.context.desk.rapat.ubah(self._rapat, values)
        return self._rapat

    def _add(self, values: Mapping[str, Any]) -> Rapat:
        made = self.context.desk.rapat.jadwalkan(values)
        self.context.drafts(Kind.RAPAT, BARU).keep({})
        self.open(made.id)
        self.context.done("Rapat dijadwalkan. Undang pesertanya pada tab Peserta.")
        return made

    def _add_items(self, items: list[str]) -> None:
        """Put proposed items onto the agenda."""
        assert self._rapat is not None
        if self._rapat.status is StatusRapat.DIRENCANAKAN and items:
            with self.context.guarded():
                self._save({"acara": (*self._rapat.acara, *items)})
                self.context.done(f"{len(items)} acara ditambahkan; hapus yang tidak perlu.")
