"""siapkan, periksa: an office is made, and held against its own journal."""

from __future__ import annotations

import argparse

from kkbdesk import cakram
from kkbdesk.cli.command import REJECTED, Commands, Context, Outcome
from kkbdesk.desk import Desk
from kkbdesk.errors import DamagedStore, UserError
from kkbdesk.services.contoh import KODE, isi_contoh
from kkbdesk.services.kantor import daftar_opd, opd_awal

_GOOD = {
    False: "Berkas, riwayat dan rujukan baik.",
    True: "Berkas, riwayat, rujukan, foto, pindaian dan setiap salinan baik.",
}


def register(commands: Commands) -> None:
    """Add the commands."""
    parser = commands.add("siapkan", "siapkan kantor baru dalam folder data", _siapkan)
    parser.add_argument("--kode", required=True, help="kode kabupaten/kota, provinsi, atau pusat")
    parser.add_argument(
        "--opd",
        choices=list(daftar_opd()),
        help="daftar OPD awal; biasanya bangka-barat, provinsi dan pusat kosong",
    )
    parser.add_argument(
        "--contoh", action="store_true", help=f"isi kantor contoh (hanya dengan --kode {KODE})"
    )
    check = commands.add("periksa", "periksa keutuhan berkas, riwayat dan rujukan", _periksa)
    check.add_argument(
        "--lengkap", action="store_true", help="juga foto, pindaian, dan setiap salinan cadangan"
    )


def _siapkan(args: argparse.Namespace, context: Context) -> Outcome:
    if args.contoh and args.kode != KODE:
        raise UserError(f"Kantor contoh hanya untuk kode {KODE}.")
    with context.database.create(context.folder) as store:
        desk = Desk(store)
        kantor = desk.kantor.siapkan(args.kode, args.opd or opd_awal(args.kode), contoh=args.contoh)
        if args.contoh:
            isi_contoh(desk.editor, desk.today())
    return Outcome(
        f"{kantor.nama} siap di folder {context.folder}.",
        {"kantor": kantor.nama, "kode": args.kode, "folder": str(context.folder)},
    )


def _periksa(args: argparse.Namespace, context: Context) -> Outcome:
    try:
        return _diperiksa(context, lengkap=args.lengkap)
    except DamagedStore as error:
        found = {"baik": False, "masalah": [str(error)], "catatan": []}
        return Outcome(str(error), {**found, "salinan": list(error.copies)}, REJECTED)


def _diperiksa(context: Context, *, lengkap: bool) -> Outcome:
    with context.desk() as desk:
        found = desk.store.check()
        if lengkap:
            found += desk.store.check_berkas()
            found += [
                f"Salinan {item.salinan.berkas.name}: {masalah}"
                for item in desk.cadangan.periksa()
                for masalah in item.masalah
            ]
        gone = [] if found else desk.wilayah.kode_lama()
        catatan = [cakram.PORTABEL] if desk.store.portabel else []
    catatan += [f"{item.nama}: kode desa {item.desa} tidak berlaku lagi" for item in gone]
    data = {"baik": not found, "masalah": found, "catatan": catatan, "lengkap": lengkap}
    if found:
        return Outcome("\n".join(found), data, REJECTED)
    return Outcome("\n".join([_GOOD[lengkap], *catatan]), data)
