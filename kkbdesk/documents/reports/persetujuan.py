"""The agreement on a matrix: what is agreed, where and when, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kkbdesk.documents.blocks import (
    KOSONG,
    Block,
    PageBreak,
    Paragraph,
    Signatures,
    Signer,
    Title,
)
from kkbdesk.documents.reports.office import Office
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.kantor import Kantor, Tingkat
from kkbdesk.model.opd import OPD, JenisOPD
from kkbdesk.queries.matriks import Grid
from kkbdesk.queries.pokja import susunan_di
from kkbdesk.store import Reader

_PER_ROW = 3
_HEADS = {
    JenisOPD.OPD: "Kepala",
    JenisOPD.VERTIKAL: "Kepala",
    JenisOPD.MASYARAKAT: "Ketua",
    JenisOPD.SWASTA: "Pimpinan",
}


def persetujuan(reader: Reader, office: Office, grid: Grid, per: date) -> Iterator[Block]:
    """Yield the place for all signatures, on a page of its own where they are many."""
    signers = tuple(_signers(reader, office, grid, per))
    if len(signers) > _PER_ROW:
        yield PageBreak()
        yield Title(("LEMBAR PERSETUJUAN", f"MATRIKS INTEGRASI DAN KONVERGENSI TAHUN {grid.tahun}"))
    agreed = grid.keadaan.disepakati if grid.keadaan else None
    when = tanggal(agreed) if agreed else f"tanggal {KOSONG * 8}"
    yield Paragraph(
        "Kami yang bertanda tangan di bawah ini menyepakati pembagian peran dalam Matriks "
        f"Integrasi dan Konvergensi Kampung Keluarga Berkualitas tahun {grid.tahun}, "
        f"{_what(reader, office, grid)}."
    )
    yield Paragraph(f"Disepakati di {office.milik.tempat or KOSONG * 6}, {when}")
    yield Signatures(
        signers,
        per_row=_PER_ROW,
        lanjutan=f"Lanjutan persetujuan Matriks Integrasi dan Konvergensi tahun {grid.tahun}",
    )


def _what(reader: Reader, office: Office, grid: Grid) -> str:
    return office.place(reader, grid.kampung) if grid.kampung else office.wilayah


def _signers(reader: Reader, office: Office, grid: Grid, per: date) -> Iterator[Signer]:
    """Yield the agencies in the order of the columns, then working group and village or office."""
    for opd in grid.opd:
        yield pimpinan(office, opd)
    kampung = grid.kampung.id if grid.kampung else None
    group = susunan_di(reader, kampung, per)
    name = grid.kampung.nama if grid.kampung else office.wilayah
    yield Signer(f"Ketua Pokja {name}", group.ketua if group else "")
    if grid.kampung is not None:
        desa = reader.wilayah([grid.kampung.desa])[grid.kampung.desa]
        yield Signer(f"Pemerintah {office.desa(desa.id, desa.nama)}")
    if not any(_is_office(office, opd) for opd in grid.opd):
        yield _head(office.milik, office.milik.kepala_jabatan)


def pimpinan(office: Office, opd: OPD) -> Signer:
    """Return the head of an agency as he signs."""
    jabatan = f"{_HEADS[opd.jenis]} {opd.nama}"
    if _is_office(office, opd):
        return _head(office.milik, jabatan)
    return Signer(jabatan, nip=None if opd.jenis in (JenisOPD.MASYARAKAT, JenisOPD.SWASTA) else "")


def _head(kantor: Kantor, jabatan: str) -> Signer:
    return Signer(jabatan, kantor.kepala_nama, kantor.kepala_pangkat, kantor.kepala_nip)


def _is_office(office: Office, opd: OPD) -> bool:
    """Tell whether the agency is the office itself: the coordinator in a kabupaten or kota."""
    return opd.koordinator and office.milik.tingkat is Tingkat.KABUPATEN
