"""Which text, which looks and which mark a document gets, and what its kind needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kkbdesk.errors import UserError
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.naskah import NASKAH_POKJA, PeranPejabat
from kkbdesk.model.wilayah import is_kelurahan
from kkbdesk.queries.rapat import RapatLengkap

if TYPE_CHECKING:  # composing is loaded when the first document is made
    from kkbdesk.documents.blocks import Document
    from kkbdesk.documents.naskah.bahan import Bahan
    from kkbdesk.documents.naskah.jenis import JenisNaskah
    from kkbdesk.documents.naskah.tata import Cap, Tata


def periksa_perlu(jenis: JenisNaskah, kampung: Kampung | None, rapat: RapatLengkap | None) -> None:
    """Raise UserError for what a kind needs and lacks."""
    from kkbdesk.documents.naskah.jenis import Perlu  # noqa: PLC0415 - loaded when needed

    if jenis.perlu is Perlu.KAMPUNG and kampung is None:
        raise UserError(f"{jenis.judul} memerlukan kampung; sebutkan kode desanya.")
    if jenis.perlu is Perlu.RAPAT and rapat is None:
        raise UserError(f"{jenis.judul} memerlukan rapat; sebutkan rapatnya.")
    if jenis.desa_saja and kampung is not None and is_kelurahan(kampung.desa):
        raise UserError(f"{jenis.judul} tidak dibuat di kelurahan; pilih kampung di desa.")


def ragam_naskah(bahan: Bahan, jenis: JenisNaskah) -> str:
    """Return which text of a kind with several fits what the document is made for."""
    if jenis.kode in NASKAH_POKJA:
        return "perubahan" if bahan.ketikan.get("nomor_lama") else ""
    if jenis.kode != "berita-acara":
        return ""
    if bahan.rapat is not None:
        return "matriks" if any(item.matriks for item in bahan.rapat.keputusan) else "rapat"
    return "musyawarah" if bahan.kampung is not None else ""


def _cap(cap: str) -> Cap:
    from kkbdesk.documents.naskah.tata import Cap  # noqa: PLC0415 - loaded when needed

    return {"": Cap.TANPA, "rancangan": Cap.RANCANGAN, "salinan": Cap.SALINAN}[cap]


def bercap(bahan: Bahan, document: Document, jenis: JenisNaskah, cap: str) -> Document:
    """Return a document stamped as what it is printed as; a copy of a decree is certified."""
    from kkbdesk.documents.naskah.penanda import pengesah  # noqa: PLC0415 - loaded when needed
    from kkbdesk.documents.naskah.salinan import salinan  # noqa: PLC0415
    from kkbdesk.documents.naskah.tata import Cap  # noqa: PLC0415

    mark = _cap(cap)
    if mark is Cap.SALINAN:
        return salinan(document, pengesah(bahan, jenis) if jenis.hukum else None)
    return replace(document, stamp=mark.value)


def tata_naskah(bahan: Bahan, jenis: JenisNaskah) -> Tata:
    """Return page and letters of a document; one of the sample office is marked so."""
    from kkbdesk.documents.naskah import tata  # noqa: PLC0415 - loaded when needed

    village = bahan.desa if jenis.peran is PeranPejabat.KEPALA_DESA else None
    owner = bahan.office.kantor.nama
    cap = "CONTOH" if bahan.office.kantor.contoh else ""
    if not jenis.hukum:
        return tata.tata_surat(bahan.tata, jenis.bentuk, owner, cap=cap)
    desa = village is not None and not is_kelurahan(village.id)
    return tata.tata_hukum(bahan.tata, jenis.bentuk, owner, cap=cap, desa=desa)
