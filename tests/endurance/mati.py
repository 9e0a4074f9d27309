"""Every kind of work stopped at every write, by a kill, by the disk or by a drive that is pulled.

Editing, pictures, importing, merging, packing, the folder with its papers, publishing, sending to a
second place, restoring and upgrading.

Run as a program: every line says what was tried; the first thing that does not hold ends it with a
status. `make test` runs a sample. Needs Linux and a C compiler, for writes of the database library
itself are counted.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from db.store import FILE
from kkbdesk.errors import UserError
from tests.endurance.kerja import (
    ACTS,
    DIMUAT,
    DONE,
    EKSPOR,
    HOW,
    PULLED,
    REFUSED,
    UNREADABLE,
    Kantor,
    Saksi,
    buka,
)
from tests.endurance.utuh import utuh

_SOURCE = Path(__file__).resolve().parents[1] / "support" / "putus.c"
_ROOT = Path(__file__).resolve().parents[2]
_MOST = 5_000
MEMORI = next((str(item) for item in [Path("/dev/shm")] if item.is_dir()), None)
"""Where writing is quickest; what is tried is what arrives when, not how long it takes."""


class Ingkar(Exception):
    """Something that must hold does not."""


def mungkin() -> bool:
    """Tell whether this machine can count writes."""
    return sys.platform == "linux" and shutil.which("cc") is not None


def dengan_penghitung(work: Path, *command: str) -> int:
    """Run this module again with the counter of writes loaded before the C library."""
    counter = work / "putus.so"
    build = ["cc", "-shared", "-fPIC", "-O2", "-o", str(counter), str(_SOURCE), "-ldl"]
    subprocess.run(build, check=True)
    env = {**os.environ, "LD_PRELOAD": str(counter), DIMUAT: str(counter)}
    return subprocess.run(
        [sys.executable, "-m", "tests.endurance.mati", *command], env=env, cwd=_ROOT, check=False
    ).returncode


def siapkan(kantor: Kantor, act: Callable[[Kantor, Saksi], None]) -> None:
    """Make everything as it was before an act."""
    kantor.kembalikan()
    revision = act.__name__.removeprefix("perbarui ")
    if revision in kantor.lama:
        shutil.copyfile(kantor.lama[revision], kantor.folder / FILE)


def di_setiap_tulisan(
    kantor: Kantor, act: Callable[[Kantor, Saksi], None], how: str, step: int
) -> int:
    """Stop an act at every write, or every few; return how often it was stopped."""
    for trials, at in enumerate(range(1, _MOST, step)):
        siapkan(kantor, act)
        came, said = kantor.berhenti(act, at, how)
        _judge(kantor, act, f"{act.__name__}, {how}, write {at}", came, said)
        if came == DONE:
            return trials
    raise Ingkar(f"{act.__name__}, {how}: never done")


def kapan_saja(
    kantor: Kantor, act: Callable[[Kantor, Saksi], None], chance: random.Random, number: int
) -> int:
    """Kill an act at moments of chance."""
    siapkan(kantor, act)
    begun = time.perf_counter()
    kantor.berhenti(act, _MOST * _MOST, "kill")
    longest = time.perf_counter() - begun
    for _ in range(number):
        siapkan(kantor, act)
        moment = chance.random() * longest + 0.001
        came, said = kantor.berhenti(act, 0, "kill", moment)
        _judge(kantor, act, f"{act.__name__}, killed after {moment:.4f} s", came, said)
    return number


def _judge(
    kantor: Kantor, act: Callable[[Kantor, Saksi], None], what: str, came: int, said: list[str]
) -> None:
    if came not in (DONE, REFUSED, -signal.SIGKILL):
        raise Ingkar(f"{what}: ended by a defect ({came})")
    try:
        found = next(utuh(kantor, act, said), None)
    except UserError as error:
        raise Ingkar(f"{what}: {error}") from error
    if found:
        raise Ingkar(f"{what}: {found}")


def main() -> None:
    """Run the campaign, or with --step a sample of it."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--step", type=int, default=1)
    arguments.add_argument("--moments", type=int, default=25)
    arguments.add_argument("--only", default="")
    given = arguments.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory(dir=MEMORI) as folder:
        work = Path(folder)
        if DIMUAT not in os.environ:
            sys.exit(dengan_penghitung(work, *sys.argv[1:]) if mungkin() else 0)
        kantor = Kantor(work)
        chance = random.Random(20)
        for act in ACTS:
            if given.only and not act.__name__.startswith(given.only):
                continue
            for how in (*HOW, *(PULLED if act in EKSPOR else UNREADABLE if act is buka else ())):
                number = di_setiap_tulisan(kantor, act, how, given.step)
                say(f"{act.__name__}: {how} at {number} writes: old or new, whole")
            number = kapan_saja(kantor, act, chance, given.moments)
            say(f"{act.__name__}: killed at {number} moments: old or new, whole")


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
