"""Files beside the database: faults of the disk in words, what killed processes left, names."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kkbdesk.errors import StorageFault
from kkbdesk.files import take_place

_log = logging.getLogger(__name__)

FULL = "Cakram penuh. Kosongkan ruang, lalu coba lagi; tidak ada yang hilang."
READ_ONLY = "Berkas data hanya dapat dibaca. Periksa izin foldernya atau pindahkan ke folder lain."
GONE = (
    "Berkas data tidak ada lagi di tempatnya: cakramnya dicabut, atau folder atau berkasnya "
    "dipindahkan. Kembalikan, lalu tutup dan buka lagi program ini."
)
_SENTENCES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.ENOENT: GONE,
    errno.EEXIST: "Folder data tidak dapat dibuat: di tempatnya sudah ada berkas lain.",
    errno.ENOTDIR: "Folder data tidak dapat dibuat: di tempatnya sudah ada berkas lain.",
    errno.ENAMETOOLONG: "Nama folder data terlalu panjang. Pilih folder lain.",
}


@contextmanager
def disk_faults() -> Iterator[None]:
    """Turn the faults of files and folders into StorageFault."""
    try:
        yield
    except OSError as error:
        sentence = _SENTENCES.get(error.errno or 0)
        if sentence is None:
            sentence = (
                f"Cakram tidak dapat dibaca atau ditulis (galat {error.errno}). "
                "Periksa sambungannya, lalu coba lagi."
            )
        raise StorageFault(sentence) from error


def read_through(path: Path) -> None:
    """Read a database and its log; raises StorageFault where the disk refuses.

    SQLite calls that damage as well, but the same file may be read elsewhere or the next time.
    """
    with disk_faults():
        for file in (path, path.with_name(f"{path.name}-wal")):
            if file.is_file():
                with file.open("rb") as content:
                    while content.read(1 << 20):
                        pass


def sweep(folder: Path, *names: str) -> None:
    """Remove unfinished files with all that SQLite put beside them: these, or whatever is left.

    What is left comes from processes that were killed; only while nobody else works in the folder.
    """
    for name in names or ("kkbdesk*.sebagian", "kkbdesk*.baru"):
        for path in folder.glob(f"{name}*"):
            forget(path)


def forget(path: Path) -> None:
    """Remove a file that nobody needs; one that a virus scanner holds goes the next time."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        _log.info("not removed yet: %s", path.name)


def publish(part: Path, target: Path) -> None:
    """Put a finished file under its name, durably; until then nothing stands there by that name."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    take_place(part, target)
    sync(target.parent)


def free_name(path: Path, mark: str) -> Path:
    """Return a name beside the file that nothing has yet: `kkbdesk-rusak-001.sqlite`."""
    number = 1
    while os.path.lexists(made := path.with_name(f"{path.stem}-{mark}-{number:03d}{path.suffix}")):
        number += 1
    return made


def set_aside_tails(path: Path, kept: Path) -> None:
    """Rename the write-ahead log of a file that is gone, for SQLite would read it into the next."""
    for tail in ("-wal", "-shm", "-journal"):
        side = path.with_name(path.name + tail)
        if side.exists():
            take_place(side, free_name(kept.with_name(f"{kept.name}{tail}"), "lama"))


@contextmanager
def made_folder(folder: Path) -> Iterator[None]:
    """Make a folder with all above it; they go again when the block fails."""
    missing = [item for item in (folder, *folder.parents) if not item.exists()]
    with disk_faults():
        folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for item in missing:
            if item.is_dir() and not any(item.iterdir()):
                item.rmdir()
        raise


def sync(folder: Path) -> None:
    """Make names in a folder durable where the system can; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
