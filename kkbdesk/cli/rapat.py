"""rapat: meetings listed and counted, scheduled, attended, minuted and followed up from files."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from kkbdesk.cli import pertukaran
from kkbdesk.cli.command import Commands, Context, Outcome, a_date, a_year, output_path
from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from kkbdesk.exchange.columns import Daftar
from kkbdesk.model import format_id
from kkbdesk.queries.rapat import RapatLengkap
from kkbdesk.queries.rapat_angka import AngkaRapat
from kkbdesk.services.impor import Permintaan
from kkbdesk.services.rapat import RapatRow

_FILES = {
    "jadwalkan": Daftar.RAPAT,
    "hadir": Daftar.PESERTA,
    "notula": Daftar.NOTULA,
    "tindak-lanjut": Daftar.TINDAK_LANJUT,
}
_ICS = "ics"


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add(
        "rapat", "daftar dan angka rapat; jadwalkan, catat hadir, notula, tindak lanjut", _rapat
    )
    parser.add_argument(
        "tindakan",
        nargs="?",
        choices=[*_FILES, _ICS],
        metavar="TINDAKAN",
        help=f"{', '.join(_FILES)} (dengan BERKAS), atau {_ICS} (dengan -o); tanpa: daftar rapat",
    )
    parser.add_argument(
        "berkas", nargs="?", metavar="BERKAS", help="buku kerja (templat rapat) atau .json"
    )
    parser.add_argument("-o", metavar="BERKAS", help="berkas .ics")
    parser.add_argument("--tahun", type=a_year, metavar="N", help="rapat dan angka tahun ini saja")
    parser.add_argument("--lembar", metavar="NAMA", help="lembar buku kerja ini saja")
    parser.add_argument(
        "--tanggal", type=a_date, metavar="TTTT-BB-HH", help="rapat pada tanggal ini"
    )
    parser.add_argument("--pratinjau", action="store_true", help="tunjukkan saja, jangan ditulis")
    parser.add_argument("--konfirmasi", metavar="BERKAS", help="usulan yang diterima")
    parser.add_argument("--hasil", metavar="BERKAS", help="simpan hasil tiap baris ke .xlsx ini")
    parser.set_defaults(peta=None)


def _rapat(args: argparse.Namespace, context: Context) -> Outcome:
    if args.tindakan == _ICS:
        return _ics(args, context)
    if args.tindakan is None:
        with context.desk() as desk:
            return _listed(desk, args.tahun, as_json=args.json)
    if args.berkas is None:
        raise UserError(f"Sebutkan berkasnya: rapat {args.tindakan} BERKAS.")
    minta = Permintaan(lembar=args.lembar, tanggal=args.tanggal, jenis=_FILES[args.tindakan])
    with context.desk() as desk:
        return pertukaran.jalankan(desk, args, minta)


def _ics(args: argparse.Namespace, context: Context) -> Outcome:
    if args.o is None:
        raise UserError("Sebutkan berkas tujuan dengan -o BERKAS.ics.")
    path = output_path(args.o, ".ics")
    with context.desk() as desk:
        rows = _of_year(desk, args.tahun)
        desk.rapat.tulis_kalender(path, [row.id for row in rows])
    data = {"berkas": str(path), "jumlah": len(rows)}
    return Outcome(f"{len(rows)} rapat ditulis ke {path}.", data)


def _of_year(desk: Desk, tahun: int | None) -> list[RapatRow]:
    return [row for row in desk.rapat.daftar() if tahun in (None, row.tanggal.year)]


def _listed(desk: Desk, tahun: int | None, *, as_json: bool) -> Outcome:
    rows, angka = _of_year(desk, tahun), desk.rapat.angka(tahun)
    owed = [
        {
            "id": item.tindak_lanjut.id,
            "rapat": item.rapat.nama,
            "tanggal_rapat": item.rapat.tanggal,
            "uraian": item.tindak_lanjut.uraian,
            "penanggung_jawab": item.siapa,
            "tenggat": item.tindak_lanjut.tenggat,
            "status": str(item.tindak_lanjut.status),
            "terlambat": item.terlambat,
        }
        for item in desk.notula.semua()
        if tahun in (None, item.rapat.tanggal.year)
    ]
    full = desk.rapat.lengkap([row.id for row in rows]) if as_json else {}
    data = {
        "rapat": [_row(row, full.get(row.id)) for row in rows],
        "tindak_lanjut": owed,
        "angka": _figures(angka),
    }
    lines = [
        f"{row.tanggal:%d-%m-%Y}  {row.status.label:<12}  {row.nama} ({row.forum}), "
        f"hadir {row.hadir} dari {row.diundang}{f' dan {row.tamu} tamu' if row.tamu else ''}, "
        f"{row.terbuka} tindak lanjut terbuka"
        for row in rows
    ]
    lines += _said(angka)
    return Outcome("\n".join(lines or ["Belum ada rapat."]), data)


def _row(row: RapatRow, full: RapatLengkap | None) -> dict[str, Any]:
    told = {name: value for name, value in asdict(row).items() if value is not None}
    if full is None:
        return told
    carried = [
        {
            "id": item.tindak_lanjut.id,
            "uraian": item.tindak_lanjut.uraian,
            "penanggung_jawab": full.penanggung_jawab(item.tindak_lanjut),
            "tenggat": item.tindak_lanjut.tenggat,
            "rapat": item.rapat.nama,
            "tanggal_rapat": item.rapat.tanggal,
        }
        for item in full.bawaan
    ]
    return {**told, "acara": list(full.acara), "bawaan": carried}


def _figures(angka: AngkaRapat) -> dict[str, Any]:
    return {
        "tahun": angka.tahun,
        "per_seri": [asdict(item) for item in angka.per_seri],
        "per_tingkat": [asdict(item) for item in angka.per_tingkat],
        "kehadiran_opd": [
            {
                "opd": item.opd.nama,
                "diundang": item.diundang,
                "hadir": item.hadir,
                "diwakili": item.diwakili,
                "tidak_hadir": item.tidak_hadir,
            }
            for item in angka.kehadiran
        ],
        "tindak_lanjut": asdict(angka.tindak_lanjut),
        "belum_rapat_bulan_ini": [asdict(item) for item in angka.belum_rapat],
    }


def _said(angka: AngkaRapat) -> list[str]:
    """Return the figures in sentences."""
    lines = [
        f"{item.nama}: {item.terlaksana} terlaksana"
        f"{f' dari {item.seharusnya}' if item.seharusnya else ''} pada {angka.tahun}."
        for item in (*angka.per_seri, *angka.per_tingkat)
    ]
    owed = angka.tindak_lanjut
    if owed.terbuka or owed.selesai:
        lines.append(
            f"Tindak lanjut {angka.tahun}: {owed.terbuka} terbuka, {owed.terlambat} di antaranya "
            f"lewat tenggat, {owed.selesai} selesai."
        )
    for item in angka.belum_rapat:
        planned = item.direncanakan
        note = f" (direncanakan {format_id.tanggal(planned)})" if planned else ""
        lines.append(f"Belum rapat bulan ini: {item.nama}{note}.")
    return lines
