"""Who among the agencies has which task."""

from __future__ import annotations

from kkbdesk.documents.blocks import Align, Column, Document, Grid, Paragraph, Row
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports.office import office_of
from kkbdesk.documents.reports.regional import TITLE
from kkbdesk.model.format_id import tanggal
from kkbdesk.queries.opd import opd_pada
from kkbdesk.store import Reader


def build(reader: Reader, parameters: Parameters) -> Document:
    """Return the agencies of the day with mandate and contact person."""
    office = office_of(reader)
    grid = Grid(
        columns=(
            Column("No", 10, Align.CENTER),
            Column("Instansi", 60),
            Column("Ranah/Tupoksi", 65),
            Column("Kader Binaan/PIC", 40),
        ),
        rows=tuple(
            Row((number, item.nama, item.tupoksi, item.pic))
            for number, item in enumerate(opd_pada(reader, parameters.per), 1)
        ),
        size=10,
    )
    return office.document(
        ("PEMBAGIAN TUGAS ANTARINSTANSI", f"DALAM PENGELOLAAN {TITLE}", office.wilayah.upper()),
        (
            Paragraph(f"Keadaan per {tanggal(parameters.per)}", Align.CENTER),
            grid,
            office.signed(parameters.today),
        ),
    )


REPORT = Report("pembagian-tugas", "Pembagian tugas antarinstansi", build, (Input.PER,))
