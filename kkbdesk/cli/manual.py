"""manual: the whole manual as one PDF, to be printed."""

from __future__ import annotations

import argparse

from kkbdesk.cli.command import Commands, Context, Outcome, output_path
from kkbdesk.services.manual import tulis_manual


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add("manual", "seluruh panduan sebagai PDF", _manual)
    parser.add_argument("-o", required=True, metavar="BERKAS.pdf", help="berkas tujuan")


def _manual(args: argparse.Namespace, _context: Context) -> Outcome:
    path = output_path(args.o, ".pdf")
    pages = tulis_manual(path)
    return Outcome(f"{path}: {pages} halaman.", {"berkas": str(path), "halaman": pages})
