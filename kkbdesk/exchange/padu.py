"""Two states of one record put together, field by field; pure, so that any order gives the same."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from kkbdesk.model.versi import ADA, SEMUA, Cabang, Titik, Versi
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
    ada, gone = _existence(sini, paket)
    if ada is None:
        titik = gone[0][0]
        return Keadaan(None, Versi(konteks, {ADA: titik, SEMUA: titik}, hapus=True))
    if sini.isi is None or paket.isi is None:
        whole = paket if sini.isi is None else sini
    else:
        whole = _fields(sini, paket)
    versi = replace(
        whole.versi,
        konteks=konteks,
        titik={**whole.versi.titik, ADA: ada},
        cabang=_with(whole.versi.cabang, ADA, gone),
    )
    return Keadaan(whole.isi, versi)


def _existence(sini: Keadaan, paket: Keadaan) -> tuple[Titik | None, tuple[Cabang, ...]]:
    """Return the last write of the record (None: deleted) and the deletions that compete with it.

    A deletion that knew all of the other side's writes deletes; one that did not is a question.
    """
    both = _survivors(_lives(sini), sini.versi, _lives(paket), paket.versi)
    present = [titik for titik, lives in both if lives]
    gone = tuple(dict.fromkeys(item for item in both if not item[1]))
    return (max(present, key=Titik.urutan) if present else None), gone


def _lives(side: Keadaan) -> tuple[Cabang, ...]:
    return (side.versi.titik[ADA], side.isi is not None), *side.versi.cabang.get(ADA, ())


def _fields(sini: Keadaan, paket: Keadaan) -> Keadaan:
    assert sini.isi is not None
    assert paket.isi is not None
    one, other = sini.versi, paket.versi
    base = max(one.titik[SEMUA], other.titik[SEMUA], key=Titik.urutan)
    isi: Plain = {}
    titik: dict[str, Titik] = {SEMUA: base}
    cabang: dict[str, tuple[Cabang, ...]] = {}
    names = sini.isi.keys() | paket.isi.keys() | one.titik.keys() | other.titik.keys()
    for name in sorted(names - {ADA, SEMUA}):
        values = _values(name, sini, paket)
        shown, *rest = sorted(values, key=lambda item: item[0].urutan(), reverse=True)
        if shown[1] is not None:
            isi[name] = shown[1]
        if shown[0] != base:
            titik[name] = shown[0]
        if rest:
            cabang[name] = tuple(rest)
    return Keadaan(isi, Versi({}, titik, cabang, one.tanpa & other.tanpa))


def _values(name: str, sini: Keadaan, paket: Keadaan) -> list[Cabang]:
    """Return the values of a field that stand after both sides are known, different ones only."""
    mine, theirs = _stated(name, sini), _stated(name, paket)
    if name in paket.versi.tanpa:
        return mine
    if name in sini.versi.tanpa:
        return theirs
    both = _survivors(mine, sini.versi, theirs, paket.versi)
    filled = [
        item for item in both if item[1] is not None or not _never(name, item[0], sini, paket)
    ]
    newest: dict[str, Cabang] = {}
    for item in sorted(filled or both, key=lambda item: item[0].urutan()):
        newest[json.dumps(item[1])] = item
    return list(newest.values())


def _stated(name: str, side: Keadaan) -> list[Cabang]:
    assert side.isi is not None
    return [(side.versi.milik(name), side.isi.get(name)), *side.versi.cabang.get(name, ())]


def _never(name: str, titik: Titik, *sides: Keadaan) -> bool:
    """Tell whether an empty field was never written since its record was made."""
    return any(name not in side.versi.titik and side.versi.titik[SEMUA] == titik for side in sides)


def _survivors(
    mine: Iterable[Cabang], knew: Versi, theirs: Iterable[Cabang], they_knew: Versi
) -> list[Cabang]:
    """Return what neither side replaced: known to both, or written without the other's knowledge.

    Where that leaves nothing, one database was set back in time: then everything stands.
    """
    mine, theirs = list(mine), list(theirs)
    here, there = {titik for titik, _ in mine}, {titik for titik, _ in theirs}
    stand = [item for item in mine if item[0] in there or not they_knew.tahu(item[0])]
    stand += [item for item in theirs if item[0] in here or not knew.tahu(item[0])]
    return stand or mine + theirs


def _with(cabang: Any, name: str, values: tuple[Cabang, ...]) -> dict[str, tuple[Cabang, ...]]:
    rest = {key: value for key, value in cabang.items() if key != name}
    return {**rest, name: values} if values else rest
