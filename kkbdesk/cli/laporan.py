"""laporan: the reports, listed or written as PDF, workbook or word-processor document."""

from __future__ import annotations

import argparse
from datetime import date

from kkbdesk.cli.command import (
    Commands,
    Context,
    Outcome,
    a_date,
    a_month,
    a_year,
    office_option,
    output_path,
)
from kkbdesk.cli.matriks import kampung_id
from kkbdesk.documents.writers import ENDINGS
from kkbdesk.errors import UserError
from kkbdesk.services.laporan import Choices, Report, daftar_laporan


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add("laporan", "tulis laporan; tanpa nama: daftar laporan", _laporan)
    parser.add_argument("nama", nargs="?", metavar="NAMA", help="nama laporan")
    parser.add_argument("-o", metavar="BERKAS", help="berkas .pdf, .xlsx atau .docx")
    parser.add_argument("--tahun", type=a_year, metavar="N", help="tahun matriks")
    parser.add_argument("--bulan", type=a_month, metavar="TTTT-BB", help="bulan laporan bulanan")
    parser.add_argument("--per", type=a_date, metavar="TTTT-BB-HH", help="keadaan per tanggal")
    parser.add_argument("--kampung", metavar="KODE", help="satu kampung, dengan kode desanya")
    office_option(parser)
    parser.add_argument(
        "--terbitan",
        default="",
        metavar="NAMA",
        help="dari keadaan yang diterbitkan",
    )


def _laporan(args: argparse.Namespace, context: Context) -> Outcome:
    if args.nama is None:
        return _listed(daftar_laporan())
    if args.o is None:
        raise UserError("Sebutkan berkas tujuan dengan -o BERKAS.")
    path = output_path(args.o, *ENDINGS)
    with context.desk() as desk:
        kampung = kampung_id(desk, args.kampung)
        per = args.per or _month_end(args.bulan, desk.today())
        choices = Choices(args.tahun, per, kampung, args.kantor, args.terbitan)
        made = desk.laporan.tulis(args.nama, path, choices)
    data = {"laporan": args.nama, "berkas": str(path), "catatan": list(made.catatan)}
    pages = ""
    if made.halaman is not None:
        data["halaman"] = made.halaman
        pages = f", {made.halaman} halaman"
    return Outcome("\n".join([f"{path} ditulis{pages}.", *made.catatan]), data)


def _month_end(last: date | None, today: date) -> date | None:
    """Return the last day of a month, today in the present one."""
    if last is None or last.replace(day=1) != today.replace(day=1):
        return last
    return today


def _listed(reports: list[Report]) -> Outcome:
    width = max(len(report.nama) for report in reports)
    data = {
        "laporan": [
            {
                "nama": report.nama,
                "judul": report.judul,
                "masukan": [each.value for each in report.inputs],
                "perlu_kampung": report.needs_kampung,
                "semua_kantor": report.semua,
            }
            for report in reports
        ]
    }
    text = "\n".join(f"{report.nama:<{width}}  {report.judul}" for report in reports)
    return Outcome(text, data)
