"""What a report is built for follows from what was chosen and the day it is."""

from __future__ import annotations

from datetime import date

import pytest

from kkbdesk.documents.report import Choices

TODAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("choices", "per", "tahun"),
    [
        (Choices(), TODAY, 2026),
        (Choices(tahun=2026), TODAY, 2026),
        (Choices(tahun=2024), date(2024, 12, 31), 2024),
        (Choices(tahun=2027), TODAY, 2027),
        (Choices(per=date(2022, 10, 31)), date(2022, 10, 31), 2022),
        (Choices(tahun=2021, per=date(2022, 10, 31)), date(2022, 10, 31), 2021),
    ],
)
def test_the_rest_follows_from_the_day(choices: Choices, per: date, tahun: int) -> None:
    resolved = choices.resolved(TODAY)
    assert (resolved.today, resolved.per, resolved.tahun) == (TODAY, per, tahun)
