"""Reference lists, programs and activities: read, edited, retired."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kkbdesk.model.fields import Record
from kkbdesk.model.ids import ButirId, KegiatanId, Kind, derived_id, new_id
from kkbdesk.model.program import Butir, Kegiatan, Program
from kkbdesk.services.editor import Editor
from kkbdesk.store import Reader, Records, Store


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

    def ubah(self, record: Record, nilai: Mapping[str, Any]) -> Record:
        """Change some fields of a program, an activity or an item."""
        return self._editor.change(f"Ubah {record.NOUN.lower()}", record, nilai)

    def tambah_kegiatan(self, nilai: Mapping[str, Any]) -> Kegiatan:
        """Add an activity at the end of its program."""
        with self._editor.edit("Tambah kegiatan") as unit:
            last = max((item.urut for item in unit.find(Kegiatan)), default=0)
            record = Kegiatan(id=KegiatanId(new_id()), urut=last + 1, **nilai)
            unit.put(record)
        return record

    def tambah_butir(self, nilai: Mapping[str, Any]) -> Butir:
        """Add an item at the end of its list."""
        with self._editor.edit("Tambah butir daftar") as unit:
            last = max((item.urut for item in unit.find(Butir, daftar=nilai["daftar"])), default=0)
            id = ButirId(derived_id(Kind.BUTIR, nilai["daftar"], nilai["kode"]))
            record = Butir(id=id, urut=last + 1, **nilai)
            unit.put(record)
        return record


def butir(reader: Reader, daftar: str) -> list[Butir]:
    """Return the items of a list in their order."""
    return sorted(reader.find(Butir, daftar=daftar), key=lambda item: item.urut)


def nama_butir(records: Records) -> dict[str, dict[str, str]]:
    """Return the items of all lists in their order: list -> code -> name."""
    lists: dict[str, dict[str, str]] = {}
    for item in sorted(records.find(Butir), key=lambda item: item.urut):
        lists.setdefault(item.daftar, {})[item.kode] = item.nama
    return lists
