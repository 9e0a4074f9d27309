"""What a report is: a name, a title, what it asks for, and how it is built from a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from kkbdesk.model.ids import KampungId
from kkbdesk.store import Reader

if TYPE_CHECKING:  # the window lists reports long before it builds one
    from kkbdesk.documents.blocks import Document


class Input(Enum):
    """What a report may be asked with."""

    TAHUN = "tahun"
    PER = "per"
    KAMPUNG = "kampung"


@dataclass(frozen=True, slots=True)
class Parameters:
    """For when and what a report is built."""

    today: date
    """The day it is built, on which it is signed."""
    per: date
    """The day whose state it shows."""
    tahun: int
    """The year of the matrix."""
    kampung: KampungId | None = None
    berkas: Callable[[str], bytes] | None = None
    """Returns a kept picture by its digest; None where a report does without pictures."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen for a report; the rest follows from the day it is."""

    tahun: int | None = None
    per: date | None = None
    kampung: KampungId | None = None
    kantor: str = ""
    """Code of the office below it is about, `SEMUA` for all together, empty for this office."""
    terbitan: str = ""
    """Name of the published state that it is made of, empty for the present one."""

    def resolved(self, today: date) -> Parameters:
        """Return what the report is built for: today, or the end of a year that is over."""
        per = self.per
        if per is None:
            over = self.tahun is not None and self.tahun < today.year
            per = date(self.tahun or 0, 12, 31) if over else today
        return Parameters(today, per, self.tahun or per.year, self.kampung)


@dataclass(frozen=True, slots=True)
class Report:
    """One report of the office."""

    nama: str
    judul: str
    build: Callable[[Reader, Parameters], Document]
    inputs: tuple[Input, ...]
    needs_kampung: bool = False
    semua: bool = False
    """Whether all offices together are something else than the region of this one."""
