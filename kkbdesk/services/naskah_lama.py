"""Documents that exist already, made elsewhere: entered with number, date, validity and scans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from kkbdesk.errors import UserError
from kkbdesk.model.ids import NaskahId, PokjaId, new_id
from kkbdesk.model.naskah import NASKAH_DESA, NASKAH_POKJA, Naskah, StatusNaskah
from kkbdesk.model.pokja import Pokja
from kkbdesk.queries.pokja import susunan_di
from kkbdesk.services.editor import Editor
from kkbdesk.services.naskah import jenis_naskah
from kkbdesk.services.pindaian import PindaianService
from kkbdesk.services.tentang_naskah import catat
from kkbdesk.store import Reader, Store


class NaskahLamaService:
    """Enters documents without a text of ours."""

    def __init__(self, store: Store, editor: Editor, pindaian: PindaianService) -> None:
        self._store = store
        self._editor = editor
        self._pindaian = pindaian

    def usulan(self, pokja: PokjaId) -> dict[str, Any]:
        """Return what a Pokja knows of its decree: the values that an entry begins with."""
        with self._store.read() as reader:
            group = reader.get(Pokja, pokja)
        if group is None:
            return {}
        return {
            "jenis": "sk-pokja-desa" if group.kampung else "sk-pokja-kabupaten",
            "kampung": group.kampung,
            "pokja": pokja,
            "nomor": group.sk_nomor,
            "tanggal": group.sk_tanggal,
            "selesai": group.selesai,
        }

    def catat(self, nilai: Mapping[str, Any], paths: Sequence[Path] = ()) -> Naskah:
        """Enter a document with its scanned copies.

        Its number and date reach the Pokja or the kampung that it is about unless a newer one is
        known there. Raises UserError for what lacks number, date or kampung, or is no scan.
        """
        naskah = Naskah(id=NaskahId(new_id()), status=StatusNaskah.DITETAPKAN, **nilai)
        jenis, tanggal = jenis_naskah(naskah.jenis), naskah.tanggal
        if tanggal is None or (jenis.pola and not naskah.nomor):
            raise UserError("Isi nomor dan tanggalnya seperti tertulis pada naskah.")
        if naskah.jenis in NASKAH_DESA and naskah.kampung is None:
            raise UserError("Pilih kampungnya dahulu.")
        naskah = replace(naskah, hal=naskah.hal or jenis.judul)
        scans = self._pindaian.simpan_baru(paths)
        with self._editor.edit("Catat naskah lama") as unit:
            group = naskah.pokja or _group(unit, naskah, naskah.mulai or tanggal)
            naskah = catat(unit, replace(naskah, pokja=group, pindaian=scans))
        return naskah


def _group(reader: Reader, naskah: Naskah, per: date) -> PokjaId | None:
    """Return the working group that a decree is about: the one in office on that day."""
    if naskah.jenis not in NASKAH_POKJA:
        return None
    found = susunan_di(reader, naskah.kampung, per)
    return found.pokja.id if found else None
