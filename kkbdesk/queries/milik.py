"""Which of the offices that a database holds a region, a kampung or an agency belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from kkbdesk.errors import UserError
from kkbdesk.model import wilayah
from kkbdesk.model.ids import KampungId, OPDId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.kantor import Kantor, Tingkat
from kkbdesk.model.opd import OPD
from kkbdesk.model.wilayah import Wilayah, normal
from kkbdesk.store import SEMUA, Reader, Records


def pemilik(records: Records, kode: str) -> Kantor | None:
    """Return the office below that sent what is here of a region; None where it is this office's.

    Of a region whose office never sent anything, this office keeps the records itself.
    """
    for tingkat in (wilayah.KABUPATEN, wilayah.PROVINSI):
        if wilayah.level(kode) >= tingkat:
            found = records.find(Kantor, kantor=str(wilayah.ancestor(kode, tingkat)))
            if found:
                return found[0]
    return None


def check_kantor(reader: Reader, kode: str) -> None:
    """Raise UserError unless this is the code of an office below, `SEMUA`, or empty."""
    if not kode:
        return
    own = next(iter(reader.find(Kantor, kantor="")), None)
    if own is None or own.tingkat is Tingkat.KABUPATEN:
        raise UserError("Memilih kabupaten/kota hanya dapat di kantor provinsi atau pusat.")
    below = (wilayah.PROVINSI, wilayah.KABUPATEN) if own.wilayah is None else (wilayah.KABUPATEN,)
    fits = wilayah.level(kode) in below and wilayah.within(kode, own.wilayah or "")
    if kode != SEMUA and not (fits and reader.get(Wilayah, kode)):
        raise UserError(
            f"“{kode}” bukan kabupaten/kota di wilayah kantor ini; contoh: 19.05, atau {SEMUA}."
        )


def kantor_kampung(reader: Reader, id: KampungId) -> str:
    """Return the office that a kampung is read as: the one that sent it, "" for this one."""
    kampung = reader.get(Kampung, id)
    owner = pemilik(reader, kampung.desa) if kampung else None
    return owner.kantor if owner else ""


def pemilik_semua(reader: Reader, desa: Iterable[str]) -> set[str]:
    """Return the offices that these villages belong to, "" for this one."""
    regions = {str(wilayah.ancestor(kode, wilayah.KABUPATEN)) for kode in desa}
    owners = (pemilik(reader, kode) for kode in regions)
    return {owner.kantor if owner else "" for owner in owners}


def semua_opd(reader: Reader) -> dict[OPDId, OPD]:
    """Return the agencies of all offices by id, for those that kampung anywhere name."""
    return {item.id: item for item in reader.sebagai(SEMUA).find(OPD)}


def opd_senama(reader: Reader, id: OPDId) -> list[OPDId]:
    """Return the agencies of all offices that bear the name of one, itself among them."""
    every = semua_opd(reader)
    name = normal(every[id].nama) if id in every else ""
    return [item.id for item in every.values() if normal(item.nama) == name]
