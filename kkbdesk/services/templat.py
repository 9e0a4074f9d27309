"""Blank workbooks to be filled in, with drop-downs and a page that explains each column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kkbdesk.exchange.columns import Column, Daftar, Layout, layouts
from kkbdesk.exchange.sheets import Cell
from kkbdesk.exchange.tables import Kind, OutColumn, OutSheet
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.wilayah import DESA, KECAMATAN, ancestor
from kkbdesk.queries.matriks import baca_grid
from kkbdesk.queries.rencana import nama_program
from kkbdesk.services.ekspor_baris import Penulis, out_columns
from kkbdesk.services.ekspor_rencana import PenulisRencana
from kkbdesk.store import Reader

TEMPLAT = (
    Daftar.KAMPUNG, Daftar.ANGGOTA, Daftar.POKJA, Daftar.OPD, Daftar.MATRIKS, Daftar.JUMLAH_DESA,
    Daftar.RAPAT, Daftar.PERMASALAHAN, Daftar.TAWARAN, Daftar.RENCANA, Daftar.REALISASI,
)  # fmt: skip
_BY_VILLAGE = frozenset(
    {
        Daftar.KAMPUNG, Daftar.POKJA, Daftar.ANGGOTA, Daftar.PERMASALAHAN, Daftar.RENCANA,
        Daftar.REALISASI,
    }
)  # fmt: skip
_ROWS = 500
_LINES = 10
"""A form has so many lines for each village."""
_MARKS = ("√", "●", "-")
_EXPLAINED = (
    OutColumn("Kolom", width=26),
    OutColumn("Wajib", width=8),
    OutColumn("Isi", Kind.LONG, 52),
    OutColumn("Pilihan", Kind.LONG, 60),
)


def lembar_templat(reader: Reader, daftar: Daftar, today: date) -> list[OutSheet]:
    """Return the sheets of a template."""
    kantor = next(iter(reader.find(Kantor)), None)
    if daftar is Daftar.MATRIKS:
        return [_grid(reader, today), _matrix_help()]
    if daftar is Daftar.RAPAT:
        return list(_meetings(reader))
    layout = layouts()[daftar]
    columns = out_columns(layout, Penulis(reader, layout).lists, entry=True)
    sheets = [
        OutSheet(daftar.label, columns, entry=_ROWS),
        OutSheet("Petunjuk", _EXPLAINED, list(_help(layout, columns)), "Cara mengisi"),
    ]
    home = kantor.wilayah if kantor else None
    if daftar in _BY_VILLAGE and home:
        sheets.append(_village_codes(reader, home))
    return sheets


def _meetings(reader: Reader) -> Iterator[OutSheet]:
    """Yield a sheet for meetings and one for each list that hangs on them."""
    explained: list[list[Cell]] = []
    general: list[list[Cell]] = []
    for daftar in (Daftar.RAPAT, Daftar.PESERTA, Daftar.NOTULA, Daftar.TINDAK_LANJUT):
        layout = layouts()[daftar]
        columns = out_columns(layout, Penulis(reader, layout).lists, entry=True)
        yield OutSheet(daftar.label, columns, entry=_ROWS)
        *told, empty, column = _help(layout, columns)
        explained += [[daftar.label, *row] for row in told]
        general = [[None, *empty], [None, *column], [None, "Rapat yang mana", None, _WHICH, None]]
    explained += general
    yield OutSheet("Petunjuk", (OutColumn("Lembar"), *_EXPLAINED), explained, "Cara mengisi")


_WHICH = (
    "Peserta, notula dan tindak lanjut menyebut rapatnya dengan nama dan tanggal seperti pada "
    "lembar Rapat. Baris yang mengosongkan keduanya ikut rapat baris di atasnya."
)


def lembar_formulir(reader: Reader, kampung: Sequence[Kampung], tahun: int) -> list[OutSheet]:
    """Return the sheets on which villages state their problems of a year, known ones first."""
    daftar = Daftar.PERMASALAHAN
    layout = layouts()[daftar]
    writer = PenulisRencana(reader, layout)
    programs = sorted(nama_program(reader).items(), key=lambda item: (len(item[0]), item[0]))
    columns = [
        replace(column, choices=tuple(f"{id} {name}" for id, name in programs))
        if item.key == "program"
        else column
        for item, column in zip(
            layout.columns, out_columns(layout, writer.lists, entry=True), strict=True
        )
    ]
    rows = [row for item in kampung for row in writer.formulir(item, tahun, _LINES)]
    title = f"Formulir permasalahan desa, tahun {tahun}"
    return [
        OutSheet(daftar.label, columns, rows, title, entry=len(rows)),
        OutSheet("Petunjuk", _EXPLAINED, list(_help(layout, columns)), "Cara mengisi"),
    ]


def _help(layout: Layout, columns: Sequence[OutColumn]) -> Iterator[list[Cell]]:
    for column, written in zip(layout.columns, columns, strict=True):
        yield [written.heading, _need(layout, column), _told(column, written),
               "; ".join(written.choices)]  # fmt: skip
    yield ["Sel kosong", None, "Tidak mengubah isi yang sudah ada.", None]
    yield ["Kolom", None, "Boleh dihapus, dipindah, atau ditambah; yang tidak dikenal dilewati.",
           None]  # fmt: skip


def _need(layout: Layout, column: Column) -> str:
    if any(group == (column.key,) for group in layout.required):
        return "ya"
    if any(column.key in group for group in layout.required):
        return "salah satu"
    named = column.item is not None and column.item.field.names
    return "ya" if named and column.item is not None and column.item.required else ""


def _told(column: Column, written: OutColumn) -> str:
    how = {
        Kind.DATE: "Tanggal, misalnya 15/2/2026.",
        Kind.NUMBER: "Bilangan bulat.",
        Kind.YEAR: "Tahun, misalnya 2026.",
        Kind.DECIMAL: "Angka, misalnya 1.234,5.",
    }.get(written.kind, "")
    if column.item is not None and column.item.field.rupiah:
        how = "Rupiah, misalnya 25.000.000 atau 25 juta."
    if written.choices:
        how = "Pilih dari daftar."
        if written.several:
            how = "Salin dari daftar; pisahkan dengan titik koma."
    return " ".join(part for part in (column.help, how) if part)


def _village_codes(reader: Reader, home: str) -> OutSheet:
    districts = {item.id: item.nama for item in reader.wilayah_dalam(home, KECAMATAN)}
    rows: list[list[Cell]] = [
        [item.id, item.nama, districts.get(ancestor(item.id, KECAMATAN))]
        for item in reader.wilayah_dalam(home, DESA)
        if item.sampai is None
    ]
    columns = [OutColumn(name, width=24) for name in ("Kode Desa", "Desa", "Kecamatan")]
    return OutSheet("Kode desa", columns, rows)


def _grid(reader: Reader, today: date) -> OutSheet:
    grid = baca_grid(reader, today.year, None, today)
    short = [item.singkat for item in grid.opd]
    names = [item.singkat if short.count(item.singkat) == 1 else item.nama for item in grid.opd]
    columns = [OutColumn("Program", width=34)]
    columns += [
        OutColumn(name, width=13, choices=_MARKS, hint=opd.nama)
        for name, opd in zip(names, grid.opd, strict=True)
    ]
    rows: list[list[Cell]] = [
        [f"{item.id} {item.singkat}", *[None] * len(names)] for item in grid.program
    ]
    title = f"Matriks Integrasi dan Konvergensi, tahun {today.year}"
    return OutSheet("Matriks", columns, rows, title, entry=len(rows))


def _matrix_help() -> OutSheet:
    rows: list[list[Cell]] = [
        ["Baris", "ya", "Satu program tiap baris: nomor atau namanya.", None],
        ["Kolom", "ya", "Satu OPD tiap kolom: nama, nama singkat atau nama lamanya.", None],
        ["√", None, "OPD ini pelaksana pendukung program itu. Boleh juga v, x atau 1.", None],
        ["●", None, "OPD ini penanggung jawab program itu. Boleh juga PJ.", None],
        ["-", None, "Mengosongkan sel yang sudah terisi.", None],
        ["Sel kosong", None, "Tidak mengubah isi yang sudah ada.", None],
        ["Tahun", None, "Dibaca dari judul; ubah bila perlu.", None],
    ]
    return OutSheet("Petunjuk", _EXPLAINED[:3], [row[:3] for row in rows], "Cara mengisi")
