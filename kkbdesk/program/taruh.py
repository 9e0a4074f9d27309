"""Programs put onto the disk so that a killed process or a pulled plug leaves no half of one."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kkbdesk.errors import StorageFault
from kkbdesk.files import take_place

WINDOWS = sys.platform == "win32"
_SABAR = 20.0
"""Seconds that a program is waited for which somebody still runs."""
_TANYA = 0.2
"""Seconds between looks at whether it still runs."""
_TERPAKAI = (
    "Program di {} masih terbuka. Tutup semua jendela KKB Desk, juga kantor contoh, lalu buka dan "
    "tutup sekali lagi. Program dan data tidak berubah."
)


def tulis(path: Path, isi: Iterable[bytes], *, jalan: bool) -> None:
    """Write a new file safely onto the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        for part in isi:
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o755 if jalan else 0o644)


def salinan(source: Path, part: Path) -> None:
    """Copy a program safely onto the disk."""
    shutil.copyfile(source, part)
    part.chmod(0o755)
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def ganti_bila_bebas(part: Path, target: Path) -> None:
    """Put a program in the place of another as soon as nobody runs that.

    Windows refuses that meanwhile; elsewhere it would be allowed, but a frozen program goes on
    reading its modules from its file. Raises StorageFault when that takes too long, OSError.
    """
    end = time.monotonic() + _SABAR
    while True:
        try:
            if not _dijalankan(target):
                take_place(part, target)
                return
        except PermissionError:
            if not WINDOWS:
                raise
        if time.monotonic() > end:
            with suppress(OSError):
                part.unlink()
            raise StorageFault(_TERPAKAI.format(target.parent))
        time.sleep(_TANYA)


def _dijalankan(program: Path) -> bool:
    """Tell whether a process of this user runs a program; Windows tells that otherwise."""
    if WINDOWS:
        return False
    for process in Path("/proc").glob("[0-9]*/exe"):
        with suppress(OSError):  # of others, or gone
            if process.samefile(program):
                return True
    return False


def sync(folder: Path, *, deep: bool = True) -> None:
    """Make names durable; Windows does so by itself, and some drives cannot."""
    if WINDOWS:
        return
    inside = folder.rglob("*") if deep else ()
    for place in (folder, *(path for path in inside if path.is_dir() and not path.is_symlink())):
        handle = os.open(place, os.O_RDONLY)
        try:
            with suppress(OSError):
                os.fsync(handle)
        finally:
            os.close(handle)
