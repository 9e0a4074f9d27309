"""One document for every kampung of a kecamatan: which kind, where, into one file or one each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from kkbdesk.desk import Desk
from kkbdesk.jobs import Progress
from kkbdesk.model import wilayah
from kkbdesk.services.naskah import MintaNaskah, daftar_jenis
from kkbdesk.services.naskah_massal import Massal
from ui.context import Context, Named
from ui.kit.ask import Ask
from ui.kit.choices import PickField
from ui.kit.fields import DateField


class MassalJob:
    """Writes the documents; a cancellation leaves no new file behind."""

    title = "Menyusun naskah…"
    writes = False

    def __init__(self, desk: Desk, minta: MintaNaskah, kecamatan: str, target: Path) -> None:
        self._desk, self._minta = desk, minta
        self._kecamatan, self._target = kecamatan, target

    def run(self, progress: Progress) -> Massal:
        """Return what was written."""
        return self._desk.naskah_massal.tulis(
            self._minta, self._kecamatan, self._target, progress=progress
        )


class MassalDialog(Ask):
    """Kind, kecamatan, date, and whether all go into one file."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        explained = "Satu naskah untuk tiap kampung aktif yang mempunyai Pokja."
        super().__init__("Buat naskah massal", explained, parent)
        desk = context.desk
        self.kind = QComboBox()
        for kind in daftar_jenis():
            if kind.perlu.value == "kampung":
                self.kind.addItem(kind.judul, kind.kode)
        districts = {
            row.desa[:8]: f"{row.kecamatan} ({wilayah.ancestor(row.desa, wilayah.KECAMATAN)})"
            for row in desk.kampung.daftar()
            if row.aktif
        }
        self.district = PickField(Named(sorted(districts.items())), optional=False)
        self.district.setPlaceholderText("Ketik nama kecamatan")
        self.day = DateField(optional=True)
        self.day.setPlaceholderText("kosong: diisi tangan")
        self.single = QCheckBox("Semua dalam satu berkas PDF")
        self.single.setChecked(True)
        self.form.addRow("&Jenis naskah", self.kind)
        self.form.addRow("&Kecamatan", self.district)
        self.form.addRow("&Tanggal naskah", self.day)
        self.form.addRow("", self.single)
        self.finish("Pilih tempat…")
        self.kind.setFocus()

    def check(self) -> None:
        """Raise ValueError while no kecamatan is chosen or the date cannot be read."""
        if not self.district.value():
            raise ValueError("Pilih kecamatannya dahulu.")
        self.day.value()

    def minta(self) -> MintaNaskah:
        """Return what is wanted of each kampung."""
        day = self.day.value()
        tanggal = day if isinstance(day, date) else None
        return MintaNaskah(self.kind.currentData(), tanggal=tanggal)

    def place(self, chosen: Path) -> Path:
        """Return the file for all, or the folder beside it for one each."""
        return chosen.with_suffix(".pdf") if self.single.isChecked() else chosen.with_suffix("")
