"""cadangan: copies made, listed, checked, restored, tried; a part brought back; the handover."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from kkbdesk.cli.command import REJECTED, Commands, Context, Outcome
from kkbdesk.errors import DamagedStore, UserError
from kkbdesk.files import reason
from kkbdesk.model.cadangan import Salinan
from kkbdesk.model.orang import Tindak
from kkbdesk.services.cadangan import Uji
from kkbdesk.services.cadangan_banding import Banding

_SHOWN = 20


def register(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("cadangan", "salinan cadangan: buat, periksa, pulihkan, uji")
    group.add("buat", "buat salinan yang diperiksa, juga di tempat kedua", _buat)
    group.add("daftar", "daftar salinan, terbaru dahulu", _daftar)
    group.add("periksa", "buka dan periksa setiap salinan", _periksa)
    _with_copy(group, "uji", "pulihkan salinan terbaru untuk percobaan", _uji, optional=True)
    restore = _with_copy(group, "pulihkan", "ganti data dengan isi salinan", _pulihkan)
    restore.add_argument("--pratinjau", action="store_true", help="tunjukkan saja akibatnya")
    part = _with_copy(group, "ambil", "ambil satu kampung atau satu catatan", _ambil)
    part.add_argument("--pratinjau", action="store_true", help="tunjukkan saja akibatnya")
    which = part.add_mutually_exclusive_group(required=True)
    which.add_argument("--kampung", metavar="KODE", help="kampung, dengan kode desanya")
    which.add_argument("--rekam", metavar="ID", help="satu catatan")
    place = group.add("tempat", "pilih tempat cadangan kedua; tanpa folder: lepaskan", _tempat)
    place.add_argument("folder", nargs="?", metavar="FOLDER", help="misalnya flash disk")
    _passphrase(place)
    group.add("baik", "nyatakan pemulihan terakhir baik", _baik)
    kit = group.add("serah-terima", "berita acara dan daftar untuk operator baru", _serah_terima)
    kit.add_argument("-o", required=True, metavar="FOLDER", help="folder tujuan")
    kit.add_argument("--penerima", default="", metavar="NAMA", help="nama operator baru")
    kit.add_argument("--jabatan", default="", metavar="TEKS", help="jabatan operator baru")


def _with_copy(
    group: Commands, name: str, help: str, run: Any, *, optional: bool = False
) -> argparse.ArgumentParser:
    parser = group.add(name, help, run)
    parser.add_argument(
        "salinan",
        nargs="?" if optional else None,
        metavar="SALINAN",
        help="nomor, nama, atau berkas salinan",
    )
    _passphrase(parser)
    return parser


def _passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sandi", metavar="BERKAS", help="berkas yang baris pertamanya frasa sandi; - masukan"
    )


def _sandi(args: argparse.Namespace) -> str:
    """Return the passphrase; never an argument, which other users of the computer could see."""
    if args.sandi is None:
        return ""
    try:
        text = sys.stdin.read() if args.sandi == "-" else Path(args.sandi).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else "bukan teks"
        raise UserError(f"{args.sandi} tidak terbaca: {why}.") from error
    return text.partition("\n")[0].rstrip("\r")


def _buat(_args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        made = desk.cadangan.buat("tangan")
    return Outcome(f"Salinan {made.berkas} dibuat dan diperiksa.", _told(made))


def _told(copy: Salinan) -> dict[str, Any]:
    return {
        "nomor": copy.nomor,
        "saat": copy.saat,
        "sebab": copy.sebab,
        "ukuran": copy.ukuran,
        "terkunci": copy.terkunci,
        "berkas": str(copy.berkas),
    }


def _line(copy: Salinan) -> str:
    lock = "  terkunci" if copy.terkunci else ""
    return f"{copy.nomor:>6}  {copy.saat:%d-%m-%Y %H.%M}  {copy.sebab}{lock}  {copy.berkas}"


def _daftar(_args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        copies, known = desk.cadangan.daftar(), desk.cadangan.keadaan()
    data = {
        "salinan": [_told(item) for item in copies],
        "tempat_kedua": str(known.tempat) if known.tempat else None,
        "terkirim": known.terkirim,
        "terakhir_diuji": _trial(known.diuji) if known.diuji else None,
        "jeda": known.jeda,
    }
    lines = [_line(item) for item in copies] or ["Belum ada salinan."]
    if known.diuji:
        lines.append(f"Terakhir diuji {known.diuji.saat.astimezone():%d-%m-%Y %H.%M}.")
    return Outcome("\n".join(lines), data)


def _periksa(_args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        found = desk.cadangan.periksa()
    bad = [item for item in found if item.masalah]
    good = [item.salinan for item in found if not item.masalah]
    data = {
        "baik": not bad,
        "salinan": [{**_told(item.salinan), "masalah": list(item.masalah)} for item in found],
        "terbaru_baik": str(good[0].berkas) if good else None,
    }
    if not bad:
        return Outcome(f"{len(found)} salinan baik.", data)
    lines = [f"{item.salinan.berkas.name}: {'; '.join(item.masalah)}" for item in bad]
    newest = f"Salinan baik terbaru: {good[0].berkas}." if good else "Tidak ada salinan yang baik."
    return Outcome("\n".join([*lines, newest]), data, REJECTED)


def _uji(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        chosen = desk.cadangan.cari(args.salinan) if args.salinan else None
        tried = desk.cadangan.uji(chosen, _sandi(args))
    if tried.masalah:
        text = "\n".join([f"{tried.salinan} tidak lulus uji:", *tried.masalah])
        return Outcome(text, _trial(tried), REJECTED)
    return Outcome(f"{tried.salinan} dapat dipulihkan dan isinya baik.", _trial(tried))


def _trial(tried: Uji) -> dict[str, Any]:
    return {
        "baik": not tried.masalah,
        "salinan": tried.salinan,
        "saat": tried.saat,
        "masalah": list(tried.masalah),
    }


def _pulihkan(args: argparse.Namespace, context: Context) -> Outcome:
    try:
        desk_of = context.desk()
        with desk_of as desk:
            copy = desk.cadangan.cari(args.salinan)
            key = desk.cadangan.kunci_untuk(copy, _sandi(args))
            compared = desk.banding.bandingkan(copy, key)
            if args.pratinjau:
                return Outcome("\n".join(akibat(compared)), akibat_data(compared))
            desk.wewenang.perlu(Tindak.PULIHKAN_CADANGAN)
            desk.store.copy("pulih")
    except DamagedStore:
        return _replaced(args, context, [], {})
    except UserError:
        if context.database.exists(context.folder) or not Path(args.salinan).is_file():
            raise
        return _replaced(args, context, [], {})
    kept = context.database.restore(context.folder, copy.berkas, key)
    return _done(context, copy.berkas, kept, akibat(compared), akibat_data(compared))


def _replaced(
    args: argparse.Namespace, context: Context, said: list[str], data: dict[str, Any]
) -> Outcome:
    """Restore where there is no office, or one that is damaged: nothing can be compared."""
    if args.pratinjau:
        raise UserError("Tidak ada data yang dapat dibandingkan; jalankan tanpa --pratinjau.")
    copies = context.database.copies(context.folder)
    there = {str(item.nomor): item for item in copies.listed()}
    there |= {item.berkas.name: item for item in copies.listed()}
    copy = there.get(args.salinan) or copies.named(Path(args.salinan))
    key = copies.key_of(copy.berkas, _sandi(args)) if copy.terkunci else None
    kept = context.database.restore(context.folder, copy.berkas, key)
    return _done(context, copy.berkas, kept, said, data)


def _done(
    context: Context, copy: Path, kept: Path | None, said: list[str], data: dict[str, Any]
) -> Outcome:
    context.database.open(context.folder).close()
    text = f"Data dipulihkan dari {copy.name}."
    if kept:
        text += f" Berkas lama disimpan sebagai {kept}."
    rest = "Penjarangan dan pengiriman berhenti sampai “cadangan baik”."
    told = {**data, "salinan": str(copy), "berkas_lama": str(kept) if kept else None}
    return Outcome("\n".join([*said, text, rest]), told)


def akibat(compared: Banding) -> list[str]:
    """Return what putting a copy in the place of the data would change, in lines."""
    lines = [
        f"{item.sebutan}: {item.kini} sekarang, {item.salinan} dalam salinan"
        for item in compared.jumlah
        if item.kini != item.salinan
    ]
    lines += [
        f"{name or 'Kantor'}: {number} catatan berbeda" for name, number in compared.per_kampung()
    ][:_SHOWN]
    if not compared.sekantor:
        lines.append("Perhatian: salinan ini bukan dari riwayat kantor ini.")
    lines.append(
        f"{compared.jumlah_hilang} perubahan sesudah salinan ini akan hilang dari data"
        + (":" if compared.hilang else ".")
    )
    lines += [
        f"    {entry.at.astimezone():%d-%m-%Y %H.%M}  {entry.by}  {entry.label} ({entry.jumlah})"
        for entry in compared.hilang[:_SHOWN]
    ]
    return lines


def akibat_data(compared: Banding) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "jumlah": [
            {"jenis": item.sebutan, "kini": item.kini, "salinan": item.salinan}
            for item in compared.jumlah
        ],
        "perubahan_hilang": compared.jumlah_hilang,
        "perubahan_kembali": compared.jumlah_kembali,
        "draf": compared.draf,
        "terakhir": [
            {"waktu": entry.at, "oleh": entry.by, "label": entry.label, "jumlah": entry.jumlah}
            for entry in compared.hilang
        ],
        "per_kampung": [
            {"kampung": name, "berbeda": number} for name, number in compared.per_kampung()
        ],
        "sekantor": compared.sekantor,
    }


def _ambil(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        copy = desk.cadangan.cari(args.salinan)
        key = desk.cadangan.kunci_untuk(copy, _sandi(args))
        if args.kampung:
            plan = desk.banding.ambil_kampung(copy, args.kampung, key)
        else:
            plan = desk.banding.ambil_rekam(copy, args.rekam, key)
        if not args.pratinjau:
            desk.banding.ambil(plan, key)
    data = {
        "label": plan.label,
        "jumlah": len(plan.changes),
        "perubahan": [f"{item.rekam}: {item.perubahan}" for item in plan.baris],
        "ditulis": not args.pratinjau,
    }
    lines = [f"{plan.label} ({len(plan.changes)} catatan)."]
    lines += [f"    {item.rekam}: {item.perubahan}" for item in plan.baris[:_SHOWN]]
    return Outcome("\n".join(lines), data)


def _tempat(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        if args.folder is None:
            desk.cadangan.lepas_tempat()
            return Outcome("Tidak ada tempat cadangan kedua lagi.", {"tempat_kedua": None})
        made = desk.cadangan.pilih_tempat(Path(args.folder).absolute(), _sandi(args))
    place = made.berkas.parent
    return Outcome(
        f"Tempat cadangan kedua: {place}. Salinan terbaru sudah di sana.",
        {"tempat_kedua": str(place), "terkunci": made.terkunci, "salinan": str(made.berkas)},
    )


def _baik(_args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        desk.cadangan.semua_baik()
    return Outcome("Salinan dijarangkan dan dikirim lagi seperti biasa.", {"jeda": None})


def _serah_terima(args: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        made = desk.serah_terima.tulis(Path(args.o), args.penerima, args.jabatan)
    data = {
        "berkas": [str(path) for path in made.berkas],
        "salinan": str(made.salinan.berkas),
        "belum_selesai": [
            {"judul": item.judul, "jumlah": item.jumlah} for item in made.belum_selesai
        ],
    }
    names = ", ".join(str(path) for path in made.berkas)
    return Outcome(f"{names} ditulis; {len(made.belum_selesai)} pekerjaan belum selesai.", data)
