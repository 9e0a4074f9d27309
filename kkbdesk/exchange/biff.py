"""Finds the error cells of an old Excel file (.xls), which its reader returns as empty."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterator

from kkbdesk.errors import UserError
from kkbdesk.exchange.safety import PASSWORD

_END = 0xFFFFFFFC
"""Sector numbers from here on end a chain or mean no sector."""
_BOF, _EOF, _SHEET, _FORMULA, _BOOL_OR_ERROR = 0x0809, 0x000A, 0x0085, 0x0006, 0x0205
_LOCKED = 0x002F
_ERRORS = {
    0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A",
}  # fmt: skip


def errors(content: bytes) -> dict[str, dict[int, dict[int, str]]]:
    """Return error texts by sheet, row (from 1) and column (from 0).

    Raises UserError for a file with a password, which its reader calls damaged, or reads as garbage
    under the oldest cipher; struct.error, IndexError or ValueError for a damaged one.
    """
    stream = _Compound(content).stream("Workbook", "Book")
    found = {}
    for name, offset in _sheets(stream):
        cells: dict[int, dict[int, str]] = defaultdict(dict)
        for row, column, code in _sheet_errors(stream, offset):
            cells[row + 1][column] = _ERRORS.get(code, "#?")
        found[name] = dict(cells)
    return found


class _Compound:
    """The container of an old Office file: a small file system of sectors."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("sector size")
        self._size = 1 << shift
        directory, _, self._cutoff, mini_table = struct.unpack_from("<IIII", content, 48)
        self._table = self._fat()
        self._entries = self._chain(directory)
        self._mini_table = _numbers(self._chain(mini_table))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    def _fat(self) -> list[int]:
        """Return which sector follows which."""
        parts = list(struct.unpack_from("<109I", self._content, 76))
        (following,) = struct.unpack_from("<I", self._content, 68)
        limit = len(self._content) // self._size
        while following < _END and len(parts) <= limit + 109:
            numbers = _numbers(self._sector(following))
            parts += numbers[:-1]
            following = numbers[-1]
        table: list[int] = []
        for number in parts[: limit + 109]:
            if number < _END:
                table += _numbers(self._sector(number))
        return table

    def _chain(self, first: int) -> bytes:
        parts: list[bytes] = []
        while first < _END and len(parts) <= len(self._table):
            parts.append(self._sector(first))
            first = self._table[first]
        return b"".join(parts)

    def stream(self, *names: str) -> bytes:
        """Return the first stream that bears one of the names."""
        root = 0, 0
        for start in range(0, len(self._entries) - 127, 128):
            entry = self._entries[start : start + 128]
            (length,) = struct.unpack_from("<H", entry, 64)
            name = entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", entry, 116)
            if entry[66] == 5:
                root = first, size
            elif name in names:
                if size >= self._cutoff:
                    return self._chain(first)[:size]
                return self._mini(self._chain(root[0]), first)[:size]
        raise ValueError("no workbook")

    def _mini(self, container: bytes, first: int) -> bytes:
        parts: list[bytes] = []
        while first < _END and len(parts) <= len(self._mini_table):
            parts.append(container[first * 64 : first * 64 + 64])
            first = self._mini_table[first]
        return b"".join(parts)


def _numbers(content: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, int, int]]:
    """Yield type, start and length of the records up to the end of the sheet or the globals."""
    depth = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        yield kind, offset + 4, length
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        offset += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    (version,) = struct.unpack_from("<H", stream, 4)
    for kind, start, length in _records(stream, 0):
        if kind == _LOCKED:
            raise UserError(PASSWORD)
        if kind != _SHEET:
            continue
        (offset,) = struct.unpack_from("<I", stream, start)
        count, text = stream[start + 6], stream[start + 7 : start + length]
        if version < 0x0600:
            name = text[:count].decode("cp1252", "replace")
        elif text[0] & 1:
            name = text[1 : 1 + 2 * count].decode("utf-16-le", "replace")
        else:
            name = text[1 : 1 + count].decode("latin-1")
        yield name, offset


def _sheet_errors(stream: bytes, offset: int) -> Iterator[tuple[int, int, int]]:
    """Yield row, column and code of error cells; a formula marks its error by two bytes of ones."""
    for kind, start, length in _records(stream, offset):
        code = None
        if kind == _BOOL_OR_ERROR and length >= 8 and stream[start + 7]:
            code = stream[start + 6]
        elif kind == _FORMULA and stream[start + 12 : start + 14] == b"\xff\xff":
            code = stream[start + 8] if stream[start + 6] == 2 else None
        if code is not None:
            yield (*struct.unpack_from("<HH", stream, start), code)
