"""Villages are counted in the list of the day, unless the office states their number."""

from __future__ import annotations

from datetime import date

from kkbdesk.desk import Desk
from kkbdesk.model import wilayah
from kkbdesk.model.ids import KodeWilayah
from kkbdesk.queries.wilayah import bagian, jumlah_desa, jumlah_desa_dalam

TODAY = date(2026, 5, 20)
MENTOK, TEMPILANG = KodeWilayah("19.05.01"), KodeWilayah("19.05.05")


def test_villages_are_counted_in_the_list(desk: Desk) -> None:
    with desk.store.read() as reader:
        by_district = jumlah_desa_dalam(reader, "19.05", wilayah.KECAMATAN, TODAY)
        assert by_district[MENTOK] == (9, "")
        assert sum(number for number, _ in by_district.values()) == 66
        assert jumlah_desa(reader, "19.05", TODAY) == (66, "")


def test_what_the_office_states_holds_from_its_year_and_adds_up(desk: Desk) -> None:
    desk.wilayah.nyatakan_jumlah(MENTOK, 2024, 7, "SK Bupati 1/2024")
    desk.wilayah.nyatakan_jumlah(MENTOK, 2026, 8, "SK Bupati 2/2026")
    desk.wilayah.nyatakan_jumlah(TEMPILANG, 2024, 10, "")
    with desk.store.read() as reader:
        assert jumlah_desa(reader, MENTOK, date(2023, 6, 1)) == (9, "")
        assert jumlah_desa(reader, MENTOK, date(2025, 6, 1)) == (7, "SK Bupati 1/2024")
        assert jumlah_desa(reader, MENTOK, TODAY) == (8, "SK Bupati 2/2026")
        assert jumlah_desa(reader, "19.05", TODAY) == (66, "SK Bupati 2/2026; pernyataan kantor")


def test_a_stated_whole_overrides_its_parts(desk: Desk) -> None:
    desk.wilayah.nyatakan_jumlah(MENTOK, 2024, 7, "a")
    desk.wilayah.nyatakan_jumlah(KodeWilayah("19.05"), 2024, 60, "b")
    with desk.store.read() as reader:
        assert jumlah_desa(reader, "19.05", TODAY) == (60, "b")
        of_province = jumlah_desa_dalam(reader, "19", wilayah.KABUPATEN, TODAY)
        assert of_province[KodeWilayah("19.05")] == (60, "b")


def test_a_region_counts_in_the_edition_of_the_day(desk: Desk) -> None:
    with desk.store.read() as reader:
        newer = {
            str(item.id): item.nama
            for level in range(1, 5)
            for item in reader.wilayah_dalam("", level)
            if item.id != "19.05.01.2004" and not wilayah.within(item.id, TEMPILANG)
        }
    desk.wilayah.muat(newer, date(2026, 1, 1))
    with desk.store.read() as reader:
        assert jumlah_desa(reader, MENTOK, date(2025, 12, 31)) == (9, "")
        assert jumlah_desa(reader, MENTOK, TODAY) == (8, "")
        before = bagian(reader, "19.05", wilayah.KECAMATAN, date(2025, 12, 31))
        after = bagian(reader, "19.05", wilayah.KECAMATAN, TODAY)
    assert before.keys() - after.keys() == {TEMPILANG}
