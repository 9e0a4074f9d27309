"""Regions: villages whose code ended, and how many villages the office states there were."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSplitter, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.ids import KampungId, KodeWilayah
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.wilayah import DESA, JumlahDesa
from kkbdesk.services.wilayah import DAFTAR
from ui.context import Context, Regions
from ui.kit import theme
from ui.kit.choices import PickField
from ui.kit.fields import NumberField
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row


class RegionsPanel(QWidget):
    """What ended at the left, what is stated at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._build_ended())
        split.addWidget(self._build_stated())
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        load = button("Muat daftar lain…", "folder-open")
        load.clicked.connect(lambda: context.open("impor"))
        text = label(
            f"Daftar yang terpasang: {DAFTAR}. Daftar yang lebih lama atau lebih baru dimuat "
            "lewat Impor; kode yang hilang tetap terbaca.",
            tone="muted",
            wrap=True,
        )
        bar = row(text, load)
        bar.setStretch(0, 1)
        column.addLayout(bar)
        column.addWidget(split, 1)

    def _build_ended(self) -> QWidget:
        self.ended: RecordTable[Kampung] = RecordTable(
            "kode-lama",
            [
                Column("nama", "Kampung", lambda r: r.nama, width=200),
                Column("kode", "Kode yang berakhir", lambda r: r.desa, width=140),
            ],
            lambda item: item.id,
            self._context.settings,
            empty="Semua kampung memakai kode desa yang masih berlaku.",
            several=False,
        )
        self.village = PickField(Regions(self._context.desk, DESA), optional=False)
        self.village.setPlaceholderText("Desa pengganti: kode atau nama")
        self.village.setAccessibleName("Desa pengganti")
        move = button("Pindahkan")
        move.clicked.connect(self._move)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.addWidget(label("Kode desa yang tidak berlaku lagi", step=1))
        column.addWidget(self.ended, 1)
        column.addLayout(row(self.village, move))
        return made

    def _build_stated(self) -> QWidget:
        self.stated: RecordTable[JumlahDesa] = RecordTable(
            "jumlah-desa",
            [
                Column("wilayah", "Wilayah", lambda r: self._names.get(r.wilayah, r.wilayah),
                       width=180),
                Column("tahun", "Tahun", lambda r: str(r.tahun), sort=lambda r: r.tahun, width=60),
                Column("jumlah", "Jumlah desa", lambda r: format_id.angka(r.jumlah),
                       sort=lambda r: r.jumlah, right=True, width=90),
                Column("sumber", "Sumber", lambda r: r.sumber, width=180),
            ],
            lambda item: item.id,
            self._context.settings,
            empty="Jumlah desa dihitung dari daftar wilayah. Nyatakan sendiri bila berbeda.",
        )  # fmt: skip
        self._names: dict[str, str] = {}
        self.stated.removed.connect(self._remove)
        self.region = PickField(Regions(self._context.desk, 0), optional=False)
        self.region.setPlaceholderText("Kecamatan atau kabupaten/kota")
        self.region.setAccessibleName("Wilayah")
        self.year = NumberField(optional=False, whole=True, places=0, plain=True)
        self.year.setPlaceholderText("Tahun")
        self.year.setAccessibleName("Tahun")
        self.year.setMaximumWidth(70)
        self.number = NumberField(optional=False, whole=True, places=0, plain=False)
        self.number.setPlaceholderText("Jumlah")
        self.number.setAccessibleName("Jumlah desa")
        self.number.setMaximumWidth(80)
        self.source = QLineEdit(placeholderText="Sumber")
        self.source.setAccessibleName("Sumber")
        state = button("Nyatakan")
        state.clicked.connect(self._state)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(theme.GAP, 0, 0, 0)
        column.addWidget(label("Jumlah desa yang dinyatakan kantor", step=1))
        column.addWidget(self.stated, 1)
        column.addLayout(row(self.region, self.year, self.number, self.source, state))
        return made

    def reload(self) -> None:
        """Read what ended and what is stated."""
        self.ended.set_rows(self._context.desk.wilayah.kode_lama())
        stated = self._context.desk.wilayah.jumlah_dinyatakan()
        self._names = self._context.desk.wilayah.nama(item.wilayah for item in stated)
        self.stated.set_rows(stated)

    def _move(self) -> None:
        rows = self.ended.chosen_rows()
        try:
            kode = str(self.village.value())
        except ValueError as error:
            self._context.notices.warn(str(error))
            return
        if rows and kode:
            with self._context.guarded():
                self._context.desk.wilayah.pindahkan(KampungId(rows[0].id), KodeWilayah(kode))
                self._context.done(f"{rows[0].nama} kini memakai kode {kode}.")

    def _state(self) -> None:
        try:
            kode, year, number = (field.value() for field in (self.region, self.year, self.number))
        except ValueError as error:
            self._context.notices.warn(str(error))
            return
        if kode and isinstance(year, int) and isinstance(number, int):
            with self._context.guarded():
                self._context.desk.wilayah.nyatakan_jumlah(
                    KodeWilayah(str(kode)), year, number, self.source.text().strip()
                )

    def _remove(self) -> None:
        rows = self.stated.chosen_rows()
        if rows:
            with self._context.guarded():
                self._context.desk.wilayah.hapus_jumlah([item.id for item in rows])
