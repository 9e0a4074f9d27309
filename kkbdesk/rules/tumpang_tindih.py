"""What a planned activity gets in the way of: said while it is entered, never refused."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from math import ceil

from kkbdesk.model.format_id import rupiah, tanggal
from kkbdesk.model.ids import KampungId, OPDId
from kkbdesk.model.problem import Problem
from kkbdesk.model.rencana import Rencana, RencanaLengkap, StatusRencana
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.model.wilayah import normal
from kkbdesk.rules.problem import warning

SINGKAT = 7
"""An activity of more days is not at one place all the time."""
_SERUPA = 0.6
_BIASA = frozenset(
    (
        "dan", "di", "ke", "dari", "untuk", "bagi", "pada", "yang", "dengan", "serta", "kegiatan",
        "pelaksanaan", "penyelenggaraan", "kampung", "kb", "keluarga", "berkualitas", "desa",
        "kelurahan",
    )
)  # fmt: skip
"""Words that do not tell one activity from another."""


@dataclass(frozen=True, slots=True)
class Sekitar:
    """What lies around a planned activity."""

    bersamaan: Sequence[RencanaLengkap] = ()
    """Others at the same time that share an agency or a kampung."""
    sejenis: Sequence[RencanaLengkap] = ()
    """What others plan for its year and program in one of its kampung, or in none as it."""
    sel: frozenset[tuple[KampungId | None, OPDId]] = frozenset()
    """The cells of its year and program."""
    libur: Mapping[date, str] = field(default_factory=dict)
    tawaran: Tawaran | None = None
    dari_tawaran: Sequence[RencanaLengkap] = ()
    """Others that come from the same offer."""
    nama: Mapping[str, str] = field(default_factory=dict)
    """Names of agencies and kampung by id."""


def periksa(item: RencanaLengkap, sekitar: Sekitar) -> Iterator[Problem]:
    """Yield what should be known before a planned activity is agreed; nothing of it blocks."""
    if item.rencana.status is StatusRencana.BATAL:
        return
    yield from _at_once(item, sekitar)
    yield from _could_be_one(item, sekitar)
    yield from _twice(item, sekitar)
    yield from _outside_matrix(item, sekitar)
    yield from _holiday(item.rencana, sekitar.libur)
    yield from _beyond_offer(item, sekitar)


def singkat(rencana: Rencana) -> bool:
    """Tell whether the days are known and so few that one is at one place on them."""
    first, last = rencana.mulai, rencana.akhir
    return (
        rencana.pasti
        and first is not None
        and last is not None
        and last - first < timedelta(SINGKAT)
    )


def serupa(satu: str, lain: str) -> bool:
    """Tell whether two names of activities mean the same, by the words that they share."""
    one, other = _words(satu), _words(lain)
    if not one or not other:
        return normal(satu) == normal(lain)
    return len(one & other) >= _SERUPA * len(one | other)


def kata_serupa(nama: str) -> tuple[frozenset[str], int]:
    """Return the words of a name, and how many of them an activity shares that is alike."""
    words = _words(nama)
    return words, ceil(_SERUPA * len(words))


@lru_cache(20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(normal(text).split()) - _BIASA


def _others(item: RencanaLengkap, others: Sequence[RencanaLengkap]) -> Iterator[RencanaLengkap]:
    for other in others:
        if other.rencana.id != item.rencana.id and other.rencana.status is not StatusRencana.BATAL:
            yield other


def _same_time(item: RencanaLengkap, sekitar: Sekitar) -> Iterator[RencanaLengkap]:
    if singkat(item.rencana):
        yield from (other for other in _others(item, sekitar.bersamaan) if singkat(other.rencana))


def _elsewhere(item: RencanaLengkap, other: RencanaLengkap) -> bool:
    if item.kampung or other.kampung:
        return not item.kampung & other.kampung
    return normal(item.rencana.tempat) != normal(other.rencana.tempat)


def _at_once(item: RencanaLengkap, sekitar: Sekitar) -> Iterator[Problem]:
    for other in _same_time(item, sekitar):
        shared = item.opd & other.opd
        if shared and _elsewhere(item, other):
            who = _names(shared, sekitar.nama)
            where = _names(other.kampung, sekitar.nama) or other.rencana.tempat or "tempat lain"
            text = (
                f"{who} pada waktu yang sama ada di {where}: “{other.rencana.kegiatan}”, "
                f"{other.rencana.waktu}."
            )
            yield _about(item, other, "bentrok", text, "mulai")


def _could_be_one(item: RencanaLengkap, sekitar: Sekitar) -> Iterator[Problem]:
    for other in _same_time(item, sekitar):
        shared = item.kampung & other.kampung
        if shared or _same_hall(item, other):
            where = _names(shared, sekitar.nama) or other.rencana.tempat
            text = (
                f"Pada hari yang sama di {where} juga ada "
                f"“{other.rencana.kegiatan}”{_by(other, sekitar)}; mungkin dapat digabung."
            )
            yield _about(item, other, "gabungkan", text, "mulai")


def _same_hall(item: RencanaLengkap, other: RencanaLengkap) -> bool:
    """Tell whether two activities of no kampung are at one place that is named."""
    mine, theirs = normal(item.rencana.tempat), normal(other.rencana.tempat)
    return not item.kampung and not other.kampung and bool(mine) and mine == theirs


def _twice(item: RencanaLengkap, sekitar: Sekitar) -> Iterator[Problem]:
    mine = item.rencana
    for other in _others(item, sekitar.sejenis):
        theirs = other.rencana
        people = _meets(mine.sasaran_peserta, theirs.sasaran_peserta)
        if people and mine.opd != theirs.opd and serupa(mine.kegiatan, theirs.kegiatan):
            shared = _names(item.kampung & other.kampung, sekitar.nama)
            where = f" di {shared}" if shared else ""
            text = f"Tumpang tindih dengan “{theirs.kegiatan}”{_by(other, sekitar)}{where}."
            yield _about(item, other, "tumpang_tindih", text, "kegiatan")


def _meets(mine: Collection[str], theirs: Collection[str]) -> bool:
    """Tell whether two groups of people may be the same; one that is not said may be any."""
    return not mine or not theirs or not set(mine).isdisjoint(theirs)


def _outside_matrix(item: RencanaLengkap, sekitar: Sekitar) -> Iterator[Problem]:
    opd = item.rencana.opd
    if opd is None or (None, opd) in sekitar.sel:
        return
    missing = [id for id in item.kampung or (None,) if (id, opd) not in sekitar.sel]
    if missing:
        who = sekitar.nama.get(opd, "OPD ini")
        where = _names([id for id in missing if id], sekitar.nama)
        text = f"{who} tidak ada dalam matriks program ini{f' di {where}' if where else ''}."
        yield warning(item.rencana, "di_luar_matriks", text, "opd")


def _holiday(rencana: Rencana, libur: Mapping[date, str]) -> Iterator[Problem]:
    if not singkat(rencana) or rencana.mulai is None or rencana.akhir is None:
        return
    days = (rencana.akhir - rencana.mulai).days + 1
    for day in (rencana.mulai + timedelta(number) for number in range(days)):
        if day in libur:
            yield warning(rencana, "libur", f"{tanggal(day)} hari libur: {libur[day]}.", "mulai")


def _beyond_offer(item: RencanaLengkap, sekitar: Sekitar) -> Iterator[Problem]:
    offer = sekitar.tawaran
    if offer is None:
        return
    every = [item, *_others(item, sekitar.dari_tawaran)]
    total = sum((each.rencana.anggaran or Decimal() for each in every), Decimal())
    if offer.anggaran is not None and total > offer.anggaran:
        text = f"Seluruhnya {rupiah(total)}, melebihi tawaran {rupiah(offer.anggaran)}."
        yield warning(item.rencana, "anggaran", text, "anggaran")
    reached = frozenset[KampungId]().union(*(each.kampung for each in every))
    if offer.kapasitas is not None and len(reached) > offer.kapasitas:
        text = f"Menjangkau {len(reached)} desa, melebihi kapasitas tawaran {offer.kapasitas}."
        yield warning(item.rencana, "kapasitas", text)


def _about(
    item: RencanaLengkap, other: RencanaLengkap, code: str, text: str, field: str
) -> Problem:
    return replace(warning(item.rencana, code, text, field), lain=other.rencana.id)


def _by(other: RencanaLengkap, sekitar: Sekitar) -> str:
    opd = other.rencana.opd
    return f" oleh {sekitar.nama[opd]}" if opd in sekitar.nama else ""  # type: ignore[index]


def _names(ids: Collection[str], nama: Mapping[str, str]) -> str:
    found = sorted(nama[id] for id in ids if id in nama)
    if len(found) > 3:
        return f"{', '.join(found[:3])} dan {len(found) - 3} lainnya"
    return ", ".join(found)
