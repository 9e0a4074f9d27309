"""What the services of the plan do inside an edit, whoever began it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from kkbdesk.errors import UserError
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import KampungId, OPDId, RealisasiId, RencanaId
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.realisasi import FotoRealisasi, OPDRealisasi, Realisasi, opd_hadir
from kkbdesk.model.rencana import (
    LokasiRencana,
    PendukungRencana,
    Rencana,
    StatusRencana,
    lokasi,
    pendukung,
)
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.services.rancangan import Rancangan
from kkbdesk.store import Records, Unit


def atur_lokasi(unit: Unit, id: RencanaId, kampung: Iterable[KampungId]) -> None:
    """Let a planned activity take place in exactly these kampung."""
    _set(unit, LokasiRencana, unit.find(LokasiRencana, rencana=id),
         [lokasi(id, each) for each in dict.fromkeys(kampung)])  # fmt: skip


def atur_pendukung(unit: Unit, id: RencanaId, opd: Iterable[OPDId]) -> None:
    """Let exactly these agencies join a planned activity, beside the responsible one."""
    plan = unit.get(Rencana, id)
    lead = plan.opd if plan else None
    _set(unit, PendukungRencana, unit.find(PendukungRencana, rencana=id),
         [pendukung(id, each) for each in dict.fromkeys(opd) if each != lead])  # fmt: skip


def atur_hadir(unit: Unit, id: RealisasiId, opd: Iterable[OPDId]) -> None:
    """Let exactly these agencies have been there."""
    _set(unit, OPDRealisasi, unit.find(OPDRealisasi, realisasi=id),
         [opd_hadir(id, each) for each in dict.fromkeys(opd)])  # fmt: skip


def _set(unit: Unit, kind: type[Any], present: list[Any], wanted: Collection[Any]) -> None:
    for gone in {item.id for item in present} - {item.id for item in wanted}:
        unit.remove(kind, gone)
    for item in wanted:
        unit.put(item)


def hapus_rencana(unit: Unit, id: RencanaId) -> None:
    """Remove a planned activity inside an edit; raises UserError when something was done of it."""
    plan = unit.get(Rencana, id)
    if plan is None:
        return
    if unit.find(Realisasi, rencana=id):
        raise UserError(f"“{plan.kegiatan}” sudah ada realisasinya; tandai batal, jangan dihapus.")
    for kind in (LokasiRencana, PendukungRencana):
        _remove_all(unit, kind, unit.find(kind, rencana=id))
    for need in unit.find(Permasalahan, rencana=id):
        unit.put(replace(need, rencana=None))
    unit.remove(Rencana, id)


def hapus_realisasi(unit: Unit, id: RealisasiId) -> None:
    """Remove what was done, with pictures and agencies; its plan is open again without any."""
    done = unit.get(Realisasi, id)
    if done is None:
        return
    for kind in (OPDRealisasi, FotoRealisasi):
        _remove_all(unit, kind, unit.find(kind, realisasi=id))
    unit.remove(Realisasi, id)
    if done.rencana:
        buka_lagi(unit, done.rencana)


def buka_lagi(unit: Unit, id: RencanaId) -> None:
    """Open a planned activity again that was done, when nothing is left that was done of it."""
    plan = unit.get(Rencana, id)
    if plan and plan.status is StatusRencana.SELESAI and not unit.find(Realisasi, rencana=id):
        unit.put(replace(plan, status=StatusRencana.DIRENCANAKAN))


def hapus_rencana_kampung(unit: Unit, kampung: KampungId) -> None:
    """Remove the needs of a kampung and what was done there; plans stay for the others."""
    _remove_all(unit, Permasalahan, unit.find(Permasalahan, kampung=kampung))
    for done in unit.find(Realisasi, kampung=kampung):
        hapus_realisasi(unit, done.id)
    _remove_all(unit, LokasiRencana, unit.find(LokasiRencana, kampung=kampung))


def _remove_all(unit: Unit, kind: type[Record], records: Iterable[Record]) -> None:
    for record in records:
        unit.remove(kind, record.id)


def memakai_opd(records: Records, id: OPDId) -> bool:
    """Tell whether an offer, a plan or what was done names an agency."""
    return any(
        records.find(kind, opd=id) for kind in (Tawaran, Rencana, PendukungRencana, OPDRealisasi)
    )


def tuntas(unit: Unit | Rancangan, id: RencanaId, today: date) -> bool:
    """Mark a planned activity as done once it was done in all its places and its time is over.

    Returns whether that was so now.
    """
    plan = unit.get(Rencana, id)
    if plan is None or plan.status in (StatusRencana.SELESAI, StatusRencana.BATAL):
        return False
    done = unit.find(Realisasi, rencana=id)
    waiting = {item.kampung for item in unit.find(LokasiRencana, rencana=id)}
    waiting -= {item.kampung for item in done if item.kampung}
    goes_on = plan.selesai is not None and plan.selesai > today
    if not done or waiting or goes_on:
        return False
    unit.put(replace(plan, status=StatusRencana.SELESAI))
    return True
