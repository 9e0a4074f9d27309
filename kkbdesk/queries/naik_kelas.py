"""How far a kampung is from the next class, as the scores of its newest classification tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kkbdesk.model.fields import describe
from kkbdesk.model.format_id import persen, tanggal
from kkbdesk.model.ids import KampungId
from kkbdesk.model.kampung import Klasifikasi
from kkbdesk.store import Reader

LULUS = Decimal(3)
"""An index of this much passes, in the scoring of the national website as it is known."""
_INDICES = ("input", "proses", "output")
_NAMED = 3
"""So many of the lowest scores are named."""


@dataclass(frozen=True, slots=True)
class Langkah:
    """Something that would bring a kampung forward, and where it is done."""

    teks: str
    buka: str


def naik_kelas(reader: Reader, kampung: KampungId, per: date) -> Iterator[Langkah]:
    """Yield what separates a kampung from the next class; nothing where it has the highest."""
    place = f"kampung:{kampung}:klasifikasi"
    newest = reader.latest(Klasifikasi, per, [kampung]).get(kampung)
    if newest is None:
        yield Langkah("Catat klasifikasinya, atau impor dari situs nasional", place)
        return
    known = {name: getattr(newest, f"indeks_{name}") for name in _INDICES}
    if None in known.values():
        when = tanggal(newest.tanggal)
        yield Langkah(f"Skor klasifikasi {when} tidak diketahui; impor ekspornya", place)
        return
    aim, wanted = berikutnya({name for name, value in known.items() if value >= LULUS})
    for name in wanted:
        yield Langkah(_told(newest, aim, name, known[name]), place)


def berikutnya(passed: set[str]) -> tuple[str, tuple[str, ...]]:
    """Return the name of the next class and the indices that must still pass for it.

    All three make Berkelanjutan, input and proses Berkembang, output with one other Mandiri.
    """
    lacking = tuple(name for name in _INDICES if name not in passed)
    if len(lacking) <= 1:
        return "Berkelanjutan", lacking
    if "output" in passed:
        return "Mandiri", lacking[:1]
    return "Berkembang", tuple(name for name in lacking if name != "output")


def _told(record: Klasifikasi, aim: str, index: str, value: Decimal) -> str:
    scores = [
        (score, item.field.label.split(" ", 1)[1])
        for item in describe(Klasifikasi)
        if item.name.startswith(f"{index}_")
        and (score := getattr(record, item.name)) is not None
        and score < LULUS
    ]
    lowest = ", ".join(f"{label} (skor {score})" for score, label in sorted(scores)[:_NAMED])
    text = f"Menuju {aim}: indeks {index} {persen(value)}, perlu {persen(LULUS)}"
    return f"{text}; naikkan {lowest}" if lowest else text
