"""Series that a list of meetings names: found, or begun from the days of their meetings."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from kkbdesk.model.ids import SeriRapatId, new_id
from kkbdesk.model.rapat import Hari, MingguKe, Rapat, SeriRapat
from kkbdesk.model.wilayah import normal
from kkbdesk.queries.rapat import Forum, forum
from kkbdesk.services.rancangan import Rancangan

Key = tuple[Forum, str]


class BukuSeri:
    """The series of an office by who meets and name, with those that an import begins."""

    def __init__(self, rancangan: Rancangan) -> None:
        self._rancangan = rancangan
        self._known: dict[Key, SeriRapatId] = {
            (forum(item), normal(item.nama)): item.id
            for item in rancangan.semua(SeriRapat).values()
        }
        self._begun: list[SeriRapatId] = []

    def pasang(self, rapat: Rapat, nama: str) -> Rapat:
        """Return a meeting as one of a series of those who meet, begun when there is none."""
        key = forum(rapat), normal(nama)
        if key not in self._known:
            begun = SeriRapat(
                id=SeriRapatId(new_id()),
                nama=nama,
                tingkat=rapat.tingkat,
                wilayah=rapat.wilayah,
                kampung=rapat.kampung,
            )
            self._rancangan.put(begun)
            self._known[key] = begun.id
            self._begun.append(begun.id)
        return replace(rapat, seri=self._known[key])

    def selesaikan(self) -> Iterable[str]:
        """Give the series that were begun the rhythm of their meetings, and yield it in words.

        One whose meetings were all rejected is not begun.
        """
        for id in self._begun:
            begun = self._rancangan.get(SeriRapat, id)
            meetings = self._rancangan.find(Rapat, seri=id)
            if begun is None or not meetings:
                self._rancangan.withdraw([(SeriRapat.KIND, id)])
                continue
            first = min(meetings, key=lambda item: item.tanggal)
            made = replace(
                begun,
                pukul=first.mulai or begun.pukul,
                tempat=first.tempat,
                mulai=first.tanggal,
                **_rhythm([item.tanggal for item in meetings]),
            )
            self._rancangan.put(made)
            yield f"Seri “{made.nama}” dibuat: {made.irama}; sesuaikan pada Rapat › Seri bila lain."


def _rhythm(days: Sequence[date]) -> dict[str, Any]:
    """Return on which day of how many months most of these days lie."""
    places = Counter(place for day in days for place in _places(day))
    (weekday, week), _ = max(places.items(), key=lambda item: item[1])
    months = sorted({day.year * 12 + day.month for day in days})
    gaps = [later - earlier for earlier, later in pairwise(months)]
    return {
        "hari": weekday,
        "minggu": week,
        "bulan": min([*gaps, 12]) if gaps else 1,
    }


def _places(day: date) -> Iterable[tuple[Hari, MingguKe]]:
    """Yield which of the month's weekdays a day is, counted from either end."""
    weekday, number = list(Hari)[day.weekday()], (day.day - 1) // 7
    if number < len(MingguKe) - 1:
        yield weekday, list(MingguKe)[number]
    if day.day + 7 > monthrange(day.year, day.month)[1]:
        yield weekday, MingguKe.TERAKHIR
