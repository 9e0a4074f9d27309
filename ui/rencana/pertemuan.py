"""Demand and supply of a year beside each other; what fits is agreed on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from kkbdesk.errors import StaleEdit
from kkbdesk.model.ids import PermasalahanId, TawaranId
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.services.tawaran import Kesepakatan, Pasangan, Pertemuan, TawaranRow
from ui.context import Context
from ui.kit import theme
from ui.kit.rows import Column
from ui.kit.shortcuts import shortcut
from ui.kit.table import RecordTable
from ui.page import choices, label
from ui.rencana.pairs import NO_PAIR, PairsPanel
from ui.rencana.panel import Panel
from ui.rencana.tawaran import has_room

_DEMAND = (("tanpa", "Tanpa tawaran"), ("semua", "Semua yang belum terjawab"))
_SUPPLY = (
    ("tanpa", "Tanpa permasalahan"), ("sisa", "Masih ada sisa"), ("semua", "Semua tawaran"),
)  # fmt: skip
_NO_OFFER = (
    "Tidak ada tawaran yang cocok dengan permasalahan ini. Enter pada daftarnya membukanya: "
    "pilih atau ganti programnya, atau jawab dengan rencana yang sudah ada. Esc menampilkan "
    "semua usulan."
)
_NO_NEED = (
    "Tidak ada permasalahan yang cocok dengan tawaran ini. Enter pada daftarnya membukanya: "
    "pilih atau ganti programnya, periksa kecamatan dan sisanya. Esc menampilkan semua usulan."
)
_NOTHING = Pertemuan((), (), (), (), (), {})


class PertemuanPanel(Panel):
    """Demand at the left, supply at the right, the pairs below."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._met = _NOTHING
        self._programs: dict[str, str] = {}
        self.needs = self._build_needs()
        self.offers = self._build_offers()
        self.pairs = PairsPanel(context)
        self.pairs.agreed.connect(self.agree)
        self.pairs.every.connect(self._show_every)
        above = QSplitter(Qt.Orientation.Horizontal)
        above.addWidget(_titled("Permasalahan yang belum terjawab", self.needs))
        above.addWidget(_titled("Tawaran OPD", self.offers))
        above.setSizes([600, 560])
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(above)
        split.addWidget(self.pairs)
        split.setSizes([270, 320])
        for each in (above, split):
            each.setChildrenCollapsible(False)
        self.column.addWidget(split, 1)
        shortcut(self, "Ctrl+Return", "Sepakati yang tercentang", self.agree)

    def _build_needs(self) -> RecordTable[Permasalahan]:
        table: RecordTable[Permasalahan] = RecordTable(
            "pertemuan-permasalahan",
            [
                Column("peringkat", "No.", lambda r: str(r.peringkat or "—"),
                       sort=lambda r: r.peringkat, right=True, width=42, sought=False),
                Column("kampung", "Kampung", lambda r: self._met.kampung.get(r.kampung, ""),
                       width=115),
                Column("uraian", "Permasalahan", lambda r: " ".join(r.uraian.split()), width=230),
                Column("program", "Program", lambda r: self._program(r.program), width=125,
                       tone=lambda r: "" if r.program else "warn"),
            ],
            lambda item: item.id,
            self.context.settings,
            empty="Tidak ada permasalahan yang menunggu; dinyatakan di bagian Permasalahan.",
            narrowed=(
                "Setiap permasalahan sudah ada usulannya, tampak di bawah. Semuanya tampak pada "
                "pilihan “Semua yang belum terjawab”."
            ),
            several=False,
        )  # fmt: skip
        table.begin_with(
            "Ke bagian Permasalahan", lambda: self.context.open("rencana:permasalahan")
        )
        table.selected.connect(self._need_chosen)
        table.opened.connect(lambda id: self.context.open(f"rencana:permasalahan:{id}"))
        self.demand = choices("Pilihan permasalahan", _DEMAND, self._narrow)
        table.bar.insertWidget(0, self.demand)
        return table

    def _build_offers(self) -> RecordTable[TawaranRow]:
        table: RecordTable[TawaranRow] = RecordTable(
            "pertemuan-tawaran",
            [
                Column("opd", "OPD", lambda r: r.opd, width=95),
                Column("kegiatan", "Tawaran", lambda r: r.tawaran.kegiatan, width=220),
                Column("program", "Program", lambda r: self._program(r.tawaran.program), width=115,
                       tone=lambda r: "" if r.tawaran.program else "warn"),
                Column("sisa", "Sisa desa", _room, sort=lambda r: r.sisa_kapasitas, right=True,
                       width=75, sought=False),
            ],
            lambda item: item.tawaran.id,
            self.context.settings,
            empty="Belum ada tawaran tahun ini; diisi di bagian Tawaran.",
            narrowed=(
                "Tidak ada tawaran tanpa permasalahan atau yang bersisa. Semuanya tampak pada "
                "pilihan “Semua tawaran”."
            ),
            several=False,
        )  # fmt: skip
        table.selected.connect(self._offer_chosen)
        table.opened.connect(lambda id: self.context.open(f"rencana:tawaran:{id}"))
        self.supply = choices("Pilihan tawaran", _SUPPLY, self._narrow)
        table.bar.insertWidget(0, self.supply)
        return table

    def _program(self, id: str | None) -> str:
        return self._programs.get(id, "—") if id else "—"

    # showing

    def reload(self) -> None:
        """Match demand and supply of the year."""
        self._programs = {
            item.id: f"{item.id}. {item.singkat}" for item in self.desk.referensi.program()
        }
        self._met = self.desk.tawaran.pertemuan(self.tahun)
        open_needs = [item.id for item in self._met.permasalahan]
        self.pairs.keep(open_needs, [item.tawaran.id for item in self._met.tawaran])
        self.needs.set_rows(self._met.permasalahan)
        self.offers.set_rows(self._met.tawaran)
        self._narrow()
        self._show_chosen()

    def _narrow(self) -> None:
        lacking = {item.id for item in self._met.tanpa_tawaran}
        unasked = {item.tawaran.id for item in self._met.tanpa_permasalahan}
        demand: dict[str, Callable[[Permasalahan], bool]] = {"tanpa": lambda r: r.id in lacking}
        supply: dict[str, Callable[[TawaranRow], bool]] = {
            "tanpa": lambda r: r.tawaran.id in unasked,
            "sisa": has_room,
        }
        self.needs.set_only(demand.get(self.demand.currentData()))
        self.offers.set_only(supply.get(self.supply.currentData()))

    def _need_chosen(self) -> None:
        if self.needs.chosen():
            self.offers.view.clearSelection()
        self._show_chosen()

    def _offer_chosen(self) -> None:
        if self.offers.chosen():
            self.needs.view.clearSelection()
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Show the pairs of the chosen problem or offer, else all proposals."""
        need, offer = self.needs.chosen_rows(), self.offers.chosen_rows()
        with self.context.guarded():
            if need:
                found = self.desk.tawaran.pilihan(need[0].id)
                self.pairs.table.say_empty(_NO_OFFER)
                self._show(f"Tawaran yang dapat menjawab “{_short(need[0].uraian)}”", found)
            elif offer:
                found = self.desk.tawaran.peminat(offer[0].tawaran.id)
                named = _short(offer[0].tawaran.kegiatan)
                self.pairs.table.say_empty(_NO_NEED)
                self._show(f"Permasalahan yang dapat dijawab “{named}”", found)
            else:
                number = len(self._met.usulan)
                self.pairs.table.say_empty(NO_PAIR)
                self._show(f"Pasangan yang diusulkan ({number})", self._met.usulan, every=True)

    def _show(
        self, title: str, found: list[Pasangan] | tuple[Pasangan, ...], *, every: bool = False
    ) -> None:
        self.pairs.show_pairs(title, found, self._met.kampung, every=every)

    def _show_every(self) -> None:
        self.needs.view.clearSelection()
        self.offers.view.clearSelection()
        self._show_chosen()
        self.pairs.table.arrive()

    def go(self, target: str) -> None:
        """Show what may answer a problem, or what an offer may answer, by its id."""
        with self.context.guarded():
            try:
                need = self.desk.permasalahan.get(PermasalahanId(target))[0].permasalahan
            except StaleEdit:
                offer = self.desk.tawaran.get(TawaranId(target))[0].tawaran
                self._go_year(offer.tahun)
                self.supply.setCurrentIndex(self.supply.findData("semua"))
                _find(self.offers, target)
                return
            self._go_year(need.tahun)
            if need.rencana is not None:
                self.context.notices.tell("Permasalahan ini sudah terjawab.")
            self.demand.setCurrentIndex(self.demand.findData("semua"))
            _find(self.needs, target)

    def _go_year(self, tahun: int) -> None:
        if tahun != self.tahun:
            self.year_asked.emit(tahun)

    def arrive(self) -> None:
        """Put the cursor into the pairs."""
        self.pairs.table.arrive()

    def find_here(self) -> None:
        """Put the cursor into the filter of the list in which it is, else of the pairs."""
        for table in (self.needs, self.offers):
            if table.isAncestorOf(self.focusWidget()):
                table.filter.setFocus()
                return
        self.pairs.table.filter.setFocus()

    def leave(self) -> bool:
        """Go back to all proposals; tell whether only some were shown."""
        if self.pairs.back.isHidden():
            return False
        self._show_every()
        return True

    def print_page(self) -> None:
        """Print the problems with their answers."""
        self.context.open(f"laporan:permasalahan:{self.tahun}")

    # agreeing

    def agree(self) -> None:
        """Make plans and cells of what is ticked, in one step."""
        pairs = self.pairs.ticked()
        if not pairs:
            self.context.notices.tell("Centang dahulu pasangan yang disepakati (Spasi).")
            return
        place = self.pairs.table.view.currentIndex().row()
        with self.context.guarded():
            made = self.desk.tawaran.sepakati(pairs)
            self.context.done(self._told(made, len(pairs)))
        self.pairs.table.arrive(place)

    def _told(self, made: Kesepakatan, number: int) -> str:
        cells = f", {made.sel} sel matriks ditambahkan" if made.sel else ""
        locked = ", ".join(self._met.kampung.get(id, "") for id in made.terkunci[:5])
        more = len(made.terkunci) - 5
        also = f" dan {more} lain" if more > 0 else ""
        kept = f" Matriks terkunci dan tidak diubah: {locked}{also}." if locked else ""
        return f"{number} permasalahan terjawab oleh {len(made.rencana)} rencana baru{cells}.{kept}"


def _find(table: RecordTable[Permasalahan] | RecordTable[TawaranRow], id: str) -> None:
    table.filter.clear()
    table.choose([id])


def _room(item: TawaranRow) -> str:
    return "—" if item.sisa_kapasitas is None else str(item.sisa_kapasitas)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"


def _titled(title: str, table: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(theme.GAP // 2, 0, theme.GAP // 2, theme.GAP)
    column.addWidget(label(title, step=1))
    column.addWidget(table, 1)
    return made


THE_PANEL = PertemuanPanel
