"""Update packages changed in every way, and updates stopped at every touch of the disk.

Run as a program: `python -m tests.endurance.pembaruan`; `make test` runs a sample.
"""

from __future__ import annotations

import logging
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from kkbdesk.errors import UserError
from kkbdesk.exchange.pembaruan import TolakPembaruan, buka
from kkbdesk.program.catatan import Ganti, Tahap
from kkbdesk.program.folder import Program
from tests.support.boundaries import DONE, KILLED, REFUSED, Boundaries, stopped
from tests.support.pembaruan import BARU, LAMA, bundel, dikenal, isi, paket

_EACH = 5_000
_MOST = 500


def acak(folder: Path, number: int, seed: int) -> Counter[str]:
    """Open that many changed packages; return how often each refusal was given.

    Raises AssertionError when one is taken, or leaves something behind.
    """
    chance = random.Random(seed)
    sound = paket(folder / f"utuh{seed}.kkbbaru").read_bytes()
    foreign = paket(folder / f"lain{seed}.kkbbaru", oleh="lain").read_bytes()
    path, work, told = folder / "acak.kkbbaru", folder / "sementara", Counter[str]()
    for at in range(number):
        content = _changed(chance, sound, foreign)
        if content == sound:
            told["sama"] += 1
            continue
        path.write_bytes(content)
        try:
            with buka(path, dikenal(), sementara=work) as opened:
                for item in opened.berkas:
                    b"".join(opened.potongan(item))
        except TolakPembaruan as error:
            told[error.sebab] += 1
        else:
            raise AssertionError(f"seed {seed}, package {at} was taken")
        assert not any(work.iterdir())
    return told


def _changed(chance: random.Random, sound: bytes, foreign: bytes) -> bytes:
    """Return a package with a bit, a byte, a piece, its end or its cover changed."""
    cover = sound.index(b"PK\3\4")
    place = chance.randrange(len(sound))
    how = chance.randrange(7)
    if how == 0:  # a bit of the cover
        place = chance.randrange(cover)
    if how < 3:
        flipped = sound[place] ^ (1 << chance.randrange(8))
        return sound[:place] + bytes([flipped]) + sound[place + 1 :]
    if how == 3:
        return sound[:place]
    if how == 4:
        return sound[:place] + chance.randbytes(chance.randrange(1, 40)) + sound[place:]
    if how == 5:
        return foreign[: foreign.index(b"PK\3\4")] + sound[cover:]
    return sound[:place] + sound[place + chance.randrange(1, 400) :]


class Pasangan:
    """An installed program with an update laid beside, one step further or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "KKB Desk"
        self.baru = isi(bundel(folder / "baru", BARU))
        self.lama = isi(bundel(folder / "lama", LAMA))
        self._source = folder / "lama"

    def awal(self) -> None:
        """Put everything as it was before the update."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self._source, self.folder, symlinks=True)

    def siapkan(self, program: Program) -> None:
        """Lay the new version beside, and remember that it waits."""
        files = [(name, "/" not in name, [content]) for name, content in self.baru.items()]
        links = {f"_internal-{BARU}/tautan.so": "resources/catatan.txt"}
        program.siapkan(BARU, [each for each in files if each[0] not in links], links)
        program.catat(Ganti(LAMA, BARU, Tahap.SIAP, kabar="Diperbarui."))

    def pasang(self) -> None:
        """Update in one go."""
        self.siapkan(Program(self.folder, LAMA))
        Program(self.folder, BARU).tukar()

    def mundur(self) -> None:
        """Go back after an update, in one go."""
        Program(self.folder, BARU).mundur()
        Program(self.folder, LAMA).tukar()

    def yang_jalan(self) -> str:
        """Return the version that starts; raises AssertionError unless it is whole."""
        start = (self.folder / "kkbdesk").read_bytes()
        versi = LAMA if start == self.lama["kkbdesk"] else BARU
        whole = self.lama if versi == LAMA else self.baru
        there = isi(self.folder)
        for name, content in whole.items():
            assert there.get(name) == content, f"{versi} lacks {name}"
        return versi

    def lanjut(self) -> str:
        """Start what starts, as a window does, and try again; return the version at the end."""
        versi = self.yang_jalan()
        program = Program(self.folder, versi)
        program.mulai()
        versi = self.yang_jalan()
        program = Program(self.folder, versi)
        for left in self.folder.glob(".*.sebagian"):
            os.utime(left, (0, 0))  # the day after
        program.rapikan()
        waits = program.menunggu()
        if versi == LAMA and waits is None:
            self.siapkan(program)
        if versi == LAMA:
            Program(self.folder, BARU).tukar()
        assert self.yang_jalan() == BARU
        unfinished = [path.name for path in self.folder.rglob("*.sebagian*")]
        assert not unfinished, unfinished
        return versi


def di_setiap_batas(folder: Path, step: int = 1) -> int:
    """Stop an update, then a way back, at every touch of the disk; return how often."""
    pair = Pasangan(folder)
    boundaries = Boundaries(pair.folder)
    trials = 0
    for act in (pair.pasang, pair.mundur):
        for how in ("kill", "full", "broken"):
            for at in range(1, _MOST, step):
                pair.awal()
                if act == pair.mundur:
                    pair.pasang()
                came = stopped(boundaries, at, how, act)
                assert came in (KILLED, REFUSED, DONE), (act.__name__, how, at, came)
                pair.yang_jalan()
                pair.lanjut()
                trials += 1
                if came == DONE:
                    break
    return trials


def main() -> None:
    """Run the whole campaign."""
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        told = Counter[str]()
        for seed in range(2):
            told += acak(Path(folder), _EACH, seed)
        sys.stdout.write(f"{told.total()} changed packages, none taken: {dict(told)}\n")
    with tempfile.TemporaryDirectory() as folder:
        number = di_setiap_batas(Path(folder))
        sys.stdout.write(f"update and way back stopped {number} times: always a whole version\n")


if __name__ == "__main__":
    try:
        main()
    except UserError as error:
        sys.exit(str(error))
