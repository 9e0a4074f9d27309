"""Offices built from the counts of published tables, so that reports must give them back."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from kkbdesk.desk import Desk
from kkbdesk.model import wilayah
from tests.support.makers import a_kampung, a_klasifikasi

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
CLASSES = ("dasar", "berkembang", "mandiri", "berkelanjutan")


@dataclass(frozen=True, slots=True)
class Counts:
    """What a table says of a region: kampung before the year, in the year, and per class."""

    before: int
    added: int
    classes: tuple[int, ...]


def needed(*parts: str) -> Path:
    """Return a file of the data to try the program on; skips the test where it is not at hand."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {path.name} of the data to try on, in {SHARED}")
    return path


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a published table."""
    with needed("seed_tables", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found(desk: Desk, counts: Mapping[str, Counts], per: date) -> None:
    """Found as many kampung as the counts say, in villages of the day, and class them."""
    with desk.editor.edit("Isi menurut tabel") as unit:
        for region, told in counts.items():
            villages = (
                item for item in unit.wilayah_dalam(region, wilayah.DESA) if item.valid(per)
            )
            days = [date(per.year - 1, 6, 1)] * told.before + [date(per.year, 3, 1)] * told.added
            classes = [
                name for name, n in zip(CLASSES, told.classes, strict=True) for _ in range(n)
            ]
            made = [
                a_kampung(item.id, item.nama, tanggal_pencanangan=day)
                for item, day in zip(villages, days, strict=False)
            ]
            for kampung, kelas in zip(made, classes, strict=True):
                unit.put(kampung)
                unit.put(a_klasifikasi(kampung.id, per, kelas))
