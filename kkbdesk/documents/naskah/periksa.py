"""What is wrong with a text that an office wrote: parts, fields, tables, signatories, braces."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from kkbdesk.documents.naskah.bahan import DAFTAR, LABEL, PENANDA, TABEL
from kkbdesk.documents.naskah.teks import (
    Bagian,
    baca_teks,
    isian_dalam,
    kurung_dalam,
)
from kkbdesk.errors import UserError


def periksa_teks(teks: str) -> None:
    """Raise UserError that names the line where a text asks for what there is not."""
    parts = baca_teks(teks)
    for nomor, nama in isian_dalam(teks):
        if nama.casefold() not in {*LABEL, *DAFTAR}:
            near = _near(nama.casefold(), [*LABEL, *DAFTAR])
            meant = f" Mungkin {{{near}}}." if near else ""
            raise UserError(f"Baris {nomor}: isian {{{nama}}} tidak dikenal.{meant}")
    for nomor, tulisan in kurung_dalam(teks):
        raise UserError(
            f"Baris {nomor}: {tulisan} bukan isian. Tulis namanya saja di antara satu pasang "
            "kurung kurawal, misalnya {desa}."
        )
    for part in parts:
        if part.nama == "tabel":
            _check_named(part, part.rinci, TABEL, "tabel")
        elif part.nama == "tanda tangan":
            for name in filter(None, (each.strip() for each in part.rinci.split("|"))):
                _check_named(part, name, PENANDA, "penanda tangan")


def _check_named(part: Bagian, name: str, known: Collection[str], what: str) -> None:
    if name not in known:
        near = _near(name, known)
        meant = f"Mungkin “{near}”" if near else f"Yang ada: {', '.join(known)}"
        raise UserError(f"Baris {part.nomor}: {what} “{name}” tidak dikenal. {meant}.")


def _near(name: str, known: Collection[str]) -> str:
    return next(iter(difflib.get_close_matches(name, known, 1)), "")
