"""Find anything by a few letters: a village, a person, an agency, a decree, a plan, a region."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kkbdesk.model import wilayah
from kkbdesk.model.fields import Record
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.ids import Kind, KodeWilayah
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.rapat import Rapat
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.wilayah import Wilayah
from kkbdesk.queries.letak import Letak
from kkbdesk.store import SEMUA, Hit, Reader, Store


class CariService:
    """Searches records first, then all regions, those of the office before others."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def cari(self, teks: str, limit: int = 30) -> list[Hit]:
        """Return what holds the words, best first."""
        with self._store.read() as reader:
            every = reader.sebagai(SEMUA)
            hits = _dated(every, every.cari(teks, limit))
            hits += [_of_plan(hit) for hit in every.cari_rencana(teks)]
            hits = _owned(every, hits)
            kantor = next(iter(reader.find(Kantor)), None)
            home = kantor.wilayah if kantor and kantor.wilayah else ""
            near = reader.cari_wilayah(teks, dalam=home, limit=10) if home else []
            far = reader.cari_wilayah(teks, limit=limit)
            known = {item.id for item in near}
            regions = [*near, *(item for item in far if item.id not in known)]
            return [*hits, *_as_hits(reader, regions)][:limit]


def _owned(reader: Reader, hits: list[Hit]) -> list[Hit]:
    """Return the hits, those of this office first, others with the region of their office."""
    if reader.count(Kantor) < 2:
        return hits
    letak = Letak(reader, sekaligus=False)
    owners = {hit.id: _owner(letak, record) for hit in hits if (record := _record(reader, hit))}
    names = reader.wilayah(filter(None, owners.values()))
    told = []
    for hit in hits:
        region = names.get(KodeWilayah(owners.get(hit.id, "")))
        note = " · ".join(filter(None, [hit.keterangan, region.nama if region else ""]))
        told.append(replace(hit, keterangan=note))
    return sorted(told, key=lambda hit: bool(owners.get(hit.id)))


def _record(reader: Reader, hit: Hit) -> Record | None:
    return reader.get(RECORDS[hit.kind], hit.id)


def _owner(letak: Letak, record: Record) -> str:
    """Return the code of the kabupaten/kota or provinsi whose office sent it, "" for our own."""
    code = letak.kode(record) or ""
    if code == letak.sendiri:
        return ""
    return wilayah.ancestor(code, min(wilayah.level(code), wilayah.KABUPATEN))


def _dated(reader: Reader, hits: list[Hit]) -> list[Hit]:
    """Return the hits, meetings with their day, the newest first: many bear the same name."""
    meetings = reader.get_many(Rapat, {hit.id for hit in hits if hit.kind is Kind.RAPAT})
    newest = sorted(meetings.values(), key=lambda item: item.tanggal, reverse=True)
    dated = [
        Hit(Kind.RAPAT, item.id, item.nama, f"{tanggal(item.tanggal)} · {item.tempat}".rstrip(" ·"))
        for item in newest
    ]
    return [*(hit for hit in hits if hit.kind is not Kind.RAPAT), *dated]


_PLAN_WORDS = {
    Kind.RENCANA: "Rencana",
    Kind.REALISASI: "Realisasi",
    Kind.PERMASALAHAN: "Permasalahan",
    Kind.TAWARAN: "Tawaran",
}


def _of_plan(hit: Hit) -> Hit:
    """Return something of the plan with what it is, of when, and where or by whom."""
    when = tanggal(hit.saat) if isinstance(hit.saat, date) else str(hit.saat)
    note = " · ".join(filter(None, (f"{_PLAN_WORDS[hit.kind]} {when}", hit.keterangan)))
    return replace(hit, teks=" ".join(hit.teks.split()), keterangan=note)


def _as_hits(reader: Reader, regions: list[Wilayah]) -> list[Hit]:
    above = reader.wilayah(item.id for item in regions)
    hits = []
    for item in regions:
        holders = [above[wilayah.ancestor(item.id, level)].nama for level in range(1, item.tingkat)]
        note = " · ".join([item.id, *reversed(holders)])
        hits.append(Hit(Kind.WILAYAH, item.id, item.nama, note))
    return hits
