"""One worksheet: text across the columns, one table among it, set up for the printer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kkbdesk.documents.blocks import (
    Align,
    Block,
    Chart,
    Column,
    Document,
    Grid,
    KopPejabat,
    PageBreak,
    Row,
    RowKind,
    Signatures,
    Value,
)
from kkbdesk.documents.writers import metrics, sheets, signers, style
from kkbdesk.documents.writers.text import noted, shown
from kkbdesk.documents.writers.xlsx_style import Cells, Role
from kkbdesk.documents.writers.xlsx_text import Told, told

_POINTS = 72 / 25.4
_PAD, _LEADING = 1.5, 1.3
"""Millimetres beside the text of a cell; distance of lines in parts of their size."""
_DEEPEST_FREEZE = 12
"""A heading further down is not frozen: nothing would be left to scroll."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A text across columns from one up to another."""

    value: Value
    first: int
    last: int
    role: Role = Role.TEXT
    align: Align = Align.LEFT


class Sheet:
    """Writes blocks one below the other into a worksheet."""

    def __init__(self, worksheet: Worksheet, document: Document, widths: Sequence[float]) -> None:
        self._ws = worksheet
        self._document = document
        self._cells = Cells(worksheet)
        self._widths = widths
        self._row = 0

    def letterhead(self) -> None:
        """Write the mark and whose document it is."""
        if self._document.corner:
            self._text(self._document.corner, Role.TITLE, Align.RIGHT)
        if self._document.kop is not None:
            kop = self._document.kop
            for line in kop.lines if isinstance(kop, KopPejabat) else (*kop.atas, kop.nama):
                self._text(line, Role.STRONG, Align.CENTER)

    def write(self, block: Block) -> None:
        """Write one block; where the paper turns to a new page, the worksheet just goes on."""
        match block:
            case Grid():
                self._grid(block)
            case Chart():
                self._grid(block.grid)
            case Signatures():
                self._signatures(block)
            case PageBreak():
                self._append([])
            case _:
                for each in told(block):
                    self._told(each)

    def _append(self, cells: Sequence[Cell | None], height: float = 0) -> None:
        self._row += 1
        self._ws.append(list(cells))
        if height:
            self._ws.row_dimensions[self._row].height = height

    def _text(self, text: str, role: Role, align: Align = Align.LEFT) -> None:
        self._spread([_Part(text, 0, len(self._widths), role, align)])

    def _spread(self, parts: Sequence[_Part], height: float = 0) -> None:
        """Write a row of texts; merged cells do not grow by themselves, so it is given a height."""
        cells: list[Cell | None] = [None] * len(self._widths)
        for part in parts:
            cells[part.first] = self._cells.make(part.value, part.role, part.align)
        self._append(cells, height or max(map(self._height, parts)))
        for part in parts:
            self._merge(part.first, part.last)

    def _merge(self, first: int, last: int, rows: int = 1) -> None:
        """Merge columns of the row just written, and of those above it."""
        if last - first > 1 or rows > 1:
            self._ws.merge_cells(
                start_row=self._row - rows + 1,
                start_column=first + 1,
                end_row=self._row,
                end_column=last,
            )

    def _height(self, part: _Part) -> float:
        size = part.role.size
        room = sum(self._widths[part.first : part.last])
        lines = metrics.line_count(shown(part.value), size, room - _PAD)
        return lines * size * _LEADING + 2

    def _told(self, told: Told) -> None:
        if told.label is None:
            self._spread([_Part(told.value, 0, len(self._widths), told.role, told.align)])
            return
        edges = list(accumulate(self._widths))
        cut = next(i for i, edge in enumerate(edges, 1) if edge >= told.room * 0.8)
        cut = min(cut, len(self._widths) - 1)
        self._spread([_Part(told.label, 0, cut), _Part(told.value, cut, len(self._widths))])

    # the table

    def _grid(self, block: Grid) -> None:
        head = self._row + 1
        self._head(block)
        last_of_head = self._row
        for row in block.rows:
            self._grid_row(row, block)
        self._set_up(block, head, last_of_head)
        for note in noted(block.notes):
            self._text(note, Role.SMALL)

    def _head(self, block: Grid) -> None:
        make, size = self._cells.make, self._head_size(block)
        titles = [
            make(column.title, Role.HEAD, Align.CENTER, turned=column.rotated, size=size)
            for column in block.columns
        ]
        tall = sheets.turned_height(block.columns) * _POINTS
        if not any(column.group for column in block.columns):
            self._append(titles, tall or self._head_height(block.columns))
            return
        groups = [
            make(column.group or column.title, Role.HEAD, Align.CENTER, size=size)
            for column in block.columns
        ]
        self._append(groups, tall or self._head_height(block.columns))
        for name, first, last in _groups(block.columns):
            if name:
                self._merge(first, last)
        self._append(titles)
        for name, first, last in _groups(block.columns):
            for column in () if name else range(first, last):
                self._merge(column, column + 1, rows=2)

    def _head_size(self, block: Grid) -> float:
        level = [
            (column.title, width - _PAD)
            for column, width in zip(block.columns, self._widths, strict=False)
            if not column.rotated
        ]
        level += [
            (name, sum(self._widths[first:last]) - _PAD)
            for name, first, last in _groups(block.columns)
        ]
        return metrics.unbroken(level, block.size, style.SMALL - 1)

    def _head_height(self, columns: Sequence[Column]) -> float:
        parts = [
            _Part(name or columns[first].title, first, last, Role.HEAD)
            for name, first, last in _groups(columns)
        ]
        parts += [
            _Part(column.title, index, index + 1, Role.HEAD)
            for index, column in enumerate(columns)
            if not column.group
        ]
        return max(map(self._height, parts))

    def _grid_row(self, row: Row, block: Grid) -> None:
        if row.kind is RowKind.GROUP:
            self._spread([_Part(row.cells[0], 0, len(block.columns), Role.GROUP)])
            return
        total = row.kind is RowKind.TOTAL
        self._append(
            [
                self._cells.make(
                    value,
                    Role.TOTAL if total else Role.BODY,
                    column.align,
                    size=block.size if total else column.size or block.size,
                    middle=column.rotated or block.row > 0,
                )
                for value, column in zip(row.cells, block.columns, strict=True)
            ],
            max(self._row_height(row, block), 0 if total else block.row * _POINTS),
        )

    def _row_height(self, row: Row, block: Grid) -> float:
        """Return the height of a row with text that wraps, 0 where one line is enough."""
        lines = max(
            metrics.line_count(value, block.size, width - _PAD) if isinstance(value, str) else 1
            for value, width in zip(row.cells, self._widths, strict=False)
        )
        return lines * block.size * _LEADING + 2 if lines > 1 else 0

    def _set_up(self, block: Grid, head: int, last_of_head: int) -> None:
        """Freeze the heading, offer filters on a list, repeat the heading on every page."""
        if last_of_head <= _DEEPEST_FREEZE:
            corner = f"{get_column_letter(block.lead + 1)}{last_of_head + 1}"
            self._ws.freeze_panes = corner
        if block.is_list and block.rows:
            last = get_column_letter(len(block.columns))
            self._ws.auto_filter.ref = f"A{last_of_head}:{last}{self._row}"
        self._ws.print_title_rows = f"{head}:{last_of_head}"
        if block.lead:
            self._ws.print_title_cols = f"A:{get_column_letter(block.lead)}"

    # signatures

    def _signatures(self, block: Signatures) -> None:
        places = self._places(block)
        for row in signers.rows(block):
            signing = [
                (place, signer)
                for place, signer in zip(places, row, strict=False)
                if signer is not None
            ]
            taken = [place for place, _ in signing]
            self._append([])
            self._lines(
                [[lead.told for lead in signers.above(signer)] for _, signer in signing],
                taken,
                Role.TEXT,
            )
            self._append([], signers.gap(block) * _POINTS)
            self._lines([signers.within(signer) for _, signer in signing], taken, Role.TEXT)
            name = Role.STRONG if block.bold else Role.TEXT
            self._lines([[signers.name(signer)] for _, signer in signing], taken, name)
            self._lines([signers.below(signer) for _, signer in signing], taken, Role.TEXT)

    def _lines(
        self, texts: Sequence[Sequence[str]], places: Sequence[tuple[int, int]], role: Role
    ) -> None:
        """Write texts beside each other line by line."""
        for number in range(max(map(len, texts), default=0)):
            parts = [
                _Part(lines[number], *place, role)
                for lines, place in zip(texts, places, strict=False)
                if number < len(lines)
            ]
            self._spread(parts)

    def _places(self, block: Signatures) -> list[tuple[int, int]]:
        """Return the columns of each signature in a row; a single one stands at one side."""
        number = block.per_row
        edges = [0.0, *accumulate(self._widths)]
        if number == 1 and block.kiri:
            return [(0, max(_nearest(edges, style.SIGNER_WIDTH), 1))]
        if number == 1:
            start = max(edges[-1] - style.SIGNER_WIDTH, 0)
            return [(_nearest(edges[:-1], start), len(self._widths))]
        cuts = [_nearest(edges, edges[-1] * index / number) for index in range(number + 1)]
        return list(pairwise(cuts))


def _groups(columns: Sequence[Column]) -> Iterator[tuple[str, int, int]]:
    """Yield headings of groups ("" for none) with the columns they span."""
    first = 0
    for name, members in groupby(columns, key=lambda column: column.group):
        last = first + len(list(members))
        yield name, first, last
        first = last


def _nearest(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - place))
