"""A long list on paper, beside the same strings in the library's bare table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import LongTable, SimpleDocTemplate, TableStyle

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.documents.blocks import Document, Grid, Page
from kkbdesk.documents.writers import sheets
from kkbdesk.documents.writers.pdf_font import face
from kkbdesk.documents.writers.text import shown
from kkbdesk.model import wilayah
from kkbdesk.model.ids import KampungId, Kind, derived_id
from kkbdesk.model.kampung import Kampung
from kkbdesk.services.laporan import Choices
from tests.bench.figure import Figure, median_ms

_ROWS = 1159
"""Villages of Sumatera Barat in 2022."""


def make(folder: Path) -> None:
    """Set up a province with so many kampung."""
    with SqlStore.create(folder) as store:
        desk = Desk(store)
        desk.kantor.siapkan("13", "sumatera-barat")
        with desk.editor.edit("Isi") as unit:
            for village in unit.wilayah_dalam("13", wilayah.DESA)[:_ROWS]:
                unit.put(
                    Kampung(
                        id=KampungId(derived_id(Kind.KAMPUNG, village.id)),
                        desa=village.id,
                        nama=village.nama,
                        tanggal_pencanangan=date(2020, 1, 1),
                    )
                )


def figures(folder: Path) -> list[Figure]:
    """Return the time from the open store to the finished PDF, beside the bare table's."""
    with SqlStore.open(folder) as store:
        desk = Desk(store)
        document = desk.laporan.dokumen("daftar-kampung", Choices())
        ours = median_ms(lambda: desk.laporan.pratinjau("daftar-kampung", Choices()))
    theirs = median_ms(lambda: bare(document))
    return [Figure(f"list of {_ROWS} kampung to PDF", ours, "a bare table", theirs, "ms", "1.5 x")]


def bare(document: Document) -> bytes:
    """Return the table of a document as the library makes it, in the same letters and widths."""
    (grid,) = document.grids()
    return bare_tables([grid], document.page)


def bare_tables(grids: Sequence[Grid], page: Page) -> bytes:
    """Return tables as the library makes them, on such pages."""
    target = BytesIO()
    template = SimpleDocTemplate(
        target,
        pagesize=(page.width * mm, page.height * mm),
        leftMargin=page.left * mm,
        rightMargin=page.right * mm,
        initialFontName=face().name,
    )
    template.build([_table(grid, page.body) for grid in grids])
    return target.getvalue()


def _table(grid: Grid, width: float) -> LongTable:
    cells = [[column.title for column in grid.columns]]
    cells += [[shown(value) for value in row.cells] for row in grid.rows]
    widths = [each * mm for each in sheets.widths(grid.columns, width)]
    table = LongTable(cells, colWidths=widths, repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), face().name, grid.size),
                ("GRID", (0, 0), (-1, -1), 0.4, "black"),
            ]
        )
    )
    return table
