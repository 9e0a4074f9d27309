"""What was promised, when and where, and what has been done?"""

from __future__ import annotations

from importlib import import_module

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSpinBox, QStackedWidget, QWidget

from kkbdesk.model.ids import Kind
from ui.context import Context
from ui.page import Page, button, label, row
from ui.rencana.panel import Panel

PARTS = {
    "permasalahan": "Permasalahan",
    "tawaran": "Tawaran",
    "pertemuan": "Pertemuan",
    "rencana": "Rencana",
    "realisasi": "Realisasi",
    "tahapan": "Tahapan",
}
"""Names are those of the modules beside this one; each is loaded when it is first shown."""
_NAMES = list(PARTS)


class RencanaPage(Page):
    """Six parts of one year, in the order of the work; each is read when it is shown."""

    NAME = "rencana"
    TITLE = "Rencana dan Realisasi"
    ICON = "list-checks"
    KINDS = frozenset(
        {
            Kind.PERMASALAHAN, Kind.TAWARAN, Kind.RENCANA, Kind.LOKASI_RENCANA,
            Kind.PENDUKUNG_RENCANA, Kind.REALISASI, Kind.OPD_REALISASI, Kind.FOTO_REALISASI,
            Kind.TAHAPAN, Kind.KAMPUNG, Kind.OPD, Kind.PROGRAM, Kind.SEL_MATRIKS, Kind.MATRIKS,
            Kind.KANTOR,
        }
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.stack = QStackedWidget()
        self._made: dict[str, Panel] = {}
        self.column.addLayout(self._build_bar())
        self.column.addWidget(self.stack, 1)

    def _build_bar(self) -> QHBoxLayout:
        self.buttons = QButtonGroup(self)
        made: list[QWidget | int] = []
        for place, title in enumerate(PARTS.values()):
            each = button(title)
            each.setCheckable(True)
            each.setChecked(place == 0)
            self.buttons.addButton(each, place)
            made.append(each)
        self.buttons.idClicked.connect(lambda place: self._show(_NAMES[place]))
        self.year = QSpinBox()
        self.year.setRange(1945, 2100)
        self.year.setValue(self.desk.today().year)
        self.year.setAccessibleName("Tahun")
        self.year.setKeyboardTracking(False)
        self.year.valueChanged.connect(lambda _: self.reload())
        return row(*made, 1, label("Tahun"), self.year)

    def part(self, name: str) -> Panel:
        """Return a part by name, made at its first use."""
        if name not in self._made:
            panel: Panel = import_module(f"ui.rencana.{name}").THE_PANEL(self.context)
            panel.year_asked.connect(self.year.setValue)
            self._made[name] = panel
            self.stack.addWidget(panel)
        return self._made[name]

    def shown(self) -> Panel:
        """Return the part in sight."""
        return self.part(_NAMES[self.buttons.checkedId()])

    def reload(self) -> None:
        """Read the part that is shown."""
        panel = self.shown()
        self.stack.setCurrentWidget(panel)
        panel.tahun = self.year.value()
        panel.reload()

    def _show(self, name: str) -> None:
        self.buttons.button(_NAMES.index(name)).setChecked(True)
        self.reload()
        self.arrive()

    def go(self, target: str) -> None:
        """Show a part by name; after a colon a year, something on it, or both.

        `rencana:01a2…`, `rencana:2025`, `rencana:2025:terlambat`.
        """
        name, _, rest = target.partition(":")
        if name not in PARTS:
            return
        first, _, more = rest.partition(":")
        if first.isdecimal() and len(first) == 4:
            self.year.blockSignals(True)  # the part is read once, when it is shown
            self.year.setValue(int(first))
            self.year.blockSignals(False)
            rest = more
        self._show(name)
        if rest:
            self.shown().go(rest)

    def arrive(self) -> None:
        """Put the cursor where work on the shown part begins."""
        self.shown().arrive()

    def find_here(self) -> None:
        """Put the cursor into the filter of the shown part."""
        self.shown().find_here()

    def new(self) -> None:
        """Begin a new record of the shown part."""
        self.shown().new()

    def print_page(self) -> None:
        """Print what the shown part shows."""
        self.shown().print_page()

    def leave(self) -> bool:
        """Close what is open on the shown part."""
        return self.shown().leave()


THE_PAGE = RencanaPage
