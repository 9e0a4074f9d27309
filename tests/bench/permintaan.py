"""Demand and supply of a large kabupaten: 182 kampung with five needs each, 200 offers."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import (
    KampungId,
    Kind,
    KodeWilayah,
    OPDId,
    PermasalahanId,
    ProgramId,
    RencanaId,
    TawaranId,
    derived_id,
    new_id,
)
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.rencana import Rencana, lokasi
from kkbdesk.model.tawaran import Tawaran
from tests.bench.figure import Figure, median_ms

KABUPATEN = "11.06"
KAMPUNG, MASALAH, TAWARAN, RENCANA = 182, 5, 200, 5_000
_YEAR = 2026
_WORDS = (
    "gizi", "balita", "sanitasi", "kader", "remaja", "lansia", "bersih", "usaha", "akta",
    "stunting", "sekolah", "jamban", "posyandu", "rumah", "layak", "huni", "kontrasepsi",
    "imunisasi",
)  # fmt: skip


def make(folder: Path) -> None:
    """Make the office."""
    with SqlStore.create(folder) as store:
        desk = Desk(store)
        desk.kantor.siapkan(KABUPATEN)
        agencies = [item.id for item in desk.opd.daftar()]
        with store.read() as reader:
            villages = [item.id for item in reader.wilayah_dalam(KABUPATEN, 4)]
        with store.unit("isi") as unit:
            for record in _records(agencies, villages[:KAMPUNG]):
                unit.put(record)
            unit.commit()


def figures(folder: Path) -> list[Figure]:
    """Return how long the lists, the meeting of demand and supply and moves of a rank take."""
    with SqlStore.open(folder) as store:
        desk = Desk(store)
        needs, offers = desk.permasalahan, desk.tawaran
        first = needs.daftar(_YEAR)[0].permasalahan
        offer = offers.daftar(_YEAR)[0].tawaran
        steps = iter([1, -1] * 100)
        asked: tuple[tuple[str, Callable[[], object]], ...] = (
            ("needs of a year", lambda: needs.daftar(_YEAR)),
            ("a need moved by a rank", lambda: needs.geser(first.id, next(steps))),
            ("offers of a year with what is left", lambda: offers.daftar(_YEAR)),
            ("demand and supply matched", lambda: offers.pertemuan(_YEAR)),
            ("offers for a need", lambda: offers.pilihan(first.id)),
            ("needs for an offer", lambda: offers.peminat(offer.id)),
        )
        scale = f"{KAMPUNG * MASALAH} needs, {TAWARAN} offers"
        return [Figure(name, median_ms(do), scale, 0, "ms", "100 ms") for name, do in asked]


def _records(agencies: list[OPDId], villages: list[KodeWilayah]) -> Iterator[Record]:
    rng = random.Random(1)
    places = [KampungId(derived_id(Kind.KAMPUNG, code)) for code in villages]
    for id, code in zip(places, villages, strict=True):
        yield Kampung(id=id, desa=code, nama=f"Kampung {code}")
    offers = [_offer(rng, agencies, villages) for _ in range(TAWARAN)]
    yield from offers
    for number in range(RENCANA):
        offer = offers[number % TAWARAN] if number < TAWARAN else None
        plan = Rencana(
            id=RencanaId(new_id()), tahun=_YEAR, program=ProgramId(str(1 + number % 8)),
            kegiatan=_text(rng), opd=rng.choice(agencies), tawaran=offer.id if offer else None,
            anggaran=Decimal(5_000_000),
        )  # fmt: skip
        yield plan
        yield lokasi(plan.id, rng.choice(places))
    for place in places:
        for rank in range(1, MASALAH + 1):
            yield Permasalahan(
                id=PermasalahanId(new_id()), kampung=place, tahun=_YEAR, peringkat=rank,
                program=_program(rng), uraian=_text(rng), dasar="Angka 12,5%",
            )  # fmt: skip


def _offer(rng: random.Random, agencies: list[OPDId], villages: list[KodeWilayah]) -> Tawaran:
    return Tawaran(
        id=TawaranId(new_id()), tahun=_YEAR, opd=rng.choice(agencies), program=_program(rng),
        kegiatan=_text(rng), kapasitas=rng.choice((None, 3, 10)),
        wilayah=KodeWilayah(rng.choice(villages)[:8]) if rng.random() < 0.2 else None,
        anggaran=Decimal(rng.randrange(1, 50) * 10_000_000),
    )  # fmt: skip


def _program(rng: random.Random) -> ProgramId | None:
    number = rng.randrange(9)
    return ProgramId(str(number)) if number else None


def _text(rng: random.Random) -> str:
    return " ".join(rng.sample(_WORDS, 5))
