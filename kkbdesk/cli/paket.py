"""paket: made for whoever is to have it, judged, merged."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kkbdesk.cakram import besar
from kkbdesk.cli import kertas_paket
from kkbdesk.cli.command import Commands, Context, Outcome, output_path
from kkbdesk.cli.kertas_paket import baris_angka, baris_cocok, baris_sidik
from kkbdesk.cli.sandi import baca_sandi
from kkbdesk.errors import UserError
from kkbdesk.model.paket import Tujuan
from kkbdesk.queries.angka_kontrol import angka_paket
from kkbdesk.services.berkas_paket import AKHIRAN, Dibuat, Kunci
from kkbdesk.services.gabung import PAKET, SINI, Putusan
from kkbdesk.services.kertas_paket import jejak
from kkbdesk.services.map_paket import LAPORAN, Map

_TIDAK = "tidak"


def register(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("paket", "paket untuk provinsi, petugas, atau pengganti")
    parser = group.add("buat", "buat paket", _buat)
    parser.add_argument("--tujuan", required=True, choices=[str(item) for item in Tujuan])
    parser.add_argument("kode", nargs="?", default="", metavar="KODE", help="kecamatan atau desa")
    parser.add_argument("-o", dest="hasil", required=True, metavar="FOLDER|BERKAS")
    parser.add_argument("--untuk", default="", metavar="KANTOR", help="kode kantor penerima")
    parser.add_argument(
        "--laporan", metavar="A,B|tidak", help=f"laporan dalam folder; biasanya {','.join(LAPORAN)}"
    )
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
    kertas_paket.register(group)


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("berkas", metavar="BERKAS")
    parser.add_argument("--sandi-dari", default="", metavar="BERKAS", help="berkas kata sandinya")


def _buat(args: argparse.Namespace, context: Context) -> Outcome:
    tujuan = Tujuan(args.tujuan)
    region = args.untuk if tujuan is Tujuan.REFERENSI else args.kode
    lock = Kunci(args.untuk, baca_sandi(args.sandi_dari), args.tanpa_sandi)
    path = Path(args.hasil)
    if path.suffix == AKHIRAN and args.laporan:
        raise UserError("Laporan hanya ditulis ke folder; sebut folder dengan -o.")
    with context.desk() as desk:
        if path.suffix == AKHIRAN:
            target = output_path(args.hasil)
            return _made(desk.berkas_paket.buat(tujuan, target, lingkup=region, kunci=lock))
        made = desk.map_paket.buat(
            tujuan, _folder(path), lingkup=region, kunci=lock, laporan=_laporan(args.laporan)
        )
    return _filled(made)


def _laporan(text: str | None) -> list[str] | None:
    """Return the reports that were named; None where the usual ones are meant."""
    if text is None:
        return None
    return [] if text == _TIDAK else [name.strip() for name in text.split(",") if name.strip()]


def _filled(made: Map) -> Outcome:
    told = _made(made.paket)
    papers = [str(path) for path in made.berkas]
    lines = [*told.text.splitlines()[:-1], *papers]
    if papers:
        lines.append("Kertas dan tabel ini tidak dikunci; hanya paketnya.")
    return Outcome(
        "\n".join([*lines, made.kalimat]),
        {**told.data, "folder": str(made.folder), "kertas": papers},
    )


def _kembali(args: argparse.Namespace, context: Context) -> Outcome:
    path = Path(args.hasil)
    with context.desk() as desk:
        if path.suffix == AKHIRAN:
            target = output_path(args.hasil)
            return _made(desk.berkas_paket.buat(Tujuan.REFERENSI, target, lingkup=args.untuk))
        return _filled(desk.map_paket.buat(Tujuan.REFERENSI, _folder(path), lingkup=args.untuk))


def _made(made: Dibuat) -> Outcome:
    lines = [f"{made.path}: nomor {made.manifest['urut']}, {besar(made.ukuran)}"]
    if made.untuk:
        lines.append(f"Dikunci untuk {', '.join(made.untuk)}.")
    lines.append(made.kalimat)
    data = {
        "berkas": str(made.path), "ukuran": made.ukuran, "isi": made.isi, "manifest": made.manifest,
    }  # fmt: skip
    return Outcome("\n".join(lines), data)


def _periksa(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        path = Path(args.berkas)
        found = desk.berkas_paket.periksa(path, baca_sandi(args.sandi_dari))
    refused = [item.kalimat for item in found.keadaan if item.menolak]
    if refused:
        raise UserError(" ".join(refused))
    manifest, (_, sha256) = found.manifest, jejak(path)
    lines = [
        f"Dari {found.pengirim.sebutan()}, nomor {manifest['urut']}, dibuat {manifest['dibuat']}.",
        f"Kata kunci pengirim: {' '.join(found.pengirim.kata)}",
        *baris_sidik(found.isi, sha256),
        "Angka kontrol:" if manifest["total"] else "Isi:",
        *baris_angka(angka_paket(manifest)),
        *(item.kalimat for item in found.keadaan),
    ]
    data = {
        "kantor": found.pengirim.kantor,
        "nama": found.pengirim.nama,
        "terkunci": found.terkunci,
        "sha256": sha256,
        "isi": found.isi,
        "keadaan": [{"kode": str(i.hal), "kalimat": i.kalimat} for i in found.keadaan],
        "manifest": manifest,
    }
    return Outcome("\n".join(lines), data)


def _gabung(args: argparse.Namespace, context: Context) -> Outcome:
    path, sandi = Path(args.berkas), baca_sandi(args.sandi_dari)
    with context.desk() as desk:
        chosen = Putusan(semua=args.pilih)
        if args.satukan:
            first = desk.berkas_paket.gabung(path, chosen, sandi=sandi, pratinjau=True)
            pairs = frozenset((usul.kind, usul.lain) for usul in first.rencana.usul)
            chosen = Putusan(semua=args.pilih, satukan=pairs)
        result = desk.berkas_paket.gabung(path, chosen, sandi=sandi, pratinjau=args.pratinjau)
    told = result.ringkasan
    data: dict[str, Any] = {"ditulis": told.ditulis, **told.data()}
    isi = result.catatan.asal.isi
    totals = ["Angka kontrol:", *baris_cocok(told.total)] if told.total else []
    lines = [*told.kalimat(), *totals, *baris_sidik(isi)]
    return Outcome("\n".join(lines), {**data, "isi": isi})


def _folder(path: Path) -> Path:
    """Return a folder that is there; raises UserError."""
    if not path.is_dir():
        raise UserError(f"Folder {path} tidak ada. Buat dahulu, atau sebut berkas berakhiran .kkb.")
    return path
