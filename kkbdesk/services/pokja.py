"""Working groups, their members and successions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from kkbdesk.errors import StaleEdit
from kkbdesk.model.ids import AnggotaId, KampungId, PokjaId, new_id
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.problem import Problem
from kkbdesk.queries.pokja import urutkan
from kkbdesk.rules.check import check
from kkbdesk.services.editor import Editor
from kkbdesk.services.naskah_inti import tolak_bernaskah
from kkbdesk.services.rapat_inti import lepas_anggota
from kkbdesk.store import Store


@dataclass(frozen=True, slots=True)
class PokjaRow:
    """A line of the list of working groups."""

    id: PokjaId
    kampung: KampungId | None
    nama: str
    mulai: date | None
    selesai: date | None
    sk_nomor: str
    sk_tanggal: date | None
    ketua: str
    anggota: int
    terlatih: int
    berjalan: bool


class PokjaService:
    """Keeps working groups and who sits in them."""

    def __init__(self, store: Store, editor: Editor, today: Callable[[], date]) -> None:
        self._store = store
        self._editor = editor
        self._today = today

    def daftar(self) -> list[PokjaRow]:
        """Return all working groups: the office's own first, then by kampung, newest first."""
        today = self._today()
        with self._store.read() as reader:
            groups = reader.find(Pokja)
            names = {item.id: item.nama for item in reader.find(Kampung)}
            seats: dict[PokjaId, list[Anggota]] = {}
            for seat in reader.find(Anggota):
                seats.setdefault(seat.pokja, []).append(seat)
        rows = [_row(group, names, seats.get(group.id, []), today) for group in groups]
        return sorted(
            rows,
            key=lambda row: (
                row.kampung is not None,
                row.nama.casefold(),
                -(row.mulai or date.min).toordinal(),
            ),
        )

    def get(self, id: PokjaId) -> tuple[Pokja, list[Anggota], list[Problem]]:
        """Return a working group, all who ever sat in it, and what is wrong with both."""
        with self._store.read() as reader:
            group = reader.get(Pokja, id)
            if group is None:
                raise StaleEdit("Pokja ini sudah dihapus.")
            seats = urutkan(reader, reader.find(Anggota, pokja=id))
            return group, seats, check([group, *seats], reader)

    def anggota(self, id: AnggotaId) -> Anggota:
        """Return a member; raises StaleEdit when gone."""
        with self._store.read() as reader:
            seat = reader.get(Anggota, id)
        if seat is None:
            raise StaleEdit("Anggota ini sudah dihapus.")
        return seat

    def tambah(self, nilai: Mapping[str, Any], *, initiator: object | None = None) -> Pokja:
        """Add a working group."""
        group = Pokja(id=PokjaId(new_id()), **nilai)
        with self._editor.edit("Tambah Pokja", initiator=initiator) as unit:
            unit.put(group)
        return group

    def ubah(
        self, group: Pokja, nilai: Mapping[str, Any], *, initiator: object | None = None
    ) -> Pokja:
        """Change some fields of a working group."""
        return self._editor.change("Ubah Pokja", group, nilai, initiator=initiator)

    def hapus(self, ids: Sequence[PokjaId]) -> None:
        """Remove working groups with their members; raises UserError where a document names one."""
        with self._editor.edit("Hapus Pokja") as unit:
            for id in ids:
                tolak_bernaskah(unit, Pokja, "pokja", id)
                for seat in unit.find(Anggota, pokja=id):
                    lepas_anggota(unit, seat.id)
                    unit.remove(Anggota, seat.id)
                unit.remove(Pokja, id)

    def tambah_anggota(
        self, pokja: PokjaId, baris: Sequence[Mapping[str, Any]], *, initiator: object | None = None
    ) -> list[Anggota]:
        """Add members, in one step."""
        seats = [Anggota(id=AnggotaId(new_id()), pokja=pokja, **nilai) for nilai in baris]
        with self._editor.edit("Tambah anggota Pokja", initiator=initiator) as unit:
            for seat in seats:
                unit.put(seat)
        return seats

    def ubah_anggota(
        self, seat: Anggota, nilai: Mapping[str, Any], *, initiator: object | None = None
    ) -> Anggota:
        """Change some fields of a member."""
        return self._editor.change("Ubah anggota Pokja", seat, nilai, initiator=initiator)

    def hapus_anggota(self, ids: Sequence[AnggotaId]) -> None:
        """Remove members that were entered wrongly; who leaves office is replaced or ended."""
        with self._editor.edit("Hapus anggota Pokja") as unit:
            for id in ids:
                lepas_anggota(unit, id)
                unit.remove(Anggota, id)

    def ganti(self, id: AnggotaId, nama: str, mulai: date, **nilai: Any) -> Anggota:
        """Let somebody succeed a member from a day on; the predecessor's seat stays, ended."""
        with self._editor.edit("Pergantian anggota Pokja") as unit:
            former = unit.get(Anggota, id)
            if former is None:
                raise StaleEdit("Anggota ini sudah dihapus.")
            unit.put(replace(former, selesai=mulai - timedelta(days=1)))
            seat = replace(
                former,
                id=AnggotaId(new_id()),
                nama=nama,
                mulai=mulai,
                selesai=None,
                **{"kontak": "", "terlatih": None, **nilai},
            )
            unit.put(seat)
        return seat


def _row(
    group: Pokja, names: Mapping[KampungId, str], seats: Sequence[Anggota], today: date
) -> PokjaRow:
    present = [seat for seat in seats if seat.menjabat(today)]
    chair = next((seat.nama for seat in present if seat.kedudukan == "ketua"), "")
    return PokjaRow(
        id=group.id,
        kampung=group.kampung,
        nama=names.get(group.kampung, "") if group.kampung else "Pokja kantor ini",
        mulai=group.mulai,
        selesai=group.selesai,
        sk_nomor=group.sk_nomor,
        sk_tanggal=group.sk_tanggal,
        ketua=chair,
        anggota=len(present),
        terlatih=sum(seat.terlatih is True for seat in present),
        berjalan=group.berjalan(today),
    )
