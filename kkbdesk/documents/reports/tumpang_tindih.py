"""What in the plan gets in the way of something else, for the meeting that puts it right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count

from kkbdesk.documents.blocks import Align, Column, Document, Grid, Paragraph, Row, RowKind
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports.office import office_of
from kkbdesk.documents.reports.regional import TITLE
from kkbdesk.documents.reports.rencana import place_of, state
from kkbdesk.model.ids import KampungId, OPDId, ProgramId
from kkbdesk.model.matriks import SelMatriks
from kkbdesk.model.problem import Problem
from kkbdesk.model.rencana import Rencana, RencanaLengkap
from kkbdesk.model.saring import SaringRencana
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.queries.libur import hari_libur
from kkbdesk.queries.rencana import RencanaRow, baris_rencana, lengkap, nama_kampung, nama_opd
from kkbdesk.rules.tumpang_tindih import SINGKAT
from kkbdesk.rules.tumpang_tindih_tahun import Bahan, periksa_tahun
from kkbdesk.store import Reader

_KINDS = {
    "tumpang_tindih": "Kegiatan yang sama oleh dua OPD untuk orang yang sama",
    "bentrok": "OPD di dua tempat pada waktu yang sama",
    "gabungkan": "Beberapa kegiatan di satu tempat dan hari",
    "di_luar_matriks": "Di luar matriks",
    "libur": "Pada hari libur",
    "anggaran": "Melebihi anggaran tawaran",
    "kapasitas": "Melebihi kapasitas tawaran",
}


def peringatan(reader: Reader, tahun: int, today: date) -> list[tuple[RencanaRow, Problem]]:
    """Return the plans of a year that get in the way of something, with what it is, by date."""
    plans = reader.rencana(SaringRencana(tahun=tahun))
    items = lengkap(reader, plans)
    found = list(periksa_tahun(items, _bahan(reader, tahun, items)))
    named = {id for id, _ in found}
    rows = baris_rencana(reader, [plan for plan in plans if plan.id in named], today)
    by_id = {row.rencana.id: row for row in rows}
    return [(by_id[id], problem) for id, problem in found]


def _bahan(reader: Reader, tahun: int, items: Sequence[RencanaLengkap]) -> Bahan:
    sel: defaultdict[ProgramId, set[tuple[KampungId | None, OPDId]]] = defaultdict(set)
    for cell in reader.find(SelMatriks, tahun=tahun):
        sel[cell.program].add((cell.kampung, cell.opd))
    offers = {item.rencana.tawaran for item in items if item.rencana.tawaran}
    others = {plan.id: plan for plan in reader.find_many(Rencana, "tawaran", list(offers))}
    others |= {plan.id: plan for plan in _same_days(reader, items)}
    others = {id: plan for id, plan in others.items() if plan.tahun != tahun}
    lain = lengkap(reader, list(others.values()))
    years = {item.rencana.mulai.year for item in items if item.rencana.mulai}
    return Bahan(
        lain=lain,
        sel={program: frozenset(cells) for program, cells in sel.items()},
        libur={day: name for year in years for day, name in hari_libur(reader, year).items()},
        tawaran={item.id: item for item in reader.get_many(Tawaran, list(offers)).values()},
        nama={
            **nama_kampung(reader, {id for item in (*items, *lain) for id in item.kampung}),
            **nama_opd(reader),
        },
    )


def _same_days(reader: Reader, items: Sequence[RencanaLengkap]) -> list[Rencana]:
    days = [item.rencana.mulai for item in items if item.rencana.mulai]
    if not days:
        return []
    first, last = min(days), max(days) + timedelta(SINGKAT)
    return reader.rencana(SaringRencana(sejak=first - timedelta(SINGKAT), dari=first, sampai=last))


def build(reader: Reader, parameters: Parameters) -> Document:
    """Return what gets in the way, kind by kind."""
    office = office_of(reader)
    found = peringatan(reader, parameters.tahun, parameters.today)
    if parameters.kampung:
        here = {
            plan.id
            for plan in reader.rencana(
                SaringRencana(tahun=parameters.tahun, kampung=frozenset({parameters.kampung}))
            )
        }
        found = [(row, problem) for row, problem in found if row.rencana.id in here]
    numbers, lines = count(1), list[Row]()
    for code, title in _KINDS.items():
        group = [(row, problem) for row, problem in found if problem.code == code]
        if group:
            lines.append(Row((f"{title} ({len(group)})",), RowKind.GROUP))
        lines += [
            Row((next(numbers), row.rencana.kegiatan, row.opd, row.lokasi,
                 row.rencana.waktu or "Belum dijadwalkan", problem.text))
            for row, problem in group
        ]  # fmt: skip
    grid = Grid(
        columns=(
            Column("No", 9, Align.CENTER),
            Column("Kegiatan", 55),
            Column("Penanggung jawab", 38),
            Column("Lokasi", 48),
            Column("Waktu", 30),
            Column("Yang perlu dibicarakan", 90),
        ),
        rows=tuple(lines),
        size=8.5,
    )
    body = grid if lines else Paragraph("Tidak ada kegiatan yang saling menghalangi.")
    return office.document(
        ("KEGIATAN YANG PERLU DISELARASKAN", f"{TITLE} TAHUN {parameters.tahun}",
         place_of(reader, office, parameters)),
        (state(parameters), body, office.signed(parameters.today)),
        landscape=True,
    )  # fmt: skip


REPORT = Report(
    "tumpang-tindih", "Kegiatan yang perlu diselaraskan", build, (Input.TAHUN, Input.KAMPUNG)
)
