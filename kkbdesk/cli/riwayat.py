"""urungkan, ulangi, riwayat: undo, redo and the journal."""

from __future__ import annotations

import argparse

from kkbdesk.cli.command import Commands, Context, Outcome, a_number
from kkbdesk.model.changes import ChangeSet
from kkbdesk.store import Tentang


def register(commands: Commands) -> None:
    """Add the commands."""
    commands.add("urungkan", "urungkan perubahan terakhir", _urungkan)
    commands.add("ulangi", "ulangi perubahan yang diurungkan", _ulangi)
    parser = commands.add("riwayat", "tampilkan riwayat perubahan, terbaru dahulu", _riwayat)
    parser.add_argument("--kampung", metavar="KODE", help="hanya satu kampung, dengan kode desanya")
    parser.add_argument(
        "--batas", type=a_number, default=50, metavar="N", help="paling banyak N baris"
    )


def _urungkan(_args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        return _told(desk.editor.undo())


def _ulangi(_args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        return _told(desk.editor.redo())


def _told(changeset: ChangeSet) -> Outcome:
    number = len(changeset.changes)
    return Outcome(
        f"{changeset.label} ({number} catatan).", {"label": changeset.label, "jumlah": number}
    )


def _riwayat(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        tentang = Tentang(desk.kampung.dengan_kode(args.kampung).id) if args.kampung else None
        entries = desk.riwayat.daftar(tentang, limit=args.batas)
        told = [(entry, desk.riwayat.rinci(entry.id, tentang, limit=20)) for entry in entries]
    lines: list[str] = []
    for entry, details in told:
        moment = entry.at.astimezone()
        lines.append(f"{moment:%d-%m-%Y %H.%M}  {entry.by}  {entry.label} ({entry.jumlah})")
        lines += [f"    {item.rekam}: {item.perubahan}" for item in details]
    data = {
        "riwayat": [
            {
                "waktu": entry.at,
                "oleh": entry.by,
                "label": entry.label,
                "jenis": str(entry.jenis),
                "jumlah": entry.jumlah,
                "perubahan": [f"{item.rekam}: {item.perubahan}" for item in details],
            }
            for entry, details in told
        ]
    }
    return Outcome("\n".join(lines) or "Belum ada riwayat.", data)
