"""Copies of the database: what one is, what opens an encrypted one, and which are kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

TERBARU = 5
"""So many of the newest are kept whatever the clock says."""
SEHARI = 32
"""So many of the newest day, which is all of a day's work; a clock may stand still."""
HARIAN, MINGGUAN, BULANAN = 12, 10, 9
KEMBALI = ("migrasi", "pembaruan")
"""Why copies are made that going back to a former program needs: the newest of each is kept."""

ALASAN = {
    "berkala": "tiap 30 menit",
    "gabung": "sebelum penggabungan",
    "impor": "sebelum impor",
    "indeks": "diperbaiki dari berkas yang rusak",
    "migrasi": "sebelum data diperbarui",
    "pembaruan": "sebelum program diperbarui",
    "pulih": "sebelum pemulihan",
    "tangan": "diminta",
    "tutup": "saat ditutup",
}
"""Why copies are made, in words."""


@dataclass(frozen=True, slots=True)
class Salinan:
    """A copy of the database: which, where, when by the clock of its making, and why."""

    nomor: int
    """Higher than that of every older copy, whatever the clock said."""
    saat: datetime
    alasan: str
    berkas: Path
    ukuran: int = 0
    """In bytes."""
    sidik: str = ""
    """The beginning of the digest of the database; empty for copies of older programs."""
    terkunci: bool = False
    """Whether it is encrypted."""

    @property
    def sebab(self) -> str:
        """Return why it was made, in words."""
        return ALASAN.get(self.alasan, self.alasan)


@dataclass(frozen=True, slots=True)
class Kunci:
    """What opens encrypted copies: derived from a passphrase, which itself is kept nowhere."""

    garam: bytes
    rahasia: bytes = field(repr=False)


def disimpan(salinan: Sequence[Salinan]) -> set[Path]:
    """Return which copies are kept: all of the newest day, then daily, weekly and monthly ones.

    Order goes by number alone. A clock that jumps makes more days, weeks and months than there
    were, never fewer, so it cannot have the newest numbers thinned.
    """
    ordered = sorted(salinan, key=lambda item: (item.nomor, item.berkas.name), reverse=True)
    if not ordered:
        return set()
    newest = ordered[0].saat.date()
    today = [item for item in ordered if item.saat.date() == newest]
    kept = [*ordered[:TERBARU], *today[:SEHARI]]
    for reason in KEMBALI:
        kept += [item for item in ordered if item.alasan == reason][:1]
    periods: tuple[tuple[Callable[[date], Hashable], int], ...] = (
        (lambda day: day, HARIAN),
        (lambda day: day.isocalendar()[:2], MINGGUAN),
        (lambda day: (day.year, day.month), BULANAN),
    )
    for period, number in periods:
        of_each: dict[Hashable, Salinan] = {}
        for item in ordered:
            of_each.setdefault(period(item.saat.date()), item)
        kept += list(of_each.values())[:number]
    return {item.berkas for item in kept}
