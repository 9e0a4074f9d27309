"""Small questions about problems: which proposals, which meeting, which plan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

from kkbdesk.errors import StaleEdit
from kkbdesk.model import format_id
from kkbdesk.model.ids import RapatId, RencanaId
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.rapat import StatusRapat
from kkbdesk.model.saring import SaringRencana
from kkbdesk.services.permasalahan import UsulanPermasalahan
from kkbdesk.services.rapat import RapatRow
from kkbdesk.services.rencana import RencanaRow
from ui.context import Context
from ui.kit.ask import Ask
from ui.kit.choices import Option, PickField


class Proposals(Ask):
    """What the data show; each is ticked or not."""

    WIDE = 640

    def __init__(self, name: str, usulan: Sequence[UsulanPermasalahan], parent: QWidget) -> None:
        super().__init__(
            "Usulan dari data",
            f"Yang ditunjukkan data tentang {name} dan belum dinyatakan. Centang yang memang "
            "permasalahan desa ini (Spasi); peringkatnya dapat diatur sesudahnya.",
            parent,
        )
        self._usulan = usulan
        self.list = QListWidget()
        self.list.setAccessibleName("Usulan permasalahan")
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(320)
        for item in usulan:
            shown = QListWidgetItem(f"{item.uraian}\n{item.dasar}")
            shown.setFlags(shown.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            shown.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(shown)
        self.list.setCurrentRow(0)
        self.form.addRow(self.list)
        self.finish("Tambahkan yang dicentang")

    def chosen(self) -> list[UsulanPermasalahan]:
        """Return what was ticked."""
        return [
            item
            for place, item in enumerate(self._usulan)
            if self.list.item(place).checkState() is Qt.CheckState.Checked
        ]

    def check(self) -> None:
        """Raise ValueError while nothing is ticked."""
        if not self.chosen():
            raise ValueError("Centang paling sedikit satu usulan.")


class ChooseMeeting(Ask):
    """One of the meetings that are planned, the next one first."""

    def __init__(self, context: Context, number: int, parent: QWidget) -> None:
        super().__init__(
            "Bahas di rapat",
            f"{number} permasalahan yang belum terjawab dimasukkan ke acara rapat ini.",
            parent,
        )
        self.meeting = QComboBox()
        self.meeting.setAccessibleName("Rapat")
        for item in planned(context):
            day = format_id.tanggal(item.tanggal)
            self.meeting.addItem(f"{day}: {item.nama} · {item.forum}", item.id)
        self.form.addRow("Rapat", self.meeting)
        self.finish("Masukkan ke acara")

    def rapat(self) -> RapatId:
        """Return the chosen meeting."""
        return RapatId(self.meeting.currentData())


class ChoosePlan(Ask):
    """One of the plans of a year, found by any part of its name."""

    def __init__(self, context: Context, need: Permasalahan, parent: QWidget) -> None:
        super().__init__(
            "Jawab dengan rencana",
            "Ketik bagian nama kegiatan, lalu pilih dari daftar. Bila rencana itu menyebut "
            "lokasinya, kampung ini ditambahkan ke sana.",
            parent,
        )
        self.pick = PickField(_Plans(context, need.tahun), optional=False)
        self.pick.setAccessibleName("Rencana")
        self.form.addRow("Rencana", self.pick)
        self.finish("Jawab")

    def check(self) -> None:
        """Raise ValueError while no plan is chosen."""
        if not self.pick.value():
            raise ValueError("Pilih rencananya dahulu.")

    def plan(self) -> RencanaId:
        """Return the chosen plan."""
        return RencanaId(str(self.pick.value()))


class _Plans:
    """The plans of a year."""

    def __init__(self, context: Context, tahun: int) -> None:
        self._desk, self._tahun = context.desk, tahun

    def search(self, text: str) -> Sequence[Option]:
        """Return the plans whose name holds the text."""
        rows = self._desk.rencana.daftar(SaringRencana(tahun=self._tahun, teks=text))
        return [(row.rencana.id, _named(row)) for row in rows[:50]]

    def name(self, key: str) -> str:
        """Return how a plan is shown, empty for what is none."""
        try:
            return _named(self._desk.rencana.get(RencanaId(key)).baris)
        except StaleEdit:
            return ""


def _named(row: RencanaRow) -> str:
    parts = (row.rencana.kegiatan, row.opd, row.rencana.waktu, row.lokasi)
    return " · ".join(part for part in parts if part)[:160]


def planned(context: Context) -> list[RapatRow]:
    """Return the meetings that are still to come, the next one first."""
    today = context.desk.today()
    rows = [
        item
        for item in context.desk.rapat.daftar()
        if item.status is StatusRapat.DIRENCANAKAN and item.tanggal >= today
    ]
    return sorted(rows, key=lambda item: (item.tanggal, item.mulai))
