"""What agencies offer in a year, and how much of it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from kkbdesk.model import format_id
from kkbdesk.model.fields import Value
from kkbdesk.model.ids import TawaranId
from kkbdesk.services.draf import BARU
from kkbdesk.services.tawaran import TawaranRow
from ui.context import Context
from ui.kit.beside import Beside
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, choices, label, row, tool
from ui.rencana.offer import OfferCard
from ui.rencana.panel import Panel

_CHOICES = (
    ("semua", "Semua"),
    ("sisa", "Masih ada sisa"),
    ("habis", "Sudah habis"),
    ("kosong", "Belum direncanakan"),
    ("tanpa-program", "Tanpa program"),
)


def has_room(item: TawaranRow) -> bool:
    """Tell whether an offer suffices for anything more."""
    return item.sisa_kapasitas != 0 and item.sisa_anggaran != Decimal()


_TESTS: dict[str, Callable[[TawaranRow], bool]] = {
    "semua": lambda _: True,
    "sisa": has_room,
    "habis": lambda item: not has_room(item),
    "kosong": lambda item: not item.rencana,
    "tanpa-program": lambda item: item.tawaran.program is None,
}


class TawaranPanel(Panel):
    """The offers by agency, and the chosen one beside them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._rows: list[TawaranRow] = []
        self.card = OfferCard(context)
        self.card.added.connect(self._added)
        self.table = self._build_table()
        self._figures = label(tone="muted", wrap=True)
        self.beside = Beside((self.table,), (self.card,), 720, 430)
        self.column.addLayout(self._build_bar())
        self.column.addWidget(self._figures)
        self.column.addWidget(self.beside, 1)

    def _build_table(self) -> RecordTable[TawaranRow]:
        table: RecordTable[TawaranRow] = RecordTable(
            "tawaran",
            _columns({key: name for key, name, _ in self.context.items("sumber_dana")}),
            lambda item: item.tawaran.id,
            self.context.settings,
            empty=(
                "Belum ada tawaran tahun ini: kegiatan yang dapat dibawa OPD ke desa. Impor daftar "
                "renja OPD, tempel barisnya dari Excel (Ctrl+V), ambil dari tahun lalu, atau "
                "tambahkan tawaran pertama (Ctrl+N)."
            ),
        )
        table.selected.connect(self._selected)
        table.opened.connect(lambda _: self.card.form.focus("kegiatan"))
        table.removed.connect(self._remove)
        table.pasted.connect(lambda text: self.context.open(f"impor:tempel:{text}"))
        remove = tool("trash-2", "Hapus tawaran terpilih (Delete)")
        remove.clicked.connect(self._remove)
        table.bar.addLayout(row(remove))
        return table

    def _build_bar(self) -> QHBoxLayout:
        self.agency = QComboBox()
        self.agency.setAccessibleName("OPD")
        self.agency.addItem("Semua OPD", "")
        self.agency.setMinimumContentsLength(22)
        self.agency.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.agency.activated.connect(self._narrow)
        self.choice = choices("Pilihan tawaran", _CHOICES, self._narrow)
        last = button("Dari tahun lalu", "copy", tip="Ambil tawaran tahun lalu")
        last.clicked.connect(self.copy_last_year)
        load = button("Impor", "download", tip="Impor daftar renja OPD atau templat")
        load.clicked.connect(lambda: self.context.open("impor"))
        add = button("Tambah", "plus", primary=True, tip="Tambah tawaran (Ctrl+N)")
        add.clicked.connect(self.new)
        self.table.begin_with("Tambah tawaran pertama", self.new)
        return row(self.agency, self.choice, 1, last, load, add)

    # showing

    def reload(self) -> None:
        """Read the offers of the year."""
        self._rows = self.desk.tawaran.daftar(self.tahun)
        self.card.tahun = self.tahun
        self._offer_agencies()
        self.table.set_rows(self._rows)
        self._narrow()
        shown = self.card.id()
        found = next((item for item in self._rows if item.tawaran.id == shown), None)
        if found is not None:
            self._show(found)
        elif shown:
            self.card.forget()
            self.beside.show_card(shown=False)

    def _offer_agencies(self) -> None:
        chosen = self.agency.currentData()
        names = {item.tawaran.opd: item.opd for item in self._rows}
        self.agency.clear()
        self.agency.addItem("Semua OPD", "")
        for id, name in sorted(names.items(), key=lambda item: item[1].casefold()):
            self.agency.addItem(name, id)
        self.agency.setCurrentIndex(max(0, self.agency.findData(chosen)))

    def _narrow(self) -> None:
        test, agency = _TESTS[self.choice.currentData()], self.agency.currentData()
        here = [item for item in self._rows if agency in ("", item.tawaran.opd)]
        self.table.set_only(lambda item: agency in ("", item.tawaran.opd) and test(item))
        money = sum((item.tawaran.anggaran or Decimal() for item in here), Decimal())
        free = sum((item.sisa_anggaran or Decimal() for item in here), Decimal())
        told = f", {format_id.rupiah(money)}, sisa {format_id.rupiah(free)}" if money else ""
        agencies = len({item.tawaran.opd for item in here})
        self._figures.setText(f"{len(here)} tawaran dari {agencies} OPD{told}.")
        self._figures.setVisible(bool(here))

    def _selected(self) -> None:
        rows = self.table.chosen_rows()
        if len(rows) == 1 and rows[0].tawaran.id != self.card.id():
            self._show(rows[0])

    def _show(self, item: TawaranRow) -> None:
        with self.context.guarded():
            found, problems = self.desk.tawaran.get(item.tawaran.id)
            self.card.show_offer(found, problems)
            self.beside.show_card()

    def go(self, target: str) -> None:
        """Show an offer by id, a new one, or a named selection."""
        if target == BARU:
            self.new()
        elif (place := self.choice.findData(target)) >= 0:
            self.agency.setCurrentIndex(0)
            self.choice.setCurrentIndex(place)
            self._narrow()
        else:
            with self.context.guarded():
                self._go_offer(TawaranId(target))

    def _go_offer(self, id: TawaranId) -> None:
        found, _ = self.desk.tawaran.get(id)
        if found.tawaran.tahun != self.tahun:
            self.year_asked.emit(found.tawaran.tahun)
        if self.table.model.place(id) < 0:
            self._show_all()
        self.table.choose([id])

    def _show_all(self) -> None:
        self.table.filter.clear()
        self.agency.setCurrentIndex(0)
        self.choice.setCurrentIndex(0)
        self._narrow()

    def arrive(self) -> None:
        """Put the cursor into the list."""
        self.table.arrive()

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.table.filter.setFocus()
        self.table.filter.selectAll()

    def leave(self) -> bool:
        """Go back from the card to the list; tell whether the cursor was in the card."""
        inside = self.beside.in_card(self.focusWidget())
        if inside:
            self.table.view.setFocus()
        return inside

    def print_page(self) -> None:
        """Print what the agencies promised."""
        self.context.open(f"laporan:komitmen-opd:{self.tahun}")

    # editing

    def new(self) -> None:
        """Begin an offer of the chosen agency, else of that of the chosen line."""
        rows = self.table.chosen_rows()
        agency = self.agency.currentData() or (rows[0].tawaran.opd if rows else "")
        proposal: dict[str, Value] = {"opd": agency} if agency else {}
        self.table.view.clearSelection()
        self.beside.show_card()
        self.card.begin(proposal)

    def _added(self, id: str) -> None:
        self._show_all()
        self.table.choose([id])

    def _remove(self) -> None:
        ids = [TawaranId(id) for id in self.table.chosen()]
        if ids:
            with self.context.guarded():
                self.desk.tawaran.hapus(ids)
                self.context.done(f"{len(ids)} tawaran dihapus.")

    def copy_last_year(self) -> None:
        """Take over the offers of last year."""
        last = self.tahun - 1
        with self.context.guarded():
            number = self.desk.tawaran.salin(last, self.tahun)
            if number:
                self.context.done(f"{number} tawaran diambil dari {last}; periksa anggarannya.")
            else:
                self.context.notices.tell(f"Tidak ada yang dapat diambil dari {last}.")


def _columns(funds: Mapping[str, str]) -> list[Column[TawaranRow]]:
    return [
        Column("opd", "OPD", lambda r: r.opd, width=110),
        Column("kegiatan", "Kegiatan yang ditawarkan", lambda r: r.tawaran.kegiatan, width=230),
        Column("program", "Program", lambda r: r.program or "—",
               tone=lambda r: "" if r.program else "warn", width=115),
        Column("desa", "Sisa desa", _villages, sort=lambda r: r.sisa_kapasitas, right=True,
               tone=lambda r: "muted" if r.sisa_kapasitas == 0 else "", width=90, sought=False),
        Column("sisa", "Sisa anggaran", lambda r: _money(r.sisa_anggaran),
               sort=lambda r: r.sisa_anggaran, right=True,
               tone=lambda r: "muted" if r.sisa_anggaran == 0 else "", width=115, sought=False),
        Column("anggaran", "Anggaran", lambda r: _money(r.tawaran.anggaran),
               sort=lambda r: r.tawaran.anggaran, right=True, width=110, hidden=True, sought=False),
        Column("dana", "Sumber dana", lambda r: funds.get(r.tawaran.sumber_dana, ""), width=100,
               hidden=True),
        Column("sasaran", "Sasaran", lambda r: r.tawaran.rincian_sasaran, width=150, hidden=True),
        Column("rencana", "Rencana", lambda r: str(len(r.rencana) or "—"),
               sort=lambda r: len(r.rencana), right=True, width=70, hidden=True, sought=False),
    ]  # fmt: skip


def _villages(item: TawaranRow) -> str:
    if item.sisa_kapasitas is None:
        return "—"
    return f"{item.sisa_kapasitas} dari {item.tawaran.kapasitas}"


def _money(value: Decimal | None) -> str:
    return "—" if value is None else format_id.rupiah(value)


THE_PANEL = TawaranPanel
