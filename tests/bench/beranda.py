"""The first page of an office of 182 villages with five years of plans and deeds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.model.ids import Kind, PermasalahanId, PokjaId, ProgramId, derived_id, new_id
from kkbdesk.model.matriks import Peran, SelMatriks, sel_id
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.pokja import Pokja
from kkbdesk.services.rencana import SaringRencana
from kkbdesk.store import Unit
from tests.bench import rencana
from tests.bench.figure import Figure, once_ms
from tests.support.makers import a_klasifikasi

KODE = "13.01"
"""Pesisir Selatan has 182 villages."""
YEARS = (2022, 2023, 2024, 2025, 2026)
_CLASSES = "dasar", "berkembang", "mandiri", "berkelanjutan"
_RUNS = 9


def make(folder: Path) -> None:
    """Make the office."""
    with SqlStore.create(folder) as store:
        desk = Desk(store)
        desk.kantor.siapkan(KODE, "sumatera-barat")
        rencana.fill(desk, KODE, YEARS)
        with desk.store.unit("isi") as unit:
            _measure(unit, desk)
            unit.commit()


def _measure(unit: Unit, desk: Desk) -> None:
    """Give every kampung classes, a working group, problems and cells of its matrix."""
    agencies = desk.opd.daftar()
    for place, row in enumerate(unit.kampung_rows(date(2026, 1, 1))):
        unit.put(Pokja(id=PokjaId(new_id()), kampung=row.id, sk_nomor=f"{place}/2022"))
        for year in YEARS:
            day, kelas = date(year, 6, 1), _CLASSES[(place + year) % 4]
            unit.put(a_klasifikasi(row.id, day, kelas))
            for rank in range(1, 6):
                id = PermasalahanId(derived_id(Kind.PERMASALAHAN, row.id, year, rank))
                unit.put(
                    Permasalahan(
                        id=id, kampung=row.id, tahun=year, peringkat=rank, uraian=f"Masalah {rank}"
                    )
                )
            for program in range(1, 9):
                agency = agencies[(place + program) % len(agencies)].id
                cell = sel_id(year, row.id, ProgramId(str(program)), agency)
                unit.put(
                    SelMatriks(
                        id=cell, tahun=year, kampung=row.id, program=ProgramId(str(program)),
                        opd=agency, peran=Peran.PENDUKUNG,
                    )
                )  # fmt: skip


def figures(folder: Path) -> list[Figure]:
    """Return how long the first page takes after an edit, and its charts and completeness."""
    clock = datetime(2026, 5, 20, 9, tzinfo=UTC)
    with SqlStore.open(folder) as store:
        desk = Desk(store, lambda: clock)
        plans = desk.rencana.daftar(SaringRencana(tahun=2026))[:_RUNS]
        taken: list[float] = []
        for row in plans:
            desk.rencana.ubah(row.rencana, {"tempat": f"Balai {len(taken)}"})
            taken.append(once_ms(desk.beranda.hitung))
        taken.sort()
        middle = taken[_RUNS // 2]
        return [Figure("first page after an edit", middle, "50,000 each", 0, "ms", "200 ms")]
