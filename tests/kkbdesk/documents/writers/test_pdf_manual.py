"""The manual on paper: contents and bookmarks lead to the right pages."""

from __future__ import annotations

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it brings no types
import pytest

from kkbdesk.services.manual import daftar_bab, tulis_manual


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> pypdfium2.PdfDocument:
    """The whole manual as PDF."""
    path: Path = tmp_path_factory.mktemp("manual") / "panduan.pdf"
    pages = tulis_manual(path)
    document = pypdfium2.PdfDocument(path)
    assert len(document) == pages
    return document


def words(paper: pypdfium2.PdfDocument, page: int) -> str:
    return str(paper[page].get_textpage().get_text_range())


def test_bookmarks_lead_to_every_chapter(paper: pypdfium2.PdfDocument) -> None:
    marks = [mark for mark in paper.get_toc() if mark.level == 0]
    assert [mark.get_title() for mark in marks] == [
        f"{chapter.nomor}. {chapter.judul}" for chapter in daftar_bab()
    ]
    for mark in marks:
        dest = mark.get_dest()
        assert dest is not None
        assert mark.get_title() in words(paper, dest.get_index())


def test_the_contents_name_the_page_of_every_chapter(paper: pypdfium2.PdfDocument) -> None:
    begin = {
        mark.get_title(): mark.get_dest().get_index() + 1
        for mark in paper.get_toc()
        if mark.level == 0
    }
    contents = "\n".join(words(paper, page) for page in range(1, min(begin.values()) - 1))
    lines = [
        line.split(" .")[0].strip() + "|" + line.split(" ")[-1] for line in contents.splitlines()
    ]
    for title, page in begin.items():
        assert f"{title}|{page}" in lines, title


def test_the_cover_says_what_it_is(paper: pypdfium2.PdfDocument) -> None:
    assert "Panduan" in words(paper, 0)
    assert paper.get_metadata_value("Title") == "Panduan KKB Desk"


def test_links_name_the_chapter_on_paper(paper: pypdfium2.PdfDocument) -> None:
    whole = " ".join(words(paper, page) for page in range(len(paper)))
    assert "Orang dan PIN (bab 14)" in " ".join(whole.split())
