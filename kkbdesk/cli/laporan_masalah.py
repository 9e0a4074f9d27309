"""laporan-masalah: what whoever helps needs to know, as a text that names no people."""

from __future__ import annotations

import argparse
from datetime import datetime

from kkbdesk.cli.command import Commands, Context, Outcome, output_path
from kkbdesk.errors import UserError
from kkbdesk.files import save
from kkbdesk.services.laporan_masalah import laporan_masalah
from kkbdesk.store import Store


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add(
        "laporan-masalah", "versi, ukuran, catatan program; tanpa data pribadi", _laporan
    )
    parser.add_argument("-o", required=True, metavar="BERKAS.txt", help="berkas tujuan")
    parser.add_argument("--dengan-kantor", action="store_true", help="sebutkan nama kantor")


def _laporan(args: argparse.Namespace, context: Context) -> Outcome:
    path = output_path(args.o, ".txt")
    text = _text(args, context)
    save(path, text.encode())
    return Outcome(f"{path} ditulis; bacalah sebelum diberikan.", {"berkas": str(path)})


def _text(args: argparse.Namespace, context: Context) -> str:
    """Return the report, also of an office that cannot be opened."""

    def told(store: Store | None) -> str:
        now = datetime.now().astimezone()
        return laporan_masalah(context.folder, store, now, dengan_kantor=args.dengan_kantor)

    try:
        with context.desk() as desk:
            return told(desk.store)
    except UserError:
        return told(None)
