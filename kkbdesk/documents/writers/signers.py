"""What stands above, in and below the place of a signature."""

from __future__ import annotations

from typing import NamedTuple

from kkbdesk.documents.blocks import KOSONG, Signatures, Signer
from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.text import printable

_BEHALF = "a.n."
_BLANK = KOSONG * 14
"""To be filled in by hand."""


class Lead(NamedTuple):
    """A line above a signature."""

    text: str
    mark: str = ""
    """Stands where the line would begin: a.n."""
    hang: float = 0
    """Millimetres by which the text begins further right."""

    @property
    def told(self) -> str:
        """Return all of it in one line."""
        return f"{self.mark} {self.text}".strip()


def above(signer: Signer) -> list[Lead]:
    """Return the lines above the signature: place and date, then the office.

    What is signed on behalf of another has all offices begin below each other.
    """
    lines = [Lead(printable(line)) for line in signer.atas]
    if not signer.jabatan:
        return lines
    office = printable(f"{signer.jabatan},")
    if not office.startswith(f"{_BEHALF} "):
        return [*lines, Lead(office)]
    first, *others = office.removeprefix(_BEHALF).split("\n")
    lines.append(Lead(first.strip(), _BEHALF, style.BEHALF))
    return [*lines, *(Lead(line, hang=style.BEHALF) for line in others)]


def within(signer: Signer) -> list[str]:
    """Return what stands in the place of the signature."""
    return [printable(signer.pada_tempatnya)] if signer.pada_tempatnya else []


def gap(block: Signatures) -> float:
    """Return the height of the places to sign in millimetres."""
    return style.BOX[1] + 2 * style.BOX_GAP if block.kotak else style.SIGNING_GAP


def name(signer: Signer) -> str:
    """Return the name, or a line to write it on."""
    return printable(signer.nama) or _BLANK


def below(signer: Signer) -> list[str]:
    """Return the lines below the name: rank and number."""
    lines = [printable(signer.pangkat)] if signer.pangkat else []
    if signer.nip is not None:
        lines.append(f"NIP {printable(signer.nip) or _BLANK}")
    return lines


def rows(block: Signatures) -> list[tuple[Signer | None, ...]]:
    """Return those who sign, row by row."""
    return [
        block.signers[start : start + block.per_row]
        for start in range(0, len(block.signers), block.per_row)
    ]
