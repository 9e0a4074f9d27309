"""Long work: says how far it is, and stops when told to."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Progress(Protocol):
    """Told by a job how far it is."""

    def step(self, done: int, total: int, text: str) -> None:
        """Report; raises Cancelled when the user stopped the job. `total` 0 is unknown."""
        ...


class Job(Protocol[T_co]):
    """A piece of work that runs off the UI thread."""

    title: str
    writes: bool
    """Writing jobs run one after another, and editing waits for them."""

    def run(self, progress: Progress) -> T_co:
        """Do the work and return its result."""
        ...


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no cyclic garbage meanwhile.

    Work that makes a hundred thousand values and keeps them leaves none, and looking through them
    over and over takes as long as the work.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Silent:
    """A progress that nobody watches."""

    def step(self, done: int, total: int, text: str) -> None:
        """Ignore the report."""
