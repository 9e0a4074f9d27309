"""Numbers and dates as Indonesians write and read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkbdesk.model import format_id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15/2/26", date(2026, 2, 15)),
        ("15-02-2026", date(2026, 2, 15)),
        ("15.2.2026", date(2026, 2, 15)),
        ("15 Februari 2026", date(2026, 2, 15)),
        ("Minggu, 15 Februari 2026", date(2026, 2, 15)),
        ("15 peb 2026", date(2026, 2, 15)),
        ("1 Nopember 2022", date(2022, 11, 1)),
        ("3-Agt-21", date(2021, 8, 3)),
        ("2026-02-15", date(2026, 2, 15)),
        ("2026-02-15 00:00:00", date(2026, 2, 15)),
        (" 29/2/2024 ", date(2024, 2, 29)),
    ],
)
def test_dates_are_read_in_every_usual_form(text: str, expected: date) -> None:
    assert format_id.baca_tanggal(text) == expected


@pytest.mark.parametrize("text", ["", "kemarin", "31/2/2026", "2/31/2026", "15 Foo 2026", "1/1/1"])
def test_what_is_no_date_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r"tanggal|Tanggal"):
        format_id.baca_tanggal(text)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_date_is_read_as_it_is_written(value: date) -> None:
    for text in (format_id.tanggal(value), format_id.tanggal_pendek(value), value.isoformat()):
        assert format_id.baca_tanggal(text) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234,5", "1234.5"), ("1234,5", "1234.5"), ("1.234", "1234"), ("1.234.567", "1234567"),
        ("16,86", "16.86"), ("16.86", "16.86"), ("1,234.5", "1234.5"), ("-5", "-5"),
        ("12 345", "12345"), ("0,5", "0.5"), (",5", "0.5"), ("1,234,567", "1234567"),
    ],
)  # fmt: skip
def test_numbers_are_read_the_indonesian_way(text: str, expected: str) -> None:
    assert format_id.baca_angka(text) == Decimal(expected)


@pytest.mark.parametrize("text", ["", "abc", "1..2", "1,2,3", "--1", "１２", "1e5", "NaN", "٣"])
def test_what_is_no_number_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="bukan angka"):
        format_id.baca_angka(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-2.061", "-2.061"), ("-2,0612", "-2.0612"), ("106.123", "106.123"), ("−2,06", "-2.06"),
        ("2°3'4\" LS", "-2.051111"), ("105 09 55 E", "105.165278"), ("106°9'5\" BT", "106.151389"),
        ("2° 03′ 04,5″ S", "-2.05125"), ("LS 2 3 4", "-2.051111"), ("-2,06 LS", "-2.06"),
        ("2°3.5'LS", "-2.058333"), ("2º lu", "2"), ("2°3'40.8''S", "-2.061333"),
        ("105\u00a009 BT", "105.15"), ("-0°30'", "-0.5"), ("-2.06123456789", "-2.061235"),
    ],
)  # fmt: skip
def test_coordinates_are_read_in_every_usual_form(text: str, expected: str) -> None:
    assert format_id.baca_koordinat(text) == Decimal(expected)


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "10509", "1000", "2.5 30", "2 61", "2'", "-2 LU", "LS 2 LS", "2 x", "1.2.3",
        "2.061,5", "٢", "2°3\"", "--2", "2 3 4 5", "105 09.5 55", "2°3'4\"S 106°9'5\"E",
    ],
)  # fmt: skip
def test_what_is_no_coordinate_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="misalnya -2,0612"):
        format_id.baca_koordinat(text)


@given(st.decimals(-180, 180, places=6))
def test_every_coordinate_is_read_as_it_is_written(value: Decimal) -> None:
    assert format_id.baca_koordinat(format_id.angka(value)) == value
    assert format_id.baca_koordinat(str(value)) == value


@given(st.integers(-(10**12), 10**12))
def test_every_whole_number_is_read_as_it_is_written(value: int) -> None:
    assert format_id.baca_bilangan(format_id.angka(value)) == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "nol"), (11, "sebelas"), (15, "lima belas"), (21, "dua puluh satu"),
        (100, "seratus"), (111, "seratus sebelas"), (1_000, "seribu"),
        (2022, "dua ribu dua puluh dua"), (1_001_000, "satu juta seribu"),
        (25_000_000, "dua puluh lima juta"), (1_000_000_000_000, "satu triliun"),
        (-3, "minus tiga"),
    ],
)  # fmt: skip
def test_sums_are_spelled_out(value: int, words: str) -> None:
    assert format_id.terbilang(value) == words


@pytest.mark.parametrize("text", ["1" + "0" * 14, "-1" + "0" * 20, "1e400", "9" * 5000])
def test_numbers_beyond_reason_are_said(text: str) -> None:
    for read in (format_id.baca_angka, format_id.baca_bilangan):
        with pytest.raises(ValueError, match=r"terlalu|bukan angka"):
            read(text)


@pytest.mark.parametrize("text", ["dua", "1,5", "1.234,5"])
def test_a_whole_number_is_asked_for_by_an_example_that_is_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"tulis misalnya 12\.$"):
        format_id.baca_bilangan(text)


def test_money_beyond_reason_is_said() -> None:
    with pytest.raises(ValueError, match="terlalu besar"):
        format_id.baca_rupiah("900 triliun")
