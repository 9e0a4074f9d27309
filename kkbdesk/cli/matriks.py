"""matriks isi, kunci, buka: a matrix filled from a file, agreed on, opened again."""

from __future__ import annotations

import argparse

from kkbdesk.cli import pertukaran
from kkbdesk.cli.command import Commands, Context, Outcome, a_date, a_year
from kkbdesk.desk import Desk
from kkbdesk.exchange.columns import Daftar
from kkbdesk.model.ids import KampungId
from kkbdesk.services.impor import Permintaan


def register(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("matriks", "isi, kunci dan buka matriks")
    parser = group.add("isi", "isi matriks dari berkas", _isi)
    pertukaran.tambah_pilihan(parser)
    parser.add_argument("--tahun", type=a_year, metavar="N", help="tahun matriks")
    parser.add_argument("--kampung", metavar="KODE", help="matriks kampung dengan kode desa ini")
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


def _isi(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        kampung = desk.kampung.dengan_kode(args.kampung) if args.kampung else None
        minta = Permintaan(
            lembar=args.lembar, jenis=Daftar.MATRIKS, tahun=args.tahun, kampung=kampung
        )
        return pertukaran.jalankan(desk, args, minta)


def _kunci(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        desk.matriks.kunci(args.tahun, kampung_id(desk, args.kampung), args.tanggal, args.rapat)
    return Outcome(f"Matriks {args.tahun} dikunci.", {"tahun": args.tahun, "terkunci": True})


def _buka(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        desk.matriks.buka(args.tahun, kampung_id(desk, args.kampung), args.tanggal)
    return Outcome(f"Kunci matriks {args.tahun} dibuka.", {"tahun": args.tahun, "terkunci": False})
