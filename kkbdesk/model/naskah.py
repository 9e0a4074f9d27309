"""Documents of the office: the register, its settings, who signs, what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Choice, Field
from kkbdesk.model.ids import (
    AturanNaskahId,
    DasarHukumId,
    KampungId,
    Kind,
    KodeWilayah,
    NaskahId,
    PejabatId,
    PokjaId,
    RapatId,
    TataNaskahId,
    derived_id,
)
from kkbdesk.model.kantor import Kertas

_MILIMETER = {"unit": "mm", "places": 1, "minimum": 5, "maximum": 80}


class PeranPejabat(Choice):
    """The office that an official holds."""

    KEPALA_DAERAH = "kepala_daerah", "Bupati/Wali Kota/Gubernur"
    SEKDA = "sekda", "Sekretaris Daerah"
    KABAG_HUKUM = "kabag_hukum", "Kepala Bagian Hukum"
    KEPALA_DINAS = "kepala_dinas", "Kepala dinas"
    CAMAT = "camat", "Camat"
    KEPALA_DESA = "kepala_desa", "Kepala desa/lurah"


class StatusJabatan(Choice):
    """How an official holds the office."""

    DEFINITIF = "definitif", "Definitif"
    PLT = "plt", "Plt."
    PLH = "plh", "Plh."
    PJ = "pj", "Pj."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pejabat:
    """A signatory and his term of office."""

    KIND: ClassVar[Kind] = Kind.PEJABAT
    NOUN: ClassVar[str] = "Pejabat"

    id: Annotated[PejabatId, Field("Id", technical=True)]
    peran: Annotated[PeranPejabat, Field("Jabatan sebagai")]
    wilayah: Annotated[
        KodeWilayah | None,
        Field("Wilayah", ref=Kind.WILAYAH, help="Desa/kelurahan atau kecamatan pejabat ini."),
    ] = None
    jabatan: Annotated[
        str,
        Field("Sebutan jabatan", help="Seperti di atas tanda tangan, misalnya Bupati Contoh."),
    ] = ""
    status: Annotated[StatusJabatan, Field("Status jabatan")] = StatusJabatan.DEFINITIF
    atas_nama: Annotated[
        str, Field("a.n.", help="Pejabat yang diatasnamakan, misalnya Bupati Contoh.")
    ] = ""
    untuk_beliau: Annotated[
        str, Field("u.b.", help="Pejabat antara, misalnya Sekretaris Daerah.")
    ] = ""
    nama: Annotated[str, Field("Nama dengan gelar", names=True, pribadi=True)]
    nama_polos: Annotated[
        str,
        Field("Nama tanpa gelar", help="Untuk keputusan dan peraturan.", pribadi=True),
    ] = ""
    pangkat: Annotated[str, Field("Pangkat/golongan")] = ""
    nip: Annotated[str, Field("NIP", pribadi=True)] = ""
    mulai: Annotated[date | None, Field("Menjabat mulai")] = None
    selesai: Annotated[date | None, Field("Menjabat sampai")] = None

    def menjabat(self, per: date) -> bool:
        """Tell whether the official holds the office on that day."""
        return (self.mulai is None or self.mulai <= per) and (
            self.selesai is None or per <= self.selesai
        )


class JenisAturan(Choice):
    """A kind of regulation, in the order of their hierarchy (UU 12/2011 article 7 and 8)."""

    UU = "uu", "Undang-Undang"
    PP = "pp", "Peraturan Pemerintah"
    PERPRES = "perpres", "Peraturan Presiden"
    PERMEN = "permen", "Peraturan Menteri"
    PERBAN = "perban", "Peraturan Badan"
    PERDA_PROVINSI = "perda_provinsi", "Peraturan Daerah Provinsi"
    PERGUB = "pergub", "Peraturan Gubernur"
    PERDA = "perda", "Peraturan Daerah"
    PERBUP = "perbup", "Peraturan Bupati/Wali Kota"
    PERDES = "perdes", "Peraturan Desa"
    INPRES = "inpres", "Instruksi Presiden"
    KEPMEN = "kepmen", "Keputusan Menteri"
    SE = "se", "Surat Edaran"
    SURAT = "surat", "Surat"

    @property
    def mengikat(self) -> bool:
        """Tell whether it is a regulation, named under Mengingat; the rest is Memperhatikan."""
        return self not in (
            JenisAturan.INPRES, JenisAturan.KEPMEN, JenisAturan.SE, JenisAturan.SURAT,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class DasarHukum:
    """A legal basis that decrees rest on."""

    KIND: ClassVar[Kind] = Kind.DASAR_HUKUM
    NOUN: ClassVar[str] = "Dasar hukum"

    id: Annotated[DasarHukumId, Field("Id", technical=True)]
    jenis: Annotated[JenisAturan, Field("Jenis peraturan")]
    instansi: Annotated[
        str, Field("Instansi/daerah", help="Misalnya Menteri Dalam Negeri, atau Kabupaten Contoh.")
    ] = ""
    nomor: Annotated[str, Field("Nomor")] = ""
    tahun: Annotated[int | None, Field("Tahun", tahun=True, minimum=1945, maximum=2100)] = None
    tanggal: Annotated[
        date | None, Field("Tanggal", help="Hanya bila disebut dengan tanggal, misalnya surat.")
    ] = None
    judul: Annotated[str, Field("Tentang", names=True, long=True)]
    lembaran: Annotated[
        str, Field("Lembaran Negara/Daerah", help="Misalnya Tahun 2009 Nomor 161.")
    ] = ""
    tambahan: Annotated[str, Field("Tambahan Lembaran", help="Nomornya saja.")] = ""
    berita: Annotated[str, Field("Berita Negara/Daerah", help="Misalnya Tahun 2023 Nomor 10.")] = ""
    perubahan: Annotated[
        str,
        Field("Perubahan terakhir", help="Misalnya Undang-Undang Nomor 6 Tahun 2023.", long=True),
    ] = ""
    naskah: Annotated[
        tuple[str, ...], Field("Untuk naskah", daftar="naskah", help="Kosong: semua keputusan.")
    ] = ()
    aktif: Annotated[bool, Field("Dipakai")] = True
    sumber: Annotated[str, Field("Sumber", technical=True)] = ""


class Zona(Choice):
    """A time zone of Indonesia."""

    WIB = "wib", "WIB"
    WITA = "wita", "WITA"
    WIT = "wit", "WIT"


def zona_di(wilayah: str | None) -> Zona:
    """Return the time zone of a region, that of the capital where none is given."""
    province = (wilayah or "")[:2]
    if province >= "81":
        return Zona.WIT
    return Zona.WITA if province in _WITA else Zona.WIB


_WITA = frozenset(("51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"))
"""Bali and Nusa Tenggara, South, East and North Kalimantan, and Sulawesi."""


class PosisiAlamat(Choice):
    """Where a letter names its addressee."""

    KIRI = "kiri", "Kiri, di bawah Hal"
    KANAN = "kanan", "Kanan, setingkat Nomor"


@dataclass(frozen=True, slots=True, kw_only=True)
class TataNaskah:
    """How the office's documents look, after its own rules (Perbup Tata Naskah Dinas)."""

    KIND: ClassVar[Kind] = Kind.TATA_NASKAH
    NOUN: ClassVar[str] = "Tata naskah"

    id: Annotated[TataNaskahId, Field("Id", technical=True)]
    hukum_kertas: Annotated[Kertas, Field("Kertas keputusan dan peraturan")] = Kertas.F4
    hukum_atas: Annotated[Decimal, Field("Keputusan: batas atas", **_MILIMETER)] = Decimal(25)
    hukum_bawah: Annotated[Decimal, Field("Keputusan: batas bawah", **_MILIMETER)] = Decimal(25)
    hukum_kiri: Annotated[Decimal, Field("Keputusan: batas kiri", **_MILIMETER)] = Decimal(30)
    hukum_kanan: Annotated[Decimal, Field("Keputusan: batas kanan", **_MILIMETER)] = Decimal(25)
    hukum_huruf: Annotated[
        Decimal, Field("Keputusan: besar huruf", unit="pt", places=1, minimum=8, maximum=16)
    ] = Decimal(12)
    hukum_rahmat: Annotated[
        bool,
        Field(
            "Keputusan memuat DENGAN RAHMAT TUHAN YANG MAHA ESA",
            help="Pada peraturan selalu dimuat.",
        ),
    ] = False
    surat_kertas: Annotated[Kertas, Field("Kertas surat")] = Kertas.F4
    surat_atas: Annotated[Decimal, Field("Surat: batas atas", **_MILIMETER)] = Decimal(15)
    surat_bawah: Annotated[Decimal, Field("Surat: batas bawah", **_MILIMETER)] = Decimal(25)
    surat_kiri: Annotated[Decimal, Field("Surat: batas kiri", **_MILIMETER)] = Decimal(30)
    surat_kanan: Annotated[Decimal, Field("Surat: batas kanan", **_MILIMETER)] = Decimal(20)
    surat_huruf: Annotated[
        Decimal, Field("Surat: besar huruf", unit="pt", places=1, minimum=8, maximum=14)
    ] = Decimal(11)
    posisi_alamat: Annotated[PosisiAlamat, Field("Alamat tujuan surat")] = PosisiAlamat.KIRI
    judul_notula: Annotated[str, Field("Judul notula", help="Notula atau Notulen.")] = "Notula"
    zona: Annotated[Zona, Field("Zona waktu")] = Zona.WIB
    ttd_elektronik: Annotated[
        bool, Field("Sediakan kotak kosong untuk tanda tangan elektronik")
    ] = False
    telepon_hadir: Annotated[bool, Field("Daftar hadir memuat kolom nomor HP")] = False
    lambang_negara: Annotated[
        str, Field("Lambang negara (kop Bupati)", technical=True, berkas=True)
    ] = ""
    """Digest of the picture that the office loaded; none is shipped."""
    lambang_daerah: Annotated[
        str, Field("Lambang daerah (kop dinas)", technical=True, berkas=True)
    ] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AturanNaskah:
    """What the office made its own of one kind of document: numbers, copies, wording."""

    KIND: ClassVar[Kind] = Kind.ATURAN_NASKAH
    NOUN: ClassVar[str] = "Aturan naskah"

    id: Annotated[AturanNaskahId, Field("Id", technical=True)]
    jenis: Annotated[str, Field("Jenis naskah", daftar="naskah", names=True)]
    kode: Annotated[str, Field("Kode klasifikasi", help="Misalnya 400.13 atau 188.45.")] = ""
    pola: Annotated[
        str,
        Field("Pola nomor", help="Dengan {kode} {urut} {unit} {bulan_romawi} {tahun}."),
    ] = ""
    unit: Annotated[str, Field("Unit kerja dalam nomor")] = ""
    tembusan: Annotated[tuple[str, ...], Field("Tembusan", long=True)] = ()
    teks: Annotated[str, Field("Teks", long=True, help="Kosong: teks bawaan.")] = ""
    word: Annotated[str, Field("Templat Word kantor", technical=True, berkas=True)] = ""
    """Digest of a Word file of the office's own."""


NASKAH_DESA = frozenset({"sk-pokja-desa", "sk-rumah-dataku", "perdes"})
"""Kinds that each village issues, under numbers of its own."""
NASKAH_POKJA = frozenset({"sk-pokja-desa", "sk-pokja-kabupaten"})
"""Kinds whose number and date the working group keeps."""


class StatusNaskah(Choice):
    """How far a document got; Berakhir follows from the day until which it is in force."""

    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Diajukan"
    DITETAPKAN = "ditetapkan", "Ditetapkan"
    DICABUT = "dicabut", "Dicabut"
    BERAKHIR = "berakhir", "Berakhir"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naskah:
    """A document in the register."""

    KIND: ClassVar[Kind] = Kind.NASKAH
    NOUN: ClassVar[str] = "Naskah"

    id: Annotated[NaskahId, Field("Id", technical=True)]
    jenis: Annotated[str, Field("Jenis naskah", daftar="naskah")]
    nomor: Annotated[str, Field("Nomor naskah")] = ""
    urut: Annotated[int | None, Field("Nomor urut", minimum=1, maximum=99999)] = None
    tanggal: Annotated[date | None, Field("Tanggal naskah")] = None
    hal: Annotated[str, Field("Hal/tentang", names=True, long=True)]
    tujuan: Annotated[str, Field("Tujuan", long=True)] = ""
    status: Annotated[StatusNaskah, Field("Status")] = StatusNaskah.DRAF
    pejabat: Annotated[PejabatId | None, Field("Penanda tangan", ref=Kind.PEJABAT)] = None
    mulai: Annotated[date | None, Field("Berlaku mulai")] = None
    selesai: Annotated[date | None, Field("Berlaku sampai")] = None
    kampung: Annotated[KampungId | None, Field("Kampung KB", ref=Kind.KAMPUNG)] = None
    pokja: Annotated[PokjaId | None, Field("Pokja", ref=Kind.POKJA)] = None
    rapat: Annotated[RapatId | None, Field("Rapat", ref=Kind.RAPAT)] = None
    mencabut: Annotated[NaskahId | None, Field("Mengubah/mencabut", ref=Kind.NASKAH)] = None
    pindaian: Annotated[tuple[str, ...], Field("Pindaian", technical=True, berkas=True)] = ()
    """Digest and name of the scanned copies, as `digest name`."""
    isian: Annotated[str, Field("Isian", technical=True, long=True)] = ""
    """What was typed into the document itself, as JSON: field -> text."""
    beku: Annotated[str, Field("Bentuk beku", technical=True, berkas=True)] = ""
    """Digest of the whole document as it was issued; nothing changes it any more."""
    catatan: Annotated[str, Field("Catatan", long=True)] = ""
    kantor: Annotated[str, Field("Kantor pemilik", technical=True)] = ""

    @property
    def tercatat(self) -> bool:
        """Tell whether it was made elsewhere: in force or past, without a form of ours."""
        return not self.beku and self.status not in (StatusNaskah.DRAF, StatusNaskah.DIAJUKAN)

    def keadaan(self, per: date) -> StatusNaskah:
        """Return how far the document got on that day."""
        ended = self.selesai is not None and self.selesai < per
        if ended and self.status is StatusNaskah.DITETAPKAN:
            return StatusNaskah.BERAKHIR
        return self.status


def aturan_id(jenis: str) -> AturanNaskahId:
    """Return the id of the office's rules for a kind of document."""
    return AturanNaskahId(derived_id(Kind.ATURAN_NASKAH, jenis))
