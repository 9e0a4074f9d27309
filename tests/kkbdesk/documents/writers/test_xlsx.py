"""XLSX: real numbers and dates, nothing executed, ready to filter and to print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from kkbdesk.documents.blocks import Column, Document, Grid, Heading, Page, Row
from kkbdesk.documents.writers import xlsx
from kkbdesk.documents.writers.text import printable
from kkbdesk.model.kantor import Kertas
from tests.support.documents import GRID, NAUGHTY, a_document, a_list, wide


def sheets(document: Document) -> Sequence[Worksheet]:
    book = openpyxl.load_workbook(BytesIO(xlsx.render(document)))
    return book.worksheets


def cell(worksheet: Worksheet, value: object) -> Cell:
    """Return the first cell that holds a value."""
    return next(
        each
        for row in worksheet.iter_rows()
        for each in row
        if isinstance(each, Cell) and each.value == value
    )


def test_numbers_are_numbers_and_dates_are_dates() -> None:
    (worksheet,) = sheets(a_document(GRID))
    place = cell(worksheet, "Mentok")
    number, share, day = (worksheet.cell(place.row, column) for column in (3, 4, 5))
    assert (number.value, number.number_format) == (1234, "#,##0")
    assert (share.value, share.number_format) == (62.09, "#,##0.00")
    assert (day.value, day.number_format) == (datetime(2026, 2, 15), "dd/mm/yyyy")  # noqa: DTZ001 - as workbooks have it
    assert [each.data_type for each in (place, number, share, day)] == ["s", "n", "n", "d"]


def test_text_is_never_executed() -> None:
    columns = Column("No", 10), Column("Nama", 40)
    rows = tuple(Row((index, text)) for index, text in enumerate(NAUGHTY))
    content = xlsx.render(a_document(Grid(columns, rows)))
    (worksheet,) = openpyxl.load_workbook(BytesIO(content)).worksheets
    for text in NAUGHTY:
        kept = printable(text)
        if not kept:
            continue
        found = cell(worksheet, kept)
        assert found.data_type == "s"
        assert found.quotePrefix is (kept[0] in "=+-@")


def test_a_list_can_be_filtered_and_its_heading_stays() -> None:
    (worksheet,) = sheets(a_list(30))
    head = cell(worksheet, "Nama").row
    assert worksheet.auto_filter.ref == f"A{head}:B{head + 30}"
    assert worksheet.freeze_panes == f"A{head + 1}"
    assert worksheet.print_title_rows == f"${head}:${head}"


def test_a_table_with_groups_and_totals_is_no_list() -> None:
    (worksheet,) = sheets(a_document(GRID))
    assert worksheet.auto_filter.ref is None
    head = cell(worksheet, "No").row
    assert worksheet.print_title_rows == f"${head}:${head + 1}"


@pytest.mark.parametrize(
    ("page", "code", "orientation"),
    [(Page(), 14, "portrait"), (Page(Kertas.A4, landscape=True), 9, "landscape")],
)
def test_it_prints_on_the_paper_of_the_office(page: Page, code: int, orientation: str) -> None:
    (worksheet,) = sheets(a_document(GRID, page=page, mark="CONTOH"))
    setup = worksheet.page_setup
    assert setup.paperSize == code
    assert setup.orientation == orientation
    assert (setup.fitToWidth, setup.fitToHeight) == (1, 0)
    assert worksheet.page_margins.left == pytest.approx(page.left / 25.4, abs=0.01)
    header = worksheet.HeaderFooter
    assert header.oddHeader is not None
    assert header.firstHeader is not None
    assert header.oddHeader.center.text == "- &P -"
    assert header.firstHeader.right.text == "CONTOH"
    assert cell(worksheet, "CONTOH").row == 1


def test_every_table_has_a_worksheet_named_after_its_heading() -> None:
    made = sheets(a_document(Heading("A/B: satu?"), GRID, Heading("C" * 40), GRID))
    assert [each.title for each in made] == ["1 A B  satu", f"2 {'C' * 29}"]
    assert cell(made[1], "C" * 40).row == 1


def test_a_new_page_is_a_new_worksheet() -> None:
    first, second = sheets(a_document())
    assert cell(first, "Ani").column > 1
    assert cell(second, "Camat,").column == 3


def test_a_wide_matrix_stays_one_table_and_prints_on_several_pages() -> None:
    (worksheet,) = sheets(a_document(wide(30), page=Page(landscape=True)))
    assert worksheet.max_column == 32
    assert worksheet.page_setup.fitToWidth == 2
    assert worksheet.print_title_cols == "$A:$B"
    assert worksheet.freeze_panes is not None
    assert str(worksheet.freeze_panes).startswith("C")
