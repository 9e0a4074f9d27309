"""Two states of one record put together, field by field; pure, so that any order gives the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kkbdesk.model.versi import ADA, SEMUA, Cabang, Titik, Titiks, Versi
from kkbdesk.model.wire import Plain


@dataclass(frozen=True, slots=True)
class Keadaan:
    """A record as one side knows it; without values it does not exist there (any more)."""

    isi: Plain | None
    versi: Versi


def padukan(sini: Keadaan, paket: Keadaan) -> Keadaan:
    """Return both sides' knowledge in one.

    A value that the other side saw and replaced is gone; values written without knowledge of each
    other stay both: the later is shown, the others are kept as `cabang` until somebody decides.
    An empty field that was never filled does not compete with a filled one.
    """
    if sini == paket:
        return sini
    konteks = dict(sini.versi.konteks)
    for simpul, urut in paket.versi.konteks.items():
        konteks[simpul] = max(urut, konteks.get(simpul, 0))
    lives = _standing(_lives(sini), sini.versi, _lives(paket), paket.versi)
    present = [points for points, value in lives if value]
    gone = tuple((points, False) for points, value in lives if not value)
    if not present:
        points = gone[0][0]
        return Keadaan(None, Versi(konteks, {ADA: points, SEMUA: points}, hapus=True))
    whole = _fields(sini, paket)
    versi = replace(
        whole.versi,
        konteks=konteks,
        titik={**whole.versi.titik, ADA: present[0]},
        cabang=_with(whole.versi.cabang, ADA, gone),
    )
    return Keadaan(whole.isi, versi)


def terakhir(titik: Titiks) -> Titik:
    """Return the latest of some writes."""
    return max(titik, key=Titik.urutan)


def _lives(side: Keadaan) -> list[Cabang]:
    """Return whether the record exists: a deletion counts as a write of all of it."""
    return [(side.versi.titik[ADA], side.isi is not None), *side.versi.cabang.get(ADA, ())]


def _fields(sini: Keadaan, paket: Keadaan) -> Keadaan:
    one, other = sini.versi, paket.versi
    ((base, _),) = _standing(_made(sini), one, _made(paket), other)
    reborn = _deleter_of_another(sini, paket)
    isi: Plain = {}
    titik: dict[str, Titiks] = {SEMUA: base}
    cabang: dict[str, tuple[Cabang, ...]] = {}
    names = {name for side in (sini, paket) for name in (*(side.isi or ()), *side.versi.titik)}
    for name in sorted(names - {ADA, SEMUA}):
        shown, *rest = _values(name, sini, paket)
        if reborn is not None and all(map(reborn.tahu, shown[0])) and not rest:
            continue
        if shown[1] is not None:
            isi[name] = shown[1]
        if shown[0] != base:
            titik[name] = shown[0]
        if rest:
            cabang[name] = tuple(rest)
    left_out = [side.versi.tanpa for side in (sini, paket) if side.isi is not None]
    return Keadaan(isi, Versi({}, titik, cabang, frozenset.intersection(*left_out)))


def _deleter_of_another(sini: Keadaan, paket: Keadaan) -> Versi | None:
    """Return who deleted the record when what lives on was also made elsewhere, unknown to him.

    Then what he knew of it is gone with his deletion, and what the other made remains.
    """
    for deleted, living in ((sini, paket), (paket, sini)):
        if deleted.isi is None and living.isi is not None:
            unknown = [p for p in living.versi.titik[SEMUA] if not deleted.versi.tahu(p)]
            return deleted.versi if unknown else None
    return None


def _made(side: Keadaan) -> list[Cabang]:
    return [] if side.isi is None else [(side.versi.titik[SEMUA], 0)]


def _values(name: str, sini: Keadaan, paket: Keadaan) -> list[Cabang]:
    """Return the values of a field that stand after both sides are known, the one shown first."""
    mine, theirs = _stated(name, sini), _stated(name, paket)
    if name in paket.versi.tanpa and mine:
        return mine
    if name in sini.versi.tanpa and theirs:
        return theirs
    both = _standing(mine, sini.versi, theirs, paket.versi)
    filled = [
        item for item in both if item[1] is not None or not _never(name, item[0], sini, paket)
    ]
    return filled or both


def _stated(name: str, side: Keadaan) -> list[Cabang]:
    """Return the values of a field on one side; where the record was deleted there are none."""
    if side.isi is None:
        return []
    return [(side.versi.milik(name), side.isi.get(name)), *side.versi.cabang.get(name, ())]


def _never(name: str, points: Titiks, *sides: Keadaan) -> bool:
    """Tell whether an empty field was never written since its record was made."""
    made = {
        point for side in sides if name not in side.versi.titik for point in side.versi.titik[SEMUA]
    }
    return set(points) <= made


def _standing(
    mine: Iterable[Cabang], knew: Versi, theirs: Iterable[Cabang], they_knew: Versi
) -> list[Cabang]:
    """Return the values that neither side replaced, each with the writes that stand for it.

    A write stands that is on both sides, or that the other side did not know. Where that leaves
    nothing, one database was set back in time: then everything stands.
    """
    mine, theirs = list(mine), list(theirs)
    here = {point for points, _ in mine for point in points}
    there = {point for points, _ in theirs for point in points}
    stand = {point for point in here if point in there or not they_knew.tahu(point)}
    stand |= {point for point in there if point in here or not knew.tahu(point)}
    stand = stand or here | there
    found: dict[str, tuple[set[Titik], Any]] = {}
    for points, value in (*mine, *theirs):
        kept = stand.intersection(points)
        if kept:
            found.setdefault(json.dumps(value), (set(), value))[0].update(kept)
    values = [(tuple(sorted(points)), value) for points, value in found.values()]
    return sorted(values, key=lambda item: (terakhir(item[0]).urutan(), str(item[1])), reverse=True)


def _with(
    cabang: Mapping[str, tuple[Cabang, ...]], name: str, values: tuple[Cabang, ...]
) -> dict[str, tuple[Cabang, ...]]:
    rest = {key: value for key, value in cabang.items() if key != name}
    return {**rest, name: values} if values else rest
