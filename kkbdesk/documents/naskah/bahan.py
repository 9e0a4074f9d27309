"""What the records say for a document: office, village, dates, working group, meeting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kkbdesk.documents.naskah import kata
from kkbdesk.documents.naskah.pejabat import (
    daerah_desa,
    sebutan_kepala_daerah,
    sebutan_kepala_desa,
)
from kkbdesk.documents.reports.office import Office
from kkbdesk.model import wilayah
from kkbdesk.model.format_id import baca_tanggal, hari, tanggal
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.kantor import Tingkat
from kkbdesk.model.naskah import AturanNaskah, Naskah, TataNaskah
from kkbdesk.model.opd import OPD
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.wilayah import Wilayah, is_kelurahan
from kkbdesk.queries.pokja import Susunan, susunan_di, urutkan
from kkbdesk.queries.rapat import RapatLengkap
from kkbdesk.store import Reader

LABEL: dict[str, str] = {
    "nomor": "Nomor naskah", "tanggal": "Tanggal naskah", "tahun": "Tahun",
    "tempat": "Tempat penetapan", "tentang": "Tentang", "huruf": "Huruf pertimbangan sebelumnya",
    "pejabat": "Pejabat yang menetapkan", "sebutan": "Pejabat tanpa nama wilayah",
    "jenis_peraturan": "Jenis peraturan", "peraturan": "Jenis peraturan tanpa nama wilayah",
    "wilayah": "Wilayah kantor", "daerah": "Nama daerah", "provinsi": "Provinsi",
    "tingkat": "Tingkat daerah", "kepala_daerah": "Sebutan kepala daerah",
    "dinas": "Nama dinas", "kepala_dinas": "Jabatan kepala dinas",
    "nama_kepala_dinas": "Nama kepala dinas", "nip_kepala_dinas": "NIP kepala dinas",
    "pangkat_kepala_dinas": "Pangkat kepala dinas", "alamat_dinas": "Alamat dinas",
    "tempat_pengundangan": "Tempat pengundangan", "tanggal_pengundangan": "Tanggal pengundangan",
    "nomor_pengundangan": "Nomor berita/lembaran", "tahun_matriks": "Tahun matriks",
    "desa": "Desa/kelurahan", "nama_desa": "Nama desa/kelurahan", "kecamatan": "Kecamatan",
    "kabupaten": "Kabupaten/kota desa ini",
    "kepala_desa": "Sebutan kepala desa/lurah", "kampung": "Nama Kampung KB",
    "keuangan_desa": "Sumber biaya desa/kelurahan", "seksi": "Jumlah seksi",
    "masa_bakti": "Masa bakti Pokja", "ketua_pokja": "Ketua Pokja",
    "tanggal_musyawarah": "Tanggal musyawarah", "tempat_musyawarah": "Tempat musyawarah",
    "tanggal_huruf": "Hari dan tanggal dengan huruf", "tanggal_angka": "Tanggal dengan angka",
    "sifat": "Sifat surat", "lampiran": "Lampiran surat", "hal": "Hal", "rangkap": "Rangkap",
    "koordinator": "Nama koordinator", "jabatan_koordinator": "Jabatan koordinator",
    "dasar_tugas": "Dasar surat tugas", "maksud": "Maksud penugasan", "waktu_tugas": "Waktu tugas",
    "tempat_tugas": "Tempat tugas", "tujuan": "Tujuan surat", "tempat_tujuan": "Alamat tujuan",
    "barang": "Yang diserahterimakan", "pihak_kedua": "Pihak kedua",
    "jabatan_pihak_kedua": "Jabatan pihak kedua", "alamat_pihak_kedua": "Alamat pihak kedua",
    "periode": "Periode laporan", "hambatan": "Hambatan", "saran": "Saran",
    "jumlah_kampung": "Jumlah Kampung KB", "jumlah_pokja": "Jumlah Pokja",
    "jumlah_pokja_sk": "Jumlah Pokja ber-SK", "jumlah_rapat": "Jumlah rapat",
    "rapat": "Nama rapat", "hari_rapat": "Hari dan tanggal rapat", "waktu_rapat": "Waktu rapat",
    "tempat_rapat": "Tempat rapat", "acara": "Acara", "dalam_rangka": "Dalam rangka",
    "pimpinan": "Pimpinan rapat", "sekretaris": "Sekretaris rapat", "notulis": "Pencatat",
    "jumlah_peserta": "Jumlah peserta", "dibuka": "Dibuka pukul", "ditutup": "Ditutup pukul",
    "nomor_undangan": "Nomor undangan", "tanggal_undangan": "Tanggal undangan",
    "narahubung": "Narahubung", "judul_notula": "Judul notula",
    "baris_kosong": "Baris kosong daftar hadir", "gubernur": "Sebutan gubernur",
    "kantor_tujuan": "Wilayah kantor yang diingatkan", "paket_terakhir": "Keadaan paket terakhir",
    "batas_kirim": "Batas pengiriman", "opd_tujuan": "OPD yang diingatkan",
    "tanggal_catatan": "Tanggal catatan",
    "nomor_lama": "Nomor keputusan yang diubah", "tanggal_lama": "Tanggal keputusan yang diubah",
}  # fmt: skip
"""Every single field that a text may use, and what people call it."""

_DAYS = frozenset({"tanggal_musyawarah", "tanggal_lama", "tanggal_undangan"})
"""Fields that hold a day, written out however it was typed."""
_CALLED = re.compile(r"^kampung\s+(kb|keluarga\s+(berkualitas|berencana))\s+(?=\S)", re.IGNORECASE)
"""What texts say before a name themselves."""
_OPENING = re.compile(r"^\s*dalam rangka\s+", re.IGNORECASE)
KIRIMAN = (
    "Salinan Keputusan tentang Kampung Keluarga Berkualitas | 1 berkas | Disampaikan dengan "
    "hormat sebagai bahan",
    "Matriks Integrasi dan Konvergensi | 1 berkas | ",
    "Laporan penyelenggaraan Kampung Keluarga Berkualitas | 1 berkas | ",
)
"""What a covering letter sends until somebody says otherwise."""

DAFTAR: dict[str, str] = {
    "dasar_hukum": "Dasar hukum (Mengingat)", "dasar_lain": "Dasar lain (Memperhatikan)",
    "tembusan": "Tembusan", "penerima": "Penerima surat", "acara_rapat": "Acara rapat",
    "pembahasan": "Pembahasan", "keputusan": "Keputusan rapat", "peserta": "Peserta rapat",
    "petugas": "Yang ditugaskan", "kesepakatan": "Isi kesepakatan", "saksi": "Saksi",
    "kekurangan": "Yang belum lengkap",
    "kiriman": "Yang dikirim: jenis | banyaknya | keterangan",
}  # fmt: skip
"""Every field that stands for several lines."""


BOLEH_KOSONG = frozenset({"tembusan", "dasar_lain", "dasar_hukum", "saksi", "narahubung"})
"""Fields without which a document is complete, or says itself that they are missing.

A line that shows one of them is left out where it is empty.
"""
TABEL: dict[str, str] = {
    "jabatan": "Susunan Pokja menurut jabatan", "anggota": "Susunan Pokja dengan nama anggota",
    "lokasi": "Kampung KB menurut kecamatan", "tugas": "Program dan OPD pelaksananya",
    "matriks": "Matriks dengan tanda", "kiriman": "Yang dikirim",
    "klasifikasi": "Jumlah kampung menurut klasifikasi",
    "hadir": "Daftar hadir untuk ditandatangani", "kehadiran": "Siapa yang hadir dan tidak",
    "tindak_lanjut": "Tindak lanjut rapat", "rapat": "Rapat yang sudah dilaksanakan",
    "undangan": "Yang diundang",
}  # fmt: skip
"""Every table that a text, or a Word file, may show."""
PENANDA: dict[str, str] = {
    "mengetahui": "Kepala dinas di bawah “Mengetahui,”", "pengirim": "Kepala dinas, pengirim",
    "penerima": "Penerima, dengan tanggal terima", "pihak_pertama": "Kepala dinas, pihak pertama",
    "pihak_kedua": "Pihak kedua", "pimpinan": "Pimpinan rapat", "notulis": "Pencatat rapat",
    "ketua_pokja": "Ketua Pokja", "kepala_desa": "Kepala desa/lurah",
    "pengundang": "Sekretaris daerah atau sekretaris desa",
}  # fmt: skip
"""Who may sign beside or instead of the signatory of the document."""


@dataclass(frozen=True, slots=True)
class Bahan:
    """What a document is made for, read once."""

    reader: Reader
    office: Office
    tata: TataNaskah
    aturan: AturanNaskah
    hari_ini: date
    tanggal: date | None
    """The day the document bears; None while it is not known."""
    nomor: str
    tahun: int
    """Of the matrix."""
    kampung: Kampung | None = None
    pokja: Pokja | None = None
    rapat: RapatLengkap | None = None
    berkas: Callable[[str], bytes] | None = None
    """Returns a kept picture by its digest."""
    ketikan: Mapping[str, str] = field(default_factory=dict)
    """What was typed into the document itself; comes before what the records say."""

    @property
    def per(self) -> date:
        """Return the day whose officials and members are named."""
        return self.tanggal or self.hari_ini

    @property
    def desa(self) -> Wilayah | None:
        """Return the village that the document is about."""
        if self.kampung is None:
            return None
        return self.reader.wilayah([self.kampung.desa])[self.kampung.desa]

    def susunan(self) -> Susunan | None:
        """Return the working group that the document is about, with who sits in it."""
        group = susunan_di(self.reader, self.kampung.id if self.kampung else None, self.per)
        if self.pokja is None or (group is not None and group.pokja.id == self.pokja.id):
            return group
        seats = urutkan(self.reader, self.reader.find(Anggota, pokja=self.pokja.id))
        return Susunan(self.pokja, tuple(seat for seat in seats if seat.menjabat(self.per)))


def umum(bahan: Bahan) -> Iterator[tuple[str, str]]:
    """Yield what is the same in all documents: office, region, date."""
    office, kantor = bahan.office, bahan.office.kantor
    kind, _, name = office.wilayah.partition(" ")
    region = kantor.tingkat is not Tingkat.PUSAT
    yield "wilayah", office.wilayah
    yield "daerah", name if region else office.wilayah
    yield "tingkat", kind.lower() if region else "pusat"
    if kantor.wilayah:
        code = wilayah.ancestor(kantor.wilayah, wilayah.PROVINSI)
        yield "provinsi", f"Provinsi {bahan.reader.wilayah([code])[code].nama}"
    yield "kepala_daerah", sebutan_kepala_daerah(office)
    yield "dinas", kantor.nama
    yield "kepala_dinas", kantor.kepala_jabatan
    yield "nama_kepala_dinas", kantor.kepala_nama
    yield "nip_kepala_dinas", kantor.kepala_nip
    yield "pangkat_kepala_dinas", kantor.kepala_pangkat
    yield "alamat_dinas", kantor.alamat.replace("\n", ", ")
    yield "tempat", kantor.tempat
    yield "tempat_pengundangan", kantor.tempat
    yield "nomor", bahan.nomor
    yield "tahun", str(bahan.per.year)
    yield "tahun_matriks", str(bahan.tahun)
    yield "sifat", "Biasa"
    yield "rangkap", "2 (dua)"
    if bahan.tanggal is not None:
        yield "tanggal", tanggal(bahan.tanggal)
        yield "tanggal_huruf", kata.tanggal_huruf(bahan.tanggal)
        yield "tanggal_angka", f"{bahan.tanggal:%d-%m-%Y}"
    coordinator = next((o for o in bahan.reader.find(OPD) if o.koordinator and o.pic), None)
    if coordinator is not None:
        yield "koordinator", coordinator.pic


def diketik(bahan: Bahan) -> Iterator[tuple[str, str]]:
    """Yield what was typed into the document itself."""
    for name, text in bahan.ketikan.items():
        if name in LABEL and text:
            yield name, _written_out(text) if name in _DAYS else text


def _written_out(text: str) -> str:
    try:
        return tanggal(baca_tanggal(text))
    except ValueError:
        return text


def desa(bahan: Bahan) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of the village and its working group."""
    village, kampung = bahan.desa, bahan.kampung
    if village is None or kampung is None:
        return
    urban = is_kelurahan(village.id)
    names = bahan.reader.wilayah([village.id])
    yield "desa", bahan.office.desa(village.id, village.nama)
    yield "nama_desa", village.nama
    yield "kecamatan", names[wilayah.ancestor(village.id, wilayah.KECAMATAN)].nama
    region = daerah_desa(bahan.reader, village.id)
    yield "kabupaten", region
    yield "kampung", _CALLED.sub("", kampung.nama)
    yield "kepala_desa", sebutan_kepala_desa(bahan.reader, bahan.office, village, bahan.per)
    budget = "Anggaran Pendapatan dan Belanja"
    yield "keuangan_desa", f"{budget} Daerah {region}" if urban else f"{budget} Desa"
    susunan = bahan.susunan()
    if susunan is not None:
        yield "ketua_pokja", susunan.ketua
        start, end = susunan.pokja.mulai, susunan.pokja.selesai
        if start and end:
            yield "masa_bakti", f"{start.year}–{end.year}"
        yield "seksi", susunan.pokja.seksi.label.split(" (")[0].lower()


def rapat(bahan: Bahan) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of the meeting."""
    if bahan.rapat is None:
        return
    meeting = bahan.rapat.rapat
    zone = bahan.tata.zona.label
    yield "rapat", meeting.nama
    yield "hari_rapat", f"{hari(meeting.tanggal)}, {tanggal(meeting.tanggal)}"
    if meeting.mulai:
        end = f"{meeting.selesai} {zone}" if meeting.selesai else "selesai"
        yield "waktu_rapat", f"pukul {meeting.mulai} {zone} s.d. {end}"
    place = " / ".join(part for part in (meeting.tempat, meeting.tautan) if part)
    yield "tempat_rapat", place
    yield "acara", _agenda(bahan.rapat.acara)
    yield "dalam_rangka", _OPENING.sub("", meeting.dasar).strip(" .,")
    yield "pimpinan", meeting.pimpinan
    yield "sekretaris", meeting.sekretaris
    yield "notulis", meeting.notulis
    yield "dibuka", f"{meeting.jam_buka} {zone}" if meeting.jam_buka else ""
    yield "ditutup", f"{meeting.jam_tutup} {zone}" if meeting.jam_tutup else ""
    yield "narahubung", meeting.narahubung
    yield "hal", f"Undangan {meeting.nama}"
    for letter in bahan.reader.find(Naskah, jenis="undangan", rapat=meeting.id):
        yield "nomor_undangan", letter.nomor
        yield "tanggal_undangan", tanggal(letter.tanggal) if letter.tanggal else ""


def _agenda(items: tuple[str, ...]) -> str:
    """Return the agenda in one cell: counted where there are several points."""
    if len(items) == 1:
        return items[0]
    return "\n".join(f"{n}. {kata.bare(text)}" for n, text in enumerate(items, 1))
