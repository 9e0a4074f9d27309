"""The problems of a year: stated, ranked, answered or not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from kkbdesk.model.fields import Value
from kkbdesk.model.ids import KampungId, PermasalahanId
from kkbdesk.model.wilayah import KECAMATAN, ancestor
from kkbdesk.services.draf import BARU
from kkbdesk.services.permasalahan import Jawaban, PermasalahanRow
from ui.context import Context
from ui.kit.beside import Beside
from ui.kit.choices import PickField
from ui.kit.moving import RowMover
from ui.kit.table import RecordTable
from ui.page import button, choices, label, row, tool
from ui.rencana.fill import DiscussButton, FillButton
from ui.rencana.need import NeedCard, kampung_source, need_columns
from ui.rencana.panel import Panel
from ui.rencana.papers import PapersButton

_CHOICES = (
    ("semua", "Semua"),
    ("belum-terjawab", "Belum terjawab"),
    ("terjawab", "Sudah ada rencana"),
    ("selesai", "Sudah dilaksanakan"),
    ("gagal", "Rencana ditunda atau batal"),
)
_TESTS: dict[str, Callable[[Jawaban], bool]] = {
    "semua": lambda _: True,
    "belum-terjawab": lambda answer: answer is Jawaban.BELUM,
    "terjawab": lambda answer: answer is not Jawaban.BELUM,
    "selesai": lambda answer: answer is Jawaban.SELESAI,
    "gagal": lambda answer: answer is Jawaban.GAGAL,
}
_HINT = (
    "Peringkat 1 paling mendesak: seret barisnya, atau Alt+Panah atas dan Alt+Panah bawah. "
    "Enter mengubah, Ctrl+N menambah."
)


class PermasalahanPanel(Panel):
    """The list of all kampung or one, and the chosen problem beside it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._rows: list[PermasalahanRow] = []
        self._place: KampungId | None = None
        self.card = NeedCard(context)
        self.card.added.connect(self._added)
        self.table = self._build_table()
        self._figures = label(tone="muted", wrap=True)
        self.beside = Beside(
            (self.table, label(_HINT, tone="muted", wrap=True)), (self.card,), 720, 430
        )
        self.column.addLayout(self._build_bar())
        self.column.addWidget(self._figures)
        self.column.addWidget(self.beside, 1)

    def _build_table(self) -> RecordTable[PermasalahanRow]:
        table: RecordTable[PermasalahanRow] = RecordTable(
            "permasalahan",
            need_columns(),
            lambda item: item.permasalahan.id,
            self.context.settings,
            empty=(
                "Belum ada permasalahan tahun ini. Ambil dari tahun lalu, terima usulan dari data, "
                "kirim formulir kepada Pokja desa lalu baca kembali isinya, atau tambahkan "
                "permasalahan pertama (Ctrl+N)."
            ),
        )
        table.selected.connect(self._selected)
        table.opened.connect(lambda _: self.card.form.focus("uraian"))
        table.removed.connect(self._remove)
        table.pasted.connect(lambda text: self.context.open(f"impor:tempel:{text}"))
        mover = RowMover(table.view)
        mover.stepped.connect(self.shift)
        mover.dropped.connect(self._dropped)
        up = button("Naik", tip="Lebih mendesak (Alt+Panah atas)")
        up.clicked.connect(lambda: self.shift(-1))
        down = button("Turun", tip="Kurang mendesak (Alt+Panah bawah)")
        down.clicked.connect(lambda: self.shift(1))
        remove = tool("trash-2", "Hapus permasalahan terpilih (Delete)")
        remove.clicked.connect(self._remove)
        table.bar.addLayout(row(up, down, remove))
        return table

    def _build_bar(self) -> QHBoxLayout:
        self.place = PickField(kampung_source(self.context), optional=True)
        self.place.setPlaceholderText("Semua kampung")
        self.place.setAccessibleName("Kampung")
        self.place.setMinimumWidth(120)
        self.place.setClearButtonEnabled(True)
        self.place.left.connect(self._place_left)
        self.place.textChanged.connect(lambda text: None if text else self._place_left())
        self.district = QComboBox()
        self.district.setAccessibleName("Kecamatan")
        self.district.addItem("Semua kecamatan", "")
        self.district.activated.connect(self._narrow)
        self.choice = choices("Pilihan permasalahan", _CHOICES, self._narrow)
        for combo in (self.district, self.choice):
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(9)
        self.fill = FillButton(self.context, lambda: self.tahun, lambda: self._place, self._near)
        self.papers = PapersButton(self.context, self._about)
        self.discuss = DiscussButton(self.context, self._unanswered)
        add = button("Tambah", "plus", primary=True, tip="Tambah permasalahan (Ctrl+N)")
        add.clicked.connect(self.new)
        self.table.begin_with("Tambah permasalahan pertama", self.new)
        made = row(
            self.place, self.district, self.choice, self.fill, self.papers, self.discuss, add
        )
        for part in (self.place, self.district, self.choice):
            made.setStretchFactor(part, 1)
        return made

    # showing

    def reload(self) -> None:
        """Read the problems of the year."""
        self._rows = self.desk.permasalahan.daftar(self.tahun)
        self.card.tahun = self.tahun
        self._offer_districts()
        self.table.set_rows(self._rows)
        self._narrow()
        shown = self.card.id()
        found = next((item for item in self._rows if item.permasalahan.id == shown), None)
        if found is not None:
            self._show(found)
        elif shown:
            self.card.forget()
            self.beside.show_card(shown=False)

    def _offer_districts(self) -> None:
        codes = sorted({ancestor(item.desa, KECAMATAN) for item in self._rows if item.desa})
        offered = [self.district.itemData(place) for place in range(1, self.district.count())]
        if codes == offered:
            return
        chosen = self.district.currentData()
        names = self.desk.wilayah.nama(codes)
        self.district.clear()
        self.district.addItem("Semua kecamatan", "")
        for code in codes:
            self.district.addItem(names.get(code, code), code)
        self.district.setCurrentIndex(max(0, self.district.findData(chosen)))

    def _narrow(self) -> None:
        test, place = _TESTS[self.choice.currentData()], self._place
        district = self.district.currentData()

        def here(item: PermasalahanRow) -> bool:
            if place:
                return item.permasalahan.kampung == place
            return not district or item.desa.startswith(f"{district}.")

        self.table.set_only(lambda item: here(item) and test(item.jawaban))
        shown = [item for item in self._rows if here(item)]
        waiting = sum(item.jawaban is Jawaban.BELUM for item in shown)
        places = len({item.permasalahan.kampung for item in shown})
        self._figures.setText(
            f"{len(shown)} permasalahan di {places} kampung, {waiting} belum terjawab."
        )
        self._figures.setVisible(bool(shown))

    def _place_left(self) -> None:
        try:
            place = self.place.value() if self.place.text().strip() else None
        except ValueError as error:
            self.context.notices.tell(str(error))
            return
        self._place = KampungId(str(place)) if place else None
        self.district.setEnabled(place is None)
        self._narrow()

    def _selected(self) -> None:
        rows = self.table.chosen_rows()
        if len(rows) == 1 and rows[0].permasalahan.id != self.card.id():
            self._show(rows[0])

    def _show(self, item: PermasalahanRow) -> None:
        with self.context.guarded():
            found, problems = self.desk.permasalahan.get(item.permasalahan.id)
            self.card.show_need(found, problems)
            self.beside.show_card()

    def go(self, target: str) -> None:
        """Show a problem by id, a new one, a named selection, or those of `kampung:ID`."""
        name, _, rest = target.partition(":")
        if name == BARU:
            self.new()
        elif name == "kampung":
            self.choice.setCurrentIndex(0)
            self._set_place(KampungId(rest))
        elif (place := self.choice.findData(name)) >= 0:
            self._set_place(None)
            self.choice.setCurrentIndex(place)
        else:
            with self.context.guarded():
                self._go_need(PermasalahanId(name))

    def _go_need(self, id: PermasalahanId) -> None:
        found, _ = self.desk.permasalahan.get(id)
        if found.permasalahan.tahun != self.tahun:
            self.year_asked.emit(found.permasalahan.tahun)
        if self.table.model.place(id) < 0:
            self.choice.setCurrentIndex(0)
            self.table.filter.clear()
            self._set_place(None)
        self.table.choose([id])

    def _set_place(self, id: KampungId | None) -> None:
        self.district.setCurrentIndex(0)
        self.place.set_value(id)
        self._place_left()

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
        """Print the list of the year."""
        tahun, _, code = self._about()
        self.context.open(f"laporan:permasalahan:{tahun}{f':{code}' if code else ''}")

    def _about(self) -> tuple[int, KampungId | None, str]:
        """Return year and kampung that the list is of, with the code of its village."""
        place = self._place
        rows = self.desk.kampung.daftar([place]) if place else []
        return self.tahun, place, rows[0].desa if rows else ""

    def _near(self) -> KampungId | None:
        """Return the kampung that is shown alone, else that of the chosen line."""
        rows = self.table.chosen_rows()
        return self._place or (rows[0].permasalahan.kampung if rows else None)

    # editing

    def new(self) -> None:
        """Begin a problem of the chosen kampung, else of that of the chosen line."""
        place = self._near()
        proposal: dict[str, Value] = {"kampung": place} if place else {}
        self.table.view.clearSelection()
        self.beside.show_card()
        self.card.begin(proposal)

    def _added(self, id: str) -> None:
        self.choice.setCurrentIndex(0)
        self.table.choose([id])

    def shift(self, step: int) -> None:
        """Move the chosen problem up or down among those of its kampung."""
        rows = self.table.chosen_rows()
        if len(rows) == 1:
            with self.context.guarded():
                self.desk.permasalahan.geser(rows[0].permasalahan.id, step)

    def _dropped(self, here: int, there: int) -> None:
        moved, target = self.table.model.row(here), self.table.model.row(there)
        kampung = moved.permasalahan.kampung
        if target.permasalahan.kampung != kampung:
            self.context.notices.tell("Peringkat diatur dalam satu kampung; seret di dalamnya.")
            return
        order = [item for item in self._rows if item.permasalahan.kampung == kampung]
        with self.context.guarded():
            step = order.index(target) - order.index(moved)
            self.desk.permasalahan.geser(moved.permasalahan.id, step)

    def _remove(self) -> None:
        ids = [PermasalahanId(id) for id in self.table.chosen()]
        if ids:
            with self.context.guarded():
                self.desk.permasalahan.hapus(ids)
                self.context.done(f"{len(ids)} permasalahan dihapus.")

    def _unanswered(self) -> list[PermasalahanId]:
        """Return what a meeting should hear: several that were chosen, else all that are shown."""
        chosen = _waiting(self.table.chosen_rows())
        return chosen if len(chosen) > 1 else _waiting(self.table.model.rows())


def _waiting(rows: Sequence[PermasalahanRow]) -> list[PermasalahanId]:
    return [item.permasalahan.id for item in rows if item.jawaban is Jawaban.BELUM]


THE_PANEL = PermasalahanPanel
