"""How many other sectors take part in the Kampung KB, per region."""

from __future__ import annotations

from collections import Counter

from kkbdesk.documents.blocks import Align, Column, Document, Grid
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports.regional import Region, date_notes, regional
from kkbdesk.queries.kampung import lintas_sektor
from kkbdesk.queries.referensi import butir, tingkat_integrasi
from kkbdesk.store import Reader


def build(reader: Reader, parameters: Parameters) -> Document:
    """Return the report; a kampung's level is that of its matrix of the year."""
    table = regional(reader, parameters)
    levels = [item for item in butir(reader, "integrasi") if item.berlaku(parameters.tahun)]
    sectors = lintas_sektor(reader, table.pada, parameters.tahun)
    reached = {row.id: tingkat_integrasi(levels, sectors[row.id]).kode for row in table.pada.rows}

    def cells(region: Region) -> tuple[int, ...]:
        number = Counter(reached[row.id] for row in region.kampung)
        return (*(number[item.kode] for item in levels), len(region.kampung))

    grid = Grid(
        columns=(
            *table.columns,
            *(
                Column(item.nama, 24, Align.RIGHT, group="Terintegrasi" if int(item.kode) else "")
                for item in levels
            ),
            Column("Jumlah", 20, Align.RIGHT),
        ),
        rows=table.rows(cells),
        notes=tuple(date_notes(table.pada, parameters)),
    )
    source = (
        f"Sumber: matriks tiap Kampung KB tahun {parameters.tahun} dalam registri "
        f"{table.office.kantor.nama}; dihitung OPD dan mitra selain koordinator Kampung KB."
    )
    return table.document("KETERLIBATAN LINTAS SEKTOR DALAM", grid, source)


REPORT = Report(
    "lintas-sektor",
    "Keterlibatan lintas sektor per wilayah",
    build,
    (Input.PER, Input.TAHUN),
)
