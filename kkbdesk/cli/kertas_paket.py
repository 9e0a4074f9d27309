"""paket tanda-terima, paket berita-acara: the papers of packages; control totals as lines."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkbdesk.cli.command import Commands, Context, Outcome, output_path
from kkbdesk.cli.sandi import baca_sandi
from kkbdesk.desk import Desk
from kkbdesk.model import format_id
from kkbdesk.model.ids import PaketId
from kkbdesk.model.paket import sidik_pendek
from kkbdesk.queries.angka_kontrol import Angka, angka, urutan
from kkbdesk.services.gabung import Putusan
from kkbdesk.services.naskah import ENDINGS
from kkbdesk.services.ringkas_paket import Cocok

if TYPE_CHECKING:
    from kkbdesk.documents.blocks import Document


def register(group: Commands) -> None:
    """Add the commands to those of packages."""
    parser = group.add("tanda-terima", "tulis tanda terima sebuah paket", _tanda_terima)
    parser.add_argument("berkas", metavar="BERKAS")
    _output(parser)
    parser = group.add(
        "berita-acara", "tulis berita acara penggabungan; belum digabung: rancangannya", _acara
    )
    parser.add_argument(
        "paket", metavar="NOMOR|BERKAS", help="nomor paket yang digabung, 7 atau 19.05/7, atau"
        " berkasnya",
    )  # fmt: skip
    parser.add_argument("--nomor", default="", metavar="TEKS", help="nomor berita acara")
    _output(parser)


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", required=True, metavar="TUJUAN", help="berkas .pdf atau .docx")
    parser.add_argument("--sandi-dari", default="", metavar="BERKAS", help="berkas kata sandinya")


def _tanda_terima(args: argparse.Namespace, context: Context) -> Outcome:
    path = output_path(args.o, *ENDINGS)
    with context.desk() as desk:
        document = desk.kertas_paket.tanda_terima(Path(args.berkas), baca_sandi(args.sandi_dari))
        return _written(desk, document, path)


def _acara(args: argparse.Namespace, context: Context) -> Outcome:
    path, source = output_path(args.o, *ENDINGS), Path(args.paket)
    with context.desk() as desk:
        if not source.is_file():
            document = desk.kertas_paket.berita_acara(
                desk.kertas_paket.masuk(args.paket).id, args.nomor
            )
            return _written(desk, document, path)
        return _of_file(desk, source, path, args)


def _of_file(desk: Desk, source: Path, path: Path, args: argparse.Namespace) -> Outcome:
    """Write the minutes of a package file: those of its merge, or a draft of what it would be."""
    found = desk.berkas_paket.periksa(source, baca_sandi(args.sandi_dari))
    merged = desk.kertas_paket.dengan_sidik(found.isi)
    if merged is not None:
        document = desk.kertas_paket.berita_acara(PaketId(merged.id), args.nomor)
        return _written(desk, document, path)
    tried = desk.berkas_paket.gabung(
        source, Putusan(), sandi=baca_sandi(args.sandi_dari), pratinjau=True
    )
    made = _written(desk, desk.kertas_paket.rancangan(tried), path)
    return Outcome(f"{made.text} Paket ini belum digabung; ini rancangan.", made.data)


def _written(desk: Desk, document: Document, path: Path) -> Outcome:
    pages = desk.kertas_paket.tulis(document, path)
    data: dict[str, Any] = {"berkas": str(path)}
    if pages is not None:
        data["halaman"] = pages
    return Outcome(f"{path} ditulis{f', {pages} halaman' if pages else ''}.", data)


def baris_sidik(isi: str, sha256: str = "") -> Iterator[str]:
    """Yield the digests of a package as its receipt prints them: of its contents, of its file."""
    yield f"Sidik isi: {sidik_pendek(isi)} … ({isi})"
    if sha256:
        yield f"SHA-256 berkas: {sidik_pendek(sha256)} … ({sha256})"


def baris_angka(counted: Iterable[Angka]) -> Iterator[str]:
    """Yield control totals as lines."""
    for item in counted:
        sums = f" ({item.isian})" if item.jumlah else ""
        yield f"  {item.nama}: {format_id.angka(item.baris)}{sums}"


def baris_cocok(total: Iterable[Cocok]) -> Iterator[str]:
    """Yield the control totals of both sides as lines."""
    for item in sorted(total, key=lambda item: urutan(item.kind)):
        told, here = angka(item.kind, item.pengirim), angka(item.kind, item.sini)
        if told.baris or here.baris:
            yield (
                f"  {told.nama}: pengirim {format_id.angka(told.baris)}, di sini "
                f"{format_id.angka(here.baris)}, {'sama' if item.sama else 'berbeda'}"
            )
