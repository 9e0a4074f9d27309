"""The line above a matrix: whose, which year, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QVBoxLayout, QWidget

from ui.context import Context, Named
from ui.kit import theme
from ui.kit.choices import PickField
from ui.koreksi import CorrectionSwitch
from ui.page import OfficeChoice, button, row

OFFICE, VILLAGE, COMBINED = "kantor", "kampung", "gabungan"
_SCOPES = ((OFFICE, "Kantor ini"), (VILLAGE, "Kampung…"), (COMBINED, "Gabungan kampung"))


class MatrixBar(QWidget):
    """Holds the choices and buttons; the page connects them."""

    def __init__(self, context: Context, corrected: Callable[[], object]) -> None:
        super().__init__()
        today = context.desk.today().year
        self.scope = QComboBox()
        self.scope.setAccessibleName("Matriks siapa")
        for key, title in _SCOPES:
            self.scope.addItem(title, key)
        self.office = OfficeChoice(context)
        self.correction = CorrectionSwitch(context, corrected)
        self.village = PickField(Named(()), optional=True)
        self.village.setPlaceholderText("Nama kampung")
        self.village.setAccessibleName("Kampung")
        self.village.setMinimumWidth(230)
        self.village.hide()
        self.year = QComboBox()
        self.year.setAccessibleName("Tahun")
        for year in range(today + 1, today - 8, -1):
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(1)
        self._build_acts()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row(self.office, self.correction, 1))
        column.addLayout(
            row(
                self.scope, self.village, self.year, 1, self.propose, self.copy_from, self.compare,
                self.lock, self.papers, self.print,
            )
        )  # fmt: skip

    def _build_acts(self) -> None:
        self.propose = button("Usulan awal", "sparkles", tip="Isi sel kosong menurut tupoksi OPD")
        self.copy_from = button("Salin dari", "copy")
        menu = _menu(self.copy_from)
        self.from_last = menu.addAction("Tahun lalu")
        self.from_office = menu.addAction("Matriks kantor tahun ini")
        self.compare = button("Bandingkan", "git-compare", tip="Tandai beda dengan tahun lalu")
        self.compare.setCheckable(True)
        self.lock = button("Kunci…", "lock")
        self.papers = button("Naskah", "scroll-text", tip="SK dan berita acara matriks ini")
        papers = _menu(self.papers)
        self.decree = papers.addAction("Keputusan matriks")
        self.minutes = papers.addAction("Berita acara kesepakatan")
        self.print = button("Cetak", "printer", tip="Cetak matriks (Ctrl+P)")

    def choose_scope(self, scope: str) -> None:
        """Show whose matrix is chosen, and where a kampung is, its name."""
        self.scope.setCurrentIndex(self.scope.findData(scope))
        self.village.setVisible(scope == VILLAGE)

    def choose_year(self, year: int) -> None:
        """Show a year, also one that was not offered before."""
        if self.year.findData(year) < 0:
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(self.year.findData(year))

    def offer(self, *, own: bool, locked: bool, compared: bool, village: bool) -> None:
        """Enable what can be done with a matrix."""
        self.propose.setEnabled(own and not locked and not compared)
        self.copy_from.setEnabled(own and not locked and not compared)
        self.from_office.setEnabled(village)
        self.compare.setEnabled(own)
        self.lock.setEnabled(own and not compared)
        self.papers.setVisible(locked and own)
        self.lock.setText("Buka kunci…" if locked else "Kunci…")
        self.lock.setIcon(theme.icon("lock-open" if locked else "lock"))


def _menu(owner: QPushButton) -> QMenu:
    made = QMenu(owner)
    owner.setMenu(made)
    return made
