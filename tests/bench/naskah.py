"""Decrees by the hundred, beside the same text in the bare libraries and beside LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    Flowable,
    LongTable,
    PageBreak,
    SimpleDocTemplate,
    Table,
    TableStyle,
)
from reportlab.platypus import Paragraph as Running

from kkbdesk.documents.blocks import (
    Beside,
    Block,
    Closing,
    Document,
    Font,
    Grid,
    Labelled,
    Signatures,
    Title,
)
from kkbdesk.documents.writers import render, render_many, signers
from kkbdesk.documents.writers.listing import entries
from kkbdesk.documents.writers.pdf_font import face
from kkbdesk.documents.writers.text import shown
from tests.bench.figure import Figure, median_ms
from tests.support.naskah import PAGE, decree

_NUMBER, _RUNS = 200, 1
_NAME = f"{_NUMBER} decrees"


def figures() -> list[Figure]:
    """Return the times of many decrees one by one and as one file."""
    made = [_decree(number) for number in range(_NUMBER)]
    office = libre_office(made)
    single, batch = (
        median_ms(lambda: [render(each, ".pdf") for each in made], _RUNS),
        median_ms(lambda: render_many(made, ".pdf"), _RUNS),
    )
    word, words = (
        median_ms(lambda: [render(each, ".docx") for each in made], _RUNS),
        median_ms(lambda: render_many(made, ".docx"), _RUNS),
    )
    rows = [
        ("PDF, one by one", single, "bare platypus", lambda: [bare_pdf([d]) for d in made]),
        ("one PDF", batch, "bare platypus", lambda: bare_pdf(made)),
        ("DOCX, one by one", word, "bare python-docx", lambda: [bare_docx([d]) for d in made]),
        ("one DOCX", words, "bare python-docx", lambda: bare_docx(made)),
    ]
    found = [
        Figure(f"{_NAME}, {name}", ours, beside, median_ms(theirs, _RUNS), "ms", "2 x")
        for name, ours, beside, theirs in rows
    ]
    if office:
        found += [
            Figure(f"{_NAME}, PDF, one by one", single, "LibreOffice", office, "ms", "0.17 x"),
            Figure(f"{_NAME}, one PDF", batch, "LibreOffice", office, "ms", "0.10 x"),
        ]
    return found


def _decree(number: int) -> Document:
    made = decree()
    return replace(made, title=f"{made.title} {number}")


def libre_office(documents: list[Document]) -> float:
    """Return the milliseconds of one start that turns all files into PDF, 0 where there is none."""
    program = shutil.which("soffice")
    if program is None:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.docx" for number in range(len(documents))]
        for path, document in zip(paths, documents, strict=True):
            path.write_bytes(render(document, ".docx").content)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, str(paths[0])], check=True, capture_output=True)
        start = time.perf_counter()
        subprocess.run([*command, *map(str, paths)], check=True, capture_output=True)
        return (time.perf_counter() - start) * 1000


def bare_pdf(documents: list[Document]) -> bytes:
    """Return the text of decrees in the flowables of the library."""
    target = BytesIO()
    name = face(font=Font.SERIF).name
    template = SimpleDocTemplate(
        target,
        pagesize=(PAGE.width * mm, PAGE.height * mm),
        leftMargin=PAGE.left * mm,
        rightMargin=PAGE.right * mm,
        topMargin=PAGE.top * mm,
        bottomMargin=PAGE.bottom * mm,
        initialFontName=name,
    )
    style = ParagraphStyle("teks", fontName=name, fontSize=12, leading=15.5, alignment=4)
    story: list[Flowable] = []
    for document in documents:
        for section in document.sections:
            for block in section.blocks:
                story += _flowables(block, style)
            story.append(PageBreak())
    template.build(story)
    return target.getvalue()


def _flowables(block: Block, style: ParagraphStyle) -> Iterator[Flowable]:
    font = ("FONT", (0, 0), (-1, -1), style.fontName, 11)
    if isinstance(block, Labelled):
        rows = [(*marks, Running(text, style)) for *marks, text in _rows(block)]
        widths = [each * mm for each in (35, 4, 8, PAGE.body - 47)]
        yield Table(rows, widths, style=TableStyle([font]))
    elif isinstance(block, Grid):
        ruled = TableStyle([font, ("GRID", (0, 0), (-1, -1), 0.4, "black")])
        widths = [each.width * mm for each in block.columns]
        yield LongTable(list(_rows(block)), widths, repeatRows=1, style=ruled)
    else:
        yield from (Running(line, style) for line in _lines(block))


def bare_docx(documents: list[Document]) -> bytes:
    """Return the text of decrees in the paragraphs and tables of the library."""
    word = docx.Document()
    for document in documents:
        for section in document.sections:
            for block in section.blocks:
                _write(word, block)
            word.add_page_break()  # type: ignore[no-untyped-call]  # it brings no types
    target = BytesIO()
    word.save(target)
    return target.getvalue()


def _write(word: WordDocument, block: Block) -> None:
    if not isinstance(block, Labelled | Grid):
        for line in _lines(block):
            word.add_paragraph(line)
        return
    rows = list(_rows(block))
    table = word.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _rows(block: Labelled | Grid) -> Iterator[tuple[str, ...]]:
    if isinstance(block, Grid):
        yield tuple(column.title for column in block.columns)
        yield from (tuple(map(shown, row.cells)) for row in block.rows)
        return
    for index, each in enumerate(entries(block.items, block.mark)):
        yield "" if index else block.label, "" if index else ":", each.mark, each.text


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Title() | Beside():
            yield from block.lines
        case Closing():
            yield from (block.heading, *block.items)
        case Signatures():
            for signer in block.signers:
                if signer is not None:
                    yield from (lead.told for lead in signers.above(signer))
                    yield signers.name(signer)
        case _:
            raise TypeError(block)


if __name__ == "__main__":
    for figure in figures():
        print(figure.line())  # noqa: T201 - what it is for
