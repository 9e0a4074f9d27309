"""What every service of meetings does inside an edit, whoever began it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from kkbdesk.errors import StaleEdit
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import KampungId, OPDId, RapatId
from kkbdesk.model.matriks import Matriks
from kkbdesk.model.rapat import (
    FotoRapat,
    Keputusan,
    Pembahasan,
    Peserta,
    Rapat,
    SeriRapat,
    StatusRapat,
    TindakLanjut,
    TingkatRapat,
    pisahkan_pukul,
    rapikan_pukul,
)
from kkbdesk.model.wilayah import normal
from kkbdesk.queries.rapat import forum
from kkbdesk.services.matriks import disepakati
from kkbdesk.services.naskah_inti import tolak_bernaskah
from kkbdesk.store import Records, Unit

R = TypeVar("R", bound=Record)

BAGIAN: tuple[type[Record], ...] = (Peserta, Pembahasan, Keputusan, TindakLanjut, FotoRapat)
"""The records that hang on a meeting."""
JAM = ("mulai", "selesai", "jam_buka", "jam_tutup", "pukul")


def ada(unit: Records, record_type: type[R], id: str) -> R:
    """Return a record; raises StaleEdit when it is gone."""
    record = unit.get(record_type, id)
    if record is None:
        raise StaleEdit(f"{record_type.NOUN} ini sudah dihapus.")
    return record


def rapi(nilai: Mapping[str, Any]) -> dict[str, Any]:
    """Return field values with hours written as 09.00, however they were typed.

    A begin that also tells the end gives both, unless the end is told by itself.
    """
    values = {
        name: rapikan_pukul(value) if name in JAM and isinstance(value, str) else value
        for name, value in nilai.items()
    }
    if isinstance(nilai.get("mulai"), str):
        values["mulai"], end = pisahkan_pukul(nilai["mulai"])
        if end and not values.get("selesai"):
            values["selesai"] = end
    return values


def dengan_seri(records: Records, rapat: Rapat) -> Rapat:
    """Return a meeting as one of the series that bears its name, where there is one."""
    if rapat.seri:
        return rapat
    same = [
        item
        for item in records.find(SeriRapat)
        if forum(item) == forum(rapat) and normal(item.nama) == normal(rapat.nama)
    ]
    return replace(rapat, seri=same[0].id) if len(same) == 1 else rapat


def hapus_rapat(unit: Unit, id: RapatId) -> None:
    """Remove a meeting with its parts inside an edit; raises UserError when a document names it."""
    tolak_bernaskah(unit, Rapat, "rapat", id)
    for record_type in BAGIAN:
        for part in unit.find(record_type, rapat=id):
            unit.remove(record_type, part.id)
    unit.remove(Rapat, id)


def hapus_rapat_kampung(unit: Unit, kampung: KampungId) -> None:
    """Remove the meetings and series of a kampung inside an edit."""
    for rapat in unit.find(Rapat, kampung=kampung):
        hapus_rapat(unit, rapat.id)
    for seri in unit.find(SeriRapat, kampung=kampung):
        unit.remove(SeriRapat, seri.id)


def lepas_anggota(unit: Unit, id: str) -> None:
    """Let participants stay by name when their seat in a working group is removed."""
    for peserta in unit.find(Peserta, anggota=id):
        unit.put(replace(peserta, anggota=None))


def memakai_opd(records: Records, id: OPDId) -> bool:
    """Tell whether a meeting names an agency."""
    return bool(records.find(Peserta, opd=id) or records.find(TindakLanjut, opd=id))


def terlaksana(unit: Unit, id: RapatId, today: date) -> None:
    """Mark a meeting as held once somebody came or something was said, not before its day."""
    rapat = ada(unit, Rapat, id)
    if rapat.status is StatusRapat.DIRENCANAKAN and rapat.tanggal <= today:
        unit.put(replace(rapat, status=StatusRapat.TERLAKSANA))


def sepakati(records: Records, rapat: Rapat, tahun: int) -> Matriks | None:
    """Return the matrix as a meeting's decision locks it, None when this meeting did already.

    Raises UserError when it was agreed elsewhere.
    """
    kampung = rapat.kampung if rapat.tingkat is TingkatRapat.DESA else None
    return disepakati(records, tahun, kampung, rapat.tanggal, rapat.nama)


def urut_berikut(records: Records, record_type: type[Record], rapat: RapatId) -> int:
    """Return the place after the last part of a kind."""
    parts: list[Any] = [*records.find(record_type, rapat=rapat)]
    return max((item.urut for item in parts), default=0) + 1
