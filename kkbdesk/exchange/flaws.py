"""Finds what the reading library keeps silent about: uncomputed formulas, error cells, ODS merges.

It reads such a cell as empty, and an empty cell means something else here.
"""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from kkbdesk.exchange import biff
from kkbdesk.exchange.safety import Format

_MANY = 50_000
"""More flaws than anybody mends; what follows them is not looked at."""
_PIECE = 2**20


class Flaws:
    """Of one sheet: flawed cells by row (from 1) and column (from 0), and merged areas of ODS.

    The text of a cell is that of its error, empty for a formula without a value.
    """

    def __init__(self, cells: dict[int, dict[int, str]] | None = None) -> None:
        self.cells = defaultdict(dict) if cells is None else cells
        self.merged: list[tuple[int, int, int, int]] = []


def find(path: Path, kind: Format) -> dict[str, Flaws]:
    """Return the flaws by name of the sheet."""
    if kind is Format.XLS:
        found = biff.errors(path.read_bytes())
        return {name: Flaws(cells) for name, cells in found.items()}
    with zipfile.ZipFile(path) as archive:
        if kind is Format.ODS:
            return _ods(archive)
        return {name: _xlsx_sheet(archive, part) for name, part in _xlsx_sheets(archive)}


def _xlsx_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the sheets by name and the part of the archive that holds each."""
    targets = {
        item.get("Id"): item.get("Target", "")
        for item in _small(archive, "xl/_rels/workbook.xml.rels")
    }
    parts = set(archive.namelist())
    for item in _small(archive, "xl/workbook.xml").iter():
        if not item.tag.endswith("}sheet"):
            continue
        id = next((value for name, value in item.items() if name.endswith("}id")), None)
        target = targets.get(id, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in parts:
            yield item.get("name", ""), part


def _small(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """Return a part that only lists others; `safety` saw to it that it declares no entities."""
    with archive.open(name) as part:
        return ElementTree.fromstring(part.read(4 * _PIECE))


def _holds(archive: zipfile.ZipFile, part: str, marks: tuple[bytes, ...]) -> bool:
    """Tell whether a part holds one of the marks; much quicker than parsing it."""
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            text = tail + piece
            if any(mark in text for mark in marks):
                return True
            tail = piece[-40:]
    return False


class _Enough(Exception):
    """There are more flaws than anybody mends."""


Handler = Callable[[str, dict[str, str]], None]


def _parse(
    stream: Any, start: Handler, end: Callable[[str], None], characters: Callable[[str], None]
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = characters
    try:
        parser.ParseFile(stream)
    except _Enough:
        return


def _xlsx_sheet(archive: zipfile.ZipFile, part: str) -> Flaws:
    # Each mark costs a look at the whole sheet, and most have none of them.
    if not _holds(archive, part, (b"<f", b":f", b'"e"', b"'e'")):
        return Flaws()
    if not _holds(archive, part, (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b't="e"', b"t='e'")):
        return Flaws()
    scan = _XlsxScan()
    with archive.open(part) as stream:
        _parse(stream, scan.start, scan.end, scan.characters)
    return scan.flaws


class _XlsxScan:
    """Follows the cells of a sheet; numbers rows and cells itself where they carry no reference."""

    def __init__(self) -> None:
        self.flaws = Flaws()
        self._row = self._column = 0
        self._type, self._formula, self._valued = "", False, False
        self._text: list[str] | None = None
        self._value = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._column = _column(attributes.get("r", "")) or self._column + 1
            self._type, self._formula = attributes.get("t", ""), False
            self._valued, self._value = False, ""
        elif name == "row":
            self._row, self._column = int(attributes.get("r") or self._row + 1), 0
        elif name == "f":
            self._formula = True
        elif name == "v":
            self._text, self._valued = [], True

    def characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, name: str) -> None:
        if name == "v" and self._text is not None:
            self._value, self._text = "".join(self._text), None
        elif name == "c" and (self._type == "e" or self._uncomputed()):
            self.flaws.cells[self._row][self._column - 1] = self._value
            if len(self.flaws.cells) > _MANY:
                raise _Enough

    def _uncomputed(self) -> bool:
        computed_text = self._type == "str" and self._valued
        return self._formula and not self._value and not computed_text


def _column(reference: str) -> int:
    """Return the number of the column in a reference such as AB12, from 1; 0 without letters."""
    number = 0
    for char in reference:
        if not "A" <= char <= "Z":
            break
        number = number * 26 + ord(char) - 64
    return number


def _ods(archive: zipfile.ZipFile) -> dict[str, Flaws]:
    if not _holds(archive, "content.xml", (b":formula=", b"-spanned=", b'"error"')):
        return {}
    scan = _OdsScan()
    with archive.open("content.xml") as stream:
        _parse(stream, scan.start, scan.end, scan.characters)
    return scan.sheets


class _OdsScan:
    """Follows tables, rows and cells with their repetitions."""

    def __init__(self) -> None:
        self.sheets: dict[str, Flaws] = {}
        self._now = Flaws()
        self._row = self._column = 0
        self._rows = self._repeated = 1
        self._error: dict[int, str] | None = None
        """The row whose cell, an error, is being read."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self._now = self.sheets.setdefault(attributes.get("table:name", ""), Flaws())
            self._row, self._rows = 1, 0
        elif name == "table-row":
            self._row, self._column = self._row + self._rows, 0
            self._rows = int(attributes.get("table:number-rows-repeated", 1))
        elif name in ("table-cell", "covered-table-cell"):
            self._cell(attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        kinds = [value for key, value in attributes.items() if key.endswith(":value-type")]
        if "error" in kinds:
            self._error = self._now.cells[self._row]
            self._error[self._column] = ""
        elif "table:formula" in attributes and not kinds:
            self._now.cells[self._row][self._column] = ""
        wide = int(attributes.get("table:number-columns-spanned", 1))
        high = int(attributes.get("table:number-rows-spanned", 1))
        if wide > 1 or high > 1:
            area = (self._row, self._column, self._row + high - 1, self._column + wide - 1)
            self._now.merged.append(area)
        if len(self._now.cells) + len(self._now.merged) > _MANY:
            raise _Enough
        self._repeated = int(attributes.get("table:number-columns-repeated", 1))

    def characters(self, text: str) -> None:
        if self._error is not None:
            self._error[self._column] += text

    def end(self, name: str) -> None:
        if name in ("table-cell", "covered-table-cell"):
            self._column += self._repeated
            self._error = None
