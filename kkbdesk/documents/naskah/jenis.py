"""The kinds of documents: code, title, form, who signs, what each needs, what fills it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kkbdesk.documents.naskah.tata import Bentuk
from kkbdesk.model.naskah import PeranPejabat
from resources.files import resource


class Perlu(Enum):
    """What a kind of document is made for."""

    KANTOR = "kantor"
    KAMPUNG = "kampung"
    RAPAT = "rapat"


@dataclass(frozen=True, slots=True)
class JenisNaskah:
    """One kind."""

    kode: str
    judul: str
    bentuk: Bentuk
    peran: PeranPejabat
    perlu: Perlu = Perlu.KANTOR
    pola: str = ""
    """The pattern of its number unless the office has its own."""
    klasifikasi: str = ""
    tembusan: tuple[str, ...] = ()
    ketikan: tuple[str, ...] = ()
    """Fields that only somebody who types them knows."""
    boleh: frozenset[Perlu] = frozenset()
    """What else it may be made for."""
    ragam: tuple[tuple[str, str], ...] = ()
    """Name and title of its other texts, for other occasions."""

    desa_saja: bool = False
    """A kelurahan makes none."""

    @property
    def hukum(self) -> bool:
        """Tell whether it is a decree or a regulation."""
        return self.bentuk in (Bentuk.KEPUTUSAN, Bentuk.PERATURAN)

    def teks(self, ragam: str = "") -> str:
        """Return the text that is shipped, of a variant where there is one."""
        name = f"{self.kode}-{ragam}.txt" if ragam else f"{self.kode}.txt"
        return resource("naskah", name).read_text("utf-8")


PENGINGAT_KAMPUNG, PENGINGAT_OPD = "surat-pengingat-kampung", "surat-pengingat-opd"
_POLA = "{kode}/{urut}/{unit}/{tahun}"
_ATASAN = ("{gubernur}", "Kepala Perwakilan BKKBN {provinsi}")
_TETANGGA = ("{kepala_daerah}", "Kepala {dinas}", "Camat {kecamatan}")
_BUPATI = ("{kepala_daerah} (sebagai laporan)",)

JENIS: dict[str, JenisNaskah] = {
    jenis.kode: jenis
    for jenis in (
        JenisNaskah(
            "sk-pembentukan",
            "Keputusan pembentukan Kampung KB",
            Bentuk.KEPUTUSAN,
            PeranPejabat.KEPALA_DAERAH,
            pola=_POLA,
            klasifikasi="100.3.3.2",
            tembusan=(*_ATASAN, "Camat yang bersangkutan"),
        ),
        JenisNaskah(
            "sk-pokja-kabupaten",
            "Keputusan Pokja tingkat kabupaten/kota",
            Bentuk.KEPUTUSAN,
            PeranPejabat.KEPALA_DAERAH,
            pola=_POLA,
            klasifikasi="100.3.3.2",
            tembusan=_ATASAN,
            ragam=(("perubahan", "Keputusan perubahan Pokja tingkat kabupaten/kota"),),
        ),
        JenisNaskah(
            "sk-pokja-desa",
            "Keputusan Pokja desa/kelurahan",
            Bentuk.KEPUTUSAN,
            PeranPejabat.KEPALA_DESA,
            Perlu.KAMPUNG,
            pola="{kode}/{urut}/{tahun}",
            klasifikasi="141",
            tembusan=_TETANGGA,
            ketikan=("tanggal_musyawarah",),
            ragam=(("perubahan", "Keputusan perubahan Pokja desa/kelurahan"),),
        ),
        JenisNaskah(
            "sk-koordinator",
            "Keputusan pengangkatan koordinator",
            Bentuk.KEPUTUSAN,
            PeranPejabat.KEPALA_DAERAH,
            pola=_POLA,
            klasifikasi="100.3.3.2",
            tembusan=_ATASAN,
            ketikan=("koordinator", "jabatan_koordinator"),
        ),
        JenisNaskah(
            "sk-pembagian-tugas",
            "Keputusan pembagian tugas antarinstansi",
            Bentuk.KEPUTUSAN,
            PeranPejabat.KEPALA_DAERAH,
            pola=_POLA,
            klasifikasi="100.3.3.2",
            tembusan=_ATASAN,
        ),
        JenisNaskah(
            "sk-matriks",
            "Keputusan matriks integrasi dan konvergensi",
            Bentuk.KEPUTUSAN,
            PeranPejabat.KEPALA_DAERAH,
            pola=_POLA,
            klasifikasi="100.3.3.2",
            tembusan=_ATASAN,
            boleh=frozenset({Perlu.KAMPUNG}),
        ),
        JenisNaskah(
            "sk-rumah-dataku",
            "Keputusan pengelola Rumah DataKu",
            Bentuk.KEPUTUSAN,
            PeranPejabat.KEPALA_DESA,
            Perlu.KAMPUNG,
            pola="{kode}/{urut}/{tahun}",
            klasifikasi="141",
            tembusan=_TETANGGA,
        ),
        JenisNaskah(
            "perbup",
            "Rancangan peraturan kepala daerah",
            Bentuk.PERATURAN,
            PeranPejabat.KEPALA_DAERAH,
            pola="{urut}",
        ),
        JenisNaskah(
            "perdes",
            "Rancangan peraturan desa",
            Bentuk.PERATURAN,
            PeranPejabat.KEPALA_DESA,
            Perlu.KAMPUNG,
            pola="{urut}",
            desa_saja=True,
        ),
        JenisNaskah(
            "undangan",
            "Undangan rapat",
            Bentuk.SURAT,
            PeranPejabat.KEPALA_DINAS,
            Perlu.RAPAT,
            pola=_POLA,
            klasifikasi="400.13",
            tembusan=_BUPATI,
        ),
        JenisNaskah(
            "daftar-hadir",
            "Daftar hadir",
            Bentuk.HADIR,
            PeranPejabat.KEPALA_DINAS,
            boleh=frozenset({Perlu.RAPAT}),
        ),
        JenisNaskah(
            "notula", "Notula rapat", Bentuk.LEMBAR, PeranPejabat.KEPALA_DINAS, Perlu.RAPAT
        ),
        JenisNaskah(
            "berita-acara",
            "Berita acara",
            Bentuk.LEMBAR,
            PeranPejabat.KEPALA_DINAS,
            pola=_POLA,
            klasifikasi="400.13",
            boleh=frozenset({Perlu.KAMPUNG, Perlu.RAPAT}),
            ketikan=("pihak_kedua", "jabatan_pihak_kedua", "alamat_pihak_kedua"),
            ragam=(
                ("rapat", "Berita acara rapat"),
                ("matriks", "Berita acara kesepakatan matriks"),
                ("musyawarah", "Berita acara musyawarah Pokja"),
            ),
        ),
        JenisNaskah(
            "surat-pengantar",
            "Surat pengantar",
            Bentuk.SURAT,
            PeranPejabat.KEPALA_DINAS,
            pola=_POLA,
            klasifikasi="400.13",
            ketikan=("tujuan", "tempat_tujuan"),
        ),
        JenisNaskah(
            "surat-pengingat",
            "Surat pengingat pengiriman paket",
            Bentuk.SURAT,
            PeranPejabat.KEPALA_DINAS,
            pola=_POLA,
            klasifikasi="400.13",
            ketikan=("penerima", "hal", "kantor_tujuan", "paket_terakhir", "batas_kirim"),
        ),
        JenisNaskah(
            PENGINGAT_KAMPUNG,
            "Surat pengingat kepada kampung",
            Bentuk.SURAT,
            PeranPejabat.KEPALA_DINAS,
            Perlu.KAMPUNG,
            pola=_POLA,
            klasifikasi="400.13",
            tembusan=("Camat {kecamatan}",),
        ),
        JenisNaskah(
            PENGINGAT_OPD,
            "Surat pengingat kepada OPD",
            Bentuk.SURAT,
            PeranPejabat.KEPALA_DINAS,
            pola=_POLA,
            klasifikasi="400.13",
            tembusan=_BUPATI,
            ketikan=("opd_tujuan",),
        ),
        JenisNaskah(
            "surat-tugas",
            "Surat tugas",
            Bentuk.LEMBAR,
            PeranPejabat.KEPALA_DINAS,
            pola=_POLA,
            klasifikasi="800.1.11.1",
            ketikan=("dasar_tugas", "maksud", "waktu_tugas", "tempat_tugas"),
        ),
        JenisNaskah(
            "laporan-dinas",
            "Laporan penyelenggaraan",
            Bentuk.LAPORAN,
            PeranPejabat.KEPALA_DINAS,
            ketikan=("periode", "hambatan", "saran"),
        ),
    )
}
"""Every kind by its code, in the order in which they are offered."""
