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
_SABAR = 60.0
"""Seconds that a program, which somebody may still be running, is waited for."""
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
    """Put a program in the place of another as soon as nobody runs that; raises StorageFault."""
    end = time.monotonic() + (_SABAR if WINDOWS else 0)
    while True:
        try:
            take_place(part, target)
        except OSError as error:
            if time.monotonic() > end:
                with suppress(OSError):
                    part.unlink()
                raise StorageFault(_TERPAKAI.format(target.parent)) from error
        else:
            return


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
