"""What two offices may have entered each for itself: made one, or left as two."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kkbdesk.model.ids import Kind
from kkbdesk.model.registry import RECORDS
from kkbdesk.services.kembar import Usul
from ui.context import Context
from ui.kit import theme
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row


class TwinsPanel(QWidget):
    """New records of the package that may be one with a record here."""

    answered = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._united: set[tuple[Kind, str]] = set()
        self.table: RecordTable[Usul] = RecordTable(
            "paket-kembar",
            [
                Column("jenis", "Jenis", lambda r: RECORDS[r.kind].NOUN, width=140),
                Column("nama", "Catatan", lambda r: r.nama, width=280),
                Column("alasan", "Mengapa", lambda r: r.alasan, width=300),
                Column("pilihan", "Pilihan", self._said, width=120, sought=False),
            ],
            lambda item: f"{item.kind}:{item.lain}",
            context.settings,
            empty="Tidak ada yang mungkin kembar.",
        )  # fmt: skip
        self.table.view.letters = {"S": "Satukan", "B": "Biarkan keduanya"}
        self.table.view.lettered.connect(lambda letter: self._choose(united=letter == "S"))
        unite, leave = button("S  Satukan", "check"), button("B  Biarkan keduanya")
        unite.clicked.connect(lambda: self._choose(united=True))
        leave.clicked.connect(lambda: self._choose(united=False))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.addWidget(
            label(
                "Dua kantor mungkin mencatat hal yang sama sendiri-sendiri. Satukan hanya bila "
                "Anda yakin; yang dibiarkan menjadi dua catatan.",
                tone="muted",
                wrap=True,
            )
        )
        column.addWidget(self.table, 1)
        column.addLayout(row(label("Baris terpilih:"), unite, leave, 1))

    def show_twins(self, twins: tuple[Usul, ...]) -> None:
        """Show these proposals; what was chosen of them stays so."""
        self._united &= {(item.kind, item.lain) for item in twins}
        self.table.set_rows(twins)

    def forget(self) -> None:
        """Leave all records apart."""
        self._united.clear()

    def united(self) -> frozenset[tuple[Kind, str]]:
        """Return kind and id in the package of those that are to be one with a record here."""
        return frozenset(self._united)

    def _choose(self, *, united: bool) -> None:
        chosen = {(item.kind, item.lain) for item in self.table.chosen_rows()}
        before = frozenset(self._united)
        self._united = self._united | chosen if united else self._united - chosen
        self.table.model.refresh()
        if before != self._united:
            self.answered.emit()

    def _said(self, item: Usul) -> str:
        return "satukan" if (item.kind, item.lain) in self._united else "biarkan"
