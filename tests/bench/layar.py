"""A display of its own, on which the start of any program is watched from outside."""

from __future__ import annotations

import mmap
import os
import re
import signal
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

WIDTH, HEIGHT = 1366, 768
_LOOK = 0.01
"""Seconds between two looks at the screen."""
_STILL = 4.0
"""After so many seconds without a change a window is taken to be complete."""
_LONGEST = 60.0
_CHANGE = 0.003
"""A smaller part of the screen is a cursor or a clock."""
_WINDOW = 0.05
"""A larger part of the screen is a window."""

type_pixels = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Start:
    """How a program came up, in ms after it was spawned, and what it holds then, in MiB."""

    painted: float
    usable: float
    work: float
    """Processor time until then and a few seconds more, in ms; a busy machine changes it less."""
    memory: float


class Screen:
    """A virtual display whose pixels lie in a file."""

    def __init__(self, name: str, file: Path) -> None:
        self.name = name
        self._file = file

    def start(self, command: Sequence[str], environment: dict[str, str]) -> Start:
        """Spawn a program, watch until its window no longer changes, end it.

        Raises RuntimeError when no window comes.
        """
        with self._file.open("rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as raw:
            pixels = np.frombuffer(raw, np.uint32)[-WIDTH * HEIGHT :]
            try:
                return self._watch(pixels, command, environment)
            finally:
                del pixels

    def _watch(
        self, pixels: type_pixels, command: Sequence[str], environment: dict[str, str]
    ) -> Start:
        empty = last = pixels.copy()
        begin = time.monotonic()
        program = subprocess.Popen(
            command,
            env={**environment, "DISPLAY": self.name},
            process_group=0,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        painted = changed = 0.0
        try:
            while not painted or time.monotonic() - begin - changed < _STILL:
                time.sleep(_LOOK)
                now, seen = time.monotonic() - begin, pixels.copy()
                if now > _LONGEST:
                    raise RuntimeError(f"{command[0]}: no window")
                if _share(seen, last) > _CHANGE:
                    last, changed = seen, now
                    if not painted and _share(seen, empty) > _WINDOW:
                        painted = now
            return Start(painted * 1000, changed * 1000, _work(program.pid), _memory(program.pid))
        finally:
            _end(program)
            _wait_until(pixels, empty)


def _share(one: type_pixels, other: type_pixels) -> float:
    return float(np.count_nonzero(one != other)) / len(one)


def _told(group: int, name: str) -> Iterator[str]:
    """Yield what the system tells of each process of a group."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # one that just ended
            if os.getpgid(int(folder.name)) == group:
                yield (folder / name).read_text()


def _work(group: int) -> float:
    """Return the processor time of all processes of a group and of those that ended, in ms."""
    used = (told.rpartition(")")[2].split()[11:15] for told in _told(group, "stat"))
    return (
        sum(int(ticks) for several in used for ticks in several) * 1000 / os.sysconf("SC_CLK_TCK")
    )


def _memory(group: int) -> float:
    """Return what all processes of a group hold, in MiB; a file that they share counts once."""
    own, files = 0, dict[str, int]()
    for told in _told(group, "smaps"):
        for name, held in _mapped(told):
            if name.startswith("/"):
                files[name] = max(files.get(name, 0), held)
            else:
                own += held
    return (own + sum(files.values())) / 1024


def _mapped(told: str) -> Iterator[tuple[str, int]]:
    """Yield file and part of each mapping, or nothing, with what of it is in memory, in KiB."""
    for block in re.split(r"^VmFlags.*\n", told, flags=re.MULTILINE):
        head, _, rest = block.partition("\n")
        if found := re.search(r"^Rss: +(\d+)", rest, re.MULTILINE):
            _place, rights, begin, _disk, _node, *name = head.split(None, 5)
            yield f"{name[0]} {rights} {begin}" if name else "", int(found[1])


def _end(program: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(program.pid, number)
        with suppress(subprocess.TimeoutExpired):
            program.wait(3)


def _wait_until(pixels: type_pixels, empty: type_pixels) -> None:
    """Let the screen be empty before the next program comes."""
    end = time.monotonic() + 5
    while _share(pixels, empty) > _CHANGE and time.monotonic() < end:
        time.sleep(0.1)


@contextmanager
def screen() -> Iterator[Screen]:
    """Open a display; raises FileNotFoundError where there is no Xvfb."""
    with tempfile.TemporaryDirectory() as folder:
        reading, writing = os.pipe()
        server = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"),
                *("-fbdir", folder, "-nolisten", "tcp", "-noreset"),
            ],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                number = told.readline().strip()
            yield Screen(f":{number}", Path(folder) / "Xvfb_screen0")
        finally:
            server.terminate()
            server.wait()


def median(runs: Sequence[Start]) -> Start:
    """Return the median of each figure of several starts."""
    return Start(
        statistics.median(run.painted for run in runs),
        statistics.median(run.usable for run in runs),
        statistics.median(run.work for run in runs),
        statistics.median(run.memory for run in runs),
    )
