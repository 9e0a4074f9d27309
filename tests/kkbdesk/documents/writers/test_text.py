"""Values as Indonesians write them, and text that every format can hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kkbdesk.documents.blocks import Legend, Value
from kkbdesk.documents.writers.text import explained, noted, printable, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (0, "0"), (1159, "1.159"), (Decimal("62.09"), "62,09"),
        (Decimal("100.00"), "100,00"), (date(2026, 2, 15), "15/2/2026"), ("Sinar Surya",) * 2,
    ],
)  # fmt: skip
def test_values_are_shown_the_indonesian_way(value: Value, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("biasa", "biasa"), ("a\u0000b", "ab"), ("a\tb", "a b"), ("\ufeffbom", "bom"),
        ("\ud800", "�"), ("a\uffff", "a"), ("baris\r\nbaru", "baris\nbaru"),
    ],
)  # fmt: skip
def test_what_no_format_can_hold_is_left_out(text: str, kept: str) -> None:
    assert printable(text) == kept


def test_one_note_stands_alone_several_are_numbered() -> None:
    assert noted(()) == []
    assert noted(("Satu.",)) == ["Catatan: Satu."]
    assert noted(("Satu.", "Dua.")) == ["1. Satu.", "2. Dua."]


def test_marks_are_explained_in_one_line() -> None:
    assert explained(Legend((("●", "satu"), ("√", "dua")))) == "Keterangan: ● satu; √ dua"
