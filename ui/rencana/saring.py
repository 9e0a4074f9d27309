"""What of the plan is looked at: program, agency, kampung, state, or a cell of the budget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kkbdesk.model.fields import described
from kkbdesk.model.ids import KampungId, OPDId
from kkbdesk.model.rencana import LokasiRencana, Rencana, StatusRencana
from kkbdesk.services.rencana import SaringRencana
from ui.context import Context, Fresh
from ui.kit import theme
from ui.kit.choices import PickField
from ui.page import choices, label, tool

_Narrow = Callable[[SaringRencana, date], SaringRencana]
_OPEN = StatusRencana.DIRENCANAKAN
"""Only what is still to be done lacks a time or somebody responsible, as the work list counts."""


def _of(status: StatusRencana, **more: Any) -> _Narrow:
    return lambda asked, _: replace(asked, status=status, **more)


_STATES: dict[str, tuple[str, _Narrow]] = {
    "": ("Semua keadaan", lambda asked, _: asked),
    "terlambat": ("Terlambat", lambda asked, today: replace(asked, terlambat=today)),
    "belum_dijadwalkan": ("Belum dijadwalkan", _of(_OPEN, terjadwal=False)),
    "tanpa-opd": ("Tanpa penanggung jawab", _of(_OPEN, penanggung_jawab="")),
    **{str(status): (status.label, _of(status)) for status in StatusRencana},
}


class PlanFilter(QWidget):
    """The selections in a line."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._cell: tuple[str, str] | None = None
        programs = [(item.id, f"{item.id}. {item.singkat}") for item in
                    context.desk.referensi.program()]  # fmt: skip
        self.program = choices("Program", [("", "Semua program"), *programs], self._told)
        self.opd = self._pick(Rencana, "opd", "Semua OPD")
        self.kampung = self._pick(LokasiRencana, "kampung", "Semua kampung")
        states = [(key, title) for key, (title, _) in _STATES.items()]
        self.state = choices("Keadaan", states, self._told)
        for made in (self.program, self.state):
            made.setMinimumContentsLength(9)
            made.setMaximumWidth(190)
        self._of_cell = label(tone="muted")
        self.clear = tool("x", "Tampilkan semua")
        self.clear.clicked.connect(self.reset)
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        for each in (self.program, self.opd, self.kampung, self.state, self._of_cell, self.clear):
            column.addWidget(each)
        column.addStretch(1)
        self._mark()

    def _pick(self, record: type[Any], name: str, every: str) -> PickField:
        item = described(record, name)
        made = PickField(Fresh(lambda: self._context.source(item)), optional=True)
        made.setPlaceholderText(every)
        made.setAccessibleName(item.field.label)
        made.setMaximumWidth(170)
        made.left.connect(self._told)
        return made

    def asked(self, tahun: int) -> SaringRencana:
        """Return what is looked at of a year."""
        opd, kampung = self._value(self.opd), self._value(self.kampung)
        asked = SaringRencana(
            tahun=tahun,
            program=self.program.currentData() or None,
            opd=frozenset({OPDId(opd)} if opd else ()),
            kampung=frozenset({KampungId(kampung)} if kampung else ()),
        )
        asked = _STATES[self.state.currentData()][1](asked, self._context.desk.today())
        if self._cell is not None:
            opd, sumber = self._cell
            asked = replace(asked, penanggung_jawab=opd if opd != "*" else None,
                            sumber_dana=sumber if sumber != "*" else None,
                            kecuali=StatusRencana.BATAL)  # fmt: skip
        return asked

    def only_kampung(self) -> str:
        """Return the kampung that is looked at, empty for all."""
        return self._value(self.kampung)

    @staticmethod
    def _value(field: PickField) -> str:
        """Return what is chosen; a name that means nothing chooses nothing."""
        try:
            return str(field.value() or "")
        except ValueError:
            return ""

    def reset(self) -> None:
        """Look at all again."""
        self._clear()
        self._told()

    def _clear(self) -> None:
        for made in (self.program, self.state):
            made.blockSignals(True)
            made.setCurrentIndex(0)
            made.blockSignals(False)
        for field in (self.opd, self.kampung):
            field.set_value(None)
        self._cell = None
        self._of_cell.setText("")

    def choose(self, name: str, what: str = "") -> bool:
        """Choose a named selection, alone; tell whether there is one of that name."""
        fields = {"opd": self.opd, "kampung": self.kampung}
        if name in _STATES:
            self._clear()
            self.state.setCurrentIndex(self.state.findData(name))
        elif name == "program" and self.program.findData(what) >= 0:
            self._clear()
            self.program.setCurrentIndex(self.program.findData(what))
        elif name in fields:
            self._clear()
            fields[name].set_value(what)
            self._told()
        else:
            return False
        return True

    def choose_cell(self, opd: str, sumber: str, said: str) -> None:
        """Look at what an agency answers for and one source pays; `*` stands for all."""
        self._clear()
        self._cell = opd, sumber
        self._of_cell.setText(said)
        self._told()

    def _told(self) -> None:
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        chosen = (self.program.currentData(), self.state.currentData(), self._cell,
                  self.opd.raw(), self.kampung.raw())  # fmt: skip
        self.clear.setVisible(any(chosen))
        self._of_cell.setVisible(self._cell is not None)
