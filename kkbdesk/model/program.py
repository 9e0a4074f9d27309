"""What the regulations number and list: programs, activities, and every smaller list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Field
from kkbdesk.model.ids import ButirId, KegiatanId, Kind, ProgramId

_MULAI = Field("Berlaku mulai tahun", tahun=True, minimum=1945, maximum=2100)
_SAMPAI = Field(
    "Berlaku sampai tahun", tahun=True, minimum=1945, maximum=2100, help="Kosong: masih berlaku."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One of the programs of the presidential instruction; the id is its number."""

    KIND: ClassVar[Kind] = Kind.PROGRAM
    NOUN: ClassVar[str] = "Program"

    id: Annotated[ProgramId, Field("Nomor", names=True)]
    nama: Annotated[str, Field("Nama program", names=True, aliases=("Program",))]
    singkatan: Annotated[str, Field("Nama singkat")] = ""
    sasaran: Annotated[str, Field("Sasaran", daftar="sasaran")] = ""
    kementerian: Annotated[tuple[str, ...], Field("Kementerian/lembaga")] = ()
    mulai: Annotated[int | None, _MULAI] = None
    sampai: Annotated[int | None, _SAMPAI] = None

    @property
    def singkat(self) -> str:
        """Return the short name, or the full one where there is none."""
        return self.singkatan or self.nama

    def berlaku(self, tahun: int) -> bool:
        """Tell whether the program was in force in that year."""
        return in_force(self.mulai, self.sampai, tahun)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kegiatan:
    """An activity under a program, with its indicator."""

    KIND: ClassVar[Kind] = Kind.KEGIATAN
    NOUN: ClassVar[str] = "Kegiatan"

    id: Annotated[KegiatanId, Field("Id", technical=True)]
    program: Annotated[ProgramId, Field("Program", ref=Kind.PROGRAM, names=True)]
    nama: Annotated[str, Field("Kegiatan", names=True, aliases=("Nama kegiatan",))]
    indikator: Annotated[str, Field("Indikator", long=True)] = ""
    penanggung_jawab: Annotated[str, Field("Penanggung jawab pusat")] = ""
    sumber: Annotated[str, Field("Sumber")] = ""
    urut: Annotated[int, Field("Urutan", minimum=0)] = 0
    mulai: Annotated[int | None, _MULAI] = None
    sampai: Annotated[int | None, _SAMPAI] = None

    def berlaku(self, tahun: int) -> bool:
        """Tell whether the activity was in force in that year."""
        return in_force(self.mulai, self.sampai, tahun)


@dataclass(frozen=True, slots=True, kw_only=True)
class Butir:
    """One item of a reference list (`daftar`), told by its code."""

    KIND: ClassVar[Kind] = Kind.BUTIR
    NOUN: ClassVar[str] = "Butir daftar"

    id: Annotated[ButirId, Field("Id", technical=True)]
    daftar: Annotated[str, Field("Daftar", names=True)]
    kode: Annotated[str, Field("Kode", names=True)]
    nama: Annotated[str, Field("Nama", names=True)]
    induk: Annotated[str, Field("Kelompok")] = ""
    keterangan: Annotated[str, Field("Keterangan", long=True)] = ""
    sumber: Annotated[str, Field("Sumber")] = ""
    urut: Annotated[int, Field("Urutan", minimum=0)] = 0
    mulai: Annotated[int | None, _MULAI] = None
    sampai: Annotated[int | None, _SAMPAI] = None

    def berlaku(self, tahun: int) -> bool:
        """Tell whether the item was in force in that year."""
        return in_force(self.mulai, self.sampai, tahun)


def in_force(mulai: int | None, sampai: int | None, tahun: int) -> bool:
    """Tell whether the year lies between the two, both included, open ends unbounded."""
    return (mulai is None or mulai <= tahun) and (sampai is None or tahun <= sampai)
