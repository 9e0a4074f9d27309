"""Which offer may answer which problem: by program, mandate, place, capacity and rank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter

from kkbdesk.model.ids import KampungId, KodeWilayah, OPDId, ProgramId, TawaranId
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

    @property
    def program(self) -> ProgramId | None:
        """Return of which program the plan would be; None: nobody said so yet."""
        return self.permasalahan.program or self.tawaran.tawaran.program


@dataclass(frozen=True, slots=True)
class Pertemuan:
    """Demand and supply of a year beside each other."""

    permasalahan: tuple[Permasalahan, ...]
    """What is not answered yet, the most urgent first."""
    tawaran: tuple[TawaranRow, ...]
    """All offers, by agency."""
    usulan: tuple[Pasangan, ...]
    """For each problem the best offer that still has room, the most urgent problems first."""
    tanpa_tawaran: tuple[Permasalahan, ...]
    """Problems that nobody's offer answers."""
    tanpa_permasalahan: tuple[TawaranRow, ...]
    """Offers that no problem asks for."""
    kampung: Mapping[KampungId, str]
    """Names of all kampung."""


@dataclass(frozen=True, slots=True)
class _Offered:
    """An offer as pairs are judged by it; made once, compared thousands of times."""

    row: TawaranRow
    opd: OPDId
    program: ProgramId | None
    wilayah: KodeWilayah | None
    kata: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Needed:
    """A problem as pairs are judged by it."""

    permasalahan: Permasalahan
    program: ProgramId | None
    desa: str
    kata: frozenset[str]
    sel: Collection[OPDId]
    """The agencies that the matrix names for it."""
    mandat: Collection[OPDId]
    """The agencies whose mandate its program is."""

    def nilai(self, offer: _Offered) -> int:
        """Return how well an offer fits, zero where it does not."""
        if offer.wilayah and not within(self.desa, offer.wilayah):
            return 0
        same = self.program is not None and offer.program == self.program
        shared = len(self.kata & offer.kata)
        task = 2 if offer.opd in self.sel else int(offer.opd in self.mandat)
        if not (same or shared or task):
            return 0
        return 4 * same + 2 * min(shared, 3) + task + bool(offer.wilayah)

    def alasan(self, offer: _Offered) -> Iterator[str]:
        """Yield in words what the value counts."""
        if self.program is not None and offer.program == self.program:
            yield "programnya sama"
        if shared := self.kata & offer.kata:
            yield f"sama-sama tentang {', '.join(sorted(shared)[:3])}"
        if offer.opd in self.sel:
            yield "ada dalam matriks"
        elif offer.opd in self.mandat:
            yield "sesuai tupoksi"
        if offer.wilayah:
            yield "khusus kecamatan ini"


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
    rows = baris_tawaran(reader, reader.find(Tawaran, tahun=tahun))
    market = _Market(rows)
    room = {row.tawaran.id: _Room(row) for row in rows}
    chosen: list[Pasangan] = []
    lacking: list[Permasalahan] = []
    wanted: set[TawaranId] = set()
    for need in _needed(reader, needs, tahun):
        best, most = None, 0
        for value, offer in market.fitting(need):
            id = offer.row.tawaran.id
            wanted.add(id)
            if value > most and room[id].holds(need.permasalahan.kampung):
                best, most = offer, value
        if best is None:
            lacking.append(need.permasalahan)
        else:
            chosen.append(_pair(need, most, best))
            room[best.row.tawaran.id].take(need.permasalahan.kampung)
    unasked = [row for row in rows if row.tawaran.id not in wanted and not row.rencana]
    names = {item.id: item.nama for item in reader.find(Kampung)}
    return Pertemuan(
        tuple(needs), tuple(rows), tuple(chosen), tuple(lacking), tuple(unasked), names
    )


def pilihan(reader: Reader, permasalahan: Permasalahan) -> list[Pasangan]:
    """Return every offer that may answer a problem, the best first."""
    tahun = permasalahan.tahun
    market = _Market(baris_tawaran(reader, reader.find(Tawaran, tahun=tahun)))
    (need,) = _needed(reader, [permasalahan], tahun)
    found = sorted(market.fitting(need), key=itemgetter(0), reverse=True)
    return [_pair(need, *each) for each in found]


def peminat(reader: Reader, tawaran: Tawaran) -> list[Pasangan]:
    """Return every unanswered problem that an offer may answer, the most urgent first."""
    market = _Market(baris_tawaran(reader, [tawaran]))
    needs = _needed(reader, belum_terjawab(reader, tawaran.tahun), tawaran.tahun)
    return [_pair(need, *found) for need in needs for found in market.fitting(need)]


def _pair(need: _Needed, nilai: int, offer: _Offered) -> Pasangan:
    return Pasangan(need.permasalahan, offer.row, nilai, tuple(need.alasan(offer)))


def _needed(reader: Reader, items: Sequence[Permasalahan], tahun: int) -> list[_Needed]:
    villages = {item.id: item.desa for item in reader.find(Kampung)}
    mandates: defaultdict[str | None, set[OPDId]] = defaultdict(set)
    for opd in reader.find(OPD):
        for program in opd.program:
            mandates[program].add(opd.id)
    cells: defaultdict[tuple[KampungId | None, str | None], set[OPDId]] = defaultdict(set)
    for cell in reader.find(SelMatriks, tahun=tahun):
        cells[cell.kampung, cell.program].add(cell.opd)
    return [
        _Needed(
            item,
            item.program,
            villages.get(item.kampung, ""),
            _words(item.uraian),
            cells[item.kampung, item.program] | cells[None, item.program],
            mandates[item.program],
        )
        for item in items
    ]


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in normal(text).split() if len(word) >= _SHORT) - _BIASA


class _Market:
    """Offers by program, so that a problem is compared only with those that may fit."""

    def __init__(self, rows: Iterable[TawaranRow]) -> None:
        self._every: list[_Offered] = []
        self._of: defaultdict[str | None, list[_Offered]] = defaultdict(list)
        for row in rows:
            item = row.tawaran
            words = _words(f"{item.kegiatan} {item.rincian_sasaran}")
            made = _Offered(row, item.opd, item.program, item.wilayah, words)
            self._every.append(made)
            self._of[item.program].append(made)

    def fitting(self, need: _Needed) -> Iterator[tuple[int, _Offered]]:
        """Yield the offers that may answer a problem with how well they fit, by agency."""
        some = self._every if need.program is None else self._of[need.program] + self._of[None]
        return ((value, offer) for offer in some if (value := need.nilai(offer)))


class _Room:
    """How much of an offer is left while pairs are chosen."""

    def __init__(self, row: TawaranRow) -> None:
        self._there = set(row.kampung)
        money, left = row.sisa_anggaran, row.sisa_kapasitas
        self._left = 0 if money is not None and not money else left

    def holds(self, place: KampungId) -> bool:
        """Tell whether it suffices for a kampung; one that it reaches already needs no more."""
        return self._left is None or self._left > 0 or place in self._there

    def take(self, place: KampungId) -> None:
        """Count a kampung."""
        if place not in self._there and self._left is not None:
            self._left -= 1
        self._there.add(place)
