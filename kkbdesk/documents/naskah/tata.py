"""How a kind of document looks: paper, margins, letters, marks, after the office's settings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kkbdesk.documents.blocks import Font, Letters, Page
from kkbdesk.model.naskah import PosisiAlamat, TataNaskah

_SURAT_LEADING = 1.15
_KEPUTUSAN_LEADING = 15.5 / 12
_PERATURAN_LEADING = 1.5
_LANSKAP_SIZE = 10


class Bentuk(Enum):
    """The form of a document."""

    KEPUTUSAN = "keputusan"
    PERATURAN = "peraturan"
    SURAT = "surat"
    LEMBAR = "lembar"
    """Attendance lists, minutes, records, reports."""


class Cap(Enum):
    """What a print is marked as."""

    TANPA = ""
    RANCANGAN = "RANCANGAN"
    SALINAN = "SALINAN"


@dataclass(frozen=True, slots=True)
class Tata:
    """Everything about looks that composing a document asks for."""

    bentuk: Bentuk
    page: Page
    lanskap: Page
    letters: Letters
    letters_lampiran: Letters
    pemilik: str
    """Who issues it, for the file's properties."""
    cap: str = ""
    alamat_kanan: bool = False
    rahmat: bool = False
    nomor_bertahun: bool = False
    """NOMOR … TAHUN …, as village heads number."""
    kotak: bool = False
    lebar_label: float = 30


def tata_hukum(
    naskah: TataNaskah, bentuk: Bentuk, pemilik: str, *, cap: str = "", desa: bool = False,
) -> Tata:  # fmt: skip
    """Return the looks of decrees and regulations (profile PRODUK_HUKUM)."""
    size = float(naskah.hukum_huruf)
    leading = _PERATURAN_LEADING if bentuk is Bentuk.PERATURAN else _KEPUTUSAN_LEADING
    page = Page(
        naskah.hukum_kertas, top=float(naskah.hukum_atas), next_top=float(naskah.hukum_atas),
        bottom=float(naskah.hukum_bawah), left=float(naskah.hukum_kiri),
        right=float(naskah.hukum_kanan),
    )  # fmt: skip
    return Tata(
        bentuk=bentuk,
        page=page,
        lanskap=Page(
            naskah.hukum_kertas, landscape=True, top=25, next_top=25, bottom=20, left=25, right=20
        ),
        letters=Letters(Font.SERIF, size, leading, justified=True),
        letters_lampiran=Letters(Font.SERIF, min(size, _LANSKAP_SIZE), 1.2),
        pemilik=pemilik,
        cap=cap,
        rahmat=bentuk is Bentuk.PERATURAN or naskah.hukum_rahmat,
        nomor_bertahun=desa,
        kotak=naskah.ttd_elektronik,
    )


def tata_surat(naskah: TataNaskah, bentuk: Bentuk, pemilik: str, *, cap: str = "") -> Tata:
    """Return the looks of letters and sheets (profile KORESPONDENSI)."""
    left, right = float(naskah.surat_kiri), float(naskah.surat_kanan)
    page = Page(
        naskah.surat_kertas, top=float(naskah.surat_atas), next_top=25,
        bottom=float(naskah.surat_bawah), left=left, right=right,
    )  # fmt: skip
    letters = Letters(Font.SANS, float(naskah.surat_huruf), _SURAT_LEADING, justified=True)
    return Tata(
        bentuk=bentuk,
        page=page,
        lanskap=Page(naskah.surat_kertas, landscape=True, top=25, bottom=20, left=25, right=20),
        letters=letters,
        letters_lampiran=Letters(Font.SANS, 10, 1.2),
        pemilik=pemilik,
        cap=cap,
        alamat_kanan=naskah.posisi_alamat is PosisiAlamat.KANAN,
        kotak=naskah.ttd_elektronik,
    )
