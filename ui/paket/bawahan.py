"""The offices below: who sent, how long ago, whether it agrees; letters to those that did not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QSpinBox, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.services.bawahan import UMUR, Bawahan, KeadaanKantor, dibuat
from kkbdesk.services.naskah_massal import Massal
from ui.context import Context
from ui.kit.jobs import Reading
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, row

_TONES = {
    KeadaanKantor.BELUM: "bad",
    KeadaanKantor.LAMA: "warn",
    KeadaanKantor.BERCABANG: "warn",
    KeadaanKantor.SEGAR: "good",
}


class OfficesPanel(QWidget):
    """Every office below as a row; the selection is written to."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.choice = QComboBox()
        self.choice.setAccessibleName("Pilihan kantor")
        self.choice.setMinimumContentsLength(8)
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.view().setMinimumWidth(160)
        self.choice.addItem("Semua kantor", "semua")
        self.choice.addItem("Belum mengirim", "belum")
        self.choice.activated.connect(self._narrow)
        self.age = QSpinBox()
        self.age.setAccessibleName("Paket lama sesudah berapa hari")
        self.age.setRange(1, 999)
        self.age.setPrefix("Lama: > ")
        self.age.setSuffix(" hari")
        self.age.setKeyboardTracking(False)
        self.age.setValue(context.settings.get("umur_paket", UMUR))
        self.age.valueChanged.connect(self._aged)
        self.letter = button("Surat…", "scroll-text", tip="Surat pengingat kepada kantor terpilih")
        self.letter.clicked.connect(self._draft)
        self.letters = button(
            "Surat untuk semua…", "printer", tip="Satu berkas berisi surat tiap kantor yang belum"
        )
        self.letters.setMinimumWidth(self.letters.sizeHint().width())
        self.letters.clicked.connect(self._write)
        self.table = self._build_table()
        self.table.bar.insertWidget(0, self.choice)
        self.table.bar.insertWidget(1, self.age)
        self.table.bar.addLayout(row(self.letter, self.letters))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def _build_table(self) -> RecordTable[Bawahan]:
        table: RecordTable[Bawahan] = RecordTable(
            "bawahan",
            [
                Column("nama", "Kabupaten/kota", lambda r: r.nama, width=190),
                Column("kode", "Kode", lambda r: r.kode, width=60),
                Column("kampung", "Kampung", lambda r: format_id.angka(r.kampung),
                       sort=lambda r: r.kampung, right=True, width=75, sought=False),
                Column("keadaan", "Keadaan", lambda r: r.keadaan.label,
                       tone=lambda r: _TONES[r.keadaan], width=190),
                Column("dibuat", "Paket terakhir", _made, sort=_age, width=110, sought=False),
                Column("nomor", "No.", lambda r: str(r.paket.urut) if r.paket else "—",
                       sort=lambda r: r.paket.urut if r.paket else None, right=True, width=45,
                       sought=False),
                Column("umur", "Umur", lambda r: "—" if r.umur is None else f"{r.umur} hari",
                       sort=_age, right=True, width=70, sought=False),
                Column("profil", "Profil",
                       lambda r: "—" if r.kelengkapan is None else f"{r.kelengkapan}%",
                       sort=lambda r: r.kelengkapan, right=True, width=60, sought=False),
                Column("angka", "Angka kontrol", _totals,
                       tone=lambda r: "warn" if r.berbeda else "", width=150, sought=False),
                Column("terbuka", "Pertentangan", lambda r: str(r.terbuka or "—"),
                       sort=lambda r: r.terbuka, right=True,
                       tone=lambda r: "warn" if r.terbuka else "", width=95, sought=False),
                Column("dinas", "Nama dinas", lambda r: r.dinas or "—", width=260, hidden=True),
            ],
            lambda item: item.kode,
            self._context.settings,
            empty="Tidak ada kantor yang cocok dengan pilihan ini.",
        )  # fmt: skip
        table.opened.connect(lambda kode: self._context.open(f"kampung:wilayah:{kode}"))
        table.selected.connect(self._offer)
        return table

    def reload(self) -> None:
        """Read the offices; counting all that they sent takes a moment."""
        age = self.age.value()
        self._context.jobs.start(
            Reading("Memeriksa kantor…", lambda: self._context.desk.bawahan.daftar(age)),
            self._show,
        )

    def _show(self, rows: list[Bawahan]) -> None:
        self.table.set_rows(rows)
        self.letters.setEnabled(any(item.belum_mengirim for item in rows))
        self._narrow()
        self._offer()

    def _narrow(self) -> None:
        only_missing = self.choice.currentData() == "belum"
        self.table.set_only(lambda item: item.belum_mengirim or not only_missing)

    def choose(self, what: str) -> None:
        """Show all offices, or those that did not send."""
        self.choice.setCurrentIndex(max(0, self.choice.findData(what)))
        self._narrow()

    def _offer(self) -> None:
        self.letter.setEnabled(len(self.table.chosen_rows()) == 1)

    def _aged(self, days: int) -> None:
        self._context.settings.set("umur_paket", days)
        self.reload()

    def _draft(self) -> None:
        """Enter the letter to the chosen office in the register, where it gets its number."""
        (office,) = self.table.chosen_rows()
        with self._context.guarded():
            desk = self._context.desk
            made = desk.register.buat(desk.pengingat.minta(office))
            self._context.open(f"naskah:{made.id}")

    def _write(self) -> None:
        path = self._context.dialogs.save_file(
            "Simpan surat pengingat", "surat-pengingat.pdf", "PDF (*.pdf);;Word (*.docx)"
        )
        if path is None:
            return
        if path.suffix.casefold() not in (".pdf", ".docx"):
            path = Path(f"{path}.pdf")
        age = self.age.value()
        self._context.jobs.start(
            Reading("Menyusun surat…", lambda: self._context.desk.pengingat.tulis(path, umur=age)),
            self._told,
        )

    def _told(self, made: Massal) -> None:
        self._context.notices.tell(f"{made.jumlah} surat tersimpan: {made.berkas[0]}")

    def arrive(self) -> None:
        """Put the cursor into the list."""
        self.table.arrive()

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.table.filter.setFocus()


def _made(item: Bawahan) -> str:
    return f"{dibuat(item.paket):%d-%m-%Y}" if item.paket else "—"


def _age(item: Bawahan) -> int | None:
    return item.umur


def _totals(item: Bawahan) -> str:
    if item.paket is None:
        return "—"
    return f"berbeda: {', '.join(item.berbeda)}" if item.berbeda else "sama"
