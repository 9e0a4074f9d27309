"""Items of the reference lists, in their order."""

from __future__ import annotations

from collections.abc import Iterable

from kkbdesk.model.program import Butir
from kkbdesk.store import Reader, Records


def butir(reader: Reader, daftar: str) -> list[Butir]:
    """Return the items of a list in their order."""
    return sorted(reader.find(Butir, daftar=daftar), key=lambda item: item.urut)


def tingkat_integrasi(levels: Iterable[Butir], sektor: int) -> Butir:
    """Return the level that a number of other sectors reaches; a level's code is its least."""
    reached = (item for item in levels if int(item.kode) <= sektor)
    return max(reached, key=lambda item: int(item.kode))


def nama_butir(records: Records) -> dict[str, dict[str, str]]:
    """Return the items of all lists in their order: list -> code -> name."""
    lists: dict[str, dict[str, str]] = {}
    for item in sorted(records.find(Butir), key=lambda item: item.urut):
        lists.setdefault(item.daftar, {})[item.kode] = item.nama
    return lists
