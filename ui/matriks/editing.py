"""What keys and clipboard do to the cells of a matrix."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QApplication

from kkbdesk.model.matriks import Peran
from kkbdesk.queries.matriks import Letak
from ui.matriks.grid import MatrixModel
from ui.matriks.paste import from_text, to_text
from ui.matriks.view import MatrixView

Put = Callable[[Mapping[Letak, Peran | None], str], None]
"""Writes cells under a label of the history."""
_FOLLOWING = {
    None: Peran.PENDUKUNG,
    Peran.PENDUKUNG: Peran.PENANGGUNG_JAWAB,
    Peran.PENANGGUNG_JAWAB: None,
}


class MatrixEditing:
    """Follows the wishes of a view and hands over what is to be written."""

    def __init__(
        self, view: MatrixView, model: MatrixModel, put: Put, warn: Callable[[str], None]
    ) -> None:
        self._view, self._model, self._put, self._warn = view, model, put, warn
        view.cycled.connect(self.cycle)
        view.cleared.connect(lambda: self.set_all(None))
        view.marked.connect(self.set_all)
        view.copied.connect(self.copy)
        view.cut.connect(self.cut)
        view.pasted.connect(self.paste)
        view.filled_down.connect(self.fill_down)

    def _chosen(self) -> list[Letak]:
        indexes = self._view.selectedIndexes() or [self._view.currentIndex()]
        return [self._model.letak(index) for index in indexes if index.isValid()]

    def cycle(self) -> None:
        """Turn empty into √, √ into ●, ● into empty; a range takes the current cell's next."""
        index = self._view.currentIndex()
        if index.isValid():
            self.set_all(_FOLLOWING[self._model.role_at(index)])

    def set_all(self, peran: Peran | None) -> None:
        """Give all chosen cells a role."""
        self._put(dict.fromkeys(self._chosen(), peran), "Isi matriks")

    def copy(self) -> None:
        """Copy the chosen range."""
        rows, columns = self._view.area()
        index, role = self._model.index, self._model.role_at
        roles = [[role(index(down, across)) for across in columns] for down in rows]
        QApplication.clipboard().setText(to_text(roles))

    def cut(self) -> None:
        """Copy the chosen range and empty it."""
        self.copy()
        self._put(dict.fromkeys(self._chosen(), None), "Potong sel matriks")

    def paste(self) -> None:
        """Paste a range at the current cell; one cell fills the whole selection."""
        try:
            pasted = from_text(QApplication.clipboard().text())
        except ValueError as error:
            self._warn(str(error))
            return
        if len(pasted) == len(pasted[0]) == 1:
            self._put(dict.fromkeys(self._chosen(), pasted[0][0]), "Tempel ke matriks")
            return
        rows, columns = self._view.area()
        cells: dict[Letak, Peran | None] = {}
        for down, line in enumerate(pasted, rows.start):
            for across, role in enumerate(line, columns.start):
                index = self._model.index(down, across)
                if index.isValid():
                    cells[self._model.letak(index)] = role
        self._put(cells, "Tempel ke matriks")

    def fill_down(self) -> None:
        """Repeat the first row of the selection in the rows below it."""
        rows, columns = self._view.area()
        cells: dict[Letak, Peran | None] = {}
        for across in columns:
            role = self._model.role_at(self._model.index(rows.start, across))
            for down in rows[1:]:
                cells[self._model.letak(self._model.index(down, across))] = role
        self._put(cells, "Isi ke bawah")
