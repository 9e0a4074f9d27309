"""Verified copies of the database beside it: made, listed, kept few, brought back."""

from __future__ import annotations

import os
import re
import shutil
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from db import sqlite
from kkbdesk.errors import StorageFault

KEEP = 5
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
    part = target.with_suffix(".sebagian")
    part.unlink(missing_ok=True)
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
    finally:
        part.unlink(missing_ok=True)
    for old in listed(path)[KEEP:]:
        old.unlink()
    return target


def sound(path: Path) -> list[Path]:
    """Return the copies that verify now, newest first."""
    return [item for item in listed(path) if sqlite.is_ours(item) and not sqlite.problems(item)]


def restore(path: Path, copy: Path) -> Path | None:
    """Put a copy in the place of the database; the present file is kept under a name of its own.

    Returns where the present file went, None when there was none.
    """
    part = path.with_suffix(".sebagian")
    shutil.copyfile(copy, part)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    kept = None
    if path.exists():
        number = len(list(path.parent.glob(f"{path.stem}-rusak-*{path.suffix}"))) + 1
        kept = path.with_name(f"{path.stem}-rusak-{number:03d}{path.suffix}")
        path.rename(kept)
    for tail in ("-wal", "-shm"):
        side = path.with_name(path.name + tail)
        if side.exists():
            side.rename(path.with_name((kept or path).name + tail + ".lama"))
    part.replace(path)
    return kept
