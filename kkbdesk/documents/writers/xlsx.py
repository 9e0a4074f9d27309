"""A document as workbook: a worksheet for every table, real numbers and dates, ready to print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kkbdesk.documents.blocks import (
    Block,
    Chart,
    Document,
    Grid,
    Heading,
    Page,
    PageBreak,
    Signatures,
    Title,
)
from kkbdesk.documents.writers import sheets, style
from kkbdesk.documents.writers.text import printable
from kkbdesk.documents.writers.xlsx_sheet import Sheet
from kkbdesk.model.kantor import Kertas

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_PAPER = {Kertas.F4: 14, Kertas.A4: 9}
"""Codes of spreadsheets; 14 is Folio, 0.9 mm off F4, for which they have none."""
_MM_PER_UNIT = 1.9
"""What a unit of column width measures on paper."""


def render(document: Document) -> bytes:
    """Return the document as XLSX."""
    book = Workbook()
    book.remove(book.worksheets[0])
    properties = book.properties
    properties.title = printable(document.title)
    properties.creator = printable(document.author)
    properties.language = "id-ID"
    parts = [
        (section.page, blocks)
        for section in document.sections
        for blocks in _sheets(tuple(_plain(section.blocks)))
    ]
    for number, (page, blocks) in enumerate(parts, 1):
        worksheet = book.create_sheet(_name(blocks, number))
        widths, wide = _widths(page, blocks)
        _print(worksheet, page, document.mark, widths, wide)
        sheet = Sheet(worksheet, document, widths)
        if number == 1:
            sheet.letterhead()
        for block in blocks:
            sheet.write(block)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _plain(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, charts as tables of their values under their titles."""
    for block in blocks:
        if isinstance(block, Chart):
            yield Heading(block.grafik.judul)
            yield block.grid
        else:
            yield block


def _widths(page: Page, blocks: Sequence[Block]) -> tuple[list[float], int]:
    """Return the widths of the columns in millimetres, and how many pages they take."""
    grid = next((block for block in blocks if isinstance(block, Grid)), None)
    if grid is None:
        number = max((b.per_row for b in blocks if isinstance(b, Signatures)), default=2)
        return [page.body / number] * number, 1
    number = len(sheets.sheets(grid, page.body))
    if number > 1:
        return [column.width for column in grid.columns], number
    return sheets.widths(grid.columns, page.body), 1


def _print(
    worksheet: Worksheet, page: Page, mark: str, widths: Sequence[float], pages_wide: int
) -> None:
    """Set widths, paper, margins and what stands above the pages."""
    for index, width in enumerate(widths, 1):
        worksheet.column_dimensions[get_column_letter(index)].width = width / _MM_PER_UNIT
    worksheet.page_setup.orientation = "landscape" if page.landscape else "portrait"
    worksheet.page_setup.paperSize = _PAPER[page.paper]
    worksheet.page_setup.fitToWidth = pages_wide
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.page_margins = PageMargins(
        left=page.left / 25.4,
        right=page.right / 25.4,
        top=page.next_top / 25.4,
        bottom=page.bottom / 25.4,
        header=style.NUMBER_TOP / 25.4,
    )
    first, others = HeaderFooterItem(), HeaderFooterItem()
    others.center.text = style.page_number("&P")
    first.right.text = others.right.text = mark or None
    worksheet.HeaderFooter = HeaderFooter(differentFirst=True, firstHeader=first, oddHeader=others)


def _sheets(blocks: tuple[Block, ...]) -> list[list[Block]]:
    """Return the blocks of each worksheet: a table with the headings and texts before it.

    What begins a new page on paper gets a worksheet too: headings of tables repeat on all its
    pages.
    """
    sheets: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, PageBreak):
            sheets.append([])
            continue
        if isinstance(block, Grid) and any(isinstance(each, Grid) for each in sheets[-1]):
            start = _start(sheets[-1])
            sheets.append(sheets[-1][start:])
            del sheets[-2][start:]
        sheets[-1].append(block)
    return sheets


def _start(blocks: list[Block]) -> int:
    """Return where the part begins that leads to what comes after these blocks."""
    for index in range(len(blocks) - 1, -1, -1):
        if isinstance(blocks[index], Heading | Title):
            return index
        if isinstance(blocks[index], Grid):
            return index + 1
    return len(blocks)


def _name(blocks: list[Block], number: int) -> str:
    """Return a name that spreadsheets accept, the number making it the only one."""
    texts = (
        block.text if isinstance(block, Heading) else block.lines[0].capitalize()
        for block in blocks
        if isinstance(block, Heading | Title)
    )
    name = _FORBIDDEN.sub(" ", printable(next(texts, "")))
    return f"{number} {name}"[:_LONGEST_NAME].strip()
