"""paket: made for whoever is to have it, judged, merged."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kkbdesk.cli.command import Commands, Context, Outcome, output_path
from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from kkbdesk.model.paket import Tujuan
from kkbdesk.services.berkas_paket import AKHIRAN, Dibuat, Kunci
from kkbdesk.services.gabung import PAKET, SINI, Putusan

_SANDI_TERPANJANG = 1_000


def register(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("paket", "paket untuk provinsi, petugas, atau pengganti")
    parser = group.add("buat", "buat paket", _buat)
    parser.add_argument("--tujuan", required=True, choices=[str(item) for item in Tujuan])
    parser.add_argument("kode", nargs="?", default="", metavar="KODE", help="kecamatan atau desa")
    parser.add_argument("-o", dest="hasil", required=True, metavar="FOLDER|BERKAS")
    parser.add_argument("--untuk", default="", metavar="KANTOR", help="kode kantor penerima")
    lock = parser.add_mutually_exclusive_group()
    lock.add_argument("--sandi-dari", default="", metavar="BERKAS", help="kunci dengan kata sandi")
    lock.add_argument("--tanpa-sandi", action="store_true", help="jangan dikunci")
    parser = group.add("kembali", "buat paket balasan untuk kantor di bawah", _kembali)
    parser.add_argument("--untuk", required=True, metavar="KANTOR", help="kode kantor penerima")
    parser.add_argument("-o", dest="hasil", required=True, metavar="FOLDER|BERKAS")
    parser = group.add("periksa", "periksa paket tanpa menggabung", _periksa)
    _file(parser)
    parser = group.add("gabung", "gabung paket ke data di sini", _gabung)
    _file(parser)
    parser.add_argument("--pratinjau", action="store_true", help="tampilkan saja, jangan ditulis")
    parser.add_argument(
        "--pilih", choices=[SINI, PAKET], help="putuskan semua pertentangan sekaligus"
    )
    parser.add_argument(
        "--satukan", action="store_true", help="satukan semua catatan yang diusulkan kembar"
    )


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("berkas", metavar="BERKAS")
    parser.add_argument("--sandi-dari", default="", metavar="BERKAS", help="berkas kata sandinya")


def _buat(args: argparse.Namespace, context: Context) -> Outcome:
    tujuan = Tujuan(args.tujuan)
    region = args.untuk if tujuan is Tujuan.REFERENSI else args.kode
    lock = Kunci(args.untuk, _sandi(args.sandi_dari), args.tanpa_sandi)
    with context.desk() as desk:
        target = _target(args.hasil, tujuan, desk)
        made = desk.berkas_paket.buat(tujuan, target, lingkup=region, kunci=lock)
    return _made(made)


def _kembali(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        target = _target(args.hasil, Tujuan.REFERENSI, desk)
        made = desk.berkas_paket.buat(Tujuan.REFERENSI, target, lingkup=args.untuk)
    return _made(made)


def _made(made: Dibuat) -> Outcome:
    lines = [f"{made.path}: nomor {made.manifest['urut']}, {made.ukuran:,} bita".replace(",", ".")]
    if made.untuk:
        lines.append(f"Dikunci untuk {', '.join(made.untuk)}.")
    lines.append(made.kalimat)
    data = {"berkas": str(made.path), "ukuran": made.ukuran, "manifest": made.manifest}
    return Outcome("\n".join(lines), data)


def _periksa(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        found = desk.berkas_paket.periksa(Path(args.berkas), _sandi(args.sandi_dari))
    refused = [item.kalimat for item in found.keadaan if item.menolak]
    if refused:
        raise UserError(" ".join(refused))
    manifest = found.manifest
    lines = [
        f"Dari {found.pengirim.sebutan()}, nomor {manifest['urut']}, dibuat {manifest['dibuat']}.",
        *(item.kalimat for item in found.keadaan),
    ]
    data = {
        "kantor": found.pengirim.kantor,
        "nama": found.pengirim.nama,
        "terkunci": found.terkunci,
        "keadaan": [{"kode": str(i.hal), "kalimat": i.kalimat} for i in found.keadaan],
        "manifest": manifest,
    }
    return Outcome("\n".join(lines), data)


def _gabung(args: argparse.Namespace, context: Context) -> Outcome:
    path, sandi = Path(args.berkas), _sandi(args.sandi_dari)
    with context.desk() as desk:
        chosen = Putusan(semua=args.pilih)
        if args.satukan:
            first = desk.berkas_paket.gabung(path, chosen, sandi=sandi, pratinjau=True)
            pairs = frozenset((usul.kind, usul.lain) for usul in first.rencana.usul)
            chosen = Putusan(semua=args.pilih, satukan=pairs)
        result = desk.berkas_paket.gabung(path, chosen, sandi=sandi, pratinjau=args.pratinjau)
    told = result.ringkasan
    data: dict[str, Any] = {"ditulis": told.ditulis, **told.data()}
    return Outcome("\n".join(told.kalimat()), data)


def _target(hasil: str, tujuan: Tujuan, desk: Desk) -> Path:
    """Return the file: the one that was named, or one of a speaking name in a folder."""
    path = Path(hasil)
    if path.suffix == AKHIRAN:
        return output_path(hasil)
    if not path.is_dir():
        raise UserError(f"Folder {path} tidak ada. Buat dahulu, atau sebut berkas berakhiran .kkb.")
    return desk.berkas_paket.nama(tujuan, path, desk.today())


def _sandi(path: str) -> str:
    """Return the passphrase that stands in the first line of a file."""
    if not path:
        return ""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")[:_SANDI_TERPANJANG]
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"Berkas kata sandi {path} tidak terbaca.") from error
    line = text.splitlines()[0].strip() if text.strip() else ""
    if not line:
        raise UserError(f"Berkas kata sandi {path} kosong.")
    return line
