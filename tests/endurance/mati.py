"""Editing, importing, merging, packing and upgrading stopped at every write, by a kill or the disk.

Run as a program: every line says what was tried; the first thing that does not hold ends it with a
status. `make test` runs a sample. Needs Linux and a C compiler, for writes of the database library
itself are counted.
"""

from __future__ import annotations

import argparse
import ctypes
import logging
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from db.store import FILE, SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from kkbdesk.model.paket import Tujuan
from kkbdesk.services.berkas_paket import Kunci
from kkbdesk.services.contoh import isi_contoh
from kkbdesk.services.gabung import Putusan
from tests.support.offices import a_copy, an_office
from tests.support.skema_lama import REVISIONS, dengan_skema

HOW = {"kill": 1, "full": 2, "broken": 3}
DONE, REFUSED, BROKEN = 0, 2, 1
_SOURCE = Path(__file__).resolve().parents[1] / "support" / "putus.c"
_ROOT = Path(__file__).resolve().parents[2]
_LOADED = "KKBDESK_PUTUS"
PACKAGE = "kiriman.kkb"
_MOST = 5_000
MEMORI = next((str(item) for item in [Path("/dev/shm")] if item.is_dir()), None)
"""Where writing is quickest; what is tried is what arrives when, not how long it takes."""
Saksi = Callable[[str], None]
"""Says that something is saved, as the program would to its user."""


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
    env = {**os.environ, "LD_PRELOAD": str(counter), _LOADED: str(counter)}
    return subprocess.run(
        [sys.executable, "-m", "tests.endurance.mati", *command], env=env, cwd=_ROOT, check=False
    ).returncode


class Kantor:
    """An office, put back as it was before each trial, with what comes to it from outside."""

    def __init__(self, work: Path) -> None:
        self.akar = work / "kerja"
        self.folder = self.akar / "kantor"
        self.cakram = self.akar / "cakram"
        self._kept = work / "semula"
        self._counter = ctypes.CDLL(os.environ[_LOADED])
        self.akar.mkdir()
        self.cakram.mkdir()
        desk = an_office(self.folder, "19.05")
        isi_contoh(desk.editor, desk.today())
        other = a_copy(work / "lain", desk)
        for item in other.opd.daftar():
            other.opd.ubah(item, {"tupoksi": "Ditulis di komputer lain"})
        other.kunci.milik()
        self.datang = work / "datang.kkb"
        other.berkas_paket.buat(Tujuan.SERAH_TERIMA, self.datang, kunci=Kunci(terbuka=True))
        key = work / "kunci-lain.kkb-kunci"
        other.kunci.tulis_umum(key)
        desk.kunci.milik()
        desk.kunci.terima(key)
        other.close()
        desk.close()
        shutil.rmtree(self.folder / "cadangan", ignore_errors=True)
        shutil.copytree(self.folder, self._kept)
        self.lama = {
            revision: dengan_skema(revision, work / revision, self.folder / FILE)
            for revision in REVISIONS[:-1]
        }

    def kembalikan(self) -> None:
        """Make it as it was."""
        shutil.rmtree(self.akar)
        self.akar.mkdir()
        self.cakram.mkdir()
        shutil.copytree(self._kept, self.folder)

    def berhenti(
        self, act: Callable[[Kantor, Saksi], None], at: int, how: str, delay: float = 0
    ) -> tuple[int, list[str]]:
        """Do something in a child that is stopped; return how it ended and what it had said.

        With `delay` (seconds) it is killed then, wherever it is.
        """
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            status = BROKEN
            try:
                if not delay:
                    self._counter.putus_siap(str(self.akar).encode(), ctypes.c_long(at), HOW[how])
                with os.fdopen(writing, "w", encoding="utf-8", buffering=1) as pipe:
                    act(self, lambda said: print(said, file=pipe, flush=True))
                status = DONE
            except UserError:
                status = REFUSED
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        os.close(writing)
        if delay:
            time.sleep(delay)
            os.kill(child, signal.SIGKILL)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            said = [line.rstrip("\n") for line in pipe if line.endswith("\n")]
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def sunting(kantor: Kantor, saksi: Saksi) -> None:
    """Edit, undo and redo; every edit is said when it is saved."""
    store = SqlStore.open(kantor.folder)
    desk = Desk(store)
    for number in range(3):
        made = desk.opd.tambah({"nama": f"OPD {number}"})
        saksi(f"opd {made.nama}")
    desk.editor.undo()
    saksi("bukan OPD 2")
    desk.editor.redo()
    saksi("opd OPD 2")
    store.close()


def impor(kantor: Kantor, saksi: Saksi) -> None:
    """Change many records in one edit, with the copy that is made before an import."""
    with SqlStore.open(kantor.folder) as store:
        desk = Desk(store)
        store.copy("impor")
        with desk.editor.edit("Impor") as unit:
            for item in desk.opd.daftar():
                unit.put(replace(item, tupoksi="Diimpor"))
        saksi("tupoksi Diimpor")


def gabung(kantor: Kantor, saksi: Saksi) -> None:
    """Merge a package, and take the merge back and again."""
    with SqlStore.open(kantor.folder) as store:
        desk = Desk(store)
        desk.berkas_paket.gabung(kantor.datang, Putusan())
        saksi("tupoksi Ditulis di komputer lain")
        desk.editor.undo()
        saksi("bukan tupoksi Ditulis di komputer lain")
        desk.editor.redo()
        saksi("tupoksi Ditulis di komputer lain")


def paket(kantor: Kantor, saksi: Saksi) -> None:
    """Write a package onto a drive."""
    with SqlStore.open(kantor.folder) as store:
        desk = Desk(store)
        made = desk.berkas_paket.buat(
            Tujuan.SERAH_TERIMA, kantor.cakram / PACKAGE, kunci=Kunci(terbuka=True)
        )
        saksi(f"paket {made.ukuran}")


def perbarui(revision: str) -> Callable[[Kantor, Saksi], None]:
    """Return the upgrade of a database of an older release."""

    def act(kantor: Kantor, saksi: Saksi) -> None:
        SqlStore.open(kantor.folder).close()
        saksi("opd Bupati")

    act.__name__ = f"perbarui {revision}"
    return act


ACTS: tuple[Callable[[Kantor, Saksi], None], ...] = (
    sunting, impor, gabung, paket, *(perbarui(item) for item in REVISIONS[:-1]),
)  # fmt: skip


def siapkan(kantor: Kantor, act: Callable[[Kantor, Saksi], None]) -> None:
    """Make everything as it was before an act."""
    kantor.kembalikan()
    revision = act.__name__.removeprefix("perbarui ")
    if revision in kantor.lama:
        shutil.copyfile(kantor.lama[revision], kantor.folder / FILE)


def utuh(kantor: Kantor, act: Callable[[Kantor, Saksi], None], said: list[str]) -> Iterator[str]:
    """Yield what does not hold after an act was stopped."""
    with SqlStore.open(kantor.folder) as store:
        yield from store.check()
        desk = Desk(store)
        agencies = desk.opd.daftar()
        names = {item.nama for item in agencies}
        states = {item.tupoksi for item in agencies}
        if len(names) < 12:
            yield f"{len(names)} agencies are left"
        yield from _kept(said, names, states)
        if act is gabung and len(states) > 1 and "Ditulis di komputer lain" in states:
            yield "half a merge"
        target = kantor.cakram / PACKAGE
        if target.exists():
            desk.berkas_paket.periksa(target)
        elif any(line.startswith("paket") for line in said):
            yield "the package is not there"
    if left := [item.name for item in kantor.akar.rglob("*") if _unfinished(item)]:
        yield f"left {left[0]}"


def _kept(said: list[str], names: set[str], states: set[str]) -> Iterator[str]:
    wanted: dict[str, bool] = {}
    for line in said:
        what = line.removeprefix("bukan ").removeprefix("opd ")
        wanted[what] = not line.startswith("bukan ")
    last = next(reversed(wanted), "")
    for what, there in wanted.items():
        if what.startswith("OPD") and what != last and there is not (what in names):
            yield f"{what} was said to be {'there' if there else 'gone'}"
        if what.startswith("OPD") and what == last and there and what not in names | {"OPD 2"}:
            yield f"{what} was said to be there"
    if said and said[-1] == "tupoksi Diimpor" and states != {"Diimpor"}:
        yield "the import was said to be there"


def _unfinished(path: Path) -> bool:
    return bool({".sebagian", ".baru"} & set(path.suffixes))


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
        if _LOADED not in os.environ:
            sys.exit(dengan_penghitung(work, *sys.argv[1:]) if mungkin() else 0)
        kantor = Kantor(work)
        chance = random.Random(20)
        for act in ACTS:
            if given.only and not act.__name__.startswith(given.only):
                continue
            for how in HOW:
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
