"""Ranges of the matrix to and from the clipboard, as Excel writes them."""

from __future__ import annotations

from collections.abc import Sequence

from kkbdesk.model.matriks import Peran
from kkbdesk.model.wilayah import normal

_MARKS: dict[str, Peran | None] = {
    "": None, "-": None, "–": None, "0": None,
    "√": Peran.PENDUKUNG, "✓": Peran.PENDUKUNG, "✔": Peran.PENDUKUNG, "v": Peran.PENDUKUNG,
    "x": Peran.PENDUKUNG, "1": Peran.PENDUKUNG, "ya": Peran.PENDUKUNG,
    "pendukung": Peran.PENDUKUNG, "●": Peran.PENANGGUNG_JAWAB, "•": Peran.PENANGGUNG_JAWAB,
    "2": Peran.PENANGGUNG_JAWAB, "p": Peran.PENANGGUNG_JAWAB, "pj": Peran.PENANGGUNG_JAWAB,
    "penanggung jawab": Peran.PENANGGUNG_JAWAB,
}  # fmt: skip


def to_text(roles: Sequence[Sequence[Peran | None]]) -> str:
    """Return a range as tab-separated marks."""
    return "\n".join("\t".join(role.tanda if role else "" for role in line) for line in roles)


def from_text(text: str) -> list[list[Peran | None]]:
    """Return the roles that pasted marks mean; raises ValueError with a sentence."""
    lines = text.rstrip("\r\n").split("\n")
    return [[_role(cell) for cell in line.rstrip("\r").split("\t")] for line in lines]


def _role(cell: str) -> Peran | None:
    kept = cell.strip().casefold()
    if kept in _MARKS:
        return _MARKS[kept]
    if (word := normal(kept)) in _MARKS:
        return _MARKS[word]
    raise ValueError(f"“{cell.strip()[:40]}” bukan tanda matriks; pakai √ atau ●, atau kosongkan.")
