"""What is planned for one kampung in a year, and what was done there."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSpinBox, QSplitter, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.ids import KampungId
from kkbdesk.queries.realisasi import RealisasiRow
from kkbdesk.queries.rencana import RencanaRow
from kkbdesk.services.realisasi import SaringRealisasi
from kkbdesk.services.rencana import KeadaanRencana, SaringRencana
from ui.context import Context
from ui.kit import theme
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row

_TONES = {
    KeadaanRencana.TERLAMBAT: "bad",
    KeadaanRencana.SELESAI: "good",
    KeadaanRencana.BELUM_DIJADWALKAN: "warn",
}


class RencanaPanel(QWidget):
    """Two lists of a year; read whenever they come into sight."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._kampung = KampungId("")
        self.year = QSpinBox()
        self.year.setRange(1945, 2100)
        self.year.setValue(context.desk.today().year)
        self.year.setKeyboardTracking(False)
        self.year.setAccessibleName("Tahun")
        self.year.valueChanged.connect(lambda _: self._read())
        self.plans = self._build_plans()
        self.deeds = self._build_deeds()
        self._said = label(tone="muted")
        everything = button("Buka pada Rencana", "list-checks")
        everything.clicked.connect(self._open_all)
        split = QSplitter()
        split.addWidget(self.plans)
        split.addWidget(self.deeds)
        split.setSizes([640, 480])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.addLayout(row(label("Tahun"), self.year, self._said, 1, everything))
        column.addWidget(split, 1)

    def _open_all(self) -> None:
        self._context.open(f"rencana:rencana:{self.year.value()}:kampung:{self._kampung}")

    def _build_plans(self) -> RecordTable[RencanaRow]:
        table: RecordTable[RencanaRow] = RecordTable(
            "rencana-kampung",
            [
                Column("waktu", "Waktu", lambda r: r.rencana.waktu or "belum dijadwalkan",
                       sort=lambda r: r.rencana.mulai, width=130),
                Column("kegiatan", "Kegiatan", lambda r: r.rencana.kegiatan, width=220),
                Column("pelaksana", "Pelaksana", lambda r: r.pelaksana or "—", width=130),
                Column("keadaan", "Keadaan", lambda r: r.keadaan.label, width=110,
                       tone=lambda r: _TONES.get(r.keadaan, "")),
            ],
            lambda item: item.rencana.id,
            self._context.settings,
            empty="Belum ada kegiatan yang direncanakan di kampung ini pada tahun itu.",
        )  # fmt: skip
        table.opened.connect(lambda id: self._context.open(f"rencana:rencana:{id}"))
        return table

    def _build_deeds(self) -> RecordTable[RealisasiRow]:
        table: RecordTable[RealisasiRow] = RecordTable(
            "realisasi-kampung",
            [
                Column("tanggal", "Tanggal", lambda r: format_id.tanggal(r.realisasi.tanggal),
                       sort=lambda r: r.realisasi.tanggal, width=130),
                Column("judul", "Yang dilaksanakan", lambda r: r.realisasi.judul, width=220),
                Column("peserta", "Peserta", lambda r: str(r.realisasi.peserta or "—"),
                       sort=lambda r: r.realisasi.peserta, right=True, width=80, sought=False),
            ],
            lambda item: item.realisasi.id,
            self._context.settings,
            empty="Belum ada realisasi di kampung ini pada tahun itu.",
        )  # fmt: skip
        table.opened.connect(lambda id: self._context.open(f"rencana:realisasi:{id}"))
        return table

    def show_kampung(self, id: KampungId) -> None:
        """Show the plan of a kampung from now on."""
        self._kampung = id
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was changed elsewhere meanwhile."""
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        if not self._kampung:
            return
        here, tahun = frozenset({self._kampung}), self.year.value()
        asked = SaringRencana(tahun=tahun, kampung=here)
        self.plans.set_rows(self._context.desk.rencana.daftar(asked))
        self.deeds.set_rows(
            self._context.desk.realisasi.daftar(
                SaringRealisasi(kampung=here, dari=date(tahun, 1, 1), sampai=date(tahun, 12, 31))
            )
        )
        number, money = self._context.desk.rencana.jumlah(asked)
        self._said.setText(f"{number} kegiatan, anggaran {format_id.rupiah(money)}")
