"""What villages need: their problems of a year, ranked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Field
from kkbdesk.model.ids import KampungId, Kind, PermasalahanId, ProgramId, RencanaId


@dataclass(frozen=True, slots=True, kw_only=True)
class Permasalahan:
    """A problem of a kampung in a year, and the planned activity that answers it."""

    KIND: ClassVar[Kind] = Kind.PERMASALAHAN
    NOUN: ClassVar[str] = "Permasalahan"

    id: Annotated[PermasalahanId, Field("Id", technical=True)]
    kampung: Annotated[KampungId, Field("Kampung KB", ref=Kind.KAMPUNG)]
    tahun: Annotated[int, Field("Tahun", names=True, tahun=True, minimum=1945, maximum=2100)]
    peringkat: Annotated[
        int | None,
        Field(
            "Peringkat",
            minimum=1,
            maximum=999,
            help="1 paling mendesak; tiap angka sekali untuk satu kampung dan tahun.",
            aliases=("Prioritas", "Urutan prioritas", "Rangking", "Ranking"),
        ),
    ] = None
    program: Annotated[
        ProgramId | None, Field("Program", ref=Kind.PROGRAM, aliases=("Program Inpres", "Bidang"))
    ] = None
    uraian: Annotated[
        str,
        Field(
            "Permasalahan",
            names=True,
            long=True,
            aliases=("Uraian permasalahan", "Uraian masalah", "Masalah", "Kebutuhan"),
        ),
    ]
    dasar: Annotated[
        str,
        Field(
            "Data dasar",
            help="Angka atau sumber yang menunjukkannya.",
            aliases=("Data pendukung", "Dasar data", "Data"),
        ),
    ] = ""
    rencana: Annotated[
        RencanaId | None,
        Field("Dijawab oleh rencana", ref=Kind.RENCANA, help="Kosong: belum terjawab."),
    ] = None
    catatan: Annotated[str, Field("Catatan", long=True, aliases=("Keterangan",))] = ""
