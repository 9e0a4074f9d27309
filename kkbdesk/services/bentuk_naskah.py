"""Which text, which looks and which mark a document gets, and what its kind needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kkbdesk.errors import UserError
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.naskah import NASKAH_POKJA, PeranPejabat
from kkbdesk.queries.rapat import RapatLengkap
from kkbdesk.store import Reader

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


def bercap(reader: Reader, document: Document, jenis: JenisNaskah, cap: str, per: date) -> Document:
    """Return a document marked as what it is printed as; a copy of a decree is certified."""
    from kkbdesk.documents.naskah.pejabat import penanda  # noqa: PLC0415 - loaded when needed
    from kkbdesk.documents.naskah.salinan import salinan  # noqa: PLC0415
    from kkbdesk.documents.naskah.tata import Bentuk, Cap  # noqa: PLC0415
    from kkbdesk.documents.reports.office import office_of  # noqa: PLC0415

    mark = _cap(cap)
    if mark is not Cap.SALINAN:
        return replace(document, mark=mark.value or document.mark)
    decreed = jenis.bentuk in (Bentuk.KEPUTUSAN, Bentuk.PERATURAN)
    if not decreed or jenis.peran is PeranPejabat.KEPALA_DESA:
        return salinan(document, None)
    title, role = "Kepala Bagian Hukum", PeranPejabat.KABAG_HUKUM
    return salinan(document, penanda(reader, office_of(reader), role, title, per, polos=False))


def tata_naskah(bahan: Bahan, jenis: JenisNaskah, cap: str) -> Tata:
    """Return page, letters and mark of a document."""
    from kkbdesk.documents.naskah import tata  # noqa: PLC0415 - loaded when needed

    mark = _cap(cap)
    village = bahan.desa if jenis.peran is PeranPejabat.KEPALA_DESA else None
    owner = bahan.office.kantor.nama
    written = mark.value or ("CONTOH" if bahan.office.kantor.contoh else "")
    if jenis.bentuk not in (tata.Bentuk.KEPUTUSAN, tata.Bentuk.PERATURAN):
        return tata.tata_surat(bahan.tata, jenis.bentuk, owner, cap=written)
    return tata.tata_hukum(bahan.tata, jenis.bentuk, owner, cap=written, desa=village is not None)
