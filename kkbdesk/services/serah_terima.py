"""The handover to a new operator: a berita acara with what is unfinished and where copies are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kkbdesk.errors import UserError
from kkbdesk.files import reason
from kkbdesk.model import format_id
from kkbdesk.model.cadangan import Salinan
from kkbdesk.model.clean import clean_line
from kkbdesk.services.beranda import BerandaService, Tindakan
from kkbdesk.services.cadangan import CadanganService, Keadaan
from kkbdesk.services.kunci import KunciService
from kkbdesk.services.naskah import MintaNaskah, NaskahService
from kkbdesk.store import Store

_HEAD = """\
[judul]
BERITA ACARA
NOMOR {nomor}
SERAH TERIMA TUGAS OPERATOR DAN DATA KAMPUNG KELUARGA BERKUALITAS

[paragraf]
Pada hari ini, {tanggal_huruf} ({tanggal_angka}), bertempat di {tempat}, kami yang bertanda tangan \
di bawah ini:

[daftar]
{nama_kepala_dinas}, {kepala_dinas}, {alamat_dinas}, selanjutnya disebut PIHAK PERTAMA
{pihak_kedua}, {jabatan_pihak_kedua}, selanjutnya disebut PIHAK KEDUA

[paragraf]
PIHAK PERTAMA menyerahkan kepada PIHAK KEDUA, dan PIHAK KEDUA menerima dari PIHAK PERTAMA:

[butir]
tugas operator KKB Desk
data Kampung Keluarga Berkualitas beserta riwayat, naskah dan fotonya
salinan cadangan data itu, sebagaimana tercantum dalam lampiran
pekerjaan yang belum selesai, sebagaimana tercantum dalam lampiran

[paragraf]
Demikian Berita Acara ini dibuat dalam rangkap {rangkap} untuk dipergunakan sebagaimana mestinya.

[tanda tangan pihak_kedua | pihak_pertama]
"""

_STEPS = (
    "Buka KKB Desk dengan akun komputer sendiri; jangan memakai akun operator lama.",
    "Periksa data: Pengaturan › Data › Periksa sekarang.",
    "Uji cadangan: Pengaturan › Cadangan › Uji.",
    "Pilih tempat cadangan kedua yang baru dengan frasa sandi baru: Pengaturan › Cadangan › "
    "Pilih tempat kedua. Salinan lama tetap memakai frasa sandi lama.",
    "Kunci kantor sudah diganti dengan serah terima ini: kirim kunci-kantor.txt ke provinsi dan "
    "kantor lain, dan minta mereka mencocokkan kata-katanya lewat telepon.",
    "Orang lama dinonaktifkan dan PIN diganti: Pengaturan › Orang; cetak lembar pemulihan baru.",
    "Simpan frasa sandi dalam amplop tertutup pada kepala dinas; tanpa frasa itu salinan yang "
    "terkunci tidak dapat dibuka siapa pun.",
)


@dataclass(frozen=True, slots=True)
class SerahTerima:
    """What was written for a handover."""

    berkas: tuple[Path, ...]
    salinan: Salinan
    belum_selesai: tuple[Tindakan, ...]


class SerahTerimaService:
    """Writes what a new operator is handed."""

    def __init__(
        self,
        store: Store,
        cadangan: CadanganService,
        naskah: NaskahService,
        kunci: KunciService,
        today: Callable[[], date],
    ) -> None:
        self._store = store
        self._cadangan = cadangan
        self._naskah = naskah
        self._kunci = kunci
        self._beranda = BerandaService(store, today, cadangan.keadaan)
        self._today = today

    def tulis(self, folder: Path, penerima: str = "", jabatan: str = "") -> SerahTerima:
        """Make a copy and new keys, and write the berita acara as PDF and DOCX.

        What was signed with the former keys stays valid for who has it; packages locked for them
        still open. Raises UserError for who may not renew keys and when the folder cannot be used,
        StorageFault.
        """
        self._kunci.perlu_wewenang()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"Folder {folder} tidak dapat dibuat: {reason(error)}.") from error
        unfinished = self._beranda.hitung().tindakan
        copy = self._cadangan.buat("tangan")
        self._kunci.perbarui()
        keys = folder / "kunci-kantor.txt"
        self._kunci.tulis_umum(keys)
        minta = MintaNaskah(
            "berita-acara",
            tanggal=self._today(),
            teks=self._text(unfinished, copy),
            ketikan={
                "pihak_kedua": clean_line(penerima),
                "jabatan_pihak_kedua": clean_line(jabatan),
            },
        )
        made = []
        for ending in (".pdf", ".docx"):
            path = folder / f"serah-terima{ending}"
            self._naskah.tulis(minta, path)
            made.append(path)
        return SerahTerima((*made, keys), copy, unfinished)

    def _text(self, unfinished: Sequence[Tindakan], copy: Salinan) -> str:
        return "\n".join(
            [
                _HEAD,
                "[lampiran]",
                "Cadangan, Pekerjaan yang Belum Selesai, dan Langkah Operator Baru",
                *_section("Letak data dan cadangan", "rincian", self._places(copy)),
                *_section("Pekerjaan yang belum selesai", "daftar", _tasks(unfinished)),
                *_section("Langkah operator baru", "daftar", _STEPS),
            ]
        )

    def _places(self, copy: Salinan) -> list[str]:
        known: Keadaan = self._cadangan.keadaan()
        tried = known.diuji
        second = str(known.tempat) if known.tempat else "belum dipilih"
        return [
            f"Data: {_plain(str(self._store.path))}",
            f"Salinan terbaru: {_plain(str(copy.berkas))}",
            f"Sidik salinan: {copy.sidik} (awal SHA-256)",
            f"Tempat kedua: {_plain(second)}{', terkunci frasa sandi' if known.bersandi else ''}",
            f"Terakhir diuji: {format_id.tanggal(tried.saat.astimezone().date())}, "
            f"{'baik' if not tried.masalah else 'bermasalah'}"
            if tried
            else "Terakhir diuji: belum pernah",
            f"Kunci kantor yang baru: {' '.join(self._kunci.milik().umum.kata)}",
        ]


def _section(title: str, part: str, lines: Sequence[str]) -> list[str]:
    return ["[bagian]", title, f"[{part}]", *lines]


def _tasks(unfinished: Sequence[Tindakan]) -> list[str]:
    lines = [
        _plain(f"{item.judul}{f' ({item.jumlah})' if item.jumlah else ''}: {item.alasan}")
        for item in unfinished
    ]
    return lines or ["Tidak ada yang menunggu."]


def _plain(text: str) -> str:
    """Return a text that the composer reads as nothing but text."""
    return clean_line(text).translate({ord("{"): "(", ord("}"): ")"}).lstrip("[-#* ")
