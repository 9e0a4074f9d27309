"""Agencies: added, renamed with history, retired, one of them the coordinator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.model.ids import KodeWilayah, NamaOPDId, OPDId, new_id
from kkbdesk.model.matriks import SelMatriks
from kkbdesk.model.opd import OPD, NamaOPD
from kkbdesk.model.pokja import Anggota
from kkbdesk.queries.kekurangan import opd_bernama
from kkbdesk.queries.milik import semua_opd
from kkbdesk.queries.opd import urutan
from kkbdesk.services import rencana_inti
from kkbdesk.services.editor import Editor
from kkbdesk.services.rapat_inti import memakai_opd
from kkbdesk.store import Store


class OPDService:
    """Keeps the agencies of the office."""

    def __init__(self, store: Store, editor: Editor, today: Callable[[], date]) -> None:
        self._store = store
        self._editor = editor
        self._today = today

    def daftar(self, kantor: str = "") -> list[OPD]:
        """Return all agencies of this or another office in their order, retired ones last."""
        with self._store.read(kantor) as reader:
            return sorted(reader.find(OPD), key=urutan)

    def nama(self) -> dict[OPDId, str]:
        """Return the agencies by id: this office's own first, others with their region."""
        with self._store.read() as reader:
            every = sorted(
                semua_opd(reader).values(), key=lambda item: (item.kantor, *urutan(item))
            )
            places = reader.wilayah({item.kantor for item in every})
        return {
            item.id: f"{item.nama} · {places[KodeWilayah(item.kantor)].nama}"
            if item.kantor in places
            else item.nama
            for item in every
        }

    def bernama(self, nama: str) -> OPD | None:
        """Return the agency of an id, a name or a short name."""
        with self._store.read() as reader:
            return opd_bernama(reader, nama)

    def nama_lama(self, id: OPDId) -> list[NamaOPD]:
        """Return the names an agency had, newest first."""
        with self._store.read() as reader:
            return sorted(reader.find(NamaOPD, opd=id), key=lambda item: item.sampai, reverse=True)

    def tambah(self, nilai: Mapping[str, Any], *, initiator: object | None = None) -> OPD:
        """Add an agency at the end of the list."""
        with self._editor.edit("Tambah OPD", initiator=initiator) as unit:
            last = max((item.urut for item in unit.find(OPD)), default=0)
            record = OPD(id=OPDId(new_id()), **{"urut": last + 1, **nilai})
            unit.put(record)
        return record

    def ubah(
        self, record: OPD, nilai: Mapping[str, Any], *, initiator: object | None = None
    ) -> OPD:
        """Change some fields; a new coordinator takes the mark from the former one."""
        if not nilai.get("koordinator"):
            return self._editor.change("Ubah OPD", record, nilai, initiator=initiator)
        with self._editor.edit("Tetapkan koordinator", initiator=initiator) as unit:
            for other in unit.find(OPD, koordinator=True, kantor=record.kantor):
                unit.put(replace(other, koordinator=False))
            present = unit.get(OPD, record.id)
            if present is None:
                raise StaleEdit("OPD ini sudah dihapus.")
            changed = replace(present, **nilai)
            unit.put(changed)
        return changed

    def ganti_nama(self, id: OPDId, nama: str, singkatan: str, mulai: date) -> OPD:
        """Rename an agency from a day on; papers of earlier years keep the former name."""
        with self._editor.edit("Ganti nama OPD") as unit:
            former = unit.get(OPD, id)
            if former is None:
                raise StaleEdit("OPD ini sudah dihapus.")
            unit.put(
                NamaOPD(
                    id=NamaOPDId(new_id()),
                    opd=id,
                    nama=former.nama,
                    singkatan=former.singkatan,
                    sampai=mulai,
                )
            )
            renamed = replace(former, nama=nama, singkatan=singkatan)
            unit.put(renamed)
        return renamed

    def nonaktifkan(self, id: OPDId, sejak: date) -> OPD:
        """Retire an agency from a day on; it stays readable wherever it was named."""
        with self._editor.edit("Nonaktifkan OPD") as unit:
            record = unit.get(OPD, id)
            if record is None:
                raise StaleEdit("OPD ini sudah dihapus.")
            retired = replace(record, selesai=sejak, koordinator=False)
            unit.put(retired)
        return retired

    def hapus(self, id: OPDId) -> None:
        """Remove an agency entered by mistake; raises UserError when anything names it."""
        with self._editor.edit("Hapus OPD") as unit:
            used = unit.count(SelMatriks, opd=id) or unit.count(Anggota, opd=id)
            if used or memakai_opd(unit, id) or rencana_inti.memakai_opd(unit, id):
                raise UserError(
                    "OPD ini sudah dipakai dalam matriks, Pokja, rapat atau rencana; nonaktifkan, "
                    "jangan dihapus."
                )
            for old in unit.find(NamaOPD, opd=id):
                unit.remove(NamaOPD, old.id)
            unit.remove(OPD, id)

    def urutkan(self, ids: Sequence[OPDId]) -> None:
        """Set the order of the agencies."""
        with self._editor.edit("Urutkan OPD") as unit:
            present = unit.get_many(OPD, ids)
            for urut, id in enumerate(ids, 1):
                if id in present:
                    unit.put(replace(present[id], urut=urut))
