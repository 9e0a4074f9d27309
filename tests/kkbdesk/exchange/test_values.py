"""Cells become values of their fields, or it is said why not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kkbdesk.exchange.sheets import Cell
from kkbdesk.exchange.values import CellError, converter
from kkbdesk.model.fields import described
from kkbdesk.model.kampung import Kampung, Klasifikasi


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("106°9'5\" BT", "106.151389"), ("106.123", "106.123"), ("106,123", "106.123"),
        (106.123, "106.123"), (106, "106"), ("-", None), (None, None),
    ],
)  # fmt: skip
def test_coordinates_have_no_marks_for_thousands(cell: Cell, expected: str | None) -> None:
    value = converter(described(Kampung, "bujur"), {})(cell)
    assert value == (None if expected is None else Decimal(expected))


def test_a_coordinate_that_cannot_be_read_is_said_with_an_example() -> None:
    with pytest.raises(CellError, match="misalnya -2,0612"):
        converter(described(Kampung, "lintang"), {})("2 derajat")


def test_an_index_written_by_a_computer_is_no_thousands() -> None:
    assert converter(described(Klasifikasi, "indeks_input"), {})("3.333") == Decimal("3.33")
    assert converter(described(Kampung, "luas"), {})("3.333") == Decimal(3333)
