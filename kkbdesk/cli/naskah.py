"""naskah, agenda-surat: decrees, letters and sheets written from records and texts."""

from __future__ import annotations

import argparse
import difflib
from datetime import date
from pathlib import Path
from typing import Any

from kkbdesk.cli.command import Commands, Context, Outcome, a_date, a_year, output_path
from kkbdesk.desk import Desk
from kkbdesk.documents.writers import ENDINGS as REPORT_ENDINGS
from kkbdesk.errors import UserError
from kkbdesk.model import wilayah
from kkbdesk.model.ids import NaskahId, PokjaId, RapatId
from kkbdesk.services.laporan import Choices
from kkbdesk.services.naskah import ENDINGS, MintaNaskah, daftar_jenis, jenis_naskah
from kkbdesk.services.naskah_massal import Massal

_KANTOR = "kantor"


def register(commands: Commands) -> None:
    """Add the commands."""
    parser = commands.add(
        "naskah", "tulis keputusan, surat, dan lembar; tanpa jenis: daftar jenisnya", _naskah
    )
    parser.add_argument("jenis", nargs="?", metavar="JENIS", help="jenis naskah")
    parser.add_argument("-o", metavar="TUJUAN", help="berkas .pdf atau .docx; massal: juga folder")
    parser.add_argument("--id", metavar="ID", help="naskah yang terdaftar, seperti ditetapkan")
    parser.add_argument("--kampung", metavar="KODE", help="kampung, dengan kode desanya")
    parser.add_argument("--pokja", metavar="POKJA", help=f"Pokja: kode desa, id, atau “{_KANTOR}”")
    parser.add_argument("--opd", default="", metavar="NAMA", help="OPD yang disurati")
    parser.add_argument("--rapat", metavar="RAPAT", help="rapat: tanggalnya, namanya, atau id")
    parser.add_argument("--jenis", dest="cap", choices=["rancangan", "salinan"], default="",
                        metavar="CAP", help="rancangan atau salinan")  # fmt: skip
    parser.add_argument("--nomor", default="", metavar="TEKS", help="nomor naskah")
    parser.add_argument("--tanggal", type=a_date, metavar="TTTT-BB-HH", help="tanggal naskah")
    parser.add_argument("--tahun", type=a_year, metavar="N", help="tahun matriks")
    parser.add_argument("--isi", action="append", default=[], metavar="NAMA=TEKS",
                        help="isian yang diketik; dapat diulang")  # fmt: skip
    parser.add_argument("--word", action="store_true",
                        help="pakai templat Word kantor untuk jenis ini")  # fmt: skip
    parser.add_argument("--massal", metavar="JENIS", help="satu naskah untuk tiap kampung")
    parser.add_argument("--kecamatan", metavar="KODE", help="massal: kecamatannya")
    parser.add_argument("--tanpa-sk", action="store_true",
                        help="massal: lewati kampung yang Pokjanya sudah ber-SK")  # fmt: skip
    agenda = commands.add("agenda-surat", "tulis agenda naskah keluar setahun", _agenda)
    agenda.add_argument("-o", required=True, metavar="BERKAS", help="berkas .pdf, .xlsx atau .docx")
    agenda.add_argument("--tahun", type=a_year, metavar="N", help="tahun agenda")


def _naskah(args: argparse.Namespace, context: Context) -> Outcome:
    if args.massal:
        return _massal(args, context)
    if args.jenis is None and args.id is None:
        return _listed()
    if args.o is None:
        raise UserError("Sebutkan berkas tujuan dengan -o BERKAS.")
    path = output_path(args.o, *ENDINGS)
    if args.jenis is not None:
        jenis_naskah(args.jenis)
    with context.desk() as desk:
        if args.id:
            made = desk.naskah.tulis_terdaftar(NaskahId(args.id), path, args.cap)
        elif args.word:
            made = desk.naskah.tulis_word(_minta(desk, args, args.jenis), path)
        else:
            made = desk.naskah.tulis(_minta(desk, args, args.jenis), path)
    data: dict[str, Any] = {"berkas": str(path), "kurang": list(made.kurang)}
    pages = ""
    if made.halaman is not None:
        data["halaman"] = made.halaman
        pages = f", {made.halaman} halaman"
    missing = [f"Belum diisi: {', '.join(made.kurang)}."] if made.kurang else []
    return Outcome("\n".join([f"{path} ditulis{pages}.", *missing]), data)


def _listed() -> Outcome:
    kinds = daftar_jenis()
    data = {
        "naskah": [
            {"kode": item.kode, "judul": item.judul, "perlu": item.perlu.value} for item in kinds
        ]
    }
    return Outcome("\n".join(f"{item.kode}\t{item.judul}" for item in kinds), data)


def _minta(desk: Desk, args: argparse.Namespace, jenis: str) -> MintaNaskah:
    pokja = _pokja(desk, args.pokja) if args.pokja else None
    return MintaNaskah(
        jenis=jenis,
        kampung=desk.kampung.dengan_kode(args.kampung).id if args.kampung else None,
        pokja=pokja,
        rapat=_rapat(desk, args.rapat) if args.rapat else None,
        tanggal=args.tanggal,
        nomor=args.nomor,
        tahun=args.tahun,
        ketikan=_opd(desk, args.opd) | dict(_typed(desk, entry) for entry in args.isi),
        cap=args.cap,
    )


def _opd(desk: Desk, nama: str) -> dict[str, str]:
    if not nama:
        return {}
    found = desk.opd.bernama(nama)
    if found is None:
        raise UserError(f"OPD “{nama}” tidak ada; tulis nama atau singkatannya seperti di daftar.")
    return {"opd_tujuan": found.nama}


def _typed(desk: Desk, entry: str) -> tuple[str, str]:
    name, sign, text = entry.partition("=")
    if not sign:
        raise UserError(f"--isi “{entry}” ditulis NAMA=TEKS.")
    name, offered = name.strip().casefold(), desk.teks_naskah.bahasa()
    known = dict((*offered.isian, *offered.daftar))
    if name not in known:
        near = difflib.get_close_matches(name, known, 1)
        meant = f" Mungkin “{near[0]}”." if near else ""
        raise UserError(f"Isian “{name}” tidak dikenal.{meant}")
    return name, text.replace("\\n", "\n")


def _pokja(desk: Desk, text: str) -> PokjaId:
    """Return the present working group of a village, of the office, or one by its id."""
    rows = desk.pokja.daftar()
    if text == _KANTOR or wilayah.level(text) == wilayah.DESA:
        kampung = None if text == _KANTOR else desk.kampung.dengan_kode(text).id
        rows = [row for row in rows if row.kampung == kampung]
        rows = [row for row in rows if row.berjalan] or rows
    else:
        rows = [row for row in rows if row.id == text]
    if not rows:
        raise UserError(f"Pokja “{text}” tidak ada; sebutkan kode desa, id, atau {_KANTOR}.")
    return rows[0].id


def _rapat(desk: Desk, text: str) -> RapatId:
    """Return a meeting by its id, its day, or part of its name; raises UserError."""
    rows = desk.rapat.daftar()
    found = [row for row in rows if row.id == text or row.tanggal.isoformat() == text]
    found = found or [row for row in rows if text.casefold() in row.nama.casefold()]
    if len(found) != 1:
        known = "tidak ada" if not found else f"cocok dengan {len(found)} rapat"
        raise UserError(f"Rapat “{text}” {known}; sebutkan tanggalnya (TTTT-BB-HH) atau id-nya.")
    return found[0].id


def _massal(args: argparse.Namespace, context: Context) -> Outcome:
    if not args.kecamatan:
        raise UserError("Sebutkan kecamatannya dengan --kecamatan KODE.")
    if args.o is None:
        raise UserError("Sebutkan folder atau berkas tujuan dengan -o.")
    target = Path(args.o)
    if target.suffix:
        target = output_path(args.o, *ENDINGS)
    with context.desk() as desk:
        wanted = _minta(desk, args, args.massal)
        made = desk.naskah_massal.tulis(wanted, args.kecamatan, target, tanpa_sk=args.tanpa_sk)
    return Outcome("\n".join(_said(made)), _told(made))


def _said(made: Massal) -> list[str]:
    lines = [f"{made.jumlah} naskah ditulis ke {len(made.berkas)} berkas."]
    lines += [f"{name}: {why}, dilewati." for name, why in made.dilewati]
    lines += [f"{name}: belum diisi {', '.join(labels)}." for name, labels in made.kurang]
    return lines


def _told(made: Massal) -> dict[str, Any]:
    return {
        "jumlah": made.jumlah,
        "berkas": [str(path) for path in made.berkas],
        "dilewati": [{"kampung": name, "alasan": why} for name, why in made.dilewati],
        "kurang": {name: list(labels) for name, labels in made.kurang},
    }


def _agenda(args: argparse.Namespace, context: Context) -> Outcome:
    path = output_path(args.o, *REPORT_ENDINGS)
    with context.desk() as desk:
        year = args.tahun or desk.today().year
        choices = Choices(tahun=year, per=date(year, 12, 31))
        made = desk.laporan.tulis("agenda-surat", path, choices)
    return Outcome(f"{path} ditulis.", {"berkas": str(path), "catatan": list(made.catatan)})
