"""What was done in a year: a long list, narrowed by program, agency, kampung, website and plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.ids import KampungId, OPDId, ProgramId
from kkbdesk.model.saring import Halaman
from kkbdesk.services.realisasi import RealisasiRow, SaringRealisasi
from ui.context import Context, Named
from ui.kit.choices import PickField
from ui.kit.paged import PagedTable
from ui.kit.rows import Column
from ui.page import choices, label, row, tool

_ENTERED = (("", "Laman: semua"), ("belum", "Belum diinput"), ("sudah", "Sudah diinput"))
_PLANNED = (("", "Rencana: semua"), ("ya", "Sesuai rencana"), ("tidak", "Di luar rencana"))
_MEANING = {"": None, "sudah": True, "ya": True, "belum": False, "tidak": False}


class DeedList(QWidget):
    """A line of choices above the list, newest first, with number and money below."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._year = context.desk.today().year
        self.program, self.opd = (
            choices(name, (("", title),), self._narrow)
            for name, title in (("Program", "Semua program"), ("OPD", "Semua OPD"))
        )
        self.kampung = PickField(Named(()), optional=True)
        self.kampung.setPlaceholderText("Semua kampung")
        self.kampung.setAccessibleName("Kampung")
        self.kampung.left.connect(self._narrow)
        self.entered = choices("Laman nasional", _ENTERED, self._narrow)
        self.planned = choices("Rencana", _PLANNED, self._narrow)
        for made in (self.program, self.opd):
            made.setMinimumContentsLength(10)
            made.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        everything = tool("x", "Hapus semua pilihan")
        everything.clicked.connect(self.show_all)
        self.table = self._build_table()
        self._sum = label(tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        line = row(self.program, self.opd, self.kampung, self.entered, self.planned, everything)
        for place in range(3):
            line.setStretch(place, 1)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addWidget(self._sum)

    def _build_table(self) -> PagedTable[RealisasiRow]:
        table: PagedTable[RealisasiRow] = PagedTable(
            "realisasi",
            [
                Column("tanggal", "Tanggal",
                       lambda r: format_id.tanggal_pendek(r.realisasi.tanggal),
                       sort=lambda r: r.realisasi.tanggal, right=True, width=90),
                Column("judul", "Kegiatan", lambda r: r.realisasi.judul, width=240),
                Column("kampung", "Kampung", lambda r: r.kampung or "—", width=130),
                Column("program", "Program", lambda r: r.program or "—", width=120, hidden=True),
                Column("opd", "OPD hadir", lambda r: ", ".join(r.instansi) or "belum diisi",
                       width=180, tone=lambda r: "" if r.instansi else "warn"),
                Column("peserta", "Peserta", lambda r: _number(r.realisasi.peserta),
                       sort=lambda r: r.realisasi.peserta, right=True, width=80),
                Column("biaya", "Biaya (Rp)", lambda r: _number(r.realisasi.biaya),
                       sort=lambda r: r.realisasi.biaya, right=True, width=110),
                Column("rencana", "Rencana",
                       lambda r: "sesuai" if r.rencana else "di luar rencana", width=110),
                Column("foto", "Foto", lambda r: str(len(r.foto) or "—"),
                       sort=lambda r: len(r.foto), right=True, width=60,
                       tone=lambda r: "" if r.foto else "warn"),
                Column("laman", "Laman nasional", _website, sort=lambda r: r.realisasi.diinput,
                       width=125, tone=lambda r: "good" if r.realisasi.diinput else "warn"),
            ],
            lambda item: item.realisasi.id,
            self.context.settings,
            read=self._read,
            empty=(
                "Belum ada realisasi pada pilihan ini. Di sini dicatat apa yang sudah terlaksana: "
                "kapan, di mana, siapa yang hadir, biaya dan fotonya. Catat yang pertama (Ctrl+N), "
                "atau mulai dari rencana yang terlambat."
            ),
        )  # fmt: skip
        table.removed.connect(self.remove)
        remove = tool("trash-2", "Hapus realisasi terpilih (Delete)")
        remove.clicked.connect(self.remove)
        table.bar.addLayout(row(remove))
        return table

    # showing

    def reload(self, year: int) -> None:
        """Read the list of a year with what narrows it."""
        self._year = year
        desk = self.context.desk
        _offer(self.program, {item.id: item.singkat for item in desk.referensi.program()})
        _offer(self.opd, {item.id: item.singkat for item in desk.opd.daftar()})
        chosen = self.kampung.raw()
        self.kampung.set_source(
            Named((item.id, f"{item.nama} · {item.kecamatan}") for item in desk.kampung.daftar())
        )
        self.kampung.set_raw(chosen)
        self.table.read()

    def saring(self) -> SaringRealisasi:
        """Return what is asked for; a kampung that was not found yet does not narrow."""
        try:
            place = self.kampung.value()
        except ValueError:
            place = None
        opd = self.opd.currentData()
        return SaringRealisasi(
            program=ProgramId(self.program.currentData()) if self.program.currentData() else None,
            opd=frozenset({OPDId(opd)} if opd else ()),
            kampung=frozenset({KampungId(str(place))} if place else ()),
            dari=date(self._year, 1, 1),
            sampai=date(self._year, 12, 31),
            diinput=_MEANING[self.entered.currentData()],
            terencana=_MEANING[self.planned.currentData()],
        )

    def _read(self, text: str, page: Halaman) -> tuple[Sequence[RealisasiRow], int]:
        asked = replace(self.saring(), teks=text)
        number, money = self.context.desk.realisasi.jumlah(asked)
        spent = f", biaya {format_id.rupiah(money)}" if money else ""
        self._sum.setText(f"{format_id.angka(number)} kegiatan{spent}." if number else "")
        return self.context.desk.realisasi.daftar(asked, page), number

    def _narrow(self) -> None:
        try:
            self.kampung.value()
        except ValueError as error:
            self.context.notices.warn(str(error))
        self.table.read()

    def show_all(self) -> None:
        """Narrow by nothing."""
        for made in (self.program, self.opd, self.entered, self.planned):
            made.blockSignals(True)
            made.setCurrentIndex(0)
            made.blockSignals(False)
        self.kampung.set_value("")
        self.table.filter.clear()
        self.table.read()

    def remove(self) -> None:
        """Remove the chosen deeds with their pictures."""
        rows = self.table.chosen_rows()
        if rows:
            what = rows[0].realisasi.judul if len(rows) == 1 else f"{len(rows)} realisasi"
            with self.context.guarded():
                self.context.desk.realisasi.hapus([item.realisasi.id for item in rows])
                self.context.done(f"{what} dihapus dengan fotonya.")


def _offer(made: QComboBox, names: Mapping[str, str]) -> None:
    """Offer names below the first, which stands for all; keep what is chosen."""
    present = [(made.itemData(at), made.itemText(at)) for at in range(1, made.count())]
    if present == list(names.items()):
        return
    chosen = made.currentData()
    made.blockSignals(True)
    while made.count() > 1:
        made.removeItem(1)
    for key, name in names.items():
        made.addItem(name, key)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    made.blockSignals(False)


def _number(value: int | Decimal | None) -> str:
    return "—" if value is None else format_id.angka(value)


def _website(item: RealisasiRow) -> str:
    day = item.realisasi.diinput
    return format_id.tanggal_pendek(day) if day else "belum"
