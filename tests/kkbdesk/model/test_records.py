"""Records: described fields, plain JSON and back, cleaned text, ids."""

from __future__ import annotations

import json
import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkbdesk.model.clean import clean_line, clean_text
from kkbdesk.model.fields import Choice, Described, Record, describe
from kkbdesk.model.ids import Kind, derived_id, new_id
from kkbdesk.model.kantor import Kertas
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.wire import from_plain, to_plain

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def values(item: Described) -> st.SearchStrategy[Any]:
    base: st.SearchStrategy[Any]
    if issubclass(item.type, Choice):
        base = st.sampled_from(list(item.type))
    elif item.type is bool:
        base = st.booleans()
    elif item.type is int:
        base = st.integers(-(10**9), 10**9)
    elif item.type is Decimal:
        base = st.integers(-(10**9), 10**9).map(lambda n: Decimal(n).scaleb(-item.field.places))
    elif item.type is date:
        base = st.dates()
    elif item.type is tuple:
        base = st.lists(TEXT, max_size=4).map(tuple)
    else:
        base = TEXT
    return st.none() | base if item.optional else base


@pytest.mark.parametrize("kind", list(Kind))
def test_every_record_survives_the_journal(kind: Kind) -> None:
    record_type = RECORDS[kind]
    build = st.builds(record_type, **{item.name: values(item) for item in describe(record_type)})

    @given(build)
    def round_trip(record: Record) -> None:
        text = json.dumps(to_plain(record), ensure_ascii=False)
        assert from_plain(kind, json.loads(text)) == record

    round_trip()


def test_every_kind_has_one_class_and_its_own_noun() -> None:
    assert set(RECORDS) == set(Kind)
    assert len({record.NOUN for record in RECORDS.values()}) == len(RECORDS)


def test_labels_of_a_record_are_unique() -> None:
    for record_type in RECORDS.values():
        labels = [item.field.label for item in describe(record_type)]
        assert len(set(labels)) == len(labels), record_type


def test_a_choice_equals_its_value_and_carries_its_label() -> None:
    assert Kertas("f4") is Kertas.F4
    assert Kertas.F4.label.startswith("F4")
    assert json.dumps(Kertas.F4) == '"f4"'


def test_new_ids_are_ordered_by_time_and_of_version_7() -> None:
    first, second = (uuid.UUID(new_id()) for _ in range(2))
    assert first.version == second.version == 7
    assert first.bytes[:6] <= second.bytes[:6]


def test_the_same_thing_gets_the_same_id_everywhere() -> None:
    one = derived_id(Kind.KAMPUNG, "19.05.05.2008")
    assert one == derived_id(Kind.KAMPUNG, "19.05.05.2008")
    assert one != derived_id(Kind.POKJA, "19.05.05.2008")


@given(st.text())
def test_cleaned_text_can_be_stored_and_is_stable(text: str) -> None:
    for clean in (clean_line, clean_text):
        once = clean(text)
        once.encode("utf-8")
        assert clean(once) == once
        assert "\x00" not in once


def test_cleaning_keeps_what_people_mean() -> None:
    assert clean_line("  KAMPUNG  \t KB\u00a0“Melati” \n") == "KAMPUNG KB “Melati”"
    assert clean_line("a\u202eb\ufeffc\x00d") == "abcd"
    assert clean_text("satu\r\ndua\rtiga") == "satu\ndua\ntiga"
    assert clean_line("e\u0301") == "é"
    assert clean_line("\ud800x") == "\ufffdx"
