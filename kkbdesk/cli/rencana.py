"""rencana: the plan of a year as a list, and what in it gets in the way of something."""

from __future__ import annotations

import argparse
from typing import Any

from kkbdesk.cli.command import Commands, Context, Outcome, a_year, office_option
from kkbdesk.desk import Desk
from kkbdesk.services.rencana import RencanaRow, SaringRencana

_CHECK = "periksa"


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add("rencana", "rencana setahun, dan apa yang saling menghalangi", _rencana)
    parser.add_argument(
        "tindakan", nargs="?", choices=[_CHECK], metavar="TINDAKAN",
        help=f"{_CHECK}: tumpang tindih, bentrok, di luar matriks, hari libur; tanpa: daftarnya",
    )  # fmt: skip
    parser.add_argument("--tahun", type=a_year, metavar="N", help="tahun rencana; tanpa: tahun ini")
    office_option(parser)


def _rencana(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        tahun = args.tahun or desk.today().year
        return (_checked if args.tindakan == _CHECK else _listed)(desk, tahun, args.kantor)


def _listed(desk: Desk, tahun: int, kantor: str) -> Outcome:
    rows = desk.rencana.daftar(SaringRencana(tahun=tahun), None, kantor)
    lines = [
        f"{row.rencana.waktu or 'belum dijadwalkan'}  {row.rencana.kegiatan} "
        f"({row.pelaksana or 'tanpa pelaksana'}), {row.keadaan.label.lower()}"
        for row in rows
    ]
    text = "\n".join(lines) or f"Belum ada rencana tahun {tahun}."
    return Outcome(text, {"tahun": tahun, "rencana": [_row(row) for row in rows]})


def _checked(desk: Desk, tahun: int, kantor: str) -> Outcome:
    found = desk.rencana.peringatan(tahun, kantor)
    lines = [f"{row.rencana.kegiatan} ({row.opd}): {problem.text}" for row, problem in found]
    told = [{**_row(row), "kode": problem.code, "alasan": problem.text} for row, problem in found]
    text = "\n".join(lines) or f"Tidak ada yang saling menghalangi dalam rencana {tahun}."
    return Outcome(text, {"tahun": tahun, "peringatan": told})


def _row(row: RencanaRow) -> dict[str, Any]:
    plan = row.rencana
    return {
        "id": plan.id,
        "program": plan.program,
        "kegiatan": plan.kegiatan,
        "opd": row.opd,
        "pendukung": list(row.pendukung),
        "kampung": list(row.kampung),
        "tempat": plan.tempat,
        "mulai": plan.mulai,
        "selesai": plan.selesai,
        "anggaran": plan.anggaran,
        "biaya": row.biaya,
        "keadaan": row.keadaan.value,
    }
