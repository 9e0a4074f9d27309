"""Published states: verified copies of the database under a name, which nothing thins."""

from __future__ import annotations

import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from db import sealed, sqlite
from db.copies import fingerprint
from db.disk import publish, sweep
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.model.cadangan import Kunci, Salinan
from kkbdesk.model.terbitan import Terbitan

_log = logging.getLogger(__name__)
_NAME = "terbitan"
_LOCKED = ".terkunci"
_FILE = re.compile(r"(\d{8}-\d{6}) (.+) ([0-9a-f]{16})\.sqlite")


def folder(path: Path) -> Path:
    """Return where the published states of a database lie."""
    return path.parent / _NAME


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
    """Keep the present state of a file under a name; raises UserError when the name is taken."""

    @contextmanager
    def copied(place: Path) -> Iterator[Path]:
        part = place / f"terbitan.{os.getpid()}.sebagian"
        try:
            with engine.connect() as connection:
                sqlite.copy(connection, part)
            yield part
        finally:
            sweep(place, part.name)

    return keep(path, nama, now, copied)


def keep(
    path: Path,
    nama: str,
    now: datetime,
    copied: Callable[[Path], AbstractContextManager[Path]],
) -> Terbitan:
    """Keep what `copied` writes into a folder under a name; raises UserError when it is taken.

    A copy that does not verify is not kept: raises StorageFault.
    """
    if any(item.nama.casefold() == nama.casefold() for item in listed(path)):
        raise UserError(f"Terbitan “{nama}” sudah ada; terbitan tidak diganti, pilih nama lain.")
    place = folder(path)
    place.mkdir(exist_ok=True)
    with copied(place) as part:
        if sqlite.problems(part):
            raise StorageFault("Salinan untuk terbitan tidak lulus pemeriksaan; tidak disimpan.")
        digest = fingerprint(part)
        target = place / f"{now.astimezone():%Y%m%d-%H%M%S} {nama} {digest}.sqlite"
        publish(part, target)
    made = _named(target)
    assert made is not None
    return made


def mirror(path: Path, place: Path, key: Kunci | None) -> None:
    """Bring the published states that are not there yet to another place, proved by reading back.

    Raises StorageFault for one that does not read back.
    """
    for item in listed(path):
        source, digest = item.salinan.berkas, item.salinan.sidik
        target = _beside(place, key) / (source.name + (_LOCKED if key else ""))
        size = sealed.sealed_size(item.salinan.ukuran) if key else item.salinan.ukuran
        if target.is_file() and target.stat().st_size == size:
            continue
        if key is None:
            _carry(target, partial(shutil.copyfile, source))
        else:
            _carry(target, partial(sealed.seal, source, key=key))
        if sealed.problems(target, key, digest) if key else fingerprint(target) != digest:
            target.unlink(missing_ok=True)
            raise StorageFault(f"Terbitan {item.nama} tidak terbaca kembali di {place}.")


def bring(copy: Path, path: Path, key: Kunci | None) -> None:
    """Fetch the published states that lie with a copy and are missing beside the database.

    One that is damaged there is left out, as files are.
    """
    place = _beside(copy.parent, key if copy.suffix == _LOCKED else None)
    if not place.is_dir() and copy.suffix != _LOCKED:  # a folder of data that was carried over
        place = copy.parent.parent / _NAME
    for source in sorted(place.glob("*")):
        target = folder(path) / source.name.removesuffix(_LOCKED)
        if _FILE.fullmatch(target.name) and not target.is_file():
            try:
                _carry(target, partial(_open, source, key=key))
            except UserError:
                _log.warning("a published state beside a copy is damaged: %s", source.name)


def _open(source: Path, part: Path, key: Kunci | None) -> None:
    if source.suffix == _LOCKED:
        sealed.open_into(source, part, sealed.needed(key, source))
    else:
        shutil.copyfile(source, part)
    if not source.name.removesuffix(_LOCKED).endswith(f" {fingerprint(part)}.sqlite"):
        raise UserError(f"Terbitan {source} rusak.")


def _beside(place: Path, key: Kunci | None) -> Path:
    return place / (_NAME if key is None else f"{_NAME}-{key.garam.hex()[:8]}")


def _carry(target: Path, write: Callable[[Path], object]) -> None:
    """Write a file through a part of its own."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"terbitan.{os.getpid()}.sebagian")
    try:
        write(part)
        publish(part, target)
    finally:
        sweep(target.parent, part.name)
