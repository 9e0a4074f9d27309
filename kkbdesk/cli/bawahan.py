"""bawahan: the offices below, what each sent, and letters to those that did not."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kkbdesk.cli.command import Commands, Context, Outcome, a_number, output_path
from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from kkbdesk.services.bawahan import UMUR, Bawahan, dibuat
from kkbdesk.services.naskah import ENDINGS


def register(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("bawahan", "kantor di bawah kantor ini dan paket yang dikirimnya")
    parser = group.add("daftar", "daftar kabupaten/kota dengan paket terakhirnya", _daftar)
    _age(parser)
    parser.add_argument(
        "--belum-mengirim", action="store_true", help="hanya yang belum mengirim atau paketnya lama"
    )
    parser = group.add("surat", "tulis surat pengingat kepada yang belum mengirim", _surat)
    _age(parser)
    parser.add_argument("kode", nargs="*", metavar="KODE", help="kantor tertentu saja")
    parser.add_argument(
        "-o", required=True, metavar="TUJUAN", help="berkas .pdf/.docx, atau folder"
    )


def _age(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--umur", type=a_number, default=UMUR, metavar="HARI",
        help=f"paket yang lebih tua dari ini dianggap lama (biasanya {UMUR} hari)",
    )  # fmt: skip


def _rows(desk: Desk, umur: int) -> list[Bawahan]:
    found = desk.bawahan.daftar(umur)
    if not found:
        raise UserError("Hanya kantor provinsi dan pusat mempunyai kantor di bawahnya.")
    return found


def _daftar(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        rows = _rows(desk, args.umur)
    shown = [item for item in rows if item.belum_mengirim or not args.belum_mengirim]
    lines = [_line(item) for item in shown] or ["Semua kantor sudah mengirim."]
    return Outcome("\n".join(lines), {"kantor": [_plain(item) for item in shown]})


def _line(item: Bawahan) -> str:
    parts = [f"{item.kode} {item.nama}: {item.kampung} kampung", item.keadaan.label.lower()]
    if item.paket is not None:
        parts[1] += f" (nomor {item.paket.urut}, {item.umur} hari)"
        parts.append(
            f"angka kontrol berbeda: {', '.join(item.berbeda)}" if item.berbeda
            else "angka kontrol sama"
        )  # fmt: skip
    if item.terbuka:
        parts.append(f"{item.terbuka} pertentangan belum diputuskan")
    return "; ".join(parts)


def _plain(item: Bawahan) -> dict[str, Any]:
    last = item.paket
    return {
        "kode": item.kode,
        "nama": item.nama,
        "dinas": item.dinas,
        "kampung": item.kampung,
        "kelengkapan": item.kelengkapan,
        "paket": {"nomor": last.urut, "tanggal": dibuat(last).isoformat()} if last else None,
        "umur": item.umur,
        "keadaan": str(item.keadaan),
        "berbeda": list(item.berbeda),
        "terbuka": item.terbuka,
    }


def _surat(args: argparse.Namespace, context: Context) -> Outcome:
    target = Path(args.o)
    if target.suffix:
        target = output_path(args.o, *ENDINGS)
    with context.desk() as desk:
        _rows(desk, args.umur)
        made = desk.pengingat.tulis(target, args.kode, umur=args.umur)
    data = {"jumlah": made.jumlah, "berkas": [str(path) for path in made.berkas]}
    return Outcome(f"{made.jumlah} surat ditulis ke {target}.", data)
