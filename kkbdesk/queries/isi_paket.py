"""Which records a package holds for its purpose, what of them is left out, and control totals."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from kkbdesk.model import wilayah
from kkbdesk.model.fields import Record, describe
from kkbdesk.model.ids import Kind, derived_id
from kkbdesk.model.matriks import matriks_id
from kkbdesk.model.paket import Tujuan
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.wilayah import within
from kkbdesk.model.wire import Plain, to_plain
from kkbdesk.queries.letak import RUJUKAN, Letak
from kkbdesk.store import SEMUA, Reader

_KAMPUNG = (
    Kind.JUMLAH_DESA, Kind.KAMPUNG, Kind.KLASIFIKASI, Kind.VARIABEL, Kind.POKJA, Kind.ANGGOTA,
    Kind.MATRIKS, Kind.SEL_MATRIKS,
)  # fmt: skip
_RAPAT = (
    Kind.SERI_RAPAT, Kind.RAPAT, Kind.PESERTA, Kind.PEMBAHASAN, Kind.KEPUTUSAN, Kind.TINDAK_LANJUT,
    Kind.FOTO_RAPAT,
)  # fmt: skip
_RENCANA = (
    Kind.RENCANA, Kind.LOKASI_RENCANA, Kind.PENDUKUNG_RENCANA, Kind.PERMASALAHAN, Kind.REALISASI,
    Kind.OPD_REALISASI, Kind.FOTO_REALISASI,
)  # fmt: skip
_SUPLAI = (Kind.TAWARAN, Kind.TAHAPAN)
"""What the office alone keeps: a field officer has no use for it."""
_KANTOR = (Kind.KANTOR, Kind.OPD, Kind.NAMA_OPD, Kind.NASKAH)
_UTUH = (
    Kind.WILAYAH, Kind.BUTIR, Kind.KEGIATAN, *_KAMPUNG, *_KANTOR, *_RAPAT, *_SUPLAI, *_RENCANA,
    Kind.KEMBAR,
)  # fmt: skip
_PETUGAS = (
    Kind.WILAYAH, *sorted(RUJUKAN), *_KAMPUNG, Kind.KANTOR, Kind.OPD, Kind.NAMA_OPD, *_RAPAT,
    *_RENCANA, Kind.KEMBAR,
)  # fmt: skip
_SETELAN = (Kind.IMPOR, Kind.PADANAN, Kind.PEJABAT, Kind.TATA_NASKAH, Kind.ATURAN_NASKAH)
ISI: dict[Tujuan, tuple[Kind, ...]] = {
    Tujuan.PROVINSI: _UTUH,
    Tujuan.PERUBAHAN: _UTUH,
    Tujuan.KECAMATAN: _PETUGAS,
    Tujuan.REFERENSI: tuple(dict.fromkeys((*_PETUGAS, Kind.NASKAH, *_SUPLAI))),
    Tujuan.SERAH_TERIMA: tuple(dict.fromkeys((*_PETUGAS, Kind.NASKAH, *_SUPLAI, *_SETELAN))),
}
"""The kinds of record in a package, by purpose."""
_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_DOCUMENT_FORM = frozenset({"isian", "beku"})


@dataclass(frozen=True, slots=True)
class Lingkup:
    """Whose records: of which office, within which region, for what."""

    tujuan: Tujuan
    kantor: str
    """Code of the office that owns them."""
    wilayah: str
    """Code of the region the package is limited to; the office's own for all of it."""


@cache
def tanpa(tujuan: Tujuan, kind: Kind) -> frozenset[str]:
    """Return the fields that a purpose does not need.

    A province learns names but no telephone numbers, NIP or typed documents; a field officer gets
    the numbers of the people in the village, not those of officials.
    """
    record_type = RECORDS[kind]
    held = RUJUKAN.union(ISI[tujuan])  # what ships is everywhere, whether it travels or not
    left_out = {
        item.name
        for item in describe(record_type)
        if item.field.ref is not None and item.optional and item.field.ref not in held
    }
    if tujuan is Tujuan.SERAH_TERIMA:
        return frozenset(left_out)
    personal = {
        item.name for item in describe(record_type) if item.field.pribadi and not item.required
    }
    if tujuan is not Tujuan.KECAMATAN or kind in (Kind.KANTOR, Kind.OPD):
        left_out |= personal
    if kind is Kind.NASKAH:
        left_out |= _DOCUMENT_FORM
    return frozenset(left_out)


def catatan(reader: Reader, lingkup: Lingkup, kind: Kind, letak: Letak) -> Iterator[Record]:
    """Yield the records of a kind within the scope, by id; the reader stands at its office."""
    for record in reader.find(RECORDS[kind]):
        if termasuk(record, lingkup, letak):
            yield record


def termasuk(record: Record, lingkup: Lingkup, letak: Letak) -> bool:
    """Tell whether a record is within the scope."""
    code = letak.kode(record)
    if code is None:
        return True
    if lingkup.tujuan is not Tujuan.KECAMATAN:
        return within(code, lingkup.wilayah)
    if record.KIND in (Kind.KANTOR, Kind.OPD, Kind.NAMA_OPD, Kind.KEMBAR):
        return code == lingkup.kantor
    if record.KIND in (Kind.RENCANA, Kind.PENDUKUNG_RENCANA):
        return any(within(place, lingkup.wilayah) for place in letak.tempat_rencana(record))
    return within(letak.di_lapangan(record), lingkup.wilayah)


def bungkus(record: Record, kantor: str, left_out: frozenset[str]) -> tuple[str, Plain]:
    """Return id and fields of a record as packages hold them: its office by code."""
    plain = to_plain(record)
    for name in left_out & plain.keys():
        del plain[name]
    id = plain.pop("id")
    if _owned(record.KIND) and not _of_kampung(plain, record.KIND):
        plain.setdefault("kantor", kantor)
    return id_paket(record.KIND, id, plain), plain


def lepas(kind: Kind, id: str, isi: Plain, kantor: str) -> tuple[str, Plain]:
    """Return id and fields of a package's record as this database holds them.

    `kantor` is the code of the office here, whose own records carry none.
    """
    plain = dict(isi)
    if not _owned(kind) or plain.get("kantor") != kantor:
        return id, plain
    del plain["kantor"]
    if kind is Kind.MATRIKS and not plain.get("kampung"):
        return matriks_id(plain["tahun"], None), plain
    return id, plain


def id_paket(kind: Kind, id: str, isi: Plain) -> str:
    """Return the id under which others know a record.

    The matrix of an office's own region is named by its year alone at home.
    """
    if kind is Kind.MATRIKS and isi.get("kantor"):
        return derived_id(Kind.MATRIKS, isi["tahun"], isi["kantor"])
    return id


def id_hapus(kind: Kind, id: str, kantor: str) -> str:
    """Return the id under which others know a record deleted in the database of an office."""
    year = _tahun_matriks().get(id) if kind is Kind.MATRIKS else None
    return derived_id(Kind.MATRIKS, year, kantor) if year else id


def lepas_id(kind: Kind, id: str, kantor: str) -> str:
    """Return the id under which this database has a record that a package says is deleted."""
    if kind is not Kind.MATRIKS:
        return id
    own = {id_hapus(kind, home, kantor): home for home in _tahun_matriks()}
    return own.get(id, id)


@cache
def _tahun_matriks() -> dict[str, int]:
    """Return the ids that the matrices of an office's own region have at home, with their year."""
    return {matriks_id(year, None): year for year in range(1945, 2101)}


def lampiran(isi: Plain) -> set[str]:
    """Return the digests of the files that a record refers to."""
    return set(_DIGEST.findall(json.dumps(isi)))


def angka_kontrol(reader: Reader, lingkup: Lingkup) -> dict[str, Any]:
    """Return per kind the number of records, the sums of their figures and a digest of them all.

    The digest is that of the lines `id` and fields as the package holds them, sorted by id, so two
    databases with the same digest hold the same.
    """
    letak = Letak(reader)
    if lingkup.kantor == letak.sendiri or wilayah.level(lingkup.kantor) != wilayah.KABUPATEN:
        reader = reader.sebagai(SEMUA)
    return {
        str(kind): _total(reader, lingkup, kind, letak)
        for kind in ISI[lingkup.tujuan]
        if kind not in RUJUKAN and kind is not Kind.WILAYAH
    }


def _total(reader: Reader, lingkup: Lingkup, kind: Kind, letak: Letak) -> dict[str, Any]:
    left_out = tanpa(lingkup.tujuan, kind)
    numbers = [
        item.name
        for item in describe(RECORDS[kind])
        if item.type in (int, Decimal) and not item.field.tahun and item.name not in left_out
    ]
    lines: list[str] = []
    sums: dict[str, Decimal] = {}
    for record in catatan(reader, lingkup, kind, letak):
        id, isi = bungkus(record, lingkup.kantor, left_out)
        lines.append(_ENCODED([id, isi]))
        for name in numbers:
            value = getattr(record, name)
            if value is not None:
                sums[name] = sums.get(name, Decimal(0)) + value
    lines.sort()
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    figures = {name: str(value) for name, value in sums.items()}
    return {"baris": len(lines), "jumlah": figures, "sidik": digest}


_ENCODED = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


@cache
def _owned(kind: Kind) -> bool:
    return any(item.name == "kantor" for item in describe(RECORDS[kind]))


def _of_kampung(plain: Plain, kind: Kind) -> bool:
    """Tell whether the record belongs to an office through its kampung, and needs no code."""
    return kind in (Kind.POKJA, Kind.MATRIKS, Kind.SEL_MATRIKS) and bool(plain.get("kampung"))
