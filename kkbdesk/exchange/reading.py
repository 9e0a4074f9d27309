"""Reads workbooks in a process of its own, whose memory and time are limited.

A workbook may be made to hurt: whatever it does, it does there, and the program answers with a
sentence.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

import kkbdesk
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.exchange.frames import DATE, DONE, SECONDS, SHEET, WRONG, Frame, receive
from kkbdesk.exchange.safety import TOO_BIG, inspect
from kkbdesk.exchange.sheets import ERROR, FORMULA, Cell, Fault, Row, Sheet, Workbook
from kkbdesk.files import reason
from kkbdesk.jobs import Progress, Silent

COMMAND = "baca-berkas"
"""The first argument that turns the program into the reading process."""

_TOO_LONG = (
    "Berkas ini terlalu lama dibaca. Salin tabelnya saja ke buku kerja baru, lalu impor lagi."
)


def read(path: Path, progress: Progress | None = None) -> Workbook:
    """Return the workbook; raises UserError with what is wrong and what to do, Cancelled."""
    if not path.is_file():
        raise UserError(f"Berkas {path} tidak ada." if not path.exists() else _not_a_file(path))
    try:
        inspect(path)
        with tempfile.TemporaryFile() as output:
            _run(path.absolute(), output, progress or Silent())
            output.seek(0)
            return _unpacked(_received(output))
    except PermissionError as error:
        raise UserError(
            f"Berkas {path.name} tidak boleh dibaca. Tutup berkas itu di Excel dan periksa izinnya."
        ) from error
    except OSError as error:
        raise StorageFault(f"Berkas {path.name} tidak dapat dibaca: {reason(error)}.") from error


def _not_a_file(path: Path) -> str:
    return f"{path} adalah folder atau alat, bukan berkas."


def _run(path: Path, output: IO[bytes], progress: Progress) -> None:
    hidden: dict[str, Any] = {}
    if sys.platform == "win32":
        hidden["creationflags"] = subprocess.CREATE_NO_WINDOW
    process = subprocess.Popen(
        [*_program(), COMMAND, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL,
        **hidden,
    )
    # A thread that waits wakes at once; `wait` with a time limit only looks now and then.
    waiting = threading.Thread(target=process.wait, daemon=True)
    waiting.start()
    end = time.monotonic() + SECONDS
    try:
        while waiting.is_alive():
            progress.step(0, 0, f"Membaca {path.name}")
            if time.monotonic() > end:
                raise UserError(_TOO_LONG)
            waiting.join(0.1)
    finally:
        if waiting.is_alive():
            process.kill()
            waiting.join()


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, str(Path(kkbdesk.__file__).parent.with_name("main.py"))]


def _received(output: IO[bytes]) -> Iterator[Frame]:
    """Yield what the process told; one that died told why only by where it broke off."""
    try:
        while True:
            yield receive(output)
    except (EOFError, ValueError, TypeError) as error:
        raise UserError(TOO_BIG) from error


def _unpacked(frames: Iterable[Frame]) -> Workbook:
    """Return the workbook; raises UserError where the reader says so, EOFError when it broke off.

    Equal texts become one object: exports repeat a few names thousands of times.
    """
    sheets: list[Sheet] = []
    known: dict[str, str] = {}
    for frame in frames:
        if frame[0] == WRONG:
            raise UserError(frame[1])
        if frame[0] == DONE:
            return Workbook(tuple(sheets))
        if frame[0] == SHEET:
            _, name, hidden, merged = frame
            sheets.append(Sheet(name, hidden, [], tuple(merged)))
        else:
            sheets[-1].rows.extend(_row(number, cells, known) for number, cells in frame[1])
    raise EOFError


def _row(number: int, cells: list[Any], known: dict[str, str]) -> Row:
    row: list[Cell] = []
    for value in cells:
        if type(value) is str:
            row.append(known.setdefault(value, value))
        elif type(value) is tuple:
            row.append(_special(*value))
        else:
            row.append(value)
    return number, row


def _special(kind: str, value: Any) -> Cell:
    if kind == DATE:
        return date.fromordinal(value)
    return Fault(value, ERROR) if value else Fault("rumus", FORMULA)
