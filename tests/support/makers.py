"""Records with everything that a test does not care about filled in."""

from __future__ import annotations

from datetime import date
from typing import Any

from kkbdesk.model.ids import KampungId, Kind, KlasifikasiId, KodeWilayah, derived_id
from kkbdesk.model.kampung import Kampung, Klasifikasi

SINAR_SURYA = KodeWilayah("19.05.05.2008")
TANJUNG_NIUR = KodeWilayah("19.05.05.2002")


def a_kampung(desa: str = SINAR_SURYA, nama: str = "Sinar Surya", **values: Any) -> Kampung:
    """Return a kampung of a village, under the id the program would give it."""
    values.setdefault("id", KampungId(derived_id(Kind.KAMPUNG, desa)))
    return Kampung(desa=KodeWilayah(desa), nama=nama, **values)


def a_klasifikasi(kampung: KampungId, tanggal: date, kelas: str = "dasar") -> Klasifikasi:
    """Return the class of a kampung on a day."""
    id = KlasifikasiId(derived_id(Kind.KLASIFIKASI, kampung, tanggal.isoformat()))
    return Klasifikasi(id=id, kampung=kampung, tanggal=tanggal, kelas=kelas)
