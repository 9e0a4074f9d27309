"""Reads the command line, runs the command, prints its outcome and returns the status."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from kkbdesk import __version__, logs, paths
from kkbdesk.cli import (
    bawahan,
    beranda,
    cadangan,
    formulir,
    kantor,
    kunci,
    laporan,
    laporan_masalah,
    manual,
    matriks,
    naskah,
    orang,
    paket,
    peladen,
    pembaruan,
    pertukaran,
    rapat,
    rencana,
    riwayat,
    terbitan,
)
from kkbdesk.cli.command import FAILED, Commands, Context, Outcome, Parser
from kkbdesk.errors import UserError
from kkbdesk.store import Database

_log = logging.getLogger(__name__)


def run(
    argv: Sequence[str], database: Database, extra: Sequence[Callable[[Commands], None]] = ()
) -> int:
    """Run one command and return 0, 1 or 2.

    `extra` adds commands of layers that the core does not know, such as those that need Qt.
    """
    parser = Parser(prog="kkbdesk", description="KKB Desk: meja kerja Kampung KB.")
    parser.add_argument(
        "--version", action="version", version=f"KKB Desk {__version__}", help="tampilkan versi"
    )
    parser.add_argument("--data", metavar="FOLDER", help="folder data kantor")
    parser.add_argument("--orang", metavar="NAMA", default="", help="siapa yang bekerja")
    parser.add_argument(
        "--pin-dari", metavar="BERKAS", default="",
        help="berkas berisi PIN-nya; tanpa ini variabel KKBDESK_PIN",
    )  # fmt: skip
    parser.add_argument(
        "--koreksi", action="store_true",
        help="betulkan data yang dikirim kantor lain; ikut dalam paket balasan",
    )  # fmt: skip
    commands = Commands(parser)
    for group in (
        kantor, beranda, orang, pertukaran, matriks, formulir, rencana, rapat, naskah, laporan,
        kunci, paket, bawahan, riwayat, cadangan, terbitan, peladen, pembaruan,
        manual, laporan_masalah,
    ):  # fmt: skip
        group.register(commands)
    for register in extra:
        register(commands)
    try:
        args = parser.parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    folder = Path(args.data) if args.data else paths.data_folder()
    log = logs.start(paths.log_folder(folder))
    try:
        outcome: Outcome = args.run(args, _context(args, folder, database))
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        return FAILED
    except KeyboardInterrupt:
        sys.stderr.write("Dihentikan; tidak ada yang diubah.\n")
        return FAILED
    except Exception:
        _log.exception("command failed")
        where = f"Catatannya di {log}." if log.is_file() else traceback.format_exc()
        sys.stderr.write(f"Program menemui kesalahan; tidak ada yang diubah. {where}\n")
        return FAILED
    _say(outcome, as_json=getattr(args, "json", False))
    return outcome.status


def _context(args: argparse.Namespace, folder: Path, database: Database) -> Context:
    return Context(folder, database, args.orang, args.pin_dari, args.koreksi)


def _say(outcome: Outcome, *, as_json: bool) -> None:
    """Print what came of a command; what was not done is also said on standard error."""
    if outcome.status == FAILED:
        sys.stderr.write(f"{outcome.text}\n")
    if as_json:
        sys.stdout.write(json.dumps(outcome.data, ensure_ascii=False, default=_plain) + "\n")
    elif outcome.status != FAILED and outcome.text:
        sys.stdout.write(f"{outcome.text}\n")


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value))
