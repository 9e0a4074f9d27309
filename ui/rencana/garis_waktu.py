"""The plan of a year as bars in time, a row for each kampung or each agency."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from kkbdesk.model.ids import KampungId, OPDId, RencanaId
from kkbdesk.services.rencana import JadwalRow, SaringRencana
from ui.context import Context
from ui.kit.elided import Elided
from ui.kit.empty import Empty
from ui.kit.lanes import Bar, Line
from ui.kit.timeline import Timeline
from ui.page import button, label, row, tool
from ui.rencana.keadaan import LEGENDA, TANDA

_NONE = ""
_AT_ONCE = 500
"""So many bars are read before the window is shown what there is."""


class PlanTimeline(QWidget):
    """The bars, the switch of their rows, and below them what the cursor is on."""

    opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._asked = SaringRencana()
        self._by_opd = False
        self._rows: dict[str, tuple[str, bool]] = {}
        self._bars: dict[str, Sequence[Bar]] = {}
        self._todo: list[list[str]] = []
        """The rows that are still to be read, in pieces."""
        self._pieces = 0
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._read_rows)
        self.by = QButtonGroup(self)
        for place, title in enumerate(("Per kampung", "Per OPD")):
            made = button(title)
            made.setCheckable(True)
            made.setChecked(place == 0)
            self.by.addButton(made, place)
        self.by.idClicked.connect(lambda _: self.read(self._asked))
        closer, out = tool("zoom-in", "Perbesar (Ctrl+roda)"), tool("zoom-out", "Perkecil")
        self.lines = Timeline("Garis waktu rencana", self._tell)
        closer.clicked.connect(lambda: self.lines.zoom(1.5))
        out.clicked.connect(lambda: self.lines.zoom(1 / 1.5))
        self.lines.opened.connect(self.opened)
        self._told = Elided(tone="muted")
        self.lines.told.connect(self._told.show_text)
        self._without = label(tone="warn")
        legend = label(f"{LEGENDA}   ▨ baru bulannya", tone="muted", wrap=True)
        bar = row(*self.by.buttons(), 1, self._without, out, closer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bar)
        column.addWidget(legend)
        self._none = Empty()
        self._none.offer("Tambah yang pertama", lambda: context.open(self._first()))
        self._shown = QStackedWidget()
        self._shown.addWidget(self.lines)
        self._shown.addWidget(self._none)
        column.addWidget(self._shown, 1)
        column.addWidget(self._told)

    def _first(self) -> str:
        return "opd:baru" if self._by_opd else "kampung:baru"

    def read(self, asked: SaringRencana) -> None:
        """Show the year that is asked for: the first rows at once, the others as they are read."""
        by_opd = self.by.checkedId() == 1
        if (asked, by_opd) != (self._asked, self._by_opd):
            self._bars = {}
        self._asked, self._by_opd = asked, by_opd
        every = self._agencies() if by_opd else self._kampung()
        rest = "Tanpa penanggung jawab" if by_opd else "Tanpa kampung"
        self._rows = {**every, _NONE: (rest, False)}
        self._none.say(
            f"Belum ada {'OPD' if by_opd else 'kampung'}. Di sini setiap "
            f"{'OPD' if by_opd else 'kampung'} mendapat satu baris, dengan kegiatannya dari hari "
            "pertama sampai hari terakhir."
        )
        self._shown.setCurrentIndex(0 if every else 1)
        number, _ = self.context.desk.rencana.jumlah(asked)
        piece = max(1, len(every) * _AT_ONCE // max(number, _AT_ONCE))
        ids = list(every)
        self._todo = [ids[at : at + piece] for at in range(0, len(ids), piece)] + [[_NONE]]
        self._pieces = 0
        self._told.show_text("Panah berpindah, Enter membuka, + dan − memperbesar.")
        self._read_rows()

    def _read_rows(self) -> None:
        """Read the next rows; the others follow when the window has time, while they are in sight.

        They are shown after one piece, two, four and so on, since each time all are arranged anew.
        """
        if not self._todo or (self._pieces and not self.isVisible()):
            return
        self._read_bars(self._todo.pop(0))
        self._pieces += 1
        if not self._todo:
            self._count_unscheduled()
        elif self._pieces & (self._pieces - 1):
            self._later.start()
            return
        today = self.context.desk.today()
        lines = [
            Line(name, self._bars.get(id, ()))
            for id, (name, shown) in self._rows.items()
            if shown or self._bars.get(id)
        ]
        self.lines.set_lines(self._asked.tahun or today.year, lines, today)
        self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on with what was left unread."""
        super().showEvent(event)
        self._later.start()

    def _count_unscheduled(self) -> None:
        asked = replace(self._asked, terjadwal=False)
        without, _ = self.context.desk.rencana.jumlah(asked)
        self._without.setText(f"{without} belum dijadwalkan" if without else "")
        self._without.setVisible(bool(without))

    def _read_bars(self, ids: Sequence[str]) -> None:
        asked = self._asked
        if ids == [_NONE]:
            none = {"penanggung_jawab": ""} if self._by_opd else {"tanpa_kampung": True}
            asked = replace(asked, **none)
        elif self._by_opd:
            asked = replace(asked, opd=frozenset(OPDId(id) for id in ids))
        else:
            asked = replace(asked, kampung=frozenset(KampungId(id) for id in ids))
        shown = self.context.desk.rencana.jadwal(
            replace(asked, terjadwal=True), tempat=not self._by_opd, mitra=self._by_opd
        )
        found: dict[str, list[Bar]] = {id: [] for id in ids}
        for item in shown:
            bar = _bar(item)
            for id in _owners(item, by_opd=self._by_opd):
                if id in found:
                    found[id].append(bar)
        self._bars |= found

    def _tell(self, id: str) -> str:
        """Return all that is known of an activity in a line."""
        (row,) = self.context.desk.rencana.satu([RencanaId(id)]) or (None,)
        if row is None:
            return "Kegiatan ini sudah dihapus."
        parts = (row.rencana.kegiatan, row.rencana.waktu, row.keadaan.label, row.pelaksana,
                 row.lokasi)  # fmt: skip
        return " · ".join(part for part in parts if part)

    def arrive(self) -> None:
        """Put the cursor into the bars."""
        self.lines.setFocus()

    def _kampung(self) -> dict[str, tuple[str, bool]]:
        """Return the rows of kampung and whether they stand there with nothing planned."""
        only = self._asked.kampung
        rows = [item for item in self.context.desk.kampung.daftar() if not only or item.id in only]
        return {item.id: (item.nama, item.aktif) for item in rows}

    def _agencies(self) -> dict[str, tuple[str, bool]]:
        today, only = self.context.desk.today(), self._asked.opd
        rows = [item for item in self.context.desk.opd.daftar() if not only or item.id in only]
        return {item.id: (item.singkat, item.aktif(today)) for item in rows}


def _owners(item: JadwalRow, *, by_opd: bool) -> Iterable[str]:
    if not by_opd:
        return item.kampung or (_NONE,)
    return dict.fromkeys((item.opd or _NONE, *item.mitra))


def _bar(item: JadwalRow) -> Bar:
    assert item.mulai is not None
    assert item.akhir is not None
    sign, tone = TANDA[item.keadaan]
    return Bar(item.id, item.mulai, item.akhir, item.kegiatan, sign, tone, item.pasti)
