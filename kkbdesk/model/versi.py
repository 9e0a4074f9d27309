"""Who wrote what last, per field, so that two offices' records can be put together.

Every edit of a database is a point (`Titik`): the node that made it and the number of its entry in
that node's journal. A record remembers the point of each field's present value and, per node, up to
where it has seen that node's writes (`konteks`). Whether one value followed another, or both were
written without knowledge of each other, can then be told without clocks and without a common
ancestor, in whatever order packages arrive: dotted version vectors (Preguiça et al. 2010).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeAlias

from kkbdesk.model.wire import Plain


class Titik(NamedTuple):
    """One write: by which node, at which entry of its journal, when (UTC, ISO text)."""

    simpul: str
    urut: int
    waktu: str

    def urutan(self) -> tuple[str, str, int]:
        """Return what decides which of two undecided values is shown: the later, then any."""
        return self.waktu, self.simpul, self.urut


BAWAAN = Titik("", 0, "")
"""What shipped with the program, the same everywhere and older than any edit."""
ADA = "@"
"""Stands for the record itself: its last write, or its deletion."""
SEMUA = "*"
"""Stands for the fields that were written when the record was made, and never since."""

Titiks = tuple[Titik, ...]
"""All writes that gave a field its value, none of which knew of another; sorted, mostly one."""
Cabang = tuple[Titiks, Any]
"""A value with the writes that gave it, as JSON value; None is an empty field."""
Sisa: TypeAlias = "tuple[Plain, Versi]"
"""The fields of a record, with who wrote them and up to where writes of fields were seen."""


@dataclass(frozen=True, slots=True)
class Versi:
    """The state of knowledge about one record."""

    konteks: Mapping[str, int] = field(default_factory=dict)
    titik: Mapping[str, Titiks] = field(default_factory=lambda: {ADA: (BAWAAN,), SEMUA: (BAWAAN,)})
    cabang: Mapping[str, tuple[Cabang, ...]] = field(default_factory=dict)
    """Per field (or ADA) what nobody decided on yet, beside the value that is shown."""
    tanpa: frozenset[str] = frozenset()
    """Fields that were left out on the way here: what others wrote into them was not seen."""
    hapus: bool = False
    konteks_isi: Mapping[str, int] | None = None
    """Up to where writes of fields were seen, where that is less than `konteks`: a deletion is told
    of without the fields it deleted."""
    kurang: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Per field the same, where some packages on the way here had left it out."""
    sisa: Sisa | None = None
    """What was deleted, so that it does not matter in which order one heard of what; it stays in
    this database."""

    def milik(self, name: str) -> Titiks:
        """Return the points of a field's present value."""
        return self.titik.get(name) or self.titik[SEMUA]

    def tahu(self, titik: Titik) -> bool:
        """Tell whether this write was seen: it is here, or was replaced by a later one."""
        return not titik.simpul or self.konteks.get(titik.simpul, 0) >= titik.urut

    def tahu_kolom(self, name: str, titik: Titik) -> bool:
        """Tell whether this write of a field was seen."""
        if name == ADA:
            return self.tahu(titik)
        if not titik.simpul:
            return name not in self.tanpa or titik in self.titik.get(name, ())
        return self.konteks_kolom(name).get(titik.simpul, 0) >= titik.urut

    def konteks_kolom(self, name: str) -> Mapping[str, int]:
        """Return up to where writes of a field were seen; of one left out, only its writers'."""
        seen = self.konteks if self.konteks_isi is None else self.konteks_isi
        seen = self.kurang.get(name, seen)
        if name in self.tanpa:
            writers = {own.simpul for own in self.titik.get(name, ())}
            seen = {simpul: urut for simpul, urut in seen.items() if simpul in writers}
        return seen

    def isian(self, isi: Plain | None) -> Sisa | None:
        """Return the fields with who wrote them, of a deleted record what it held.

        None where that is not known here.
        """
        if isi is None:
            return self.sisa
        points = {**self.titik, ADA: self.titik[SEMUA]}
        cabang = {key: value for key, value in self.cabang.items() if key != ADA}
        seen = self.konteks if self.konteks_isi is None else self.konteks_isi
        return isi, replace(self, konteks=seen, konteks_isi=None, titik=points, cabang=cabang)

    def mengenal(self, konteks: Mapping[str, int]) -> Versi:
        """Return the version after hearing of writes without seeing what they wrote."""
        seen = self.konteks if self.konteks_isi is None else self.konteks_isi
        return replace(self, konteks=konteks, konteks_isi=None if seen == konteks else seen)

    def tanpa_sisa(self) -> Versi:
        """Return the version as others are told of it."""
        return self if self.sisa is None else replace(self, sisa=None)

    def tak_terlihat(self) -> frozenset[str]:
        """Return the fields that were left out and never written since."""
        return self.tanpa - self.titik.keys()

    def ditulis(self, names: Iterable[str], titik: Titik) -> Versi:
        """Return the version after these fields were written (or decided on) here."""
        written = set(names)
        points = {key: value for key, value in self.titik.items() if key not in written}
        points |= dict.fromkeys((*written, ADA), (titik,))
        open_still = {key: value for key, value in self.cabang.items() if key not in written}
        open_still.pop(ADA, None)
        seen = self.konteks_isi
        if seen is not None and titik.simpul:
            seen = {**seen, titik.simpul: titik.urut}
        less = self.kurang
        if titik.simpul:
            less = {name: {**at, titik.simpul: titik.urut} for name, at in less.items()}
        return Versi(
            self._seen(titik), points, open_still, self.tanpa, konteks_isi=seen, kurang=less
        )

    def dibuat(self, titik: Titik) -> Versi:
        """Return the version of a record made here, or made again after a deletion."""
        return Versi(self._seen(titik), {ADA: (titik,), SEMUA: (titik,)})

    def dihapus(self, titik: Titik, isi: Plain | None) -> Versi:
        """Return the version of a record deleted here, `isi` being what it held until now."""
        points = {ADA: (titik,), SEMUA: (titik,)}
        return Versi(self._seen(titik), points, hapus=True, sisa=self.isian(isi))

    def tanpa_kolom(self, names: frozenset[str]) -> Versi:
        """Return the version for a package that leaves these fields out."""
        if not names:
            return self
        points = {key: value for key, value in self.titik.items() if key not in names}
        open_still = {key: value for key, value in self.cabang.items() if key not in names}
        less = {key: value for key, value in self.kurang.items() if key not in names}
        return replace(self, titik=points, cabang=open_still, tanpa=self.tanpa | names, kurang=less)

    def _seen(self, titik: Titik) -> Mapping[str, int]:
        return {**self.konteks, titik.simpul: titik.urut} if titik.simpul else self.konteks


def ke_teks(versi: Versi) -> str:
    """Return the version as compact JSON, the same text for the same version."""
    return teks_plain(ke_plain(versi))


def teks_plain(plain: Any) -> str:
    """Return the text of a version that is JSON values already."""
    return _ENCODED(plain)


def ke_plain(versi: Versi) -> Plain:
    """Return the version as JSON values, empty parts left out."""
    plain: Plain = {
        "k": dict(versi.konteks),
        "t": {name: list(map(list, points)) for name, points in versi.titik.items()},
    }
    if versi.cabang:
        plain["c"] = {
            name: [[list(map(list, points)), value] for points, value in values]
            for name, values in versi.cabang.items()
        }
    if versi.tanpa:
        plain["x"] = sorted(versi.tanpa)
    if versi.hapus:
        plain["h"] = True
    if versi.konteks_isi is not None:
        plain["i"] = dict(versi.konteks_isi)
    if versi.kurang:
        plain["l"] = {name: dict(seen) for name, seen in versi.kurang.items()}
    if versi.sisa is not None:
        plain["s"] = [versi.sisa[0], ke_plain(versi.sisa[1])]
    return plain


def dari_plain(plain: Any) -> Versi:
    """Return the version as others tell of it, without what was deleted.

    Raises ValueError, TypeError or KeyError where the values do not fit.
    """
    konteks, konteks_isi = _konteks(plain["k"]), plain.get("i")
    titik = {_text(name): _titiks(points) for name, points in plain["t"].items()}
    if not {ADA, SEMUA} <= titik.keys():
        raise ValueError("titik")
    cabang = {
        _text(name): tuple((_titiks(points), value) for points, value in values)
        for name, values in plain.get("c", {}).items()
    }
    tanpa = frozenset(map(_text, plain.get("x", ())))
    return Versi(
        konteks, titik, cabang, tanpa, plain.get("h", False) is True,
        None if konteks_isi is None else _konteks(konteks_isi),
        {_text(name): _konteks(seen) for name, seen in plain.get("l", {}).items()},
    )  # fmt: skip


def dari_teks(text: str) -> Versi:
    """Return the version of compact JSON, as this database keeps it."""
    return _kept(json.loads(text))


def _kept(plain: Any) -> Versi:
    versi = dari_plain(plain)
    if "s" not in plain:
        return versi
    isi, held = plain["s"]
    return replace(versi, sisa=(isi, _kept(held)))


def _konteks(plain: Any) -> Mapping[str, int]:
    return {_text(node): _number(urut) for node, urut in plain.items()}


def _titiks(points: Any) -> Titiks:
    if not points:
        raise ValueError("titik")
    return tuple(sorted(_titik(*point) for point in points))


def _titik(simpul: Any, urut: Any, waktu: Any) -> Titik:
    return Titik(_text(simpul), _number(urut), _text(waktu))


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 64:
        raise ValueError("teks")
    return value


def _number(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 1 << 53:
        raise ValueError("angka")
    return value


_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
