"""What a whole year's plan gets in the way of: the same as asked one by one, in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kkbdesk.model.ids import KampungId, OPDId, ProgramId, RencanaId, TawaranId
from kkbdesk.model.problem import Problem
from kkbdesk.model.rencana import RencanaLengkap
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.rules.tumpang_tindih import Sekitar, periksa, singkat

Sel = frozenset[tuple[KampungId | None, OPDId]]


@dataclass(frozen=True, slots=True)
class Bahan:
    """What a year's plan is held against."""

    lain: Sequence[RencanaLengkap] = ()
    """Plans of other years on the same days, or from the same offers."""
    sel: Mapping[ProgramId, Sel] = field(default_factory=dict)
    """The cells of the year by program."""
    libur: Mapping[date, str] = field(default_factory=dict)
    tawaran: Mapping[TawaranId, Tawaran] = field(default_factory=dict)
    nama: Mapping[str, str] = field(default_factory=dict)


def periksa_tahun(
    items: Sequence[RencanaLengkap], bahan: Bahan
) -> Iterator[tuple[RencanaId, Problem]]:
    """Yield what is to be known of the plans of one year, in their order."""
    by_day: defaultdict[date, list[RencanaLengkap]] = defaultdict(list)
    by_place: defaultdict[tuple[ProgramId, KampungId | None], list[RencanaLengkap]]
    by_place = defaultdict(list)
    by_offer: defaultdict[TawaranId | None, list[RencanaLengkap]] = defaultdict(list)
    for item in (*items, *bahan.lain):
        for day in _days(item):
            by_day[day].append(item)
        by_offer[item.rencana.tawaran].append(item)
    for item in items:
        for place in item.kampung or (None,):
            by_place[item.rencana.program, place].append(item)
    for item in items:
        plan = item.rencana
        near = (other for day in _days(item) for other in by_day[day])
        alike = (o for place in item.kampung or (None,) for o in by_place[plan.program, place])
        sekitar = Sekitar(
            bersamaan=_once(near),
            sejenis=_once(other for other in alike if other.rencana.opd != plan.opd),
            sel=bahan.sel.get(plan.program, frozenset()),
            libur=bahan.libur,
            tawaran=bahan.tawaran.get(plan.tawaran) if plan.tawaran else None,
            dari_tawaran=by_offer[plan.tawaran],
            nama=bahan.nama,
        )
        for found in periksa(item, sekitar):
            yield plan.id, found


def _days(item: RencanaLengkap) -> list[date]:
    """Return the days of a short activity, none of another."""
    first, last = item.rencana.mulai, item.rencana.akhir
    if first is None or last is None or not singkat(item.rencana):
        return []
    return [first + timedelta(number) for number in range((last - first).days + 1)]


def _once(items: Iterator[RencanaLengkap]) -> list[RencanaLengkap]:
    return list({item.rencana.id: item for item in items}.values())
