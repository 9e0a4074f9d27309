"""What was done against what was planned: item by item, then by program, agency and kampung."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from kkbdesk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Grid,
    Heading,
    Row,
    RowKind,
    Value,
)
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports.office import office_of
from kkbdesk.documents.reports.regional import TITLE
from kkbdesk.documents.reports.rencana import anggaran, place_of, rows_of, state, uang, volume
from kkbdesk.model.format_id import angka
from kkbdesk.model.realisasi import Realisasi
from kkbdesk.model.saring import SaringRealisasi
from kkbdesk.queries.realisasi import RealisasiRow, baris_realisasi
from kkbdesk.queries.rencana import KeadaanRencana, RencanaRow, jumlah, persen
from kkbdesk.store import Reader

NAMELESS = "(tidak disebut)"
SEKALI = (
    "Kegiatan di beberapa kampung disebut pada setiap kampungnya; anggarannya tidak dibagi dan "
    "dalam jumlah dihitung sekali."
)
"""How an activity in many kampung is counted."""


def build(reader: Reader, parameters: Parameters) -> Document:
    """Return plan against deed of the year, with percentages, and what was done unplanned."""
    office = office_of(reader)
    rows = rows_of(reader, parameters)
    others = unplanned(reader, parameters)
    parts: tuple[tuple[str, Grid], ...] = (
        ("Menurut kegiatan", items(rows)),
        ("Menurut program", summed(rows, "Program", lambda row: (row.program,))),
        ("Menurut OPD penanggung jawab", summed(rows, "OPD", lambda row: (row.opd or NAMELESS,))),
        ("Menurut Kampung KB", by_kampung(rows)),
        ("Di luar rencana", free(others)),
    )
    blocks: list[Block] = []
    for letter, (title, grid) in zip("ABCDE", parts, strict=True):
        if grid.rows:
            blocks += [Heading(f"{letter}. {title}"), grid]
    return office.document(
        ("RENCANA DAN REALISASI", f"{TITLE} TAHUN {parameters.tahun}",
         place_of(reader, office, parameters)),
        (state(parameters), *blocks, office.signed(parameters.today)),
        landscape=True,
    )  # fmt: skip


def unplanned(reader: Reader, parameters: Parameters) -> list[RealisasiRow]:
    """Return what was done in the year without a plan, oldest first."""
    asked = SaringRealisasi(
        dari=date(parameters.tahun, 1, 1),
        sampai=date(parameters.tahun, 12, 31),
        kampung=frozenset({parameters.kampung}) if parameters.kampung else frozenset(),
        terencana=False,
    )
    return list(reversed(baris_realisasi(reader, reader.realisasi(asked))))


def items(rows: Sequence[RencanaRow]) -> Grid:
    """Return plan against deed, activity by activity, with what all cost together."""
    lines = [
        Row(
            (
                number, row.rencana.kegiatan, row.opd, row.lokasi, row.rencana.waktu, volume(row),
                angka(row.capaian) if row.capaian is not None else "", row.persen_target,
                uang(row.rencana.anggaran), uang(row.biaya),
                row.persen_anggaran,
                row.keadaan.label,
            )
        )
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip
    if lines:
        lines.append(Row((None, "JUMLAH", *[None] * 6, *_money(rows), None), RowKind.TOTAL))
    return Grid(
        columns=(
            Column("No", 9, Align.CENTER),
            Column("Kegiatan", 48),
            Column("OPD", 26),
            Column("Lokasi", 36),
            Column("Waktu", 26),
            Column("Target", 20),
            Column("Capaian", 17),
            Column("%", 13, Align.RIGHT),
            Column("Anggaran (Rp)", 27, Align.RIGHT),
            Column("Realisasi (Rp)", 27, Align.RIGHT),
            Column("%", 13, Align.RIGHT),
            Column("Keadaan", 24),
        ),
        rows=tuple(lines),
        size=8.5,
    )


def _money(rows: Sequence[RencanaRow]) -> tuple[Value, ...]:
    planned, spent = anggaran(rows), jumlah(row.biaya for row in rows)
    return uang(planned), uang(spent), persen(spent, planned)


def by_kampung(rows: Sequence[RencanaRow]) -> Grid:
    """Return the activities that reach each kampung; what one costs is not split among many."""
    groups = _grouped(rows, lambda row: row.kampung or (NAMELESS,))
    return Grid(
        columns=(
            Column("Kampung KB", 80),
            Column("Kegiatan", 25, Align.RIGHT),
            Column("Selesai", 25, Align.RIGHT),
            Column("Terlambat", 25, Align.RIGHT),
            Column("% selesai", 25, Align.RIGHT),
        ),
        rows=tuple(Row((name, *_states(group))) for name, group in groups),
        notes=(SEKALI,),
    )


def summed(
    rows: Sequence[RencanaRow], title: str, key: Callable[[RencanaRow], Iterable[str]]
) -> Grid:
    """Return activities, done, late and money, counted by a name and all together."""
    groups = list(_grouped(rows, key))
    lines = [Row((name, *_states(group), *_money(group))) for name, group in groups]
    if lines:
        lines.append(Row(("JUMLAH", *_states(rows), *_money(rows)), RowKind.TOTAL))
    return Grid(
        columns=(
            Column(title, 62),
            Column("Kegiatan", 19, Align.RIGHT),
            Column("Selesai", 17, Align.RIGHT),
            Column("Terlambat", 20, Align.RIGHT),
            Column("% selesai", 17, Align.RIGHT),
            Column("Anggaran (Rp)", 42, Align.RIGHT),
            Column("Realisasi (Rp)", 42, Align.RIGHT),
            Column("% anggaran", 20, Align.RIGHT),
        ),
        rows=tuple(lines),
    )


def _grouped(
    rows: Sequence[RencanaRow], key: Callable[[RencanaRow], Iterable[str]]
) -> Iterator[tuple[str, list[RencanaRow]]]:
    groups: defaultdict[str, list[RencanaRow]] = defaultdict(list)
    for row in rows:
        for name in key(row):
            groups[name].append(row)
    yield from sorted(groups.items())


def _states(rows: Sequence[RencanaRow]) -> tuple[Value, ...]:
    done = sum(row.keadaan is KeadaanRencana.SELESAI for row in rows)
    late = sum(row.keadaan is KeadaanRencana.TERLAMBAT for row in rows)
    return len(rows), done, late, persen(Decimal(done), Decimal(len(rows)))


def free(rows: Sequence[RealisasiRow]) -> Grid:
    """Return what was done without a plan."""
    return Grid(
        columns=(
            Column("No", 9, Align.CENTER),
            Column("Tanggal", 26),
            Column("Kegiatan", 70),
            Column("Lokasi", 60),
            Column("Instansi", 70),
            Column("Peserta", 18, Align.RIGHT),
            Column("Biaya (Rp)", 30, Align.RIGHT),
        ),
        rows=tuple(
            Row(
                (
                    number, row.realisasi.tanggal, row.realisasi.judul, _where(row),
                    ", ".join(row.instansi), row.realisasi.peserta, uang(row.realisasi.biaya),
                )
            )
            for number, row in enumerate(rows, 1)
        ),
    )  # fmt: skip


def _where(row: RealisasiRow) -> str:
    done: Realisasi = row.realisasi
    return " · ".join(part for part in (row.kampung, done.tempat) if part)


REPORT = Report("realisasi", "Rencana dan realisasi", build, (Input.TAHUN, Input.KAMPUNG))
