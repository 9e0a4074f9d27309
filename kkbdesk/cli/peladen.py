"""peladen, pindah: an office on a server that computers share, and the way there and back."""

from __future__ import annotations

import argparse

from kkbdesk.cli.command import Commands, Context, Outcome
from kkbdesk.errors import UserError
from kkbdesk.store import Pindahan

LOKAL = "lokal"


def register(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("peladen", "data bersama di peladen PostgreSQL")
    joined = group.add("sambung", "pakai kantor di peladen dari folder data ini", _sambung)
    joined.add_argument("alamat", metavar="ALAMAT", help="misalnya postgresql://192.168.1.10/kkb")
    group.add("lepas", "tidak memakai peladen lagi; data di peladen tetap", _lepas)
    group.add("lihat", "peladen mana yang dipakai, dan boleh apa di sana", _lihat)
    moved = commands.add("pindah", "pindahkan kantor ke peladen, atau kembali", _pindah)
    moved.add_argument(
        "tujuan", metavar="TUJUAN", help=f"alamat basis data kosong, atau “{LOKAL}” untuk kembali"
    )


def _sambung(args: argparse.Namespace, context: Context) -> Outcome:
    name = context.database.sambung(context.folder, args.alamat)
    return Outcome(f"Folder {context.folder} memakai {name}.", {"peladen": name})


def _lepas(_args: argparse.Namespace, context: Context) -> Outcome:
    name = context.database.peladen(context.folder)
    if not name:
        raise UserError("Folder ini tidak memakai peladen.")
    context.database.lepas(context.folder)
    return Outcome(
        f"Folder {context.folder} tidak memakai {name} lagi; datanya tetap di sana.",
        {"peladen": name},
    )


def _lihat(_args: argparse.Namespace, context: Context) -> Outcome:
    name = context.database.peladen(context.folder)
    if not name:
        return Outcome("Data kantor ini ada di komputer ini, tanpa peladen.", {"peladen": None})
    with context.desk() as desk:
        hak, who = desk.store.hak, desk.store.who
    return Outcome(
        f"Data kantor ini ada di {name}. Pengguna {who} boleh {hak.name.lower()}.",
        {"peladen": name, "pengguna": who, "hak": hak.name.lower()},
    )


def _pindah(args: argparse.Namespace, context: Context) -> Outcome:
    basis = "" if args.tujuan == LOKAL else args.tujuan
    moved = context.database.pindah(context.folder, basis)
    return Outcome("\n".join(_lines(moved)), _told(moved))


def _lines(moved: Pindahan) -> list[str]:
    lines = [f"{'Tabel':<20} {'Baris':>9}  Sidik (sama di kedua tempat)"]
    lines += [f"{item.tabel:<20} {item.baris:>9}  {item.sidik}" for item in moved.tabel]
    lines.append(f"{'berkas':<20} {moved.berkas:>9}  {moved.ukuran} bita")
    lines.append(f"Kantor sudah dipindahkan ke {moved.tujuan}; semua jumlah cocok.")
    if moved.lama is not None:
        lines.append(f"Berkas lama disimpan sebagai {moved.lama.name} dan tidak dipakai lagi.")
    return lines


def _told(moved: Pindahan) -> dict[str, object]:
    return {
        "tujuan": moved.tujuan,
        "tabel": {item.tabel: {"baris": item.baris, "sidik": item.sidik} for item in moved.tabel},
        "berkas": moved.berkas,
        "ukuran": moved.ukuran,
        "lama": str(moved.lama) if moved.lama else None,
    }
