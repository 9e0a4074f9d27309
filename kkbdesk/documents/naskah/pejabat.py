"""Who signs: the official in office on the day, as the form of the document writes him."""

from __future__ import annotations

from datetime import date

from kkbdesk.documents.blocks import Signer
from kkbdesk.documents.naskah.kata import tanpa_gelar
from kkbdesk.documents.reports.office import Office
from kkbdesk.model import wilayah as kode
from kkbdesk.model.ids import PejabatId
from kkbdesk.model.kantor import Tingkat
from kkbdesk.model.naskah import Pejabat, PeranPejabat, StatusJabatan
from kkbdesk.model.wilayah import Wilayah, is_kelurahan
from kkbdesk.store import Reader

_KEPALA_DAERAH = {"Kabupaten": "Bupati", "Kota": "Wali Kota", "Provinsi": "Gubernur"}


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


def kepala_daerah(daerah: str) -> str:
    """Return Bupati, Wali Kota or Gubernur for the name of a region; "" for what is none."""
    return _KEPALA_DAERAH.get(daerah.partition(" ")[0], "")


def sebutan_kepala_daerah(office: Office, daerah: str = "") -> str:
    """Return Bupati Bangka Barat, Wali Kota Padang: of the office's region, or of a named one."""
    daerah = daerah or office.wilayah
    title = kepala_daerah(daerah)
    return f"{title} {daerah.partition(' ')[2]}" if title else office.kantor.kepala_jabatan


def sebutan_kepala_desa(reader: Reader, office: Office, desa: Wilayah, per: date) -> str:
    """Return Kepala Desa Makmur, Lurah Makmur, or what the official in office is called."""
    head = pejabat_di(reader, PeranPejabat.KEPALA_DESA, desa.id, per)
    if head is not None and head.jabatan.casefold().endswith(f" {desa.nama}".casefold()):
        return head.jabatan
    if is_kelurahan(desa.id):
        return f"Lurah {desa.nama}"
    return f"Kepala {office.desa(desa.id, desa.nama)}"


def daerah_desa(reader: Reader, desa: str) -> str:
    """Return the kabupaten or kota that a village, or a kecamatan, belongs to."""
    code = kode.ancestor(desa, kode.KABUPATEN)
    return reader.wilayah([code])[code].nama


def sebutan_kabag_hukum(office: Office) -> str:
    """Return who certifies copies of the region's decrees."""
    part = "Biro" if office.kantor.tingkat is Tingkat.PROVINSI else "Bagian"
    return f"Kepala {part} Hukum"


def sebutan_pejabat(reader: Reader, office: Office, pejabat: Pejabat, per: date) -> str:
    """Return what an official is called who has no wording of his own."""
    place = reader.wilayah([pejabat.wilayah])[pejabat.wilayah] if pejabat.wilayah else None
    match pejabat.peran:
        case PeranPejabat.KEPALA_DAERAH:
            return sebutan_kepala_daerah(office)
        case PeranPejabat.SEKDA:
            return "Sekretaris Daerah" + ("" if pejabat.atas_nama else f" {office.wilayah}")
        case PeranPejabat.KABAG_HUKUM:
            return sebutan_kabag_hukum(office)
        case PeranPejabat.KEPALA_DESA if place is not None:
            return sebutan_kepala_desa(reader, office, place, per)
        case PeranPejabat.CAMAT if place is not None:
            return f"Camat {place.nama}"
        case PeranPejabat.KEPALA_DINAS:
            return office.kantor.kepala_jabatan
        case _:
            return pejabat.peran.label


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
        return Signer(sebutan.upper(), nip=None if polos or _terpilih(peran, wilayah) else "")
    if found.peran is not peran:
        sebutan = sebutan_pejabat(reader, office, found, per)
    jabatan = _jabatan(found, sebutan)
    if polos:
        nama = found.nama_polos or tanpa_gelar(found.nama)
        return Signer(jabatan, nama.upper(), nip=None)
    elected = _terpilih(found.peran, found.wilayah)
    return Signer(jabatan, found.nama, found.pangkat, found.nip or (None if elected else ""))


def _terpilih(peran: PeranPejabat, wilayah: str | None) -> bool:
    """Tell whether an office is held by election, without rank and number of a civil servant."""
    if peran is PeranPejabat.KEPALA_DESA:
        return wilayah is None or not is_kelurahan(wilayah)
    return peran is PeranPejabat.KEPALA_DAERAH


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
