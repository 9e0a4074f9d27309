"""What was done: where, when, for how many people, with which money, and what it looked like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Choice, Field
from kkbdesk.model.ids import (
    FotoRealisasiId,
    KampungId,
    KegiatanId,
    Kind,
    OPDId,
    OPDRealisasiId,
    ProgramId,
    RealisasiId,
    RencanaId,
    derived_id,
)

_REALISASI = Field("Realisasi", ref=Kind.REALISASI)


@dataclass(frozen=True, slots=True, kw_only=True)
class Realisasi:
    """One activity that took place, planned or not."""

    KIND: ClassVar[Kind] = Kind.REALISASI
    NOUN: ClassVar[str] = "Realisasi"

    id: Annotated[RealisasiId, Field("Id", technical=True)]
    rencana: Annotated[
        RencanaId | None,
        Field("Melaksanakan rencana", ref=Kind.RENCANA, help="Kosong: di luar rencana."),
    ] = None
    kampung: Annotated[KampungId | None, Field("Kampung KB", ref=Kind.KAMPUNG)] = None
    judul: Annotated[
        str, Field("Judul kegiatan", names=True, aliases=("Judul", "Nama kegiatan", "Kegiatan"))
    ]
    tanggal: Annotated[
        date, Field("Tanggal pelaksanaan", names=True, aliases=("Tanggal", "Tanggal kegiatan"))
    ]
    tempat: Annotated[str, Field("Tempat pelaksanaan", aliases=("Tempat", "Lokasi"))] = ""
    uraian: Annotated[
        str,
        Field(
            "Uraian pelaksanaan",
            long=True,
            help="Apa yang terjadi.",
            aliases=("Deskripsi", "Uraian", "Deskripsi kegiatan", "Hasil"),
        ),
    ] = ""
    program: Annotated[ProgramId | None, Field("Program", ref=Kind.PROGRAM)] = None
    kegiatan_inpres: Annotated[KegiatanId | None, Field("Kegiatan Inpres", ref=Kind.KEGIATAN)] = (
        None
    )
    seksi: Annotated[str, Field("Seksi", daftar="seksi", aliases=("Seksi Pokja",))] = ""
    sasaran_peserta: Annotated[
        tuple[str, ...], Field("Sasaran peserta", daftar="sasaran_peserta", aliases=("Sasaran",))
    ] = ()
    laki_laki: Annotated[
        int | None,
        Field("Peserta laki-laki", unit="orang", minimum=0, aliases=("Laki-laki", "L")),
    ] = None
    perempuan: Annotated[
        int | None,
        Field("Peserta perempuan", unit="orang", minimum=0, aliases=("Perempuan", "P")),
    ] = None
    capaian: Annotated[
        Decimal | None,
        Field(
            "Capaian",
            minimum=0,
            help="Dalam satuan target rencananya.",
            aliases=("Realisasi fisik", "Realisasi volume", "Volume realisasi"),
        ),
    ] = None
    biaya: Annotated[
        Decimal | None,
        Field(
            "Realisasi anggaran",
            unit="Rp",
            places=0,
            rupiah=True,
            minimum=0,
            aliases=("Biaya", "Anggaran terpakai", "Realisasi keuangan", "Realisasi (Rp)"),
        ),
    ] = None
    kendala: Annotated[
        str, Field("Kendala", long=True, aliases=("Hambatan", "Permasalahan pelaksanaan"))
    ] = ""
    diinput: Annotated[
        date | None,
        Field("Sudah diinput", help="Tanggal dimasukkan ke laman nasional.", aliases=("Diinput",)),
    ] = None
    kantor: Annotated[str, Field("Kantor pemilik", technical=True)] = ""

    @property
    def peserta(self) -> int | None:
        """Return how many people came, None where nobody counted."""
        counted = [number for number in (self.laki_laki, self.perempuan) if number is not None]
        return sum(counted) if counted else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OPDRealisasi:
    """An agency that was there."""

    KIND: ClassVar[Kind] = Kind.OPD_REALISASI
    NOUN: ClassVar[str] = "OPD hadir"

    id: Annotated[OPDRealisasiId, Field("Id", technical=True)]
    realisasi: Annotated[RealisasiId, _REALISASI]
    opd: Annotated[OPDId, Field("OPD", ref=Kind.OPD)]


class SaatFoto(Choice):
    """When a picture of an activity was taken."""

    SEBELUM = "sebelum", "Sebelum"
    KEGIATAN = "kegiatan", "Saat kegiatan"
    SESUDAH = "sesudah", "Sesudah"


@dataclass(frozen=True, slots=True, kw_only=True)
class FotoRealisasi:
    """A picture of an activity."""

    KIND: ClassVar[Kind] = Kind.FOTO_REALISASI
    NOUN: ClassVar[str] = "Foto kegiatan"

    id: Annotated[FotoRealisasiId, Field("Id", technical=True)]
    realisasi: Annotated[RealisasiId, _REALISASI]
    berkas: Annotated[str, Field("Berkas", technical=True, berkas=True)]
    """Digest of the picture."""
    saat: Annotated[SaatFoto, Field("Saat")] = SaatFoto.KEGIATAN
    keterangan: Annotated[str, Field("Keterangan foto", names=True)]
    urut: Annotated[int, Field("Urutan", minimum=0, maximum=9999)] = 0


def opd_hadir(realisasi: RealisasiId, opd: OPDId) -> OPDRealisasi:
    """Return that an agency was there, the same record everywhere."""
    id = OPDRealisasiId(derived_id(Kind.OPD_REALISASI, realisasi, opd))
    return OPDRealisasi(id=id, realisasi=realisasi, opd=opd)
