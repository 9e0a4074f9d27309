"""What the user adds to an import: which heading is which column, which text is which region."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kkbdesk.errors import UserError
from kkbdesk.exchange.columns import Daftar, layouts
from kkbdesk.exchange.headings import key_of
from kkbdesk.exchange.reading import read
from kkbdesk.exchange.sheets import Sheet
from kkbdesk.exchange.values import shown
from kkbdesk.files import reason
from kkbdesk.model.wilayah import normal

LEMBAR_USULAN = "Usulan"
KOLOM_USULAN = ("Teks dalam berkas", "Kode usulan", "Nama usulan", "Baris", "Terima")
"""The sheet of a result workbook in which the user accepts proposals."""
_ACCEPTED = {"ya", "y", "v", "x", "1", "√", "✓", "true", "ok", "setuju"}
_REFUSED = {"", "tidak", "t", "0", "false", "no"}
_MAX_JSON = 5 * 2**20


@dataclass(frozen=True, slots=True)
class Peta:
    """Which list a workbook holds and which heading stands for which column."""

    jenis: Daftar
    kolom: Mapping[str, str]
    """Heading in the workbook -> key of the column."""


def buat_peta(jenis: str, kolom: Mapping[str, str]) -> Peta:
    """Return a mapping; columns may be named by key or by label. Raises UserError."""
    try:
        daftar = Daftar(jenis)
    except ValueError:
        known = ", ".join(Daftar)
        raise UserError(f"Jenis “{jenis}” tidak dikenal; pilih salah satu: {known}.") from None
    columns = layouts()[daftar].columns
    keys = {key_of(column.label): column.key for column in columns}
    keys |= {column.key: column.key for column in columns}
    found = {}
    for heading, name in kolom.items():
        key = keys.get(name) or keys.get(key_of(name))
        if key is None:
            known = ", ".join(column.key for column in columns)
            raise UserError(f"Kolom “{name}” tidak ada untuk {daftar}; yang ada: {known}.")
        found[heading] = key
    if not found:
        raise UserError("Peta kolom tidak menyebut satu kolom pun.")
    return Peta(daftar, found)


def baca_peta(path: Path) -> Peta:
    """Return the mapping of a file: JSON, or a table of headings and columns; raises UserError."""
    if path.suffix.casefold() == ".json":
        content = _json(path)
        kolom = content.get("kolom")
        if not isinstance(content.get("jenis"), str) or not isinstance(kolom, dict):
            raise UserError(f'{path.name} harus berbentuk {{"jenis": …, "kolom": {{…}}}}.')
        return buat_peta(content["jenis"], {str(key): str(value) for key, value in kolom.items()})
    pairs = dict(_pairs(read(path).sheets))
    jenis = next((name for name in pairs if normal(name) == "jenis"), None)
    if jenis is None:
        raise UserError(f"{path.name} harus memuat baris “jenis”, misalnya: jenis; klasifikasi.")
    kind = pairs.pop(jenis)
    return buat_peta(kind, {key: value for key, value in pairs.items() if key_of(key) != "kolom"})


def baca_konfirmasi(path: Path) -> dict[str, str]:
    """Return the confirmed texts of a file with their codes or names; raises UserError.

    It may be the result workbook with its column Terima filled in, JSON, or a table of two columns.
    """
    if path.suffix.casefold() == ".json":
        return {str(text): str(code).strip() for text, code in _json(path).items()}
    sheets = read(path).sheets
    for sheet in sheets:
        if sheet.name == LEMBAR_USULAN or _first_texts(sheet)[:1] == [KOLOM_USULAN[0]]:
            return _accepted(sheet)
    return dict(_pairs(sheets))


def _json(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _MAX_JSON:
            raise UserError(f"{path.name} terlalu besar.")
        content = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise UserError(f"{path.name} tidak dapat dibaca: {reason(error)}.") from error
    except (ValueError, RecursionError) as error:
        raise UserError(f"{path.name} bukan JSON yang benar.") from error
    if not isinstance(content, dict):
        raise UserError(f'{path.name} harus berupa satu objek JSON, misalnya {{"teks": "kode"}}.')
    return content


def _first_texts(sheet: Sheet) -> list[str]:
    return [shown(cell) for cell in sheet.rows[0][1]] if sheet.rows else []


def _pairs(sheets: Iterable[Sheet]) -> Iterable[tuple[str, str]]:
    for sheet in sheets:
        for _, cells in sheet.rows:
            if len(cells) > 1 and cells[0] is not None and cells[1] is not None:
                yield shown(cells[0]), shown(cells[1])


def _accepted(sheet: Sheet) -> dict[str, str]:
    accepted: dict[str, str] = {}
    for number, cells in sheet.rows[1:]:
        text, code, *_, answer = [shown(cell) for cell in (*cells, *[None] * 5)[:5]]
        if answer.casefold() in _REFUSED:
            continue
        chosen = code if answer.casefold() in _ACCEPTED else answer
        if accepted.setdefault(text, chosen) != chosen:
            raise UserError(f"Baris {number}: “{text}” diterima dua kali dengan kode berbeda.")
    return accepted
