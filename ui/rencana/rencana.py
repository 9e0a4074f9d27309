"""The joint plan of a year: table, calendar, timeline, budget, and the card of one activity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QWidget

from kkbdesk.errors import StaleEdit
from kkbdesk.model import format_id
from kkbdesk.model.fields import Value
from kkbdesk.model.ids import KampungId, RencanaId
from kkbdesk.model.rencana import StatusRencana
from kkbdesk.services.draf import BARU
from kkbdesk.services.rencana import SaringRencana
from ui.context import Context
from ui.kit.beside import Beside
from ui.page import button, label, row, tool
from ui.rencana.anggaran import PlanBudget
from ui.rencana.daftar import PlanTable
from ui.rencana.garis_waktu import PlanTimeline
from ui.rencana.kalender import PlanCalendar
from ui.rencana.kartu import PlanCard, say_state
from ui.rencana.panel import Panel
from ui.rencana.saring import PlanFilter

VIEWS = {
    "tabel": "Tabel",
    "kalender": "Kalender",
    "garis-waktu": "Garis waktu",
    "anggaran": "Anggaran",
}
_NAMES = list(VIEWS)


class RencanaPanel(Panel):
    """Four views of what is looked at, beside them the card of what is chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.filter = PlanFilter(context)
        self.filter.changed.connect(self._narrowed)
        self.table = self._build_table()
        self.table.begin_with("Rencanakan kegiatan pertama", self.new)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.totals = label(tone="muted")
        self.card = PlanCard(context)
        self.card.closed.connect(self.leave)
        self.card.opened.connect(self.go)
        self.beside = Beside(
            (self._build_bar(), self.filter, self.stack, self.totals), (self.card,), 760, 430
        )
        self.beside.setStretchFactor(0, 1)
        self.column.addWidget(self.beside)

    def _build_bar(self) -> QHBoxLayout:
        self.buttons = QButtonGroup(self)
        made: list[QWidget | int] = []
        for place, title in enumerate(VIEWS.values()):
            each = button(title)
            each.setCheckable(True)
            each.setChecked(place == 0)
            self.buttons.addButton(each, place)
            made.append(each)
        self.buttons.idClicked.connect(lambda place: self.show_view(_NAMES[place]))
        load = button("Impor", "download", tip="Impor rencana dari Excel")
        load.clicked.connect(lambda: self.context.open("impor"))
        add = button("Tambah", "plus", primary=True, tip="Rencanakan kegiatan (Ctrl+N)")
        add.clicked.connect(self.new)
        return row(*made, 1, load, add)

    def _build_table(self) -> PlanTable:
        table = PlanTable(self.context.settings)
        table.asked.connect(self._narrowed)
        table.more.connect(self._read_more)
        table.selected.connect(self._chosen)
        table.opened.connect(self._to_card)
        table.removed.connect(self._remove)
        table.pasted.connect(lambda text: self.context.open(f"impor:tempel:{text}"))
        off = tool("calendar-days", "Tunda kegiatan terpilih…")
        off.clicked.connect(lambda: self._say(StatusRencana.DITUNDA))
        copy = tool("copy", "Salin kegiatan terpilih ke tahun berikutnya")
        copy.clicked.connect(self._copy)
        remove = tool("trash-2", "Hapus kegiatan terpilih (Delete)")
        remove.clicked.connect(self._remove)
        table.bar.addLayout(row(off, copy, remove))
        return table

    @cached_property
    def calendar(self) -> PlanCalendar:
        """The month, made when it is first shown."""
        made = PlanCalendar(self.context)
        made.opened.connect(self.go)
        made.begun.connect(self._begin_on)
        self.stack.addWidget(made)
        return made

    @cached_property
    def timeline(self) -> PlanTimeline:
        """The bars of the year, made when they are first shown."""
        made = PlanTimeline(self.context)
        made.opened.connect(self.go)
        self.stack.addWidget(made)
        return made

    @cached_property
    def budget(self) -> PlanBudget:
        """The table of money, made when it is first shown."""
        made = PlanBudget(self.context)
        made.chosen.connect(self._open_cell)
        self.stack.addWidget(made)
        return made

    # showing

    def view(self) -> PlanTable | PlanCalendar | PlanTimeline | PlanBudget:
        """Return the view in sight, made at its first use."""
        match self.buttons.checkedId():
            case 1:
                return self.calendar
            case 2:
                return self.timeline
            case 3:
                return self.budget
        return self.table

    def show_view(self, name: str) -> None:
        """Show a view by name and put the cursor into it."""
        self.buttons.button(_NAMES.index(name)).setChecked(True)
        self._read()
        self.arrive()

    def reload(self) -> None:
        """Read the view in sight and the card."""
        self._read()
        if not self.card.reload():
            self.beside.show_card(shown=False)
            self.context.notices.tell("Kegiatan yang terbuka sudah dihapus.")

    def _read(self) -> None:
        view, asked = self.view(), self.filter.asked(self.tahun)
        self.stack.setCurrentWidget(view)
        if isinstance(view, PlanTable):
            asked = self._with_words()
            number, money = self.desk.rencana.jumlah(asked)
            view.blockSignals(True)  # what stays chosen is not chosen anew
            view.show_page(self.desk.rencana.daftar(asked, view.page()), number)
            view.blockSignals(False)
        else:
            number, money = self.desk.rencana.jumlah(asked)
            view.read(asked)
        self.totals.setText(
            f"{format_id.angka(number)} kegiatan, anggaran {format_id.rupiah(money)}"
        )

    def _with_words(self) -> SaringRencana:
        """Return what is looked at, with the words that are sought in the table."""
        return replace(self.filter.asked(self.tahun), teks=self.table.filter.text())

    def _read_more(self) -> None:
        asked = self._with_words()
        page = self.table.page(self.table.model.total())
        self.table.add_page(self.desk.rencana.daftar(asked, page))

    def _narrowed(self) -> None:
        """Look at something else, from its beginning."""
        self.table.begin_anew()
        self._read()

    def arrive(self) -> None:
        """Put the cursor into the view; a first line that gets it is not opened for that."""
        self.table.blockSignals(True)
        self.view().arrive()
        self.table.blockSignals(False)

    def find_here(self) -> None:
        """Put the cursor into the line that seeks words."""
        self.show_view("tabel")
        self.table.filter.setFocus()
        self.table.filter.selectAll()

    def new(self) -> None:
        """Begin a new activity, on the chosen day of the calendar and of what is looked at."""
        view = self.view()
        day = view.chosen_day() if isinstance(view, PlanCalendar) else None
        if day is not None:
            self._begin_on(day)
        else:
            self._begin({})

    def _begin_on(self, day: date) -> None:
        self._begin({"waktu": format_id.tanggal(day)})

    def _begin_for(self, program: str, opd: str, kampung: str) -> None:
        """Begin what a cell of the matrix promises; an empty kampung is that of the office."""
        self._begin({"program": program, "opd": opd})
        if kampung:
            self.card.around.propose(KampungId(kampung))

    def _begin(self, proposal: Mapping[str, Value]) -> None:
        self.table.view.clearSelection()
        self.beside.show_card()
        asked = self.filter.asked(self.tahun)
        known: dict[str, Value] = {"program": asked.program or ""}
        if len(asked.opd) == 1:
            known["opd"] = next(iter(asked.opd))
        self.card.begin(self.tahun, {**known, **proposal})

    def go(self, target: str) -> None:
        """Open an activity by id, begin one, show a view, or a named selection."""
        name, _, what = target.partition(":")
        if name in VIEWS:
            self.show_view(name)
        elif name == BARU:
            self._begin({})
        elif name == "baru-program":
            self._begin({"program": what})
        elif name == "baru-sel":
            self._begin_for(*what.split(":"))
        elif self.filter.choose(name, what):
            self.show_view("tabel")
        else:
            self._open(RencanaId(name))

    def _open(self, id: RencanaId) -> None:
        """Show the card of an activity, also of one that the view does not show."""
        try:
            self.card.open(id)
        except StaleEdit as error:
            self.context.notices.warn(str(error))
            return
        self.beside.show_card()
        if self.table.chosen() != [id]:
            self.table.choose([id])

    def _chosen(self) -> None:
        rows = self.table.chosen_rows()
        plan = self.card.plan()
        if len(rows) == 1 and (plan is None or rows[0].rencana.id != plan.id):
            self._open(rows[0].rencana.id)

    def _to_card(self, id: str) -> None:
        """Put the cursor into the card of a line."""
        plan = self.card.plan()
        if plan is None or plan.id != id:
            self._open(RencanaId(id))
        self.card.form.focus("kegiatan")

    def _open_cell(self, opd: str, sumber: str, said: str) -> None:
        self.filter.choose_cell(opd, sumber, said)
        self.show_view("tabel")

    def leave(self) -> bool:
        """Go back one step: from the card to the view, then close the card."""
        if not self.beside.card_is_shown():
            return False
        if self.beside.in_card(self.focusWidget()) and self.card.plan() is not None:
            self.arrive()
            return True
        self.beside.show_card(shown=False)
        self.card.close_plan()
        self.arrive()
        return True

    def print_page(self) -> None:
        """Print the plan of the year, or its days, of the kampung that is looked at."""
        kampung = self.filter.only_kampung()
        code = ""
        if kampung:
            rows = self.desk.kampung.daftar()
            code = next((f":{item.desa}" for item in rows if item.id == kampung), "")
        on_days = self.view() in (self.__dict__.get("calendar"), self.__dict__.get("timeline"))
        self.context.open(f"laporan:{'jadwal' if on_days else 'rencana-aksi'}:{self.tahun}{code}")

    # doing

    def _ids(self) -> list[RencanaId]:
        return [item.rencana.id for item in self.table.chosen_rows()]

    def _say(self, status: StatusRencana) -> None:
        ids = self._ids()
        if ids:
            say_state(self.context, ids, status)

    def _copy(self) -> None:
        ids = self._ids()
        if ids:
            with self.context.guarded():
                made = self.desk.rencana.salin(ids, self.tahun + 1)
                self.context.done(f"{len(made)} kegiatan disalin ke {self.tahun + 1}.")

    def _remove(self) -> None:
        rows = self.table.chosen_rows()
        if not rows:
            return
        one = f"“{rows[0].rencana.kegiatan}”"
        with self.context.guarded():
            self.desk.rencana.hapus([item.rencana.id for item in rows])
            self.context.done(f"{one if len(rows) == 1 else f'{len(rows)} kegiatan'} dihapus.")


THE_PANEL = RencanaPanel
