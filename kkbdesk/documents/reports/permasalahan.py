"""The needs of villages on paper: with their answers, and as a form to fill in by hand."""

from __future__ import annotations

from itertools import groupby

from kkbdesk.documents.blocks import (
    KOSONG,
    Align,
    Column,
    Document,
    Grid,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Signatures,
    Signer,
)
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports.office import office_of
from kkbdesk.documents.reports.regional import TITLE
from kkbdesk.documents.reports.rencana import place_of, state
from kkbdesk.errors import UserError
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.program import Program
from kkbdesk.queries.permasalahan import Jawaban, PermasalahanRow, baris_permasalahan
from kkbdesk.queries.pokja import susunan_di
from kkbdesk.store import Reader

_LINES = 10
"""So many problems find room on the form."""


def build(reader: Reader, parameters: Parameters) -> Document:
    """Return the problems of the year by village and rank, each with its answer."""
    office = office_of(reader)
    asked = {"kampung": parameters.kampung} if parameters.kampung else {}
    found = reader.find(Permasalahan, tahun=parameters.tahun, **asked)
    rows = baris_permasalahan(reader, found, parameters.today)
    lines: list[Row] = []
    for (_, name), group in groupby(rows, key=lambda row: (row.desa, row.kampung)):
        if parameters.kampung is None:
            lines.append(Row((name,), RowKind.GROUP))
        lines += [_line(row) for row in group]
    waiting = sum(row.jawaban is Jawaban.BELUM for row in rows)
    note = f"{len(rows)} permasalahan, {waiting} di antaranya belum terjawab."
    grid = Grid(
        columns=(
            Column("Peringkat", 16, Align.CENTER),
            Column("Permasalahan", 75),
            Column("Program", 42),
            Column("Data dasar", 50),
            Column("Jawaban: kegiatan", 55),
            Column("Pelaksana", 38),
            Column("Waktu", 28),
            Column("Keadaan", 28),
        ),
        rows=tuple(lines),
        notes=(note,),
    )
    return office.document(
        (f"DAFTAR PERMASALAHAN {TITLE}", f"TAHUN {parameters.tahun}",
         place_of(reader, office, parameters)),
        (state(parameters), grid, office.signed(parameters.today)),
        landscape=True,
    )  # fmt: skip


def _line(row: PermasalahanRow) -> Row:
    need, answer = row.permasalahan, row.rencana
    return Row(
        (
            need.peringkat,
            need.uraian,
            row.program,
            need.dasar,
            answer.rencana.kegiatan if answer else "",
            answer.pelaksana if answer else "",
            answer.rencana.waktu if answer else "",
            row.jawaban.label,
        )
    )


def build_form(reader: Reader, parameters: Parameters) -> Document:
    """Return a form of one page on which a village ranks its problems by hand.

    Raises UserError without a kampung.
    """
    kampung = reader.get(Kampung, parameters.kampung) if parameters.kampung else None
    if kampung is None:
        raise UserError("Pilih Kampung KB yang formulirnya akan dicetak.")
    office = office_of(reader)
    programs = sorted(reader.find(Program), key=lambda item: (len(item.id), item.id))
    named = "; ".join(f"{item.id} {item.singkat}" for item in programs)
    found = reader.find(Permasalahan, tahun=parameters.tahun, kampung=kampung.id)
    known = baris_permasalahan(reader, found, parameters.today)[:_LINES]
    filled = [
        Row((at, row.permasalahan.uraian, row.permasalahan.program, row.permasalahan.dasar))
        for at, row in enumerate(known, 1)
    ]
    blank = [Row((at, "", "", "")) for at in range(len(filled) + 1, _LINES + 1)]
    grid = Grid(
        columns=(
            Column("Peringkat", 18, Align.CENTER),
            Column("Permasalahan", 85),
            Column("Nomor program", 20, Align.CENTER),
            Column("Data atau sumber yang menunjukkannya", 57),
        ),
        rows=(*filled, *blank),
        row=13,
    )
    susunan = susunan_di(reader, kampung.id, parameters.per)
    chair = Signer("Ketua Pokja Kampung KB", susunan.ketua if susunan else "", atas=("",))
    day = f"{kampung.nama}, {KOSONG * 3}"
    village = Signer("Kepala Desa/Lurah", "", atas=(day,))
    return office.document(
        (f"FORMULIR PERMASALAHAN {TITLE}", f"TAHUN {parameters.tahun}",
         office.place(reader, kampung)),
        (
            Paragraph("Tulis dari yang paling mendesak; satu baris satu permasalahan."),
            grid,
            Heading("Nomor program"),
            Paragraph(named, small=True),
            Signatures((chair, village), per_row=2),
        ),
    )  # fmt: skip


REPORT = Report("permasalahan", "Daftar permasalahan desa", build, (Input.TAHUN, Input.KAMPUNG))
FORM = Report(
    "formulir-permasalahan", "Formulir permasalahan desa", build_form,
    (Input.KAMPUNG, Input.TAHUN), needs_kampung=True,
)  # fmt: skip
