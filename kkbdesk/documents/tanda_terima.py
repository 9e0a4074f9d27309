"""The receipt of a package: one page that both sides sign, with a code that a telephone reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from kkbdesk.cakram import besar
from kkbdesk.documents.blocks import (
    KOSONG,
    Align,
    Coded,
    Column,
    Document,
    Grid,
    KeyValues,
    Paragraph,
    Row,
    Signatures,
    Signer,
)
from kkbdesk.documents.reports.office import office_of
from kkbdesk.model.format_id import angka, tanggal
from kkbdesk.model.paket import Tujuan, sidik_cetak
from kkbdesk.queries.angka_kontrol import Angka, angka_paket, saat_dibuat, teks_kode
from kkbdesk.store import Reader

_PURPOSES = {str(item): item.label for item in Tujuan}
_LABEL = 32


@dataclass(frozen=True, slots=True)
class IsiTandaTerima:
    """What a receipt is about."""

    manifest: Mapping[str, Any]
    isi: str
    """Digest of the manifest, which names the contents."""
    berkas: str
    ukuran: int
    """Bytes of the file."""
    sha256: str
    """Of the whole file."""
    pengirim: str
    """Name of the office that signed."""
    kata: tuple[str, ...]
    """The fingerprint of its keys."""
    penerima: str = ""
    """Whom it is for, empty where nobody is named."""


def tanda_terima(reader: Reader, isi: IsiTandaTerima) -> Document:
    """Return the receipt; raises UserError where the totals of the package are odd."""
    office = office_of(reader)
    manifest = isi.manifest
    counted = angka_paket(manifest)
    return office.document(
        ("TANDA TERIMA PAKET DATA",),
        (
            Coded(KeyValues(tuple(_facts(isi)), _LABEL), teks_kode(manifest, isi.isi)),
            _figures(counted),
            Paragraph(_meaning(manifest), small=True),
            Signatures((_party("Yang menerima"), _party("Yang menyerahkan")), 2, bold=False),
        ),
    )


def _facts(isi: IsiTandaTerima) -> list[tuple[str, str]]:
    manifest = isi.manifest
    made = saat_dibuat(manifest).astimezone()
    lines = sum(table["baris"] for table in manifest["tabel"].values())
    return [
        ("Dari", f"{isi.pengirim} ({manifest['kantor']})"),
        ("Untuk", isi.penerima or KOSONG * 10),
        ("Guna", _PURPOSES.get(manifest["tujuan"], manifest["tujuan"])),
        ("Nomor paket", f"{manifest['urut']}, dibuat {tanggal(made.date())} {made:%H.%M}"),
        ("Isi paket", f"{angka(lines)} catatan, {angka(len(manifest['berkas']))} lampiran"),
        ("Berkas", f"{isi.berkas} ({besar(isi.ukuran)})"),
        ("SHA-256 berkas", sidik_cetak(isi.sha256)),
        ("Sidik isi", sidik_cetak(isi.isi)),
        ("Kata kunci pengirim", " ".join(isi.kata)),
    ]


def _figures(counted: tuple[Angka, ...]) -> Grid:
    """Return counts and sums below each other, in three parts beside each other."""
    told = [pair for item in counted for pair in _told(item)]
    third = -(-len(told) // 3)
    parts = (told[:third], told[third : 2 * third], told[2 * third :])
    columns = (Column("TABEL", 35), Column("JUMLAH", 23, Align.RIGHT)) * 3
    rows = (Row(tuple(chain(*cells))) for cells in zip_longest(*parts, fillvalue=("", "")))
    return Grid(columns, tuple(rows), size=8)


def _told(item: Angka) -> Iterator[tuple[str, str]]:
    yield item.nama, angka(item.baris)
    for label, value in item.jumlah:
        yield f"    {label}", angka(value)


def _meaning(manifest: Mapping[str, Any]) -> str:
    if manifest.get("total"):
        return (
            "Angka di atas ialah seluruh data pengirim saat paket dibuat. Sesudah menggabung, "
            "KKB Desk penerima menghitung hal yang sama dan menunjukkan keduanya. Kode QR memuat "
            "nomor, sidik isi dan banyaknya catatan; telepon mana pun dapat membacanya."
        )
    return (
        "Angka di atas ialah banyaknya catatan dalam paket. Kode QR memuat nomor, sidik isi dan "
        "angka yang sama; telepon mana pun dapat membacanya."
    )


def _party(title: str) -> Signer:
    """Return a place for day, signature, name and post."""
    day, name, post = (f"{word} {KOSONG * 10}" for word in ("Tanggal", "Nama", "Jabatan"))
    return Signer(title, name, post, nip=None, atas=(day,))
