"""Which kind of document is wanted, and what it is made for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.ids import KampungId, RapatId
from kkbdesk.services.naskah import MintaNaskah, daftar_jenis
from ui.context import Context, Named
from ui.kit.ask import Ask
from ui.kit.choices import PickField

_KIND = Qt.ItemDataRole.UserRole
KAMPUNG, RAPAT = "kampung", "rapat"


class NewDocument(Ask):
    """The kinds in a list; below it the kampung or the meeting, where a kind is about one."""

    WIDE = 560
    HIGH = 520

    def __init__(self, context: Context, parent: QWidget) -> None:
        explained = "Isinya diambil dari data kantor; yang belum ada disebut di samping pratinjau."
        super().__init__("Buat naskah", explained, parent)
        self._kinds = {jenis.kode: jenis for jenis in daftar_jenis()}
        self.list = QListWidget()
        self.list.setAccessibleName("Jenis naskah")
        for kode, jenis in self._kinds.items():
            item = QListWidgetItem(jenis.judul)
            item.setData(_KIND, kode)
            self.list.addItem(item)
        self.list.currentRowChanged.connect(self._chosen)
        self.list.itemActivated.connect(self._agree)
        kampung = [item for item in context.desk.kampung.daftar() if item.aktif]
        meetings = sorted(context.desk.rapat.daftar(), key=lambda r: r.tanggal, reverse=True)
        self.village = PickField(
            Named((item.id, f"{item.nama} · {item.kecamatan}") for item in kampung), optional=True
        )
        self.meeting = PickField(
            Named((r.id, f"{r.nama} · {format_id.tanggal(r.tanggal)}") for r in meetings),
            optional=True,
        )
        self._fields = {KAMPUNG: self.village, RAPAT: self.meeting}
        self._labels = {KAMPUNG: QLabel("&Kampung"), RAPAT: QLabel("&Rapat")}
        self.form.addRow(self.list)
        for name, field in self._fields.items():
            field.setAccessibleName(name.capitalize())
            self._labels[name].setBuddy(field)
            self.form.addRow(self._labels[name], field)
        self.finish("Buat draf")
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the lines the height that the look wants, which is known only now."""
        super().showEvent(event)
        self.list.doItemsLayout()

    def choose(self, kode: str) -> None:
        """Choose a kind."""
        self.list.setCurrentRow(list(self._kinds).index(kode))

    def kode(self) -> str:
        """Return the chosen kind."""
        return str(self.list.currentItem().data(_KIND))

    def _chosen(self) -> None:
        jenis = self._kinds[self.kode()]
        asked = {jenis.perlu.value, *(each.value for each in jenis.boleh)}
        for name, field in self._fields.items():
            shown = name in asked
            field.setVisible(shown)
            self._labels[name].setVisible(shown)
            needed = jenis.perlu.value == name
            field.setPlaceholderText("ketik sebagian namanya" if needed else "boleh kosong")

    def _picked(self, name: str) -> str:
        field = self._fields[name]
        return str(field.value() or "") if not field.isHidden() else ""

    def check(self) -> None:
        """Raise ValueError while what the kind needs is not chosen."""
        needed = self._kinds[self.kode()].perlu.value
        for name in self._fields:
            if not self._picked(name) and name == needed:
                self._fields[name].setFocus()
                raise ValueError(f"Pilih {name}nya dahulu.")

    def minta(self) -> MintaNaskah:
        """Return what was chosen."""
        kampung, rapat = self._picked(KAMPUNG), self._picked(RAPAT)
        return MintaNaskah(
            self.kode(),
            kampung=KampungId(kampung) if kampung else None,
            rapat=RapatId(rapat) if rapat else None,
        )
