"""Numbers of documents: proposed by pattern and year, read back from what was typed, checked."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from kkbdesk.model.ids import KampungId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.naskah import NASKAH_DESA, Naskah, PeranPejabat
from kkbdesk.rules.naskah import TANDA_NOMOR
from kkbdesk.services.naskah import baca_aturan, jenis_naskah
from kkbdesk.store import Reader

_TOKEN = re.compile(rf"\{{({'|'.join(TANDA_NOMOR)})\}}")


@dataclass(frozen=True, slots=True)
class Nomor:
    """What stands out in the numbers of a kind and year, for what a village issues in its own."""

    jenis: str
    tahun: int
    kampung: str
    hilang: tuple[int, ...]
    ganda: tuple[int, ...]


def nomor_berikut(
    reader: Reader, jenis: str, tanggal: date, kampung: KampungId | None = None
) -> tuple[int | None, str]:
    """Return the next number of a kind in a year, bare and after its pattern.

    A village counts what it issues by itself. None and nothing for kinds that bear no number.
    """
    pola = _pattern(reader, jenis)
    if not pola:
        return None, ""
    place = kampung if jenis in NASKAH_DESA else None
    used = _used(reader, jenis, tanggal.year).get(place, [])
    urut = max(used, default=0) + 1
    return urut, _written(reader, jenis, pola, tanggal, str(urut))


def urut_dari(reader: Reader, jenis: str, tanggal: date, nomor: str) -> int | None:
    """Return the bare number that was typed, where it follows the pattern of its kind."""
    pola = _pattern(reader, jenis)
    if "{urut}" not in pola:
        return None
    before, after = _written(reader, jenis, pola, tanggal, "\0").split("\0", 1)
    match = re.fullmatch(rf"{re.escape(before)}0*(\d{{1,5}}){re.escape(after)}", nomor.strip())
    return int(match[1]) if match and int(match[1]) else None


def nomor_janggal(reader: Reader, tahun: int) -> list[Nomor]:
    """Return per kind the numbers that are missing or used twice in a year.

    The office's own letters count from 1. The regional secretariat numbers the decrees of many
    offices, so that theirs count from the first that is known; villages number much that is
    nobody's business here, so that only what they used twice is told.
    """
    kinds = sorted({item.jenis for item in reader.find(Naskah)})
    found = [
        _odd(reader, kode, tahun, place, used)
        for kode in kinds
        for place, used in _used(reader, kode, tahun).items()
    ]
    return [each for each in found if each.hilang or each.ganda]


def _pattern(reader: Reader, jenis: str) -> str:
    return baca_aturan(reader, jenis).pola or jenis_naskah(jenis).pola


def _written(reader: Reader, jenis: str, pola: str, tanggal: date, urut: str) -> str:
    from kkbdesk.documents.naskah.kata import romawi  # noqa: PLC0415 - loaded when needed

    aturan = baca_aturan(reader, jenis)
    values = {
        "kode": aturan.kode or jenis_naskah(jenis).klasifikasi,
        "urut": urut,
        "unit": aturan.unit,
        "bulan": str(tanggal.month),
        "bulan_romawi": romawi(tanggal.month),
        "tahun": str(tanggal.year),
    }
    written = _TOKEN.sub(lambda match: values[match[1]], pola)
    return re.sub(r"/{2,}", "/", written).strip("/")


def _used(reader: Reader, jenis: str, tahun: int) -> dict[KampungId | None, list[int]]:
    """Return the numbers of a kind in a year, those of a village's own by its kampung."""
    found: dict[KampungId | None, list[int]] = {}
    for item in reader.find(Naskah, jenis=jenis):
        if item.urut is not None and item.tanggal is not None and item.tanggal.year == tahun:
            place = item.kampung if jenis in NASKAH_DESA else None
            found.setdefault(place, []).append(item.urut)
    return found


def _odd(reader: Reader, jenis: str, tahun: int, place: KampungId | None, used: list[int]) -> Nomor:
    counted = Counter(used)
    own = jenis_naskah(jenis).peran is PeranPejabat.KEPALA_DINAS
    wanted = range(1 if own else min(used), max(used))
    gaps = () if jenis in NASKAH_DESA else tuple(n for n in wanted if n not in counted)
    twice = tuple(sorted(n for n, times in counted.items() if times > 1))
    kampung = reader.get(Kampung, place) if place else None
    return Nomor(jenis, tahun, kampung.nama if kampung else "", gaps, twice)
