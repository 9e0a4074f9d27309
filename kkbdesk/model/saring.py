"""What is asked of long lists, so that the store answers with a page of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kkbdesk.model.ids import KampungId, OPDId, ProgramId
from kkbdesk.model.rencana import StatusRencana


class Halaman(NamedTuple):
    """A part of a list: at most so many lines, after so many others."""

    banyak: int
    lewati: int = 0
    urut: str = ""
    """The field it is ordered by; empty for the usual order."""
    turun: bool = False
    """Whether the greatest comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaringRencana:
    """Which planned activities are asked for; what is None or empty does not matter."""

    tahun: int | None = None
    program: ProgramId | None = None
    opd: frozenset[OPDId] = frozenset()
    """Any of these is responsible or joins."""
    kampung: frozenset[KampungId] = frozenset()
    """It takes place in any of these."""
    tanpa_kampung: bool = False
    """It takes place in none."""
    sejak: date | None = None
    """It begins on this day or later."""
    dari: date | None = None
    """It is not over before this day."""
    sampai: date | None = None
    """It has begun by this day."""
    terjadwal: bool | None = None
    status: StatusRencana | None = None
    kecuali: StatusRencana | None = None
    """Its state is another than this."""
    sumber_dana: str | None = None
    """The money comes from there; "" where nobody said so."""
    penanggung_jawab: str | None = None
    """This agency is responsible for it; "" where none is."""
    terlambat: date | None = None
    """Its time passed by this day, and nobody said what became of it."""
    teks: str = ""
    """Words of its name or place, all of them."""
    kata: frozenset[str] = frozenset()
    """Words of its name or place, at least `sedikitnya` of them."""
    sedikitnya: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SaringRealisasi:
    """Which of the things done are asked for; what is None or empty does not matter."""

    program: ProgramId | None = None
    opd: frozenset[OPDId] = frozenset()
    """Any of these was there."""
    kampung: frozenset[KampungId] = frozenset()
    dari: date | None = None
    sampai: date | None = None
    diinput: bool | None = None
    """Whether it was entered on the national website."""
    terencana: bool | None = None
    teks: str = ""
    """Words of its title or place."""
