"""What a restore would change, a part to be brought back, and the handover, each in a dialog."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.model.cadangan import Kunci
from kkbdesk.services.cadangan_banding import Ambilan, Banding
from ui.context import Context
from ui.kit.ask import Ask
from ui.kit.room import resize_within
from ui.page import button, label

_MOST = 30
_DESA, _REKAM = "desa", "rekam"


class Shown(QDialog):
    """A dialog with a text that is read before one agrees."""

    def __init__(self, title: str, answer: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        resize_within(self, 680, 520)
        self.told = QPlainTextEdit(readOnly=True)
        self.told.setAccessibleName(title)
        self.agree = button(answer, primary=True)
        self.agree.setAutoDefault(False)
        cancel = button("Batal")
        cancel.clicked.connect(self.reject)
        self.column = QVBoxLayout(self)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._buttons.addWidget(cancel)
        self._buttons.addWidget(self.agree)

    def finish(self) -> None:
        """Add text and buttons below what was added before."""
        self.column.addWidget(self.told, 1)
        self.column.addLayout(self._buttons)


class Restore(Shown):
    """Counts, kampung by kampung, and the edits that would be lost."""

    def __init__(self, compared: Banding, parent: QWidget) -> None:
        copy = compared.salinan
        super().__init__("Pulihkan data", f"Pulihkan ke {copy.saat:%d-%m-%Y %H.%M}", parent)
        self.column.addWidget(
            label(
                "Data sekarang diganti dengan isi salinan ini. Berkas yang sekarang disimpan "
                "dengan nama lain, dan salinan darinya dibuat dahulu.",
                wrap=True,
            )
        )
        self.told.setPlainText("\n".join(consequences(compared)))
        self.agree.clicked.connect(self.accept)
        self.finish()


def consequences(compared: Banding) -> list[str]:
    """Return what a restore would change, in lines."""
    lines = []
    if not compared.sekantor:
        lines += ["PERHATIAN: salinan ini bukan dari riwayat kantor ini.", ""]
    lines += ["Jumlah catatan (sekarang → sesudah dipulihkan):"]
    lines += [
        f"    {item.sebutan}: {item.kini} → {item.salinan}"
        for item in compared.jumlah
        if item.kini != item.salinan
    ] or ["    sama"]
    lines += ["", "Yang berbeda:"]
    lines += [
        f"    {name or 'Kantor'}: {number} catatan" for name, number in compared.per_kampung()
    ] or ["    tidak ada"]
    lines += ["", f"Perubahan yang akan hilang: {compared.jumlah_hilang}"]
    lines += [
        f"    {entry.at.astimezone():%d-%m-%Y %H.%M}  {entry.by}  {entry.label}"
        for entry in compared.hilang[:_MOST]
    ]
    if compared.jumlah_hilang > _MOST:
        lines.append(f"    … dan {compared.jumlah_hilang - _MOST} lagi")
    if compared.jumlah_kembali:
        lines += ["", f"Perubahan yang kembali: {compared.jumlah_kembali}"]
    return lines


class TakePart(Shown):
    """One kampung or one record, shown as what would be written."""

    def __init__(
        self, context: Context, compared: Banding, key: Kunci | None, parent: QWidget
    ) -> None:
        super().__init__("Ambil sebagian dari salinan", "Ambil", parent)
        self._context, self._copy, self._key = context, compared.salinan, key
        self._plan: Ambilan | None = None
        self.which = QComboBox()
        self.which.setAccessibleName("Yang diambil")
        for name, desa in sorted({(item.kampung, item.desa) for item in compared.beda}):
            if desa:
                self.which.addItem(f"Seluruh kampung {name}", (_DESA, desa))
        for item in compared.beda:
            if item.nasib != "baru":
                place = f" · {item.kampung}" if item.kampung else ""
                self.which.addItem(f"{item.nama}{place} ({item.nasib})", (_REKAM, item.id))
        self.which.currentIndexChanged.connect(self._show)
        self.column.addWidget(
            label(
                "Yang dipilih dijadikan seperti dalam salinan, sebagai satu langkah yang dapat "
                "diurungkan. Yang ditambahkan sesudahnya tetap.",
                wrap=True,
            )
        )
        self.column.addWidget(self.which)
        self.agree.clicked.connect(self.take)
        self.finish()
        self._show()

    def _show(self) -> None:
        """Read what the choice would write."""
        self._plan = None
        chosen = self.which.currentData()
        self.told.setPlainText("" if chosen else "Salinan ini sama dengan data sekarang.")
        if chosen:
            with self._context.guarded():
                self._plan = self._planned(chosen)
                lines = [f"{item.rekam}: {item.perubahan}" for item in self._plan.baris]
                self.told.setPlainText("\n".join(lines))
        self.agree.setEnabled(self._plan is not None and bool(self._plan.changes))

    def _planned(self, chosen: tuple[str, str]) -> Ambilan:
        banding = self._context.desk.banding
        what, id = chosen
        take = banding.ambil_kampung if what == _DESA else banding.ambil_rekam
        return take(self._copy, id, self._key)

    def take(self) -> None:
        """Write it."""
        if self._plan is not None:
            with self._context.guarded():
                self._context.desk.banding.ambil(self._plan, self._key)
                self._context.done(f"{self._plan.label}.")
                self.accept()


class Handover(Ask):
    """Who the new operator is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            "Serah terima operator",
            "Berita acara dengan letak cadangan, pekerjaan yang belum selesai, dan langkah "
            "operator baru, sebagai PDF dan Word. Kunci kantor diganti: kirim berkas kunci umum "
            "yang baru ke kantor lain; sampai mereka menerimanya, paket dari sini ditolak.",
            parent,
        )
        self._name, self._title = QLineEdit(), QLineEdit()
        self.form.addRow("&Nama operator baru", self._name)
        self.form.addRow("&Jabatan", self._title)
        self.finish("Pilih folder…")

    def names(self) -> tuple[str, str]:
        """Return name and title, either of which may be empty."""
        return self._name.text().strip(), self._title.text().strip()
