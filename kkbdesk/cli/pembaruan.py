"""pembaruan: a new version from a file, judged and installed; the way back to the former one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from kkbdesk import cakram
from kkbdesk.cakram import besar
from kkbdesk.cli.cadangan import akibat, akibat_data
from kkbdesk.cli.command import REJECTED, Commands, Context, Outcome
from kkbdesk.errors import UserError
from kkbdesk.program import jalan
from kkbdesk.services.pembaruan import Kembali, Program, lanjutkan, pulihkan

_BERGANTI = "Program berganti begitu semua jendela dan perintah KKB Desk selesai."


def register(commands: Commands) -> None:
    """Add the commands; the last two are used by the program itself."""
    group = commands.group("pembaruan", "versi baru dari berkas: periksa, pasang, kembali")
    look = group.add("periksa", "periksa berkas pembaruan; tanpa berkas: cari di cakram", _periksa)
    look.add_argument("berkas", nargs="?", metavar="BERKAS", help="berkas berakhiran .kkbbaru")
    install = group.add("pasang", "pasang versi baru di samping yang sekarang, uji, ganti", _pasang)
    install.add_argument("berkas", metavar="BERKAS", help="berkas berakhiran .kkbbaru")
    back = group.add("kembali", "kembali ke versi sebelumnya", _kembali)
    back.add_argument("--pratinjau", action="store_true", help="tunjukkan saja akibatnya")
    group.add("keadaan", "versi yang dipakai, yang menunggu, yang disimpan", _keadaan)
    trial = group.add("coba", "coba versi ini dengan salinan data (dipakai program)", _coba)
    trial.add_argument("salinan", metavar="BERKAS")
    switch = group.add("tukar", "selesaikan pergantian versi (dipakai program)", _tukar)
    switch.add_argument("--buka", action="store_true", help="lalu buka jendelanya")


def _periksa(args: argparse.Namespace, context: Context) -> Outcome:
    if args.berkas is None:
        return _cari(context)
    with context.desk() as desk:
        found = desk.pembaruan.periksa(Path(args.berkas))
    data = {
        "versi": found.versi, "layak": not found.larangan, "larangan": found.larangan,
        "catatan": found.catatan, "bita": found.terbuka,
    }  # fmt: skip
    head = (
        f"KKB Desk {found.versi}, ditandatangani penerbit, {besar(found.terbuka)} bila terpasang."
    )
    lines = [head, "", found.catatan.strip(), "", found.larangan or "Dapat dipasang di sini."]
    return Outcome("\n".join(lines), data, REJECTED if found.larangan else 0)


def _cari(context: Context) -> Outcome:
    with context.desk() as desk:
        found = desk.pembaruan.temukan([drive.folder for drive in cakram.terpasang()])
    data: dict[str, Any] = {
        "pembaruan": [
            {"berkas": str(item.path), "versi": item.versi, "larangan": item.larangan}
            for item in found
        ]
    }
    lines = [f"{item.versi}  {item.path}  {item.larangan}".rstrip() for item in found]
    return Outcome("\n".join(lines) or "Tidak ada berkas pembaruan di cakram lepas.", data)


def _pasang(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        ganti = desk.pembaruan.pasang(Path(args.berkas))
        program = desk.pembaruan.program
    data = {"dari": ganti.dari, "ke": ganti.ke, "salinan": ganti.salinan}
    lanjutkan(program, context.folder, buka=False)
    said = f"KKB Desk {ganti.ke} terpasang dan lulus uji. Salinan data: {ganti.salinan}."
    return Outcome(f"{said} {_BERGANTI}", data)


def _kembali(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        planned = desk.pembaruan.rancang_kembali()
        program = desk.pembaruan.program
        if not args.pratinjau:
            desk.pembaruan.kembali(planned)
    lines, data = _akibat(planned)
    if not args.pratinjau:
        lanjutkan(program, context.folder, buka=False)
        lines.append(_BERGANTI)
    return Outcome("\n".join(lines), data)


def _akibat(planned: Kembali) -> tuple[list[str], dict[str, Any]]:
    data: dict[str, Any] = {"ke": planned.ke, "salinan": None}
    if planned.salinan is None or planned.banding is None:
        return [f"Kembali ke KKB Desk {planned.ke}; data tetap seperti sekarang."], data
    data |= {"salinan": str(planned.salinan.berkas), **akibat_data(planned.banding)}
    head = (
        f"Kembali ke KKB Desk {planned.ke} mengembalikan data ke "
        f"{planned.salinan.saat:%d-%m-%Y %H.%M}; data yang sekarang disimpan di sampingnya."
    )
    return [head, *akibat(planned.banding)], data


def _keadaan(_args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        service = desk.pembaruan
        waits = service.program.menunggu() if service.program else None
        kini, before = service.kini, service.sebelumnya()
    lines = [f"KKB Desk {kini}."]
    if waits is not None:
        target = waits.ke if waits.dari == kini else waits.dari
        lines.append(f"Menunggu ditutup untuk berganti ke {target}.")
    if before:
        lines.append(f"Versi sebelumnya disimpan: {before}.")
    data = {"versi": kini, "menunggu": bool(waits), "sebelumnya": before or None}
    return Outcome("\n".join(lines), data)


def _coba(args: argparse.Namespace, context: Context) -> Outcome:
    copies = context.database.copies(context.folder)
    found = copies.trial(copies.named(Path(args.salinan)))
    if found:
        raise UserError(f"Data kantor ini tidak lulus uji: {found[0]}.")
    return Outcome("Data kantor ini dapat dipakai versi ini.", {"lulus": True})


def _tukar(args: argparse.Namespace, context: Context) -> Outcome:
    program = Program.ini()
    if program is None:
        raise UserError("Tidak ada yang ditukar: program ini dijalankan dari sumbernya.")
    try:
        program.tukar()
        pulihkan(context.database, context.folder, program)
    finally:
        if args.buka:
            jalan.lepas(program.jendela, "--data", str(context.folder))
    return Outcome(f"Mulai sekarang KKB Desk {program.versi} yang dibuka.")
