"""Meetings: series, invitees and attendance, minutes, decisions, follow-ups, pictures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Choice, Field
from kkbdesk.model.ids import (
    AnggotaId,
    FotoRapatId,
    KampungId,
    KeputusanId,
    Kind,
    KodeWilayah,
    OPDId,
    PembahasanId,
    PesertaId,
    RapatId,
    SeriRapatId,
    TindakLanjutId,
)

_RAPAT = Field("Rapat", ref=Kind.RAPAT)
_URUT = Field("Urutan", minimum=0, maximum=9999)


class TingkatRapat(Choice):
    """Who meets."""

    KABUPATEN = "kabupaten", "Kabupaten/kota"
    KECAMATAN = "kecamatan", "Kecamatan"
    DESA = "desa", "Desa/kelurahan"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriRapat:
    """Meetings that recur, from which the next dates are proposed."""

    KIND: ClassVar[Kind] = Kind.SERI_RAPAT
    NOUN: ClassVar[str] = "Seri rapat"

    id: Annotated[SeriRapatId, Field("Id", technical=True)]
    nama: Annotated[str, Field("Nama seri", names=True)]
    tingkat: Annotated[TingkatRapat, Field("Tingkat rapat")] = TingkatRapat.KABUPATEN
    wilayah: Annotated[KodeWilayah | None, Field("Kecamatan", ref=Kind.WILAYAH)] = None
    kampung: Annotated[KampungId | None, Field("Kampung KB", ref=Kind.KAMPUNG)] = None
    bulan: Annotated[int, Field("Setiap berapa bulan", unit="bulan", minimum=1, maximum=12)] = 1
    hari: Annotated[
        int, Field("Hari dalam minggu", help="1 Senin … 7 Minggu.", minimum=1, maximum=7)
    ] = 2
    minggu: Annotated[
        int, Field("Minggu ke berapa", help="5: minggu terakhir.", minimum=1, maximum=5)
    ] = 2
    pukul: Annotated[str, Field("Pukul", help="Misalnya 09.00.")] = "09.00"
    tempat: Annotated[str, Field("Tempat")] = ""
    mulai: Annotated[date | None, Field("Mulai")] = None
    selesai: Annotated[date | None, Field("Sampai")] = None


class StatusRapat(Choice):
    """How far a meeting got."""

    DIRENCANAKAN = "direncanakan", "Direncanakan"
    TERLAKSANA = "terlaksana", "Terlaksana"
    BATAL = "batal", "Batal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapat:
    """One meeting."""

    KIND: ClassVar[Kind] = Kind.RAPAT
    NOUN: ClassVar[str] = "Rapat"

    id: Annotated[RapatId, Field("Id", technical=True)]
    nama: Annotated[str, Field("Nama rapat", names=True, aliases=("Rapat", "Judul"))]
    tingkat: Annotated[TingkatRapat, Field("Tingkat rapat", aliases=("Tingkat",))] = (
        TingkatRapat.KABUPATEN
    )
    wilayah: Annotated[KodeWilayah | None, Field("Kecamatan", ref=Kind.WILAYAH)] = None
    kampung: Annotated[KampungId | None, Field("Kampung KB", ref=Kind.KAMPUNG)] = None
    seri: Annotated[SeriRapatId | None, Field("Seri rapat", ref=Kind.SERI_RAPAT)] = None
    tanggal: Annotated[date, Field("Tanggal rapat", names=True, aliases=("Tanggal",))]
    mulai: Annotated[str, Field("Pukul", help="Misalnya 09.00.", aliases=("Mulai", "Jam"))] = ""
    selesai: Annotated[
        str, Field("Sampai pukul", help="Kosong: s.d. selesai.", aliases=("Selesai",))
    ] = ""
    tempat: Annotated[str, Field("Tempat")] = ""
    tautan: Annotated[str, Field("Tautan daring")] = ""
    dasar: Annotated[str, Field("Dalam rangka", help="Kalimat pembuka undangan.", long=True)] = ""
    acara: Annotated[tuple[str, ...], Field("Acara", long=True, aliases=("Agenda",))] = ()
    status: Annotated[StatusRapat, Field("Status rapat", aliases=("Status",))] = (
        StatusRapat.DIRENCANAKAN
    )
    pimpinan: Annotated[str, Field("Pimpinan rapat", aliases=("Pimpinan",), pribadi=True)] = ""
    sekretaris: Annotated[str, Field("Sekretaris rapat", pribadi=True)] = ""
    notulis: Annotated[str, Field("Pencatat/notulis", aliases=("Pencatat",), pribadi=True)] = ""
    jam_buka: Annotated[str, Field("Dibuka pukul")] = ""
    jam_tutup: Annotated[str, Field("Ditutup pukul")] = ""
    narahubung: Annotated[str, Field("Narahubung", pribadi=True)] = ""
    catatan: Annotated[str, Field("Catatan", long=True)] = ""


class Kehadiran(Choice):
    """Whether an invitee came."""

    DIUNDANG = "diundang", "Diundang"
    HADIR = "hadir", "Hadir"
    DIWAKILI = "diwakili", "Diwakili"
    TIDAK_HADIR = "tidak_hadir", "Tidak hadir"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peserta:
    """Somebody invited to a meeting, or a guest."""

    KIND: ClassVar[Kind] = Kind.PESERTA
    NOUN: ClassVar[str] = "Peserta rapat"

    id: Annotated[PesertaId, Field("Id", technical=True)]
    rapat: Annotated[RapatId, _RAPAT]
    nama: Annotated[str, Field("Nama peserta", names=True, aliases=("Nama",), pribadi=True)]
    jabatan: Annotated[str, Field("Jabatan")] = ""
    instansi: Annotated[str, Field("Instansi/unsur", aliases=("Instansi", "Unsur"))] = ""
    opd: Annotated[OPDId | None, Field("OPD", ref=Kind.OPD)] = None
    anggota: Annotated[AnggotaId | None, Field("Anggota Pokja", ref=Kind.ANGGOTA)] = None
    jk: Annotated[str, Field("L/P", daftar="jenis_kelamin")] = ""
    kontak: Annotated[str, Field("No. HP", pribadi=True)] = ""
    kehadiran: Annotated[Kehadiran, Field("Kehadiran", aliases=("Hadir",))] = Kehadiran.DIUNDANG
    wakil: Annotated[str, Field("Diwakili oleh", aliases=("Wakil",), pribadi=True)] = ""
    alasan: Annotated[str, Field("Alasan tidak hadir", aliases=("Alasan",))] = ""
    tamu: Annotated[bool, Field("Tamu")] = False
    urut: Annotated[int, _URUT] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pembahasan:
    """What somebody said in a meeting."""

    KIND: ClassVar[Kind] = Kind.PEMBAHASAN
    NOUN: ClassVar[str] = "Pembahasan"

    id: Annotated[PembahasanId, Field("Id", technical=True)]
    rapat: Annotated[RapatId, _RAPAT]
    pembicara: Annotated[str, Field("Pembicara", pribadi=True)] = ""
    isi: Annotated[str, Field("Isi pembahasan", names=True, long=True, aliases=("Pembahasan",))]
    urut: Annotated[int, _URUT] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Keputusan:
    """What a meeting decided."""

    KIND: ClassVar[Kind] = Kind.KEPUTUSAN
    NOUN: ClassVar[str] = "Keputusan rapat"

    id: Annotated[KeputusanId, Field("Id", technical=True)]
    rapat: Annotated[RapatId, _RAPAT]
    isi: Annotated[str, Field("Keputusan", names=True, long=True)]
    matriks: Annotated[
        int | None,
        Field(
            "Menyepakati matriks tahun",
            help="Mengunci matriks tahun itu, kabupaten atau kampung rapat ini.",
            tahun=True,
            minimum=1945,
            maximum=2100,
        ),
    ] = None
    urut: Annotated[int, _URUT] = 0


class StatusTindakLanjut(Choice):
    """How far a follow-up got."""

    TERBUKA = "terbuka", "Terbuka"
    SELESAI = "selesai", "Selesai"
    BATAL = "batal", "Batal"


@dataclass(frozen=True, slots=True, kw_only=True)
class TindakLanjut:
    """What somebody owes after a meeting."""

    KIND: ClassVar[Kind] = Kind.TINDAK_LANJUT
    NOUN: ClassVar[str] = "Tindak lanjut"

    id: Annotated[TindakLanjutId, Field("Id", technical=True)]
    rapat: Annotated[RapatId, _RAPAT]
    uraian: Annotated[
        str, Field("Uraian tindak lanjut", names=True, long=True, aliases=("Uraian",))
    ]
    opd: Annotated[OPDId | None, Field("OPD", ref=Kind.OPD)] = None
    penanggung_jawab: Annotated[str, Field("Penanggung jawab", pribadi=True)] = ""
    tenggat: Annotated[date | None, Field("Tenggat", aliases=("Batas waktu",))] = None
    status: Annotated[StatusTindakLanjut, Field("Status tindak lanjut", aliases=("Status",))] = (
        StatusTindakLanjut.TERBUKA
    )
    tanggal_selesai: Annotated[date | None, Field("Selesai tanggal")] = None
    bukti: Annotated[str, Field("Bukti", long=True)] = ""
    urut: Annotated[int, _URUT] = 0

    def terlambat(self, per: date) -> bool:
        """Tell whether it is open and overdue on that day."""
        open_ = self.status is StatusTindakLanjut.TERBUKA
        return open_ and self.tenggat is not None and self.tenggat < per


@dataclass(frozen=True, slots=True, kw_only=True)
class FotoRapat:
    """A picture of a meeting."""

    KIND: ClassVar[Kind] = Kind.FOTO_RAPAT
    NOUN: ClassVar[str] = "Foto rapat"

    id: Annotated[FotoRapatId, Field("Id", technical=True)]
    rapat: Annotated[RapatId, _RAPAT]
    berkas: Annotated[str, Field("Berkas", technical=True)]
    """Digest of the picture."""
    keterangan: Annotated[str, Field("Keterangan foto", names=True)]
    urut: Annotated[int, _URUT] = 0
