"""Rules for documents, officials, legal bases and settings of documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kkbdesk.model.naskah import (
    NASKAH_DESA,
    AturanNaskah,
    Naskah,
    Pejabat,
    StatusNaskah,
    TataNaskah,
)
from kkbdesk.model.problem import Problem
from kkbdesk.rules.problem import check_fields, problem, warning
from kkbdesk.store import Records

TANDA_NOMOR = ("kode", "urut", "unit", "bulan", "bulan_romawi", "tahun")
"""What a pattern of numbers may hold, in braces."""
_BRACED = re.compile(r"\{([^{}]*)\}")
_NIP = re.compile(r"\d{18}")
_NARROWEST = 100
"""Millimetres that must be left for the text of a page 210 mm wide."""


def check_naskah(record: Naskah) -> Iterator[Problem]:
    """Yield what is wrong with one document by itself."""
    yield from check_fields(record)
    if record.mulai and record.selesai and record.selesai < record.mulai:
        text = "Naskah berakhir sebelum berlaku; periksa kedua tanggal."
        yield problem(record, "masa", text, "selesai")
    if record.status is StatusNaskah.DITETAPKAN:
        for field, text in (
            ("nomor", "Naskah ditetapkan tanpa nomor."),
            ("tanggal", "Naskah ditetapkan tanpa tanggal."),
        ):
            if not getattr(record, field):
                yield warning(record, f"tanpa_{field}", text, field)


def check_naskah_set(records: Sequence[Naskah], reader: Records) -> Iterator[Problem]:
    """Yield documents that bear the number of another of the same kind and year.

    Villages number by themselves, so that theirs are compared within one village.
    """
    for record in records:
        if not record.nomor or record.tanggal is None:
            continue
        for other in _senomor(reader, record):
            same_year = other.tanggal is not None and other.tanggal.year == record.tanggal.year
            elsewhere = record.jenis in NASKAH_DESA and other.kampung != record.kampung
            if other.id != record.id and same_year and not elsewhere:
                text = f"Nomor {record.nomor} dipakai dua kali pada {record.tanggal.year}."
                yield warning(record, "nomor_ganda", text, "nomor")
                break


def _senomor(reader: Records, record: Naskah) -> list[Naskah]:
    """Return the documents of the same office, kind and number."""
    return reader.find(Naskah, jenis=record.jenis, nomor=record.nomor, kantor=record.kantor)


def check_pejabat(record: Pejabat) -> Iterator[Problem]:
    """Yield what is wrong with one official."""
    yield from check_fields(record)
    if record.mulai and record.selesai and record.selesai < record.mulai:
        text = f"{record.nama} berhenti sebelum mulai menjabat; periksa kedua tanggal."
        yield problem(record, "masa_jabatan", text, "selesai")
    digits = re.sub(r"\s", "", record.nip)
    if digits and not _NIP.fullmatch(digits):
        yield warning(record, "nip", "NIP biasanya 18 angka; periksa lagi.", "nip")


def check_tata(record: TataNaskah) -> Iterator[Problem]:
    """Yield margins that leave no room for text."""
    yield from check_fields(record)
    for profile, left, right in (
        ("hukum", record.hukum_kiri, record.hukum_kanan),
        ("surat", record.surat_kiri, record.surat_kanan),
    ):
        if 210 - left - right < _NARROWEST:
            text = "Batas kiri dan kanan terlalu lebar; sisakan paling sedikit 100 mm untuk teks."
            yield problem(record, "batas", text, f"{profile}_kanan")


def check_aturan(record: AturanNaskah) -> Iterator[Problem]:
    """Yield a number pattern with what no number has, or without the number itself."""
    yield from check_fields(record)
    for name in _BRACED.findall(record.pola):
        if name not in TANDA_NOMOR:
            known = " ".join(f"{{{each}}}" for each in TANDA_NOMOR)
            text = f"Pola nomor tidak mengenal {{{name}}}; yang dapat dipakai: {known}."
            yield problem(record, "pola", text, "pola")
    if record.pola and "{urut}" not in record.pola:
        yield warning(record, "tanpa_urut", "Pola nomor tidak memuat {urut}.", "pola")
