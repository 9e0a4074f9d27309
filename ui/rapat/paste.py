"""Rows pasted from Excel as participants: with headings in any order, or in the usual order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kkbdesk.model.clean import clean_line
from kkbdesk.model.fields import describe
from kkbdesk.model.rapat import Peserta
from kkbdesk.model.wilayah import normal

ORDER = ("nama", "jabatan", "instansi", "kontak")


def read_people(text: str) -> list[dict[str, Any]]:
    """Return the people that pasted text names; a numbering column before them is skipped."""
    rows = [[clean_line(cell) for cell in line.split("\t")] for line in text.splitlines()]
    rows = [cells for cells in rows if any(cells)]
    if not rows:
        return []
    headed = _headings(rows[0])
    names = headed or list(ORDER)
    body = rows[1:] if headed else rows
    if not headed and all(cells[0].rstrip(".").isdigit() for cells in body):
        names = ["", *names]
    people = [dict(zip(names, cells, strict=False)) for cells in body]
    return [
        {name: person[name] for name in ORDER if person.get(name)}
        for person in people
        if person.get("nama")
    ]


def _headings(cells: Sequence[str]) -> list[str]:
    """Return the fields that a line of headings names, empty when it is no such line."""
    words = {
        normal(word): item.name
        for item in describe(Peserta)
        for word in (item.field.label, *item.field.aliases)
        if item.name in ORDER
    }
    named = [words.get(normal(cell), "") for cell in cells]
    return named if "nama" in named else []
