"""How far the year is: the stages of the action plan, and what is complete of each kampung."""

from __future__ import annotations

from collections import Counter

from kkbdesk.documents.blocks import Align, Column, Document, Grid, Paragraph, Row, RowKind
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports.office import office_of
from kkbdesk.documents.reports.regional import TITLE
from kkbdesk.model.format_id import tanggal
from kkbdesk.queries.kelengkapan import BAGIAN, UKURAN, Kelengkapan, kelengkapan
from kkbdesk.queries.tahapan import TahapanRow, tahapan
from kkbdesk.store import Reader


def build(reader: Reader, parameters: Parameters) -> Document:
    """Return the stages of the year with what each has and still lacks."""
    office = office_of(reader)
    rows = tahapan(reader, parameters.tahun, parameters.today)
    grid = Grid(
        columns=(
            Column("No", 10, Align.CENTER),
            Column("Tahapan", 45),
            Column("Yang ada", 55),
            Column("Yang masih kurang", 65),
            Column("Keadaan", 22),
            Column("Catatan", 40),
        ),
        rows=tuple(
            Row(
                (number, row.nama, "; ".join(row.ada),
                 "; ".join(each.teks for each in row.kurang) or "—",
                 "Selesai" if row.selesai else "Belum", _note(row))
            )
            for number, row in enumerate(rows, 1)
        ),
    )  # fmt: skip
    done = sum(row.selesai for row in rows)
    return office.document(
        ("TAHAPAN RENCANA AKSI", f"{TITLE} TAHUN {parameters.tahun}", office.wilayah.upper()),
        (
            Paragraph(f"{done} dari {len(rows)} tahapan selesai per {tanggal(parameters.today)}",
                      Align.CENTER),
            grid,
            office.signed(parameters.today),
        ),
        landscape=True,
    )  # fmt: skip


def _note(row: TahapanRow) -> str:
    if row.catatan is None:
        return ""
    stated = row.catatan.selesai
    parts = (f"Dinyatakan selesai {tanggal(stated)}" if stated else "", row.catatan.catatan)
    return ". ".join(part for part in parts if part)


def build_complete(reader: Reader, parameters: Parameters) -> Document:
    """Return what is complete, out of date or empty of each kampung."""
    office = office_of(reader)
    rows = kelengkapan(reader, parameters.tahun, parameters.per)
    counted = {name: Counter(row.isi[name] for row in rows) for name in BAGIAN}
    lines = [
        Row((number, row.kampung, row.kecamatan, *(row.isi[name].label for name in BAGIAN),
             row.lengkap))
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip
    if rows:
        full = (counted[name][Kelengkapan.LENGKAP] for name in BAGIAN)
        lines.append(Row((None, "Jumlah lengkap", None, *full, None), RowKind.TOTAL))
    grid = Grid(
        columns=(
            Column("No", 10, Align.CENTER),
            Column("Kampung KB", 48),
            Column("Kecamatan", 38),
            *(Column(title, 21, Align.CENTER) for title in BAGIAN.values()),
            Column("Lengkap", 18, Align.CENTER),
        ),
        rows=tuple(lines),
        notes=(UKURAN,),
    )
    return office.document(
        ("STATUS KELENGKAPAN DATA", f"{TITLE} TAHUN {parameters.tahun}", office.wilayah.upper()),
        (
            Paragraph(f"Keadaan per {tanggal(parameters.per)}", Align.CENTER),
            grid,
            office.signed(parameters.today),
        ),
        landscape=True,
    )


STAGES = Report("tahapan", "Tahapan rencana aksi", build, (Input.TAHUN,))
COMPLETE = Report(
    "kelengkapan", "Status kelengkapan data", build_complete, (Input.TAHUN, Input.PER)
)
