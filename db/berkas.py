"""Files beside the database, each named by the digest of what it holds; never changed.

At another place they lie in a folder of the same name, or, encrypted, in one whose name also tells
which salt their key has.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import sqlalchemy as sa

from db import sealed
from db.disk import disk_faults, publish, sync
from db.mapping import table
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.files import reason
from kkbdesk.model.cadangan import Kunci
from kkbdesk.model.fields import describe
from kkbdesk.model.registry import RECORDS

_log = logging.getLogger(__name__)
_NAME = "berkas"
_DIGEST = re.compile(r"[0-9a-f]{64}")


def folder(path: Path) -> Path:
    """Return where the files of a database lie."""
    return path.parent / _NAME


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
        _make_folder(target.parent)
        try:
            part.write_bytes(content)
            publish(part, target)
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


def kept(path: Path) -> Iterator[Path]:
    """Yield the files of a database."""
    return _files(folder(path))


def is_damaged(file: Path) -> bool:
    """Tell whether a kept file is no longer what its name says."""
    with disk_faults():
        return _wrong(file, file.name, None)


def referred(connection: sa.Connection) -> set[str]:
    """Return the digests of all files that records refer to."""
    found: set[str] = set()
    for record_type in RECORDS.values():
        for item in describe(record_type):
            if item.field.berkas:
                for (value,) in connection.execute(sa.select(table(record_type).c[item.name])):
                    found.update(value if isinstance(value, tuple) else (value,))
    return found - {""}


def mirror(path: Path, place: Path, key: Kunci | None) -> None:
    """Bring the files that are not there yet to another place, each proved by reading back."""
    target_folder = _beside(place, key)
    for left in target_folder.glob("??/*.sebagian"):  # of a process that was killed
        left.unlink(missing_ok=True)
    for source in _files(folder(path)):
        target = target_folder / source.name[:2] / source.name
        size = source.stat().st_size
        wanted = size if key is None else sealed.sealed_size(size)
        if not (target.is_file() and target.stat().st_size == wanted):
            _carry(source, target, lambda one, two: _seal(one, two, key))
            if _wrong(target, source.name, key):
                target.unlink(missing_ok=True)
                raise StorageFault(f"Berkas {source.name[:12]}… tidak terbaca kembali di {place}.")


def bring(copy: Path, path: Path, key: Kunci | None) -> None:
    """Fetch the files that lie with a copy and are missing beside the database.

    One that is damaged there is left out: the records are worth more, and a check tells of it.
    """
    for source in _files(_with(copy, path, key)):
        target = folder(path) / source.name[:2] / source.name
        if not target.is_file():
            try:
                _carry(source, target, lambda one, two: _open(one, two, key))
            except UserError:
                _log.warning("a file of a copy is damaged: %s", source.name)


def problems_with(copy: Path, path: Path, wanted: set[str], key: Kunci | None) -> list[str]:
    """Return what is wrong with the files that a copy needs, where they lie for it."""
    place = _with(copy, path, key)
    return _problems(place, wanted, key if place.name != _NAME else None)


def problems(place: Path, wanted: set[str]) -> list[str]:
    """Return which files of a folder are damaged, or wanted and missing, reading all of them."""
    return _problems(place, wanted | {file.name for file in _files(place)}, None)


def _problems(place: Path, wanted: set[str], key: Kunci | None) -> list[str]:
    found = []
    for digest in sorted(wanted):
        file = place / digest[:2] / digest
        if not file.is_file():
            found.append(f"Berkas {digest[:12]}… tidak ada di {place}")
        elif _wrong(file, digest, key):
            found.append(f"Berkas {digest[:12]}… di {place} rusak")
    return found


def _beside(place: Path, key: Kunci | None) -> Path:
    return place / (_NAME if key is None else f"{_NAME}-{key.garam.hex()[:8]}")


def _with(copy: Path, path: Path, key: Kunci | None) -> Path:
    """Return where the files of a copy lie: beside it, or beside the database it was made of."""
    if copy.parent == path.parent / "cadangan":
        return folder(path)
    if copy.suffix == ".terkunci":
        return _beside(copy.parent, key)
    own = _beside(copy.parent, None)
    return own if own.is_dir() else copy.parent.parent / _NAME


def _files(place: Path) -> Iterator[Path]:
    return (file for file in sorted(place.glob("??/*")) if _DIGEST.fullmatch(file.name))


def _carry(source: Path, target: Path, write: Callable[[Path, Path], None]) -> None:
    """Write a file from another through a part of its own."""
    _make_folder(target.parent)
    part = target.with_name(f"{target.name[:16]}.{os.getpid()}.sebagian")
    try:
        write(source, part)
        publish(part, target)
    finally:
        part.unlink(missing_ok=True)


def _make_folder(made: Path) -> None:
    """Make a folder that is still there after a power cut, as the file in it is."""
    if not made.is_dir():
        made.mkdir(parents=True, exist_ok=True)
        sync(made.parent)


def _seal(source: Path, target: Path, key: Kunci | None) -> None:
    if key is None:
        shutil.copyfile(source, target)
    else:
        sealed.seal(source, target, key)


def _open(source: Path, target: Path, key: Kunci | None) -> None:
    if source.parent.parent.name == _NAME:
        shutil.copyfile(source, target)
    else:
        sealed.open_into(source, target, sealed.needed(key, source))
    if _wrong(target, source.name, None):
        raise UserError(f"Berkas {source} rusak.")


def _wrong(file: Path, digest: str, key: Kunci | None) -> bool:
    if key is not None:
        return bool(sealed.problems(file, key, digest))
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest() != digest
