"""A document that exists already, made elsewhere: what is written on it, and its scan."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from kkbdesk.errors import UserError
from kkbdesk.model.naskah import NASKAH_DESA, Naskah
from kkbdesk.services.naskah import daftar_jenis
from ui.context import Context, Named
from ui.kit.ask import Ask
from ui.kit.choices import PickField
from ui.kit.fields import DateField, TextField
from ui.naskah.pindaian import SCANS
from ui.page import button, label, row


class OldDocument(Ask):
    """Kind, number, date, subject, validity, and the files of the scan."""

    WIDE = 560

    def __init__(
        self, context: Context, parent: QWidget, usulan: Mapping[str, Any] | None = None
    ) -> None:
        explained = (
            "Untuk SK atau surat yang sudah ada di atas kertas, dibuat tanpa program ini: dicatat "
            "dalam register dengan pindaiannya."
        )
        super().__init__("Catat naskah lama", explained, parent)
        self._context, self._begin = context, dict(usulan or {})
        self.paths: list[Path] = []
        self.made: Naskah | None = None
        self.kind = QComboBox()
        for jenis in daftar_jenis():
            self.kind.addItem(jenis.judul, jenis.kode)
        self.kind.setMaxVisibleItems(20)
        kampung = context.desk.kampung.daftar()
        self.village = PickField(
            Named((item.id, f"{item.nama} · {item.kecamatan}") for item in kampung), optional=True
        )
        self._village_label = QLabel("Kam&pung")
        self._village_label.setBuddy(self.village)
        self.number, self.subject = TextField(), TextField()
        self.day, self.start, self.end = (DateField(optional=True) for _ in range(3))
        self._files = label("belum ada", tone="muted", wrap=True)
        choose = button("Pilih berkas…", "paperclip", tip="PDF, JPEG atau PNG; boleh beberapa")
        choose.clicked.connect(self.choose_files)
        choose.setAutoDefault(False)
        self.form.addRow("&Jenis naskah", self.kind)
        self.form.addRow(self._village_label, self.village)
        self.form.addRow("&Nomor", self.number)
        self.form.addRow("&Tanggal", self.day)
        self.form.addRow("&Hal/tentang", self.subject)
        self.form.addRow("Berlaku &mulai", self.start)
        self.form.addRow("Berlaku &sampai", self.end)
        self.form.addRow("Pindaian", row(choose, self._files))
        self.kind.currentIndexChanged.connect(self._fit)
        self.finish("Catat")
        self._propose()
        self._fit()

    def _propose(self) -> None:
        """Show what is known already."""
        values = self._begin
        self.kind.setCurrentIndex(max(0, self.kind.findData(values.get("jenis", "sk-pokja-desa"))))
        self.village.set_value(values.get("kampung"))
        self.number.set_value(values.get("nomor", ""))
        self.day.set_value(values.get("tanggal"))
        self.end.set_value(values.get("selesai"))

    def _fit(self) -> None:
        jenis = {item.kode: item for item in daftar_jenis()}[self.kind.currentData()]
        about = {jenis.perlu.value, *(each.value for each in jenis.boleh)}
        shown = "kampung" in about or jenis.kode == "sk-pembentukan"
        self.village.setVisible(shown)
        self._village_label.setVisible(shown)
        needed = jenis.kode in NASKAH_DESA
        self.village.setPlaceholderText("ketik sebagian namanya" if needed else "boleh kosong")
        self.subject.setPlaceholderText(jenis.judul)
        self.number.setPlaceholderText("seperti tertulis pada naskah" if jenis.pola else "bila ada")

    def choose_files(self) -> None:
        """Ask for the files of the scan."""
        found = self._context.dialogs.open_files("Pilih pindaian", SCANS)
        if found:
            self.paths = found
            self._files.setText(", ".join(path.name for path in found))

    def check(self) -> None:
        """Enter the document; raises ValueError with what is missing or wrong."""
        try:
            self.made = self._context.desk.naskah_lama.catat(self._values(), self.paths)
        except UserError as error:
            raise ValueError(str(error)) from error

    def _values(self) -> dict[str, Any]:
        same = self._begin.get("jenis") == self.kind.currentData()
        village = None if self.village.isHidden() else self.village.value()
        mine = same and village == self._begin.get("kampung")
        return {
            "jenis": self.kind.currentData(),
            "kampung": village,
            "pokja": self._begin.get("pokja") if mine else None,
            "nomor": self.number.value(),
            "tanggal": self.day.value(),
            "hal": self.subject.value(),
            "mulai": self.start.value(),
            "selesai": self.end.value(),
        }
