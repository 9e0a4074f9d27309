"""What the reading process tells the program: pieces of a workbook, made of plain values only.

`marshal` carries them: it is quick, and reading it back can run nothing. The process imports as
little as it can: a small workbook is read before a larger program would have started.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import IO, Any

from kkbdesk.errors import UserError
from kkbdesk.exchange.safety import TOO_BIG

SHEET, ROWS, DONE, WRONG = "sheet", "rows", "done", "wrong"
Frame = tuple[Any, ...]

SECONDS = 25
"""How long a workbook may take to be read."""
MAX_ROWS = 120_000
"""All villages and subdistricts are 91,599 rows."""
MAX_CELLS = 4_000_000
_MAX_TEXTS = 1_500_000
_MAX_LETTERS = 48_000_000
_PIECE = 1_000

_LENGTH = 4
"""Each frame comes after its length in so many bytes: `marshal` reads a file byte by byte."""


def send(frame: Frame, output: IO[bytes]) -> None:
    """Write a frame."""
    content = marshal.dumps(frame)
    output.write(len(content).to_bytes(_LENGTH, "big"))
    output.write(content)


def receive(output: IO[bytes]) -> Frame:
    """Return the next frame; raises EOFError, ValueError, TypeError where it broke off."""
    content = output.read(int.from_bytes(output.read(_LENGTH), "big"))
    frame: Frame = marshal.loads(content)
    return frame


DATE, FLAW = "date", "flaw"
"""What `marshal` has no type for travels as a pair."""


class Packer:
    """Turns the cells of a library into frames; raises UserError beyond what is ever sensible."""

    def __init__(self) -> None:
        self._rows = self._cells = self._texts = self._letters = 0

    def sheet(
        self, name: str, *, hidden: bool, merged: Iterable[tuple[int, int, int, int]] = ()
    ) -> Frame:
        """Return the frame that begins a sheet."""
        return SHEET, name, hidden, list(merged)

    def rows(
        self,
        rows: Iterable[list[Any]],
        shift: int = 0,
        flaws: Mapping[int, Mapping[int, str]] | None = None,
    ) -> Iterator[Frame]:
        """Yield the rows that hold something, numbered from 1.

        The library's rows begin at column `shift`; `flaws` are texts of flawed cells by row and
        column.
        """
        piece: list[tuple[int, list[Any]]] = []
        for number, row in enumerate(rows, 1):
            # Whole numbers, the most frequent cells, are told here: a call costs as much again.
            cells = [None] * shift + [
                int(value)
                if type(value) is float and value.is_integer() and -1e15 < value < 1e15
                else self._cell(value)
                for value in row
            ]
            if flaws and number in flaws:
                _put_flaws(cells, flaws[number])
            while cells and cells[-1] is None:
                cells.pop()
            if not cells:
                continue
            self._count(len(cells))
            piece.append((number, cells))
            if len(piece) == _PIECE:
                yield ROWS, piece
                piece = []
        yield ROWS, piece

    def _count(self, cells: int) -> None:
        self._rows += 1
        self._cells += cells
        if (
            self._rows > MAX_ROWS
            or self._cells > MAX_CELLS
            or self._texts > _MAX_TEXTS
            or self._letters > _MAX_LETTERS
        ):
            raise UserError(TOO_BIG)

    def _cell(self, value: Any) -> Any:
        kind = type(value)
        if kind is str:
            if not value or value.isspace():
                return None
            self._texts += 1
            self._letters += len(value)
            return value
        if kind is float or kind is int or kind is bool:
            return value
        if isinstance(value, date):
            return DATE, (value.date() if isinstance(value, datetime) else value).toordinal()
        return str(value)  # a time of day or a duration


def _put_flaws(cells: list[Any], flawed: Mapping[int, str]) -> None:
    cells += [None] * (max(flawed) + 1 - len(cells))
    for at, text in flawed.items():
        cells[at] = (FLAW, text)
