"""Copies and restores stopped at every boundary, and copies damaged everywhere.

Run as a program: every line says what was tried; the first thing that does not hold ends it with a
status. `make test` runs a sample.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from db import copies
from db.database import SqlDatabase
from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import DamagedStore, StorageFault, UserError
from kkbdesk.model.cadangan import Salinan
from tests.support.boundaries import DONE, KILLED, REFUSED, Boundaries, stopped

NEW, OLD = "OPD sesudah", "OPD sebelum"
_SECTOR = 512
_MOST = 1000


class Broken(Exception):
    """Something that must hold does not."""


class Office:
    """An office with one copy of an older state, put back as it was before each trial."""

    def __init__(self, work: Path) -> None:
        self.folder = work / "kantor"
        self.place = work / "cakram"
        self._kept = work / "semula"
        self.place.mkdir()
        with SqlStore.create(self.folder) as made:
            Desk(made).kantor.siapkan("19.05")
        store = SqlStore.open(self.folder)
        desk = Desk(store)
        store.put_berkas(b"foto " * 40_000)
        desk.opd.tambah({"nama": OLD})
        self.copy = store.copy("tangan").berkas.name
        desk.opd.tambah({"nama": NEW})
        store.close()
        shutil.copytree(self.folder, self._kept)

    def reset(self) -> None:
        """Make it as it was."""
        for path in (self.folder, self.place):
            shutil.rmtree(path)
        shutil.copytree(self._kept, self.folder)
        self.place.mkdir()

    def chosen(self) -> Salinan:
        """Return the copy of the older state."""
        made = copies.named(self.folder / "cadangan" / self.copy)
        assert made is not None
        return made

    def names(self) -> set[str]:
        """Open the office and return its agencies; whatever was left must be sound."""
        with SqlStore.open(self.folder) as store:
            if found := store.check() + store.check_berkas():
                raise Broken(found[0])
            return {item.nama for item in Desk(store).opd.daftar()}


def back_up(office: Office) -> None:
    """Make a copy with all that belongs to it."""
    with SqlStore.open(office.folder) as store:
        store.copy("tangan")


def send(office: Office) -> None:
    """Send a copy with all files to a second place, encrypted."""
    with SqlStore.open(office.folder) as store:
        store.copies.send(office.chosen(), office.place, store.copies.new_key("sandi panjang"))


def put_back(office: Office) -> None:
    """Restore the older state."""
    SqlDatabase().restore(office.folder, office.folder / "cadangan" / office.copy)


ACTS = {do.__name__: do for do in (back_up, send, put_back)}


def at_every_boundary(office: Office, how: str, do: Callable[[Office], None], step: int) -> int:
    """Stop an act at every boundary, or every few; return how many there are.

    Afterwards the office is as before or as after, sound, its copies too, and nothing unfinished is
    left once it was closed in order.
    """
    boundaries = Boundaries(office.folder.parent)
    for at in range(1, _MOST, step):
        office.reset()
        came = stopped(boundaries, at, how, lambda: do(office))
        if came not in (DONE, KILLED, REFUSED):
            raise Broken(f"{do.__name__}, {how}, boundary {at}: ended by a defect ({came})")
        said = f"{do.__name__}, {how}, boundary {at}"
        names = office.names()
        if OLD not in names or (do is not put_back and NEW not in names):
            raise Broken(f"{said}: neither the old nor the new")
        if came == DONE and do is put_back and NEW in names:
            raise Broken(f"{said}: said done, but nothing was")
        _whole(office, said)
        if came == DONE:
            return at
    raise Broken(f"{do.__name__}, {how}: never done")


def _whole(office: Office, said: str) -> None:
    """Raise Broken unless every copy is sound and nothing unfinished is left."""
    for copy in copies.listed(office.folder / "cadangan"):
        if found := copies.problems(copy):
            raise Broken(f"{said}: {copy.berkas.name}: {found[0]}")
    if left := list(office.folder.rglob("*.sebagian*")):
        raise Broken(f"{said}: left {left[0].name}")


def damaged(whole: bytes, region: int, chance: random.Random) -> Iterator[bytes]:
    """Yield a file damaged in each region in turn: one bit, zeros, and cut there."""
    for start in range(0, len(whole), region):
        end = min(start + region, len(whole))
        place = chance.randrange(start, end)
        one = bytearray(whole)
        one[place] ^= 1 << chance.randrange(8)
        yield bytes(one)
        if any(whole[start:end]):
            yield whole[:start] + bytes(end - start) + whole[end:]
        yield whole[:start]


def damage_everywhere(office: Office, region: int, chance: random.Random) -> int:
    """Damage a copy, plain and encrypted, region by region; every damage must be found."""
    office.reset()
    with SqlStore.open(office.folder) as store:
        key = store.copies.new_key("sandi panjang")
        sealed = store.copies.send(office.chosen(), office.place, key)
    number = 0
    for copy, opened in ((office.chosen(), None), (sealed, key)):
        for content in damaged(copy.berkas.read_bytes(), region, chance):
            copy.berkas.write_bytes(content)
            number += 1
            if not copies.problems(copy, opened):
                raise Broken(f"{copy.berkas.name}: damage number {number} went unseen")
            if number % 97 == 0:
                _refused(office, copy)
    return number


def _refused(office: Office, copy: Salinan) -> None:
    """A damaged copy is not restored, and is kept as it is."""
    before = copy.berkas.read_bytes()
    with suppress(UserError, StorageFault, DamagedStore):
        SqlDatabase().restore(office.folder, copy.berkas)
        raise Broken(f"{copy.berkas.name}: a damaged copy was restored")
    if copy.berkas.read_bytes() != before:
        raise Broken(f"{copy.berkas.name}: a damaged copy was changed")


def main() -> None:
    """Run the whole campaign."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--region", type=int, default=8 * _SECTOR)
    arguments.add_argument("--seed", type=int, default=20)
    arguments.add_argument("--only", nargs=3, metavar=("DO", "HOW", "STEP"))
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as work:
        office = Office(Path(work))
        if given.only:
            name, how, step = given.only
            at_every_boundary(office, how, ACTS[name], int(step))
            return
        for do in ACTS.values():
            for how in ("kill", "full", "broken"):
                number = at_every_boundary(office, how, do, 1)
                say(f"{do.__name__}: {how} at each of {number} boundaries: old or new, whole")
        number = damage_everywhere(office, given.region, random.Random(given.seed))
        say(f"{number} damages of {given.region} bytes and less in copies: all found")


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
