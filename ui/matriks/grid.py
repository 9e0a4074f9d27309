"""The matrix as a table: programs down, agencies across, roles in the cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from kkbdesk.model.matriks import Peran
from kkbdesk.model.opd import OPD
from kkbdesk.model.program import Program
from kkbdesk.queries.matriks import Gabungan, Grid, JenisTemuan, Letak
from kkbdesk.services.matriks import Beda, KeadaanSel, Kemajuan, keadaan_sel
from ui.kit import theme
from ui.matriks.marks import fill

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
ROLE = Qt.ItemDataRole
DIFFERS = int(ROLE.UserRole) + 1
"""Whether the cell differs from the matrix it is compared with."""
FILL = int(ROLE.UserRole) + 2
"""The colour behind a cell, or None."""
GOAL = int(ROLE.UserRole) + 3
"""The number of a row's goal, so that the view can set goals apart."""
STATE = int(ROLE.UserRole) + 4
"""What a cell stands for, None where that is not shown."""


class MatrixModel(QAbstractTableModel):
    """Shows one matrix, a comparison of two, or the counts of many."""

    def __init__(self) -> None:
        super().__init__()
        self.program: tuple[Program, ...] = ()
        self.opd: tuple[OPD, ...] = ()
        self._sasaran: Mapping[str, str] = {}
        self._roles: dict[Letak, Peran] = {}
        self._counts: Mapping[Letak, int] = {}
        self._differing: dict[Letak, Beda] = {}
        self._alone: set[str] = set()
        self._most = 0
        self._agreed = False
        self._traces: Mapping[Letak, Kemajuan] = {}

    def show_grid(self, grid: Grid, differing: Iterable[Beda] = ()) -> None:
        """Show a matrix, with the cells that differ from another."""
        same = (self.program, self.opd) == (grid.program, grid.opd) and not self._counts
        if not same:
            self.beginResetModel()
        self.program, self.opd, self._sasaran = grid.program, grid.opd, grid.sasaran
        self._roles = {letak: cell.peran for letak, cell in grid.sel.items()}
        self._counts, self._most = {}, 0
        self._agreed = grid.terkunci
        self._differing = {item.letak: item for item in differing}
        gaps = (JenisTemuan.TANPA_PELAKSANA, JenisTemuan.TANPA_TUGAS)
        self._alone = {
            str(found.program or found.opd) for found in grid.temuan if found.jenis in gaps
        }
        if same and self.program and self.opd:
            last = self.index(len(self.program) - 1, len(self.opd) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.opd) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.program) - 1)
        elif not same:
            self.endResetModel()

    def show_counts(self, combined: Gabungan) -> None:
        """Show how many kampung each cell reaches."""
        self.beginResetModel()
        self.program, self.opd = combined.program, combined.opd
        self._sasaran = combined.sasaran
        self._roles, self._differing, self._alone = {}, {}, set()
        self._counts, self._agreed = combined.jumlah, False
        self._most = max([*combined.jumlah.values(), 1])
        self.endResetModel()

    def show_traces(self, traces: Mapping[Letak, Kemajuan]) -> None:
        """Show what came of the cells."""
        if traces != self._traces:
            self._traces = traces
            if self.program and self.opd:
                last = self.index(len(self.program) - 1, len(self.opd) - 1)
                self.dataChanged.emit(self.index(0, 0), last)

    def state(self, letak: Letak) -> KeadaanSel | None:
        """Return what a cell stands for, None in a comparison, or of a count without a trace."""
        if self._differing:
            return None
        found = keadaan_sel(
            self._traces.get(letak), disepakati=self._agreed and letak in self._roles
        )
        return None if self._counts and found is KeadaanSel.KOSONG else found

    def told(self, letak: Letak) -> str:
        """Return role or count, state and numbers of a cell in words."""
        peran, state, trace = self._roles.get(letak), self.state(letak), self._traces.get(letak)
        parts = [peran.label if peran else "Kosong"]
        if self._counts:
            parts = [f"{self._counts.get(letak, 0)} kampung"]
        if state is not None:
            parts.append(state.label.lower())
        if trace is not None and trace.rencana and state is not None:
            parts.append(f"{trace.selesai} dari {trace.rencana} rencana selesai")
            if trace.terlambat:
                parts.append(f"{trace.terlambat} terlambat")
            if not peran and not self._counts:
                parts.append("di luar matriks")
        if trace is not None and trace.realisasi and state is not None:
            parts.append(f"{trace.realisasi} realisasi")
        return ", ".join(parts)

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.program, self.opd = (), ()
        self._roles, self._counts, self._differing, self._alone = {}, {}, {}, set()
        self.endResetModel()

    def goal(self, row: int) -> str:
        """Return the goal that a row's program serves."""
        sasaran = self.program[row].sasaran
        return f"Sasaran {sasaran}: {self._sasaran.get(sasaran, '')}"

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of programs."""
        return 0 if parent.isValid() else len(self.program)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return the number of agencies."""
        return 0 if parent.isValid() else len(self.opd)

    def letak(self, index: Index) -> Letak:
        """Return the place that an index stands for."""
        return self.program[index.row()].id, self.opd[index.column()].id

    def place(self, program: str | None, opd: str | None) -> QModelIndex:
        """Return the index of a place; an end left open is the first of its row or column."""
        rows = [row for row, item in enumerate(self.program) if item.id == program]
        columns = [column for column, item in enumerate(self.opd) if item.id == opd]
        return self.index(rows[0] if rows else 0, columns[0] if columns else 0)

    def role_at(self, index: Index) -> Peran | None:
        """Return the role in a cell."""
        return self._roles.get(self.letak(index))

    def data(self, index: Index, role: int = ROLE.DisplayRole) -> Any:
        """Return the mark or number of a cell, and how it is drawn."""
        letak = self.letak(index)
        if role == ROLE.DisplayRole:
            return self._text(letak)
        if role in (ROLE.ToolTipRole, ROLE.AccessibleTextRole):
            return self._tip(index, letak)
        if role == ROLE.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == FILL:
            return self._fill(letak)
        if role == DIFFERS:
            return letak in self._differing
        if role == GOAL:
            return self.program[index.row()].sasaran
        return self.state(letak) if role == STATE else None

    def _text(self, letak: Letak) -> str:
        if self._counts:
            return str(self._counts.get(letak, "") or "")
        if letak in self._differing:
            item = self._differing[letak]
            return f"{_mark(item.lama) or '–'} → {_mark(item.baru) or '–'}"
        return _mark(self._roles.get(letak))

    def _tip(self, index: Index, letak: Letak) -> str:
        program, opd = self.program[index.row()], self.opd[index.column()]
        return f"{opd.nama}\n{program.id}. {program.nama}\n{self.told(letak)}"

    def _fill(self, letak: Letak) -> QColor | None:
        count = self._counts.get(letak, 0)
        if count:
            low, high = (QColor(name) for name in theme.colours().heat)
            share = count / self._most
            mixed = [
                round(a + (b - a) * share)
                for a, b in zip(low.getRgb()[:3], high.getRgb()[:3], strict=True)  # type: ignore[index]
            ]
            return QColor(*mixed)
        if letak in self._differing:
            return QColor(theme.colours().warn_soft)
        state = self.state(letak)
        if state is not None and state is not KeadaanSel.KOSONG:
            return fill(state)
        return QColor(theme.colours().raised) if letak in self._roles else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = ROLE.DisplayRole
    ) -> Any:
        """Return names with the count of what stands in the row or column."""
        across = orientation is Qt.Orientation.Horizontal
        if role == ROLE.DisplayRole:
            if across:
                return self.opd[section].singkat
            return f"{self.program[section].id}. {self.program[section].singkat}"
        if role == ROLE.ToolTipRole:
            return self._head_tip(section, across=across)
        if role == ROLE.UserRole:
            return self.total(section, across=across)
        if role == ROLE.ForegroundRole:
            id = self.opd[section].id if across else self.program[section].id
            return QColor(theme.colours().warn) if id in self._alone else None
        if role == GOAL and not across:
            return self.program[section].sasaran
        return None

    def total(self, section: int, *, across: bool) -> int:
        """Return how many cells of a column or row are filled."""
        filled = self._counts.keys() if self._counts else self._roles.keys()
        if across:
            return sum(1 for _, opd in filled if opd == self.opd[section].id)
        return sum(1 for program, _ in filled if program == self.program[section].id)

    def _head_tip(self, section: int, *, across: bool) -> str:
        if across:
            opd = self.opd[section]
            return f"{opd.nama}\n{opd.tupoksi}".strip()
        return f"{self.program[section].nama}\n{self.goal(section)}"


def _mark(peran: Peran | None) -> str:
    return peran.tanda if peran else ""
