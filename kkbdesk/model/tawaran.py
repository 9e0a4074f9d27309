"""What agencies offer: activities that they can bring to the villages in a year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Field
from kkbdesk.model.ids import Kind, KodeWilayah, OPDId, ProgramId, TawaranId


@dataclass(frozen=True, slots=True, kw_only=True)
class Tawaran:
    """An activity that an agency offers for a year."""

    KIND: ClassVar[Kind] = Kind.TAWARAN
    NOUN: ClassVar[str] = "Tawaran"

    id: Annotated[TawaranId, Field("Id", technical=True)]
    tahun: Annotated[
        int,
        Field(
            "Tahun", names=True, tahun=True, minimum=1945, maximum=2100, aliases=("Tahun anggaran",)
        ),
    ]
    opd: Annotated[
        OPDId,
        Field(
            "OPD",
            ref=Kind.OPD,
            names=True,
            aliases=("Instansi", "Perangkat daerah", "SKPD", "Dinas", "Penanggung jawab"),
        ),
    ]
    program: Annotated[
        ProgramId | None,
        Field("Program", ref=Kind.PROGRAM, aliases=("Program Inpres",)),
    ] = None
    kegiatan: Annotated[
        str,
        Field(
            "Kegiatan yang ditawarkan",
            names=True,
            aliases=("Kegiatan", "Nama kegiatan", "Program/Kegiatan", "Uraian kegiatan"),
        ),
    ]  # fmt: skip
    sasaran_peserta: Annotated[
        tuple[str, ...],
        Field("Sasaran peserta", daftar="sasaran_peserta", aliases=("Kelompok sasaran",)),
    ] = ()
    rincian_sasaran: Annotated[
        str, Field("Rincian sasaran", aliases=("Sasaran", "Penerima manfaat"))
    ] = ""
    wilayah: Annotated[
        KodeWilayah | None,
        Field(
            "Hanya di kecamatan",
            ref=Kind.WILAYAH,
            wilayah=3,
            help="Kosong: di mana saja.",
            aliases=("Kecamatan",),
        ),
    ] = None
    kapasitas: Annotated[
        int | None,
        Field(
            "Kapasitas",
            unit="desa",
            minimum=0,
            help="Untuk berapa desa cukup.",
            aliases=("Jumlah desa", "Kapasitas desa", "Jumlah lokasi"),
        ),
    ] = None
    anggaran: Annotated[
        Decimal | None,
        Field(
            "Anggaran tersedia",
            unit="Rp",
            places=0,
            rupiah=True,
            minimum=0,
            aliases=("Anggaran", "Pagu", "Pagu anggaran", "Pagu indikatif", "Jumlah (Rp)"),
        ),
    ] = None
    sumber_dana: Annotated[
        str, Field("Sumber dana", daftar="sumber_dana", aliases=("Sumber anggaran", "Sumber"))
    ] = ""
    catatan: Annotated[str, Field("Catatan", long=True, aliases=("Keterangan",))] = ""
    kantor: Annotated[str, Field("Kantor pemilik", technical=True)] = ""
