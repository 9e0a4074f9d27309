"""The office that works with the program; its names stand on every print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Choice, Field
from kkbdesk.model.ids import KantorId, Kind, KodeWilayah


class Tingkat(Choice):
    """The level of an office."""

    KABUPATEN = "kabupaten", "Kabupaten/kota"
    PROVINSI = "provinsi", "Provinsi"
    PUSAT = "pusat", "Pusat"


class Kertas(Choice):
    """The paper that reports are printed on."""

    F4 = "f4", "F4 (215 × 330 mm)"
    A4 = "a4", "A4 (210 × 297 mm)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kantor:
    """Level, region, names, address and head of the office."""

    KIND: ClassVar[Kind] = Kind.KANTOR
    NOUN: ClassVar[str] = "Kantor"

    id: Annotated[KantorId, Field("Id", technical=True)]
    tingkat: Annotated[Tingkat, Field("Tingkat", technical=True)]
    wilayah: Annotated[KodeWilayah | None, Field("Wilayah", ref=Kind.WILAYAH, technical=True)] = (
        None
    )
    pemerintah: Annotated[
        str,
        Field("Pemerintah daerah", help="Baris pertama kop, misalnya Pemerintah Kabupaten Contoh."),
    ] = ""
    nama: Annotated[str, Field("Nama dinas", names=True, help="Baris kedua kop.")]
    alamat: Annotated[str, Field("Alamat", long=True)] = ""
    telepon: Annotated[str, Field("Telepon")] = ""
    surel: Annotated[str, Field("Surel (email)")] = ""
    laman: Annotated[str, Field("Laman")] = ""
    kode_pos: Annotated[str, Field("Kode pos")] = ""
    tempat: Annotated[
        str, Field("Tempat penandatanganan", help="Ibu kota, ditulis di depan tanggal surat.")
    ] = ""
    kepala_jabatan: Annotated[str, Field("Jabatan kepala")] = "Kepala Dinas"
    kepala_nama: Annotated[str, Field("Nama kepala", help="Dengan gelar.", pribadi=True)] = ""
    kepala_pangkat: Annotated[str, Field("Pangkat kepala")] = ""
    kepala_nip: Annotated[str, Field("NIP kepala", pribadi=True)] = ""
    sebutan_desa: Annotated[
        str, Field("Sebutan desa", help="Misalnya Desa/Kelurahan, Nagari, Pekon, Kampung.")
    ] = "Desa/Kelurahan"
    kertas: Annotated[Kertas, Field("Kertas")] = Kertas.F4
    banyak_penanggung_jawab: Annotated[
        bool,
        Field(
            "Satu program boleh lebih dari satu penanggung jawab",
            help="Bila tidak, matriks menunjukkannya sebagai tumpang tindih.",
        ),
    ] = False
    contoh: Annotated[bool, Field("Kantor contoh", technical=True)] = False
    kantor: Annotated[str, Field("Kantor pemilik", technical=True)] = ""
