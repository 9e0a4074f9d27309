"""One document for every kampung of a kecamatan: which kind, where, into one file or one each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from kkbdesk.desk import Desk
from kkbdesk.jobs import Progress
from kkbdesk.model import wilayah
from kkbdesk.model.naskah import NASKAH_POKJA
from kkbdesk.services.naskah import MintaNaskah, daftar_jenis
from kkbdesk.services.naskah_massal import Massal
from ui.context import Context, Named
from ui.kit.ask import Ask
from ui.kit.choices import PickField
from ui.kit.fields import DateField

_ONE = "satu"
_RESULTS = (
    (_ONE, "Semua dalam satu berkas PDF"),
    (".pdf", "Satu berkas PDF tiap kampung"),
    (".docx", "Satu berkas Word tiap kampung"),
)


class MassalJob:
    """Writes the documents; a cancellation leaves no new file behind."""

    title = "Menyusun naskah…"
    writes = False

    def __init__(
        self,
        desk: Desk,
        minta: MintaNaskah,
        kecamatan: str,
        target: Path,
        *,
        ending: str,
        tanpa_sk: bool,
    ) -> None:
        self._desk, self._minta = desk, minta
        self._kecamatan, self._target = kecamatan, target
        self._ending, self._tanpa_sk = ending, tanpa_sk

    def run(self, progress: Progress) -> Massal:
        """Return what was written."""
        return self._desk.naskah_massal.tulis(
            self._minta,
            self._kecamatan,
            self._target,
            ending=self._ending,
            tanpa_sk=self._tanpa_sk,
            progress=progress,
        )


class MassalDialog(Ask):
    """Kind, kecamatan, date, whether all go into one file, and who is left out."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        explained = (
            "Satu naskah untuk tiap kampung aktif; SK hanya untuk kampung yang mempunyai Pokja. "
            "Yang sudah diketik pada drafnya ikut tertulis."
        )
        super().__init__("Buat naskah massal", explained, parent)
        self._context = context
        self.kind = QComboBox()
        for kind in daftar_jenis():
            if kind.perlu.value == "kampung":
                self.kind.addItem(kind.judul, kind.kode)
        self.kind.currentIndexChanged.connect(self._fit)
        districts = {
            row.desa[:8]: f"{row.kecamatan} ({wilayah.ancestor(row.desa, wilayah.KECAMATAN)})"
            for row in context.desk.kampung.daftar()
            if row.aktif
        }
        self.district = PickField(Named(sorted(districts.items())), optional=False)
        self.district.setPlaceholderText("Ketik nama kecamatan")
        self.day = DateField(optional=True)
        self.day.setPlaceholderText("kosong: menurut draf, atau diisi tangan")
        self.output = QComboBox()
        for key, title in _RESULTS:
            self.output.addItem(title, key)
        self.rest = QCheckBox("Hanya Pokja yang belum ber-SK")
        self.form.addRow("&Jenis naskah", self.kind)
        self.form.addRow("&Kecamatan", self.district)
        self.form.addRow("&Tanggal naskah", self.day)
        self.form.addRow("&Hasil", self.output)
        self.form.addRow("", self.rest)
        self.finish("Pilih tempat…")
        self._fit()
        self.kind.setFocus()

    def _fit(self) -> None:
        self.rest.setVisible(self.kind.currentData() in NASKAH_POKJA)

    def check(self) -> None:
        """Raise ValueError while no kecamatan is chosen or the date cannot be read."""
        if not self.district.value():
            raise ValueError("Pilih kecamatannya dahulu.")
        self.day.value()

    def ask_place(self) -> Path | None:
        """Ask for the file for all, or for the folder that gets a file each."""
        if self.output.currentData() != _ONE:
            return self._context.dialogs.open_folder("Pilih folder tujuan")
        name = f"{self.kind.currentData()}-{self.district.value()}.pdf"
        chosen = self._context.dialogs.save_file("Simpan naskah", name, "PDF (*.pdf)")
        return chosen.with_suffix(".pdf") if chosen else None

    def job(self, target: Path) -> MassalJob:
        """Return the work that was asked for."""
        day, single = self.day.value(), self.output.currentData() == _ONE
        tanggal = day if isinstance(day, date) else None
        return MassalJob(
            self._context.desk,
            MintaNaskah(self.kind.currentData(), tanggal=tanggal),
            str(self.district.value()),
            target,
            ending=".pdf" if single else self.output.currentData(),
            tanpa_sk=self.rest.isChecked() and not self.rest.isHidden(),
        )
