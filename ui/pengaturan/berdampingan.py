"""Records of one kind: the list at the left, the chosen one as a form at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from kkbdesk.model.fields import Record, Value
from kkbdesk.services.draf import BARU
from ui.context import Context, Drafts
from ui.kit import theme
from ui.kit.form import Form
from ui.kit.rows import Column
from ui.kit.scroll import Scroll
from ui.kit.table import RecordTable
from ui.page import button, label, row, tool

R = TypeVar("R", bound=Record)
_BAR = 16
"""Pixels of a scroll bar."""


class Beside(QWidget, Generic[R]):
    """Add, change and remove records of one kind."""

    def __init__(
        self,
        context: Context,
        record_type: type[R],
        names: Sequence[str],
        columns: Sequence[Column[R]],
        *,
        empty: str,
        add: str,
    ) -> None:
        super().__init__()
        self._context, self._noun = context, record_type.NOUN
        self._record: R | None = None
        self.form = Form(record_type, names, context, context.notices.warn)
        self.form.setEnabled(False)
        self.table: RecordTable[R] = RecordTable(
            record_type.KIND, columns, lambda item: item.id, context.settings, empty=empty
        )
        self.table.selected.connect(self._chosen)
        self.table.opened.connect(lambda _id: self.form.focus())
        self.table.removed.connect(self._remove)
        make = button(add, "plus", primary=True)
        make.clicked.connect(self.new)
        self.table.begin_with(add, self.new)
        remove = tool("trash-2", f"Hapus {self._noun.lower()} yang salah dicatat (Delete)")
        remove.clicked.connect(self._remove)
        self._said = label(tone="muted", wrap=True)
        self._said.hide()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        area = Scroll(holder)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(holder.minimumSizeHint().width() + _BAR)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.GAP, 0, 0, 0)
        column.addLayout(row(make, remove, 1))
        column.addWidget(self._said)
        column.addWidget(area, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(side)
        split.setSizes([680, 480])
        split.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.GAP, 0, 0)
        outer.addWidget(split)

    # what a kind brings

    def reload(self) -> None:
        """Read all records."""
        raise NotImplementedError

    def add_record(self, values: Mapping[str, Any]) -> R:
        """Add a record."""
        raise NotImplementedError

    def change_record(self, record: R, values: Mapping[str, Any]) -> R:
        """Change some fields of a record."""
        raise NotImplementedError

    def remove_records(self, records: list[R]) -> None:
        """Remove records."""
        raise NotImplementedError

    def new(self) -> None:
        """Begin a new record."""
        raise NotImplementedError

    # what all have

    def show_rows(self, records: Sequence[R]) -> None:
        """Show the records; the chosen one follows."""
        self.table.set_rows(records)
        if self._record is not None:
            found = [item for item in records if item.id == self._record.id]
            if found:
                self._record = found[0]
                self.form.refresh(found[0])
            else:
                self._record = None
                self.form.setEnabled(False)
        elif records and not self.form.isEnabled():
            self.table.view.selectRow(0)

    def begin(self, drafts: Drafts, said: str, proposal: Mapping[str, Value]) -> None:
        """Show an empty form for a new record."""
        self._record = None
        self.table.view.clearSelection()
        self._said.setText(said)
        self._said.show()
        self.form.setEnabled(True)
        self.form.show_record(None, self._add, drafts, (), proposal)
        self.form.focus()

    def go(self, target: str) -> None:
        """Choose a record, or begin one."""
        if target == BARU:
            self.new()
        else:
            self.table.choose([target])

    def _chosen(self) -> None:
        rows = self.table.chosen_rows()
        if len(rows) != 1 or (self._record and rows[0].id == self._record.id):
            return
        self._record = rows[0]
        self._said.hide()
        self.form.setEnabled(True)
        drafts = self._context.drafts(rows[0].KIND, rows[0].id)
        self.form.show_record(rows[0], self._save, drafts)

    def _save(self, values: Mapping[str, Any]) -> R:
        assert self._record is not None
        self._record = self.change_record(self._record, values)
        return self._record

    def _add(self, values: Mapping[str, Any]) -> R:
        made = self.add_record(values)
        self._context.drafts(made.KIND, BARU).keep({})
        self.table.choose([made.id])
        self._context.done(f"{self._noun} ditambahkan.")
        return made

    def _remove(self) -> None:
        rows = self.table.chosen_rows()
        if rows:
            with self._context.guarded():
                self.remove_records(rows)
                self._context.done(f"{len(rows)} {self._noun.lower()} dihapus.")
