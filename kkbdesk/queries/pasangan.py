"""Which offer may answer which problem: by program, mandate, place, capacity and rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kkbdesk.model.ids import KampungId, OPDId, ProgramId, TawaranId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.matriks import SelMatriks
from kkbdesk.model.opd import OPD
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.rencana import Rencana, StatusRencana
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.model.wilayah import normal, within
from kkbdesk.queries.permasalahan import belum_terjawab
from kkbdesk.queries.rencana import nama_opd, nama_program, tempat_dan_mitra
from kkbdesk.store import Reader

_SHORT = 4
"""Words of fewer letters tell nothing of an activity."""
_BIASA = frozenset(("untuk", "yang", "masih", "dengan", "pada", "belum", "kegiatan", "keluarga"))


@dataclass(frozen=True, slots=True)
class TawaranRow:
    """An offer and how much of it is used, names resolved."""

    tawaran: Tawaran
    opd: str
    program: str
    rencana: tuple[Rencana, ...]
    """What was planned from it."""
    kampung: frozenset[KampungId]
    """The kampung that these reach."""

    @property
    def terpakai(self) -> Decimal:
        """Return how much of its money is planned."""
        return sum((item.anggaran or Decimal() for item in self.rencana), Decimal())

    @property
    def sisa_anggaran(self) -> Decimal | None:
        """Return the money that is left, None where it was not said."""
        money = self.tawaran.anggaran
        return None if money is None else max(money - self.terpakai, Decimal())

    @property
    def sisa_kapasitas(self) -> int | None:
        """Return for how many more villages it suffices, None where it was not said."""
        most = self.tawaran.kapasitas
        return None if most is None else max(most - len(self.kampung), 0)


@dataclass(frozen=True, slots=True)
class Pasangan:
    """A problem and an offer that may answer it."""

    permasalahan: Permasalahan
    tawaran: TawaranRow
    nilai: int
    """The more, the better it fits."""
    alasan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pertemuan:
    """Demand and supply of a year beside each other."""

    usulan: tuple[Pasangan, ...]
    """For each problem the best offer that still has room, the most urgent problems first."""
    tanpa_tawaran: tuple[Permasalahan, ...]
    """Problems that nobody's offer answers."""
    tanpa_permasalahan: tuple[TawaranRow, ...]
    """Offers that no problem asks for."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What pairs are judged by."""

    desa: Mapping[str, str]
    mandat: Mapping[OPDId, Collection[str]]
    sel: Collection[tuple[KampungId | None, ProgramId, OPDId]]
    taken: defaultdict[TawaranId, set[KampungId]] = field(default_factory=lambda: defaultdict(set))


def baris_tawaran(reader: Reader, items: Sequence[Tawaran]) -> list[TawaranRow]:
    """Return offers with what was planned from them, by agency and name."""
    plans: defaultdict[TawaranId, list[Rencana]] = defaultdict(list)
    for plan in reader.find_many(Rencana, "tawaran", [item.id for item in items]):
        if plan.tawaran and plan.status is not StatusRencana.BATAL:
            plans[plan.tawaran].append(plan)
    every = [plan.id for of in plans.values() for plan in of]
    places, _ = tempat_dan_mitra(reader, every)
    opd, program = nama_opd(reader), nama_program(reader)
    rows = [
        TawaranRow(
            item,
            opd.get(item.opd, ""),
            program.get(item.program, "") if item.program else "",
            tuple(plans[item.id]),
            frozenset(each for plan in plans[item.id] for each in places[plan.id]),
        )
        for item in items
    ]
    return sorted(rows, key=lambda row: (row.opd.casefold(), row.tawaran.kegiatan.casefold()))


def temukan(reader: Reader, tahun: int) -> Pertemuan:
    """Return demand and supply of a year, with a proposal for every problem that has one."""
    needs = belum_terjawab(reader, tahun)
    offers = baris_tawaran(reader, reader.find(Tawaran, tahun=tahun))
    known = _known(reader, tahun)
    chosen: list[Pasangan] = []
    lacking: list[Permasalahan] = []
    wanted: set[TawaranId] = set()
    for need in needs:
        fitting = sorted(_fitting(need, offers, known), key=lambda item: -item.nilai)
        wanted |= {item.tawaran.tawaran.id for item in fitting}
        free = [item for item in fitting if _has_room(item, known)]
        if free:
            chosen.append(free[0])
            known.taken[free[0].tawaran.tawaran.id].add(need.kampung)
        else:
            lacking.append(need)
    unasked = [row for row in offers if row.tawaran.id not in wanted and not row.rencana]
    return Pertemuan(tuple(chosen), tuple(lacking), tuple(unasked))


def pilihan(reader: Reader, need: Permasalahan) -> list[Pasangan]:
    """Return every offer that may answer a problem, the best first."""
    offers = baris_tawaran(reader, reader.find(Tawaran, tahun=need.tahun))
    found = _fitting(need, offers, _known(reader, need.tahun))
    return sorted(found, key=lambda item: -item.nilai)


def _known(reader: Reader, tahun: int) -> _Known:
    cells = reader.find(SelMatriks, tahun=tahun)
    return _Known(
        desa={item.id: item.desa for item in reader.find(Kampung)},
        mandat={item.id: item.program for item in reader.find(OPD)},
        sel={(cell.kampung, cell.program, cell.opd) for cell in cells},
    )


def _fitting(need: Permasalahan, offers: Sequence[TawaranRow], known: _Known) -> Iterator[Pasangan]:
    for row in offers:
        offer = row.tawaran
        if offer.wilayah and not within(known.desa.get(need.kampung, ""), offer.wilayah):
            continue
        reasons = dict(_reasons(need, offer, known))
        same = need.program is not None and offer.program == need.program
        if same or (offer.program is None and reasons):
            yield Pasangan(need, row, sum(reasons.values()), tuple(reasons))


def _reasons(need: Permasalahan, offer: Tawaran, known: _Known) -> Iterator[tuple[str, int]]:
    """Yield why an offer fits a problem, and how much that counts."""
    if need.program and offer.program == need.program:
        yield "programnya sama", 4
    shared = _words(need.uraian) & _words(f"{offer.kegiatan} {offer.rincian_sasaran}")
    if shared:
        yield f"sama-sama tentang {', '.join(sorted(shared)[:3])}", 2 * min(len(shared), 3)
    cells = ((place, need.program, offer.opd) for place in (need.kampung, None))
    if any(cell in known.sel for cell in cells):
        yield "ada dalam matriks", 2
    elif need.program in known.mandat.get(offer.opd, ()):
        yield "sesuai tupoksi", 1
    if offer.wilayah:
        yield "khusus kecamatan ini", 1


def _words(text: str) -> set[str]:
    return {word for word in normal(text).split() if len(word) >= _SHORT} - _BIASA


def _has_room(pair: Pasangan, known: _Known) -> bool:
    row, place = pair.tawaran, pair.permasalahan.kampung
    taken = known.taken[row.tawaran.id] - row.kampung
    if place in row.kampung or place in taken:
        return True
    money = row.sisa_anggaran
    left = row.sisa_kapasitas
    return (money is None or money > 0) and (left is None or left > len(taken))
