"""Who among the agencies has which task."""

from __future__ import annotations

from collections.abc import Sequence

from kkbdesk.documents.blocks import Align, Column, Document, Grid, Paragraph, Row
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports.office import office_of
from kkbdesk.documents.reports.regional import TITLE
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.opd import OPD
from kkbdesk.model.wilayah import normal
from kkbdesk.queries.opd import opd_pada
from kkbdesk.store import SEMUA, Reader


def build(reader: Reader, parameters: Parameters) -> Document:
    """Return the agencies of the day with mandate and contact person."""
    office = office_of(reader)
    agencies = opd_pada(reader, parameters.per)
    grid = _together(agencies) if reader.kantor == SEMUA else _own(agencies)
    return office.document(
        ("PEMBAGIAN TUGAS ANTARINSTANSI", f"DALAM PENGELOLAAN {TITLE}", office.wilayah.upper()),
        (
            Paragraph(f"Keadaan per {tanggal(parameters.per)}", Align.CENTER),
            grid,
            office.signed(parameters.today),
        ),
    )


def _own(agencies: Sequence[OPD]) -> Grid:
    rows = enumerate(agencies, 1)
    return Grid(
        columns=(*_COLUMNS, Column("Kader Binaan/PIC", 40)),
        rows=tuple(Row((number, item.nama, item.tupoksi, item.pic)) for number, item in rows),
        size=10,
    )


def _together(agencies: Sequence[OPD]) -> Grid:
    """Return the agencies of all offices below, those of the same name as one."""
    same: dict[str, list[OPD]] = {}
    for item in agencies:
        if item.kantor:
            same.setdefault(normal(item.nama), []).append(item)
    rows = (
        (group[0].nama, "\n".join(dict.fromkeys(item.tupoksi for item in group if item.tupoksi)),
         len(group))
        for group in same.values()
    )  # fmt: skip
    return Grid(
        columns=(*_COLUMNS, Column("Jumlah kabupaten/kota", 40, Align.RIGHT)),
        rows=tuple(Row((number, *cells)) for number, cells in enumerate(rows, 1)),
        size=10,
    )


_COLUMNS = (
    Column("No", 10, Align.CENTER), Column("Instansi", 60), Column("Ranah/Tupoksi", 65),
)  # fmt: skip
REPORT = Report("pembagian-tugas", "Pembagian tugas antarinstansi", build, (Input.PER,), semua=True)
