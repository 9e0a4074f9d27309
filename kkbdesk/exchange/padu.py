"""Two states of one record put together, field by field; pure, so that any order gives the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kkbdesk.model.versi import ADA, SEMUA, Cabang, Titik, Titiks, Versi
from kkbdesk.model.wire import Plain


@dataclass(frozen=True, slots=True)
class Keadaan:
    """A record as one side knows it; without values it does not exist there (any more)."""

    isi: Plain | None
    versi: Versi


@dataclass(frozen=True, slots=True)
class _Sisi:
    """One side of a merge, and what it saw: the value of a field by the name of the field."""

    keadaan: Keadaan
    tahu: Callable[[str, Titik], bool]


def padukan(sini: Keadaan, paket: Keadaan) -> Keadaan:
    """Return both sides' knowledge in one.

    A value that the other side saw and replaced is gone; values written without knowledge of each
    other stay both: the later is shown, the others are kept as `cabang` until somebody decides.
    An empty field that was never filled does not compete with a filled one.
    """
    if sini == paket:
        return sini
    return _padu(_Sisi(sini, sini.versi.tahu_kolom), _Sisi(paket, paket.versi.tahu_kolom))


def leburkan(sini: Keadaan, lain: Keadaan, kenal: Versi) -> Keadaan:
    """Return one record of two that are the same thing, `kenal` being what was seen of the other.

    Nobody who wrote one of them knew of the other, so all values of both stand, except what was
    seen of the other before.
    """
    mine = _Sisi(sini, lambda _, titik: kenal.tahu(titik))
    return _padu(mine, _Sisi(lain, lambda _, titik: not titik.simpul))


def _padu(sini: _Sisi, paket: _Sisi) -> Keadaan:
    konteks = dict(sini.keadaan.versi.konteks)
    for simpul, urut in paket.keadaan.versi.konteks.items():
        konteks[simpul] = max(urut, konteks.get(simpul, 0))
    lives = _standing(ADA, _lives(sini.keadaan), sini, _lives(paket.keadaan), paket)
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


def _fields(sini: _Sisi, paket: _Sisi) -> Keadaan:
    ((base, _),) = _standing(SEMUA, _made(sini.keadaan), sini, _made(paket.keadaan), paket)
    deleter = _deleter_of_another(sini, paket)
    isi: Plain = {}
    titik: dict[str, Titiks] = {SEMUA: base}
    cabang: dict[str, tuple[Cabang, ...]] = {}
    sides = sini.keadaan, paket.keadaan
    names = {name for side in sides for name in (*(side.isi or ()), *side.versi.titik)}
    for name in sorted(names - {ADA, SEMUA}):
        shown, *rest = _values(name, sini, paket)
        if deleter is not None and not rest and all(deleter.tahu(name, at) for at in shown[0]):
            continue
        if shown[1] is not None:
            isi[name] = shown[1]
        if shown[0] != base:
            titik[name] = shown[0]
        if rest:
            cabang[name] = tuple(rest)
    left_out = [side.versi.tanpa for side in sides if side.isi is not None]
    return Keadaan(isi, Versi({}, titik, cabang, frozenset.intersection(*left_out)))


def _deleter_of_another(sini: _Sisi, paket: _Sisi) -> _Sisi | None:
    """Return who deleted the record when what lives on was also made elsewhere, unknown to him.

    Then what he knew of it is gone with his deletion, and what the other made remains.
    """
    for deleted, living in ((sini, paket), (paket, sini)):
        if deleted.keadaan.isi is None and living.keadaan.isi is not None:
            made = living.keadaan.versi.titik[SEMUA]
            return None if all(deleted.tahu(SEMUA, at) for at in made) else deleted
    return None


def _made(side: Keadaan) -> list[Cabang]:
    return [] if side.isi is None else [(side.versi.titik[SEMUA], 0)]


def _values(name: str, sini: _Sisi, paket: _Sisi) -> list[Cabang]:
    """Return the values of a field that stand after both sides are known, the one shown first."""
    mine, theirs = _stated(name, sini.keadaan), _stated(name, paket.keadaan)
    if name in paket.keadaan.versi.tak_terlihat() and mine:
        return mine
    if name in sini.keadaan.versi.tak_terlihat() and theirs:
        return theirs
    both = _standing(name, mine, sini, theirs, paket)
    filled = [
        item
        for item in both
        if item[1] is not None or not _never(name, item[0], sini.keadaan, paket.keadaan)
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
    name: str, mine: Iterable[Cabang], sini: _Sisi, theirs: Iterable[Cabang], paket: _Sisi
) -> list[Cabang]:
    """Return the values that neither side replaced, each with the writes that stand for it.

    A write stands that is on both sides, or that the other side did not know. Where that leaves
    nothing, one database was set back in time: then everything stands.
    """
    mine, theirs = list(mine), list(theirs)
    here = {point for points, _ in mine for point in points}
    there = {point for points, _ in theirs for point in points}
    stand = {point for point in here if point in there or not paket.tahu(name, point)}
    stand |= {point for point in there if point in here or not sini.tahu(name, point)}
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
