"""tur: a picture of every page and every document, from the sample office."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kkbdesk.cli.command import Commands, Context, Outcome
from kkbdesk.desk import Desk
from kkbdesk.documents.pictures import few_colours
from kkbdesk.errors import UserError
from kkbdesk.files import reason
from kkbdesk.services.contoh import KODE, isi_contoh
from kkbdesk.services.laporan import Choices
from kkbdesk.services.naskah import MintaNaskah, daftar_jenis
from kkbdesk.store import Database

Tour = Callable[[Desk, Database, Path], list[Path]]
"""Writes pictures of all pages of an office into a folder."""
_DESA = "19.05.05.2008"
"""The village whose profile is shown: Sinar Surya."""


def register(commands: Commands, tour: Tour, manual: Tour) -> None:
    """Add the command; what needs a window is handed in, for everything and for the manual."""
    parser = commands.add(
        "tur",
        "gambar setiap halaman dan setiap dokumen",
        partial(_tur, tour=tour, manual=manual),
    )
    parser.add_argument("-o", required=True, metavar="FOLDER", help="folder tujuan")
    parser.add_argument("--manual", action="store_true", help="hanya gambar dalam panduan, kecil")


def _tur(args: argparse.Namespace, context: Context, *, tour: Tour, manual: Tour) -> Outcome:
    folder = Path(args.o)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Folder {folder} tidak dapat dibuat: {reason(error)}.") from error
    with tempfile.TemporaryDirectory(prefix="kkbdesk-tur-") as work:
        with context.database.create(Path(work)) as store:
            desk = Desk(store)
            desk.kantor.siapkan(KODE, contoh=True)
            isi_contoh(desk.editor, desk.today())
        desk = Desk(context.database.open(Path(work)))
        try:
            if args.manual:
                made = manual(desk, context.database, folder)
            else:
                made = [*_documents(desk, folder), *tour(desk, context.database, folder)]
        finally:
            desk.close()
    if args.manual:
        for path in made:
            path.write_bytes(few_colours(path.read_bytes()))
    return Outcome(
        f"{len(made)} berkas ditulis ke {folder}.", {"berkas": [str(path) for path in made]}
    )


def _documents(desk: Desk, folder: Path) -> list[Path]:
    made: list[Path] = []
    for report in desk.laporan.daftar():
        kampung = desk.kampung.dengan_kode(_DESA).id if report.needs_kampung else None
        for ending in ("pdf", "xlsx", "docx"):
            path = folder / f"laporan-{report.nama}.{ending}"
            desk.laporan.tulis(report.nama, path, Choices(kampung=kampung))
            made.append(path)
    meeting = max(desk.rapat.daftar(), key=lambda row: (row.hadir, row.tanggal)).id
    for kind in daftar_jenis():
        needs = kind.perlu.value
        wanted = MintaNaskah(
            kind.kode,
            kampung=desk.kampung.dengan_kode(_DESA).id if needs == "kampung" else None,
            rapat=meeting if needs == "rapat" else None,
            tanggal=desk.today(),
        )
        for ending in ("pdf", "docx"):
            path = folder / f"naskah-{kind.kode}.{ending}"
            desk.naskah.tulis(wanted, path)
            made.append(path)
    return made
