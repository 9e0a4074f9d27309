"""Reference lists, programs and activities: read, edited, retired."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any, TypeVar

from kkbdesk.errors import UserError
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import ButirId, KegiatanId, Kind, derived_id, new_id
from kkbdesk.model.program import Butir, Kegiatan, Program
from kkbdesk.queries.libur import DAFTAR as LIBUR
from kkbdesk.queries.libur import kode_libur, sebut_libur
from kkbdesk.queries.referensi import butir
from kkbdesk.services.editor import Editor
from kkbdesk.store import Store
from resources.files import resource

__all__ = ["LIBUR", "ReferensiService", "judul_daftar", "sebut_libur"]

R = TypeVar("R", bound=Record)


def judul_daftar() -> dict[str, str]:
    """Return the titles of the reference lists by their codes."""
    with resource("reference", "daftar.toml").open("rb") as file:
        return {daftar: content["judul"] for daftar, content in tomllib.load(file).items()}


class ReferensiService:
    """Keeps what the regulations number and list."""

    def __init__(self, store: Store, editor: Editor) -> None:
        self._store = store
        self._editor = editor

    def daftar(self, nama: str) -> list[Butir]:
        """Return the items of a list in their order."""
        with self._store.read() as reader:
            return butir(reader, nama)

    def semua_daftar(self) -> dict[str, list[Butir]]:
        """Return all lists by name."""
        lists: dict[str, list[Butir]] = {}
        with self._store.read() as reader:
            for item in sorted(reader.find(Butir), key=lambda item: (item.daftar, item.urut)):
                lists.setdefault(item.daftar, []).append(item)
        return lists

    def program(self) -> list[Program]:
        """Return all programs by number."""
        with self._store.read() as reader:
            return sorted(reader.find(Program), key=lambda item: (len(item.id), item.id))

    def kegiatan(self) -> list[Kegiatan]:
        """Return all activities by program, in their order."""
        with self._store.read() as reader:
            return sorted(reader.find(Kegiatan), key=lambda item: (item.program, item.urut))

    def ubah(self, record: R, nilai: Mapping[str, Any]) -> R:
        """Change some fields of a program, an activity or an item."""
        return self._editor.change(f"Ubah {record.NOUN.lower()}", record, nilai)

    def tambah_kegiatan(self, nilai: Mapping[str, Any]) -> Kegiatan:
        """Add an activity at the end of its program."""
        with self._editor.edit("Tambah kegiatan") as unit:
            last = max((item.urut for item in unit.find(Kegiatan)), default=0)
            record = Kegiatan(id=KegiatanId(new_id()), urut=last + 1, **nilai)
            unit.put(record)
        return record

    def tambah_libur(self, tanggal: str, nama: str) -> Butir:
        """Add a public holiday by its date, or by day and month for every year.

        Raises UserError with a sentence for what is no date, and for a day that is one already.
        """
        try:
            kode = kode_libur(tanggal)
        except ValueError as error:
            raise UserError(str(error)) from None
        if any(item.kode == kode for item in self.daftar(LIBUR)):
            raise UserError(f"Tanggal {tanggal.strip()} sudah tercatat sebagai hari libur.")
        return self.tambah_butir({"daftar": LIBUR, "kode": kode, "nama": nama})

    def hapus_libur(self, id: ButirId) -> None:
        """Remove a public holiday; nothing refers to one. Raises UserError for another item."""
        with self._editor.edit("Hapus hari libur") as unit:
            item = unit.get(Butir, id)
            if item is not None and item.daftar != LIBUR:
                raise UserError("Butir ini dipakai rekam lain; isi tahun berakhirnya saja.")
            unit.remove(Butir, id)

    def tambah_butir(self, nilai: Mapping[str, Any]) -> Butir:
        """Add an item at the end of its list."""
        with self._editor.edit("Tambah butir daftar") as unit:
            last = max((item.urut for item in unit.find(Butir, daftar=nilai["daftar"])), default=0)
            id = ButirId(derived_id(Kind.BUTIR, nilai["daftar"], nilai["kode"]))
            record = Butir(id=id, urut=last + 1, **nilai)
            unit.put(record)
        return record
