"""PDF: embedded fonts, everything readable, nothing beside its place, signatures in company."""

from __future__ import annotations

import json
import string
from dataclasses import replace

import pypdfium2  # type: ignore[import-untyped]  # it brings no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkbdesk.documents.blocks import (
    Column,
    Grid,
    KeyValues,
    Kop,
    Page,
    Paragraph,
    Row,
    RowKind,
    Signatures,
    Signer,
    Title,
)
from kkbdesk.documents.writers import pdf
from kkbdesk.documents.writers.pdf_font import LACKING, face
from kkbdesk.model.kantor import Kertas
from tests.support.documents import NAUGHTY, a_document, a_list, wide
from tests.support.paper import outside, pages, squeezed
from tests.support.papers import needed

MM = 72 / 25.4


def test_every_block_is_there_in_order() -> None:
    made = pdf.render(a_document())
    first, second = pages(made.content)
    assert made.pages == 2
    assert squeezed(first) == squeezed(
        "PEMERINTAH KABUPATEN UJI DINAS UJI Jalan Uji 1 JUDUL DOKUMEN Baris kedua "
        "Keadaan per 15 Februari 2026 A. Bagian Nama:Sinar Surya Luas:16,86 Penduduk:1.234 "
        "No Nama Kampung Tanggal Jumlah % Kelompok satu 1 Mentok 1.234 62,09 15/2/2026 "
        "2 Tempilang 0 0,00 Jumlah 1.234 62,09 1. Catatan pertama. 2. Catatan kedua. "
        "Keterangan: ● penanggung jawab; √ pendukung Sumber: uji. "
        "Mentok, 15 Februari 2026 KEPALA DINAS, Ani Pembina NIP ……………………………………"
    )
    blank = "…" * 14
    assert squeezed(second) == squeezed(
        f"- 2 - B. Bagian kedua Ketua, Kepala, Camat, {blank} {blank} NIP 123 {blank}"
    )


def test_only_our_font_is_in_the_file_and_it_is_embedded() -> None:
    content = pdf.render(a_document(mark="CONTOH")).content
    with pypdfium2.PdfDocument(content) as document:
        fonts = [
            found.get_font()
            for page in document
            for found in page.get_objects()
            if isinstance(found, pypdfium2.PdfTextObj)
        ]
        assert {font.get_family_name() for font in fonts} == {"Liberation Sans"}
        assert all(font.is_embedded for font in fonts)
    assert b"Helvetica" not in content
    assert content.count(b"/FontFile2") >= 2


@pytest.mark.parametrize(
    ("page", "width", "height"),
    [
        (Page(), 215, 330), (Page(landscape=True), 330, 215),
        (Page(Kertas.A4), 210, 297), (Page(Kertas.A4, landscape=True), 297, 210),
    ],
)  # fmt: skip
def test_the_paper_is_the_office_s(page: Page, width: float, height: float) -> None:
    content = pdf.render(a_document(page=page)).content
    with pypdfium2.PdfDocument(content) as document:
        for sheet in document:
            assert sheet.get_size() == pytest.approx((width * MM, height * MM), abs=0.1)


def test_title_author_and_language_are_told() -> None:
    content = pdf.render(a_document()).content
    with pypdfium2.PdfDocument(content) as document:
        told = document.get_metadata_dict()
    assert (told["Title"], told["Author"]) == ("Judul Dokumen", "Dinas Uji")
    assert b"/Lang (id-ID)" in content


def test_headings_repeat_and_pages_are_numbered_from_the_second() -> None:
    first, *others = pages(pdf.render(a_list(200)).content)
    assert len(others) >= 3
    assert "- 1 -" not in first
    for number, text in enumerate(others, 2):
        assert text.startswith(f"- {number} -")
        assert squeezed(text).startswith(f"-{number}-NoNama")
    every = " ".join((first, *others)).split()
    assert all(str(row) in every for row in range(1, 201))


@pytest.mark.parametrize("number", range(24, 62))
def test_signatures_are_never_alone_on_a_page(number: int) -> None:
    texts = pages(pdf.render(a_list(number)).content)
    (signed,) = (text for text in texts if "Penanda Tangan" in text)
    assert "KEPALA DINAS" in signed
    assert "NIP 123" in signed
    assert "Baris" in signed
    assert "Sumber: uji." in signed


def test_many_signatures_say_of_what_they_are_on_every_page() -> None:
    signers = tuple(Signer(f"Kepala Dinas {index}") for index in range(40))
    block = Signatures(signers, per_row=3, lanjutan="Lanjutan persetujuan")
    made = pdf.render(a_document(Title(("LEMBAR",)), Paragraph("Menyepakati."), block))
    first, *others = pages(made.content)
    assert "Menyepakati." in first
    assert "Kepala Dinas 0" in first
    assert len(others) == 1
    assert all("Lanjutan persetujuan" in text for text in others)
    assert sum(text.count("Kepala Dinas") for text in (first, *others)) == 40


def test_a_group_that_goes_on_is_named_again() -> None:
    rows = (
        Row(("Kelompok A",), RowKind.GROUP),
        *(Row((f"Baris {index}",)) for index in range(80)),
        Row(("Jumlah",), RowKind.TOTAL),
    )
    first, second = pages(pdf.render(a_document(Grid((Column("Nama", 10),), rows))).content)
    assert "(lanjutan)" not in first
    assert "Kelompok A (lanjutan)" in second


def test_neither_a_group_ends_a_page_nor_a_total_begins_one() -> None:
    for number in range(30, 60):
        rows = (
            *(Row((f"Baris {index}",)) for index in range(number)),
            Row(("Kelompok B",), RowKind.GROUP),
            Row(("Isi B",)),
            Row(("Jumlah",), RowKind.TOTAL),
        )
        texts = pages(pdf.render(a_document(Grid((Column("Nama", 10),), rows))).content)
        assert any("Kelompok B" in text and "Isi B" in text for text in texts)
        assert any("Isi B" in text and "Jumlah" in text for text in texts)


def test_a_wide_grid_continues_on_another_sheet() -> None:
    made = pdf.render(a_document(wide(30), page=Page(landscape=True)))
    first, second = pages(made.content)
    assert "Lanjutan: Judul Dokumen" in second
    assert "Catatan: Catatan." not in first
    assert "Catatan: Catatan." in second
    assert all("Program satu" in text for text in (first, second))


def naughty(texts: list[str]) -> bytes:
    """Return a PDF with each text in every kind of place."""
    cells = tuple(Row((index, text, text)) for index, text in enumerate(texts))
    columns = Column("No", 10), Column("Nama", 40), Column("Sempit", 12)
    return pdf.render(
        a_document(
            Title(tuple(texts[:20])),
            *(Paragraph(text) for text in texts),
            KeyValues(tuple((text, text) for text in texts)),
            Grid(columns, cells, notes=tuple(texts)),
            Signatures(tuple(Signer(text, text, text, text) for text in texts[:30]), per_row=3),
        )
    ).content


def test_nothing_leaves_the_page_whatever_it_is() -> None:
    content = naughty(list(NAUGHTY))
    assert outside(content, 10 * MM) == []
    text = "".join(pages(content))
    assert "<b>tebal</b>" in text
    assert LACKING in text


def test_nothing_of_the_naughty_strings_leaves_the_page() -> None:
    strings = json.loads(needed("torture", "blns.json").read_text("utf-8"))
    assert outside(naughty(strings), 10 * MM) == []


def test_a_row_taller_than_a_page_goes_on() -> None:
    rows = (Row(("kata " * 4000,)), Row(("Akhir",)))
    content = pdf.render(a_document(Grid((Column("Isi", 10),), rows))).content
    assert sum(text.split().count("kata") for text in pages(content)) == 4000
    assert outside(content, 10 * MM) == []


def test_a_heading_keeps_its_words_whole() -> None:
    columns = tuple(Column("Berkelanjutan", 10, rotated=turned) for turned in (False, True) * 4)
    rows = (Row(("x",) * 8),)
    text = pages(pdf.render(a_document(Grid(columns, rows))).content)[0]
    assert text.count("Berkelanjutan") == 8


def test_a_turned_heading_that_nothing_holds_is_shortened() -> None:
    columns = Column("A", 100), Column("Nama yang panjang " * 12, 12, rotated=True)
    text = pages(pdf.render(a_document(Grid(columns, (Row(("x", "y")),)))).content)[0]
    assert "…" in text


def test_headings_as_long_as_they_may_be_leave_room_for_rows() -> None:
    columns = tuple(Column("Panjang " * 125, 10, group="Kelompok " * 111) for _ in range(4))
    grid = Grid(columns, tuple(Row((index,) * 4) for index in range(100)))
    made = pdf.render(a_document(grid, page=Page(landscape=True)))
    assert made.pages < 8
    assert outside(made.content, 10 * MM) == []


def test_a_letterhead_as_long_as_it_may_be_goes_on() -> None:
    kop = Kop(("P" * 1000,), "Dinas " * 160, ("Jalan " * 3300,))
    content = pdf.render(replace(a_document(), kop=kop)).content
    assert sum(text.count("Jalan") for text in pages(content)) == 3300


@given(
    st.text(st.sampled_from(string.ascii_letters + " /-é√●文"), max_size=200),
    st.floats(8, 300),
)
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    cut = face()
    made = cut.lines(text, 9, width)
    for line in made:
        assert cut.width(line, 9) <= width or len(line) == 1
    assert squeezed("".join(made)) == squeezed(text.replace("文", LACKING))


def test_what_the_font_lacks_is_marked_and_what_cannot_be_seen_is_dropped() -> None:
    assert face().known("√●…–") == "√●…–"
    assert face().known("文") == LACKING
    assert face().known("a\ufe0fb") == "ab"
