"""Which villages have a Kampung KB, how complete is each, what does it lack?"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kkbdesk.model import format_id, wilayah
from kkbdesk.model.changes import ChangeSet
from kkbdesk.model.ids import KampungId, Kind
from kkbdesk.queries.names import show_plain
from kkbdesk.services.draf import BARU
from kkbdesk.services.tindakan_kampung import KAMPUNG_FILTERS
from kkbdesk.store import KampungRow
from ui.context import Context
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import Page, button, choices, row, tool

if TYPE_CHECKING:
    from ui.kampung.record import KampungRecord

_FOLLOWED = frozenset({Kind.KAMPUNG, Kind.KLASIFIKASI, Kind.POKJA, Kind.ANGGOTA, Kind.SEL_MATRIKS})
_MANY = 200
_CHOICES = (
    ("aktif", "Kampung aktif"),
    *((name, each.judul) for name, each in KAMPUNG_FILTERS.items()),
    ("kode-lama", "Kode desa tidak berlaku lagi"),
    ("tidak-aktif", "Tidak aktif"),
    ("semua", "Semua"),
)


class KampungPage(Page):
    """The list, and the record that was opened from it."""

    NAME = "kampung"
    TITLE = "Kampung"
    ICON = "map-pinned"
    KINDS = _FOLLOWED | {Kind.WILAYAH, Kind.BUTIR, Kind.VARIABEL, Kind.OPD}

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._rows: dict[KampungId, KampungRow] = {}
        self._classes: dict[str, str] = {}
        self._region = ""
        self.table: RecordTable[KampungRow] = RecordTable(
            "kampung",
            self._columns(),
            lambda item: item.id,
            context.settings,
            empty=(
                "Belum ada kampung. Impor berkas ekspor dari situs Kampung KB nasional, "
                "tempel daftar dari Excel (Ctrl+V), atau tambah kampung pertama (Ctrl+N)."
            ),
        )
        self.table.opened.connect(self.go)
        self.table.pasted.connect(lambda text: context.open(f"impor:tempel:{text}"))
        self.table.removed.connect(self._remove)
        self.choice = choices("Pilihan kampung", _CHOICES, self._narrow)
        add = button("Tambah", "plus", primary=True, tip="Tambah kampung (Ctrl+N)")
        add.clicked.connect(self.new)
        self.table.begin_with("Tambah kampung pertama", self.new)
        load = button("Impor", "download", tip="Impor berkas dari situs nasional atau Excel")
        load.clicked.connect(lambda: context.open("impor"))
        save = button("Ekspor", "upload", tip="Simpan daftar ini sebagai XLSX atau CSV")
        save.clicked.connect(self._export)
        remove = tool("trash-2", "Hapus kampung terpilih (Delete)")
        remove.clicked.connect(self._remove)
        self.table.narrow_by(self.choice)
        self.table.bar.addLayout(row(save, load, remove, add))
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.stack = QStackedWidget()
        self.stack.addWidget(listing)
        self.column.addWidget(self.stack, 1)

    @cached_property
    def record(self) -> KampungRecord:
        """The page of one kampung, made when the first is opened."""
        from ui.kampung.record import KampungRecord  # noqa: PLC0415 - the list comes first

        made = KampungRecord(self.context, self.leave)
        self.stack.addWidget(made)
        return made

    def _columns(self) -> list[Column[KampungRow]]:
        return [
            Column("nama", "Nama Kampung KB", lambda r: r.nama, width=190),
            Column("desa", "Desa/kelurahan", lambda r: r.nama_desa, width=150),
            Column("kecamatan", "Kecamatan", lambda r: r.kecamatan, width=130),
            Column(
                "kabupaten", "Kabupaten/kota", lambda r: r.kabupaten, width=170,
                hidden=not self.desk.bawahan.wilayah(),
            ),
            Column("kode", "Kode desa", lambda r: r.desa, width=110, hidden=True),
            Column(
                "kelas", "Klasifikasi",
                lambda r: self._classes.get(r.kelas, r.kelas) or "—",
                sort=self._class_order,
                tone=lambda r: "" if r.kelas else "warn", width=110, sought=False,
            ),
            Column(
                "pokja", "Pokja", _pokja_text, sort=lambda r: (r.pokja, r.pokja_sk),
                tone=lambda r: "" if r.pokja_sk else "warn", width=110, sought=False,
            ),
            Column(
                "lintas", "Lintas sektor", lambda r: str(r.lintas_sektor or "—"),
                sort=lambda r: r.lintas_sektor, right=True,
                tone=lambda r: "" if r.lintas_sektor else "warn", width=95, sought=False,
            ),
            Column(
                "profil", "Profil", lambda r: f"{r.profil * 10}%", sort=lambda r: r.profil,
                right=True, tone=lambda r: "" if r.profil == 10 else "warn", width=65,
                sought=False,
            ),
            Column(
                "pencanangan", "Dicanangkan",
                lambda r: _day(r.tanggal_pencanangan),
                sort=lambda r: r.tanggal_pencanangan,
                tone=lambda r: "" if r.tanggal_pencanangan else "warn", width=95, sought=False,
            ),
            Column(
                "tanggal_kelas", "Klasifikasi per",
                lambda r: _day(r.tanggal_kelas),
                sort=lambda r: r.tanggal_kelas, width=105, hidden=True, sought=False,
            ),
            Column(
                "stunting", "Lokus stunting", lambda r: show_plain(r.lokus_stunting),
                width=100, hidden=True, sought=False,
            ),
            Column("sk", "Nomor SK", lambda r: r.sk_nomor or "—", width=150, hidden=True),
            Column(
                "sk_tanggal", "Tanggal SK", lambda r: _day(r.sk_tanggal),
                sort=lambda r: r.sk_tanggal, width=95, hidden=True, sought=False,
            ),
            Column(
                "luas", "Luas (km²)", lambda r: show_plain(r.luas), sort=lambda r: r.luas,
                right=True, width=85, hidden=True, sought=False,
            ),
        ]  # fmt: skip

    def _class_order(self, item: KampungRow) -> int | None:
        return list(self._classes).index(item.kelas) if item.kelas in self._classes else None

    # the list

    def reload(self) -> None:
        """Read the whole list."""
        self._classes = {key: name for key, name, _ in self.context.items("kelas")}
        self._rows = {item.id: item for item in self.desk.kampung.daftar()}
        self.table.set_rows(self._rows.values())
        self._narrow()
        if self.stack.currentIndex() == 1:
            self.record.reload()

    def touched(self, changeset: ChangeSet) -> None:
        """Read the lines that changed, or all when there are very many or names of places."""
        ids = {KampungId(id) for id in touched_kampung(changeset)}
        if len(ids) > _MANY or changeset.touches(Kind.WILAYAH, Kind.BUTIR, Kind.OPD) or not ids:
            self.reload()
            return
        for id in ids:
            self._rows.pop(id, None)
        self._rows.update((item.id, item) for item in self.desk.kampung.daftar(sorted(ids)))
        rows = sorted(self._rows.values(), key=lambda item: item.nama.casefold())
        self._rows = {item.id: item for item in rows}
        self.table.set_rows(rows)
        if self.stack.currentIndex() == 1:
            self.record.follow(ids)

    def _narrow(self) -> None:
        """Show the chosen selection, and the region that was asked for."""
        choice, region = self.choice.currentData(), self._region
        chosen = self.desk.beranda.kampung(choice) if choice in KAMPUNG_FILTERS else frozenset()

        def only(item: KampungRow) -> bool:
            if region and not wilayah.within(item.desa, region):
                return False
            if choice == "semua":
                return True
            if choice == "tidak-aktif":
                return not item.aktif
            if choice == "kode-lama":
                return item.kode_lama
            return item.aktif and (choice == "aktif" or item.id in chosen)

        self.table.set_only(only)

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.leave()
        self.table.filter.setFocus()
        self.table.filter.selectAll()

    def new(self) -> None:
        """Open an empty record."""
        self.go(BARU)

    def go(self, target: str) -> None:
        """Open a record by id, a named selection, or the villages of a region."""
        name, _, rest = target.partition(":")
        if name == "wilayah":
            self._go_region(rest)
        elif (place := self.choice.findData(name)) >= 0:
            self.leave()
            self._region = ""
            self.choice.setCurrentIndex(place)
            self._narrow()
        else:
            with self.context.guarded():
                self.record.open(KampungId(name), rest)
                self.stack.setCurrentIndex(1)

    def _go_region(self, kode: str) -> None:
        """Open the kampung of a village; narrow the list to any larger region."""
        here = [item for item in self._rows.values() if item.desa == kode and item.aktif]
        if here:
            self.go(here[0].id)
            return
        if wilayah.level(kode) == wilayah.DESA:
            self.record.open(KampungId(BARU), "", {"desa": kode})
            self.stack.setCurrentIndex(1)
            return
        self.leave()
        self._region = kode
        self.choice.setCurrentIndex(0)
        self._narrow()
        name = self.desk.wilayah.nama([kode])[kode]
        self.context.notices.tell(f"Daftar disaring: {name}.", "Tampilkan semua", self._all)

    def _all(self) -> None:
        self._region = ""
        self._narrow()

    def arrive(self) -> None:
        """Put the cursor into the list."""
        self.table.arrive()

    def leave(self) -> bool:
        """Go back from the record to its line in the list."""
        if self.stack.currentIndex() == 0:
            return False
        self.stack.setCurrentIndex(0)
        self.table.choose([self.record.id()])
        self.table.arrive()
        return True

    def print_page(self) -> None:
        """Print the list, or the profile of the open record."""
        if self.stack.currentIndex() == 1 and self.record.kode():
            self.context.open(f"laporan:profil:{self.record.kode()}")
        else:
            self.context.open("laporan:daftar-kampung")

    def _export(self) -> None:
        self.context.open("laporan:ekspor:kampung")

    def _remove(self) -> None:
        rows = self.table.chosen_rows()
        if not rows:
            return
        names = rows[0].nama if len(rows) == 1 else f"{len(rows)} kampung"
        with self.context.guarded():
            self.desk.kampung.hapus([item.id for item in rows])
            self.context.done(f"{names} dihapus dengan Pokja, klasifikasi dan matriksnya.")


def touched_kampung(changeset: ChangeSet) -> set[str]:
    """Return the kampung whose line a change may alter; empty when it cannot be told."""
    ids: set[str] = set()
    for change in changeset.changes:
        if change.kind is Kind.KAMPUNG:
            ids.add(change.id)
        elif change.kind is Kind.ANGGOTA:
            return set()
        elif change.kind in _FOLLOWED or change.kind is Kind.VARIABEL:
            for record in (change.before, change.after):
                kampung = getattr(record, "kampung", None)
                if kampung:
                    ids.add(kampung)
    return ids


def _day(value: date | None) -> str:
    return format_id.tanggal_pendek(value) if value else "—"


def _pokja_text(item: KampungRow) -> str:
    if item.pokja < 0:
        return "belum ada"
    return f"{item.pokja} orang" if item.pokja_sk else f"{item.pokja}, tanpa SK"


THE_PAGE = KampungPage
