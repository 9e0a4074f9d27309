"""formulir: what villages fill in to state their problems, as a workbook or on paper."""

from __future__ import annotations

import argparse

from kkbdesk.cli.command import Commands, Context, Outcome, a_year, output_path
from kkbdesk.cli.matriks import kampung_id
from kkbdesk.services.laporan import Choices

_REPORT = "formulir-permasalahan"


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add(
        "formulir", "formulir permasalahan untuk diisi Pokja desa, satu kampung atau semua", _write
    )
    parser.add_argument(
        "-o", required=True, metavar="BERKAS", help="berkas .xlsx (dibaca kembali), .pdf atau .docx"
    )
    parser.add_argument("--tahun", type=a_year, metavar="N", help="tahun; tanpa ini tahun ini")
    parser.add_argument("--kampung", metavar="KODE", help="satu kampung, dengan kode desanya")


def _write(args: argparse.Namespace, context: Context) -> Outcome:
    path = output_path(args.o, ".xlsx", ".pdf", ".docx")
    with context.desk() as desk:
        kampung, tahun = kampung_id(desk, args.kampung), args.tahun or desk.today().year
        if path.suffix.casefold() == ".xlsx":
            number = desk.ekspor.formulir(path, tahun, kampung)
            return _told(str(path), tahun, f"{number} kampung")
        if kampung is None:
            made = desk.laporan.tulis_tiap_kampung(_REPORT, path, tahun)
        else:
            made = desk.laporan.tulis(_REPORT, path, Choices(tahun=tahun, kampung=kampung))
    return _told(str(path), tahun, f"{made.halaman} halaman" if made.halaman else "")


def _told(path: str, tahun: int, much: str) -> Outcome:
    more = f", {much}" if much else ""
    return Outcome(f"{path} ditulis{more}.", {"berkas": path, "tahun": tahun})
