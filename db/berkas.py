"""Files beside the database, each named by the digest of what it holds; never changed."""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from pathlib import Path

from kkbdesk.errors import StorageFault, UserError
from kkbdesk.files import reason

_DIGEST = re.compile(r"[0-9a-f]{64}")


def folder(path: Path) -> Path:
    """Return where the files of a database lie."""
    return path.parent / "berkas"


def put(path: Path, content: bytes) -> str:
    """Keep a file and return its digest; the same content is kept once.

    It stands under its name only when all of it is on the disk. Raises StorageFault.
    """
    digest = hashlib.sha256(content).hexdigest()
    target = folder(path) / digest[:2] / digest
    part = target.with_name(f"{uuid.uuid4().hex}.sebagian")
    try:
        if target.is_file() and target.stat().st_size == len(content):
            return digest
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise StorageFault(
            f"Berkas tidak dapat disimpan di {folder(path)}: {reason(error)}. "
            "Periksa ruang cakram dan izin foldernya, lalu coba lagi."
        ) from error
    return digest


def find(path: Path, digest: str) -> Path | None:
    """Return where a kept file lies, None when it is gone."""
    target = folder(path) / digest[:2] / digest
    return target if target.is_file() else None


def get(path: Path, digest: str) -> bytes:
    """Return a kept file; raises UserError when it is gone or is no longer what it was."""
    if not _DIGEST.fullmatch(digest):
        raise UserError("Rujukan ke berkas ini rusak.")
    target = folder(path) / digest[:2] / digest
    try:
        content = target.read_bytes()
    except FileNotFoundError as error:
        raise UserError(
            f"Berkas {target} tidak ada lagi; salin kembali folder {folder(path).name} "
            "dari tempat data ini berasal."
        ) from error
    except OSError as error:
        raise StorageFault(f"Berkas {target} tidak dapat dibaca: {reason(error)}.") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise UserError(f"Berkas {target} rusak; isinya bukan lagi yang disimpan dahulu.")
    return content
