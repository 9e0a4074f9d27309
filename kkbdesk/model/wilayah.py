"""Regions after the code list of the Ministry of Home Affairs, and how many villages there were."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Field
from kkbdesk.model.ids import JumlahDesaId, Kind, KodeWilayah

PROVINSI, KABUPATEN, KECAMATAN, DESA = 1, 2, 3, 4
_LENGTHS = {2: PROVINSI, 5: KABUPATEN, 8: KECAMATAN, 13: DESA}
_PREFIX = {PROVINSI: 2, KABUPATEN: 5, KECAMATAN: 8, DESA: 13}
_PUNCTUATION = re.compile(r"[\W_]+")
# The last part is 1xxx for a kelurahan, 2xxx for a desa, 3xxx for a desa adat (in Papua).
_CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wilayah:
    """A province, district, subdistrict or village; a code is never deleted, it only ends."""

    KIND: ClassVar[Kind] = Kind.WILAYAH
    NOUN: ClassVar[str] = "Wilayah"

    id: Annotated[KodeWilayah, Field("Kode wilayah", aliases=("Kode", "Kode Kemendagri"))]
    nama: Annotated[str, Field("Nama wilayah", names=True, aliases=("Nama",))]
    mulai: Annotated[
        date | None, Field("Berlaku sejak", help="Kosong: sejak sebelum daftar yang tertua.")
    ] = None
    sampai: Annotated[
        date | None, Field("Berlaku sampai", help="Kosong: masih berlaku. Hari ini sudah tidak.")
    ] = None
    alias: Annotated[
        tuple[str, ...], Field("Ejaan lain", help="Misalnya Muntok untuk Mentok.")
    ] = ()

    @property
    def tingkat(self) -> int:
        """Return the level, 1 provinsi to 4 desa/kelurahan."""
        return level(self.id)

    def valid(self, per: date) -> bool:
        """Tell whether the region existed on that day."""
        return (self.mulai is None or self.mulai <= per) and (
            self.sampai is None or per < self.sampai
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class JumlahDesa:
    """How many villages a region had in a year, as the office states it with its source."""

    KIND: ClassVar[Kind] = Kind.JUMLAH_DESA
    NOUN: ClassVar[str] = "Jumlah desa"

    id: Annotated[JumlahDesaId, Field("Id", technical=True)]
    wilayah: Annotated[
        KodeWilayah,
        Field("Wilayah", ref=Kind.WILAYAH, names=True, aliases=("Kecamatan", "Kabupaten/Kota")),
    ]
    tahun: Annotated[int, Field("Tahun", names=True, tahun=True, minimum=1945, maximum=2100)]
    jumlah: Annotated[
        int,
        Field("Jumlah desa/kelurahan", names=True, minimum=0, aliases=("Jumlah Desa", "Jumlah")),
    ]
    sumber: Annotated[str, Field("Sumber")] = ""


def is_code(text: str) -> bool:
    """Tell whether the text is written like a region code."""
    return _CODE.fullmatch(text) is not None


def level(kode: str) -> int:
    """Return the level of a code, 0 for no code."""
    return _LENGTHS.get(len(kode), 0)


def ancestor(kode: str, tingkat: int) -> KodeWilayah:
    """Return the code of the region of that level that holds this one ("" above the top)."""
    return KodeWilayah(kode[: _PREFIX[tingkat]]) if tingkat else KodeWilayah("")


def is_kelurahan(kode: str) -> bool:
    """Tell whether a village code is that of a kelurahan."""
    return level(kode) == DESA and kode[9] == "1"


def with_ancestors(codes: Iterable[str]) -> set[str]:
    """Return these codes and those of all regions that hold them."""
    found = {code for code in codes if level(code)}
    for tingkat in (KECAMATAN, KABUPATEN, PROVINSI):
        found |= {ancestor(code, tingkat) for code in found if level(code) > tingkat}
    return found


def within(kode: str, wilayah: str) -> bool:
    """Tell whether the first code lies in (or is) the second; the whole country is ""."""
    return kode == wilayah or not wilayah or kode.startswith(f"{wilayah}.")


def normal(text: str) -> str:
    """Return a name as it is compared: lower case, without punctuation, single blanks."""
    return " ".join(_PUNCTUATION.sub(" ", text.casefold()).split())
