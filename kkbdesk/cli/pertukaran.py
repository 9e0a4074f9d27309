"""impor, ekspor, templat: workbooks in and out."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from kkbdesk.cli.command import (
    DONE,
    FAILED,
    REJECTED,
    Commands,
    Context,
    Outcome,
    a_date,
    a_year,
    office_option,
    output_path,
)
from kkbdesk.desk import Desk
from kkbdesk.exchange.columns import Daftar
from kkbdesk.services.ekspor import DAFTAR
from kkbdesk.services.impor import JENIS, Permintaan
from kkbdesk.services.impor_masukan import baca_konfirmasi, baca_peta
from kkbdesk.services.pratinjau import Baris, Hasil, Pratinjau
from kkbdesk.services.templat import TEMPLAT

_SHOWN = 30


def register(commands: Commands) -> None:
    """Add the commands."""
    parser = commands.add("impor", "impor berkas .xlsx, .xlsm, .xls, .ods atau .csv", _impor)
    tambah_pilihan(parser)
    parser.add_argument(
        "--tanggal", type=a_date, metavar="TTTT-BB-HH", help="keadaan per tanggal ini"
    )
    parser.add_argument(
        "--jenis", choices=[str(name) for name in JENIS], help="daftar apa; tanpa ini dikenali"
    )
    parser.add_argument("--tahun", type=a_year, metavar="N", help="tahun bila berkas tak menyebut")
    parser = commands.add("ekspor", "ekspor satu daftar ke .xlsx atau .csv", _ekspor)
    parser.add_argument("daftar", choices=[str(name) for name in DAFTAR], help="daftar")
    parser.add_argument("-o", required=True, metavar="BERKAS", help="berkas .xlsx atau .csv")
    office_option(parser)
    parser = commands.add("templat", "buat buku kerja kosong untuk diisi", _templat)
    parser.add_argument("daftar", choices=[str(name) for name in TEMPLAT], help="daftar")
    parser.add_argument("-o", required=True, metavar="BERKAS", help="berkas .xlsx")


def tambah_pilihan(parser: argparse.ArgumentParser) -> None:
    """Add the options that every import has."""
    parser.add_argument("berkas", help="berkas yang diimpor")
    parser.add_argument("--lembar", metavar="NAMA", help="lembar buku kerja ini saja")
    parser.add_argument("--pratinjau", action="store_true", help="tunjukkan saja, jangan ditulis")
    parser.add_argument("--peta", metavar="BERKAS", help="kolom mana berarti apa (JSON atau tabel)")
    parser.add_argument(
        "--konfirmasi", metavar="BERKAS", help="usulan yang diterima (buku hasil, JSON atau tabel)"
    )
    parser.add_argument("--hasil", metavar="BERKAS", help="simpan hasil tiap baris ke .xlsx ini")


def _impor(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        jenis = Daftar(args.jenis) if args.jenis else None
        minta = Permintaan(lembar=args.lembar, tanggal=args.tanggal, jenis=jenis, tahun=args.tahun)
        return jalankan(desk, args, minta)


def jalankan(desk: Desk, args: argparse.Namespace, minta: Permintaan) -> Outcome:
    """Plan an import, carry it out unless only the plan is wanted, and say what came of it."""
    hasil = output_path(args.hasil, ".xlsx") if args.hasil else None
    minta = replace(
        minta,
        peta=baca_peta(Path(args.peta)) if args.peta else None,
        konfirmasi=baca_konfirmasi(Path(args.konfirmasi)) if args.konfirmasi else None,
    )
    pratinjau = desk.impor.rencana(Path(args.berkas), minta)
    if not args.pratinjau and pratinjau.terpakai:
        desk.impor.terapkan(pratinjau)
    if hasil:
        desk.impor.tulis_hasil(pratinjau, hasil)
    return _told(pratinjau, written=not args.pratinjau)


def _told(pratinjau: Pratinjau, *, written: bool) -> Outcome:
    counts = {str(hasil): pratinjau.jumlah(hasil) for hasil in Hasil}
    data: dict[str, Any] = {
        "jenis": str(pratinjau.jenis),
        "lembar": pratinjau.lembar,
        "tanggal": pratinjau.tanggal,
        "pratinjau": not written,
        **counts,
        "hilang": len(pratinjau.hilang),
        "baris": [_row(row) for row in pratinjau.baris],
        "hilang_daftar": [{"kode": item.kode, "nama": item.nama} for item in pratinjau.hilang],
        "catatan": list(pratinjau.catatan),
    }
    rejected = [row for row in pratinjau.baris if row.hasil is Hasil.DITOLAK]
    if not pratinjau.terpakai:
        first = rejected[0]
        text = (
            f"Tidak satu baris pun dapat dipakai dari {len(rejected)} baris, misalnya baris "
            f"{first.baris}: {first.alasan}"
        )
        return Outcome(text, data, FAILED)
    head = ", ".join(f"{number} {name}" for name, number in counts.items())
    lines = [f"{pratinjau.jenis.label}: {head}, {len(pratinjau.hilang)} hilang."]
    lines += pratinjau.catatan
    lines += _list([f"Baris {row.baris}: {row.alasan}{_meant(row)}" for row in rejected])
    lines += _list([f"Hilang: {item.nama} ({item.kode})" for item in pratinjau.hilang])
    if not written:
        lines.append("Hanya pratinjau; tidak ada yang ditulis.")
    return Outcome("\n".join(lines), data, REJECTED if rejected else DONE)


def _row(row: Baris) -> dict[str, Any]:
    told: dict[str, Any] = {
        "baris": row.baris, "hasil": str(row.hasil), "kode": row.kode, "nama": row.nama,
        "alasan": row.alasan,
    }  # fmt: skip
    if row.kolom or row.nilai:
        told |= {"kolom": row.kolom, "nilai": row.nilai}
    if row.koreksi:
        told["koreksi"] = row.koreksi
    if row.usulan:
        told["usulan"] = [
            {"teks": item.teks, "kode": item.kode, "nama": item.nama} for item in row.usulan
        ]
    if row.beda:
        told["beda"] = [
            {"kolom": item.kolom, "lama": item.lama, "baru": item.baru} for item in row.beda
        ]
    return told


def _meant(row: Baris) -> str:
    names = [f"{item.nama} ({item.kode})" for item in row.usulan]
    meant = ", ".join(names) or row.koreksi
    return f" Mungkin: {meant}." if meant else ""


def _list(lines: list[str]) -> list[str]:
    more = len(lines) - _SHOWN
    return lines if more <= 0 else [*lines[:_SHOWN], f"… dan {more} lagi; lihat --hasil."]


def _ekspor(args: argparse.Namespace, context: Context) -> Outcome:
    path = output_path(args.o, ".xlsx", ".csv")
    with context.desk() as desk:
        number = desk.ekspor.ekspor(Daftar(args.daftar), path, kantor=args.kantor)
    data = {"daftar": args.daftar, "berkas": str(path), "jumlah": number}
    return Outcome(f"{number} baris ditulis ke {path}.", data)


def _templat(args: argparse.Namespace, context: Context) -> Outcome:
    path = output_path(args.o, ".xlsx")
    with context.desk() as desk:
        desk.ekspor.templat(Daftar(args.daftar), path)
    data = {"daftar": args.daftar, "berkas": str(path)}
    return Outcome(f"Templat ditulis ke {path}.", data)
