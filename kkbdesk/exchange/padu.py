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
    """One side of a merge, and what it saw; `kenal` where that is not what its version says."""

    keadaan: Keadaan
    kenal: Callable[[Titik], bool] | None = None

    def tahu(self, name: str, titik: Titik) -> bool:
        """Tell whether this side saw a write of a field."""
        if self.kenal is not None:
            return self.kenal(titik)
        return self.keadaan.versi.tahu_kolom(name, titik)

    def isian(self) -> _Sisi | None:
        """Return the fields of this side, also of a record that was deleted."""
        known = self.keadaan.versi.isian(self.keadaan.isi)
        return None if known is None else _Sisi(Keadaan(*known), self.kenal)


def padukan(sini: Keadaan, paket: Keadaan) -> Keadaan:
    """Return both sides' knowledge in one.

    A value that the other side saw and replaced is gone; values written without knowledge of each
    other stay both: the later is shown, the others are kept as `cabang` until somebody decides.
    An empty field that was never filled does not compete with a filled one.

    Whether the record exists and what its fields hold are two things: a deletion says nothing of
    fields, so a record that lives on is as if nobody had deleted it.
    """
    if sini == paket:
        return sini
    return _padu(_Sisi(sini), _Sisi(paket))


def leburkan(sini: Keadaan, lain: Keadaan, kenal: Versi) -> Keadaan:
    """Return one record of two that are the same thing, `kenal` being what was seen of the other.

    Nobody who wrote one of them knew of the other, so all values of both stand, except what was
    seen of the other before.
    """
    return _padu(_Sisi(sini, kenal.tahu), _Sisi(lain, lambda titik: not titik.simpul))


def _padu(sini: _Sisi, paket: _Sisi) -> Keadaan:
    konteks = _lebih(sini.keadaan.versi.konteks, paket.keadaan.versi.konteks)
    isian = _isian(sini, paket)
    lives = _standing(ADA, _lives(sini.keadaan), sini, _lives(paket.keadaan), paket)
    present = [points for points, value in lives if value]
    gone = tuple((points, False) for points, value in lives if not value)
    if not present or isian is None:
        points = gone[0][0]
        held = None if isian is None else (isian.isi or {}, isian.versi)
        return Keadaan(None, Versi(konteks, {ADA: points, SEMUA: points}, hapus=True, sisa=held))
    versi = replace(
        isian.versi,
        titik={**isian.versi.titik, ADA: present[0]},
        cabang=_with(isian.versi.cabang, ADA, gone),
    )
    return Keadaan(isian.isi, versi.mengenal(konteks))


def _isian(sini: _Sisi, paket: _Sisi) -> Keadaan | None:
    """Return the fields of both sides in one; None where both only know of a deletion."""
    mine, theirs = sini.isian(), paket.isian()
    if mine is not None and theirs is not None:
        return _fields(mine, theirs)
    known = mine or theirs
    return None if known is None else known.keadaan


def _lebih(one: Mapping[str, int], other: Mapping[str, int]) -> Mapping[str, int]:
    return {simpul: max(one.get(simpul, 0), other.get(simpul, 0)) for simpul in {**one, **other}}


def terakhir(titik: Titiks) -> Titik:
    """Return the latest of some writes."""
    return max(titik, key=Titik.urutan)


def _lives(side: Keadaan) -> list[Cabang]:
    """Return whether the record exists: a deletion counts as a write of all of it."""
    return [(side.versi.titik[ADA], side.isi is not None), *side.versi.cabang.get(ADA, ())]


def _fields(sini: _Sisi, paket: _Sisi) -> Keadaan:
    one, other = sini.keadaan, paket.keadaan
    ((base, _),) = _standing(SEMUA, _made(one), sini, _made(other), paket)
    isi: Plain = {}
    titik: dict[str, Titiks] = {SEMUA: base, ADA: base}
    cabang: dict[str, tuple[Cabang, ...]] = {}
    names = {name for side in (one, other) for name in (*(side.isi or ()), *side.versi.titik)}
    for name in sorted(names - {ADA, SEMUA}):
        shown, *rest = _values(name, sini, paket) or [(base, None)]
        if shown[1] is not None:
            isi[name] = shown[1]
        if shown[0] != base:
            titik[name] = shown[0]
        if rest:
            cabang[name] = tuple(rest)
    konteks = _lebih(one.versi.konteks, other.versi.konteks)
    tanpa = _left_out(one.versi, other.versi)
    less = _less(one.versi, other.versi, konteks)
    kurang = {name: seen for name, seen in less.items() if name not in tanpa}
    return Keadaan(isi, Versi(konteks, titik, cabang, tanpa, kurang=kurang))


def _less(one: Versi, other: Versi, whole: Mapping[str, int]) -> dict[str, Mapping[str, int]]:
    """Return the fields of which less was seen than of the record, and how far."""
    names = {*one.tanpa, *other.tanpa, *one.kurang, *other.kurang}
    seen = {name: _lebih(one.konteks_kolom(name), other.konteks_kolom(name)) for name in names}
    return {name: far for name, far in seen.items() if far != whole}


def _made(side: Keadaan) -> list[Cabang]:
    return [(side.versi.titik[SEMUA], 0)]


def _left_out(one: Versi, other: Versi) -> frozenset[str]:
    """Return the fields of which neither side knows more than what shipped with the program."""
    return frozenset(
        name
        for name in one.tanpa | other.tanpa
        if all(name in side.tanpa or _shipped(side, name) for side in (one, other))
    )


def _shipped(versi: Versi, name: str) -> bool:
    return not any(titik.simpul for titik in versi.milik(name))


def _values(name: str, sini: _Sisi, paket: _Sisi) -> list[Cabang]:
    """Return the values of a field that stand after both sides are known, the one shown first.

    That a record was made without the field is no value: so a filled one has no rival in it.
    """
    mine, theirs = _stated(name, sini.keadaan), _stated(name, paket.keadaan)
    if name in paket.keadaan.versi.tak_terlihat() and mine:
        return mine
    if name in sini.keadaan.versi.tak_terlihat() and theirs:
        return theirs
    made = {*sini.keadaan.versi.titik[SEMUA], *paket.keadaan.versi.titik[SEMUA]}
    found = []
    for points, value in _standing(name, mine, sini, theirs, paket):
        written = points if value is not None else tuple(at for at in points if at not in made)
        if written:
            found.append((written, value))
    return sorted(found, key=_urutan, reverse=True)


def _stated(name: str, side: Keadaan) -> list[Cabang]:
    """Return the values of a field on one side, the one shown first."""
    shown = (side.isi or {}).get(name)
    return [(side.versi.milik(name), shown), *side.versi.cabang.get(name, ())]


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
    return sorted(values, key=_urutan, reverse=True)


def _urutan(item: Cabang) -> tuple[tuple[str, str, int], str]:
    """Return what decides which value is shown."""
    return terakhir(item[0]).urutan(), json.dumps(item[1])


def _with(
    cabang: Mapping[str, tuple[Cabang, ...]], name: str, values: tuple[Cabang, ...]
) -> dict[str, tuple[Cabang, ...]]:
    rest = {key: value for key, value in cabang.items() if key != name}
    return {**rest, name: values} if values else rest
