"""What a package will hold and what is left out of it, shown before it is made."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kkbdesk.cakram import besar
from kkbdesk.model import format_id
from kkbdesk.services.kiriman import Kiriman
from ui.kit import theme
from ui.kit.scroll import Scroll
from ui.page import label

_GAP = "style='padding-right: 10px'"
_EVERYTHING = "Tidak ada; semua isian ikut terkirim."


class ContentsCard(QFrame):
    """Counts per kind of record, warnings, and the fields that stay at home."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.number = label(tone="muted", wrap=True)
        self.contents, self.left_out = label(wrap=True), label(wrap=True)
        self.warnings = label(wrap=True, tone="warn")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setSpacing(theme.GAP)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        for widget in (self.number, self.contents, self.warnings):
            column.addWidget(widget)
        column.addWidget(label("Tidak ikut", step=1))
        column.addWidget(self.left_out)
        column.addStretch(1)
        area = Scroll(holder)
        for ground in (area.viewport(), holder):
            ground.setAutoFillBackground(False)  # the card's own shows
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(theme.GAP * 2,) * 4)
        outer.addWidget(label("Isi paket", step=1))
        outer.addWidget(area, 1)

    def show_problem(self, said: str) -> None:
        """Say why nobody can tell what a package would hold."""
        for widget, text in ((self.number, ""), (self.contents, said), (self.left_out, "—")):
            widget.setText(text)
        self.warnings.hide()

    def show_contents(self, told: Kiriman) -> None:
        """Show what a package would hold."""
        self.number.setText(f"Paket nomor {told.nomor}: {format_id.angka(told.catatan)} catatan")
        lines = list(told.banyak.items())
        if told.dihapus:
            lines.append(("catatan yang dihapus", told.dihapus))
        if told.lampiran:
            lines.append((f"gambar dan dokumen ({besar(told.ukuran_lampiran)})", told.lampiran))
        numbers = [f"<td align=right {_GAP}>{format_id.angka(each)}</td><td>{noun}</td>"
                   for noun, each in lines]  # fmt: skip
        self.contents.setText(_table(numbers) if numbers else "Kosong.")
        warnings = "\n".join(told.peringatan())
        self.warnings.setText(warnings)
        self.warnings.setVisible(bool(warnings))
        left = [f"<td {_GAP}>{noun}</td><td>{', '.join(labels)}</td>"
                for noun, labels in told.tanpa.items()]  # fmt: skip
        self.left_out.setText(_table(left) if left else _EVERYTHING)


def _table(lines: list[str]) -> str:
    rows = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table cellspacing=3>{rows}</table>"
