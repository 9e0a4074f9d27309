"""The agenda of documents that left the office in a year."""

from __future__ import annotations

from collections.abc import Mapping

from kkbdesk.documents.blocks import Align, Column, Document, Grid, Row
from kkbdesk.documents.naskah.jenis import JENIS
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports.office import Office, nama_wilayah, office_of
from kkbdesk.model.ids import PejabatId
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.naskah import Naskah, Pejabat, PeranPejabat, StatusNaskah
from kkbdesk.queries.referensi import nama_butir
from kkbdesk.store import SEMUA, Reader


def build(reader: Reader, parameters: Parameters) -> Document:
    """Return the numbered documents of the year by date."""
    office = office_of(reader)
    every = reader.kantor == SEMUA
    kinds = nama_butir(reader).get("naskah", {})
    officials: dict[PejabatId, str] = {item.id: item.nama for item in reader.find(Pejabat)}
    heads, places = _offices(reader)
    issued = [
        item
        for item in reader.find(Naskah)
        if item.status is not StatusNaskah.DRAF
        and item.tanggal is not None
        and item.tanggal.year == parameters.tahun
    ]
    rows = [
        Row(
            (
                number,
                item.tanggal,
                item.nomor or "…",
                kinds.get(item.jenis, item.jenis),
                item.hal,
                item.tujuan.replace("\n", ", "),
                officials.get(item.pejabat, "") if item.pejabat else _head(item, heads),
                item.keadaan(parameters.today).label,
                *((places[item.kantor],) if every else ()),
            )
        )
        for number, item in enumerate(
            sorted(issued, key=lambda item: (item.tanggal, item.urut or 0, item.nomor)), 1
        )
    ]
    grid = Grid(
        columns=(
            Column("No", 10, Align.CENTER),
            Column("Tanggal", 26),
            Column("Nomor", 42),
            Column("Jenis", 45),
            Column("Hal/tentang", 75),
            Column("Tujuan", 35),
            Column("Penanda tangan", 34),
            Column("Keterangan", 18),
            *((Column("Kantor", 34),) if every else ()),
        ),
        rows=tuple(rows),
    )
    lines = (f"AGENDA NASKAH KELUAR TAHUN {parameters.tahun}", _whose(reader, office))
    return office.document(lines, (grid, office.signed(parameters.today)), landscape=True)


def _offices(reader: Reader) -> tuple[dict[str, str], dict[str, str]]:
    """Return head and region of every office, by its code."""
    offices = reader.sebagai(SEMUA).find(Kantor)
    heads = {item.kantor: item.kepala_nama for item in offices}
    return heads, {item.kantor: nama_wilayah(reader, item.wilayah or "") for item in offices}


def _whose(reader: Reader, office: Office) -> str:
    if reader.kantor == SEMUA:
        return f"{office.wilayah} DAN SELURUH KABUPATEN/KOTA".upper()
    if reader.kantor:
        return f"{office.milik.nama}, {office.wilayah}".upper()
    return office.kantor.nama.upper()


def _head(naskah: Naskah, heads: Mapping[str, str]) -> str:
    """Return who signed as head of the office, where no official is recorded."""
    own = JENIS[naskah.jenis].peran is PeranPejabat.KEPALA_DINAS
    return heads.get(naskah.kantor, "") if own else ""


REPORT = Report("agenda-surat", "Agenda naskah keluar", build, (Input.TAHUN,), semua=True)
