"""A few lives of offices; `make endurance` tries hundreds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.dunia import jalankan


@pytest.mark.parametrize("seed", range(3))
def test_offices_agree_and_nothing_written_is_lost(seed: int, tmp_path: Path) -> None:
    assert jalankan(seed, tmp_path, 20) == ""
