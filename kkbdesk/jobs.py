"""Long work: says how far it is, and stops when told to."""

from __future__ import annotations

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


class Silent:
    """A progress that nobody watches."""

    def step(self, done: int, total: int, text: str) -> None:
        """Ignore the report."""
