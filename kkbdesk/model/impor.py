"""What was imported, and what the user confirmed on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Choice, Field
from kkbdesk.model.ids import ImporId, Kind, KodeWilayah, PadananId


class JenisPadanan(Choice):
    """What a confirmed match is about."""

    WILAYAH = "wilayah", "Nama wilayah"
    OPD = "opd", "Nama OPD"
    KOLOM = "kolom", "Kolom berkas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Impor:
    """One import of a kind of list for a region: its date and which records the file named."""

    KIND: ClassVar[Kind] = Kind.IMPOR
    NOUN: ClassVar[str] = "Impor"

    id: Annotated[ImporId, Field("Id", technical=True)]
    jenis: Annotated[str, Field("Jenis daftar")]
    wilayah: Annotated[KodeWilayah | None, Field("Wilayah", ref=Kind.WILAYAH)] = None
    tanggal: Annotated[date, Field("Keadaan tanggal")]
    berkas: Annotated[str, Field("Nama berkas")] = ""
    isi: Annotated[tuple[str, ...], Field("Isi", technical=True)] = ()
    """Ids of the records that the file named, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Padanan:
    """A match that the user confirmed once: this text means that code, agency or field."""

    KIND: ClassVar[Kind] = Kind.PADANAN
    NOUN: ClassVar[str] = "Padanan"

    id: Annotated[PadananId, Field("Id", technical=True)]
    jenis: Annotated[JenisPadanan, Field("Jenis")]
    teks: Annotated[str, Field("Teks dalam berkas")]
    tujuan: Annotated[str, Field("Dibaca sebagai")]
