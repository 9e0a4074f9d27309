"""Values as text, and text as every format can hold it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from kkbdesk.documents.blocks import Legend, Value
from kkbdesk.model import format_id
from kkbdesk.model.clean import clean_text

# Code points that no XML document may hold, though they are valid in text.
_NO_XML = re.compile("[\ufffe\uffff]")


def printable(text: str) -> str:
    """Return text without what cannot be printed or stored; most texts are fine as they are."""
    if text.isascii() and text.isprintable():
        return text
    return _NO_XML.sub("", clean_text(text)).replace("\t", " ")


def shown(value: Value) -> str:
    """Return a value the way Indonesians write it."""
    match value:
        case None:
            return ""
        case int():
            return format_id.angka(value)
        case Decimal():
            return format_id.persen(value)
        case date():
            return format_id.tanggal_pendek(value)
        case _:
            return printable(value)


def noted(notes: tuple[str, ...]) -> list[str]:
    """Return footnotes as lines."""
    if len(notes) == 1:
        return [f"Catatan: {printable(notes[0])}"]
    return [f"{number}. {printable(note)}" for number, note in enumerate(notes, 1)]


def explained(legend: Legend) -> str:
    """Return marks and meanings in one line."""
    return "Keterangan: " + "; ".join(f"{mark} {meaning}" for mark, meaning in legend.items)


def continued(title: str) -> str:
    """Return what stands above a sheet that continues another."""
    return f"Lanjutan: {printable(title)}"
