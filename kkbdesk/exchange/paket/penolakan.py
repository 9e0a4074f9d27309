"""Why a package or a key is refused: a code for programs, a sentence for people."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from kkbdesk.errors import UserError


class Kode(StrEnum):
    """What is wrong, for programs."""

    BUKAN_PAKET = "bukan-paket"
    BUKAN_KUNCI = "bukan-kunci"
    TERPOTONG = "terpotong"
    BERUBAH = "berubah"
    KUNCI_TAK_DIKENAL = "kunci-tak-dikenal"
    PENGIRIM_PALSU = "pengirim-palsu"
    BUKAN_UNTUK_KAMI = "bukan-untuk-kami"
    PERLU_SANDI = "perlu-sandi"
    SANDI_SALAH = "sandi-salah"
    SANDI_LEMAH = "sandi-lemah"
    PROGRAM_LEBIH_BARU = "program-lebih-baru"
    TERLALU_BESAR = "terlalu-besar"
    ISI_TAK_SAH = "isi-tak-sah"
    KUNCI_BERGANTI = "kunci-berganti"
    KUNCI_RUSAK = "kunci-rusak"


_KALIMAT = {
    Kode.BUKAN_PAKET: "{nama} bukan paket KKB Desk. Pilih berkas berakhiran .kkb dari pengirimnya.",
    Kode.BUKAN_KUNCI: (
        "{nama} bukan berkas kunci KKB Desk. Minta pengirimnya menyimpannya lagi (halaman Paket "
        "bagian Kunci, atau perintah “kunci tampil -o BERKAS”)."
    ),
    Kode.TERPOTONG: (
        "{nama} terpotong; hanya {ada} yang ada. Salin lagi dari pengirimnya, "
        "dan cabut cakram hanya sesudah penyalinan selesai."
    ),
    Kode.BERUBAH: (
        "{nama} berubah sejak ditandatangani pengirimnya: rusak saat disalin, atau diubah orang. "
        "Tidak ada yang dibaca; minta pengirimnya mengirim lagi."
    ),
    Kode.KUNCI_TAK_DIKENAL: (
        "Pengirim {nama} belum dikenal{mengaku}. Minta berkas kuncinya, cocokkan kata-katanya "
        "lewat telepon, lalu terima (halaman Paket bagian Kunci, atau “kunci terima BERKAS”)."
    ),
    Kode.PENGIRIM_PALSU: (
        "{nama} ditandatangani {penanda}, tetapi isinya mengaku dari kantor lain. Jangan dipakai; "
        "tanyakan kepada kantor yang menandatanganinya."
    ),
    Kode.BUKAN_UNTUK_KAMI: (
        "{nama} tidak dikunci untuk kantor ini. Kirim berkas kunci umum kantor ini (halaman Paket "
        "bagian Kunci, atau “kunci tampil -o BERKAS”) kepada pengirimnya dan minta paket baru."
    ),
    Kode.PERLU_SANDI: "{nama} terkunci dengan kata sandi. Tanyakan kata sandinya kepada pengirim.",
    Kode.SANDI_SALAH: "Kata sandi {nama} salah. Periksa huruf besar dan spasinya, lalu coba lagi.",
    Kode.SANDI_LEMAH: (
        "Kata sandi terlalu pendek; pakai sedikitnya {paling} tanda, misalnya lima kata."
    ),
    Kode.PROGRAM_LEBIH_BARU: (
        "{nama} dibuat oleh KKB Desk yang lebih baru. Pasang program versi terbaru, lalu buka lagi."
    ),
    Kode.TERLALU_BESAR: (
        "{nama} terlalu besar: {apa}. Pengirimnya dapat membaginya menjadi beberapa paket, "
        "misalnya tiap kecamatan atau tanpa lampiran."
    ),
    Kode.ISI_TAK_SAH: (
        "Isi {nama} tidak menurut bentuk paket ({apa}). Tidak ada yang diambil; beri tahu "
        "pengirimnya dan minta paket baru."
    ),
    Kode.KUNCI_BERGANTI: (
        "Kunci {kantor} tidak sama dengan yang dikenal. Yang dikenal: {lama}. Yang baru: {baru}. "
        "Telepon kantor itu; bila kuncinya benar diganti, terima dengan pilihan --ganti."
    ),
    Kode.KUNCI_RUSAK: (
        "Berkas kunci {nama} rusak. Kembalikan dari salinan folder kunci; bila tidak ada, ganti "
        "nama berkas itu, buat kunci baru, dan kirim berkas kunci yang baru ke semua kantor."
    ),
}  # fmt: skip


class Penolakan(UserError):
    """A package or key that is not taken; `kode` says which of the reasons."""

    def __init__(self, kode: Kode, **isian: Any) -> None:
        super().__init__(_KALIMAT[kode].format(**isian))
        self.kode = kode
