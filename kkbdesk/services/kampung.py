"""The registry of kampung and what is known of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.model import wilayah
from kkbdesk.model.ids import KampungId, Kind, KlasifikasiId, KodeWilayah, derived_id, new_id
from kkbdesk.model.kampung import Kampung, Klasifikasi, Variabel
from kkbdesk.model.matriks import Matriks, SelMatriks
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.problem import Problem
from kkbdesk.queries.kelengkapan import Kartu, kartu
from kkbdesk.rules.check import check
from kkbdesk.services.editor import Editor
from kkbdesk.services.naskah_inti import tolak_bernaskah
from kkbdesk.services.rapat_inti import hapus_rapat_kampung, lepas_anggota
from kkbdesk.services.rencana_inti import hapus_rencana_kampung
from kkbdesk.store import KampungRow, Reader, Store, Unit


@dataclass(frozen=True, slots=True)
class Berkas:
    """Everything about one kampung, for its page and its profile."""

    kampung: Kampung
    nama_desa: str
    kecamatan: str
    kabupaten: str
    provinsi: str
    klasifikasi: tuple[Klasifikasi, ...]
    """Newest first."""
    variabel: tuple[Variabel, ...]
    """Newest first."""
    pokja: tuple[Pokja, ...]
    masalah: tuple[Problem, ...]


class KampungService:
    """Keeps kampung, their classes and their removal."""

    def __init__(self, store: Store, editor: Editor, today: Callable[[], date]) -> None:
        self._store = store
        self._editor = editor
        self._today = today

    def daftar(self, ids: list[KampungId] | None = None) -> list[KampungRow]:
        """Return the list (or these lines of it) as of today."""
        with self._store.read() as reader:
            return reader.kampung_rows(self._today(), ids)

    def berkas(self, id: KampungId) -> Berkas:
        """Return everything about one kampung; raises StaleEdit when it is gone."""
        with self._store.read() as reader:
            kampung = reader.get(Kampung, id)
            if kampung is None:
                raise StaleEdit("Kampung ini sudah dihapus.")
            names = {kode: item.nama for kode, item in reader.wilayah([kampung.desa]).items()}
            return Berkas(
                kampung=kampung,
                nama_desa=names.get(kampung.desa, kampung.desa),
                kecamatan=names.get(wilayah.ancestor(kampung.desa, wilayah.KECAMATAN), ""),
                kabupaten=names.get(wilayah.ancestor(kampung.desa, wilayah.KABUPATEN), ""),
                provinsi=names.get(wilayah.ancestor(kampung.desa, wilayah.PROVINSI), ""),
                klasifikasi=_newest_first(reader.find(Klasifikasi, kampung=id)),
                variabel=_newest_first(reader.find(Variabel, kampung=id)),
                pokja=tuple(reader.find(Pokja, kampung=id)),
                masalah=tuple(check([kampung], reader)),
            )

    def kartu(self, id: KampungId) -> Kartu:
        """Return how complete a kampung is today and what would bring it forward.

        Raises StaleEdit when it is gone.
        """
        with self._store.read() as reader:
            found = kartu(reader, id, self._today())
        if found is None:
            raise StaleEdit("Kampung ini sudah dihapus.")
        return found

    def dengan_kode(self, kode: str) -> Kampung:
        """Return the kampung of a village, the active one first; raises UserError."""
        with self._store.read() as reader:
            return kampung_di(reader, kode)

    def tambah(self, nilai: Mapping[str, Any], *, initiator: object | None = None) -> Kampung:
        """Add a kampung from field values; raises RuleViolation."""
        with self._editor.edit("Tambah kampung", initiator=initiator) as unit:
            kampung = Kampung(id=id_baru(unit, nilai["desa"]), **nilai)
            unit.put(kampung)
        return kampung

    def ubah(
        self, kampung: Kampung, nilai: Mapping[str, Any], *, initiator: object | None = None
    ) -> Kampung:
        """Change some fields; raises RuleViolation, StaleEdit."""
        return self._editor.change("Ubah kampung", kampung, nilai, initiator=initiator)

    def hapus(self, ids: list[KampungId]) -> int:
        """Remove kampung with all that hangs on them, in one step; return how many there were.

        Raises UserError where a document names one of them or its working group.
        """
        with self._editor.edit("Hapus kampung") as unit:
            present = unit.get_many(Kampung, ids)
            for id in present:
                _remove_children(unit, KampungId(id))
                unit.remove(Kampung, id)
        return len(present)

    def catat_klasifikasi(
        self, kampung: KampungId, tanggal: date, kelas: str, sumber: str
    ) -> Klasifikasi:
        """State the class of a kampung on a date."""
        record = Klasifikasi(
            id=id_klasifikasi(kampung, tanggal),
            kampung=kampung,
            tanggal=tanggal,
            kelas=kelas,
            sumber=sumber,
        )
        with self._editor.edit("Catat klasifikasi") as unit:
            unit.put(record)
        return record

    def hapus_klasifikasi(self, id: KlasifikasiId) -> None:
        """Remove a class that was entered wrongly."""
        with self._editor.edit("Hapus klasifikasi") as unit:
            unit.remove(Klasifikasi, id)


def id_baru(reader: Reader, desa: KodeWilayah) -> KampungId:
    """Return the id of a new kampung: of its village, so that it is the same everywhere.

    A second kampung of the village, after the first was closed, gets one of its own.
    """
    natural = derived_id(Kind.KAMPUNG, desa)
    return KampungId(natural if reader.get(Kampung, natural) is None else new_id())


def id_klasifikasi(kampung: KampungId, tanggal: date) -> KlasifikasiId:
    """Return the id of a kampung's class on a date."""
    return KlasifikasiId(derived_id(Kind.KLASIFIKASI, kampung, tanggal.isoformat()))


def kampung_di(reader: Reader, kode: str) -> Kampung:
    """Return the kampung of a village, the active one first; raises UserError."""
    found = reader.find(Kampung, desa=kode)
    if not found:
        raise UserError(f"Belum ada Kampung KB dengan kode desa {kode}.")
    return max(found, key=lambda item: item.aktif)


def _newest_first(records: list[Any]) -> tuple[Any, ...]:
    return tuple(sorted(records, key=lambda item: item.tanggal, reverse=True))


def _remove_children(unit: Unit, id: KampungId) -> None:
    tolak_bernaskah(unit, Kampung, "kampung", id)
    hapus_rapat_kampung(unit, id)
    hapus_rencana_kampung(unit, id)
    for pokja in unit.find(Pokja, kampung=id):
        tolak_bernaskah(unit, Pokja, "pokja", pokja.id)
        for anggota in unit.find(Anggota, pokja=pokja.id):
            lepas_anggota(unit, anggota.id)
            unit.remove(Anggota, anggota.id)
        unit.remove(Pokja, pokja.id)
    for kind in (Klasifikasi, Variabel, SelMatriks, Matriks):
        for record in unit.find(kind, kampung=id):
            unit.remove(kind, record.id)
