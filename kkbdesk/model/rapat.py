"""Meetings: series, invitees and attendance, minutes, decisions, follow-ups, pictures."""

from __future__ import annotations

import re
from calendar import monthcalendar
from collections.abc import Iterator
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

_PUKUL = re.compile(r"(\d{1,2})(?:[.:,](\d{1,2}))?(?:[.:]\d\d)?")
_SAMPAI = re.compile(r"\s*(?:-|–|—|s\.?\s?/?d\.?|sampai(?: dengan)?|hingga)\s*", re.IGNORECASE)
_SEKITAR = re.compile(r"\b(?:pukul|jam|pkl|wib|wita|wit)\b\.?")

_RAPAT = Field("Rapat", ref=Kind.RAPAT)
_URUT = Field("Urutan", minimum=0, maximum=9999)


class TingkatRapat(Choice):
    """Who meets."""

    KABUPATEN = "kabupaten", "Kabupaten/kota"
    KECAMATAN = "kecamatan", "Kecamatan"
    DESA = "desa", "Desa/kelurahan"


class Hari(Choice):
    """A day of the week."""

    SENIN = "senin", "Senin"
    SELASA = "selasa", "Selasa"
    RABU = "rabu", "Rabu"
    KAMIS = "kamis", "Kamis"
    JUMAT = "jumat", "Jumat"
    SABTU = "sabtu", "Sabtu"
    MINGGU = "minggu", "Minggu"


class MingguKe(Choice):
    """Which of the month's days of that name."""

    PERTAMA = "pertama", "Pertama"
    KEDUA = "kedua", "Kedua"
    KETIGA = "ketiga", "Ketiga"
    KEEMPAT = "keempat", "Keempat"
    TERAKHIR = "terakhir", "Terakhir"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriRapat:
    """Meetings that recur, from which the next dates are proposed."""

    KIND: ClassVar[Kind] = Kind.SERI_RAPAT
    NOUN: ClassVar[str] = "Seri rapat"

    id: Annotated[SeriRapatId, Field("Id", technical=True)]
    nama: Annotated[str, Field("Nama seri", names=True)]
    tingkat: Annotated[TingkatRapat, Field("Tingkat rapat")] = TingkatRapat.KABUPATEN
    wilayah: Annotated[KodeWilayah | None, Field("Kecamatan", ref=Kind.WILAYAH, wilayah=3)] = None
    kampung: Annotated[KampungId | None, Field("Kampung KB", ref=Kind.KAMPUNG)] = None
    bulan: Annotated[int, Field("Setiap berapa bulan", unit="bulan", minimum=1, maximum=12)] = 1
    minggu: Annotated[
        MingguKe, Field("Minggu ke berapa", help="Misalnya Selasa kedua tiap bulan.")
    ] = MingguKe.KEDUA
    hari: Annotated[Hari, Field("Hari")] = Hari.SELASA
    pukul: Annotated[str, Field("Pukul", help="Misalnya 09.00.")] = "09.00"
    tempat: Annotated[str, Field("Tempat")] = ""
    mulai: Annotated[date | None, Field("Mulai")] = None
    selesai: Annotated[date | None, Field("Sampai")] = None
    kantor: Annotated[str, Field("Kantor pemilik", technical=True)] = ""

    @property
    def irama(self) -> str:
        """Return how often it meets, in words: Selasa kedua tiap bulan."""
        often = "tiap bulan" if self.bulan == 1 else f"tiap {self.bulan} bulan"
        return f"{self.hari.label} {self.minggu.label.lower()} {often}"

    def jadwal(self, dari: date, sampai: date) -> Iterator[date]:
        """Yield the days of the series between two days, both included.

        A series that meets every few months counts them from its begin, else from January.
        """
        first = max(dari, self.mulai) if self.mulai else dari
        last = min(sampai, self.selesai) if self.selesai else sampai
        begin = self.mulai.month - 1 if self.mulai else 0
        month = first.year * 12 + first.month - 1
        while month <= last.year * 12 + last.month - 1:
            if (month - begin) % self.bulan == 0:
                day = self._hari_dalam(month // 12, month % 12 + 1)
                if first <= day <= last:
                    yield day
            month += 1

    def _hari_dalam(self, tahun: int, bulan: int) -> date:
        """Return the day of the series in a month."""
        weekday = list(Hari).index(self.hari)
        days = [week[weekday] for week in monthcalendar(tahun, bulan) if week[weekday]]
        last = self.minggu is MingguKe.TERAKHIR
        return date(tahun, bulan, days[-1] if last else days[list(MingguKe).index(self.minggu)])


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
    wilayah: Annotated[KodeWilayah | None, Field("Kecamatan", ref=Kind.WILAYAH, wilayah=3)] = None
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
    acara: Annotated[
        tuple[str, ...],
        Field("Acara", help="Satu baris satu acara.", long=True, aliases=("Agenda",)),
    ] = ()
    status: Annotated[StatusRapat, Field("Status rapat", aliases=("Status",))] = (
        StatusRapat.DIRENCANAKAN
    )
    pimpinan: Annotated[str, Field("Pimpinan rapat", aliases=("Pimpinan",), pribadi=True)] = ""
    sekretaris: Annotated[str, Field("Sekretaris rapat", pribadi=True)] = ""
    notulis: Annotated[str, Field("Pencatat/notulis", aliases=("Pencatat",), pribadi=True)] = ""
    jam_buka: Annotated[str, Field("Dibuka pukul", aliases=("Jam buka",))] = ""
    jam_tutup: Annotated[str, Field("Ditutup pukul", aliases=("Jam tutup",))] = ""
    narahubung: Annotated[str, Field("Narahubung", pribadi=True)] = ""
    catatan: Annotated[str, Field("Catatan", long=True)] = ""
    kantor: Annotated[str, Field("Kantor pemilik", technical=True)] = ""


class JenisKelamin(Choice):
    """Man or woman, as attendance lists ask for it."""

    LAKI_LAKI = "laki_laki", "L"
    PEREMPUAN = "perempuan", "P"


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
    nama: Annotated[
        str,
        Field(
            "Nama peserta", names=True, aliases=("Nama", "Nama lengkap", "Peserta"), pribadi=True
        ),
    ]
    jabatan: Annotated[str, Field("Jabatan")] = ""
    instansi: Annotated[
        str,
        Field(
            "Instansi/unsur",
            aliases=("Instansi", "Unsur", "Asal", "Utusan", "Jabatan/Instansi"),
        ),
    ] = ""
    opd: Annotated[OPDId | None, Field("OPD", ref=Kind.OPD)] = None
    anggota: Annotated[AnggotaId | None, Field("Anggota Pokja", ref=Kind.ANGGOTA)] = None
    jk: Annotated[JenisKelamin | None, Field("L/P", aliases=("Jenis kelamin", "JK"))] = None
    kontak: Annotated[
        str, Field("No. HP", aliases=("Nomor HP", "HP", "Telepon", "Kontak"), pribadi=True)
    ] = ""
    kehadiran: Annotated[Kehadiran, Field("Kehadiran", aliases=("Hadir", "Status kehadiran"))] = (
        Kehadiran.DIUNDANG
    )
    wakil: Annotated[
        str, Field("Diwakili oleh", aliases=("Wakil", "Yang mewakili"), pribadi=True)
    ] = ""
    alasan: Annotated[str, Field("Alasan tidak hadir", aliases=("Alasan", "Keterangan"))] = ""
    tamu: Annotated[bool, Field("Tamu")] = False
    urut: Annotated[int, _URUT] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pembahasan:
    """What somebody said in a meeting."""

    KIND: ClassVar[Kind] = Kind.PEMBAHASAN
    NOUN: ClassVar[str] = "Pembahasan"

    id: Annotated[PembahasanId, Field("Id", technical=True)]
    rapat: Annotated[RapatId, _RAPAT]
    pembicara: Annotated[
        str, Field("Pembicara", aliases=("Nama pembicara", "Penyampai"), pribadi=True)
    ] = ""
    isi: Annotated[
        str, Field("Isi pembahasan", names=True, long=True, aliases=("Pembahasan", "Isi"))
    ]
    urut: Annotated[int, _URUT] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Keputusan:
    """What a meeting decided."""

    KIND: ClassVar[Kind] = Kind.KEPUTUSAN
    NOUN: ClassVar[str] = "Keputusan rapat"

    id: Annotated[KeputusanId, Field("Id", technical=True)]
    rapat: Annotated[RapatId, _RAPAT]
    isi: Annotated[
        str, Field("Keputusan", names=True, long=True, aliases=("Isi keputusan", "Kesepakatan"))
    ]
    matriks: Annotated[
        int | None,
        Field(
            "Menyepakati matriks tahun",
            aliases=("Matriks", "Matriks tahun"),
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
        str,
        Field(
            "Uraian tindak lanjut",
            names=True,
            long=True,
            aliases=("Tindak lanjut", "Uraian", "Rencana tindak lanjut", "RTL"),
        ),
    ]
    opd: Annotated[OPDId | None, Field("OPD", ref=Kind.OPD)] = None
    penanggung_jawab: Annotated[
        str, Field("Penanggung jawab", aliases=("PJ", "PIC", "Pelaksana"), pribadi=True)
    ] = ""
    tenggat: Annotated[
        date | None, Field("Tenggat", aliases=("Batas waktu", "Tenggat waktu", "Target"))
    ] = None
    status: Annotated[StatusTindakLanjut, Field("Status tindak lanjut", aliases=("Status",))] = (
        StatusTindakLanjut.TERBUKA
    )
    tanggal_selesai: Annotated[
        date | None, Field("Selesai tanggal", aliases=("Tanggal selesai",))
    ] = None
    bukti: Annotated[str, Field("Bukti", long=True)] = ""
    berkas: Annotated[tuple[str, ...], Field("Berkas bukti", technical=True, berkas=True)] = ()
    """Digest and name of pictures and papers that prove it, as `digest name`."""
    urut: Annotated[int, _URUT] = 0
    kantor: Annotated[str, Field("Kantor pemilik", technical=True)] = ""

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
    berkas: Annotated[str, Field("Berkas", technical=True, berkas=True)]
    """Digest of the picture."""
    keterangan: Annotated[str, Field("Keterangan foto", names=True)]
    urut: Annotated[int, _URUT] = 0


def rapikan_pukul(text: str) -> str:
    """Return 9:30, jam 9.30 WIB, 9.3 or 09.30.00 as 09.30; what is no time comes back as it is."""
    bare = _SEKITAR.sub(" ", text.casefold()).strip()
    if bare in ("", "selesai", "s.d. selesai", "sampai selesai"):
        return ""
    match = _PUKUL.fullmatch(bare)
    if match is None or int(match[1]) > 23 or int((match[2] or "").ljust(2, "0")) > 59:
        return text.strip()
    return f"{int(match[1]):02}.{(match[2] or '').ljust(2, '0')}"


def pisahkan_pukul(text: str) -> tuple[str, str]:
    """Return begin and end of 09.00–11.30 WIB, 9 s.d. 11 or 09.00 s.d. selesai, each tidied."""
    begin, *end = _SAMPAI.split(text, maxsplit=1)
    if not end or not _PUKUL.fullmatch(rapikan_pukul(begin)):
        return rapikan_pukul(text), ""
    return rapikan_pukul(begin), rapikan_pukul(end[0])
