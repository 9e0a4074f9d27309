"""Five years of the plan, ten thousand activities and as many things done in each."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
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
    ProgramId,
    RealisasiId,
    RencanaId,
    derived_id,
    new_id,
)
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.realisasi import Realisasi, opd_hadir
from kkbdesk.model.rencana import Rencana, lokasi, pendukung
from kkbdesk.services.realisasi import SaringRealisasi
from kkbdesk.services.rencana import Halaman, SaringRencana
from tests.bench.figure import Figure, median_ms

BANYAK = 50_000
DESA = 182
KODE = "13.01"
"""Pesisir Selatan has so many villages."""
YEARS = (2022, 2023, 2024, 2025, 2026)
_SOURCES = ("apbn", "apbd", "dana_desa", "bokb", "")
_WORDS = ("gizi", "balita", "sanitasi", "kader", "remaja", "lansia", "air", "usaha", "akta", "data")


def make(folder: Path) -> None:
    """Make the office."""
    with SqlStore.create(folder) as store:
        desk = Desk(store)
        desk.kantor.siapkan(KODE, "sumatera-barat")
        fill(desk, KODE, YEARS)


def figures(folder: Path) -> list[Figure]:
    """Return how long the lists of the plan and the check of a new activity take."""
    with SqlStore.open(folder) as store:
        desk = Desk(store)
        plan, done = desk.rencana, desk.realisasi
        places = [row.id for row in desk.kampung.daftar()]
        opd = desk.opd.daftar()[2].id
        here = frozenset(places[:1])
        year = SaringRencana(tahun=2026)
        month = SaringRencana(
            opd=frozenset({opd}), dari=date(2026, 10, 1), sampai=date(2026, 10, 31)
        )
        october = SaringRencana(
            sejak=date(2025, 9, 28), dari=date(2026, 9, 28), sampai=date(2026, 11, 8)
        )
        first = replace(year, kampung=frozenset(places[: DESA * 500 // 10_000]))
        agency = replace(year, opd=frozenset({opd}))
        by_money = Halaman(500, urut="anggaran", turun=True)
        new = {
            "tahun": 2026, "program": ProgramId("4"), "kegiatan": "Penyuluhan gizi balita",
            "opd": opd, "mulai": date(2026, 10, 14), "selesai": date(2026, 10, 15),
        }  # fmt: skip
        asked: tuple[tuple[str, int, Callable[[], object]], ...] = (
            ("plan, first page of 500", 100, lambda: plan.daftar(year)),
            ("plan of a kampung", 100, lambda: plan.daftar(SaringRencana(kampung=here))),
            ("plan of an agency, one month", 100, lambda: plan.daftar(month)),
            ("plan by words", 100, lambda: plan.daftar(replace(year, teks="gizi kader"))),
            ("plan, number and budget", 100, lambda: plan.jumlah(year)),
            ("plan, what is late", 100, plan.terlambat),
            ("plan, a page by money", 100, lambda: plan.daftar(year, by_money)),
            ("plan, calendar of a month", 100, lambda: plan.jadwal(october)),
            ("plan, timeline, first kampung", 100, lambda: plan.jadwal(first, mitra=False)),
            ("plan, timeline, first agency", 100, lambda: plan.jadwal(agency, tempat=False)),
            ("plan, budget by source and agency", 100, lambda: plan.anggaran(year)),
            ("stages of a year", 100, lambda: desk.tahapan.daftar(2026)),
            ("a new activity checked, 1 kampung", 50, lambda: plan.periksa(new, places[:1])),
            ("a new activity checked, 10 kampung", 50, lambda: plan.periksa(new, places[:10])),
            ("realisasi, first page of 500", 100, done.daftar),
            ("realisasi of a kampung", 100, lambda: done.daftar(SaringRealisasi(kampung=here))),
            ("queue of the national website", 100, done.antrian),
            ("states of a kampung's matrix", 50, lambda: desk.matriks.kemajuan(2026, places[0])),
            (
                "states of the office's matrix, beside",
                1000,
                lambda: desk.matriks.kemajuan(2026, None),
            ),
        )
        return [
            Figure(name, median_ms(do), "50,000 each", 0, "ms", f"{most} ms")
            for name, most, do in asked
        ]


def fill(desk: Desk, kode: str, tahun: Sequence[int] = (2026,), banyak: int = BANYAK) -> None:
    """Give an office a kampung in each village, and as many activities and deeds in these years."""
    rng = random.Random(1)
    agencies = [item.id for item in desk.opd.daftar()]
    with desk.store.read() as reader:
        every = reader.wilayah_dalam(kode, 4)
        villages = [item.id for item in every if item.sampai is None][:DESA]
    places = [KampungId(derived_id(Kind.KAMPUNG, code)) for code in villages]
    with desk.store.unit("isi") as unit:
        for id, code in zip(places, villages, strict=True):
            unit.put(Kampung(id=id, desa=KodeWilayah(code), nama=f"Kampung {code}"))
        for number in range(banyak):
            for record in _one(number, rng, agencies, places, tahun[number % len(tahun)]):
                unit.put(record)
        unit.commit()


def _one(
    number: int,
    rng: random.Random,
    agencies: list[OPDId],
    places: list[KampungId],
    tahun: int,
) -> Iterator[Record]:
    day = date(tahun, 1, 1) + timedelta(rng.randrange(365))
    lead, partner = rng.sample(agencies, 2)
    plan = Rencana(
        id=RencanaId(new_id()),
        tahun=tahun,
        program=ProgramId(str(1 + number % 8)),
        kegiatan=" ".join(rng.sample(_WORDS, 3)),
        opd=lead,
        mulai=day,
        selesai=day + timedelta(rng.choice((0, 0, 1, 2, 60))),
        anggaran=Decimal(rng.randrange(50) * 1_000_000),
        sumber_dana=rng.choice(_SOURCES),
    )
    here = rng.choice(places)
    done = Realisasi(id=RealisasiId(new_id()), rencana=plan.id, kampung=here,
                     judul=plan.kegiatan, tanggal=day, program=plan.program,
                     biaya=plan.anggaran)  # fmt: skip
    yield plan
    yield lokasi(plan.id, here)
    yield pendukung(plan.id, partner)
    yield done
    yield opd_hadir(done.id, lead)
