"""A workbook whose headings nobody knows yet: the user says once what each column is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QComboBox, QFormLayout, QVBoxLayout, QWidget

from kkbdesk.errors import UserError
from kkbdesk.services.impor import JENIS, Peta, buat_peta, kolom_daftar
from ui.kit import theme
from ui.kit.scroll import Scroll
from ui.page import button, label, row


class MappingPanel(QWidget):
    """Which list it is, and which heading is which column."""

    def __init__(self, mapped: Callable[[str, Peta], None], back: Callable[[], None]) -> None:
        super().__init__()
        self._mapped = mapped
        self._headings: Mapping[str, tuple[str, ...]] = {}
        self._choices: dict[str, QComboBox] = {}
        self.why = label(wrap=True)
        self.kind = QComboBox()
        self.kind.setAccessibleName("Jenis daftar")
        for each in JENIS:
            self.kind.addItem(each.label, str(each))
        self.kind.currentIndexChanged.connect(self._fill)
        self.sheet = QComboBox()
        self.sheet.setAccessibleName("Lembar")
        self.sheet.currentIndexChanged.connect(self._fill)
        self._area = Scroll()
        self.message = label(tone="bad", wrap=True)
        cancel = button("Batal")
        cancel.clicked.connect(lambda: back())
        agree = button("Lanjutkan", primary=True)
        agree.clicked.connect(self._agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(label("Kolom mana berarti apa?", step=2))
        column.addWidget(self.why)
        column.addLayout(row(label("Isi berkas"), self.kind, label("Lembar"), self.sheet, 1))
        column.addWidget(self._area, 1)
        column.addWidget(self.message)
        column.addLayout(
            row(
                label("Pilihan ini diingat untuk berkas berikutnya.", tone="muted"),
                1,
                cancel,
                agree,
            )
        )

    def show_headings(self, why: str, headings: Mapping[str, tuple[str, ...]]) -> None:
        """Show the headings of the sheets."""
        self.why.setText(why)
        self._headings = headings
        self.sheet.clear()
        for name in headings:
            self.sheet.addItem(name)
        self._fill()

    def _fill(self) -> None:
        """Offer the columns of the chosen list for each heading."""
        columns = kolom_daftar(self.kind.currentData())
        holder = QWidget()
        form = QFormLayout(holder)
        self._choices = {}
        for heading in self._headings.get(self.sheet.currentText(), ()):
            choice = QComboBox()
            choice.setAccessibleName(heading)
            choice.addItem("(tidak dipakai)", "")
            for key, title in columns.items():
                choice.addItem(title, key)
            form.addRow(heading, choice)
            self._choices[heading] = choice
        self._area.setWidget(holder)

    def _agree(self) -> None:
        chosen = {
            heading: str(choice.currentData())
            for heading, choice in self._choices.items()
            if choice.currentData()
        }
        try:
            peta = buat_peta(self.kind.currentData(), chosen)
        except UserError as error:
            self.message.setText(str(error))
            return
        self.message.setText("")
        self._mapped(self.sheet.currentText(), peta)
