"""What long lists come to when the store counts them: plans, problems, traces of a kampung."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kkbdesk.model.ids import OPDId, ProgramId
from kkbdesk.model.rencana import StatusRencana


class RingkasRencana(NamedTuple):
    """Planned activities of a year that are alike, counted; each counts once, wherever it is."""

    program: ProgramId
    opd: OPDId | None
    """The responsible agency."""
    status: StatusRencana
    terjadwal: bool
    terlambat: bool
    """Its time passed, and nobody said what became of it."""
    banyak: int
    beranggaran: int
    """How many of them state a budget; what the others cost is not known."""
    anggaran: Decimal


class RingkasBiaya(NamedTuple):
    """What was done of the planned activities of a year that are alike, and what it cost."""

    program: ProgramId
    opd: OPDId | None
    """The agency that is responsible for the plan."""
    terlaksana: int
    """Of how many activities something was done."""
    berbiaya: int
    """How many deeds state what they cost."""
    biaya: Decimal


class RingkasMasalah(NamedTuple):
    """Problems of active kampung and offers of agencies in a year, counted."""

    masalah: int
    belum_terjawab: int
    tawaran: int
    tawaran_sisa: int
    """Offers that no planned activity comes from."""


class Jejak(NamedTuple):
    """The newest traces that a kampung left up to a day; None where there is none."""

    rencana: int | None = None
    """The newest year in which something is planned there, not later than that of the day."""
    realisasi: date | None = None
    rapat: date | None = None
    data: date | None = None
    matriks: int | None = None
    """The newest year of which there is a matrix, not later than that of the day."""
