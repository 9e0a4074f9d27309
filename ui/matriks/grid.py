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
from kkbdesk.services.matriks import Beda
from ui.kit import theme

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
ROLE = Qt.ItemDataRole
DIFFERS = int(ROLE.UserRole) + 1
"""Whether the cell differs from the matrix it is compared with."""
FILL = int(ROLE.UserRole) + 2
"""The colour behind a cell, or None."""
GOAL = int(ROLE.UserRole) + 3
"""The number of a row's goal, so that the view can set goals apart."""


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

    def show_grid(self, grid: Grid, differing: Iterable[Beda] = ()) -> None:
        """Show a matrix, with the cells that differ from another."""
        same = (self.program, self.opd) == (grid.program, grid.opd) and not self._counts
        if not same:
            self.beginResetModel()
        self.program, self.opd, self._sasaran = grid.program, grid.opd, grid.sasaran
        self._roles = {letak: cell.peran for letak, cell in grid.sel.items()}
        self._counts, self._most = {}, 0
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
        self._counts = combined.jumlah
        self._most = max([*combined.jumlah.values(), 1])
        self.endResetModel()

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
        if role == ROLE.ToolTipRole:
            return self._tip(index, letak)
        if role == ROLE.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == FILL:
            return self._fill(letak)
        if role == DIFFERS:
            return letak in self._differing
        if role == GOAL:
            return self.program[index.row()].sasaran
        return None

    def _text(self, letak: Letak) -> str:
        if self._counts:
            return str(self._counts.get(letak, "") or "")
        if letak in self._differing:
            item = self._differing[letak]
            return f"{_mark(item.lama) or '–'} → {_mark(item.baru) or '–'}"
        return _mark(self._roles.get(letak))

    def _tip(self, index: Index, letak: Letak) -> str:
        program, opd = self.program[index.row()], self.opd[index.column()]
        peran = self._roles.get(letak)
        what = peran.label if peran else "kosong"
        if self._counts:
            what = f"{self._counts.get(letak, 0)} kampung"
        return f"{opd.nama}\n{program.id}. {program.nama}\n{what}"

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
        if letak in self._roles:
            return QColor(theme.colours().accent_soft)
        return None

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
