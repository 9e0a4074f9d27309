"""kunci: the keys of this office are shown, those of others taken."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkbdesk.cli.command import Commands, Context, Outcome, output_path

if TYPE_CHECKING:
    from kkbdesk.exchange.paket.kunci import KunciUmum


def register(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("kunci", "kunci untuk bertukar paket")
    parser = group.add("tampil", "tampilkan kunci umum kantor ini sebagai kata-kata", _tampil)
    parser.add_argument("-o", dest="hasil", metavar="BERKAS", help="tulis berkas kunci umum")
    parser = group.add("terima", "terima kunci umum kantor lain", _terima)
    parser.add_argument("berkas", metavar="BERKAS")
    parser.add_argument(
        "--ganti", action="store_true", help="terima kunci baru kantor yang sudah dikenal"
    )
    group.add("dikenal", "daftar kunci kantor lain yang sudah diterima", _dikenal)
    parser = group.add("lupakan", "jangan terima lagi paket dari suatu kantor", _lupakan)
    parser.add_argument("kantor", metavar="KODE")
    group.add("perbarui", "ganti kunci kantor ini, misalnya pada serah terima", _perbarui)


def _tampil(args: argparse.Namespace, context: Context) -> Outcome:
    target = None if args.hasil is None else output_path(args.hasil)
    with context.desk() as desk:
        said = "" if target is None else desk.kunci.tulis_umum(target)
        own = desk.kunci.milik().umum
    lines = [_sebut(own), *([said] if said else [])]
    return Outcome("\n".join(lines), {**_data(own), "berkas": target and str(target)})


def _terima(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        found = desk.kunci.terima(Path(args.berkas), ganti=args.ganti)
    text = (
        f"Diterima: {_sebut(found)}\nTelepon kantor itu pada nomor yang sudah Anda kenal dan "
        f"cocokkan kata-katanya. Bila berbeda: kunci lupakan {found.kantor}"
    )
    return Outcome(text, _data(found))


def _dikenal(_args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        found = desk.kunci.dikenal()
    text = "\n".join(map(_sebut, found)) or "Belum ada kunci kantor lain yang diterima."
    return Outcome(text, {"dikenal": [_data(item) for item in found]})


def _lupakan(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        gone = desk.kunci.lupakan(args.kantor)
    return Outcome(f"Kunci {gone.sebutan()} dilupakan.", _data(gone))


def _perbarui(_args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        own = desk.kunci.perbarui().umum
    text = (
        f"Kunci diganti: {_sebut(own)}\nKirim berkas kunci yang baru (kunci tampil -o BERKAS) ke "
        "semua kantor; sebelum mereka menerimanya, paket baru dari sini ditolak."
    )
    return Outcome(text, _data(own))


def _sebut(kunci: KunciUmum) -> str:
    return f"{kunci.sebutan()}: {' '.join(kunci.kata)}"


def _data(kunci: KunciUmum) -> dict[str, Any]:
    return {
        "kantor": kunci.kantor,
        "nama": kunci.nama,
        "kata": list(kunci.kata),
        "tanda": kunci.minisign,
        "enkripsi": kunci.enkripsi,
        "dibuat": kunci.dibuat,
    }
