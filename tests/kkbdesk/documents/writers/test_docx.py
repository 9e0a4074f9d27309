"""DOCX: the same text in the same order as the PDF, on the same paper, to be revised."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import docx as library
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from kkbdesk.desk import Desk
from kkbdesk.documents.blocks import Grid, KeyValues, Page, Paragraph, Row, Title
from kkbdesk.documents.report import Choices
from kkbdesk.documents.writers import docx, pdf
from kkbdesk.model.kantor import Kertas
from tests.support.documents import GRID, NAUGHTY, a_document, a_list, wide
from tests.support.makers import SINAR_SURYA
from tests.support.paper import pages, squeezed, word_text


def opened(content: bytes) -> library.document.Document:
    return library.Document(BytesIO(content))


def of_pdf(content: bytes, *furniture: str) -> str:
    """Return the text of a PDF without what stands above the text of a page."""
    text = "\n".join(pages(content))
    for number in range(2, 10):
        text = text.replace(f"- {number} -", "")
    for each in furniture:
        text = text.replace(each, "")
    return squeezed(text)


def test_every_block_is_there_as_in_the_pdf() -> None:
    document = a_document()
    assert squeezed(word_text(docx.render(document))) == of_pdf(pdf.render(document).content)


@pytest.mark.parametrize(
    "name", ["pembagian-tugas", "jumlah", "klasifikasi", "lintas-sektor", "matriks", "pokja"]
)
def test_the_reports_read_the_same(sample: Desk, name: str) -> None:
    kampung = sample.kampung.dengan_kode(SINAR_SURYA).id if name == "pokja" else None
    document = sample.laporan.dokumen(name, Choices(kampung=kampung))
    lanjutan = "Lanjutan persetujuan Matriks Integrasi dan Konvergensi tahun 2026"
    made = of_pdf(pdf.render(document).content, "CONTOH\r\n", lanjutan)
    assert squeezed(word_text(docx.render(document))) == made.replace("CONTOHPEMER", "PEMER")


@pytest.mark.parametrize("page", [Page(), Page(Kertas.A4, landscape=True)])
def test_paper_and_margins_are_the_document_s(page: Page) -> None:
    (section,) = opened(docx.render(a_document(page=page))).sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert abs(section.page_width - Mm(page.width)) < Mm(0.1)
    assert abs(section.page_height - Mm(page.height)) < Mm(0.1)
    assert section.left_margin == pytest.approx(Mm(page.left), abs=Mm(0.1))
    assert (section.orientation == 1) is page.landscape


def test_headings_repeat_and_rows_stay_whole() -> None:
    (table,) = opened(docx.render(a_list(3))).tables[:1]
    rows = list(table._tbl.iter(qn("w:tr")))
    assert rows[0].find(f".//{qn('w:tblHeader')}") is not None
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    assert rows[1].find(f".//{qn('w:keepNext')}") is None
    assert rows[-1].find(f".//{qn('w:keepNext')}") is not None


def test_pages_are_numbered_from_the_second_and_all_are_marked() -> None:
    (section,) = opened(docx.render(a_document(mark="CONTOH"))).sections
    assert section.different_first_page_header_footer
    header, first = section.header.part.element, section.first_page_header.part.element
    (field,) = header.iter(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == " PAGE "
    assert "".join(node.text for node in header.iter(qn("w:t"))) == "CONTOH- 2 -"
    assert "".join(node.text or "" for node in first.iter(qn("w:t"))) == "CONTOH"


def test_letters_and_language_are_ours() -> None:
    word = opened(docx.render(a_document()))
    defaults = word.styles.element.find(qn("w:docDefaults"))
    assert defaults is not None
    (fonts,) = defaults.iter(qn("w:rFonts"))
    (language,) = defaults.iter(qn("w:lang"))
    assert fonts.get(qn("w:ascii")) == "Arial"
    assert language.get(qn("w:val")) == "id-ID"
    assert word.core_properties.title == "Judul Dokumen"


def test_two_tables_never_touch_and_none_ends_the_document() -> None:
    values = KeyValues((("a", "b"),))
    body = opened(docx.render(a_document(values, GRID, values, values))).element.body
    tags = [child.tag for child in body]
    assert all(pair != (qn("w:tbl"), qn("w:tbl")) for pair in pairwise(tags))
    assert tags[-2:] == [qn("w:p"), qn("w:sectPr")]


def test_a_wide_grid_continues_on_another_page() -> None:
    word = opened(docx.render(a_document(wide(30), page=Page(landscape=True))))
    assert len(word.tables) == 2
    assert any(each.text == "Lanjutan: Judul Dokumen" for each in word.paragraphs)


def test_any_text_can_be_written() -> None:
    rows = tuple(Row((1, text, None, None, None)) for text in NAUGHTY)
    paragraphs = (Paragraph(text) for text in NAUGHTY)
    document = a_document(Title(NAUGHTY), *paragraphs, Grid(GRID.columns, rows))
    text = word_text(docx.render(document))
    assert '<b>tebal</b> & "kutip"' in text
    assert "文字化け" in text
