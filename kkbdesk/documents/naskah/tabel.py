"""The tables that texts may show: members, locations, agencies, the matrix, attendance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from kkbdesk.documents.blocks import KOSONG, Align, Column, Grid, Row, RowKind
from kkbdesk.documents.naskah import kata
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.kantor import Kertas
from kkbdesk.model.opd import OPD
from kkbdesk.model.pokja import Anggota
from kkbdesk.model.rapat import Kehadiran, Peserta, Rapat
from kkbdesk.queries.opd import opd_pada
from kkbdesk.queries.pokja import Susunan
from kkbdesk.queries.rapat import RapatLengkap
from kkbdesk.queries.referensi import nama_butir
from kkbdesk.store import KampungRow, Reader

_NO = Column("NO.", 12, Align.CENTER)
"""In attachments of decrees, whose numbers end with a full stop."""
_NOMOR = Column("NO", 12, Align.CENTER)
_SIZE = 10.0
_ROW = 11.0
"""Least height of a row to sign in, in millimetres."""


Usulan = Sequence[tuple[str, str]]
"""Position and post of a composition to start with."""


def posts(reader: Reader, susunan: Susunan | None, usulan: Usulan) -> Grid:
    """Return the members of a working group as posts, not people; without any, the usual posts."""
    columns = (_NO, Column("JABATAN DALAM DINAS/INSTANSI", 88), Column("KEDUDUKAN DALAM POKJA", 60))
    titles = _Titles(reader, _seats(susunan))
    rows = [(titles.post(seat), titles.position(seat)) for seat in _seats(susunan)]
    rows = rows or [(post, position) for position, post in usulan]
    return Grid(columns, _numbered(rows), size=_SIZE)


def people(reader: Reader, susunan: Susunan | None, usulan: Usulan) -> Grid:
    """Return the members of a working group by name, under their sections.

    Without any, the usual posts with the names left open.
    """
    columns = (
        _NO, Column("NAMA", 55), Column("UNSUR/JABATAN", 50), Column("KEDUDUKAN", 43),
    )  # fmt: skip
    if not _seats(susunan):
        open_seats = [(KOSONG, post, position) for position, post in usulan]
        return Grid(columns, _numbered(open_seats), size=_SIZE)
    titles = _Titles(reader, _seats(susunan))
    rows: list[Row] = []
    number = 0
    for section, group in groupby(_seats(susunan), key=titles.section):
        if section:
            rows.append(Row((section,), RowKind.GROUP))
        for seat in group:
            number += 1
            rows.append(Row((f"{number}.", seat.nama, titles.post(seat), titles.rank(seat))))
    return Grid(columns, tuple(rows), size=_SIZE)


def _seats(susunan: Susunan | None) -> tuple[Anggota, ...]:
    return susunan.anggota if susunan else ()


def _numbered(rows: Iterable[tuple[str, ...]], *, stop: str = ".") -> tuple[Row, ...]:
    return tuple(Row((f"{number}{stop}", *cells)) for number, cells in enumerate(rows, 1))


class _Titles:
    """Posts, positions and sections of members in words, read once for all of them."""

    def __init__(self, reader: Reader, seats: Sequence[Anggota]) -> None:
        self._items = nama_butir(reader)
        self._agencies = reader.get_many(OPD, {seat.opd for seat in seats if seat.opd})

    def post(self, seat: Anggota) -> str:
        agency = self._agencies.get(seat.opd) if seat.opd else None
        return kata.jabatan(seat.unsur, agency.nama if agency else "") or KOSONG

    def rank(self, seat: Anggota) -> str:
        return self._items["kedudukan"].get(seat.kedudukan, seat.kedudukan) or KOSONG

    def position(self, seat: Anggota) -> str:
        """Return rank and section in one: Koordinator Seksi Perubahan Perilaku Keluarga."""
        rank, section = self.rank(seat), self.section(seat)
        first, _, rest = section.partition(" ")
        shared = first and rank.casefold().endswith(f" {first}".casefold())
        return f"{rank} {rest if shared else section}".strip()

    def section(self, seat: Anggota) -> str:
        return self._items["seksi"].get(seat.seksi, seat.seksi)


def locations(reader: Reader, rows: Sequence[KampungRow]) -> Grid:
    """Return kampung under their kecamatan: village, name, founded when, class."""
    columns = (
        _NO, Column("DESA/KELURAHAN", 40), Column("NAMA KAMPUNG KB", 42),
        Column("TANGGAL PENCANANGAN", 42), Column("KLASIFIKASI", 34),
    )  # fmt: skip
    classes = nama_butir(reader)["kelas"]
    ordered = sorted(rows, key=lambda row: row.desa)
    regions = {row.kabupaten for row in rows}
    made: list[Row] = []
    number = 0
    for _, group in groupby(ordered, key=lambda row: row.desa[:8]):
        members = list(group)
        place = f"Kecamatan {members[0].kecamatan}"
        if len(regions) > 1:
            place = f"{place}, {members[0].kabupaten}"
        made.append(Row((place,), RowKind.GROUP))
        for row in members:
            number += 1
            founded = tanggal(row.tanggal_pencanangan) if row.tanggal_pencanangan else KOSONG
            kelas = classes.get(row.kelas, row.kelas) or "–"
            made.append(Row((f"{number}.", row.nama_desa, row.nama, founded, kelas)))
    return Grid(columns, tuple(made), size=_SIZE)


def tasks(reader: Reader, per: date) -> Grid:
    """Return the agencies with their mandates and programs (Tabel 4)."""
    columns = (
        _NO, Column("INSTANSI", 60), Column("RANAH/TUPOKSI", 60), Column("PROGRAM", 28),
    )  # fmt: skip
    rows = [
        (item.nama, item.tupoksi or KOSONG, ", ".join(item.program) or KOSONG)
        for item in opd_pada(reader, per)
    ]
    return Grid(columns, _numbered(rows), size=_SIZE)


def attendance(
    participants: Sequence[Peserta], *, phones: bool, blank: int = 0, kertas: Kertas = Kertas.F4
) -> Grid:
    """Return the sheet to sign: invitees, then empty rows; signatures stand in turn."""
    place = 45.0 if phones else 73.0
    name = 45.0 if kertas is Kertas.F4 else 40.0
    columns = (
        Column("NO", 10, Align.CENTER), Column("NAMA", name), Column("L/P", 10, Align.CENTER),
        Column("JABATAN/INSTANSI", place), *((Column("NO. HP", 28),) if phones else ()),
        Column("TANDA TANGAN", 37, staggered=True),
    )  # fmt: skip
    known = [
        (item.nama, item.jk, _of(item), *((item.kontak,) if phones else ()))
        for item in participants
    ]
    empty = ("", "", "", *(("",) if phones else ()))
    rows = [*known, *([empty] * blank)]
    return Grid(
        columns,
        tuple(Row((n, *cells, f"{n} {KOSONG * 2}")) for n, cells in enumerate(rows, 1)),
        size=_SIZE,
        row=_ROW,
    )


def invited(participants: Sequence[Peserta]) -> Grid:
    """Return the addressees of a letter."""
    columns = (_NO, Column("YTH.", 70), Column("INSTANSI", 83))
    rows = [(item.jabatan or item.nama, item.instansi) for item in participants]
    return Grid(columns, _numbered(rows), size=_SIZE)


def present(participants: Sequence[Peserta]) -> Grid:
    """Return who came, for whom, and who did not and why."""
    columns = (
        _NOMOR, Column("NAMA", 55), Column("JABATAN/INSTANSI", 58), Column("KEHADIRAN", 50),
    )  # fmt: skip
    rows = [(item.nama, _of(item), _came(item)) for item in participants]
    return Grid(columns, _numbered(rows, stop=""), size=_SIZE)


def _of(item: Peserta) -> str:
    return kata.jabatan(item.jabatan, item.instansi)


def _came(item: Peserta) -> str:
    if item.kehadiran is Kehadiran.DIWAKILI and item.wakil:
        return f"Diwakili {item.wakil}"
    if item.kehadiran is Kehadiran.TIDAK_HADIR and item.alasan:
        return f"Tidak hadir: {item.alasan}"
    return item.kehadiran.label


def follow_ups(meeting: RapatLengkap) -> Grid:
    """Return what is owed, by whom, until when."""
    columns = (
        _NOMOR, Column("URAIAN", 75), Column("PENANGGUNG JAWAB", 50), Column("TENGGAT", 35),
    )  # fmt: skip
    rows = [
        (
            item.uraian,
            meeting.penanggung_jawab(item) or KOSONG,
            tanggal(item.tenggat) if item.tenggat else KOSONG,
        )
        for item in meeting.tindak_lanjut
    ]
    return Grid(columns, _numbered(rows or [(KOSONG,) * 3], stop=""), size=_SIZE)


def consignment(lines: Sequence[str]) -> Grid:
    """Return what a covering letter sends; a line is `what | how many | remark`."""
    columns = (
        Column("NO", 12, Align.CENTER), Column("JENIS YANG DIKIRIM", 75),
        Column("BANYAKNYA", 28), Column("KETERANGAN", 50),
    )  # fmt: skip
    rows = [([part.strip() for part in line.split("|")] + ["", ""])[:3] for line in lines]
    return Grid(columns, _numbered(map(tuple, rows), stop=""), size=_SIZE)


def classes_per_region(rows: Sequence[KampungRow], names: dict[str, str], place: str) -> Grid:
    """Return how many kampung each part of the region has, by class."""
    columns = (
        _NOMOR, Column(place.upper(), 55),
        *(Column(name.upper(), 25, Align.RIGHT) for name in (*names.values(), "Belum", "Jumlah")),
    )  # fmt: skip
    made: list[Row] = []
    totals = [0] * (len(names) + 2)
    ordered = sorted(rows, key=lambda row: row.desa)
    for number, (_, group) in enumerate(groupby(ordered, key=lambda row: row.kecamatan), 1):
        members = list(group)
        counted = [sum(row.kelas == kode for row in members) for kode in (*names, "")]
        figures = [*counted, len(members)]
        totals = [old + new for old, new in zip(totals, figures, strict=True)]
        made.append(Row((number, members[0].kecamatan, *figures)))
    made.append(Row((None, "Jumlah", *totals), RowKind.TOTAL))
    return Grid(columns, tuple(made), size=_SIZE)


def meetings(items: Sequence[Rapat]) -> Grid:
    """Return meetings by date with their state."""
    columns = (
        _NOMOR, Column("TANGGAL", 34), Column("RAPAT", 62), Column("TEMPAT", 35),
        Column("KETERANGAN", 32),
    )  # fmt: skip
    rows = [
        (tanggal(item.tanggal), item.nama, item.tempat or KOSONG, item.status.label)
        for item in items
    ]
    return Grid(columns, _numbered(rows or [("–",) * 4], stop=""), size=_SIZE)
