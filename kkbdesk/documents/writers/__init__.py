"""One document to the bytes of one format each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kkbdesk.files import refusals, save

if TYPE_CHECKING:  # nothing is loaded before something is written
    from kkbdesk.documents.blocks import Document

ENDINGS = (".pdf", ".xlsx", ".docx")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file and, where the format fixes it, how many pages it has."""

    content: bytes
    pages: int | None = None


def render(document: Document, ending: str) -> Rendered:
    """Return the document in the format of a file ending, one of ENDINGS.

    The libraries are loaded only now: together they take longer than the program to start.
    """
    match ending:
        case ".pdf":
            from kkbdesk.documents.writers import pdf  # noqa: PLC0415 - loaded when needed

            made = pdf.render(document)
            return Rendered(made.content, made.pages)
        case ".xlsx":
            from kkbdesk.documents.writers import xlsx  # noqa: PLC0415 - loaded when needed

            return Rendered(xlsx.render(document))
        case ".docx":
            from kkbdesk.documents.writers import docx  # noqa: PLC0415 - loaded when needed

            return Rendered(docx.render(document))
        case _:
            raise ValueError(ending)


def render_many(documents: Sequence[Document], ending: str) -> Rendered:
    """Return documents as one PDF or DOCX, the pages of each numbered anew."""
    match ending:
        case ".pdf":
            from kkbdesk.documents.writers import pdf  # noqa: PLC0415 - loaded when needed

            made = pdf.render_many(documents)
            return Rendered(made.content, made.pages)
        case ".docx":
            from kkbdesk.documents.writers import docx  # noqa: PLC0415 - loaded when needed

            return Rendered(docx.render_many(documents))
        case _:
            raise ValueError(ending)


def write_many(documents: Sequence[Document], path: Path) -> Rendered:
    """Write documents into one PDF or DOCX; raises StorageFault."""
    made = render_many(documents, path.suffix.casefold())
    save(path, made.content)
    return made


def write(document: Document, path: Path) -> Rendered:
    """Write the document in the format of the file's ending; raises StorageFault."""
    with refusals(path):  # workbooks are composed in temporary files
        made = render(document, path.suffix.casefold())
    save(path, made.content)
    return made
