"""matriks kunci, buka: the agreement on a matrix and its withdrawal."""

from __future__ import annotations

import argparse

from kkbdesk.cli.command import Commands, Context, Outcome, a_date, a_year
from kkbdesk.desk import Desk
from kkbdesk.model.ids import KampungId


def register(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("matriks", "isi, kunci dan buka matriks")
    for name, help, run in (
        ("kunci", "kunci matriks yang telah disepakati", _kunci),
        ("buka", "buka kunci matriks", _buka),
    ):
        parser = group.add(name, help, run)
        parser.add_argument(
            "--tahun", type=a_year, required=True, metavar="N", help="tahun matriks"
        )
        parser.add_argument(
            "--kampung", metavar="KODE", help="matriks kampung dengan kode desa ini"
        )
        parser.add_argument(
            "--tanggal", type=a_date, required=True, metavar="TTTT-BB-HH", help="tanggalnya"
        )
        if name == "kunci":
            parser.add_argument("--rapat", default="", help="rapat yang menyepakatinya")


def kampung_id(desk: Desk, kode: str | None) -> KampungId | None:
    """Return the kampung an option names, None for the office's own matrix."""
    return desk.kampung.dengan_kode(kode).id if kode else None


def _kunci(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        desk.matriks.kunci(args.tahun, kampung_id(desk, args.kampung), args.tanggal, args.rapat)
    return Outcome(f"Matriks {args.tahun} dikunci.", {"tahun": args.tahun, "terkunci": True})


def _buka(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        desk.matriks.buka(args.tahun, kampung_id(desk, args.kampung), args.tanggal)
    return Outcome(f"Kunci matriks {args.tahun} dibuka.", {"tahun": args.tahun, "terkunci": False})
