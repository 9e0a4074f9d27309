"""Which copies are kept, whatever the clock did."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kkbdesk.model.cadangan import BULANAN, HARIAN, MINGGUAN, SEHARI, TERBARU, Salinan, disimpan

START = datetime(2025, 1, 1, 1).astimezone()
MOST = SEHARI + HARIAN + MINGGUAN + BULANAN + TERBARU


def a_copy(nomor: int, saat: datetime) -> Salinan:
    return Salinan(nomor, saat, "coba", Path(f"{nomor:06d}"))


def numbers(copies: list[Salinan]) -> set[int]:
    return {int(path.name) for path in disimpan(copies)}


def thinned(copies: list[Salinan]) -> list[Salinan]:
    kept = disimpan(copies)
    return [item for item in copies if item.berkas in kept]


MOMENTS = st.lists(st.integers(0, 24 * 800), max_size=120).map(
    lambda hours: [START + timedelta(hours=hour) for hour in hours]
)
RISING = MOMENTS.map(sorted)


def test_a_year_of_work_leaves_days_weeks_and_months() -> None:
    kept: list[Salinan] = []
    for number in range(365 * 4):
        moment = START + timedelta(hours=6 * number)
        kept = thinned([*kept, a_copy(number, moment)])
    days = [item.saat.date() for item in kept]
    last = START.date() + timedelta(days=364)
    assert days.count(last) == 4
    assert {last - timedelta(days=back) for back in range(HARIAN)} <= set(days)
    assert len({day.isocalendar()[:2] for day in days}) >= MINGGUAN
    assert len({(day.year, day.month) for day in days}) == BULANAN
    assert len(kept) <= 4 + HARIAN + MINGGUAN + BULANAN


@given(MOMENTS)
def test_the_newest_are_kept_whatever_the_clock_says(moments: list[datetime]) -> None:
    copies = [a_copy(number, moment) for number, moment in enumerate(moments)]
    assert set(range(len(copies))[-TERBARU:]) <= numbers(copies)
    assert len(numbers(copies)) <= MOST


@given(MOMENTS)
def test_thinning_what_was_thinned_changes_nothing(moments: list[datetime]) -> None:
    kept = thinned([a_copy(number, moment) for number, moment in enumerate(moments)])
    assert thinned(kept) == kept


@given(RISING)
def test_thinning_after_each_copy_is_thinning_once(moments: list[datetime]) -> None:
    copies = [a_copy(number, moment) for number, moment in enumerate(moments)]
    kept: list[Salinan] = []
    for item in copies:
        kept = thinned([*kept, item])
    assert {item.nomor for item in kept} == numbers(copies)


@given(RISING, st.integers(1, 3000))
def test_one_jump_of_the_clock_costs_one_day_at_most(moments: list[datetime], back: int) -> None:
    copies = [a_copy(number, moment) for number, moment in enumerate(moments)]
    odd = a_copy(len(copies), START - timedelta(days=back))
    after = {item.saat.date() for item in thinned([*copies, odd])}
    recent = sorted({item.saat.date() for item in copies})[1 - HARIAN :]
    assert set(recent) <= after


@given(MOMENTS)
def test_the_order_in_which_a_folder_is_listed_does_not_matter(moments: list[datetime]) -> None:
    copies = [a_copy(number, moment) for number, moment in enumerate(moments)]
    assert numbers(copies) == numbers(copies[::-1])
