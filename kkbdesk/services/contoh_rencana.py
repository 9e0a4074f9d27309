"""The sample office's needs, offers, plan and deeds, around today."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kkbdesk.model.ids import (
    KampungId,
    Kind,
    OPDId,
    PermasalahanId,
    ProgramId,
    RealisasiId,
    RencanaId,
    TawaranId,
    derived_id,
)
from kkbdesk.model.opd import OPD
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.realisasi import Realisasi, opd_hadir
from kkbdesk.model.rencana import Rencana, lokasi, pendukung
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.store import Unit
from resources.files import resource

_SUMBER = "contoh"
_MONEY = ("anggaran", "biaya", "target")


def isi_rencana(unit: Unit, agencies: Sequence[OPD], today: date) -> None:
    """Put them inside the edit that fills the office."""
    with resource("reference", "contoh_rencana.toml").open("rb") as file:
        content = tomllib.load(file)
    ids = [item.id for item in agencies]
    for at, row in enumerate(content["tawaran"]):
        id = TawaranId(_id(Kind.TAWARAN, at))
        unit.put(Tawaran(id=id, tahun=today.year, opd=ids[row["opd"]], **_values(row, "opd")))
    for at, row in enumerate(content["rencana"]):
        _plan(unit, at, row, ids, today)
    ranks: Counter[str] = Counter()
    for at, row in enumerate(content["permasalahan"]):
        ranks[row["kampung"]] += 1
        answer = RencanaId(_id(Kind.RENCANA, row["rencana"])) if "rencana" in row else None
        unit.put(
            Permasalahan(
                id=PermasalahanId(_id(Kind.PERMASALAHAN, at)), kampung=_kampung(row["kampung"]),
                tahun=today.year, peringkat=ranks[row["kampung"]], rencana=answer,
                **_values(row, "kampung", "rencana"),
            )
        )  # fmt: skip
    for at, row in enumerate(content["realisasi"]):
        _deed(unit, at, row, ids, today)


def _plan(unit: Unit, at: int, row: Mapping[str, Any], ids: Sequence[OPDId], today: date) -> None:
    first = today + timedelta(row["hari"]) if "hari" in row else None
    last = first + timedelta(row["lama"] - 1) if first and "lama" in row else None
    offer = TawaranId(_id(Kind.TAWARAN, row["tawaran"])) if "tawaran" in row else None
    plan = Rencana(
        id=RencanaId(_id(Kind.RENCANA, at)), tahun=today.year, opd=ids[row["opd"]], mulai=first,
        selesai=last, tawaran=offer,
        **_values(row, "opd", "kampung", "pendukung", "hari", "lama", "tawaran"),
    )  # fmt: skip
    unit.put(plan)
    for code in row["kampung"]:
        unit.put(lokasi(plan.id, _kampung(code)))
    for number in row.get("pendukung", ()):
        unit.put(pendukung(plan.id, ids[number]))


def _deed(unit: Unit, at: int, row: Mapping[str, Any], ids: Sequence[OPDId], today: date) -> None:
    plan = unit.get(Rencana, _id(Kind.RENCANA, row["rencana"])) if "rencana" in row else None
    known: dict[str, Any] = {}
    if plan is not None:
        known = {"rencana": plan.id, "judul": plan.kegiatan, "program": plan.program,
                 "sasaran_peserta": plan.sasaran_peserta}  # fmt: skip
    deed = Realisasi(
        id=RealisasiId(_id(Kind.REALISASI, at)), kampung=_kampung(row["kampung"]),
        tanggal=today + timedelta(row["hari"]),
        **{**known, **_values(row, "kampung", "hari", "rencana", "opd")},
    )  # fmt: skip
    unit.put(deed)
    there = [ids[number] for number in row.get("opd", ())]
    for opd in there or ([plan.opd] if plan and plan.opd else []):
        unit.put(opd_hadir(deed.id, opd))


def _values(row: Mapping[str, Any], *left_out: str) -> dict[str, Any]:
    values = {name: value for name, value in row.items() if name not in left_out}
    for name, value in values.items():
        if name in _MONEY:
            values[name] = Decimal(value)
        elif name == "program":
            values[name] = ProgramId(value)
        elif isinstance(value, list):
            values[name] = tuple(value)
    return values


def _kampung(desa: str) -> KampungId:
    return KampungId(derived_id(Kind.KAMPUNG, desa))


def _id(kind: Kind, number: int) -> str:
    return derived_id(kind, _SUMBER, number)
