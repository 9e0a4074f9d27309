"""A certified copy of a document: the word in its corner, ttd for the signature, who certifies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kkbdesk.documents.blocks import Block, Document, Signatures, Signer
from kkbdesk.documents.naskah.tata import Cap

_SIGNED = "ttd"


def salinan(document: Document, pengesah: Signer | None) -> Document:
    """Return the copy, certified below everything; without `pengesah` nobody certifies it."""
    main = list(_copied(document.blocks))
    if pengesah is not None:
        certified = replace(pengesah, atas=("Salinan sesuai dengan aslinya",))
        main.append(Signatures((certified,), bold=False, kiri=True))
    return replace(
        document,
        stamp=Cap.SALINAN.value,
        blocks=tuple(main),
        lampiran=tuple(
            replace(section, blocks=tuple(_copied(section.blocks))) for section in document.lampiran
        ),
    )


def _copied(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Signatures):
            signers = tuple(
                signer and replace(signer, pada_tempatnya=_SIGNED) for signer in block.signers
            )
            yield replace(block, signers=signers, kotak=False)
        else:
            yield block
