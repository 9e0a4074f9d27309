"""The plan as a table, of which pages are read as one scrolls; words and order go to the store."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal

from kkbdesk.model import format_id
from kkbdesk.queries.rencana import RencanaRow
from kkbdesk.services.rencana import HALAMAN, Halaman
from kkbdesk.settings import Settings
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.rencana.keadaan import TANDA, sebut

_NEAR = 40
"""So many lines before the end the next page is read."""
_FIELDS = {
    "waktu": "mulai", "kegiatan": "kegiatan", "program": "program", "opd": "opd",
    "keadaan": "status", "target": "target", "anggaran": "anggaran", "sumber": "sumber_dana",
}  # fmt: skip
"""The fields by which the store orders when a heading is clicked."""


def _as_it_came(_row: RencanaRow) -> int:
    """Leave the order to the store, which knows the lines that are not read yet."""
    return 0


class PlanTable(RecordTable[RencanaRow]):
    """One line per planned activity, unscheduled first."""

    asked = Signal()
    """Other words or another order are wanted."""
    more = Signal()
    """The end is near and there is more."""

    def __init__(self, settings: Settings) -> None:
        self._total = 0
        super().__init__(
            "rencana",
            [
                Column("waktu", "Waktu", _when, width=108, sort=_as_it_came,
                       tone=lambda r: "" if r.rencana.mulai else "warn"),
                Column("kegiatan", "Kegiatan", lambda r: r.rencana.kegiatan, width=185,
                       sort=_as_it_came),
                Column("program", "Program", lambda r: r.program, width=88, sort=_as_it_came),
                Column("opd", "Pelaksana", lambda r: r.pelaksana or "belum ditetapkan", width=98,
                       tone=lambda r: "" if r.opd else "warn", sort=_as_it_came),
                Column("lokasi", "Lokasi", lambda r: r.lokasi or "—", width=98,
                       sort=_as_it_came),
                Column("keadaan", "Keadaan", lambda r: sebut(r.keadaan), width=105,
                       tone=lambda r: TANDA[r.keadaan][1], sort=_as_it_came),
                Column("anggaran", "Anggaran (Rp)", _money, right=True, width=98,
                       sort=_as_it_came),
                Column("target", "Target", _target, right=True, width=100, hidden=True,
                       sort=_as_it_came),
                Column("sumber", "Sumber dana", lambda r: r.rencana.sumber_dana, width=90,
                       hidden=True, sort=_as_it_came),
                Column("realisasi", "Realisasi", _done, width=110, hidden=True,
                       sort=_as_it_came),
            ],
            lambda item: item.rencana.id,
            settings,
            empty=(
                "Belum ada rencana pada tahun ini. Di sini kegiatan bersama dijadwalkan, siapa "
                "pelaksananya, di kampung mana, dengan anggaran berapa. Tambahkan rencana pertama "
                "(Ctrl+N), sepakati tawaran pada Pertemuan, atau impor."
            ),
        )  # fmt: skip
        self.filter.setPlaceholderText("Cari kegiatan atau tempat… (Ctrl+F)")
        self._soon = QTimer(self, singleShot=True, interval=200)
        self._soon.timeout.connect(self.asked)
        header = self.view.horizontalHeader()
        header.sortIndicatorChanged.connect(lambda *_: self.asked.emit())
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)

    def page(self, after: int = 0) -> Halaman:
        """Return what to read: the page after so many lines, or again as much as is shown."""
        header = self.view.horizontalHeader()
        at = header.sortIndicatorSection()
        key = self.model.columns[at].key if 0 <= at < len(self.model.columns) else ""
        down = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        banyak = HALAMAN.banyak if after else max(HALAMAN.banyak, self.model.total())
        return Halaman(banyak, after, _FIELDS.get(key, ""), down)

    def show_page(self, rows: list[RencanaRow], total: int) -> None:
        """Show the first lines of so many."""
        self._total = total
        self.set_rows(rows)

    def add_page(self, rows: list[RencanaRow]) -> None:
        """Show the lines that follow; fewer than there should be means that some are gone."""
        if not rows:
            self._total = self.model.total()
        self.model.extend(rows)
        self._counted()

    def begin_anew(self) -> None:
        """Forget the lines, so that only a first page is read."""
        self.model.set_rows([])

    def _filter(self) -> None:
        """Ask the store, which also looks into lines that are not read yet."""
        self._soon.start()

    def _open_found(self) -> None:
        if self._soon.isActive():
            self._soon.stop()
            self.asked.emit()
        super()._open_found()

    def _counted(self) -> None:
        super()._counted()
        shown = self.model.total()
        if shown < self._total:
            number = format_id.angka(self._total)
            self.count.setText(f"{format_id.angka(shown)} dari {number}; gulir untuk sisanya")
        if not shown and self.filter.text():
            self._empty.say("Tidak ada baris yang cocok.", begins=False)

    def _scrolled(self, value: int) -> None:
        near = value >= self.view.verticalScrollBar().maximum() - _NEAR
        if near and 0 < self.model.total() < self._total:
            self.more.emit()


def _when(row: RencanaRow) -> str:
    return row.rencana.waktu or "belum dijadwalkan"


def _money(row: RencanaRow) -> str:
    return "—" if row.rencana.anggaran is None else format_id.angka(row.rencana.anggaran)


def _target(row: RencanaRow) -> str:
    target = row.rencana.target
    return "—" if target is None else f"{format_id.angka(target)} {row.rencana.satuan}".strip()


def _done(row: RencanaRow) -> str:
    if not row.realisasi:
        return "—"
    share = row.persen_target
    return f"{len(row.realisasi)}×" + (f", {format_id.persen(share)}%" if share else "")
