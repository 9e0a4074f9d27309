"""Times and amounts as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kkbdesk.model.format_id import baca_rupiah
from kkbdesk.model.waktu import baca_waktu, sebut_waktu


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("12/3/2026", "12 Maret 2026"), ("12 Maret", "12 Maret 2026"),
        ("12-14 Maret 2026", "12–14 Maret 2026"), ("12 s/d 14 Maret", "12–14 Maret 2026"),
        ("28 Februari - 2 Maret 2026", "28 Februari 2026 s.d. 2 Maret 2026"),
        ("12/3/2026 - 14/3/2026", "12–14 Maret 2026"), ("Agustus", "Agustus 2026"),
        ("Nop 2027", "November 2027"), ("Mar-Mei", "Maret–Mei 2026"),
        ("Minggu II Juni", "Juni 2026"),
        ("Triwulan II", "April–Juni 2026"), ("TW 4 2025", "Oktober–Desember 2025"),
        ("Semester 1", "Januari–Juni 2026"), ("Januari s.d. Desember", "Januari–Desember 2026"),
        ("sepanjang tahun", "Januari–Desember 2026"),
    ],
)  # fmt: skip
def test_a_time_is_read_as_it_was_written(text: str, told: str) -> None:
    time = baca_waktu(text, 2026)
    assert sebut_waktu(time.mulai, time.selesai, pasti=time.pasti) == told


@pytest.mark.parametrize(
    "text", ["entah", "", "31 Februari", "14-12 Maret", "Mei-Mar", "Triwulan V", "Maret-14 Mei"]
)
def test_what_is_no_time_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match="bukan waktu"):
        baca_waktu(text, 2026)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("25000000", 25_000_000), ("25.000.000", 25_000_000), ("Rp25.000.000,00", 25_000_000),
        ("Rp. 25.000.000,-", 25_000_000), ("25,000,000", 25_000_000), ("25,000", 25_000),
        ("25 juta", 25_000_000), ("25jt", 25_000_000), ("1,5 miliar", 1_500_000_000),
        ("750 rb", 750_000), ("IDR 2.5 juta", 2_500_000), ("0", 0),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_it_was_written(text: str, amount: int) -> None:
    assert baca_rupiah(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "dua juta", "-5", "12 orang", "Rp", "5 %"])
def test_what_is_no_amount_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match="bukan"):
        baca_rupiah(text)
