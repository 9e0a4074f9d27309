"""Verified copies of a database: made, listed, checked, thinned."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from db import sealed, sqlite
from db.disk import forget, publish, sweep
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.model.cadangan import Kunci, Salinan, disimpan

_log = logging.getLogger(__name__)
_NAME = re.compile(
    r"kkbdesk-(\d{6,9})-(\d{8}-\d{6})-([a-z]+)(?:-([0-9a-f]{16}))?\.sqlite(\.terkunci)?"
)
_PAUSE = "jeda"
BEFORE_RESTORE = "pulih"


def folder(path: Path) -> Path:
    """Return where the copies of a database lie."""
    return path.parent / "cadangan"


def listed(place: Path) -> list[Salinan]:
    """Return the copies in a folder, newest first by their number (clocks may be set back)."""
    if not place.is_dir():
        return []
    found = [read for item in place.iterdir() if (read := named(item)) is not None]
    return sorted(found, key=lambda item: (item.nomor, item.berkas.name), reverse=True)


def named(path: Path) -> Salinan | None:
    """Return what the name of a file says of the copy it holds; None for other files."""
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    number, moment, reason, digest, sealed_mark = match.groups()
    try:
        made = datetime.strptime(moment, "%Y%m%d-%H%M%S").astimezone()
        size = path.stat().st_size
    except (ValueError, OSError):
        return None
    return Salinan(int(number), made, reason, path, size, digest or "", bool(sealed_mark))


def make(engine: sa.Engine, path: Path, reason: str, now: datetime, above: int = 0) -> Salinan:
    """Copy, verify, then rename into place under a number above all others; thin the older ones.

    A copy that does not verify is not kept: raises StorageFault and leaves the older ones alone.
    """
    place = folder(path)
    place.mkdir(exist_ok=True)
    part = place / f"kkbdesk-{reason}.{os.getpid()}.sebagian"  # two processes may close at once
    try:
        with engine.connect() as connection:
            sqlite.copy(connection, part)
        made = publish_copy(part, path, reason, now, above)
    finally:
        sweep(place, part.name)
    if reason != BEFORE_RESTORE:  # what is about to be restored must not be thinned away
        thin(place, paused=paused(path) is not None)
    return made


def publish_copy(part: Path, path: Path, reason: str, now: datetime, above: int = 0) -> Salinan:
    """Verify a finished copy and put it under its name; raises StorageFault, leaving it be."""
    with ThreadPoolExecutor(1) as beside:
        digest = beside.submit(_settled, part)
        if sqlite.problems(part):
            raise StorageFault(
                "Salinan cadangan tidak lulus pemeriksaan; salinan lama dipertahankan."
            )
    place = folder(path)
    number = max(above, *(item.nomor for item in listed(place)), 0) + 1
    name = f"kkbdesk-{number:06d}-{now.astimezone():%Y%m%d-%H%M%S}-{reason}"
    target = place / f"{name}-{digest.result()}.sqlite"
    publish(part, target)
    made = named(target)
    assert made is not None
    return made


def _settled(path: Path) -> str:
    """Bring a file onto the disk, which takes as long as checking it, and return its digest."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    return fingerprint(path)


def fingerprint(path: Path) -> str:
    """Return the beginning of a file's digest; it stands in the name of a copy."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def thin(place: Path, *, paused: bool) -> None:
    """Remove the copies that are no longer wanted, unless that is paused."""
    if paused:
        return
    there = listed(place)
    kept = disimpan(there)
    for old in there:
        if old.berkas not in kept:
            forget(old.berkas)


def problems(copy: Salinan, key: Kunci | None = None) -> list[str]:
    """Return what is wrong with a copy, in words, after reading all of it; empty when sound."""
    try:
        if copy.terkunci:
            return sealed.problems(copy.berkas, key, copy.sidik)
        if copy.sidik and fingerprint(copy.berkas) != copy.sidik:
            return ["isinya bukan lagi yang disalin"]
        if not sqlite.is_ours(copy.berkas):
            return ["bukan berkas data KKB Desk"]
        return sqlite.problems(copy.berkas)
    except (OSError, sqlite3.Error) as error:
        _log.warning("a copy cannot be read", exc_info=True)
        return [f"tidak terbaca ({type(error).__name__})"]


def sound(path: Path) -> list[Path]:
    """Return the copies beside a database that verify now, newest first."""
    return [
        item.berkas for item in listed(folder(path)) if not item.terkunci and not problems(item)
    ]


def pause(path: Path, told: str) -> None:
    """Stop thinning and sending until it is said that all is well."""
    folder(path).mkdir(exist_ok=True)
    (folder(path) / _PAUSE).write_text(told, "utf-8")


def paused(path: Path) -> str | None:
    """Return since what thinning and sending are paused; None when they are not."""
    try:
        return (folder(path) / _PAUSE).read_text("utf-8")
    except FileNotFoundError:
        return None


def resume(path: Path) -> None:
    """Thin and send again."""
    (folder(path) / _PAUSE).unlink(missing_ok=True)


def bring(copy: Salinan, target: Path, key: Kunci | None) -> None:
    """Write the database that a copy holds into a new file; raises UserError when it is damaged."""
    if copy.terkunci:
        sealed.open_into(copy.berkas, target, sealed.needed(key, copy.berkas))
    else:
        with copy.berkas.open("rb") as source, target.open("wb") as file:
            while piece := source.read(1 << 20):
                file.write(piece)
    if copy.sidik and fingerprint(target) != copy.sidik:
        raise UserError(f"Salinan {copy.berkas.name} rusak: isinya bukan lagi yang disalin.")
