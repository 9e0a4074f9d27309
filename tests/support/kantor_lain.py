"""Offices elsewhere: a kabupaten with a desa and a kelurahan, a city, a province."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.model.ids import KodeWilayah, PejabatId, RapatId
from kkbdesk.model.naskah import PeranPejabat
from kkbdesk.services.naskah import MintaNaskah, daftar_jenis
from tests.support.naskah import a_picture

DAY = date(2026, 2, 16)
NOW = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)
TALUMOPATU, PADENGO = "75.03.01.2004", "75.03.02.1008"
BELAKANG_PONDOK = "13.71.01.1001"
KANTOR = {
    "75.03": (TALUMOPATU, PADENGO),
    "13.71": (BELAKANG_PONDOK,),
    "75": (TALUMOPATU, PADENGO),
}
"""Code of an office and the villages of its kampung."""
DIKETIK = {
    "tanggal_musyawarah": "10 Februari 2026", "tempat_musyawarah": "Balai", "barang": "laptop",
    "koordinator": "Nama Koordinator", "jabatan_koordinator": "Sekretaris", "maksud": "mendata",
    "pihak_kedua": "Nama Pihak", "jabatan_pihak_kedua": "Kepala", "alamat_pihak_kedua": "Jalan 1",
    "dasar_tugas": "Surat", "waktu_tugas": "besok", "tempat_tugas": "Desa", "saran": "melatih",
    "petugas": "Nama Satu, S.H.\nNama Dua", "hambatan": "jarak", "tujuan": "Gubernur",
    "tempat_tujuan": "Gorontalo", "saksi": "Nama Saksi", "nomor_pengundangan": "7",
    "tanggal_pengundangan": "20 Februari 2026",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KantorLain:
    """An office with everything that documents name."""

    kode: str
    desk: Desk
    desa: tuple[str, ...]
    rapat: RapatId

    def minta(self, jenis: str, desa: str = "", **more: object) -> MintaNaskah:
        """Return what asks for a document of a kind, of the first village by default."""
        needs = next(item.perlu.value for item in daftar_jenis() if item.kode == jenis)
        values: dict[str, object] = {"tanggal": DAY, "nomor": "12", "ketikan": DIKETIK, **more}
        if needs == "kampung":
            values["kampung"] = self.desk.kampung.dengan_kode(desa or self.desa[0]).id
        if needs == "rapat":
            values["rapat"] = self.rapat
        return MintaNaskah(jenis, **values)  # type: ignore[arg-type]

    def pejabat(self, peran: PeranPejabat, **values: object) -> PejabatId:
        """Record one more official."""
        return self.desk.tata_naskah.tambah_pejabat({"peran": peran, **values}).id


def buat_kantor(folder: Path, kode: str) -> None:
    """Write the file of an office with its officials, villages, groups and a meeting."""
    with SqlStore.create(folder, clock=lambda: NOW) as store:
        desk = Desk(store, lambda: NOW)
        desk.kantor.siapkan(kode)
        kepala = {"kepala_nama": "Dr. Nama Kepala, M.Kes.", "kepala_nip": "197001011995031002"}
        desk.kantor.ubah(desk.kantor.get(), {"tempat": "Ibu Kota", "alamat": "Jalan 1", **kepala})
        tata = desk.tata_naskah
        for name in ("lambang_negara", "lambang_daerah"):
            tata.pasang_gambar(tata.get(), name, a_picture(60, 66))
        for peran, nama in (
            (PeranPejabat.KEPALA_DAERAH, "Drs. H. M. Nama Kepala Daerah, M.Si."),
            (PeranPejabat.SEKDA, "Nama Sekda, S.H."),
            (PeranPejabat.KABAG_HUKUM, "Nama Kabag, S.H."),
        ):
            tata.tambah_pejabat({"peran": peran, "nama": nama, "nip": "196701011990031001"})
        for desa in KANTOR[kode]:
            _desa(desk, desa)
        desk.matriks.isi_usulan(DAY.year, None)
        _rapat(desk)


def buka_kantor(folder: Path, kode: str) -> KantorLain:
    """Open a file that `buat_kantor` wrote."""
    desk = Desk(SqlStore.open(folder, clock=lambda: NOW), lambda: NOW)
    (rapat,) = desk.rapat.daftar()
    return KantorLain(kode, desk, KANTOR[kode], rapat.id)


def _desa(desk: Desk, desa: str) -> None:
    nama = desk.wilayah.nama([desa])[desa]
    kampung = desk.kampung.tambah({"desa": KodeWilayah(desa), "nama": f"Melati {nama}"})
    head = {"nama": "Nama Kepala Desa, S.IP.", "pangkat": "Penata (III/c)"}
    nip = "198001012005011001" if desa.rsplit(".", maxsplit=1)[-1].startswith("1") else ""
    desk.tata_naskah.tambah_pejabat(
        {"peran": PeranPejabat.KEPALA_DESA, "wilayah": KodeWilayah(desa), "nip": nip, **head}
    )
    group = desk.pokja.tambah(
        {"kampung": kampung.id, "mulai": date(2026, 1, 1), "selesai": date(2029, 12, 31)}
    )
    seats = [{"nama": f"Nama {rank}", "kedudukan": rank} for rank in ("ketua", "sekretaris")]
    desk.pokja.tambah_anggota(group.id, seats)


def _rapat(desk: Desk) -> None:
    rapat = desk.rapat.jadwalkan(
        {
            "nama": "Rapat Koordinasi", "tanggal": date(2026, 2, 20), "mulai": "09.00",
            "tempat": "Aula", "dasar": "penyusunan matriks", "pimpinan": "Nama Sekda, S.H.",
            "notulis": "Nama Pencatat", "jam_buka": "09.15", "acara": ("Paparan", "Pembahasan"),
        }
    )  # fmt: skip
    desk.peserta.undang_opd(rapat.id)
    desk.notula.tambah_keputusan(rapat.id, "Menyepakati jadwal.")
