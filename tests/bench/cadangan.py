"""A verified copy beside SQLite's own backup, alone and with its own check; an encrypted one."""

from __future__ import annotations

import os
import sqlite3
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from db.store import FILE, SqlStore
from tests.bench.figure import Figure, once_ms

_RUNS = 15


def figures(sample: Path) -> list[Figure]:
    """Return the figures of the sample office in a folder; each pair is measured in turn."""
    with tempfile.TemporaryDirectory() as work, SqlStore.open(sample) as store:
        target, place = Path(work) / "salinan.sqlite", Path(work) / "cakram"
        place.mkdir()
        key = store.copies.new_key("frasa sandi kantor")

        def theirs() -> None:
            target.unlink(missing_ok=True)
            source, made = sqlite3.connect(sample / FILE), sqlite3.connect(target)
            source.backup(made)
            made.close()
            source.close()
            with target.open("rb+") as file:
                os.fsync(file.fileno())

        def checked() -> None:
            theirs()
            made = sqlite3.connect(target)
            made.execute("PRAGMA quick_check").fetchall()
            made.close()

        def ours() -> None:
            store.copy("tangan")

        def locked() -> None:
            copy = store.copies.listed()[0]
            for old in place.iterdir():
                old.unlink()
            store.copies.send(copy, place, key)

        mine, bare, proved, sealed = _in_turn(ours, theirs, checked, locked)
    own, both = "SQLite's backup", "SQLite's backup and quick_check"
    return [
        Figure("verified, fingerprinted copy", mine, both, proved, "ms", "1.3 times"),
        Figure("verified, fingerprinted copy", mine, own, bare, "ms", "1.3 times"),
        Figure("encrypted copy, read back", sealed, own, bare, "ms", "-"),
    ]


def _in_turn(*acts: Callable[[], None]) -> list[float]:
    """Return the median time of each, all measured in turn so that noise meets them alike."""
    times: list[list[float]] = [[] for _ in acts]
    for run in range(_RUNS + 1):
        for act, measured in zip(acts, times, strict=True):
            one = once_ms(act)
            if run:
                measured.append(one)
    return [statistics.median(measured) for measured in times]
