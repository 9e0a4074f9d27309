"""The first page of an office of 182 villages with five years of plans and deeds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.documents import writers
from kkbdesk.model.ids import Kind, PermasalahanId, PokjaId, ProgramId, derived_id, new_id
from kkbdesk.model.matriks import Peran, SelMatriks, sel_id
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.pokja import Pokja
from kkbdesk.services.laporan import Choices
from kkbdesk.services.rencana import SaringRencana
from kkbdesk.store import Unit
from tests.bench import rencana
from tests.bench.figure import Figure, median_ms, once_ms
from tests.bench.laporan import bare_tables
from tests.support.makers import a_klasifikasi

_CLASSES = "dasar", "berkembang", "mandiri", "berkelanjutan"
_RUNS = 9
NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
REPORTED = 3_300
"""So many plans of a year make a report of some two hundred pages."""


def make(folder: Path, tahun: Sequence[int] = rencana.YEARS, banyak: int = rencana.BANYAK) -> None:
    """Make the office with so many plans and deeds in these years."""
    with SqlStore.create(folder) as store:
        desk = Desk(store)
        desk.kantor.siapkan(rencana.KODE, "sumatera-barat")
        rencana.fill(desk, rencana.KODE, tahun, banyak)
        with desk.store.unit("isi") as unit:
            _measure(unit, desk)
            unit.commit()


def _measure(unit: Unit, desk: Desk) -> None:
    """Give every kampung classes, a working group, problems and cells of its matrix."""
    agencies = desk.opd.daftar()
    for place, row in enumerate(unit.kampung_rows(date(2026, 1, 1))):
        unit.put(Pokja(id=PokjaId(new_id()), kampung=row.id, sk_nomor=f"{place}/2022"))
        for year in rencana.YEARS:
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


def figures(folder: Path, report: Path) -> list[Figure]:
    """Return how long the first page, its charts and a search take, and a yearly report.

    `report` is where an office with one year of fewer plans is, of which the report has some two
    hundred pages.
    """
    with SqlStore.open(folder) as store:
        desk = Desk(store, lambda: NOW)
        taken: list[float] = []
        for row in desk.rencana.daftar(SaringRencana(tahun=2026))[:_RUNS]:
            desk.rencana.ubah(row.rencana, {"tempat": f"Balai {len(taken)}"})
            taken.append(once_ms(desk.beranda.hitung))
        many = "182 kampung, 50,000 each"
        found = [
            Figure("first page after an edit", median(taken), many, 0, "ms", "200 ms"),
            Figure("charts of the first page", median_ms(desk.beranda.grafik), many, 0, "ms", "-"),
            Figure(
                "finding anything by a word", median_ms(lambda: desk.cari.cari("gizi")), many, 0,
                "ms", "50 ms",
            ),
        ]  # fmt: skip
    with SqlStore.open(report) as store:
        desk = Desk(store, lambda: NOW)
        document = desk.laporan.dokumen("tahunan", Choices())
        pages = writers.render(document, ".pdf").pages
        ours = median_ms(lambda: desk.laporan.pratinjau("tahunan", Choices()), 3)
        grids, page = list(document.grids()), document.sections[-1].page
        theirs = median_ms(lambda: bare_tables(grids, page), 3)
    title = f"yearly report, {pages} pages"
    return [*found, Figure(title, ours, "bare tables", theirs, "ms", "2 x")]
