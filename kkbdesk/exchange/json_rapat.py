"""Meetings that a program wrote as JSON, brought into the form of a workbook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kkbdesk.errors import StorageFault, UserError
from kkbdesk.exchange.columns import Daftar, layouts
from kkbdesk.exchange.headings import key_of
from kkbdesk.exchange.sheets import Cell, Row, Sheet, Workbook
from kkbdesk.files import reason
from kkbdesk.model.fields import described
from kkbdesk.model.rapat import Keputusan, Pembahasan, Peserta, Rapat, TindakLanjut

_MAX = 20 * 2**20
_MAX_ROWS = 100_000
_PARTS = {
    Daftar.RAPAT: ("rapat", "jadwal"),
    Daftar.PESERTA: ("peserta", "hadir", "kehadiran", "daftar hadir", "undangan"),
    Daftar.NOTULA: ("notula", "notulen", "pembahasan", "keputusan"),
    Daftar.TINDAK_LANJUT: ("tindak lanjut",),
}
"""Under which keys each list may stand."""
DAFTAR = tuple(_PARTS)
"""The lists that may come as JSON."""
_TEXTS = {
    Daftar.RAPAT: described(Rapat, "nama").field.label,
    Daftar.PESERTA: described(Peserta, "nama").field.label,
    Daftar.NOTULA: described(Pembahasan, "isi").field.label,
    Daftar.TINDAK_LANJUT: described(TindakLanjut, "uraian").field.label,
}
"""What a bare text in a list is."""
_KEPUTUSAN = described(Keputusan, "isi").field.label
_MEETING = {"nama": "Nama rapat", "rapat": "Nama rapat", "judul": "Nama rapat",
            "nama rapat": "Nama rapat", "tanggal": "Tanggal rapat",
            "tanggal rapat": "Tanggal rapat"}  # fmt: skip
"""What the fields of a meeting are called in the lists that hang on it."""
_PLACED = ("kode", "kode desa", "kampung", "kampung kb")

Fields = dict[str, Cell]


def buku(path: Path, daftar: Daftar) -> Workbook:
    """Return one list of a file as a workbook; raises UserError, StorageFault.

    It may be a list of objects, an object that holds such a list, or meetings that hold their
    parts; keys are the headings or the names of the fields.
    """
    rows: list[Fields] = []
    for fields in _rows(_load(path), daftar, {}):
        rows.append(fields)
        if len(rows) > _MAX_ROWS:
            raise UserError(f"{path.name} memuat lebih dari {_MAX_ROWS} baris; bagi berkasnya.")
    if not rows:
        raise UserError(f"{path.name} tidak memuat {daftar.label.lower()}.")
    headings = list(dict.fromkeys(key for fields in rows for key in fields))
    head: list[Cell] = [*headings]
    table: list[Row] = [(0, head)]
    table += [(at, [fields.get(key) for key in headings]) for at, fields in enumerate(rows, 1)]
    return Workbook((Sheet(daftar.label, hidden=False, rows=table),))


def _load(path: Path) -> Any:
    try:
        if path.stat().st_size > _MAX:
            raise UserError(f"{path.name} terlalu besar; paling besar {_MAX // 2**20} MB.")
        return json.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError as error:
        raise UserError(f"Berkas {path} tidak ada.") from error
    except OSError as error:
        raise StorageFault(f"{path.name} tidak dapat dibaca: {reason(error)}.") from error
    except (ValueError, RecursionError) as error:
        raise UserError(f"{path.name} bukan JSON yang benar.") from error


def _rows(value: Any, daftar: Daftar, above: Fields, text: str = "") -> Iterator[Fields]:
    """Yield the rows of a list, each with what names its meeting."""
    if isinstance(value, list):
        for item in value:
            yield from _rows(item, daftar, above, text)
    elif isinstance(value, str):
        yield {**above, text or _TEXTS[daftar]: value}
    elif isinstance(value, dict):
        own = {key: value for key, value in value.items() if _is_cell(value)}
        nested = {key: value for key, value in value.items() if not _is_cell(value)}
        lists = [(key, part) for key, part in nested.items() if key_of(key) in _PARTS[daftar]]
        lists += [
            (key, part)
            for key, part in value.items()
            if key_of(key) in _PARTS[daftar] and _is_texts(part) and (key, part) not in lists
        ]
        holders = _holders(nested, daftar)
        if lists or holders:
            yield from _nested(lists, holders, daftar, {**above, **_named(own, nested)})
        else:
            yield {**above, **_titled(own, daftar, text)}


def _nested(
    lists: list[tuple[str, Any]], holders: list[Any], daftar: Daftar, above: Fields
) -> Iterator[Fields]:
    for key, part in lists:
        text = _KEPUTUSAN if key_of(key) == "keputusan" else ""
        yield from _rows(part, daftar, above if daftar is not Daftar.RAPAT else {}, text)
    for part in holders:
        yield from _rows(part, daftar, above)


def _holders(nested: dict[str, Any], daftar: Daftar) -> list[Any]:
    """Return the meetings within which the wanted lists may stand."""
    if daftar is Daftar.RAPAT:
        return []
    return [
        part
        for key, part in nested.items()
        if key_of(key) in _PARTS[Daftar.RAPAT] and _holds(part, daftar)
    ]


def _holds(part: Any, daftar: Daftar) -> bool:
    """Tell whether a meeting, or one of several, holds the wanted list."""
    meetings = part if isinstance(part, list) else [part]
    return any(
        isinstance(item, dict) and any(key_of(key) in _PARTS[daftar] for key in item)
        for item in meetings
    )


def _named(own: dict[str, Any], nested: dict[str, Any]) -> Fields:
    """Return what names the meeting, from its own fields or those of an object `rapat`."""
    inner = nested.get("rapat")
    if isinstance(inner, dict):
        own = {**own, **{key: value for key, value in inner.items() if _is_cell(value)}}
    named: Fields = {}
    for key, value in own.items():
        plain = key_of(key)
        if plain in _MEETING:
            named[_MEETING[plain]] = _cell(value)
        elif plain in _PLACED:
            named[key] = _cell(value)
    return named


def _titled(own: dict[str, Any], daftar: Daftar, text: str) -> Fields:
    """Return the fields of an object under their headings."""
    columns = layouts()[daftar].columns
    known = {key_of(alias): item.label for item in reversed(columns) for alias in item.aliases}
    known |= {key_of(name): item.label for item in columns for name in (item.key, item.label)}
    parts = {part for other in DAFTAR if other is not daftar for part in _PARTS[other]}
    titled = {
        known.get(key_of(key), key): _cell(value)
        for key, value in own.items()
        if key_of(key) in known or key_of(key) not in parts
    }
    if text:
        return {text if key == _TEXTS[daftar] else key: value for key, value in titled.items()}
    return titled


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_cell(value: Any) -> bool:
    return not isinstance(value, list | dict) or _is_texts(value)


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        return "\n".join(value)
    if isinstance(value, str):
        return value if value.strip() else None
    return value if isinstance(value, bool | int | float) else None
