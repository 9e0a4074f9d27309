"""Decrees and letters: the same words as PDF and DOCX, whole on their paper, signed in company."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import docx as library
import openpyxl
import pypdfium2  # type: ignore[import-untyped]  # it brings no types
import pytest
from docx.shared import Mm

from kkbdesk.documents.blocks import (
    Block,
    Closing,
    Document,
    Facing,
    Font,
    Item,
    KeyValues,
    Kop,
    KopPejabat,
    Labelled,
    Letters,
    Listing,
    Mark,
    Paragraph,
    Photo,
    Photos,
    Signatures,
    Signer,
    Title,
)
from kkbdesk.documents.writers import docx, pdf, render_many, xlsx
from kkbdesk.documents.writers.listing import marked
from kkbdesk.documents.writers.style import kop_lines
from kkbdesk.errors import UserError
from tests.support.documents import NAUGHTY, a_document
from tests.support.naskah import PAGE, a_picture, decree, letter, members, signed
from tests.support.paper import outside, pages, squeezed, word_text

MM = 72 / 25.4
EMBLEM = a_picture(60, 66)
LETTER = letter(gambar=EMBLEM)
DECREE = decree(wide=True, gambar=EMBLEM)


def of_pdf(content: bytes) -> str:
    """Return the text of a PDF without marks and numbers of pages."""
    texts = pages(content)
    for number in range(1, len(texts) + 1):
        texts[number - 1] = texts[number - 1].replace(f"- {number} -", "").replace("SALINAN", "")
    return squeezed("\n".join(texts))


@pytest.mark.parametrize("document", [DECREE, decree(), LETTER, letter()])
def test_pdf_and_docx_read_the_same(document: Document) -> None:
    made = of_pdf(pdf.render(document).content)
    assert squeezed(word_text(docx.render(document))) == made


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (DECREE, "BUPATI CONTOH,|1) rinci;|LAMPIRAN II|NAMA TANPA GELAR|2. Kepala Perwakilan"),
        (LETTER, "Yth. Bapak Camat|hari/tanggal|(1) Kepala Dinas|Foto (80, 60)|ttd|1. Bupati"),
    ],
)
def test_a_workbook_holds_every_text(document: Document, words: str) -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx.render(document)))
    cells = (cell for each in book.worksheets for row in each.iter_rows() for cell in row)
    text = squeezed("".join(str(cell.value) for cell in cells if cell.value is not None))
    for word in words.split("|"):
        assert squeezed(word) in text
        assert squeezed(word) in squeezed(word_text(docx.render(document)))


def test_paper_and_numbers_go_on_through_attachments() -> None:
    made = pdf.render(DECREE)
    with pypdfium2.PdfDocument(made.content) as document:
        sizes = [page.get_size() for page in document]
    upright, lying = (215 * MM, 330 * MM), (330 * MM, 215 * MM)
    assert sizes[-1] == pytest.approx(lying, abs=0.1)
    for size in sizes[:-1]:
        assert size == pytest.approx(upright, abs=0.1)
    first, *others = pages(made.content)
    assert "- 1 -" not in first
    assert all(text.startswith(f"- {number} -") for number, text in enumerate(others, 2))
    assert "LAMPIRAN I" in others[-2]
    assert "LAMPIRAN II" in others[-1]


def test_attachments_are_sections_of_a_word_processor() -> None:
    main, first, second = library.Document(BytesIO(docx.render(DECREE))).sections
    assert [s.different_first_page_header_footer for s in (main, first, second)] == [1, 0, 0]
    assert first.page_height == main.page_height
    assert second.page_width is not None
    assert abs(second.page_width - Mm(330)) < Mm(0.2)
    assert "PAGE" in second.header.part.element.xml
    assert first.header.is_linked_to_previous


def test_fonts_are_those_of_the_letters_and_embedded() -> None:
    for document, family in ((DECREE, "KKB Naskah"), (LETTER, "Liberation Sans")):
        content = pdf.render(document).content
        with pypdfium2.PdfDocument(content) as opened:
            fonts = [
                item.get_font()
                for page in opened
                for item in page.get_objects()
                if isinstance(item, pypdfium2.PdfTextObj)
            ]
            assert {font.get_family_name() for font in fonts} == {family}
            assert all(font.is_embedded for font in fonts)
        assert b"Helvetica" not in content
    assert (
        'w:ascii="Bookman Old Style"'
        in library.Document(BytesIO(docx.render(DECREE))).styles.element.xml
    )


def margins_kept(document: Document) -> bool:
    """Tell whether nothing but page numbers and marks leaves the margins of a page."""
    page = document.page
    with pypdfium2.PdfDocument(pdf.render(document).content) as opened:
        for sheet in opened:
            width, text = sheet.get_width(), sheet.get_textpage()
            boxes = [text.get_charbox(index) for index in range(text.count_chars())]
            for left, bottom, right, _ in boxes:
                inside = left > page.left * MM - 1 and right < width - page.right * MM + 1
                if left < right and not (inside and bottom > page.bottom * MM - 4):
                    return False
    return True


def test_text_stays_within_the_margins() -> None:
    assert margins_kept(decree(laws=40, people=60))
    assert margins_kept(replace(LETTER, mark=""))


def test_many_members_and_laws_are_all_there() -> None:
    text = "".join(pages(pdf.render(decree(laws=40, people=60)).content))
    assert "\n40. Undang" in text.replace("\r", "")
    assert text.count("Anggota") == 60
    assert text.count("Mengingat") == 1


def naughty(texts: tuple[str, ...]) -> Document:
    items = tuple(Item(text, (Item(text, (Item(text, (Item(text),)),)),)) for text in texts)
    blocks: list[Block] = [Labelled(text, (Item(text),)) for text in texts]
    blocks += [
        Labelled("Menimbang", items, Mark.LETTER),
        Listing(items, Mark.VERSE),
        Facing(KeyValues(tuple((text, text) for text in texts), 22), texts),
        KeyValues(tuple((text, text) for text in texts), 30, 12.5),
        *(Paragraph(text, first=12.5) for text in texts),
        Photos(tuple(Photo(EMBLEM, text) for text in texts)),
        Signatures(tuple(Signer(text, text, text, text, (text,), text) for text in texts), 2),
    ]
    made = replace(letter(*blocks), mark="")
    return replace(made, kop=Kop(texts[:3], texts[-1][:200], texts[:3], EMBLEM))


@pytest.mark.parametrize("font", Font)
def test_nothing_leaves_the_page_whatever_it_is(font: Font) -> None:
    document = replace(naughty(NAUGHTY), letters=Letters(font, 12, 1.5, justified=True))
    assert outside(pdf.render(document).content, 10 * MM) == []
    library.Document(BytesIO(docx.render(document)))
    xlsx.render(document)


def test_long_names_read_the_same() -> None:
    name = ("Nama Pejabat yang Panjang Sekali " * 7)[:200].strip()
    document = replace(
        a_document(
            Listing((Item(name), Item("N" * 200))),
            Labelled(name, (Item("N" * 200),)),
            Signatures((Signer(name, name, name, name),)),
        ),
        kop=KopPejabat((name, "N" * 200)),
    )
    assert squeezed(word_text(docx.render(document))) == of_pdf(pdf.render(document).content)


def test_signatures_are_never_alone() -> None:
    for number in range(1, 60, 2):
        lines = tuple(Paragraph(f"Kalimat {index}.") for index in range(number))
        for before in (lines, (Labelled("KESATU", tuple(Item("Satu kata. " * 9) for _ in lines)),)):
            texts = pages(pdf.render(letter(*before, signed(kotak=True))).content)
            (last,) = (text for text in texts if "NAMA TANPA GELAR" in text)
            assert "Ditetapkan di" in last
            assert "Kalimat" in last or "Satu kata" in last


def test_signatures_below_photos_are_not_alone() -> None:
    photos = Photos(tuple(Photo(a_picture(80, 60), f"Foto {index}.") for index in range(6)))
    texts = pages(pdf.render(letter(photos, signed())).content)
    (last,) = (text for text in texts if "NAMA TANPA GELAR" in text)
    assert "Foto 5." in last


@pytest.mark.parametrize("write", [pdf.render, docx.render])
def test_what_is_no_picture_is_told(write: Callable[[Document], object]) -> None:
    for block in (Paragraph("Isi."), Photos((Photo(b"bukan", "Foto"),))):
        gambar = None if isinstance(block, Photos) else b"bukan"
        with pytest.raises(UserError, match="bukan gambar"):
            write(letter(block, gambar=gambar))


def test_a_page_is_filled_before_the_signatures_move() -> None:
    lines = tuple(Paragraph(f"Kalimat {index}.") for index in range(37))
    first, second = pages(pdf.render(letter(*lines, signed())).content)
    assert "Kalimat 30." in first
    assert "Kalimat 36." in second


def test_paragraphs_keep_two_lines_on_either_page() -> None:
    for number in range(1, 12):
        item = Item("kata " * 90)
        filled = tuple(Item(f"baris {index}") for index in range(18 + number))
        texts = pages(pdf.render(letter(Listing((*filled, item, item, item)))).content)
        for text in texts:
            body = [line for line in text.splitlines() if "kata" in line]
            assert len(body) != 1


def test_the_label_stands_once() -> None:
    texts = pages(pdf.render(letter(Labelled("Menimbang", (Item("kata " * 2000),)))).content)
    assert len(texts) > 2
    assert "".join(texts).count("Menimbang") == 1


def test_documents_in_one_file_are_numbered_each_for_itself() -> None:
    one = pdf.render(DECREE).pages
    many = render_many([DECREE, DECREE, LETTER], ".pdf")
    texts = pages(many.content)
    assert many.pages == len(texts) == 2 * one + pdf.render(LETTER).pages
    for number in range(one):
        assert texts[number] == texts[number + one]
    word = library.Document(BytesIO(render_many([DECREE, DECREE], ".docx").content))
    starts = ['w:start="1"' in each._sectPr.xml for each in word.sections]
    assert starts == [True, False, False] * 2
    with pytest.raises(ValueError, match="xlsx"):
        render_many([DECREE], ".xlsx")


def test_items_are_counted_as_decrees_count() -> None:
    numbers = {Mark.LETTER: "b.", Mark.DIGIT: "2.", Mark.LETTER_BRACKET: "b)",
               Mark.DIGIT_BRACKET: "2)", Mark.VERSE: "(2)", Mark.NONE: ""}  # fmt: skip
    assert {mark: marked(mark, 2) for mark in Mark} == numbers
    assert [marked(Mark.LETTER, number) for number in (26, 27, 53)] == ["z.", "aa.", "ba."]


def test_attendance_is_signed_in_turn() -> None:
    text = next(text for text in pages(pdf.render(LETTER).content) if "TANDA TANGAN" in text)
    assert "4 …" in text
    grid = replace(members(2), row=20)
    content = pdf.render(replace(a_document(grid), page=PAGE)).content
    with pypdfium2.PdfDocument(content) as document:
        page = document[0].get_textpage()
        tops = []
        for number in ("1.", "2."):
            index, _ = page.search(f"{number}", match_case=True).get_next()
            tops.append(page.get_charbox(index)[3])
    assert tops[0] - tops[1] == pytest.approx(20 * MM, abs=0.5)


def test_a_stamp_is_on_the_first_page_alone() -> None:
    stamped = replace(DECREE, mark="LATIHAN", stamp="SALINAN")
    first, *others = pages(pdf.render(stamped).content)
    assert "SALINAN" in first
    assert "LATIHAN" not in first
    assert all("LATIHAN" in text and "SALINAN" not in text for text in others)
    main = library.Document(BytesIO(docx.render(stamped))).sections[0]
    assert "SALINAN" in main.first_page_header.part.element.xml
    assert "LATIHAN" in main.header.part.element.xml
    assert "SALINAN" not in main.header.part.element.xml


def test_a_long_letterhead_wraps_into_like_lines() -> None:
    name = "DINAS PENGENDALIAN PENDUDUK DAN KELUARGA BERENCANA"
    kop = Kop(("PEMERINTAH KABUPATEN CONTOH",), name, ("Jalan 1",), EMBLEM)
    (above, name_size, address) = [line[1] for line in kop_lines(kop, PAGE)]
    assert (above, name_size, address) == (14, 14, 10)
    lines = kop_lines(kop, PAGE)[1][0].split("\n")
    assert [len(line) for line in lines] == [27, 22]
    assert [line[1] for line in kop_lines(replace(kop, nama="DINAS PPKB"), PAGE)] == [14, 16, 10]


def test_offices_below_on_behalf_begin_below_each_other() -> None:
    signer = Signer("a.n. BUPATI CONTOH\nSEKRETARIS DAERAH\nu.b.\nASISTEN", "NAMA")
    content = pdf.render(letter(Paragraph("Isi."), Signatures((signer,)))).content
    starts = {}
    with pypdfium2.PdfDocument(content) as document:
        page = document[0].get_textpage()
        for word in ("a.n.", "BUPATI CONTOH", "SEKRETARIS", "u.b.", "ASISTEN,"):
            index, _ = page.search(word, match_case=True).get_next()
            starts[word] = page.get_charbox(index, loose=True)[0]
    begin = starts.pop("a.n.")
    assert list(starts.values()) == pytest.approx([begin + 9 * MM] * 4, abs=0.1)


def test_a_chapter_stands_above_its_article() -> None:
    for number in range(20, 45):
        lines = tuple(Paragraph(f"Kalimat {index}.") for index in range(number))
        chapter = Title(("BAB II", "PEMBENTUKAN"), bold=False, compact=True)
        article = Title(("Pasal 2",), bold=False, compact=True)
        texts = pages(pdf.render(letter(*lines, chapter, article, Paragraph("Bunyi."))).content)
        (found,) = (text for text in texts if "BAB II" in text)
        assert "Pasal 2" in found
        assert "Bunyi." in found


def test_copies_and_sentences_with_their_lists_stay_together() -> None:
    for number in range(20, 45):
        lines = tuple(Paragraph(f"Kalimat {index}.") for index in range(number))
        led = Listing((Item("Tugas meliputi:", (Item("satu;"), Item("dua."))),), Mark.NONE)
        copies = Closing("Tembusan:", ("Gubernur;", "Camat."))
        texts = pages(pdf.render(letter(*lines, led, copies)).content)
        assert any("Tugas meliputi:" in text and "a. satu;" in text for text in texts)
        assert any("Tembusan:" in text and "2. Camat." in text for text in texts)


def test_lines_of_an_address_are_not_stretched_by_word_processors() -> None:
    settings = library.Document(BytesIO(docx.render(LETTER))).settings.element.xml
    assert "<w:doNotExpandShiftReturn/>" in settings
