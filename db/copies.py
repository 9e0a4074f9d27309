"""Verified copies of the database beside it: made, listed, kept few, brought back."""

from __future__ import annotations

import logging
import os
import re
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from db import sqlite
from db.disk import free_name, set_aside_tails, sweep, sync
from kkbdesk.errors import StorageFault

KEEP = 5
_log = logging.getLogger(__name__)
_NAME = re.compile(r"kkbdesk-(\d{6})-.*\.sqlite")


def folder(path: Path) -> Path:
    """Return where the copies of a database lie."""
    return path.parent / "cadangan"


def listed(path: Path) -> list[Path]:
    """Return the copies, newest first by their number (a clock may have been set back)."""
    if not folder(path).is_dir():
        return []
    found = [item for item in folder(path).iterdir() if _NAME.fullmatch(item.name)]
    return sorted(found, key=lambda item: item.name, reverse=True)


def make(engine: sa.Engine, path: Path, reason: str, now: datetime) -> Path:
    """Copy, verify, then rename into place; thin to the newest five.

    A copy that does not verify is not kept: raises StorageFault and leaves the older ones alone.
    """
    folder(path).mkdir(exist_ok=True)
    newest = listed(path)
    number = int(_NAME.fullmatch(newest[0].name)[1]) + 1 if newest else 1  # type: ignore[index]
    name = f"kkbdesk-{number:06d}-{now.astimezone():%Y%m%d-%H%M%S}-{reason}.sqlite"
    target = folder(path) / name
    part = target.with_suffix(f".{os.getpid()}.sebagian")  # two processes may close at once
    try:
        with engine.connect() as connection:
            sqlite.copy(connection, part)
        if sqlite.problems(part):
            raise StorageFault(
                "Salinan cadangan tidak lulus pemeriksaan; salinan lama dipertahankan."
            )
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
        sync(target.parent)
    finally:
        sweep(part.parent, part.name)
    for old in listed(path)[KEEP:]:
        old.unlink(missing_ok=True)
    return target


def sound(path: Path) -> list[Path]:
    """Return the copies that verify now, newest first."""
    return [item for item in listed(path) if _verifies(item)]


def _verifies(copy: Path) -> bool:
    """Tell whether a copy can be read whole; one on a failing disk is as bad as a damaged one."""
    try:
        return sqlite.is_ours(copy) and not sqlite.problems(copy)
    except (OSError, sqlite3.Error):
        _log.warning("a copy cannot be read", exc_info=True)
        return False


def restore(path: Path, copy: Path) -> Path | None:
    """Put a copy in the place of the database; the present file is kept under a name of its own.

    Returns where the present file went, None when there was none.
    """
    part = path.with_suffix(".sebagian")
    shutil.copyfile(copy, part)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    kept = free_name(path, "rusak") if path.exists() else None
    if kept is not None:
        path.rename(kept)
    set_aside_tails(path, kept or path)
    part.replace(path)
    sync(path.parent)
    return kept
