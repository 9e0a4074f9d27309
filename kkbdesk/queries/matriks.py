"""A matrix as it is shown: of a place, or of all kampung together, with what stands out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kkbdesk.model.ids import KampungId, OPDId, ProgramId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.matriks import Matriks, Peran, SelMatriks, matriks_id
from kkbdesk.model.opd import OPD
from kkbdesk.model.program import Butir, Program
from kkbdesk.model.wilayah import normal
from kkbdesk.queries.milik import kantor_kampung, pemilik_semua
from kkbdesk.queries.opd import opd_pada, urutan
from kkbdesk.store import SEMUA, Reader

Letak = tuple[ProgramId, OPDId]
"""The place of a cell: program and agency."""


class JenisTemuan(Enum):
    """What stands out in a matrix."""

    TANPA_PELAKSANA = "Program tanpa pelaksana"
    TANPA_PENANGGUNG_JAWAB = "Program tanpa penanggung jawab"
    TUMPANG_TINDIH = "Lebih dari satu penanggung jawab"
    TANPA_TUGAS = "OPD tanpa tugas"


@dataclass(frozen=True, slots=True)
class Temuan:
    """A gap or an overlap, and the cell to jump to."""

    jenis: JenisTemuan
    teks: str
    program: ProgramId | None = None
    opd: OPDId | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix as it is shown: rows, columns, cells, state, and what stands out."""

    tahun: int
    kampung: Kampung | None
    program: tuple[Program, ...]
    sasaran: Mapping[str, str]
    """Names of the four goals by code."""
    opd: tuple[OPD, ...]
    sel: Mapping[Letak, SelMatriks]
    keadaan: Matriks | None
    temuan: tuple[Temuan, ...]

    @property
    def terkunci(self) -> bool:
        """Tell whether the matrix is agreed and locked."""
        return self.keadaan is not None and self.keadaan.terkunci

    def jumlah_program(self, program: ProgramId) -> int:
        """Return how many agencies take part in a program."""
        return sum(1 for row, _ in self.sel if row == program)

    def jumlah_opd(self, opd: OPDId) -> int:
        """Return in how many programs an agency takes part."""
        return sum(1 for _, column in self.sel if column == opd)


@dataclass(frozen=True, slots=True)
class Gabungan:
    """All matrices of the kampung, or of the offices, of one year, counted per cell.

    Agencies of the same name in different offices are counted together, as the first of them.
    """

    tahun: int
    program: tuple[Program, ...]
    opd: tuple[OPD, ...]
    jumlah: Mapping[Letak, int]
    """How many kampung or offices each cell reaches."""
    sasaran: Mapping[str, str]
    """Name of each goal."""
    terisi: int
    """How many of them have a matrix."""
    semua: int
    """How many active kampung, or offices, there are."""


def baca_grid(reader: Reader, tahun: int, kampung: KampungId | None, today: date) -> Grid:
    """Return the matrix of a year with the programs and agencies of that year.

    That of a kampung has the agencies of the office that the kampung belongs to.
    """
    if kampung is not None:
        reader = reader.sebagai(kantor_kampung(reader, kampung))
    cells = reader.find(SelMatriks, tahun=tahun, kampung=kampung)
    agencies = _agencies(reader, tahun, today, {cell.opd for cell in cells})
    programs = _programs(reader, tahun)
    sel = {(cell.program, cell.opd): cell for cell in cells}
    kantor = next(iter(reader.find(Kantor)), None)
    return Grid(
        tahun=tahun,
        kampung=reader.get(Kampung, kampung) if kampung else None,
        program=programs,
        sasaran=_goals(reader),
        opd=agencies,
        sel=sel,
        keadaan=reader.get(Matriks, matriks_id(tahun, kampung)),
        temuan=tuple(
            temuan(programs, agencies, sel, kantor is not None and kantor.banyak_penanggung_jawab)
        ),
    )


def _goals(reader: Reader) -> dict[str, str]:
    return {item.kode: item.nama for item in reader.find(Butir, daftar="sasaran")}


def baca_gabungan(reader: Reader, tahun: int, today: date) -> Gabungan:
    """Return the matrices of all active kampung of a year, counted per cell."""
    active = {item.id: item.desa for item in reader.find(Kampung, aktif=True)}
    cells = [
        (cell.kampung, cell)
        for cell in reader.find(SelMatriks, tahun=tahun)
        if cell.kampung is not None and cell.kampung in active
    ]
    offices = pemilik_semua(reader, active.values()) or {reader.kantor}
    return _counted(reader, tahun, today, offices, cells, len(active))


def baca_gabungan_kantor(reader: Reader, tahun: int, today: date) -> Gabungan:
    """Return the matrices of all offices below, as they agreed them for their regions."""
    offices = {item.kantor for item in reader.sebagai(SEMUA).find(Kantor)} - {""}
    cells = [
        (kantor, cell)
        for kantor in offices
        for cell in reader.find(SelMatriks, tahun=tahun, kampung=None, kantor=kantor)
    ]
    return _counted(reader, tahun, today, offices, cells, len(offices))


def _counted(
    reader: Reader,
    tahun: int,
    today: date,
    offices: Set[str],
    cells: Sequence[tuple[str, SelMatriks]],
    semua: int,
) -> Gabungan:
    """Count where cells are found, agencies of the same name together."""
    named = {cell.opd for _, cell in cells}
    first: dict[str, OPD] = {}
    stands_for: dict[OPDId, OPDId] = {}
    for opd in sorted(_agencies(reader.sebagai(SEMUA), tahun, today, named), key=urutan):
        if opd.kantor in offices or opd.id in named:
            stands_for[opd.id] = first.setdefault(normal(opd.nama), opd).id
    reached = {(where, cell.program, stands_for[cell.opd]) for where, cell in cells}
    return Gabungan(
        tahun=tahun,
        program=_programs(reader, tahun),
        opd=tuple(first.values()),
        jumlah=Counter((program, opd) for _, program, opd in reached),
        sasaran=_goals(reader),
        terisi=len({where for where, _ in cells}),
        semua=semua,
    )


def temuan(
    program: Sequence[Program],
    opd: Sequence[OPD],
    sel: Mapping[Letak, SelMatriks],
    banyak_penanggung_jawab: bool,
) -> list[Temuan]:
    """Return the gaps and overlaps, programs first, in the order of rows and columns."""
    found: list[Temuan] = []
    names = {item.id: item.singkat for item in opd}
    for row in program:
        roles = {column: cell.peran for (line, column), cell in sel.items() if line == row.id}
        leads = [column for column, peran in roles.items() if peran is Peran.PENANGGUNG_JAWAB]
        text = f"{row.id}. {row.singkat}"
        if not roles:
            found.append(Temuan(JenisTemuan.TANPA_PELAKSANA, text, row.id))
        elif not leads:
            found.append(Temuan(JenisTemuan.TANPA_PENANGGUNG_JAWAB, text, row.id, min(roles)))
        elif len(leads) > 1 and not banyak_penanggung_jawab:
            who = ", ".join(sorted(names.get(column, "?") for column in leads))
            found.append(Temuan(JenisTemuan.TUMPANG_TINDIH, f"{text}: {who}", row.id, leads[1]))
    busy = {column for _, column in sel}
    found += [
        Temuan(JenisTemuan.TANPA_TUGAS, item.singkat, None, item.id)
        for item in opd
        if item.id not in busy
    ]
    return found


def _programs(reader: Reader, tahun: int) -> tuple[Program, ...]:
    found = [item for item in reader.find(Program) if item.berlaku(tahun)]
    return tuple(sorted(found, key=lambda item: (len(item.id), item.id)))


def _agencies(reader: Reader, tahun: int, today: date, named: set[OPDId]) -> tuple[OPD, ...]:
    """Return the agencies of a year, and those that its matrix names though they ended since."""
    per = min(max(today, date(tahun, 1, 1)), date(tahun, 12, 31))
    agencies = opd_pada(reader, per)
    known = {item.id for item in agencies}
    missing = reader.get_many(OPD, named - known).values()
    return (*agencies, *sorted(missing, key=lambda item: item.urut))
