"""How many villages regions had on a day, and which regions an office is divided into."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from kkbdesk.model import wilayah
from kkbdesk.model.ids import KodeWilayah
from kkbdesk.model.wilayah import JumlahDesa, Wilayah
from kkbdesk.store import Reader

Cacah = tuple[int, str]
"""A number of villages, and the source where the office states it ("" where it was counted)."""


def jumlah_desa(reader: Reader, kode: str, per: date) -> Cacah:
    """Return how many villages a region ("" is the country) had on a day, with the source."""
    return jumlah_desa_dalam(reader, kode, wilayah.level(kode), per).get(KodeWilayah(kode), (0, ""))


def jumlah_desa_dalam(
    reader: Reader, kode: str, tingkat: int, per: date
) -> dict[KodeWilayah, Cacah]:
    """Return how many villages each region of a level within a code had on a day, in one query.

    What the office states of a region, for that year or the newest before it, holds; otherwise
    its parts are added up, down to the list of regions as it stood on the day.
    """
    stated = _stated(reader, kode, per)
    listed = Counter(
        wilayah.ancestor(item.id, wilayah.KECAMATAN)
        for item in reader.wilayah_dalam(kode, wilayah.DESA)
        if item.valid(per)
    )
    found = {region: (number, "") for region, number in listed.items()}
    for level in range(wilayah.KECAMATAN, tingkat - 1, -1):
        if level < wilayah.KECAMATAN:
            found = _added_up(found, level)
        found |= {region: told for region, told in stated.items() if wilayah.level(region) == level}
    return found


def bagian(reader: Reader, kode: str, tingkat: int, per: date) -> dict[KodeWilayah, Wilayah]:
    """Return the regions of a level within a code that existed on a day, by code."""
    return {item.id: item for item in reader.wilayah_dalam(kode, tingkat) if item.valid(per)}


def _stated(reader: Reader, kode: str, per: date) -> dict[KodeWilayah, Cacah]:
    newest = sorted(
        (
            item
            for item in reader.find(JumlahDesa)
            if item.tahun <= per.year and wilayah.within(item.wilayah, kode)
        ),
        key=lambda item: item.tahun,
    )
    return {item.wilayah: (item.jumlah, item.sumber or "pernyataan kantor") for item in newest}


def _added_up(parts: Mapping[KodeWilayah, Cacah], level: int) -> dict[KodeWilayah, Cacah]:
    numbers: Counter[KodeWilayah] = Counter()
    sources: dict[KodeWilayah, set[str]] = defaultdict(set)
    for region, (number, source) in parts.items():
        whole = wilayah.ancestor(region, level)
        numbers[whole] += number
        sources[whole] |= {source} - {""}
    return {whole: (number, "; ".join(sorted(sources[whole]))) for whole, number in numbers.items()}
