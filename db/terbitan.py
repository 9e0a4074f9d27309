"""Published states: verified copies of the database under a name, which nothing thins."""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from db import sqlite
from db.copies import fingerprint
from db.disk import publish, sweep
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.model.cadangan import Salinan
from kkbdesk.model.terbitan import Terbitan

_FILE = re.compile(r"(\d{8}-\d{6}) (.+) ([0-9a-f]{16})\.sqlite")


def folder(path: Path) -> Path:
    """Return where the published states of a database lie."""
    return path.parent / "terbitan"


def listed(path: Path) -> list[Terbitan]:
    """Return the published states of a database, newest first."""
    place = folder(path)
    if not place.is_dir():
        return []
    found = [read for item in place.iterdir() if (read := _named(item)) is not None]
    return sorted(found, key=lambda item: (item.saat, item.nama), reverse=True)


def _named(path: Path) -> Terbitan | None:
    match = _FILE.fullmatch(path.name)
    if match is None:
        return None
    moment, nama, digest = match.groups()
    try:
        saat = datetime.strptime(moment, "%Y%m%d-%H%M%S").astimezone()
    except ValueError:
        return None
    return Terbitan(nama, Salinan(0, saat, "terbitan", path, path.stat().st_size, digest))


def make(engine: sa.Engine, path: Path, nama: str, now: datetime) -> Terbitan:
    """Keep the present state under a name; raises UserError when the name is taken.

    A copy that does not verify is not kept: raises StorageFault.
    """
    if any(item.nama.casefold() == nama.casefold() for item in listed(path)):
        raise UserError(f"Terbitan “{nama}” sudah ada; terbitan tidak diganti, pilih nama lain.")
    place = folder(path)
    place.mkdir(exist_ok=True)
    part = place / f"terbitan.{os.getpid()}.sebagian"
    try:
        with engine.connect() as connection:
            sqlite.copy(connection, part)
        if sqlite.problems(part):
            raise StorageFault("Salinan untuk terbitan tidak lulus pemeriksaan; tidak disimpan.")
        digest = fingerprint(part)
        target = place / f"{now.astimezone():%Y%m%d-%H%M%S} {nama} {digest}.sqlite"
        publish(part, target)
    finally:
        sweep(place, part.name)
    made = _named(target)
    assert made is not None
    return made
