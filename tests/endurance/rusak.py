"""A database damaged in every region in turn: found, kept as it is, the newest good copy offered.

Run as a program. Once with a database that was closed in order, of which every byte counts; once
with one that a killed process left, which is not taken for whole where its records are others.
There a changed text of a list that shipped with the program (`acuan`) is seen by nobody, for no
history tells of it.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from db.audit import SEEDED
from db.database import SqlDatabase
from db.schema import TABLES
from db.store import FILE, SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import DamagedStore
from kkbdesk.model.ids import Kind
from kkbdesk.services.contoh import isi_contoh
from tests.endurance.cadangan import Broken, damaged, say
from tests.endurance.mati import MEMORI
from tests.support.offices import an_office, held


class Kantor:
    """A small office with one copy, put back as it was before each trial."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        desk = an_office(folder, "19.05")
        isi_contoh(desk.editor, desk.today())
        desk.store.copy("tangan")
        self.isi = tercatat(desk)
        desk.store.close()
        self.path = folder / FILE
        self.utuh = self.path.read_bytes()
        self.tanda = self.path.with_suffix(".periksa").read_bytes()
        self._state = self.path.stat()

    def tulis(self, content: bytes, *, closed: bool) -> None:
        """Put other bytes in the place of the database, as if nobody had written to it."""
        for tail in ("-wal", "-shm", "-journal"):
            self.path.with_name(self.path.name + tail).unlink(missing_ok=True)
        self.path.write_bytes(content)
        os.utime(self.path, ns=(self._state.st_atime_ns, self._state.st_mtime_ns))
        mark = self.path.with_suffix(".periksa")
        mark.write_bytes(self.tanda) if closed else mark.unlink(missing_ok=True)

    def coba(self, content: bytes) -> str:
        """Open and check; return where the damage was found, empty where it changed nothing."""
        try:
            with SqlStore.open(self.folder) as store:
                if store.check():
                    return "periksa"
                now = tercatat(Desk(store))
                changed = {kind for kind, rows in self.isi.items() if now[kind] != rows}
                if changed - SEEDED:
                    raise Broken(f"taken for whole, but others: {changed}")
                return "acuan" if changed else ""
        except DamagedStore as error:
            if self.path.read_bytes() != content:
                raise Broken("the damaged file was changed") from error
            if not error.copies:
                raise Broken("no copy is offered") from error
            return "indeks" if "-indeks-" in error.copies[0] else "buka"

    def pulihkan(self) -> None:
        """Take what is offered; the records must be as they were."""
        newest = next(iter(sorted((self.folder / "cadangan").glob("*.sqlite"), reverse=True)))
        SqlDatabase().restore(self.folder, newest)
        with SqlStore.open(self.folder) as store:
            if store.check() or tercatat(Desk(store)) != self.isi:
                raise Broken(f"{newest.name} is not what was lost")
        for kept in self.folder.glob("kkbdesk-rusak-*"):
            kept.unlink()

    def bersihkan(self) -> None:
        """Remove the copies that were mended of a damaged file."""
        for copy in (self.folder / "cadangan").glob("*-indeks-*"):
            copy.unlink()


def tercatat(desk: Desk) -> dict[str, list[Any]]:
    """Return every record, without the text it is searched by, of which no history tells."""
    return {
        kind: [row[: len(row) - ("cari" in TABLES[Kind(kind)].c)] for row in rows]
        for kind, rows in held(desk).items()
    }


def setiap_bagian(kantor: Kantor, region: int, chance: random.Random, closed: bool) -> Counter[str]:
    """Damage region after region; return how often it was found where."""
    told: Counter[str] = Counter()
    for number, content in enumerate(damaged(kantor.utuh, region, chance)):
        kantor.tulis(content, closed=closed)
        try:
            found = kantor.coba(content)
            if closed and found not in ("buka", "indeks"):
                raise Broken("went unseen")
            if found in ("buka", "indeks") and number % 29 == 0:
                kantor.pulihkan()
        except Broken as error:
            raise Broken(f"damage {number}, closed in order: {closed}: {error}") from error
        told[found] += 1
        kantor.bersihkan()
    return told


def indeks(kantor: Kantor) -> Iterator[bytes]:
    """Yield the database with each page of an index damaged in turn, tables being whole."""
    with closing(sqlite3.connect(f"{kantor.path.as_uri()}?mode=ro", uri=True)) as raw:
        size = raw.execute("PRAGMA page_size").fetchone()[0]
        roots = raw.execute("SELECT rootpage FROM sqlite_master WHERE type = 'index'").fetchall()
    for (root,) in roots:
        start = (root - 1) * size
        yield kantor.utuh[: start + 8] + b"\xff" * 64 + kantor.utuh[start + 72 :]


def setiap_indeks(kantor: Kantor) -> int:
    """Damage each index; what is offered must be a copy that lost nothing."""
    number = 0
    for content in indeks(kantor):
        kantor.tulis(content, closed=False)
        number += kantor.coba(content) == "indeks"
        kantor.bersihkan()
    return number


def main() -> None:
    """Run the campaign."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--region", type=int, default=4096)
    arguments.add_argument("--seed", type=int, default=20)
    given = arguments.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(dir=MEMORI) as work:
        kantor = Kantor(Path(work) / "kantor")
        say(f"{len(kantor.utuh)} bytes; {setiap_indeks(kantor)} damaged indexes mended on a copy")
        for closed in (True, False):
            told = setiap_bagian(kantor, given.region, random.Random(given.seed), closed)
            say(f"{told.total()} damages, closed in order: {closed}: {dict(told)}")


if __name__ == "__main__":
    main()
