"""Hundreds of lives of offices that lose, repeat and shuffle packages; all come to agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.dunia import jalankan


@pytest.mark.parametrize("seed", range(1_000, 1_400))
def test_offices_agree_and_nothing_written_is_lost(seed: int, tmp_path: Path) -> None:
    assert jalankan(seed, tmp_path, 20 + seed % 30) == ""
