"""What stands on paper: the text of PDFs and word-processor documents."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import pypdfium2  # type: ignore[import-untyped]  # it brings no types
from docx.oxml.ns import qn


def pages(content: bytes) -> list[str]:
    """Return the text of every page of a PDF."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def squeezed(text: str) -> str:
    """Return text without blanks and line ends, which are the layout's own."""
    return re.sub(r"[\s\u0002\ufffe]+", "", text)


def word_text(content: bytes) -> str:
    """Return the text of a word-processor document in its order, without headers."""
    body = docx.Document(BytesIO(content)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def outside(content: bytes, margin: float) -> list[str]:
    """Return the characters of a PDF nearer to the edge of the paper than so many points."""
    found: list[str] = []
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            for index in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(index)
                if left == right:
                    continue
                inside = margin <= left and right <= width - margin
                if not (inside and margin <= bottom and top <= height - margin):
                    found.append(text.get_text_range(index, 1))
    return found
