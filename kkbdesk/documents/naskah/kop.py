"""Letterheads: an official under the state emblem, an agency beside that of the region."""

from __future__ import annotations

from collections.abc import Mapping

from kkbdesk.documents.blocks import Kop, KopPejabat
from kkbdesk.documents.naskah.bahan import Bahan
from kkbdesk.documents.naskah.jenis import JenisNaskah
from kkbdesk.documents.naskah.pejabat import (
    daerah_desa,
    sebutan_kepala_daerah,
    sebutan_kepala_desa,
)
from kkbdesk.model import wilayah
from kkbdesk.model.ids import PejabatId
from kkbdesk.model.kantor import Tingkat
from kkbdesk.model.naskah import Pejabat, PeranPejabat
from kkbdesk.model.wilayah import Wilayah, is_kelurahan

_SETDA = (PeranPejabat.SEKDA, PeranPejabat.KABAG_HUKUM)


def para_kop(
    bahan: Bahan, jenis: JenisNaskah, gambar: Mapping[str, bytes], pejabat: PejabatId | None
) -> dict[str, Kop | KopPejabat]:
    """Return the letterheads that a text may ask for; "" is that of who signs.

    A decree keeps that of who decides it, also when another signs on his behalf.
    """
    emblem, logo = gambar.get("lambang_negara"), gambar.get("lambang_daerah")
    office = bahan.office.kop()
    dinas = Kop(office.atas, office.nama, office.alamat, logo)
    head = KopPejabat(_kepala_daerah(bahan), emblem)
    chosen = None if jenis.hukum or pejabat is None else bahan.reader.get(Pejabat, pejabat)
    village = bahan.desa
    if chosen is not None:
        village = bahan.reader.wilayah([chosen.wilayah])[chosen.wilayah] if chosen.wilayah else None
    own: Kop | KopPejabat = dinas
    match chosen.peran if chosen else jenis.peran:
        case PeranPejabat.KEPALA_DAERAH:
            own = head
        case PeranPejabat.KEPALA_DESA if village is not None:
            own = _desa(bahan, village, emblem, logo)
        case PeranPejabat.CAMAT if village is not None:
            own = Kop(
                (_pemerintah(bahan, village.id),), f"KECAMATAN {village.nama}".upper(), (), logo
            )
        case peran if peran in _SETDA:
            own = Kop(office.atas, "SEKRETARIAT DAERAH", (), logo)
    return {"": own, "dinas": dinas, "pejabat": head}


def _kepala_daerah(bahan: Bahan) -> tuple[str, ...]:
    """Return the lines of the head of the region; a governor names no province below."""
    office = bahan.office
    title = sebutan_kepala_daerah(office).upper()
    if office.kantor.tingkat is not Tingkat.KABUPATEN or office.kantor.wilayah is None:
        return (title,)
    code = wilayah.ancestor(office.kantor.wilayah, wilayah.PROVINSI)
    return title, f"PROVINSI {bahan.reader.wilayah([code])[code].nama}".upper()


def _pemerintah(bahan: Bahan, kode: str) -> str:
    return f"PEMERINTAH {daerah_desa(bahan.reader, kode)}".upper()


def _desa(
    bahan: Bahan, desa: Wilayah, emblem: bytes | None, logo: bytes | None
) -> Kop | KopPejabat:
    """Return that of a village head under the state emblem, or of a kelurahan as an agency."""
    if not is_kelurahan(desa.id):
        title = sebutan_kepala_desa(bahan.reader, bahan.office, desa, bahan.per)
        return KopPejabat((title.upper(), daerah_desa(bahan.reader, desa.id).upper()), emblem)
    code = wilayah.ancestor(desa.id, wilayah.KECAMATAN)
    district = bahan.reader.wilayah([desa.id])[code].nama
    above = (_pemerintah(bahan, desa.id), f"KECAMATAN {district}".upper())
    return Kop(above, bahan.office.desa(desa.id, desa.nama).upper(), (), logo)
