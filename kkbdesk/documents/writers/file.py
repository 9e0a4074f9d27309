"""Puts a finished document on the disk, whole or not at all."""

from __future__ import annotations

import errno
import glob
import os
import tempfile
from pathlib import Path

from kkbdesk.errors import StorageFault

_REASONS = {
    errno.ENOSPC: "ruang penyimpanan penuh",
    errno.EDQUOT: "ruang penyimpanan penuh",
    errno.EACCES: "berkas sedang dibuka program lain atau folder tidak boleh ditulisi",
    errno.EPERM: "berkas sedang dibuka program lain atau folder tidak boleh ditulisi",
    errno.EROFS: "penyimpanan hanya dapat dibaca",
    errno.ENOENT: "foldernya tidak ada",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}


def save(path: Path, content: bytes) -> None:
    """Write a file beside the target and rename it when complete; raises StorageFault.

    What was there before stays as it is until the new file is safely on the disk.
    """
    part: Path | None = None
    prefix = f".{path.name[:60]}~"
    try:
        for left in path.parent.glob(f"{glob.escape(prefix)}*.sebagian"):
            left.unlink(missing_ok=True)  # of a process that was killed
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=prefix, suffix=".sebagian", delete=False
        ) as file:
            part = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(path.stat().st_mode if path.exists() else _default_mode())
        part.replace(path)
    except OSError as error:
        if part is not None:
            part.unlink(missing_ok=True)
        reason = _REASONS.get(error.errno or 0, error.strerror or "penyimpanan menolak")
        raise StorageFault(
            f"{path.name} tidak dapat disimpan: {reason}. Berkas yang lama tidak berubah."
        ) from error


def _default_mode() -> int:
    """Return the permissions that a new file gets; temporary ones are readable by nobody else."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
