"""Chapters of the yearly report about the plan: deeds, money, problems, the year to come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kkbdesk.documents.blocks import (
    Align,
    Block,
    Chart,
    Column,
    Grid,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Value,
)
from kkbdesk.documents.reports.realisasi import NAMELESS, SEKALI, by_kampung, summed
from kkbdesk.documents.reports.rencana import anggaran as jumlah_anggaran
from kkbdesk.documents.reports.rencana import sumber, uang
from kkbdesk.documents.reports.tahunan_bahan import Bahan, menurut_program, uang_terbilang
from kkbdesk.model.format_id import angka
from kkbdesk.model.rapat import Rapat, StatusRapat, StatusTindakLanjut, TindakLanjut
from kkbdesk.queries import grafik
from kkbdesk.queries.permasalahan import Jawaban, PermasalahanRow
from kkbdesk.queries.referensi import nama_butir
from kkbdesk.queries.rencana import RencanaRow, jumlah, persen

_OUTSIDE = "Di luar rencana"


def realisasi(bahan: Bahan) -> Iterator[Block]:
    """Yield plan against deed by program, agency and kampung."""
    if not bahan.rencana:
        yield Paragraph(f"Rencana tahun {bahan.tahun} belum tercatat.")
        return
    counted = grafik.rencana_tahun(bahan.reader, bahan.tahun, bahan.parameters.today)
    yield Paragraph(
        f"Tahun {bahan.tahun} direncanakan {angka(len(bahan.rencana))} kegiatan; "
        f"{angka(bahan.selesai)} selesai. {SEKALI}"
    )
    yield Heading("Menurut program")
    yield summed(bahan.rencana, "Program", lambda row: (row.program,))
    yield Heading("Menurut OPD")
    yield summed(bahan.rencana, "OPD penanggung jawab", lambda row: (row.opd or NAMELESS,))
    yield Chart(grafik.realisasi_opd(bahan.reader, counted, bahan.tahun))
    yield Heading("Menurut Kampung KB")
    yield by_kampung(bahan.rencana)


def anggaran(bahan: Bahan) -> Iterator[Block]:
    """Yield what was to be spent and was, by source, with what was spent unplanned."""
    names = nama_butir(bahan.reader)
    groups: defaultdict[str, list[RencanaRow]] = defaultdict(list)
    for row in bahan.rencana:
        groups[sumber(row, names) or NAMELESS].append(row)
    lines = [Row((name, *_money(rows))) for name, rows in sorted(groups.items())]
    free = jumlah(row.realisasi.biaya for row in bahan.lain)
    if bahan.lain:
        lines.append(Row((_OUTSIDE, len(bahan.lain), None, uang(free), None)))
    planned = jumlah_anggaran(bahan.rencana)
    if lines:
        spent = bahan.terpakai
        whole = len(bahan.rencana) + len(bahan.lain)
        total: tuple[Value, ...] = (whole, uang(planned), uang(spent), None)
        lines.append(Row(("JUMLAH", *total), RowKind.TOTAL))
    yield Grid(
        columns=(
            Column("Sumber dana", 66),
            Column("Kegiatan", 22, Align.RIGHT),
            Column("Direncanakan (Rp)", 36, Align.RIGHT),
            Column("Terpakai (Rp)", 36, Align.RIGHT),
            Column("%", 18, Align.RIGHT),
        ),
        rows=tuple(lines),
    )
    yield Paragraph(_told("direncanakan", planned, bahan.rencana))
    if bahan.terpakai is not None:
        yield Paragraph(f"Anggaran yang terpakai seluruhnya {uang_terbilang(bahan.terpakai)}.")
    counted = grafik.rencana_tahun(bahan.reader, bahan.tahun, bahan.parameters.today)
    yield Chart(grafik.anggaran(bahan.reader, counted, bahan.tahun))


def _money(rows: Sequence[RencanaRow]) -> tuple[Value, ...]:
    planned, spent = jumlah_anggaran(rows), jumlah(row.biaya for row in rows)
    return len(rows), uang(planned), uang(spent), persen(spent, planned)


def _told(what: str, money: Decimal | None, rows: Sequence[RencanaRow]) -> str:
    if money is None:
        return f"Anggaran yang {what} belum disebut pada satu kegiatan pun."
    unknown = sum(row.rencana.anggaran is None for row in rows)
    more = f" {angka(unknown)} kegiatan belum menyebut anggarannya." if unknown else ""
    return f"Anggaran yang {what} seluruhnya {uang_terbilang(money)}.{more}"


def permasalahan(bahan: Bahan) -> Iterator[Block]:
    """Yield problems by program with what became of them, and what meetings decided."""
    lines = [Row((name, *_answers(rows))) for name, rows in menurut_program(bahan.masalah).items()]
    if lines:
        lines.append(Row(("JUMLAH", *_answers(bahan.masalah)), RowKind.TOTAL))
    yield Grid(
        columns=(
            Column("Program", 62),
            Column("Dinyatakan", 24, Align.RIGHT),
            *(Column(each.label, 26, Align.RIGHT) for each in Jawaban),
        ),
        rows=tuple(lines),
    )
    held = {
        item.id
        for item in bahan.reader.find(Rapat, status=StatusRapat.TERLAKSANA)
        if item.tanggal.year == bahan.tahun
    }
    owed = [item for item in bahan.reader.find(TindakLanjut) if item.rapat in held]
    done = sum(item.status is StatusTindakLanjut.SELESAI for item in owed)
    late = sum(item.terlambat(bahan.parameters.today) for item in owed)
    yield Paragraph(
        f"Dalam tahun {bahan.tahun} terlaksana {angka(len(held))} rapat dengan "
        f"{angka(len(owed))} tindak lanjut: {angka(done)} selesai, {angka(late)} lewat tenggat."
    )


def _answers(rows: Sequence[PermasalahanRow]) -> tuple[Value, ...]:
    return len(rows), *(sum(row.jawaban is each for row in rows) for each in Jawaban)


def tahun_depan(bahan: Bahan) -> Iterator[Block]:
    """Yield the plan of the next year by program, as far as there is one."""
    if not bahan.depan:
        yield Paragraph(f"Rencana tahun {bahan.tahun + 1} belum disusun saat laporan ini dibuat.")
        return
    planned = jumlah_anggaran(bahan.depan)
    yield Paragraph(_told("direncanakan", planned, bahan.depan))
    groups: defaultdict[str, list[RencanaRow]] = defaultdict(list)
    for row in bahan.depan:
        groups[row.program].append(row)
    lines = [Row((name, *_coming(rows))) for name, rows in sorted(groups.items())]
    lines.append(Row(("JUMLAH", *_coming(bahan.depan)), RowKind.TOTAL))
    yield Grid(
        columns=(
            Column("Program", 80),
            Column("Kegiatan", 24, Align.RIGHT),
            Column("Kampung KB", 28, Align.RIGHT),
            Column("Anggaran (Rp)", 40, Align.RIGHT),
        ),
        rows=tuple(lines),
        notes=(SEKALI,),
    )


def _coming(rows: Sequence[RencanaRow]) -> tuple[Value, ...]:
    places = {name for row in rows for name in row.kampung}
    return len(rows), len(places), uang(jumlah_anggaran(rows))
