"""One month on paper: what happened in sentences, in tables and in pictures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kkbdesk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Grid,
    Heading,
    Paragraph,
    Photo,
    Photos,
    Row,
    RowKind,
    Value,
)
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports.office import office_of
from kkbdesk.documents.reports.regional import TITLE
from kkbdesk.documents.reports.rencana import place_of, uang
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.model.format_id import BULAN, angka, rupiah, tanggal, terbilang
from kkbdesk.model.ids import KampungId
from kkbdesk.model.rapat import Rapat, StatusRapat, TindakLanjut
from kkbdesk.model.realisasi import FotoRealisasi
from kkbdesk.model.rencana import StatusRencana
from kkbdesk.model.saring import SaringRealisasi, SaringRencana
from kkbdesk.queries.permasalahan import belum_terjawab
from kkbdesk.queries.realisasi import RealisasiRow, baris_realisasi
from kkbdesk.queries.rencana import RencanaRow, baris_rencana, jumlah
from kkbdesk.store import KampungRow, Reader

_EACH, _ALL = 2, 24
"""So many pictures of one activity, and of the month, are shown."""
_LACKING = "(belum disebut)"


@dataclass(frozen=True, slots=True)
class Bulan:
    """What the records say of one month."""

    pertama: date
    terakhir: date
    kampung: tuple[KampungRow, ...]
    """The active kampung, or the one that was asked for."""
    realisasi: tuple[RealisasiRow, ...]
    rencana: tuple[RencanaRow, ...]
    """What was to happen in it."""
    berikutnya: tuple[RencanaRow, ...]
    """What is planned for the next month."""
    rapat: tuple[Rapat, ...]
    belum_terjawab: int

    @property
    def nama(self) -> str:
        """Return the month in words: Mei 2026."""
        return f"{BULAN[self.pertama.month - 1]} {self.pertama.year}"

    @property
    def tanpa(self) -> list[KampungRow]:
        """Return the kampung in which nothing was done."""
        reached = {row.realisasi.kampung for row in self.realisasi}
        return [row for row in self.kampung if row.id not in reached]

    @property
    def biaya(self) -> Decimal | None:
        """Return what was spent, None where nobody said so."""
        return jumlah(row.realisasi.biaya for row in self.realisasi)


def baca_bulan(reader: Reader, parameters: Parameters) -> Bulan:
    """Return the month that the day of the report lies in, up to that day."""
    first = parameters.per.replace(day=1)
    last = min(_next(first) - timedelta(days=1), parameters.per)
    here = frozenset({parameters.kampung}) if parameters.kampung else frozenset[KampungId]()
    ids = [parameters.kampung] if parameters.kampung else None
    done = reader.realisasi(SaringRealisasi(dari=first, sampai=last, kampung=here))
    planned = SaringRencana(dari=first, sampai=_next(first) - timedelta(days=1), kampung=here)
    after = SaringRencana(
        sejak=_next(first), sampai=_next(_next(first)) - timedelta(days=1), kampung=here
    )
    meetings = [
        item
        for item in reader.find(Rapat, status=StatusRapat.TERLAKSANA)
        if first <= item.tanggal <= last and (not here or item.kampung in here)
    ]
    return Bulan(
        first,
        last,
        tuple(
            row
            for row in sorted(reader.kampung_rows(last, ids), key=lambda row: row.desa)
            if row.aktif or ids
        ),
        tuple(reversed(baris_realisasi(reader, done))),
        _plans(reader, planned, parameters),
        _plans(reader, after, parameters),
        tuple(sorted(meetings, key=lambda item: item.tanggal)),
        len(belum_terjawab(reader, first.year, parameters.kampung)),
    )


def _next(first: date) -> date:
    """Return the first day of the next month."""
    return (first + timedelta(days=31)).replace(day=1)


def _plans(reader: Reader, saring: SaringRencana, parameters: Parameters) -> tuple[RencanaRow, ...]:
    found = [plan for plan in reader.rencana(saring) if plan.status is not StatusRencana.BATAL]
    return tuple(baris_rencana(reader, found, parameters.today))


def build(reader: Reader, parameters: Parameters) -> Document:
    """Return the report of the month that the day lies in."""
    office = office_of(reader)
    month = baca_bulan(reader, parameters)
    parts: list[tuple[str, list[Block]]] = [
        ("Ringkasan", [Paragraph(text) for text in ringkasan(month)]),
        ("Kegiatan yang dilaksanakan", [_deeds(month)]),
        ("Menurut program", [_programs(month)]),
        ("Kampung KB tanpa kegiatan", [_without(month)]),
        ("Rapat", [_meetings(reader, month)]),
        ("Rencana bulan berikutnya", [_coming(month)]),
        ("Dokumentasi", list(_photos(month, parameters))),
    ]
    blocks: list[Block] = []
    letters = iter("ABCDEFG")
    for title, content in parts:
        if content and not (isinstance(content[0], Grid) and not content[0].rows):
            blocks += [Heading(f"{next(letters)}. {title}"), *content]
    head = (f"LAPORAN BULANAN {TITLE}", f"BULAN {month.nama.upper()}",
            place_of(reader, office, parameters))  # fmt: skip
    end = Paragraph("Demikian laporan ini dibuat menurut catatan kantor.")
    return office.document(head, (*blocks, end, office.signed(parameters.today)))


def ringkasan(month: Bulan) -> Iterator[str]:
    """Yield the month in sentences; what nobody said is not told as nothing."""
    reached = {row.realisasi.kampung for row in month.realisasi} - {None}
    yield (
        f"Sampai {tanggal(month.terakhir)} pada bulan {month.nama} tercatat "
        f"{_number(len(month.realisasi))} kegiatan di {len(reached)} dari {len(month.kampung)} "
        f"Kampung Keluarga Berkualitas, {_people(month.realisasi)}"
    )
    agencies = {name for row in month.realisasi for name in row.instansi}
    if agencies:
        yield f"Instansi yang hadir {len(agencies)}: {', '.join(sorted(agencies))}."
    if month.biaya is not None:
        money = int(month.biaya)
        stated = sum(row.realisasi.biaya is not None for row in month.realisasi)
        yield (
            f"Biaya yang disebut pada {stated} kegiatan berjumlah {rupiah(money)} "
            f"({terbilang(money)} rupiah)."
        )
    done = sum(bool(row.realisasi) for row in month.rencana)
    yield (
        f"Dari {len(month.rencana)} kegiatan yang direncanakan pada bulan ini {done} sudah ada "
        f"realisasinya; {sum(row.rencana.terlambat(month.terakhir) for row in month.rencana)} "
        f"lewat waktunya tanpa kabar."
    )
    yield (
        f"Rapat yang terlaksana {len(month.rapat)}; permasalahan tahun {month.pertama.year} yang "
        f"belum terjawab {month.belum_terjawab}."
    )
    hurdles = [row for row in month.realisasi if row.realisasi.kendala]
    if hurdles:
        told = (" ".join(row.realisasi.kendala.split()).rstrip(".") for row in hurdles)
        yield f"Kendala yang dicatat: {'; '.join(dict.fromkeys(told))}."


def _number(value: int) -> str:
    return f"{angka(value)} ({terbilang(value)})"


def _people(rows: Sequence[RealisasiRow]) -> str:
    counted = [row.realisasi for row in rows if row.realisasi.peserta is not None]
    if not counted:
        return "jumlah pesertanya belum disebut."
    men = sum(item.laki_laki or 0 for item in counted)
    women = sum(item.perempuan or 0 for item in counted)
    rest = f"; {len(rows) - len(counted)} kegiatan tidak menyebutnya"
    return (
        f"diikuti {angka(men + women)} peserta ({angka(men)} laki-laki, {angka(women)} perempuan)"
        f"{rest if len(counted) < len(rows) else ''}."
    )


def _deeds(month: Bulan) -> Grid:
    lines = [
        Row(
            (
                number, row.realisasi.tanggal, row.realisasi.judul, row.kampung or _LACKING,
                ", ".join(row.instansi), row.realisasi.peserta, uang(row.realisasi.biaya),
            )
        )
        for number, row in enumerate(month.realisasi, 1)
    ]  # fmt: skip
    if lines:
        people = [row.realisasi.peserta for row in month.realisasi]
        came = sum(filter(None, people)) if any(n is not None for n in people) else None
        total: tuple[Value, ...] = (None, None, "JUMLAH", None, None, came, uang(month.biaya))
        lines.append(Row(total, RowKind.TOTAL))
    return Grid(
        columns=(
            Column("No", 9, Align.CENTER),
            Column("Tanggal", 24),
            Column("Kegiatan", 45),
            Column("Kampung KB", 30),
            Column("Instansi", 36),
            Column("Peserta", 15, Align.RIGHT),
            Column("Biaya (Rp)", 25, Align.RIGHT),
        ),
        rows=tuple(lines),
        size=8.5,
    )


def _programs(month: Bulan) -> Grid:
    groups: defaultdict[str, list[RealisasiRow]] = defaultdict(list)
    for row in month.realisasi:
        groups[row.program or _LACKING].append(row)
    return Grid(
        columns=(
            Column("Program", 100),
            Column("Kegiatan", 25, Align.RIGHT),
            Column("Kampung KB", 25, Align.RIGHT),
            Column("Biaya (Rp)", 32, Align.RIGHT),
        ),
        rows=tuple(
            Row(
                (
                    name, len(rows), len({row.realisasi.kampung for row in rows} - {None}),
                    uang(jumlah(row.realisasi.biaya for row in rows)),
                )
            )
            for name, rows in sorted(groups.items())
        ),
    )  # fmt: skip


def _without(month: Bulan) -> Grid:
    return Grid(
        columns=(
            Column("No", 10, Align.CENTER), Column("Kampung KB", 80), Column("Kecamatan", 80),
        ),
        rows=tuple(
            Row((number, row.nama, row.kecamatan)) for number, row in enumerate(month.tanpa, 1)
        ),
    )  # fmt: skip


def _meetings(reader: Reader, month: Bulan) -> Grid:
    owed = Counter(item.rapat for item in reader.find(TindakLanjut))
    return Grid(
        columns=(
            Column("Tanggal", 30),
            Column("Rapat", 80),
            Column("Tempat", 45),
            Column("Tindak lanjut", 22, Align.RIGHT),
        ),
        rows=tuple(
            Row((item.tanggal, item.nama, item.tempat, owed[item.id])) for item in month.rapat
        ),
    )


def _coming(month: Bulan) -> Grid:
    return Grid(
        columns=(
            Column("Waktu", 32),
            Column("Kegiatan", 55),
            Column("Lokasi", 45),
            Column("Pelaksana", 45),
        ),
        rows=tuple(
            Row((row.rencana.waktu, row.rencana.kegiatan, row.lokasi, row.pelaksana))
            for row in month.berikutnya
        ),
    )


def _photos(month: Bulan, parameters: Parameters) -> Iterator[Block]:
    """Yield some pictures of each activity, and say how many are not there."""
    chosen = [(row, foto) for row in month.realisasi for foto in row.foto[:_EACH]]
    made = [_photo(row, foto, parameters) for row, foto in chosen[:_ALL]]
    shown = tuple(photo for photo in made if photo is not None)
    if shown:
        yield Photos(shown)
    gone, left = len(made) - len(shown), len(chosen) - len(made)
    for number, what in ((gone, "tidak dapat dibaca"), (left, "lain tidak dimuat di sini")):
        if number:
            yield Paragraph(f"{number} foto {what}.", small=True)


def _photo(row: RealisasiRow, foto: FotoRealisasi, parameters: Parameters) -> Photo | None:
    """Return a picture with what it shows; None where its file is gone."""
    place = f"{row.realisasi.judul}, {row.kampung}".rstrip(", ")
    caption = f"{foto.keterangan} ({place}, {tanggal(row.realisasi.tanggal)})"
    try:
        return Photo(parameters.berkas(foto.berkas), caption) if parameters.berkas else None
    except (UserError, StorageFault):
        return None


REPORT = Report("bulanan", "Laporan bulanan", build, (Input.PER, Input.KAMPUNG))
