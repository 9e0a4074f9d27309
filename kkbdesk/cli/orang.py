"""orang: the people of the office, their PINs, and the recovery sheet."""

from __future__ import annotations

import argparse
from typing import Any

from kkbdesk.cli.command import Commands, Context, Outcome, Parser, output_path, secret
from kkbdesk.errors import UserError
from kkbdesk.model.orang import Orang, PeranOrang

_PIN, _CODE = "KKBDESK_PIN_BARU", "KKBDESK_KODE"


def register(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("orang", "orang kantor, PIN, dan lembar pemulihan")
    group.add("daftar", "daftar orang dan perannya", _daftar)
    parser = group.add("tambah", "tambah orang", _tambah)
    parser.add_argument("nama", metavar="NAMA", help="nama orang")
    parser.add_argument("--peran", choices=list(PeranOrang), default="operator", help="perannya")
    _new_pin(parser)
    parser = group.add("ubah", "ubah nama, peran, keaktifan atau PIN", _ubah)
    parser.add_argument("nama", metavar="NAMA", help="nama orang sekarang")
    parser.add_argument("--nama", dest="nama_baru", metavar="TEKS", help="nama baru")
    parser.add_argument("--peran", choices=list(PeranOrang), help="peran baru")
    parser.add_argument("--aktif", choices=["ya", "tidak"], help="masih bekerja di kantor ini")
    parser.add_argument("--tanpa-pin", action="store_true", help="hapus PIN-nya")
    _new_pin(parser)
    parser = group.add("lembar", "tulis lembar pemulihan baru; yang lama tidak berlaku", _lembar)
    parser.add_argument("-o", required=True, metavar="BERKAS", help="berkas .pdf")
    parser = group.add("pulihkan", "buat PIN baru dengan kode lembar pemulihan", _pulihkan)
    parser.add_argument("nama", metavar="NAMA", help="siapa yang lupa PIN")
    parser.add_argument(
        "--kode-dari", metavar="BERKAS", default="",
        help=f"berkas berisi kodenya; tanpa ini variabel {_CODE}",
    )  # fmt: skip
    _new_pin(parser)


def _new_pin(parser: Parser) -> None:
    parser.add_argument(
        "--pin-baru-dari", metavar="BERKAS", default="",
        help=f"berkas berisi PIN baru; tanpa ini variabel {_PIN}",
    )  # fmt: skip


def _daftar(_args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        people, sheet = desk.orang.daftar(), desk.orang.lembar()
    data = {
        "orang": [_told(orang) for orang in people],
        "lembar": {"dibuat": sheet.dibuat, "dipakai": sheet.dipakai} if sheet else None,
    }
    lines = [
        f"{orang.nama}\t{orang.peran.label}\t{'ber-PIN' if orang.pin else 'tanpa PIN'}"
        f"{'' if orang.aktif else chr(9) + 'tidak aktif'}"
        for orang in people
    ]
    return Outcome("\n".join(lines) or "Belum ada orang; semua boleh semuanya.", data)


def _told(orang: Orang) -> dict[str, Any]:
    return {
        "nama": orang.nama,
        "peran": str(orang.peran),
        "aktif": orang.aktif,
        "ber_pin": bool(orang.pin),
    }


def _tambah(args: argparse.Namespace, context: Context) -> Outcome:
    pin = secret(args.pin_baru_dari, _PIN)
    with context.desk() as desk:
        made = desk.orang.tambah({"nama": args.nama, "peran": PeranOrang(args.peran)}, pin)
    return Outcome(f"{made.nama} ditambahkan sebagai {made.peran.label.lower()}.", _told(made))


def _ubah(args: argparse.Namespace, context: Context) -> Outcome:
    values: dict[str, Any] = {}
    if args.nama_baru is not None:
        values["nama"] = args.nama_baru
    if args.peran is not None:
        values["peran"] = PeranOrang(args.peran)
    if args.aktif is not None:
        values["aktif"] = args.aktif == "ya"
    pin = secret(args.pin_baru_dari, _PIN)
    wanted = [bool(values), bool(pin), args.tanpa_pin]
    if sum(wanted) != 1:
        raise UserError(
            "Sebutkan apa yang diubah: --nama, --peran, --aktif; atau PIN baru; atau --tanpa-pin."
        )
    with context.desk() as desk:
        orang = desk.orang.dengan_nama(args.nama)
        if values:
            orang = desk.orang.ubah(orang, values)
        else:
            desk.orang.atur_pin(orang.id, pin, secret(context.pin_dari, "KKBDESK_PIN"))
            orang = desk.orang.dengan_nama(args.nama)
    return Outcome(f"{orang.nama} diubah.", _told(orang))


def _lembar(args: argparse.Namespace, context: Context) -> Outcome:
    path = output_path(args.o, ".pdf")
    with context.desk() as desk:
        desk.orang.tulis_lembar(path)
    text = f"{path} ditulis. Cetak, simpan dalam amplop bersegel, lalu hapus berkasnya."
    return Outcome(text, {"berkas": str(path)})


def _pulihkan(args: argparse.Namespace, context: Context) -> Outcome:
    kode, pin = secret(args.kode_dari, _CODE), secret(args.pin_baru_dari, _PIN)
    with context.desk() as desk:
        orang = desk.orang.pulihkan(kode, desk.orang.dengan_nama(args.nama).id, pin)
    text = f"PIN {orang.nama} diganti. Buat lembar pemulihan baru: orang lembar -o BERKAS.pdf."
    return Outcome(text, _told(orang))
