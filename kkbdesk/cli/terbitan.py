"""terbitan: states of the data that tables were published of, kept and listed."""

from __future__ import annotations

import argparse
from typing import Any

from kkbdesk.cli.command import Commands, Context, Outcome
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.terbitan import Terbitan


def register(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("terbitan", "keadaan data yang tabelnya diterbitkan")
    parser = group.add("buat", "simpan keadaan sekarang dengan nama", _buat)
    parser.add_argument("nama", metavar="NAMA", help="misalnya “Tabel Oktober 2026”")
    group.add("daftar", "daftar terbitan, terbaru dahulu", _daftar)


def _buat(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        made = desk.terbitan.buat(args.nama)
    text = (
        f"Keadaan sekarang disimpan sebagai “{made.nama}”. Setiap laporan dapat dibuat lagi "
        f"darinya: laporan NAMA --terbitan \"{made.nama}\" -o BERKAS"
    )  # fmt: skip
    return Outcome(text, _plain(made))


def _daftar(_args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        found = desk.terbitan.daftar()
    lines = [f"{item.nama}  ({tanggal(item.saat.date())})" for item in found]
    text = "\n".join(lines) or "Belum ada terbitan."
    return Outcome(text, {"terbitan": [_plain(item) for item in found]})


def _plain(item: Terbitan) -> dict[str, Any]:
    return {
        "nama": item.nama, "saat": item.saat.isoformat(), "berkas": str(item.salinan.berkas),
    }  # fmt: skip
