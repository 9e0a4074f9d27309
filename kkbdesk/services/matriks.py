"""The matrix: who does what, where nobody does anything, agreed and locked."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from kkbdesk.errors import UserError
from kkbdesk.model.ids import KampungId, OPDId, ProgramId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.matriks import Matriks, Peran, SelMatriks, matriks_id, sel_id
from kkbdesk.model.opd import OPD
from kkbdesk.model.program import Butir, Program
from kkbdesk.model.wilayah import normal
from kkbdesk.services.editor import Editor
from kkbdesk.services.opd import opd_pada
from kkbdesk.store import Reader, Store, Unit
from resources.files import resource

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
    """All matrices of the kampung of one year, counted per cell."""

    tahun: int
    program: tuple[Program, ...]
    opd: tuple[OPD, ...]
    jumlah: Mapping[Letak, int]
    """How many kampung each cell reaches."""
    kampung: int
    """How many kampung have a matrix."""
    aktif: int
    """How many active kampung there are."""


@dataclass(frozen=True, slots=True)
class Beda:
    """A cell that differs between two matrices."""

    letak: Letak
    lama: Peran | None
    baru: Peran | None


class MatriksService:
    """Reads, fills, compares and locks matrices."""

    def __init__(self, store: Store, editor: Editor, today: Callable[[], date]) -> None:
        self._store = store
        self._editor = editor
        self._today = today

    def grid(self, tahun: int, kampung: KampungId | None) -> Grid:
        """Return the matrix of a year for a kampung, or for the office's region."""
        with self._store.read() as reader:
            return baca_grid(reader, tahun, kampung, self._today())

    def isi(
        self,
        tahun: int,
        kampung: KampungId | None,
        sel: Mapping[Letak, Peran | None],
        *,
        label: str = "Isi matriks",
        initiator: object | None = None,
    ) -> None:
        """Set cells (None clears) in one step; raises RuleViolation when locked."""
        with self._editor.edit(label, initiator=initiator) as unit:
            put_cells(unit, tahun, kampung, sel)

    def usulan(self, tahun: int, kampung: KampungId | None) -> dict[Letak, Peran | None]:
        """Return the proposal for the empty cells after the agencies' programs and mandates."""
        grid = self.grid(tahun, kampung)
        words = _keywords()
        known = {item.id for item in grid.program}
        return {
            (program, opd.id): Peran.PENDUKUNG
            for opd in grid.opd
            for program in usulan_program(opd, words)
            if program in known and (program, opd.id) not in grid.sel
        }

    def isi_usulan(self, tahun: int, kampung: KampungId | None) -> int:
        """Fill the empty cells with the proposal in one step; return how many."""
        cells = self.usulan(tahun, kampung)
        self.isi(tahun, kampung, cells, label="Usulan awal matriks")
        return len(cells)

    def salin(
        self,
        tahun: int,
        kampung: KampungId | None,
        dari_tahun: int,
        dari_kampung: KampungId | None,
    ) -> int:
        """Fill the empty cells from another matrix in one step; return how many."""
        source = self.grid(dari_tahun, dari_kampung)
        target = self.grid(tahun, kampung)
        present = {opd.id for opd in target.opd}
        cells: dict[Letak, Peran | None] = {
            letak: cell.peran
            for letak, cell in source.sel.items()
            if letak not in target.sel and letak[1] in present
        }
        self.isi(tahun, kampung, cells, label=f"Salin matriks dari {dari_tahun}")
        return len(cells)

    def bandingkan(
        self, lama: int, baru: int, kampung: KampungId | None
    ) -> tuple[Grid, list[Beda]]:
        """Return the newer matrix and the cells in which it differs from the older."""
        before, after = self.grid(lama, kampung), self.grid(baru, kampung)
        differing = [
            Beda(letak, _role(before, letak), _role(after, letak))
            for letak in before.sel.keys() | after.sel.keys()
            if _role(before, letak) != _role(after, letak)
        ]
        return after, sorted(differing, key=lambda item: item.letak)

    def kunci(self, tahun: int, kampung: KampungId | None, tanggal: date, rapat: str = "") -> None:
        """Record that a matrix was agreed on a day and lock it; raises UserError when locked."""
        with self._editor.edit(f"Kunci matriks {tahun}") as unit:
            state = _state(unit, tahun, kampung)
            if state.terkunci:
                raise UserError(f"Matriks {tahun} sudah terkunci.")
            unit.put(replace(state, disepakati=tanggal, rapat=rapat, terkunci=True))

    def buka(self, tahun: int, kampung: KampungId | None, tanggal: date) -> None:
        """Unlock a matrix on a day, as a step of its own in the history; raises UserError."""
        with self._editor.edit(f"Buka kunci matriks {tahun} per {tanggal:%d-%m-%Y}") as unit:
            state = _state(unit, tahun, kampung)
            if not state.terkunci:
                raise UserError(f"Matriks {tahun} tidak terkunci.")
            unit.put(replace(state, terkunci=False))

    def gabungan(self, tahun: int) -> Gabungan:
        """Return the matrices of all active kampung of a year, counted per cell."""
        with self._store.read() as reader:
            return baca_gabungan(reader, tahun, self._today())

    def di_balik(self, tahun: int, letak: Letak) -> list[tuple[Kampung, Peran]]:
        """Return the kampung behind a cell of the combined view, by name."""
        with self._store.read() as reader:
            cells = reader.find(SelMatriks, tahun=tahun, program=letak[0], opd=letak[1])
            roles = {cell.kampung: cell.peran for cell in cells if cell.kampung}
            found = reader.get_many(Kampung, roles)
        pairs = [(item, roles[item.id]) for item in found.values() if item.aktif]
        return sorted(pairs, key=lambda pair: pair[0].nama.casefold())


def put_cells(
    unit: Unit, tahun: int, kampung: KampungId | None, sel: Mapping[Letak, Peran | None]
) -> None:
    """Set cells of one matrix inside an edit."""
    present = unit.get_many(
        SelMatriks, (sel_id(tahun, kampung, program, opd) for program, opd in sel)
    )
    for (program, opd), peran in sel.items():
        id = sel_id(tahun, kampung, program, opd)
        if peran is None:
            unit.remove(SelMatriks, id)
        elif id in present:
            unit.put(replace(present[id], peran=peran))
        else:
            unit.put(
                SelMatriks(
                    id=id, tahun=tahun, kampung=kampung, program=program, opd=opd, peran=peran
                )
            )


def baca_grid(reader: Reader, tahun: int, kampung: KampungId | None, today: date) -> Grid:
    """Return the matrix of a year with the programs and agencies of that year."""
    cells = reader.find(SelMatriks, tahun=tahun, kampung=kampung)
    agencies = _agencies(reader, tahun, today, {cell.opd for cell in cells})
    programs = _programs(reader, tahun)
    sel = {(cell.program, cell.opd): cell for cell in cells}
    kantor = next(iter(reader.find(Kantor)), None)
    return Grid(
        tahun=tahun,
        kampung=reader.get(Kampung, kampung) if kampung else None,
        program=programs,
        sasaran={item.kode: item.nama for item in reader.find(Butir, daftar="sasaran")},
        opd=agencies,
        sel=sel,
        keadaan=reader.get(Matriks, matriks_id(tahun, kampung)),
        temuan=tuple(
            temuan(programs, agencies, sel, kantor is not None and kantor.banyak_penanggung_jawab)
        ),
    )


def baca_gabungan(reader: Reader, tahun: int, today: date) -> Gabungan:
    """Return the matrices of all active kampung of a year, counted per cell."""
    active = {item.id for item in reader.find(Kampung, aktif=True)}
    cells = [cell for cell in reader.find(SelMatriks, tahun=tahun) if cell.kampung in active]
    return Gabungan(
        tahun=tahun,
        program=_programs(reader, tahun),
        opd=_agencies(reader, tahun, today, {cell.opd for cell in cells}),
        jumlah=Counter((cell.program, cell.opd) for cell in cells),
        kampung=len({cell.kampung for cell in cells}),
        aktif=len(active),
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


def usulan_program(opd: OPD, words: Mapping[str, str]) -> list[ProgramId]:
    """Return the programs an agency states as its own, or else those its words suggest."""
    if opd.program:
        return [ProgramId(number) for number in opd.program]
    for text in (f"{opd.nama} {opd.singkatan}", opd.tupoksi):
        padded = f" {normal(text)} "
        matching = [numbers for word, numbers in words.items() if f" {word} " in padded]
        if matching:
            return [ProgramId(number) for number in sorted(set(" ".join(matching).split()))]
    return []


def _keywords() -> dict[str, str]:
    with resource("reference", "usulan.toml").open("rb") as file:
        content: dict[str, Any] = tomllib.load(file)
    return dict(content["kata"])


def _role(grid: Grid, letak: Letak) -> Peran | None:
    cell = grid.sel.get(letak)
    return cell.peran if cell else None


def _state(unit: Unit, tahun: int, kampung: KampungId | None) -> Matriks:
    id = matriks_id(tahun, kampung)
    return unit.get(Matriks, id) or Matriks(id=id, tahun=tahun, kampung=kampung)


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
