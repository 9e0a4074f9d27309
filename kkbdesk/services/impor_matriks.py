"""Plans cells of matrices, listed one by one or drawn as a grid of programs and agencies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches

from kkbdesk.exchange.dates import year_above
from kkbdesk.exchange.sheets import Cell
from kkbdesk.exchange.values import CellError, plain_text, shown
from kkbdesk.model.ids import KampungId, OPDId, ProgramId
from kkbdesk.model.impor import JenisPadanan
from kkbdesk.model.matriks import Peran, SelMatriks, sel_id
from kkbdesk.model.program import Program
from kkbdesk.model.wilayah import normal
from kkbdesk.services.impor_opd import BukuOPD
from kkbdesk.services.impor_pokja import PerencanaDiKampung
from kkbdesk.services.perencana import Asal, Bahan, Ditolak, Kerja, menjumlah
from kkbdesk.services.pratinjau import Hasil
from kkbdesk.services.rancangan import Rancangan

_SUPPORT = {"√", "✓", "✔", "v", "x", "1", "ya", "true", "pendukung", "pelaksana pendukung"}
_LEAD = {"●", "⬤", "2", "pj", "penanggung jawab"}
_CLEAR = {"-", "–", "—"}
_MARKS = "√ pelaksana pendukung, ● penanggung jawab, - kosongkan"


def baca_peran(cell: Cell) -> Peran | None:
    """Return the role a mark stands for, None for the mark that clears; raises CellError."""
    text = (plain_text(cell) or "").casefold()
    if text in _SUPPORT:
        return Peran.PENDUKUNG
    if text in _LEAD or text == str(Peran.PENANGGUNG_JAWAB):
        return Peran.PENANGGUNG_JAWAB
    if text in _CLEAR:
        return None
    raise CellError(f"“{shown(cell)}” bukan tanda matriks.", _MARKS)


class BukuProgram:
    """All programs by number and name."""

    def __init__(self, rancangan: Rancangan) -> None:
        self._programs = rancangan.semua(Program)
        self._names: dict[str, ProgramId] = {}
        for item in self._programs.values():
            for name in (item.nama, item.singkatan):
                self._names.setdefault(normal(name), item.id)
        self._names.pop("", None)

    def dikenal(self, cell: Cell) -> bool:
        """Tell whether a cell names a program."""
        return self.cari(cell) is not None

    def cari(self, cell: Cell) -> ProgramId | None:
        """Return the program of a name, of a number, or of a number before a name."""
        text = normal(cell if isinstance(cell, str) else shown(cell))
        if text in self._names:
            return self._names[text]
        match = re.match(r"(\d+)\b ?(.*)", text)
        if match is None or match[1] not in self._programs:
            return None
        named = self._names.get(match[2], ProgramId(match[1]))
        return named if named == match[1] else None

    def wajib(self, cell: Cell, title: str) -> ProgramId:
        """Return the program of a cell; raises Ditolak."""
        found = self.cari(cell)
        if found is None:
            near = get_close_matches(normal(shown(cell)), self._names, 1, 0.6)
            meant = self._programs[self._names[near[0]]].nama if near else ""
            text = f"Program “{shown(cell)}” tidak dikenal; tulis nomor atau namanya."
            raise Ditolak(text, title, shown(cell), (), meant)
        return found


class PerencanaMatriks(PerencanaDiKampung):
    """Plans cells: what is named is set, what is not named stays."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self._opd = BukuOPD(bahan.rancangan, bahan.padanan[JenisPadanan.OPD])
        self._program = BukuProgram(bahan.rancangan)
        self._taken: dict[str, int] = {}
        given = bahan.tanggal.year if bahan.tanggal_dari is not Asal.DIANGGAP else None
        self._tahun = bahan.tahun or year_above(self.table.above) or given or bahan.today.year
        self._agencies = {
            at: (name, self._opd.cari(name)) for at, name in self.table.agencies.items()
        }
        bahan.rancangan.semua(SelMatriks)

    def baris(self, row: Kerja) -> None:
        """Plan one row; raises Ditolak."""
        if self.table.agencies:
            self._grid_row(row)
        else:
            self._listed(row)

    def _listed(self, row: Kerja) -> None:
        values = self.nilai(row, "program", "opd", "peran")
        tahun = values.get("tahun", self._tahun)
        kampung = self._where(row)
        program = self._program.wajib(self.sel(row, "program"), self.kolom("program").label)
        opd = self._opd.wajib(self.sel(row, "opd"), self.kolom("opd").label)
        row.nama = row.kode = f"{tahun} · {program} · {self._opd.nama(opd)}"
        peran = self._role(self.sel(row, "peran"), self.kolom("peran").label)
        self._cell(row, (tahun, kampung, program, opd), peran, values.get("catatan"))

    def _where(self, row: Kerja) -> KampungId | None:
        named = self.kampung(row)
        if named is None and self.bahan.kampung is not None:
            return self.bahan.kampung.id
        return named

    def _role(self, cell: Cell, title: str) -> Peran | None:
        if cell is None:
            raise Ditolak(f"{title} belum diisi.", title, "", (), _MARKS)
        try:
            return baca_peran(cell)
        except CellError as error:
            raise Ditolak(error.reason, title, shown(cell), (), error.proposal) from None

    def _grid_row(self, row: Kerja) -> None:
        marks = {
            at: row.cells[at]
            for at in self._agencies
            if at < len(row.cells) and row.cells[at] is not None
        }
        cell = self.sel(row, "program")
        row.nama = shown(cell)
        if self._program.cari(cell) is None and (not marks or menjumlah(shown(cell))):
            row.catatan.append("Baris judul atau jumlah, tanpa tanda.")
            return
        program = self._program.wajib(cell, "Program")
        kampung = self.bahan.kampung.id if self.bahan.kampung else None
        row.kode = f"{self._tahun} · {program}"
        planned = []
        for at, mark in marks.items():
            name, opd = self._agencies[at]
            if opd is None:
                usulan = self._opd.usulan(name)
                raise Ditolak(f"Kolom “{name}” bukan OPD dalam daftar.", name, shown(mark), usulan)
            planned.append((opd, self._role(mark, name)))
        for opd, peran in planned:
            self._cell(row, (self._tahun, kampung, program, opd), peran, None)

    def _cell(
        self,
        row: Kerja,
        at: tuple[int, KampungId | None, ProgramId, OPDId],
        peran: Peran | None,
        catatan: str | None,
    ) -> None:
        id = sel_id(*at)
        first = self._taken.setdefault(id, row.nomor)
        if first != row.nomor:
            raise Ditolak(f"Sel ini sudah disebut di baris {first}.")
        present = self.rancangan.get(SelMatriks, id)
        if peran is None:
            if present is not None:
                self.rancangan.remove(present)
                row.milik.append((SelMatriks.KIND, id))
                row.pasangan.append((present, None))
                row.hasil = Hasil.BERUBAH
            return
        tahun, kampung, program, opd = at
        if present is None:
            cell = SelMatriks(id=id, tahun=tahun, kampung=kampung, program=program, opd=opd,
                              peran=peran, catatan=catatan or "")  # fmt: skip
        else:
            cell = replace(present, peran=peran, catatan=catatan or present.catatan)
        if cell != present:
            if row.hasil is Hasil.SAMA:
                row.hasil = Hasil.BARU if present is None else Hasil.BERUBAH
            elif present is not None:
                row.hasil = Hasil.BERUBAH
            self.rencana(row, present, cell)

    def selesaikan(self, _rows: Iterable[Kerja]) -> None:
        """Remember confirmed names of agencies, name columns that are none, say which matrix."""
        for text, id in self._opd.used.items():
            self.ingat(JenisPadanan.OPD, text, id)
        unknown = [name for name, opd in self._agencies.values() if opd is None]
        if unknown:
            self.catatan.append(f"Kolom yang bukan OPD dalam daftar: {', '.join(unknown)}.")
        if "tahun" not in self.table.places:
            where = self.bahan.kampung
            self.catatan.append(
                f"Matriks tahun {self._tahun}, {where.nama if where else 'tingkat kantor'}."
            )
