"""The matrix on paper: the sheet that the agencies sign, and all kampung together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from kkbdesk.documents.blocks import (
    Align,
    Column,
    Document,
    Grid,
    Legend,
    Paragraph,
    Row,
    RowKind,
    Value,
)
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports.office import Office, office_of
from kkbdesk.documents.reports.persetujuan import persetujuan
from kkbdesk.documents.reports.regional import TITLE
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.matriks import Matriks, Peran
from kkbdesk.model.program import Program
from kkbdesk.queries.matriks import Gabungan, baca_gabungan, baca_gabungan_kantor, baca_grid
from kkbdesk.queries.matriks import Grid as Matrix
from kkbdesk.queries.referensi import butir
from kkbdesk.store import SEMUA, Reader

_SUBJECT = "MATRIKS INTEGRASI DAN KONVERGENSI"
_PROGRAM, _PROGRAM_LEAST, _AGENCY = 100.0, 57.0, 12.0
"""Millimetres; in the wider the names of the programs take two lines and all fit on a page."""
_MARK = 12.0
"""Size of the marks."""


def build_sheet(reader: Reader, parameters: Parameters) -> Document:
    """Return the matrix of the office or of a kampung, to be signed by all its agencies.

    Of all offices together it is counted and nothing to be signed.
    """
    office = office_of(reader)
    if reader.kantor == SEMUA:
        every = baca_gabungan_kantor(reader, parameters.tahun, parameters.today)
        text = (
            f"Angka menunjukkan jumlah kabupaten/kota; {every.terisi} dari {every.semua} kantor "
            f"yang mengirim paket mempunyai matriks tahun {parameters.tahun}"
        )
        return _counted(reader, office, parameters, every, "SELURUH KABUPATEN/KOTA", text)
    grid = baca_grid(reader, parameters.tahun, parameters.kampung, parameters.today)
    place = office.wilayah.upper()
    if grid.kampung is not None:
        place = office.place(reader, grid.kampung)
    return office.document(
        (_SUBJECT, f"{TITLE} TAHUN {parameters.tahun}", place),
        (
            Paragraph(_state(grid.keadaan), Align.CENTER),
            matriks_grid(grid),
            Legend(tuple((peran.tanda, peran.label.lower()) for peran in reversed(Peran))),
            *persetujuan(reader, office, grid, parameters.per),
        ),
        landscape=True,
    )


def matriks_grid(grid: Matrix) -> Grid:
    """Return a matrix as programs down, agencies across, marks and their counts."""

    def cells(program: Program) -> tuple[Value, ...]:
        found = (grid.sel.get((program.id, opd.id)) for opd in grid.opd)
        marks = (cell.peran.tanda if cell else None for cell in found)
        return (*marks, grid.jumlah_program(program.id))

    numbers = (*(grid.jumlah_opd(opd.id) for opd in grid.opd), len(grid.sel))
    *columns, total = _columns([*(opd.singkat for opd in grid.opd), "Jumlah"], _MARK)
    return Grid(
        columns=(*columns, replace(total, size=0)),
        rows=(
            *_rows(grid.program, grid.sasaran, cells),
            Row((None, "Jumlah program", *numbers), RowKind.TOTAL),
        ),
        lead=2,
    )


def build_combined(reader: Reader, parameters: Parameters) -> Document:
    """Return the matrices of all kampung of a year, counted per cell."""
    every = baca_gabungan(reader, parameters.tahun, parameters.today)
    text = (
        f"Angka menunjukkan jumlah Kampung KB; {every.terisi} dari {every.semua} Kampung KB "
        f"yang aktif mempunyai matriks tahun {parameters.tahun}"
    )
    return _counted(reader, office_of(reader), parameters, every, f"SELURUH {TITLE}", text)


def _counted(
    reader: Reader, office: Office, parameters: Parameters, every: Gabungan, whose: str, text: str
) -> Document:
    """Return matrices counted per cell."""

    def cells(program: Program) -> tuple[Value, ...]:
        return tuple(every.jumlah.get((program.id, opd.id)) for opd in every.opd)

    goals = {item.kode: item.nama for item in butir(reader, "sasaran")}
    table = Grid(
        columns=_columns([opd.singkat for opd in every.opd]),
        rows=tuple(_rows(every.program, goals, cells)),
        lead=2,
    )
    return office.document(
        (
            f"{_SUBJECT} GABUNGAN",
            f"{whose} TAHUN {parameters.tahun}",
            office.wilayah.upper(),
        ),
        (Paragraph(text, Align.CENTER), table, office.signed(parameters.today)),
        landscape=True,
    )


def _columns(titles: Sequence[str], size: float = 0) -> tuple[Column, ...]:
    return (
        Column("No", 10, Align.CENTER),
        Column("Program", _PROGRAM, least=_PROGRAM_LEAST),
        *(
            Column(title, _AGENCY, Align.CENTER, rotated=True, size=size, least=_AGENCY)
            for title in titles
        ),
    )


def _rows(
    programs: Sequence[Program],
    goals: Mapping[str, str],
    cells: Callable[[Program], tuple[Value, ...]],
) -> Iterator[Row]:
    """Yield the programs under the goals that they serve."""
    for goal, group in groupby(programs, key=lambda program: program.sasaran):
        if goal in goals:
            yield Row((f"Sasaran {goal}: {goals[goal]}",), RowKind.GROUP)
        for program in group:
            yield Row((_number(program), program.nama, *cells(program)))


def _number(program: Program) -> Value:
    return int(program.id) if program.id.isdecimal() else program.id


def _state(state: Matriks | None) -> str:
    if state is None or state.disepakati is None:
        return "Belum disepakati"
    meeting = f" dalam {state.rapat}" if state.rapat else ""
    return f"Disepakati tanggal {tanggal(state.disepakati)}{meeting}"


SHEET = Report(
    "matriks", "Matriks integrasi dan konvergensi (lembar kesepakatan)", build_sheet,
    (Input.TAHUN, Input.KAMPUNG), semua=True,
)  # fmt: skip
COMBINED = Report(
    "matriks-gabungan", "Matriks gabungan seluruh Kampung KB", build_combined, (Input.TAHUN,)
)
