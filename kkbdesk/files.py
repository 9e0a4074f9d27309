"""Files on the disk: written whole or not at all; why the disk refuses, in words."""

from __future__ import annotations

import errno
import glob
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from textwrap import shorten
from typing import BinaryIO

from kkbdesk.errors import StorageFault

_REASONS = {
    errno.ENOSPC: "ruang penyimpanan penuh; kosongkan ruang, lalu coba lagi",
    errno.EDQUOT: "ruang penyimpanan penuh; kosongkan ruang, lalu coba lagi",
    errno.EFBIG: "berkasnya terlalu besar untuk cakram ini",
    errno.EACCES: "berkas sedang dibuka program lain (tutup dahulu), atau izinnya kurang",
    errno.EPERM: "berkas sedang dibuka program lain (tutup dahulu), atau izinnya kurang",
    errno.EROFS: "cakramnya hanya dapat dibaca; pilih folder lain",
    errno.ENOENT: "berkas atau foldernya tidak ada",
    errno.ENOTDIR: "di tempat foldernya ada berkas",
    errno.EEXIST: "di tempatnya sudah ada berkas lain",
    errno.EISDIR: "di tempatnya ada folder",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.EINVAL: "namanya memuat tanda yang tidak boleh",
    errno.EIO: "cakramnya tidak menjawab; mungkin dicabut atau rusak",
    errno.ENODEV: "cakramnya tidak menjawab; mungkin dicabut atau rusak",
    errno.ENXIO: "cakramnya tidak menjawab; mungkin dicabut atau rusak",
}
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_WAITS = (0.1, 0.2, 0.4, 0.8, 1.0) if os.name == "nt" else ()
"""Seconds between attempts at a file that somebody holds, which only Windows lets them do."""
_LEFT = 3600
"""So many seconds after the last write an unfinished file is one of a process that was killed."""


def reason(error: OSError) -> str:
    """Return why the disk refused, as the rest of a sentence."""
    number = error.errno or 0
    return _REASONS.get(number, f"cakramnya menolak (galat {number}); periksa sambungannya")


def safe_name(text: str, longest: int = 80) -> str:
    """Return a text as the name of a file or folder that every system takes; whole words of it."""
    return shorten(_FORBIDDEN.sub(" ", text), longest, placeholder="").rstrip(". ")


@contextmanager
def refusals(path: Path) -> Iterator[None]:
    """Raise StorageFault, about the file that is to be written, when the disk refuses."""
    try:
        yield
    except Exception as error:
        refused = error if isinstance(error, OSError) else _named(error)
        if refused is None:
            raise
        kept = " Berkas yang lama tidak berubah." if path.is_file() else ""
        raise StorageFault(f"{path.name} tidak dapat disimpan: {reason(refused)}.{kept}") from error


def _named(error: Exception) -> OSError | None:
    """Return a refusal that lxml, in which parts of workbooks are written, tells by its name."""
    first = str(error).partition(" ")[0]
    number = getattr(errno, first.removeprefix("IO_"), None) if first.startswith("IO_E") else None
    return None if number is None else OSError(number, first)


def save(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file whole or not at all; raises StorageFault."""
    with whole(path, private=private) as file:
        file.write(content)


@contextmanager
def whole(
    path: Path, *, private: bool = False, checked: Callable[[Path], None] | None = None
) -> Iterator[BinaryIO]:
    """Open a file beside the target, which takes its place when the block ends well.

    What was there before stays as it is until the new file is safely on the disk and `checked`
    raised nothing about it. `private` keeps others from reading it, where the disk knows owners.
    Raises StorageFault.
    """
    prefix = f".{path.name[:40]}~"
    part = path.with_name(f"{prefix}{os.urandom(4).hex()}.sebagian")
    with refusals(path):
        _sweep(path.parent, f"{glob.escape(prefix)}*.sebagian")
        try:
            with part.open("xb") as file:
                if private:
                    _keep_private(part)
                yield file
                file.flush()
                os.fsync(file.fileno())
            if path.exists() and not private:
                part.chmod(path.stat().st_mode)
            if checked is not None:
                checked(part)
            take_place(part, path)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise


def take_place(part: Path, path: Path) -> None:
    """Put a finished file in the place of another, in one step.

    A virus scanner looks at what was just written and holds it for a moment; that is waited for.
    Raises OSError.
    """
    for wait in _WAITS:
        try:
            part.replace(path)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    part.replace(path)


def _keep_private(path: Path) -> None:
    """Let only the owner read a file; a disk without owners cannot, and need not say so."""
    with suppress(OSError):
        path.chmod(0o600)


def _sweep(folder: Path, pattern: str) -> None:
    """Remove what killed processes left, as far as the disk lets us."""
    for left in folder.glob(pattern):
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - _LEFT:
                left.unlink()
