"""Agencies as they were on a day, and all the names they go by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kkbdesk.model.ids import OPDId
from kkbdesk.model.opd import OPD, NamaOPD
from kkbdesk.model.wilayah import normal
from kkbdesk.store import Reader


def opd_pada(reader: Reader, per: date) -> list[OPD]:
    """Return the agencies that existed on a day, under the names they had then, in order.

    A reader of all offices returns those of all.
    """
    former: dict[OPDId, NamaOPD] = {}
    for old in sorted(reader.find(NamaOPD), key=lambda item: item.sampai, reverse=True):
        if per < old.sampai:
            former[old.opd] = old
    present = [record for record in reader.find(OPD) if record.aktif(per)]
    return sorted((_as_named_then(record, former.get(record.id)) for record in present), key=urutan)


def _as_named_then(record: OPD, old: NamaOPD | None) -> OPD:
    return replace(record, nama=old.nama, singkatan=old.singkatan) if old else record


def nama_ke_opd(reader: Reader) -> dict[str, OPDId]:
    """Return every name, short name and former name of every agency, normalised -> its id.

    A name that two agencies share is left out: it tells neither.
    """
    owners: dict[str, set[OPDId]] = {}
    for record in reader.find(OPD):
        for name in (record.nama, record.singkatan):
            owners.setdefault(normal(name), set()).add(record.id)
    for old in reader.find(NamaOPD):
        for name in (old.nama, old.singkatan):
            owners.setdefault(normal(name), set()).add(old.opd)
    owners.pop("", None)
    return {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}


def urutan(record: OPD) -> tuple[bool, int, str]:
    """Return the sort key of an agency: in its order, retired ones last."""
    return record.selesai is not None, record.urut, record.nama.casefold()
