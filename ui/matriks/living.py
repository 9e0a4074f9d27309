"""What came of the cells, counted and read beside other work, so that typing never waits."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from html import escape

from PySide6.QtCore import QObject, QTimer

from kkbdesk.model.ids import KampungId
from kkbdesk.queries.matriks import Letak
from kkbdesk.services.matriks import KampungSel, Kemajuan
from ui.context import Context
from ui.kit.jobs import Reading
from ui.matriks.grid import MatrixModel
from ui.matriks.side import SidePanel
from ui.matriks.view import MatrixView

_PAUSE = 150
"""Milliseconds that the cursor rests on a cell before what stands behind it is read."""


class Shown(Enum):
    """What kind of matrix is shown."""

    ONE = auto()
    COMPARED = auto()
    VILLAGES = auto()
    """The kampung of each cell, counted."""
    OFFICES = auto()
    """The offices of each cell, counted; what came of theirs is not told."""
    NOTHING = auto()


class LivingCells(QObject):
    """Keeps the states of the shown matrix and what stands behind its current cell."""

    def __init__(
        self, context: Context, view: MatrixView, model: MatrixModel, side: SidePanel
    ) -> None:
        super().__init__(view)
        self._context, self._view, self._model, self._side = context, view, model, side
        self._shown = Shown.NOTHING
        self._place: tuple[int, KampungId | None, str] = (0, None, "")
        self._counted: tuple[int, KampungId | None, str] | None = None
        self._asked: object = None
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE)
        self._rest.timeout.connect(self._read_cell)
        view.selectionModel().currentChanged.connect(lambda *_: self.show_cell())

    def forget(self) -> None:
        """Count anew at the next look: plan or deeds changed."""
        self._counted = None

    def pause(self) -> None:
        """Tell nothing of cells until the next matrix is there."""
        self._shown = Shown.NOTHING

    def follow(self, shown: Shown, year: int, kampung: KampungId | None, office: str) -> None:
        """Show what came of the cells of a matrix; counted only when that is not known yet."""
        self._shown, self._place = shown, (year, kampung, office)
        self.show_cell()
        if shown in (Shown.OFFICES, Shown.NOTHING):
            self._counted = None
            self._model.show_traces({})
        elif self._counted != self._place:
            self._count()

    def _count(self) -> None:
        place, former = self._place, self._counted
        if former is not None:
            self._model.show_traces({})
        self._counted = place
        matrices = self._context.desk.matriks

        def done(found: Mapping[Letak, Kemajuan]) -> None:
            if self._counted == place:
                self._model.show_traces(found)
                self.show_cell()

        self._context.jobs.start(Reading("", lambda: matrices.kemajuan(*place)), done, owner=self)

    def show_cell(self) -> None:
        """Tell what is known of the current cell; the rest once the cursor rests there."""
        self._asked = None
        index = self._view.currentIndex()
        if not index.isValid() or self._shown is Shown.NOTHING:
            self._side.cell.show_head("")
            return
        program, opd = self._model.program[index.row()], self._model.opd[index.column()]
        self._side.cell.show_head(
            f"<b>{escape(opd.nama)}</b><br>{escape(f'{program.id}. {program.nama}')}<br>"
            f"{escape(self._model.goal(index.row()))}<br>"
            f"<i>{escape(self._model.told((program.id, opd.id)))}</i>"
        )
        if self._shown is Shown.VILLAGES:
            self._side.show_villages(())
        if self._shown is not Shown.OFFICES:
            self._rest.start()

    def _read_cell(self) -> None:
        """Read what stands behind the cell, or which kampung stand behind a count."""
        index = self._view.currentIndex()
        if not index.isValid() or self._shown in (Shown.OFFICES, Shown.NOTHING):
            return
        letak = self._model.letak(index)
        year, kampung, office = self._place
        if self._shown is not Shown.VILLAGES:
            self._side.cell.read(year, kampung, letak, office)
            return
        self._asked = asked = object()
        matrices = self._context.desk.matriks

        def done(found: list[KampungSel]) -> None:
            if self._asked is asked:
                self._side.show_villages(found)

        self._context.jobs.start(
            Reading("", lambda: matrices.di_balik(year, letak, office)), done, owner=self
        )
