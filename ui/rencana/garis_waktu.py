"""The plan of a year as bars in time, a row for each kampung or each agency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from kkbdesk.services.rencana import Acara, Jadwal, SaringRencana
from ui.context import Context
from ui.kit.elided import Elided
from ui.kit.lanes import Bar, Line
from ui.kit.timeline import Timeline
from ui.page import button, label, row, tool
from ui.rencana.keadaan import LEGENDA, TANDA

_NONE = ""


class PlanTimeline(QWidget):
    """The bars, the switch of their rows, and below them what the cursor is on."""

    opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._shown: Jadwal | None = None
        self._asked = SaringRencana()
        self.by = QButtonGroup(self)
        for place, title in enumerate(("Per kampung", "Per OPD")):
            made = button(title)
            made.setCheckable(True)
            made.setChecked(place == 0)
            self.by.addButton(made, place)
        self.by.idClicked.connect(lambda _: self._show())
        closer, out = tool("zoom-in", "Perbesar (Ctrl+roda)"), tool("zoom-out", "Perkecil")
        self.lines = Timeline("Garis waktu rencana")
        closer.clicked.connect(lambda: self.lines.zoom(1.5))
        out.clicked.connect(lambda: self.lines.zoom(1 / 1.5))
        self.lines.opened.connect(self.opened)
        self._told = Elided(tone="muted")
        self.lines.told.connect(self._told.show_text)
        self._without = label(tone="warn")
        legend = Elided(tone="muted")
        legend.show_text(f"{LEGENDA}   ▨ baru bulannya")
        bar = row(*self.by.buttons(), legend, self._without, out, closer)
        bar.setStretchFactor(legend, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bar)
        column.addWidget(self.lines, 1)
        column.addWidget(self._told)

    def read(self, asked: SaringRencana) -> None:
        """Show the year that is asked for."""
        self._asked = asked
        self._shown = self.context.desk.rencana.jadwal(asked)
        self._show()

    def arrive(self) -> None:
        """Put the cursor into the bars."""
        self.lines.setFocus()

    def _show(self) -> None:
        shown, today = self._shown, self.context.desk.today()
        if shown is None:
            return
        by_opd = self.by.checkedId() == 1
        lines = _lines(shown, self._agencies() if by_opd else self._kampung(), by_opd=by_opd)
        self.lines.set_lines(self._asked.tahun or today.year, lines, today)
        without = sum(acara.mulai is None for acara in shown.acara)
        self._without.setText(f"{without} belum dijadwalkan" if without else "")
        self._without.setVisible(bool(without))
        self._told.show_text("Panah berpindah, Enter membuka, + dan − memperbesar.")

    def _kampung(self) -> dict[str, str]:
        """Return the rows of all kampung, also of those where nothing is planned."""
        rows = self.context.desk.kampung.daftar()
        only = self._asked.kampung
        return {item.id: item.nama for item in rows if item.aktif and (not only or item.id in only)}

    def _agencies(self) -> dict[str, str]:
        today, only = self.context.desk.today(), self._asked.opd
        return {
            item.id: item.singkat
            for item in self.context.desk.opd.daftar()
            if item.aktif(today) and (not only or item.id in only)
        }


def _lines(shown: Jadwal, rows: Mapping[str, str], *, by_opd: bool) -> Sequence[Line]:
    """Return a row for each that is asked for or mentioned, what belongs to none in the last."""
    names = shown.opd if by_opd else shown.kampung
    bars: defaultdict[str, list[Bar]] = defaultdict(list)
    for acara in shown.acara:
        if acara.mulai is None or acara.akhir is None:
            continue
        bar = _bar(shown, acara)
        for id in _owners(acara, by_opd=by_opd):
            bars[id].append(bar)
    every = dict(rows) | {id: names[id] for id in bars if id in names and id not in rows}
    lines = [Line(name, bars.get(id, ())) for id, name in every.items()]
    if bars.get(_NONE):
        title = "Tanpa penanggung jawab" if by_opd else "Tanpa kampung"
        lines.append(Line(title, bars[_NONE]))
    return lines


def _owners(acara: Acara, *, by_opd: bool) -> Iterable[str]:
    if not by_opd:
        return acara.kampung or (_NONE,)
    return dict.fromkeys((acara.opd or _NONE, *acara.mitra))


def _bar(shown: Jadwal, acara: Acara) -> Bar:
    assert acara.mulai is not None
    assert acara.akhir is not None
    sign, tone = TANDA[acara.keadaan]
    parts = (acara.kegiatan, acara.waktu, acara.keadaan.label, shown.pelaksana(acara),
             shown.tempat(acara))  # fmt: skip
    tip = " · ".join(part for part in parts if part)
    return Bar(acara.id, acara.mulai, acara.akhir, acara.kegiatan, sign, tone, tip, acara.pasti)
