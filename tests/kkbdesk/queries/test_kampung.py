"""Which kampung count on a day: active, and founded or first seen by then."""

from __future__ import annotations

from datetime import date

from kkbdesk.desk import Desk
from kkbdesk.queries.kampung import KampungPada, kampung_pada, lintas_sektor
from tests.support.makers import a_kampung, a_klasifikasi

TODAY = date(2026, 5, 20)
FOUNDED, UNDATED, UNKNOWN, CLOSED = (
    a_kampung("19.05.01.2004", "Satu", tanggal_pencanangan=date(2020, 1, 1)),
    a_kampung("19.05.01.2005", "Dua"),
    a_kampung("19.05.01.2006", "Tiga"),
    a_kampung("19.05.01.2007", "Empat", tanggal_pencanangan=date(2020, 1, 1), aktif=False),
)


def counted(desk: Desk, per: date) -> KampungPada:
    with desk.store.read() as reader:
        return kampung_pada(reader, per, TODAY)


def fill(desk: Desk) -> None:
    with desk.editor.edit("Isi") as unit:
        for kampung in (FOUNDED, UNDATED, UNKNOWN, CLOSED):
            unit.put(kampung)
        unit.put(a_klasifikasi(UNDATED.id, date(2022, 6, 1)))
        unit.put(a_klasifikasi(UNDATED.id, date(2023, 6, 1), "mandiri"))


def test_a_kampung_counts_from_its_founding_or_its_first_snapshot(desk: Desk) -> None:
    fill(desk)
    names = {
        per: [row.nama for row in counted(desk, per).rows]
        for per in (date(2019, 12, 31), date(2020, 1, 1), date(2022, 6, 1), TODAY)
    }
    assert list(names.values()) == [[], ["Satu"], ["Satu", "Dua"], ["Satu", "Dua", "Tiga"]]


def test_it_is_told_how_sure_the_dates_are(desk: Desk) -> None:
    fill(desk)
    now, before = counted(desk, TODAY), counted(desk, date(2021, 1, 1))
    assert (now.dari_data, now.tanpa_tanggal) == (1, 1)
    assert (before.dari_data, before.tanpa_tanggal) == (0, 1)
    assert now.sejak[UNDATED.id] == date(2022, 6, 1)


def test_the_class_is_that_of_the_day(desk: Desk) -> None:
    fill(desk)
    assert [row.kelas for row in counted(desk, date(2022, 12, 31)).rows] == ["", "dasar"]
    assert [row.kelas for row in counted(desk, date(2024, 1, 1)).rows] == ["", "mandiri"]


def test_other_sectors_are_those_of_the_year_asked_for(sample: Desk) -> None:
    with sample.store.read() as reader:
        pada = kampung_pada(reader, TODAY, TODAY)
        assert max(lintas_sektor(reader, pada, 2026).values()) == 9
        assert set(lintas_sektor(reader, pada, 2025).values()) == {0}
