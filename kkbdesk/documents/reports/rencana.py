"""The joint plan on paper: the action plan in detail, the calendar, the sheet of each agency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import count, groupby

from kkbdesk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Grid,
    KeyValues,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Signatures,
    Title,
    Value,
)
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports.office import Office, office_of
from kkbdesk.documents.reports.persetujuan import pimpinan
from kkbdesk.documents.reports.regional import TITLE
from kkbdesk.model.format_id import BULAN, angka, rupiah, tanggal, terbilang
from kkbdesk.model.ids import OPDId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.opd import OPD
from kkbdesk.model.program import Program
from kkbdesk.model.rencana import PendukungRencana, StatusRencana
from kkbdesk.model.saring import SaringRencana
from kkbdesk.queries.matriks import baca_grid
from kkbdesk.queries.referensi import nama_butir
from kkbdesk.queries.rencana import RencanaRow, baris_rencana, jumlah
from kkbdesk.store import Reader

Names = dict[str, dict[str, str]]


def rows_of(reader: Reader, parameters: Parameters) -> list[RencanaRow]:
    """Return the plan of the year, of the kampung where one is asked for, without what is off."""
    here = frozenset({parameters.kampung}) if parameters.kampung else frozenset()
    found = reader.rencana(SaringRencana(tahun=parameters.tahun, kampung=here))
    kept = [plan for plan in found if plan.status is not StatusRencana.BATAL]
    return baris_rencana(reader, kept, parameters.today)


def place_of(reader: Reader, office: Office, parameters: Parameters) -> str:
    """Return the kampung, or the region of the office, as it stands in a title."""
    kampung = reader.get(Kampung, parameters.kampung) if parameters.kampung else None
    return office.place(reader, kampung) if kampung else office.wilayah.upper()


def state(parameters: Parameters) -> Paragraph:
    """Return of which day a list is."""
    return Paragraph(f"Keadaan per {tanggal(parameters.today)}", Align.CENTER)


def sasaran(row: RencanaRow, names: Names) -> str:
    """Return the people an activity is for, in words."""
    groups = names.get("sasaran_peserta", {})
    told = [groups.get(code, code) for code in row.rencana.sasaran_peserta]
    return row.rencana.rincian_sasaran or ", ".join(told)


def volume(row: RencanaRow) -> str:
    """Return the target with its unit."""
    target = row.rencana.target
    return f"{angka(target)} {row.rencana.satuan}".strip() if target is not None else ""


def sumber(row: RencanaRow, names: Names) -> str:
    """Return the source of funds in words."""
    code = row.rencana.sumber_dana
    return names.get("sumber_dana", {}).get(code, code)


def uang(value: Decimal | None) -> int | None:
    """Return an amount as tables hold it: whole rupiah."""
    return None if value is None else int(value)


def anggaran(rows: Sequence[RencanaRow]) -> Decimal | None:
    """Return what activities cost together, None where none says so."""
    return jumlah(row.rencana.anggaran for row in rows)


def jumlah_terbilang(rows: Sequence[RencanaRow]) -> Paragraph:
    """Return the sum of the budgets in figures and words, and how many state none."""
    total = int(anggaran(rows) or 0)
    text = f"Jumlah seluruhnya {rupiah(total)} ({terbilang(total)} rupiah)."
    unknown = sum(row.rencana.anggaran is None for row in rows)
    more = f" {unknown} kegiatan belum menyebut anggarannya." if unknown else ""
    return Paragraph(f"{text}{more}")


def build_plan(reader: Reader, parameters: Parameters) -> Document:
    """Return the activities of the year under their programs, with subtotals."""
    office, names = office_of(reader), nama_butir(reader)
    rows = rows_of(reader, parameters)
    grid = Grid(
        columns=(
            Column("No", 9, Align.CENTER),
            Column("Kegiatan", 50),
            Column("Perangkat daerah/mitra", 42),
            Column("Sasaran", 32),
            Column("Lokasi", 38),
            Column("Waktu", 27),
            Column("Volume", 20),
            Column("Anggaran (Rp)", 28, Align.RIGHT),
            Column("Sumber dana", 24),
        ),
        rows=tuple(_by_program(reader, rows, names)),
        size=8.5,
    )
    subject = ("RENCANA AKSI TERPADU", f"{TITLE} TAHUN {parameters.tahun}")
    return office.document(
        (*subject, place_of(reader, office, parameters)),
        (state(parameters), grid, jumlah_terbilang(rows), office.signed(parameters.today)),
        landscape=True,
    )


def _by_program(reader: Reader, rows: Sequence[RencanaRow], names: Names) -> Iterator[Row]:
    programs = sorted(reader.find(Program), key=lambda item: (len(item.id), item.id))
    numbers = count(1)
    for letter, program in zip("abcdefghijklmnopqrstuvwxyz", programs, strict=False):
        group = [row for row in rows if row.rencana.program == program.id]
        if not group:
            continue
        yield Row((f"{letter}. {program.nama}",), RowKind.GROUP)
        for row in group:
            yield Row((next(numbers), row.rencana.kegiatan, row.pelaksana, *_told(row, names)))
        yield _sum(f"Jumlah {letter}", group)
    yield _sum("JUMLAH", rows)


def _told(row: RencanaRow, names: Names) -> tuple[Value, ...]:
    plan = row.rencana
    return (
        sasaran(row, names), row.lokasi, plan.waktu or "Belum dijadwalkan", volume(row),
        uang(plan.anggaran), sumber(row, names),
    )  # fmt: skip


def _sum(label: str, rows: Sequence[RencanaRow]) -> Row:
    return Row((None, label, *[None] * 5, uang(anggaran(rows)), None), RowKind.TOTAL)


def build_calendar(reader: Reader, parameters: Parameters) -> Document:
    """Return the activities of the year month by month, what has no time at the end."""
    office = office_of(reader)
    rows = rows_of(reader, parameters)
    timed = [row for row in rows if row.rencana.mulai]
    lines: list[Row] = []
    for month, group in groupby(timed, key=lambda row: (row.rencana.mulai or parameters.per)
                                .replace(day=1)):  # fmt: skip
        lines.append(Row((f"{BULAN[month.month - 1]} {month.year}",), RowKind.GROUP))
        lines += [_dated(row, row.rencana.waktu) for row in group]
    without = [row for row in rows if not row.rencana.mulai]
    if without:
        lines.append(Row(("Belum dijadwalkan",), RowKind.GROUP))
        lines += [_dated(row, "") for row in without]
    grid = Grid(
        columns=(
            Column("Waktu", 38),
            Column("Kegiatan", 70),
            Column("Lokasi", 62),
            Column("Pelaksana", 55),
            Column("Program", 40),
            Column("Keadaan", 25),
        ),
        rows=tuple(lines),
    )
    return office.document(
        ("JADWAL KEGIATAN", f"{TITLE} TAHUN {parameters.tahun}",
         place_of(reader, office, parameters)),
        (state(parameters), grid, office.signed(parameters.today)),
        landscape=True,
    )  # fmt: skip


def _dated(row: RencanaRow, time: str) -> Row:
    return Row(
        (time, row.rencana.kegiatan, row.lokasi, row.pelaksana, row.program, row.keadaan.label)
    )


def build_commitments(reader: Reader, parameters: Parameters) -> Document:
    """Return a sheet for each agency: its programs, its activities, its place to sign."""
    office = office_of(reader)
    rows = rows_of(reader, parameters)
    joins: defaultdict[OPDId, set[str]] = defaultdict(set)
    for partner in reader.find_many(PendukungRencana, "rencana", [row.rencana.id for row in rows]):
        joins[partner.opd].add(partner.rencana)
    grid = baca_grid(reader, parameters.tahun, parameters.kampung, parameters.today)
    programs = {program.id: f"{program.id}. {program.singkat}" for program in grid.program}
    blocks: list[Block] = []
    for opd in grid.opd:
        own = [row for row in rows if row.rencana.opd == opd.id or row.rencana.id in joins[opd.id]]
        cells = {cell.program: cell.peran for (_, of), cell in grid.sel.items() if of == opd.id}
        if not own and not cells:
            continue
        if blocks:
            head = ("LEMBAR KOMITMEN PERANGKAT DAERAH", f"{TITLE} TAHUN {parameters.tahun}")
            blocks += [PageBreak(), Title(head)]
        roles = (f"{programs[id]} ({peran.label.lower()})" for id, peran in sorted(cells.items())
                 if id in programs)  # fmt: skip
        blocks += [
            KeyValues((("Perangkat daerah/mitra", opd.nama), ("Kader binaan/PIC", opd.pic or "…"),
                       ("Program dalam matriks", "; ".join(roles) or "—"))),
            _commitment(opd, own),
            jumlah_terbilang([row for row in own if row.rencana.opd == opd.id]),
            _agreed(office, opd, parameters),
        ]  # fmt: skip
    return office.document(
        ("LEMBAR KOMITMEN PERANGKAT DAERAH", f"{TITLE} TAHUN {parameters.tahun}"),
        blocks or (Paragraph("Belum ada rencana atau matriks tahun ini."),),
    )


def _commitment(opd: OPD, rows: Sequence[RencanaRow]) -> Grid:
    return Grid(
        columns=(
            Column("No", 9, Align.CENTER),
            Column("Kegiatan", 50),
            Column("Peran", 25),
            Column("Lokasi", 38),
            Column("Waktu", 28),
            Column("Anggaran (Rp)", 28, Align.RIGHT),
        ),
        rows=tuple(
            Row(
                (
                    number,
                    row.rencana.kegiatan,
                    "Penanggung jawab" if row.rencana.opd == opd.id else "Pendukung",
                    row.lokasi,
                    row.rencana.waktu or "Belum dijadwalkan",
                    uang(row.rencana.anggaran),
                )
            )
            for number, row in enumerate(rows, 1)
        ),
    )


def _agreed(office: Office, opd: OPD, parameters: Parameters) -> Signatures:
    signer = replace(pimpinan(office, opd), atas=(office.dated(parameters.today),))
    return Signatures((office.head("Mengetahui"), signer), per_row=2)


PLAN = Report(
    "rencana-aksi", "Rencana aksi terpadu", build_plan, (Input.TAHUN, Input.KAMPUNG)
)  # fmt: skip
CALENDAR = Report("jadwal", "Jadwal kegiatan", build_calendar, (Input.TAHUN, Input.KAMPUNG))
COMMITMENTS = Report(
    "komitmen-opd", "Lembar komitmen per OPD", build_commitments, (Input.TAHUN, Input.KAMPUNG)
)
