"""Documents offered where their data is: a Pokja's decree, its amendment, a matrix's decree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.ids import KampungId, PokjaId, RapatId
from kkbdesk.model.naskah import NASKAH_POKJA, Naskah, StatusNaskah
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.queries.kemajuan import penyepakat
from kkbdesk.queries.pokja import susunan_di
from kkbdesk.services.naskah import MintaNaskah, minta_dari
from kkbdesk.services.register import RegisterService
from kkbdesk.store import Reader, Store

_OPEN = (StatusNaskah.DRAF, StatusNaskah.DIAJUKAN)


class SiapNaskahService:
    """Opens the draft there is, or makes one, filled with what its place knows."""

    def __init__(self, store: Store, register: RegisterService, today: Callable[[], date]) -> None:
        self._store = store
        self._register = register
        self._today = today

    def siapkan(self, minta: MintaNaskah, *, lagi: bool = False) -> Naskah:
        """Return a draft of this kind for this subject; a decree of a Pokja knows which.

        `lagi` makes another one beside a draft that is open.
        """
        with self._store.read() as reader:
            if minta.jenis in NASKAH_POKJA and minta.pokja is None:
                group = susunan_di(reader, minta.kampung, self._today())
                minta = replace(minta, pokja=group.pokja.id if group else None)
            if minta.tahun is not None:
                typed = {**minta.ketikan, "tahun_matriks": str(minta.tahun)}
                minta = replace(minta, ketikan=typed)
            found = None if lagi else draf_terbuka(reader, minta)
        return found or self._register.buat(minta)

    def perubahan(self, pokja: PokjaId) -> Naskah:
        """Return a draft of the decree that amends the one of a working group.

        Raises UserError when there is none to amend.
        """
        with self._store.read() as reader:
            group = reader.get(Pokja, pokja)
            if group is None:
                raise StaleEdit("Pokja ini sudah dihapus.")
            if not group.sk_nomor:
                raise UserError("Pokja ini belum ber-SK; buat SK-nya dahulu.")
            former = [
                item
                for item in reader.find(Naskah, pokja=pokja, status=StatusNaskah.DITETAPKAN)
                if item.nomor == group.sk_nomor
            ]
            minta = MintaNaskah(
                "sk-pokja-desa" if group.kampung else "sk-pokja-kabupaten",
                kampung=group.kampung,
                pokja=pokja,
                ketikan={
                    "nomor_lama": group.sk_nomor,
                    "tanggal_lama": tanggal(group.sk_tanggal) if group.sk_tanggal else "",
                },
            )
            found = draf_terbuka(reader, minta)
        amended = former[-1].id if former else None
        return found or self._register.buat(minta, mencabut=amended)

    def perlu_perubahan(self, pokja: PokjaId) -> bool:
        """Tell whether a working group has other members than when its decree was dated."""
        with self._store.read() as reader:
            group = reader.get(Pokja, pokja)
            if group is None or group.sk_tanggal is None:
                return False
            since = group.sk_tanggal
            return any(
                (seat.mulai is not None and seat.mulai > since)
                or (seat.selesai is not None and since <= seat.selesai < self._today())
                for seat in reader.find(Anggota, pokja=pokja)
            )

    def rapat_matriks(self, tahun: int, kampung: KampungId | None) -> RapatId | None:
        """Return the newest meeting that decided to agree a matrix."""
        with self._store.read() as reader:
            agreed = penyepakat(reader, tahun, kampung)
        return agreed[1].id if agreed else None


def draf_terbuka(reader: Reader, minta: MintaNaskah) -> Naskah | None:
    """Return the newest draft that is open for the same subject."""
    found = [
        item
        for item in reader.find(Naskah, jenis=minta.jenis, kampung=minta.kampung, rapat=minta.rapat)
        if item.status in _OPEN
        and item.pokja == minta.pokja
        and minta_dari(item).tahun == minta.tahun
        and _about(minta_dari(item)) == _about(minta)
    ]
    return max(found, key=lambda item: item.id, default=None)


def _about(minta: MintaNaskah) -> tuple[bool, str]:
    """Return what else tells two documents of a kind apart: an amendment, the agency written to."""
    return bool(minta.ketikan.get("nomor_lama")), minta.ketikan.get("opd_tujuan", "")
