"""A year's plan is judged in one pass as it is one by one."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kkbdesk.desk import Desk
from kkbdesk.model.ids import ProgramId, TawaranId, new_id
from kkbdesk.model.rencana import StatusRencana
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.services.laporan import Choices
from kkbdesk.services.rencana import SaringRencana
from tests.kkbdesk.services.test_rencana import a_plan, dinas, kampung

CODES = {
    "tumpang_tindih", "bentrok", "gabungkan", "di_luar_matriks", "libur", "anggaran", "kapasitas",
}  # fmt: skip
NAMES = (
    "Penyuluhan gizi balita", "Pelaksanaan penyuluhan gizi bagi balita", "Senam lansia",
    "Pelatihan kader", "Pelatihan kader dan lansia",
)  # fmt: skip
GROUPS = ((), ("balita",), ("lansia",), ("balita", "lansia"))


def whole(desk: Desk) -> Counter[tuple[str, str]]:
    return Counter((row.rencana.id, problem.text) for row, problem in desk.rencana.peringatan(2026))


def one_by_one(desk: Desk) -> Counter[tuple[str, str]]:
    rows = desk.rencana.daftar(SaringRencana(tahun=2026), None)
    return Counter(
        (row.rencana.id, problem.text)
        for row in rows
        for problem in desk.rencana.get(row.rencana.id).masalah
        if problem.code in CODES
    )


@pytest.mark.parametrize("seed", range(4))
def test_a_year_is_judged_as_its_plans_are_one_by_one(sample: Desk, seed: int) -> None:
    chance = random.Random(seed)
    agencies = [dinas(sample, name) for name in ("Dinkes", "Disdukcapil", "Disdikpora")]
    places = [kampung(sample, number) for number in range(3)]
    offer = Tawaran(
        id=TawaranId(new_id()), tahun=2026, opd=agencies[0], kegiatan="Gizi",
        anggaran=Decimal(9_000_000), kapasitas=2,
    )  # fmt: skip
    with sample.editor.edit("Tawaran") as unit:
        unit.put(offer)
    for _ in range(30):
        day = chance.choice([None, *(date(2026, 8, 14 + number) for number in range(6))])
        long = chance.choice([0, 0, 1, 2, 40])
        a_plan(
            sample,
            chance.sample(places, chance.randrange(3)),
            tahun=chance.choice([2026, 2026, 2026, 2027]),
            program=ProgramId(chance.choice("47")),
            kegiatan=chance.choice(NAMES),
            opd=chance.choice(agencies),
            tempat=chance.choice(["", "Balai desa", "Aula"]),
            mulai=day,
            selesai=day + timedelta(long) if day and long else None,
            pasti=chance.random() < 0.9,
            sasaran_peserta=chance.choice(GROUPS),
            tawaran=chance.choice([None, None, offer.id]),
            anggaran=Decimal(chance.choice([1, 5])) * 1_000_000,
            status=chance.choice([StatusRencana.DIRENCANAKAN] * 5 + [StatusRencana.BATAL]),
        )
    found = whole(sample)
    assert found == one_by_one(sample)
    assert len(found) > 20


def test_two_agencies_that_plan_the_same_for_the_whole_office_overlap(sample: Desk) -> None:
    a_plan(sample, kegiatan="Pelatihan kader posyandu", mulai=date(2026, 9, 1))
    a_plan(
        sample, kegiatan="Pelatihan kader posyandu", mulai=date(2026, 10, 1),
        opd=dinas(sample, "Disdikpora"),
    )  # fmt: skip
    told = Counter(
        problem.code
        for row, problem in sample.rencana.peringatan(2026)
        if row.rencana.kegiatan == "Pelatihan kader posyandu"
    )
    assert told["tumpang_tindih"] == 2


def test_two_activities_of_no_village_in_one_hall_could_be_one(sample: Desk) -> None:
    for name, hall in (("A", "Aula Bupati"), ("B", "aula bupati"), ("C", "Aula lain")):
        a_plan(sample, kegiatan=f"Rakor {name}", tempat=hall, mulai=date(2026, 9, 1))
    told = {
        row.rencana.kegiatan
        for row, problem in sample.rencana.peringatan(2026)
        if problem.code == "gabungkan"
    }
    assert {"Rakor A", "Rakor B"} <= told
    assert "Rakor C" not in told


def test_what_gets_in_the_way_is_printed_for_the_meeting(sample: Desk, tmp_path: Path) -> None:
    a_plan(sample, [kampung(sample)], mulai=date(2026, 8, 17))
    path = tmp_path / "selaras.xlsx"
    sample.laporan.tulis("tumpang-tindih", path, Choices(tahun=2026))
    (grid,) = sample.laporan.dokumen("tumpang-tindih", Choices(tahun=2026)).grids()
    texts = [cell for row in grid.rows for cell in row.cells if isinstance(cell, str)]
    assert any("17 Agustus 2026 hari libur" in text for text in texts)
    assert path.stat().st_size > 0
