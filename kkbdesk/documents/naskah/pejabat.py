"""Who signs: the official in office on the day, as the form of the document writes him."""

from __future__ import annotations

from datetime import date

from kkbdesk.documents.blocks import Signer
from kkbdesk.documents.reports.office import Office
from kkbdesk.model.ids import PejabatId
from kkbdesk.model.naskah import Pejabat, PeranPejabat, StatusJabatan
from kkbdesk.model.wilayah import Wilayah, is_kelurahan
from kkbdesk.store import Reader


def pejabat_di(
    reader: Reader, peran: PeranPejabat, wilayah: str | None, per: date
) -> Pejabat | None:
    """Return who holds an office on a day, the latest appointed; None when nobody is known."""
    holders = [
        item
        for item in reader.find(Pejabat, peran=peran)
        if item.menjabat(per) and (item.wilayah == wilayah or wilayah is None)
    ]
    return max(holders, key=lambda item: item.mulai or date.min, default=None)


def sebutan_kepala_daerah(office: Office) -> str:
    """Return Bupati Bangka Barat, Wali Kota Padang, Gubernur Sumatera Barat."""
    kind, _, name = office.wilayah.partition(" ")
    title = {"Kabupaten": "Bupati", "Kota": "Wali Kota", "Provinsi": "Gubernur"}.get(kind)
    return f"{title} {name}" if title else office.kantor.kepala_jabatan


def sebutan_kepala_desa(office: Office, desa: Wilayah) -> str:
    """Return Kepala Desa Makmur, or Lurah Makmur."""
    if is_kelurahan(desa.id):
        return f"Lurah {desa.nama}"
    return f"Kepala {office.desa(desa.id, desa.nama)}"


def penanda(
    reader: Reader,
    office: Office,
    peran: PeranPejabat,
    sebutan: str,
    per: date,
    *,
    wilayah: str | None = None,
    polos: bool,
    terpilih: PejabatId | None = None,
) -> Signer:
    """Return the signatory of a role; `polos` writes the name without title, rank and number.

    The head of the office is the one of its settings where no official is recorded.
    """
    found = reader.get(Pejabat, terpilih) if terpilih else None
    found = found or pejabat_di(reader, peran, wilayah, per)
    if found is None:
        if peran is PeranPejabat.KEPALA_DINAS:
            return office.head()
        return Signer(sebutan.upper(), nip=None if polos else "")
    jabatan = _jabatan(found, sebutan)
    if polos:
        return Signer(jabatan, (found.nama_polos or found.nama).upper(), nip=None)
    return Signer(jabatan, found.nama, found.pangkat, found.nip)


def _jabatan(pejabat: Pejabat, sebutan: str) -> str:
    """Return the lines above a signature: on behalf of whom, through whom, as what."""
    own = (pejabat.jabatan or sebutan).upper()
    if pejabat.status is not StatusJabatan.DEFINITIF:
        own = f"{pejabat.status.label} {own}"
    lines: list[str] = []
    if pejabat.atas_nama:
        lines.append(f"a.n. {pejabat.atas_nama.upper()}")
    if pejabat.untuk_beliau:
        lines += [pejabat.untuk_beliau.upper(), "u.b."]
    return "\n".join([*lines, own])
