"""Statements and conditions that find regions by code and by name."""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa

from db.schema import TABLES
from kkbdesk.model.ids import Kind

WILAYAH = TABLES[Kind.WILAYAH].c


def within(kode: str) -> list[sa.ColumnElement[bool]]:
    """Return the range of codes below one ("" is everything)."""
    return between(f"{kode}.", WILAYAH.id) if kode else []


def between(prefix: str, code: sa.ColumnElement[Any]) -> list[sa.ColumnElement[bool]]:
    """Return the range of codes that begin so; codes hold digits and dots, all before ":"."""
    return [code >= prefix, code < f"{prefix}:"]


def code_prefix(teks: str) -> str:
    """Return the beginning of a code that digits stand for, with its dots; empty for words."""
    digits = re.sub(r"[.\s]", "", teks)
    if not digits.isascii() or not digits.isdigit() or len(digits) > 10:
        return ""
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:]) if part)


def ranked(statement: sa.Select[Any], text: str) -> sa.Select[Any]:
    """Return names that hold the text: the same name first, then names that begin with it."""
    rank = sa.case((WILAYAH.cari == text, 0), (WILAYAH.cari.startswith(text), 1), else_=2)
    return statement.where(WILAYAH.cari.contains(text)).order_by(
        rank, WILAYAH.tingkat, WILAYAH.cari, WILAYAH.id
    )


def by_words(statement: sa.Select[Any], text: str) -> sa.Select[Any]:
    """Return regions of which every word is part of their name or of one that holds them."""
    above = TABLES[Kind.WILAYAH].alias("atas")
    for word in text.split():
        holds = sa.select(above.c.id).where(
            above.c.cari.contains(word),
            above.c.id.in_(
                (
                    WILAYAH.id,
                    sa.func.substr(WILAYAH.id, 1, 8),
                    sa.func.substr(WILAYAH.id, 1, 5),
                    sa.func.substr(WILAYAH.id, 1, 2),
                )
            ),
        )
        statement = statement.where(holds.exists())
    words = text.split()
    return statement.where(sa.or_(*(WILAYAH.cari.contains(word) for word in words))).order_by(
        WILAYAH.tingkat.desc(), WILAYAH.cari, WILAYAH.id
    )
