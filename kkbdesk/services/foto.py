"""Photos on their way in: read, made smaller, named; a bad one does not stop the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kkbdesk.documents.pictures import shrunk
from kkbdesk.errors import UserError
from kkbdesk.exchange.gambar import baca_foto
from kkbdesk.model.clean import clean_line


@dataclass(frozen=True, slots=True)
class FotoBaru:
    """A photo that is ready to be kept."""

    keterangan: str
    """Its caption, taken from the name of its file."""
    isi: bytes


def siapkan_foto(path: Path) -> FotoBaru:
    """Read a photo and make it small; raises UserError, StorageFault naming the file."""
    content = baca_foto(path)
    try:
        return siapkan_isi(path.stem.replace("_", " "), content)
    except UserError as error:
        raise UserError(f"{path.name}: {error}") from error


def siapkan_isi(keterangan: str, isi: bytes) -> FotoBaru:
    """Make a picture small that is in no file; raises UserError."""
    return FotoBaru(clean_line(keterangan) or "Foto", shrunk(isi))


def siapkan_semua(paths: Sequence[Path]) -> tuple[list[FotoBaru], list[str]]:
    """Return the photos that are ready, and why the others are not; needs no store."""
    ready, refused = [], []
    for path in paths:
        try:
            ready.append(siapkan_foto(path))
        except UserError as error:
            refused.append(str(error))
    return ready, refused
