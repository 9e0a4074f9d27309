"""A Kampung KB and what was measured of it, by date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Choice, Field
from kkbdesk.model.ids import KampungId, Kind, KlasifikasiId, KodeWilayah, VariabelId


class Cakupan(Choice):
    """How much of the village belongs to the Kampung KB."""

    DESA = "desa", "Desa/Kelurahan"
    DUSUN = "dusun", "Dusun"
    RW = "rw", "RW"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kampung:
    """A village in which the programs are to converge."""

    KIND: ClassVar[Kind] = Kind.KAMPUNG
    NOUN: ClassVar[str] = "Kampung KB"

    id: Annotated[KampungId, Field("Id", technical=True)]
    desa: Annotated[
        KodeWilayah,
        Field(
            "Desa/kelurahan",
            names=True,
            ref=Kind.WILAYAH,
            wilayah=4,
            aliases=("Kode Desa", "Kode Desa/Kelurahan", "Kode Wilayah"),
            help="Ketik kode atau sebagian nama.",
        ),
    ]
    nama: Annotated[str, Field("Nama Kampung KB", names=True, aliases=("Kampung KB", "Nama"))]
    tanggal_pencanangan: Annotated[
        date | None,
        Field(
            "Tanggal pencanangan",
            aliases=("Tanggal Pembentukan", "Dicanangkan", "Tgl Pencanangan"),
        ),
    ] = None
    cakupan: Annotated[Cakupan | None, Field("Cakupan", aliases=("Cakupan Wilayah",))] = None
    gambaran_umum: Annotated[str, Field("Gambaran umum", long=True, aliases=("Deskripsi",))] = ""
    kriteria: Annotated[
        tuple[str, ...],
        Field(
            "Kriteria lokasi",
            daftar="kriteria",
            help="Sejak Inpres 3/2022 semua desa menjadi sasaran, maka boleh kosong.",
        ),
    ] = ()
    lokus_stunting: Annotated[bool | None, Field("Lokus stunting")] = None
    percontohan_kabupaten: Annotated[bool, Field("Percontohan kabupaten/kota")] = False
    percontohan_provinsi: Annotated[bool, Field("Percontohan provinsi")] = False
    lintang: Annotated[
        Decimal | None,
        Field("Lintang", unit="°", koordinat=True, places=6, minimum=-12, maximum=7),
    ] = None
    bujur: Annotated[
        Decimal | None,
        Field("Bujur", unit="°", koordinat=True, places=6, minimum=94, maximum=142),
    ] = None
    luas: Annotated[
        Decimal | None, Field("Luas", unit="km²", places=4, minimum=0, aliases=("Luas km2",))
    ] = None
    sk_nomor: Annotated[str, Field("Nomor SK penetapan", aliases=("Nomor SK", "SK"))] = ""
    sk_tanggal: Annotated[date | None, Field("Tanggal SK penetapan", aliases=("Tanggal SK",))] = (
        None
    )
    aktif: Annotated[bool, Field("Aktif")] = True
    catatan: Annotated[str, Field("Catatan", long=True)] = ""


_SKOR = {"minimum": 1, "maximum": 4}
_INDEKS = {"minimum": 1, "maximum": 4, "places": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Klasifikasi:
    """The class of a kampung on a date, with its twelve scores and three indices where known.

    The order is that of the national website's export, and so are the labels, put into Indonesian.
    """

    KIND: ClassVar[Kind] = Kind.KLASIFIKASI
    NOUN: ClassVar[str] = "Klasifikasi"

    id: Annotated[KlasifikasiId, Field("Id", technical=True)]
    kampung: Annotated[KampungId, Field("Kampung KB", ref=Kind.KAMPUNG)]
    tanggal: Annotated[date, Field("Tanggal klasifikasi", names=True, aliases=("Per Tanggal",))]
    input_pokja: Annotated[int | None, Field("Input Pokja", **_SKOR)] = None
    input_sumber_dana: Annotated[int | None, Field("Input Sumber Dana", **_SKOR)] = None
    input_poktan: Annotated[int | None, Field("Input Poktan", **_SKOR)] = None
    input_sarana: Annotated[int | None, Field("Input Sarana", **_SKOR)] = None
    input_pkb: Annotated[int | None, Field("Input PKB/PLKB", **_SKOR)] = None
    proses_data: Annotated[int | None, Field("Proses Penggunaan Data", **_SKOR)] = None
    proses_operasional: Annotated[int | None, Field("Proses Operasional", **_SKOR)] = None
    proses_lintas_sektor: Annotated[int | None, Field("Proses Lintas Sektor", **_SKOR)] = None
    output_poktan: Annotated[int | None, Field("Output Poktan", **_SKOR)] = None
    output_cpr: Annotated[int | None, Field("Output CPR", **_SKOR)] = None
    output_mkjp: Annotated[int | None, Field("Output MKJP", **_SKOR)] = None
    output_unmet_need: Annotated[int | None, Field("Output Unmet Need", **_SKOR)] = None
    indeks_input: Annotated[
        Decimal | None, Field("Indeks Input", aliases=("Index Input",), **_INDEKS)
    ] = None
    indeks_proses: Annotated[
        Decimal | None, Field("Indeks Proses", aliases=("Index Proses",), **_INDEKS)
    ] = None
    indeks_output: Annotated[
        Decimal | None, Field("Indeks Output", aliases=("Index Output",), **_INDEKS)
    ] = None
    kelas: Annotated[str, Field("Klasifikasi", daftar="kelas", aliases=("Kelas",))] = ""
    sumber: Annotated[str, Field("Sumber klasifikasi", aliases=("Sumber",))] = ""


_JUMLAH = {"minimum": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variabel:
    """The raw figures of a kampung on a date, as the national website exports them.

    Absent stays absent: an empty cell is not zero, and TRUE or empty is not FALSE.
    """

    KIND: ClassVar[Kind] = Kind.VARIABEL
    NOUN: ClassVar[str] = "Data dasar"

    id: Annotated[VariabelId, Field("Id", technical=True)]
    kampung: Annotated[KampungId, Field("Kampung KB", ref=Kind.KAMPUNG)]
    tanggal: Annotated[date, Field("Per tanggal", names=True)]
    sumber_dana: Annotated[int | None, Field("Jumlah Sumber Dana", minimum=0, maximum=6)] = None
    pokja: Annotated[bool | None, Field("Pokja Pengurusan")] = None
    pokja_sk: Annotated[bool | None, Field("Pokja SK")] = None
    pokja_pelatihan: Annotated[bool | None, Field("Pokja Pelatihan")] = None
    pokja_jumlah: Annotated[int | None, Field("Pokja Jumlah", unit="orang", **_JUMLAH)] = None
    pokja_terlatih: Annotated[
        int | None, Field("Pokja Jumlah Terlatih", unit="orang", **_JUMLAH)
    ] = None
    plkb: Annotated[bool | None, Field("PLKB Pendamping")] = None
    regulasi: Annotated[bool | None, Field("Regulasi")] = None
    regulasi_jumlah: Annotated[int | None, Field("Regulasi Jumlah", **_JUMLAH)] = None
    rkm: Annotated[bool | None, Field("RKM")] = None
    penggunaan_data: Annotated[bool | None, Field("Penggunaan Data")] = None
    mekanisme: Annotated[
        int | None, Field("Jumlah Mekanisme Operasional", minimum=0, maximum=5)
    ] = None
    pus: Annotated[int | None, Field("PUS", unit="pasangan", aliases=("Pus",), **_JUMLAH)] = None
    penduduk: Annotated[int | None, Field("Penduduk", unit="jiwa", **_JUMLAH)] = None
    keluarga: Annotated[int | None, Field("Keluarga", unit="keluarga", **_JUMLAH)] = None
    remaja: Annotated[int | None, Field("Remaja", unit="jiwa", **_JUMLAH)] = None
    memiliki_balita: Annotated[int | None, Field("Memiliki Balita", unit="keluarga", **_JUMLAH)] = (
        None
    )
    memiliki_remaja: Annotated[int | None, Field("Memiliki Remaja", unit="keluarga", **_JUMLAH)] = (
        None
    )
    memiliki_lansia: Annotated[int | None, Field("Memiliki Lansia", unit="keluarga", **_JUMLAH)] = (
        None
    )
    bkb: Annotated[int | None, Field("BKB", unit="peserta", **_JUMLAH)] = None
    bkr: Annotated[int | None, Field("BKR", unit="peserta", **_JUMLAH)] = None
    bkl: Annotated[int | None, Field("BKL", unit="peserta", **_JUMLAH)] = None
    uppka: Annotated[int | None, Field("UPPKA", unit="peserta", **_JUMLAH)] = None
    pikr: Annotated[int | None, Field("PIKR", unit="peserta", **_JUMLAH)] = None
    iud: Annotated[int | None, Field("IUD", unit="peserta", **_JUMLAH)] = None
    mow: Annotated[int | None, Field("MOW", unit="peserta", **_JUMLAH)] = None
    mop: Annotated[int | None, Field("MOP", unit="peserta", **_JUMLAH)] = None
    kondom: Annotated[int | None, Field("Kondom", unit="peserta", **_JUMLAH)] = None
    implan: Annotated[int | None, Field("Implan", unit="peserta", **_JUMLAH)] = None
    suntik: Annotated[int | None, Field("Suntik", unit="peserta", **_JUMLAH)] = None
    pil: Annotated[int | None, Field("Pil", unit="peserta", **_JUMLAH)] = None
    hamil: Annotated[int | None, Field("Hamil", unit="pasangan", **_JUMLAH)] = None
    anak_segera: Annotated[int | None, Field("Anak Segera", unit="pasangan", **_JUMLAH)] = None
    anak_kemudian: Annotated[int | None, Field("Anak Kemudian", unit="pasangan", **_JUMLAH)] = None
    tidak_ingin_anak: Annotated[
        int | None, Field("Tidak Ingin Anak", unit="pasangan", **_JUMLAH)
    ] = None
    sumber: Annotated[str, Field("Sumber")] = ""
