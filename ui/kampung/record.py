"""One kampung with all that hangs on it: profile, Pokja, plan, meetings, data, history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QMenu, QTabWidget, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.fields import Value, describe
from kkbdesk.model.ids import KampungId, Kind
from kkbdesk.model.kampung import Kampung, Variabel
from kkbdesk.model.pokja import Pokja
from kkbdesk.queries.names import show_plain
from kkbdesk.services.draf import BARU
from kkbdesk.store import Tentang
from ui.context import Context
from ui.history import HistoryPanel
from ui.kampung.kelengkapan import KelengkapanPanel
from ui.kampung.klasifikasi import KlasifikasiPanel
from ui.kampung.permasalahan import PermasalahanPanel
from ui.kampung.rapat import RapatPanel
from ui.kampung.rencana import RencanaPanel
from ui.kit import theme
from ui.kit.form import Form
from ui.kit.rows import Column
from ui.kit.scroll import scrolled
from ui.kit.table import RecordTable
from ui.koreksi import CorrectionSwitch
from ui.page import button, label, row, tool

PROFILE = (
    "desa", "nama", "tanggal_pencanangan", "cakupan", "gambaran_umum", "kriteria",
    "lokus_stunting", "percontohan_kabupaten", "percontohan_provinsi", "lintang", "bujur", "luas",
    "sk_nomor", "sk_tanggal", "aktif", "catatan",
)  # fmt: skip

_TABS = (
    "profil", "kelengkapan", "klasifikasi", "pokja", "permasalahan", "rencana", "rapat", "data",
    "riwayat",
)  # fmt: skip


class KampungRecord(QWidget):
    """The page of one kampung."""

    def __init__(self, context: Context, back: Callable[[], object]) -> None:
        super().__init__()
        self.context = context
        self._kampung: Kampung | None = None
        self._proposal: dict[str, Value] = {}
        home = tool("chevron-left", "Kembali ke daftar (Esc)")
        home.clicked.connect(lambda: back())
        self._title = label(step=2, wrap=True)
        self._where = label(tone="muted")
        self._matrix = button("Matriks", "grid-3x3", tip="Buka matriks kampung ini")
        self._matrix.clicked.connect(self._open_matrix)
        self._print = button("Cetak profil", "printer", tip="Cetak profil (Ctrl+P)")
        self._print.clicked.connect(lambda: context.open(f"laporan:profil:{self.kode()}"))
        self._papers = button("Naskah", "scroll-text", tip="Buat SK atau berita acara kampung ini")
        self._papers.setMenu(self._paper_menu())
        self.form = Form(Kampung, PROFILE, context, context.notices.warn)
        self.kelengkapan = KelengkapanPanel(context)
        self.klasifikasi = KlasifikasiPanel(context)
        self.pokja = self._pokja_table()
        self.data = self._data_table()
        self.permasalahan = PermasalahanPanel(context)
        self.rapat = RapatPanel(context)
        self.rencana = RencanaPanel(context)
        self.history = HistoryPanel(context)
        self.tabs = QTabWidget()
        self._profile = scrolled(self.form, (0, theme.GAP * 2, theme.GAP * 2, theme.GAP))
        self.tabs.addTab(self._profile, "Profil")
        self.tabs.addTab(self.kelengkapan, "Kelengkapan")
        self.tabs.addTab(self.klasifikasi, "Klasifikasi")
        self.tabs.addTab(self._pokja_tab(), "Pokja")
        self.tabs.addTab(self.permasalahan, "Permasalahan")
        self.tabs.addTab(self.rencana, "Rencana")
        self.tabs.addTab(self.rapat, "Rapat")
        self.tabs.addTab(self._data_tab(), "Data dasar")
        self.tabs.addTab(self.history, "Riwayat")
        self.tabs.currentChanged.connect(self._load_tab)
        self.correction = CorrectionSwitch(context, self.reload)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(
            row(
                home,
                self._title,
                self._where,
                1,
                self.correction,
                self._papers,
                self._matrix,
                self._print,
            )
        )
        column.addWidget(self.tabs, 1)

    def _pokja_table(self) -> RecordTable[Pokja]:
        table: RecordTable[Pokja] = RecordTable(
            "pokja-kampung",
            [
                Column("masa", "Masa bakti", _term, sort=lambda r: r.mulai, width=220),
                Column("sk", "Nomor SK", lambda r: r.sk_nomor or "belum ber-SK",
                       tone=lambda r: "" if r.sk_nomor else "warn", width=220),
                Column("seksi", "Susunan seksi", lambda r: r.seksi.label, width=260),
            ],
            lambda item: item.id,
            self.context.settings,
            empty="Kampung ini belum mempunyai Pokja. Tambahkan dan isi anggotanya.",
        )  # fmt: skip
        table.opened.connect(lambda id: self.context.open(f"pokja:{id}"))
        table.begin_with("Tambah Pokja", self._add_pokja)
        return table

    def _pokja_tab(self) -> QWidget:
        add = button("Tambah Pokja", "plus")
        add.clicked.connect(self._add_pokja)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.addLayout(row(1, add))
        column.addWidget(self.pokja, 1)
        return made

    def _data_table(self) -> RecordTable[tuple[str, str, str, str]]:
        return RecordTable(
            "data-kampung",
            [
                Column("nama", "Data", lambda r: r[1], width=260),
                Column("nilai", "Nilai", lambda r: r[2], right=True, width=120),
                Column("tanggal", "Keadaan", lambda r: r[3], width=160),
            ],
            lambda item: item[0],
            self.context.settings,
            empty="Belum ada data dasar. Impor ekspor variabel dari situs nasional.",
        )

    def _data_tab(self) -> QWidget:
        self._snapshots: tuple[Variabel, ...] = ()
        self.day = QComboBox()
        self.day.setAccessibleName("Keadaan data dasar")
        self.day.activated.connect(self._show_data)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        self.data.bar.insertWidget(0, self.day)
        column.addWidget(self.data, 1)
        return made

    # showing

    def open(
        self, id: KampungId, tab: str = "", proposal: Mapping[str, Value] | None = None
    ) -> None:
        """Show a kampung, or an empty form with some values proposed."""
        self._proposal = dict(proposal or {})
        self._profile.verticalScrollBar().setValue(0)
        if id == BARU:
            self._kampung = None
            self._show_new()
        else:
            self._kampung = self.context.desk.kampung.berkas(id).kampung
            self.reload(fresh=True)
        if tab in _TABS:
            self.tabs.setCurrentIndex(_TABS.index(tab))
        elif id == BARU:
            self.tabs.setCurrentIndex(0)

    def kode(self) -> str:
        """Return the village code of the kampung, empty for a new one."""
        return self._kampung.desa if self._kampung else ""

    def id(self) -> str:
        """Return the id of the kampung, empty for a new one."""
        return self._kampung.id if self._kampung else ""

    def _show_new(self) -> None:
        self._title.setText("Kampung baru")
        self._where.setText("Pilih desa dan beri nama; selebihnya dapat menyusul.")
        self._enable(ready=False)
        self.correction.follow(None)
        self.form.show_record(
            None, self._add, self.context.drafts(Kind.KAMPUNG, BARU), (), self._proposal
        )
        self.form.focus("desa")

    def _enable(self, *, ready: bool) -> None:
        for place in range(1, self.tabs.count()):
            self.tabs.setTabEnabled(place, ready)
        self._matrix.setEnabled(ready)
        self._papers.setEnabled(ready)
        self._print.setEnabled(ready)

    def follow(self, ids: set[KampungId]) -> None:
        """Show again when this kampung was touched."""
        if self._kampung is not None and self._kampung.id in ids:
            self.reload()

    def reload(self, *, fresh: bool = False) -> None:
        """Read the kampung again; `fresh` also refills fields that hold a draft or the cursor."""
        if self._kampung is None:
            return
        with self.context.guarded():
            file = self.context.desk.kampung.berkas(self._kampung.id)
            self._kampung = file.kampung
            self._title.setText(file.kampung.nama)
            parts = [
                file.nama_desa,
                f"Kecamatan {file.kecamatan}",
                file.kabupaten,
                file.kampung.desa,
            ]
            self._where.setText(
                " · ".join(parts) + ("" if file.kampung.aktif else " · tidak aktif")
            )
            self._enable(ready=True)
            self.correction.follow(file.kampung)
            if fresh:
                drafts = self.context.drafts(Kind.KAMPUNG, file.kampung.id)
                self.form.show_record(file.kampung, self._save, drafts, file.masalah)
            else:
                self.form.refresh(file.kampung, file.masalah)
            self.klasifikasi.show_kampung(file.kampung.id, file.klasifikasi)
            self.pokja.set_rows(file.pokja)
            self.permasalahan.show_kampung(file.kampung.id)
            self.kelengkapan.show_kampung(file.kampung.id)
            self.rapat.show_kampung(file.kampung.id)
            self.rencana.show_kampung(file.kampung.id)
            self._offer_days(file.variabel)
            self._load_tab()

    def _offer_days(self, snapshots: tuple[Variabel, ...]) -> None:
        self._snapshots = snapshots
        self.day.clear()
        self.day.addItem("Terbaru dari tiap data", snapshots)
        for item in snapshots:
            self.day.addItem(f"Keadaan {format_id.tanggal(item.tanggal)}", (item,))
        self._show_data()

    def _show_data(self) -> None:
        self.data.set_rows(_figures(self.day.currentData()))

    def _load_tab(self) -> None:
        if self.tabs.currentWidget() is self.history and self._kampung is not None:
            self.history.show_about(Tentang(self._kampung.id))

    # editing

    def _save(self, values: Mapping[str, Any]) -> Kampung:
        assert self._kampung is not None
        self._kampung = self.context.desk.kampung.ubah(self._kampung, values)
        return self._kampung

    def _add(self, values: Mapping[str, Any]) -> Kampung:
        made = self.context.desk.kampung.tambah(values)
        self.context.drafts(Kind.KAMPUNG, BARU).keep({})
        self.open(made.id)
        self.context.done(f"{made.nama} ditambahkan.")
        return made

    def _add_pokja(self) -> None:
        assert self._kampung is not None
        with self.context.guarded():
            made = self.context.desk.pokja.tambah({"kampung": self._kampung.id})
            self.context.open(f"pokja:{made.id}")

    def _paper_menu(self) -> QMenu:
        menu = QMenu(self)
        for title, kind in (
            ("SK Pokja", "sk-pokja-desa"),
            ("SK pengelola Rumah DataKu", "sk-rumah-dataku"),
            ("Berita acara musyawarah", "berita-acara"),
            ("Rancangan peraturan desa", "perdes"),
        ):
            menu.addAction(title).triggered.connect(
                lambda _=False, kind=kind: self.context.open(
                    f"naskah:buat:{kind}:kampung:{self.id()}"
                )
            )
        menu.addSeparator()
        menu.addAction("Semua naskah kampung ini").triggered.connect(
            lambda: self.context.open(f"naskah:tempat:{self._title.text()}")
        )
        return menu

    def _open_matrix(self) -> None:
        assert self._kampung is not None
        self.context.open(f"matriks:{self._kampung.id}")


def _term(item: Pokja) -> str:
    start = format_id.tanggal(item.mulai) if item.mulai else "…"
    end = format_id.tanggal(item.selesai) if item.selesai else "sekarang"
    return f"{start} – {end}"


def _figures(snapshots: tuple[Variabel, ...]) -> list[tuple[str, str, str, str]]:
    """Return every figure of the first snapshot that has it; absent ones are left out."""
    found: list[tuple[str, str, str, str]] = []
    for item in describe(Variabel)[3:-1]:
        for snapshot in snapshots:
            value = getattr(snapshot, item.name)
            if value is not None:
                unit = f" {item.field.unit}" if item.field.unit else ""
                when = format_id.tanggal(snapshot.tanggal)
                found.append((item.name, item.field.label, f"{show_plain(value)}{unit}", when))
                break
    return found
