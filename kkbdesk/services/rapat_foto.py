"""Pictures of meetings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kkbdesk.files import save
from kkbdesk.model.ids import FotoRapatId, RapatId, new_id
from kkbdesk.model.rapat import FotoRapat
from kkbdesk.services.editor import Editor
from kkbdesk.services.foto import siapkan_foto
from kkbdesk.services.rapat_inti import urut_berikut
from kkbdesk.store import Store


class FotoRapatService:
    """Keeps the pictures of meetings; the files lie beside the database."""

    def __init__(self, store: Store, editor: Editor) -> None:
        self._store = store
        self._editor = editor

    def tambah(self, rapat: RapatId, paths: Sequence[Path]) -> list[FotoRapat]:
        """Add pictures in one step, made smaller, each under the name of its file.

        Raises UserError naming the first that is no picture or too big; nothing is added then.
        """
        ready = [siapkan_foto(path) for path in paths]
        kept = [(foto.keterangan, self._store.put_berkas(foto.isi)) for foto in ready]
        with self._editor.edit("Tambah foto rapat") as unit:
            first = urut_berikut(unit, FotoRapat, rapat)
            made = [
                FotoRapat(
                    id=FotoRapatId(new_id()),
                    rapat=rapat,
                    berkas=digest,
                    keterangan=caption,
                    urut=urut,
                )
                for urut, (caption, digest) in enumerate(kept, first)
            ]
            for foto in made:
                unit.put(foto)
        return made

    def ubah(
        self, foto: FotoRapat, nilai: Mapping[str, Any], *, initiator: object | None = None
    ) -> FotoRapat:
        """Change the caption or the place; raises StaleEdit."""
        return self._editor.change("Ubah foto rapat", foto, nilai, initiator=initiator)

    def hapus(self, ids: Sequence[FotoRapatId]) -> None:
        """Remove pictures from a meeting; their files stay, so that this can be taken back."""
        with self._editor.edit("Hapus foto rapat") as unit:
            for id in ids:
                unit.remove(FotoRapat, id)

    def isi(self, digest: str) -> bytes:
        """Return what a kept file holds; raises UserError when it is gone or damaged."""
        return self._store.get_berkas(digest)

    def simpan(self, digest: str, path: Path) -> None:
        """Write a copy of a kept file; raises UserError, StorageFault."""
        save(path, self.isi(digest))
