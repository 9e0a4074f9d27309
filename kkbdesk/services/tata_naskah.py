"""Settings of documents: looks, letterhead pictures, wording, officials, legal bases."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.model.ids import DasarHukumId, PejabatId, new_id
from kkbdesk.model.naskah import (
    AturanNaskah,
    DasarHukum,
    Naskah,
    Pejabat,
    PeranPejabat,
    TataNaskah,
)
from kkbdesk.services.editor import Editor
from kkbdesk.services.naskah import baca_aturan, baca_tata
from kkbdesk.store import Store


class TataNaskahService:
    """Keeps what documents are made with."""

    def __init__(self, store: Store, editor: Editor, today: Callable[[], date]) -> None:
        self._store = store
        self._editor = editor
        self._today = today

    def get(self) -> TataNaskah:
        """Return how the office's documents look."""
        with self._store.read() as reader:
            return baca_tata(reader)

    def aturan(self, jenis: str) -> AturanNaskah:
        """Return what the office made its own of a kind."""
        with self._store.read() as reader:
            return baca_aturan(reader, jenis)

    def ubah_aturan(self, aturan: AturanNaskah, nilai: Mapping[str, Any]) -> AturanNaskah:
        """Change wording, numbers or copies of a kind; raises UserError for a faulty text."""
        changed = replace(aturan, **nilai)
        if changed.teks:
            from kkbdesk.documents.naskah.periksa import periksa_teks  # noqa: PLC0415

            periksa_teks(changed.teks)
        with self._editor.edit("Ubah aturan naskah") as unit:
            if baca_aturan(unit, aturan.jenis) != aturan:
                raise StaleEdit("Aturan naskah ini sudah diubah di tempat lain; periksa lagi.")
            unit.put(changed)
        return changed

    def ubah(self, tata: TataNaskah, nilai: Mapping[str, Any]) -> TataNaskah:
        """Change how the office's documents look."""
        changed = replace(tata, **nilai)
        with self._editor.edit("Ubah tata naskah") as unit:
            if baca_tata(unit) != tata:
                raise StaleEdit("Tata naskah sudah diubah di tempat lain; periksa lagi.")
            unit.put(changed)
        return changed

    def pasang_gambar(self, tata: TataNaskah, nama: str, content: bytes) -> TataNaskah:
        """Use a picture for a letterhead: lambang_negara or lambang_daerah; raises UserError."""
        from kkbdesk.documents import pictures  # noqa: PLC0415 - loaded when needed

        pictures.check(content)
        return self.ubah(tata, {nama: self._store.put_berkas(content)})

    def pasang_word(self, aturan: AturanNaskah, content: bytes) -> AturanNaskah:
        """Use a Word file of the office's own for a kind; raises UserError naming what is wrong."""
        from kkbdesk.documents.blocks import Grid  # noqa: PLC0415 - loaded when needed
        from kkbdesk.documents.naskah.bahan import DAFTAR, LABEL, TABEL  # noqa: PLC0415
        from kkbdesk.documents.writers.word import isi_word  # noqa: PLC0415

        empty = dict.fromkeys(TABEL, Grid.empty())
        isi_word(content, dict.fromkeys(LABEL, ""), dict.fromkeys(DAFTAR, ()), empty)
        return self.ubah_aturan(aturan, {"word": self._store.put_berkas(content)})

    def pejabat(self) -> list[Pejabat]:
        """Return all officials, those of today first."""
        today = self._today()
        with self._store.read() as reader:
            found = reader.find(Pejabat)
        return sorted(
            found,
            key=lambda item: (not item.menjabat(today), list(PeranPejabat).index(item.peran)),
        )

    def tambah_pejabat(self, nilai: Mapping[str, Any]) -> Pejabat:
        """Add an official."""
        made = Pejabat(id=PejabatId(new_id()), **nilai)
        with self._editor.edit("Tambah pejabat") as unit:
            unit.put(made)
        return made

    def ubah_pejabat(self, pejabat: Pejabat, nilai: Mapping[str, Any]) -> Pejabat:
        """Change some fields of an official."""
        return self._editor.change("Ubah pejabat", pejabat, nilai)

    def hapus_pejabat(self, ids: Sequence[PejabatId]) -> None:
        """Remove officials entered wrongly; one that a document names cannot be removed."""
        with self._editor.edit("Hapus pejabat") as unit:
            for id in ids:
                if unit.find(Naskah, pejabat=id):
                    raise UserError("Pejabat ini tercantum dalam naskah; isi tanggal berakhirnya.")
                unit.remove(Pejabat, id)

    def dasar_hukum(self) -> list[DasarHukum]:
        """Return the legal bases by hierarchy and year."""
        from kkbdesk.documents.naskah.kata import urut_hierarki  # noqa: PLC0415

        with self._store.read() as reader:
            return urut_hierarki(reader.find(DasarHukum))

    def tambah_dasar(self, nilai: Mapping[str, Any]) -> DasarHukum:
        """Add a legal basis."""
        made = DasarHukum(id=DasarHukumId(new_id()), **nilai)
        with self._editor.edit("Tambah dasar hukum") as unit:
            unit.put(made)
        return made

    def ubah_dasar(self, dasar: DasarHukum, nilai: Mapping[str, Any]) -> DasarHukum:
        """Change some fields of a legal basis."""
        return self._editor.change("Ubah dasar hukum", dasar, nilai)

    def hapus_dasar(self, ids: Sequence[DasarHukumId]) -> None:
        """Remove legal bases."""
        with self._editor.edit("Hapus dasar hukum") as unit:
            for id in ids:
                unit.remove(DasarHukum, id)
