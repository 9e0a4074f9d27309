"""Rows pasted from Excel as members: with headings in any order, or in the order of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kkbdesk.model.clean import clean_line
from kkbdesk.model.fields import describe
from kkbdesk.model.pokja import Anggota
from kkbdesk.model.wilayah import normal

ORDER = ("nama", "kedudukan", "seksi", "unsur", "kontak")


def read_members(
    text: str, lists: Mapping[str, Sequence[tuple[str, str, str]]]
) -> list[dict[str, Any]]:
    """Return the members that pasted text names; a numbering column before the names is skipped.

    What a list does not know of position or section is kept as `unsur`, so that nothing is lost.
    """
    rows = [[clean_line(cell) for cell in line.split("\t")] for line in text.splitlines()]
    rows = [cells for cells in rows if any(cells)]
    if not rows:
        return []
    headed = _headings(rows[0])
    names = headed or list(ORDER)
    body = rows[1:] if headed else rows
    if not headed and all(cells[0].rstrip(".").isdigit() for cells in body):
        names = ["", *names]
    known = {
        daftar: {normal(word): key for key, name, _ in items for word in (key, name)}
        for daftar, items in lists.items()
    }
    found = [_member(dict(zip(names, cells, strict=False)), known) for cells in body]
    return [member for member in found if member["nama"]]


def _headings(cells: Sequence[str]) -> list[str]:
    """Return the fields that a line of headings names, empty when it is no such line."""
    words = {
        normal(word): item.name
        for item in describe(Anggota)
        for word in (item.field.label, *item.field.aliases)
        if item.name in ORDER
    }
    named = [words.get(normal(cell), "") for cell in cells]
    return named if "nama" in named else []


def _member(cells: Mapping[str, str], known: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    member: dict[str, Any] = {name: cells.get(name, "") for name in ORDER}
    for daftar in ("kedudukan", "seksi"):
        typed = member[daftar]
        member[daftar] = _code(typed, known[daftar])
        if typed and not member[daftar]:
            member["unsur"] = "; ".join(part for part in (member["unsur"], typed) if part)
    return member


def _code(typed: str, known: Mapping[str, str]) -> str:
    word = normal(typed)
    return known.get(word) or known.get(f"seksi {word}", "")
