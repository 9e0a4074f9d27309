"""The integration and convergence matrix: who does what in which program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Choice, Field
from kkbdesk.model.ids import (
    KampungId,
    Kind,
    MatriksId,
    OPDId,
    ProgramId,
    SelMatriksId,
    derived_id,
)

_TAHUN = Field("Tahun", names=True, tahun=True, minimum=1945, maximum=2100)


class Peran(Choice):
    """What an agency does in a program."""

    PENDUKUNG = "pendukung", "Pelaksana pendukung"
    PENANGGUNG_JAWAB = "penanggung_jawab", "Penanggung jawab"

    @property
    def tanda(self) -> str:
        """Return the mark that stands for the role on screen and paper."""
        return "●" if self is Peran.PENANGGUNG_JAWAB else "√"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matriks:
    """The state of one matrix: of a year, for a kampung or (empty) for the office's region."""

    KIND: ClassVar[Kind] = Kind.MATRIKS
    NOUN: ClassVar[str] = "Matriks"

    id: Annotated[MatriksId, Field("Id", technical=True)]
    tahun: Annotated[int, _TAHUN]
    kampung: Annotated[KampungId | None, Field("Kampung KB", ref=Kind.KAMPUNG)] = None
    disepakati: Annotated[date | None, Field("Disepakati tanggal")] = None
    rapat: Annotated[str, Field("Disepakati dalam rapat")] = ""
    terkunci: Annotated[bool, Field("Terkunci")] = False
    kantor: Annotated[str, Field("Kantor pemilik", technical=True)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelMatriks:
    """A filled cell of a matrix; an empty cell has no record."""

    KIND: ClassVar[Kind] = Kind.SEL_MATRIKS
    NOUN: ClassVar[str] = "Sel matriks"

    id: Annotated[SelMatriksId, Field("Id", technical=True)]
    tahun: Annotated[int, _TAHUN]
    kampung: Annotated[KampungId | None, Field("Kampung KB", ref=Kind.KAMPUNG)] = None
    program: Annotated[ProgramId, Field("Program", ref=Kind.PROGRAM, names=True)]
    opd: Annotated[OPDId, Field("OPD", ref=Kind.OPD, names=True)]
    peran: Annotated[Peran, Field("Peran", aliases=("Tanda",))]
    catatan: Annotated[str, Field("Catatan", long=True)] = ""
    kantor: Annotated[str, Field("Kantor pemilik", technical=True)] = ""


@lru_cache(4096)
def matriks_id(tahun: int, kampung: KampungId | None) -> MatriksId:
    """Return the id of the matrix of that year and place."""
    return MatriksId(derived_id(Kind.MATRIKS, tahun, kampung or ""))


def sel_id(tahun: int, kampung: KampungId | None, program: ProgramId, opd: OPDId) -> SelMatriksId:
    """Return the id of that cell, so that the same cell is one record everywhere."""
    return SelMatriksId(derived_id(Kind.SEL_MATRIKS, tahun, kampung or "", program, opd))
