"""How often each agency came over the year."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from kkbdesk.queries.rapat_angka import AngkaRapat, KehadiranOPD
from ui.context import Context
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import label


class AttendanceTable(QWidget):
    """One line per agency that was invited."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.table: RecordTable[KehadiranOPD] = RecordTable(
            "kehadiran-opd",
            [
                Column("opd", "OPD", lambda r: r.opd.nama, width=330),
                _count("diundang", "Diundang"),
                _count("hadir", "Hadir"),
                _count("diwakili", "Diwakili"),
                _count("tidak_hadir", "Tidak hadir"),
                Column("bagian", "Kehadiran", lambda r: f"{_share(r)}%", sort=_share, right=True,
                       width=95, tone=lambda r: "good" if _share(r) >= 75 else "warn"),
            ],
            lambda item: item.opd.id,
            context.settings,
            empty=(
                "Belum ada kehadiran OPD tahun ini. Undang OPD pada tab Peserta sebuah rapat dan "
                "tandai siapa yang hadir."
            ),
        )  # fmt: skip
        self.year = QComboBox()
        self.year.setAccessibleName("Tahun")
        self.year.activated.connect(lambda _: self._show(context.desk.rapat.angka(self._chosen())))
        self.table.bar.insertWidget(0, self.year)
        self._note = label(tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self._note)

    def show_figures(self, angka: AngkaRapat, years: Iterable[int]) -> None:
        """Show the attendance of the chosen year, that of the figures by default."""
        chosen = self._chosen() or angka.tahun
        self.year.clear()
        for year in sorted({*years, angka.tahun}, reverse=True):
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(max(self.year.findData(chosen), 0))
        chosen = self._chosen() or angka.tahun
        self._show(angka if chosen == angka.tahun else self._context.desk.rapat.angka(chosen))

    def _chosen(self) -> int | None:
        year = self.year.currentData()
        return year if isinstance(year, int) else None

    def _show(self, angka: AngkaRapat) -> None:
        self.table.set_rows(angka.kehadiran)
        self._note.setText(
            f"Rapat yang terlaksana pada {angka.tahun}; satu orang yang hadir mewakili OPD-nya."
        )


def _count(name: str, title: str) -> Column[KehadiranOPD]:
    return Column(
        name, title, lambda r: str(getattr(r, name)), sort=lambda r: getattr(r, name), right=True,
        width=95, sought=False,
    )  # fmt: skip


def _share(item: KehadiranOPD) -> int:
    return round(100 * (item.hadir + item.diwakili) / item.diundang) if item.diundang else 0
