"""Agencies (OPD) and other partners, with the names they had before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Choice, Field
from kkbdesk.model.ids import Kind, NamaOPDId, OPDId


class JenisOPD(Choice):
    """What kind of body it is."""

    OPD = "opd", "OPD"
    VERTIKAL = "vertikal", "Instansi vertikal"
    MASYARAKAT = "masyarakat", "Organisasi masyarakat"
    SWASTA = "swasta", "Swasta"


@dataclass(frozen=True, slots=True, kw_only=True)
class OPD:
    """An agency or partner that takes part in the programs."""

    KIND: ClassVar[Kind] = Kind.OPD
    NOUN: ClassVar[str] = "OPD"

    id: Annotated[OPDId, Field("Id", technical=True)]
    nama: Annotated[str, Field("Nama OPD", names=True, aliases=("Nama", "Instansi", "OPD"))]
    singkatan: Annotated[
        str, Field("Singkatan", help="Kepala kolom matriks.", aliases=("Nama singkat",))
    ] = ""
    jenis: Annotated[JenisOPD, Field("Jenis")] = JenisOPD.OPD
    tupoksi: Annotated[
        str, Field("Ranah/tupoksi", long=True, aliases=("Tupoksi", "Ranah", "Ranah Tupoksi"))
    ] = ""
    pic: Annotated[
        str,
        Field("Kader binaan/PIC", aliases=("PIC", "Kader binaan", "Narahubung"), pribadi=True),
    ] = ""
    kontak: Annotated[str, Field("Kontak PIC", aliases=("Kontak", "No. HP"), pribadi=True)] = ""
    koordinator: Annotated[
        bool,
        Field("Koordinator Kampung KB", help="Dinas yang membidangi KB.", aliases=("Koordinator",)),
    ] = False
    program: Annotated[
        tuple[str, ...],
        Field(
            "Program usulan",
            help="Nomor program menurut tupoksi, dasar usulan awal matriks.",
            aliases=("Program",),
        ),
    ] = ()
    urut: Annotated[int, Field("Urutan", aliases=("No",), minimum=0)] = 0
    mulai: Annotated[date | None, Field("Dibentuk")] = None
    selesai: Annotated[
        date | None, Field("Tidak aktif sejak", help="Tidak lagi ditawarkan, tetap terbaca.")
    ] = None
    kantor: Annotated[str, Field("Kantor pemilik", technical=True)] = ""

    @property
    def singkat(self) -> str:
        """Return the short name, or the full one where there is none."""
        return self.singkatan or self.nama

    def aktif(self, per: date) -> bool:
        """Tell whether the agency exists on that day."""
        return (self.mulai is None or self.mulai <= per) and (
            self.selesai is None or per < self.selesai
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NamaOPD:
    """A name that an agency bore until a day, so that papers of that time keep it."""

    KIND: ClassVar[Kind] = Kind.NAMA_OPD
    NOUN: ClassVar[str] = "Nama lama OPD"

    id: Annotated[NamaOPDId, Field("Id", technical=True)]
    opd: Annotated[OPDId, Field("OPD", ref=Kind.OPD)]
    nama: Annotated[str, Field("Nama lama", names=True)]
    singkatan: Annotated[str, Field("Singkatan lama")] = ""
    sampai: Annotated[date, Field("Dipakai sampai", names=True)]
    kantor: Annotated[str, Field("Kantor pemilik", technical=True)] = ""
