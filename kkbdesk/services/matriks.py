"""The matrix: who does what, where nobody does anything, agreed and locked."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.model.ids import KampungId, ProgramId
from kkbdesk.model.matriks import Matriks, Peran, SelMatriks, matriks_id, sel_id
from kkbdesk.model.opd import OPD
from kkbdesk.model.program import Program
from kkbdesk.model.wilayah import normal
from kkbdesk.queries.kemajuan import (
    IsiSel,
    KampungSel,
    KeadaanSel,
    baca_isi_sel,
    kampung_di_balik,
    keadaan_sel,
)
from kkbdesk.queries.matriks import (
    Gabungan,
    Grid,
    Letak,
    baca_gabungan,
    baca_gabungan_kantor,
    baca_grid,
)
from kkbdesk.queries.milik import kantor_kampung
from kkbdesk.services.editor import Editor
from kkbdesk.store import Kemajuan, Records, Store, Unit
from resources.files import resource

__all__ = ["IsiSel", "KampungSel", "KeadaanSel", "Kemajuan", "MatriksService", "keadaan_sel"]


Sel = Mapping[Letak, Peran | None]
"""Roles by cell, None for an empty one."""


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

    def grid(self, tahun: int, kampung: KampungId | None, kantor: str = "") -> Grid:
        """Return the matrix of a year for a kampung, or for the region of an office."""
        with self._store.read(kantor) as reader:
            return baca_grid(reader, tahun, kampung, self._today())

    def isi(
        self,
        tahun: int,
        kampung: KampungId | None,
        sel: Sel,
        *,
        terlihat: Sel | None = None,
        label: str = "Isi matriks",
        initiator: object | None = None,
    ) -> int:
        """Set cells (None clears) in one step and return how many that changes.

        `terlihat` is what whoever asks saw in them. Raises RuleViolation when locked, StaleEdit
        when somebody else changed one of the cells since.
        """
        with self._editor.edit(label, initiator=initiator) as unit:
            _refuse_stale(unit, tahun, kampung, terlihat or {}, sel)
            put_cells(unit, tahun, kampung, sel)
            return len(unit.changes())

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
        """Fill the empty cells from another matrix in one step; return how many.

        The matrix of the office, for a kampung, is that of the office which the kampung belongs to.
        """
        office = self._kantor(kampung) if dari_kampung is None else ""
        source = self.grid(dari_tahun, dari_kampung, office)
        target = self.grid(tahun, kampung)
        present = {opd.id for opd in target.opd}
        cells: dict[Letak, Peran | None] = {
            letak: cell.peran
            for letak, cell in source.sel.items()
            if letak not in target.sel and letak[1] in present
        }
        self.isi(tahun, kampung, cells, label=f"Salin matriks dari {dari_tahun}")
        return len(cells)

    def _kantor(self, kampung: KampungId | None) -> str:
        if kampung is None:
            return ""
        with self._store.read() as reader:
            return kantor_kampung(reader, kampung)

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
            locked = disepakati(unit, tahun, kampung, tanggal, rapat)
            if locked is None:
                raise UserError(f"Matriks {tahun} sudah terkunci.")
            unit.put(locked)

    def buka(self, tahun: int, kampung: KampungId | None, tanggal: date) -> None:
        """Unlock a matrix on a day, as a step of its own in the history; raises UserError."""
        with self._editor.edit(f"Buka kunci matriks {tahun} per {tanggal:%d-%m-%Y}") as unit:
            state = _state(unit, tahun, kampung)
            if not state.terkunci:
                raise UserError(f"Matriks {tahun} tidak terkunci.")
            unit.put(replace(state, terkunci=False))

    def gabungan(self, tahun: int, kantor: str = "") -> Gabungan:
        """Return the matrices of all active kampung of a year, or of an office's, per cell."""
        with self._store.read(kantor) as reader:
            return baca_gabungan(reader, tahun, self._today())

    def gabungan_kantor(self, tahun: int) -> Gabungan:
        """Return the matrices of the offices below of a year, counted per cell."""
        with self._store.read() as reader:
            return baca_gabungan_kantor(reader, tahun, self._today())

    def di_balik(self, tahun: int, letak: Letak, kantor: str = "") -> list[KampungSel]:
        """Return the kampung behind a cell of the combined view, by name."""
        with self._store.read(kantor) as reader:
            return kampung_di_balik(reader, tahun, letak)

    def kemajuan(
        self, tahun: int, kampung: KampungId | None, kantor: str = ""
    ) -> Mapping[Letak, Kemajuan]:
        """Return what came of each cell: of the matrix of a kampung, or anywhere in a region.

        It takes half a second for a plan of fifty thousand: not for the thread of the window.
        """
        with self._store.read(kantor) as reader:
            office = kantor if kampung is None else kantor_kampung(reader, kampung)
            return reader.sebagai(office).kemajuan(tahun, kampung)

    def isi_sel(
        self, tahun: int, kampung: KampungId | None, letak: Letak, kantor: str = ""
    ) -> IsiSel:
        """Return everything behind one cell."""
        with self._store.read(kantor) as reader:
            return baca_isi_sel(reader, tahun, kampung, letak, self._today())


def _refuse_stale(
    unit: Unit, tahun: int, kampung: KampungId | None, terlihat: Sel, sel: Sel
) -> None:
    """Raise StaleEdit, which names both values, where a cell is neither what was seen nor meant."""
    ids = {sel_id(tahun, kampung, *letak): letak for letak in terlihat}
    present = unit.get_many(SelMatriks, ids)
    for id, (program, opd) in ids.items():
        kini = present[id].peran if id in present else None
        baru = sel.get((program, opd))
        if kini not in (terlihat[program, opd], baru):
            what, who = unit.get(Program, program), unit.get(OPD, opd)
            where = f"{what.singkat if what else program}, {who.singkat if who else opd}"
            raise StaleEdit(
                f"Sel {where} sementara itu diubah orang lain menjadi {_said(kini)}, sedangkan "
                f"Anda mengisinya {_said(baru)}. Tidak ada yang ditulis; periksa, lalu isi lagi "
                "bila perlu."
            )


def _said(peran: Peran | None) -> str:
    return f"{peran.tanda} ({peran.label.lower()})" if peran else "kosong"


def put_cells(unit: Unit, tahun: int, kampung: KampungId | None, sel: Sel) -> None:
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


def disepakati(
    records: Records, tahun: int, kampung: KampungId | None, tanggal: date, rapat: str
) -> Matriks | None:
    """Return a matrix as an agreement locks it, None when it is locked by the same one already.

    Raises UserError when it is locked by another.
    """
    state = _state(records, tahun, kampung)
    locked = replace(state, disepakati=tanggal, rapat=rapat, terkunci=True)
    if state.terkunci and state != locked:
        raise UserError(f"Matriks {tahun} sudah terkunci.")
    return None if state == locked else locked


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


def _state(records: Records, tahun: int, kampung: KampungId | None) -> Matriks:
    id = matriks_id(tahun, kampung)
    return records.get(Matriks, id) or Matriks(id=id, tahun=tahun, kampung=kampung)
