"""Fills the sample office: the papers' facts, invented names, this year's matrix."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from kkbdesk.model.changes import Jenis
from kkbdesk.model.ids import (
    AnggotaId,
    KampungId,
    Kind,
    KodeWilayah,
    PejabatId,
    PokjaId,
    ProgramId,
    derived_id,
)
from kkbdesk.model.kampung import Cakupan, Kampung, Klasifikasi
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.matriks import Matriks, Peran, matriks_id
from kkbdesk.model.naskah import Pejabat, PeranPejabat
from kkbdesk.model.opd import OPD
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.queries.matriks import Letak
from kkbdesk.services.contoh_rapat import isi_rapat
from kkbdesk.services.contoh_rencana import isi_rencana
from kkbdesk.services.editor import Editor
from kkbdesk.services.kampung import id_klasifikasi
from kkbdesk.services.matriks import put_cells
from kkbdesk.store import Unit
from resources.files import resource

KODE = "19.05"
_SUMBER = "contoh"


def isi_contoh(editor: Editor, today: date) -> None:
    """Fill an office of the sample's region that was just set up; begins the history like it."""
    with resource("reference", "contoh.toml").open("rb") as file:
        content = tomllib.load(file)
    with editor.edit("Isi kantor contoh", jenis=Jenis.AWAL) as unit:
        unit.put(replace(unit.find(Kantor)[0], **content["kantor"]))
        agencies = sorted(unit.find(OPD), key=lambda item: item.urut)
        leads = {
            (ProgramId(number), item.id)
            for number, name in content["penanggung_jawab"].items()
            for item in agencies
            if item.singkatan == name
        }
        _office_matrix(unit, agencies, leads, today.year)
        _group(unit, None, date(2024, 1, 8), content["anggota"][1:5])
        for row in content["kampung"]:
            kampung = _kampung(unit, row, today)
            reached = agencies[: row["opd"] + 1] if row["opd"] else []
            put_cells(unit, today.year, kampung, _cells(reached, leads))
            if "pokja" in row:
                _group(unit, kampung, date(row["pokja"], 1, 15), content["anggota"])
        isi_rapat(unit, content, agencies, today)
        isi_rencana(unit, agencies, today)
        for number, row in enumerate(content["pejabat"]):
            id = PejabatId(derived_id(Kind.PEJABAT, _SUMBER, number))
            unit.put(Pejabat(id=id, **{**row, "peran": PeranPejabat(row["peran"])}))


def _office_matrix(unit: Unit, agencies: list[OPD], leads: set[Letak], tahun: int) -> None:
    """Last year's matrix agreed and locked with one agency less, this year's still open."""
    for year, columns in ((tahun - 1, agencies[:-1]), (tahun, agencies)):
        put_cells(unit, year, None, _cells(columns, leads))
    unit.put(
        Matriks(
            id=matriks_id(tahun - 1, None),
            tahun=tahun - 1,
            disepakati=date(tahun - 1, 2, 20),
            rapat="Rapat koordinasi contoh",
            terkunci=True,
        )
    )


def _cells(agencies: list[OPD], leads: set[Letak]) -> dict[Letak, Peran | None]:
    return {
        (ProgramId(number), item.id): (
            Peran.PENANGGUNG_JAWAB if (number, item.id) in leads else Peran.PENDUKUNG
        )
        for item in agencies
        for number in item.program
    }


def _kampung(unit: Unit, row: Mapping[str, Any], today: date) -> KampungId:
    id = KampungId(derived_id(Kind.KAMPUNG, row["desa"]))
    unit.put(
        Kampung(
            id=id,
            desa=KodeWilayah(row["desa"]),
            nama=row["nama"],
            tanggal_pencanangan=row["tanggal"],
            cakupan=Cakupan.DESA,
            gambaran_umum=row.get("gambaran", ""),
            kriteria=tuple(row.get("kriteria", ())),
            lokus_stunting=row.get("lokus_stunting"),
            luas=Decimal(row["luas"]) if "luas" in row else None,
            sk_nomor="188.45/000/CONTOH",
            sk_tanggal=row["tanggal"],
        )
    )
    for year, kelas in zip((today.year - 1, today.year), row["kelas"], strict=True):
        day = min(date(year, 6, 30), today)
        if kelas:
            unit.put(
                Klasifikasi(
                    id=id_klasifikasi(id, day), kampung=id, tanggal=day, kelas=kelas, sumber=_SUMBER
                )
            )
    return id


def _group(
    unit: Unit, kampung: KampungId | None, mulai: date, people: list[Mapping[str, Any]]
) -> None:
    id = PokjaId(derived_id(Kind.POKJA, _SUMBER, kampung or "kantor"))
    unit.put(
        Pokja(
            id=id,
            kampung=kampung,
            mulai=mulai,
            selesai=date(mulai.year + 3, 12, 31),
            sk_nomor=f"141/000/CONTOH/{mulai.year}",
            sk_tanggal=mulai,
        )
    )
    for number, person in enumerate(people):
        unit.put(
            Anggota(
                id=AnggotaId(derived_id(Kind.ANGGOTA, id, number)), pokja=id, mulai=mulai, **person
            )
        )
