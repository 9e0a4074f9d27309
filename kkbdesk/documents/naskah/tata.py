"""How a kind of document looks: paper, margins, letters, marks, after the office's settings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from kkbdesk.documents.blocks import Font, Letters, Page
from kkbdesk.model.kantor import Kertas
from kkbdesk.model.naskah import PosisiAlamat, TataNaskah

_SINGLE = 1.2
"""What is single spacing, in parts of the size."""
_SURAT_LEADING, _PERATURAN_LEADING = 1.15 * _SINGLE, 1.5 * _SINGLE
_KEPUTUSAN_LEADING = 15.5 / 12
_LANSKAP_SIZE = 10
_LEAST = 10.0
"""Millimetres below which no margin is made smaller."""
_BROADER = 5
"""Millimetres by which margins beside and below are smaller where a table needs the room."""


class Bentuk(Enum):
    """The form of a document."""

    KEPUTUSAN = "keputusan"
    PERATURAN = "peraturan"
    SURAT = "surat"
    LEMBAR = "lembar"
    """Minutes, records, assignments."""
    HADIR = "hadir"
    """Attendance lists, whose tables are broader."""
    LAPORAN = "laporan"


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

    @property
    def hukum(self) -> bool:
        """Tell whether it is a decree or a regulation."""
        return self.bentuk in (Bentuk.KEPUTUSAN, Bentuk.PERATURAN)


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
        lanskap=_lanskap(naskah, naskah.hukum_kertas),
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
    less = _BROADER if bentuk is Bentuk.HADIR else 0
    page = Page(
        naskah.surat_kertas, top=float(naskah.surat_atas), next_top=25,
        bottom=_less(naskah.surat_bawah, less), left=_less(naskah.surat_kiri, less),
        right=_less(naskah.surat_kanan, less),
    )  # fmt: skip
    letters = Letters(Font.SANS, float(naskah.surat_huruf), _SURAT_LEADING, justified=True)
    return Tata(
        bentuk=bentuk,
        page=page,
        lanskap=_lanskap(naskah, naskah.surat_kertas),
        letters=letters,
        letters_lampiran=Letters(Font.SANS, 10, 1.2),
        pemilik=pemilik,
        cap=cap,
        alamat_kanan=naskah.posisi_alamat is PosisiAlamat.KANAN,
        kotak=naskah.ttd_elektronik,
    )


def _lanskap(naskah: TataNaskah, kertas: Kertas) -> Page:
    """Return the page of an attachment that lies, for the matrix (profile LAMPIRAN_LANSKAP)."""
    top = float(naskah.hukum_atas)
    return Page(
        kertas, landscape=True, top=top, next_top=top,
        bottom=_less(naskah.hukum_bawah, _BROADER), left=_less(naskah.hukum_kiri, _BROADER),
        right=_less(naskah.hukum_kanan, _BROADER),
    )  # fmt: skip


def _less(margin: Decimal, less: float) -> float:
    """Return a margin made smaller, unless it is small already."""
    return max(float(margin) - less, min(float(margin), _LEAST))
