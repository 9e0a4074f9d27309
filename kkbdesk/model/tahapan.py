"""The stages of a year's action plan, as far as people say something of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Field
from kkbdesk.model.ids import Kind, TahapanId, derived_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Tahapan:
    """What somebody noted of a stage in a year; what the data tell is not stored."""

    KIND: ClassVar[Kind] = Kind.TAHAPAN
    NOUN: ClassVar[str] = "Tahapan"

    id: Annotated[TahapanId, Field("Id", technical=True)]
    tahun: Annotated[int, Field("Tahun", names=True, tahun=True, minimum=1945, maximum=2100)]
    tahap: Annotated[str, Field("Tahapan", names=True, daftar="tahapan")]
    selesai: Annotated[
        date | None, Field("Dinyatakan selesai", help="Bila data saja tidak menunjukkannya.")
    ] = None
    catatan: Annotated[str, Field("Catatan", long=True)] = ""
    kantor: Annotated[str, Field("Kantor pemilik", technical=True)] = ""


def tahapan_id(wilayah: str, tahun: int, tahap: str) -> TahapanId:
    """Return the id of a stage of an office, told by the code of its region."""
    return TahapanId(derived_id(Kind.TAHAPAN, wilayah, tahun, tahap))
