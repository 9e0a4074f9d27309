"""Stops a process at the n-th touch of the disk, or has the disk refuse from there on.

Every opening, renaming, removal and making of a folder below the office is one boundary. Python
reports them to audit hooks before they happen, so a process can be ended just there, without any
cleaning up, as by a power cut.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

_EVENTS = frozenset(
    {"open", "os.rename", "os.remove", "os.mkdir", "os.link", "os.truncate", "sqlite3.connect"}
)
KILLED, REFUSED, DONE = 9, 2, 0


class Boundaries:
    """Counts boundaries below a folder; at the one that is asked for, something happens."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._count, self._at, self._how = 0, 0, ""
        sys.addaudithook(self._hook)

    def arm(self, at: int, how: str) -> None:
        """Have the process end (`kill`), or the disk refuse (`full`, `broken`), at a boundary."""
        self._count, self._at, self._how = 0, at, how

    def _hook(self, event: str, args: tuple[object, ...]) -> None:
        if not self._at or event not in _EVENTS or not self._below(args):
            return
        self._count += 1
        if self._count < self._at:
            return
        if self._how == "kill":
            os._exit(KILLED)
        if event != "os.remove":  # a full disk still lets go
            number = errno.ENOSPC if self._how == "full" else errno.EIO
            raise OSError(number, os.strerror(number))

    def _below(self, args: tuple[object, ...]) -> bool:
        return any(self._folder in str(item) for item in args[:2] if isinstance(item, str | Path))


def stopped(boundaries: Boundaries, at: int, how: str, do: Callable[[], object]) -> int:
    """Do something in a child that is stopped at a boundary; return KILLED, REFUSED or DONE."""
    from kkbdesk.errors import UserError  # noqa: PLC0415

    child = os.fork()
    if child == 0:
        status = 1
        try:
            boundaries.arm(at, how)
            do()
            status = DONE
        except UserError:
            status = REFUSED
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
