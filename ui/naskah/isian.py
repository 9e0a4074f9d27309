"""What may be typed into a document: a field each, those that lack a value first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from kkbdesk.services.teks_naskah import IsianKetik
from ui.kit import theme
from ui.kit.fields import LongField, TextField
from ui.page import row, tool

Save = Callable[[dict[str, str]], None]


class TypedFields(QWidget):
    """Leaving a field saves all that is typed; an empty one shows what the records say."""

    def __init__(self, save: Save) -> None:
        super().__init__()
        self._save = save
        self._editors: dict[str, TextField | LongField] = {}
        self._filled: set[str] = set()
        """Names of the fields below, which the records fill."""
        self._more = QCheckBox("Juga isian yang sudah terisi dari data")
        self._more.setToolTip("Yang diketik di sini menggantikan data, hanya pada naskah ini")
        self._more.toggled.connect(self._show_filled)
        self._own, self._other = QWidget(), QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._own, self._more, self._other):
            column.addWidget(widget)
        self._other.hide()

    def names(self) -> list[str]:
        """Return the names of all fields."""
        return list(self._editors)

    def empty(self) -> list[str]:
        """Return the names of the fields that neither the records nor anybody filled."""
        return [n for n, made in self._editors.items() if n not in self._filled and not made.raw()]

    def editor(self, name: str) -> TextField | LongField:
        """Return the editor of a field."""
        return self._editors[name]

    def show_fields(self, fields: Sequence[IsianKetik], *, fresh: bool) -> None:
        """Show the fields of a document; the one being typed in keeps what is typed."""
        if fresh:
            self._more.setChecked(False)
        if fresh or {item.nama for item in fields} != set(self._editors):
            self._rebuild(fields)
        for item in fields:
            made = self._editors[item.nama]
            if fresh or not made.hasFocus():
                made.set_raw(item.ketikan)
            made.setPlaceholderText(item.data or "belum terisi")
        self._more.setVisible(bool(self._filled))

    def _rebuild(self, fields: Sequence[IsianKetik]) -> None:
        focused = next((name for name, made in self._editors.items() if made.hasFocus()), "")
        self._editors = {}
        self._filled = {f.nama for f in fields if f.data and not f.ketikan and not f.diketik}
        self._own = self._section([item for item in fields if item.nama not in self._filled], 0)
        self._other = self._section([item for item in fields if item.nama in self._filled], 2)
        self._other.setVisible(self._more.isChecked())
        if focused in self._editors:
            self._editors[focused].setFocus()

    def _section(self, fields: Sequence[IsianKetik], place: int) -> QWidget:
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        old = column.takeAt(place)
        widget = old.widget() if old else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GAP * 2)
        grid.setVerticalSpacing(theme.GAP)
        grid.setColumnStretch(1, 1)
        for number, item in enumerate(fields):
            self._add(grid, number, item)
        column.insertWidget(place, made)
        return made

    def _add(self, grid: QGridLayout, number: int, item: IsianKetik) -> None:
        made: TextField | LongField = LongField() if item.banyak else TextField()
        made.setAccessibleName(item.label)
        made.left.connect(self._left)
        caption = QLabel(item.label, wordWrap=True)
        caption.setObjectName("label")
        caption.setFixedWidth(150)
        caption.setBuddy(made)
        grid.addWidget(caption, number, 0, Qt.AlignmentFlag.AlignTop)
        if item.banyak and item.data:
            begin = tool("pencil", f"{item.label}: mulai dari isi data, lalu ubah")
            begin.clicked.connect(lambda: self._begin_with(item))
            line = row(made, begin)
            line.setAlignment(begin, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(line, number, 1)
        else:
            grid.addWidget(made, number, 1)
        self._editors[item.nama] = made

    def _begin_with(self, item: IsianKetik) -> None:
        """Put what the records say into a list field, to be changed there."""
        made = self._editors[item.nama]
        if not made.raw().strip():
            made.set_raw(item.data)
        made.setFocus()

    def _left(self) -> None:
        self._save({name: made.raw().strip() for name, made in self._editors.items()})

    def _show_filled(self, shown: bool) -> None:
        self._other.setVisible(shown)

    def focus(self, name: str) -> None:
        """Put the cursor into a field."""
        if name in self._filled:
            self._more.setChecked(True)
        self._editors[name].setFocus()
