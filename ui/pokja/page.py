"""Who is in which working group, since when, under which SK?"""

from __future__ import annotations

from datetime import date
from functools import cached_property

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.ids import AnggotaId, Kind, PokjaId
from kkbdesk.services.draf import BARU
from kkbdesk.services.pokja import PokjaRow
from kkbdesk.services.tindakan import SOON
from ui.context import Context
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import Page, button, choices, row, tool
from ui.pokja.record import PokjaRecord

_CHOICES = (
    ("berjalan", "Sedang berjalan"),
    ("tanpa-sk", "Belum ber-SK"),
    ("akan-berakhir", "Akan berakhir (90 hari)"),
    ("selesai", "Sudah selesai"),
    ("semua", "Semua"),
)


class PokjaPage(Page):
    """The list of working groups, and the one that was opened."""

    NAME = "pokja"
    TITLE = "Pokja"
    ICON = "users"
    KINDS = frozenset({Kind.POKJA, Kind.ANGGOTA, Kind.KAMPUNG, Kind.OPD, Kind.BUTIR})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.table: RecordTable[PokjaRow] = RecordTable(
            "pokja",
            [
                Column("nama", "Kampung KB", lambda r: r.nama, width=220),
                Column("masa", "Masa bakti", _term, sort=lambda r: r.mulai, width=185),
                Column("sk", "Nomor SK", lambda r: r.sk_nomor or "belum ber-SK",
                       tone=lambda r: "" if r.sk_nomor else "warn", width=180),
                Column("ketua", "Ketua", lambda r: r.ketua or "—", width=190),
                Column("anggota", "Anggota", lambda r: str(r.anggota), sort=lambda r: r.anggota,
                       right=True, width=80, tone=lambda r: "" if r.anggota else "warn"),
                Column("terlatih", "Terlatih", lambda r: str(r.terlatih),
                       sort=lambda r: r.terlatih, right=True, width=80),
                Column("keadaan", "Keadaan", lambda r: "berjalan" if r.berjalan else "selesai",
                       tone=lambda r: "good" if r.berjalan else "muted", width=90),
            ],
            lambda item: item.id,
            context.settings,
            empty=(
                "Belum ada Pokja. Pokja dicatat per kampung, atau untuk kantor ini sendiri, dengan "
                "masa bakti, SK dan anggotanya. Tambahkan Pokja pertama (Ctrl+N)."
            ),
        )  # fmt: skip
        self.table.opened.connect(self.go)
        self.table.removed.connect(self._remove)
        self.choice = choices("Pilihan Pokja", _CHOICES, self._narrow)
        add = button("Tambah", "plus", primary=True, tip="Tambah Pokja (Ctrl+N)")
        add.clicked.connect(self.new)
        self.table.begin_with("Tambah Pokja pertama", self.new)
        save = button("Ekspor", "upload", tip="Simpan anggota semua Pokja sebagai XLSX atau CSV")
        save.clicked.connect(lambda: context.open("laporan:ekspor:anggota"))
        remove = tool("trash-2", "Hapus Pokja terpilih (Delete)")
        remove.clicked.connect(self._remove)
        self.table.narrow_by(self.choice)
        self.table.bar.addLayout(row(save, remove, add))
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.stack = QStackedWidget()
        self.stack.addWidget(listing)
        self.column.addWidget(self.stack, 1)

    @cached_property
    def record(self) -> PokjaRecord:
        """The page of one working group, made when the first is opened."""
        made = PokjaRecord(self.context, self.leave)
        self.stack.addWidget(made)
        return made

    def reload(self) -> None:
        """Read the list, and the open working group."""
        self.table.set_rows(self.desk.pokja.daftar())
        self._narrow()
        if self.stack.currentIndex() == 1:
            self.record.reload()

    def _narrow(self) -> None:
        choice, today = self.choice.currentData(), self.desk.today()

        def only(item: PokjaRow) -> bool:
            match choice:
                case "berjalan":
                    return item.berjalan
                case "tanpa-sk":
                    return item.berjalan and not item.sk_nomor
                case "akan-berakhir":
                    return item.selesai is not None and today <= item.selesai <= today + SOON
                case "selesai":
                    return not item.berjalan
            return True

        self.table.set_only(only)

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.leave()
        self.table.filter.setFocus()

    def new(self) -> None:
        """Open an empty working group."""
        self.go(BARU)

    def go(self, target: str) -> None:
        """Open a working group by id, or by one of its members, or a named selection."""
        name, _, rest = target.partition(":")
        if (place := self.choice.findData(name)) >= 0:
            self.leave()
            self.choice.setCurrentIndex(place)
            return
        with self.context.guarded():
            if name == "anggota":
                self.record.open_member(AnggotaId(rest))
            else:
                self.record.open(PokjaId(name))
            self.stack.setCurrentIndex(1)

    def arrive(self) -> None:
        """Put the cursor into the list."""
        self.table.arrive()

    def leave(self) -> bool:
        """Go back to the list."""
        if self.stack.currentIndex() == 0:
            return False
        self.stack.setCurrentIndex(0)
        self.table.arrive()
        return True

    def print_page(self) -> None:
        """Print the members of the open working group, or of all."""
        kode = self.record.kode() if self.stack.currentIndex() == 1 else ""
        self.context.open(f"laporan:pokja:{kode}")

    def _remove(self) -> None:
        rows = self.table.chosen_rows()
        if rows:
            with self.context.guarded():
                self.desk.pokja.hapus([item.id for item in rows])
                self.context.done(f"{len(rows)} Pokja dihapus dengan anggotanya.")


def _term(item: PokjaRow) -> str:
    return f"{_day(item.mulai)} – {_day(item.selesai)}"


def _day(value: date | None) -> str:
    return format_id.tanggal_pendek(value) if value else "…"


THE_PAGE = PokjaPage
