"""What a computer remembers outlives a moment in which its file is held."""

from __future__ import annotations

from pathlib import Path

from kkbdesk.settings import Settings
from tests.support.tertahan import Held


def test_a_value_is_kept_though_a_virus_scanner_held_the_file(tmp_path: Path, held: Held) -> None:
    path = tmp_path / "setelan.json"
    Settings(path).set("huruf", 11)
    held.times = 2
    Settings(path).set("huruf", 13)
    assert held.times == 0
    assert Settings(path).get("huruf", 10) == 13


def test_one_that_stays_held_costs_the_memory_alone(tmp_path: Path, held: Held) -> None:
    path = tmp_path / "setelan.json"
    Settings(path).set("huruf", 11)
    held.times = 99
    settings = Settings(path)
    settings.set("huruf", 13)
    assert settings.get("huruf", 10) == 13
    assert Settings(path).get("huruf", 10) == 11
