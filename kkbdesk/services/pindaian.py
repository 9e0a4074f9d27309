"""Scanned copies of documents: attached, listed, taken off; the files lie beside the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kkbdesk.exchange.gambar import baca_pindaian
from kkbdesk.files import save
from kkbdesk.model.ids import NaskahId
from kkbdesk.model.naskah import Naskah
from kkbdesk.services.editor import Editor
from kkbdesk.services.naskah import baca_naskah
from kkbdesk.store import Store


@dataclass(frozen=True, slots=True)
class Pindaian:
    """One scanned copy, or one of its pages."""

    digest: str
    nama: str


class PindaianService:
    """Keeps scanned copies with their documents."""

    def __init__(self, store: Store, editor: Editor) -> None:
        self._store = store
        self._editor = editor

    def lampirkan(self, id: NaskahId, paths: Sequence[Path]) -> Naskah:
        """Attach PDF or pictures in one step.

        Raises UserError naming the first that is neither, or too large; nothing is attached then.
        """
        kept = self.simpan_baru(paths)
        with self._editor.edit("Lampirkan pindaian") as unit:
            naskah = baca_naskah(unit, id)
            known = {each.digest for each in daftar_pindaian(naskah)}
            new = tuple(entry for entry in kept if entry.partition(" ")[0] not in known)
            changed = replace(naskah, pindaian=(*naskah.pindaian, *new))
            unit.put(changed)
        return changed

    def simpan_baru(self, paths: Sequence[Path]) -> tuple[str, ...]:
        """Keep files as scans that are not attached yet; raises UserError, StorageFault."""
        contents = [(baca_pindaian(path), path.name) for path in paths]
        return tuple(f"{self._store.put_berkas(content)} {name}" for content, name in contents)

    def lepas(self, id: NaskahId, digest: str) -> None:
        """Take a scanned copy off that was attached by mistake."""
        with self._editor.edit("Lepas pindaian") as unit:
            naskah = baca_naskah(unit, id)
            kept = tuple(entry for entry in naskah.pindaian if not entry.startswith(digest))
            unit.put(replace(naskah, pindaian=kept))

    def isi(self, pindaian: Pindaian) -> bytes:
        """Return what a scanned copy holds; raises UserError when it is gone or damaged."""
        return self._store.get_berkas(pindaian.digest)

    def simpan(self, pindaian: Pindaian, path: Path) -> None:
        """Write a copy of a scan; raises UserError, StorageFault."""
        save(path, self.isi(pindaian))


def daftar_pindaian(naskah: Naskah) -> list[Pindaian]:
    """Return the scanned copies of a document in the order in which they were attached."""
    split = (entry.partition(" ") for entry in naskah.pindaian)
    return [Pindaian(digest, nama) for digest, _, nama in split]
