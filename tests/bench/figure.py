"""One figure of the benchmark, and how it is printed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, what it is compared to, both in the same unit, and what we aim at."""

    name: str
    ours: float
    beside: str
    theirs: float
    unit: str
    aim: str
    """At most so many times the other, or at most an amount."""

    def line(self) -> str:
        """Return the figure as a row of a table."""
        ratio = f"{self.ours / self.theirs:.2f}" if self.theirs else "-"
        beside = f"{self.beside} {self.theirs:.1f}" if self.theirs else self.beside
        return f"| {self.name} | {self.ours:.1f} {self.unit} | {beside} | {ratio} | {self.aim} |"


HEAD = "| figure | ours | beside | ratio | aim |\n|---|---|---|---|---|"


def median_ms(do: Callable[[], object], runs: int = 7) -> float:
    """Return the median time of several calls in milliseconds, after one that is not counted."""
    do()
    return statistics.median(once_ms(do) for _ in range(runs))


def once_ms(do: Callable[[], object]) -> float:
    """Return the time of one call in milliseconds."""
    start = time.perf_counter()
    do()
    return (time.perf_counter() - start) * 1000
