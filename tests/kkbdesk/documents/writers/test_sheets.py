"""Grids too wide for a page continue on further sheets, dealt out evenly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kkbdesk.documents.blocks import Column, Grid
from kkbdesk.documents.writers.metrics import line_count, unbroken, width
from kkbdesk.documents.writers.sheets import sheets, turned_height, widths
from tests.support.documents import GRID, wide

F4, A4 = 285.0, 252.0


@pytest.mark.parametrize(
    ("agencies", "page", "each"),
    [
        (13, F4, [13]), (18, F4, [18]), (19, F4, [10, 9]), (41, F4, [14, 14, 13]),
        (15, A4, [15]), (16, A4, [8, 8]), (41, A4, [14, 14, 13]),
    ],
)  # fmt: skip
def test_agencies_continue_on_another_sheet(agencies: int, page: float, each: list[int]) -> None:
    parts = sheets(wide(agencies), page)
    assert [len(part.columns) - 2 for part in parts] == each
    for part in parts:
        assert [column.title for column in part.columns[:2]] == ["No", "Program"]
        assert part.rows[0].cells == ("Sasaran",)
        assert len(part.rows[1].cells) == len(part.columns)
        assert min(widths(part.columns, page)[2:]) >= 12
        assert sum(widths(part.columns, page)) == pytest.approx(page)
    titles = [column.title for part in parts for column in part.columns[2:]]
    assert titles == [f"Opd {index}" for index in range(1, agencies + 1)]
    assert [part.notes for part in parts] == [()] * (len(parts) - 1) + [("Catatan.",)]


def test_other_grids_stay_whole() -> None:
    assert sheets(GRID, 50) == [GRID]
    assert sheets(replace(wide(3), columns=(), rows=()), F4)


def test_columns_share_the_page_but_keep_their_least() -> None:
    columns = Column("a", 100), Column("b", 100), Column("c", 10, least=30)
    assert widths(columns, 150) == [60, 60, 30]
    assert widths(columns[:2], 300) == [150, 150]


def test_turned_headings_are_as_high_as_their_longest_word() -> None:
    assert turned_height(GRID.columns) == 0
    low, high = (Column("x", 12, rotated=True), Column("Pertanian/Perikanan", 12, rotated=True))
    assert turned_height((low,)) < turned_height((low, high)) <= 42


def test_estimates_of_text_err_on_the_wide_side() -> None:
    assert width("Kabupaten Pesisir Selatan", 9) > 36
    assert line_count("satu dua tiga", 10, 100) == 1
    assert line_count("kata " * 40, 10, 50) > 5
    assert line_count("N" * 200, 10, 50) > 8
    assert line_count("a\nb", 10, 50) == 2
    assert unbroken([("Berkelanjutan", 20)], 9, 6) < 9
    assert unbroken([("Berkelanjutan", 40)], 9, 6) == 9
    assert unbroken([("Berkelanjutan", 1)], 9, 6) == 6


def test_no_columns_are_no_grid_to_divide() -> None:
    assert sheets(Grid((), ()), F4) == [Grid((), ())]
