"""The office itself: set up once, then edited."""

from __future__ import annotations

import lzma
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kkbdesk.errors import UserError
from kkbdesk.model import wilayah
from kkbdesk.model.changes import Jenis
from kkbdesk.model.ids import KantorId, Kind, KodeWilayah, OPDId, derived_id
from kkbdesk.model.kantor import Kantor, Tingkat
from kkbdesk.model.opd import OPD, JenisOPD
from kkbdesk.model.wilayah import Wilayah
from kkbdesk.services.editor import Editor
from kkbdesk.store import Store, Unit
from resources.files import resource

PUSAT = "pusat"
_LEVELS = {wilayah.PROVINSI: Tingkat.PROVINSI, wilayah.KABUPATEN: Tingkat.KABUPATEN}
_DINAS = {
    Tingkat.KABUPATEN: "Dinas Pengendalian Penduduk dan Keluarga Berencana",
    Tingkat.PROVINSI: "Perwakilan BKKBN Provinsi",
    Tingkat.PUSAT: "Kementerian Kependudukan dan Pembangunan Keluarga/BKKBN",
}
_KEPALA = {
    Tingkat.KABUPATEN: "Kepala Dinas",
    Tingkat.PROVINSI: "Kepala Perwakilan",
    Tingkat.PUSAT: "Menteri/Kepala",
}


def daftar_opd() -> dict[str, Any]:
    """Return the lists of agencies an office may start from, by name."""
    with resource("reference", "opd.toml").open("rb") as file:
        return tomllib.load(file)


def opd_awal(kode: str) -> str:
    """Return the list that an office of a code usually starts from: one above has none to task."""
    below = kode != PUSAT and wilayah.level(kode) == wilayah.KABUPATEN
    return "bangka-barat" if below else "kosong"


def daftar_kantor() -> dict[str, str]:
    """Return where an office may be, code -> name: every kabupaten/kota, provinsi, and pusat."""
    offices = {PUSAT: "Pusat"}
    with lzma.open(resource("reference", "wilayah.csv.xz"), "rt", encoding="utf-8") as file:
        for line in file:
            code, name = line.rstrip("\n").split(",", 1)
            if wilayah.level(code) == wilayah.PROVINSI:
                offices[code] = f"Provinsi {name} ({code})"
            elif wilayah.level(code) == wilayah.KABUPATEN:
                offices[code] = f"{name} ({code})"
    return offices


class KantorService:
    """Sets the office up and keeps its names."""

    def __init__(self, store: Store, editor: Editor) -> None:
        self._store = store
        self._editor = editor

    def get(self) -> Kantor:
        """Return the office; raises UserError when it was never set up."""
        with self._store.read() as reader:
            found = reader.find(Kantor)
        if not found:
            raise UserError("Kantor belum disiapkan.")
        return found[0]

    def siapkan(self, kode: str, opd: str = "bangka-barat", *, contoh: bool = False) -> Kantor:
        """Set up the office of a region with a list of agencies; begins the history.

        Raises UserError for a code that is no kabupaten/kota, provinsi or "pusat".
        """
        lists = daftar_opd()
        if opd not in lists:
            known = ", ".join(lists)
            raise UserError(f"Daftar OPD “{opd}” tidak dikenal; pilih salah satu: {known}.")
        with self._editor.edit("Siapkan kantor", jenis=Jenis.AWAL) as unit:
            agencies = lists[opd]["opd"]
            kantor = _named(_new_office(unit, kode, contoh=contoh), agencies)
            unit.put(kantor)
            for urut, row in enumerate(agencies, 1):
                unit.put(_agency(kantor, urut, row))
        return kantor

    def ubah(self, kantor: Kantor, nilai: Mapping[str, Any]) -> Kantor:
        """Change some fields of the office."""
        return self._editor.change("Ubah data kantor", kantor, nilai)


def _new_office(unit: Unit, kode: str, *, contoh: bool) -> Kantor:
    if kode == PUSAT:
        return Kantor(
            id=KantorId(derived_id(Kind.KANTOR, PUSAT)),
            tingkat=Tingkat.PUSAT,
            nama=_DINAS[Tingkat.PUSAT],
            kepala_jabatan=_KEPALA[Tingkat.PUSAT],
        )
    region = unit.get(Wilayah, kode) if wilayah.level(kode) in _LEVELS else None
    if region is None:
        raise UserError(
            f"Kode “{kode}” bukan kabupaten/kota atau provinsi; contoh: 19.05, 13, pusat."
        )
    tingkat = _LEVELS[region.tingkat]
    if tingkat is Tingkat.PROVINSI:
        pemerintah, nama = "", f"{_DINAS[tingkat]} {region.nama}"
    else:
        pemerintah, nama = f"Pemerintah {region.nama}", _DINAS[tingkat]
    return Kantor(
        id=KantorId(derived_id(Kind.KANTOR, kode)),
        tingkat=tingkat,
        wilayah=KodeWilayah(kode),
        pemerintah=pemerintah,
        nama=nama,
        kepala_jabatan=_KEPALA[tingkat],
        contoh=contoh,
    )


def _named(kantor: Kantor, agencies: Sequence[Mapping[str, Any]]) -> Kantor:
    """Return a district office under the name that the list gives its coordinating agency."""
    if kantor.tingkat is not Tingkat.KABUPATEN:
        return kantor
    names = (row["nama"] for row in agencies if row.get("koordinator"))
    own = next((name for name in names if name.startswith("Dinas ")), kantor.nama)
    return replace(kantor, nama=own)


def _agency(kantor: Kantor, urut: int, row: Mapping[str, Any]) -> OPD:
    return OPD(
        id=OPDId(derived_id(Kind.OPD, kantor.id, row["nama"])),
        nama=row["nama"],
        singkatan=row["singkatan"],
        jenis=JenisOPD(row.get("jenis", "opd")),
        tupoksi=row.get("tupoksi", ""),
        koordinator=row.get("koordinator", False),
        program=tuple(row["program"].split()),
        urut=urut,
    )
