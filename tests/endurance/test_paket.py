"""Ten thousand hostile packages, and one that is as large as a country."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kkbdesk.exchange.paket.baca import buka
from kkbdesk.exchange.paket.tulis import tulis
from tests.support.acak import acak
from tests.support.paket import MANIFEST, kunci

ROUNDS, EACH = 12, 1_000
GROWTH = 60 * 2**20


def peak() -> int:
    """Return the most bytes this process ever held."""
    import resource  # noqa: PLC0415 - Unix alone has it

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured the Unix way")
def test_no_hostile_package_is_taken_or_takes_memory(tmp_path: Path) -> None:
    acak(tmp_path, 200, seed=0)
    before = peak()
    for seed in range(1, ROUNDS + 1):
        told = acak(tmp_path, EACH, seed)
        assert told.total() == EACH
        assert len(told) >= 6, told
    assert peak() - before < GROWTH


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured the Unix way")
def test_a_very_large_package_takes_no_memory(tmp_path: Path) -> None:
    rows = 600_000
    lines = ({"id": f"{number:032x}", "nama": f"Kampung {number}" * 5} for number in range(rows))
    before = peak()
    tulis(
        tmp_path / "a.kkb", MANIFEST, {"kampung": lines}, [], kunci(), [kunci("19").umum],
        sementara=tmp_path / "sementara",
    )  # fmt: skip
    with buka(
        tmp_path / "a.kkb", kunci("19"), [kunci().umum], sementara=tmp_path / "sementara"
    ) as paket:
        assert sum(1 for _ in paket.tabel("kampung")) == rows
    assert peak() - before < GROWTH
