"""What the planning of every list has in common: rows read, rejected, checked, told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from kkbdesk.exchange.columns import Column, layouts
from kkbdesk.exchange.headings import Table
from kkbdesk.exchange.matching import Match, Matcher, Place
from kkbdesk.exchange.sheets import Cell
from kkbdesk.exchange.values import CellError, Convert, Lists, converter, plain_text, shown
from kkbdesk.jobs import Progress
from kkbdesk.model.changes import Change
from kkbdesk.model.fields import Record, describe
from kkbdesk.model.ids import ImporId, Kind, KodeWilayah, PadananId, derived_id
from kkbdesk.model.impor import Impor, JenisPadanan, Padanan
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.problem import Problem, Severity
from kkbdesk.model.wilayah import normal
from kkbdesk.queries.names import Names
from kkbdesk.queries.referensi import nama_butir
from kkbdesk.services.pratinjau import Baris, Beda, Hasil, Hilang, Usulan
from kkbdesk.services.rancangan import Key, Rancangan

R = TypeVar("R", bound=Record)

_TOLD = 500
"""A job reports after so many rows."""


class Asal(Enum):
    """Where the date of an import comes from."""

    DIBERI = "tanggal yang diberikan"
    BERKAS = "tanggal dalam berkas"
    NAMA = "tanggal dalam nama berkas; betulkan bila keliru"
    DIANGGAP = "tanggal hari ini, karena berkas tidak menyebut tanggal"


@dataclass(frozen=True, slots=True)
class Bahan:
    """What a planner works with."""

    table: Table
    rancangan: Rancangan
    kantor: Kantor
    today: date
    tanggal: date
    tanggal_dari: Asal
    berkas: str
    padanan: Mapping[JenisPadanan, Mapping[str, str]]
    """What was confirmed, now and before: text -> code or name."""
    progress: Progress
    tahun: int | None = None
    """The year of a matrix, where the user gave one."""
    kampung: Kampung | None = None
    """The kampung of a matrix, where the user gave one."""
    penolak: Callable[[Change], str] = lambda _change: ""
    """Tells why a change is not for this office to make."""


class Ditolak(Exception):
    """A row cannot be used."""

    def __init__(
        self,
        alasan: str,
        kolom: str = "",
        nilai: str = "",
        usulan: tuple[Usulan, ...] = (),
        koreksi: str = "",
    ) -> None:
        super().__init__(alasan)
        self.alasan, self.kolom, self.nilai = alasan, kolom, nilai
        self.usulan, self.koreksi = usulan, koreksi


@dataclass(slots=True)
class Kerja:
    """A row being planned."""

    nomor: int
    cells: list[Cell]
    kode: str = ""
    nama: str = ""
    hasil: Hasil = Hasil.SAMA
    catatan: list[str] = field(default_factory=list)
    ditolak: Ditolak | None = None
    milik: list[Key] = field(default_factory=list)
    """The records planned for this row alone."""
    bergantung: list[Key] = field(default_factory=list)
    """Records planned for other rows, without which this one cannot stand."""
    pasangan: list[tuple[Record | None, Record | None]] = field(default_factory=list)
    """Records before and after, of which the differences are shown."""


class Perencana:
    """Plans the rows of one table; each list has its own kind of it."""

    def __init__(self, bahan: Bahan) -> None:
        self.bahan = bahan
        self.table = bahan.table
        self.layout = layouts()[bahan.table.daftar]
        self.rancangan = bahan.rancangan
        self.catatan: list[str] = list(bahan.table.notes)
        self.hilang: list[Hilang] = []
        self.lists: Lists = nama_butir(bahan.rancangan)
        self.matcher = Matcher(
            bahan.rancangan,
            bahan.kantor.wilayah or "",
            bahan.today,
            bahan.padanan[JenisPadanan.WILAYAH],
        )
        self._fields = [
            (bahan.table.places[column.key], column.key, converter(column.item, self.lists))
            for column in self.layout.columns
            if column.item is not None and column.key in bahan.table.places
        ]
        self.kosong = {
            column.key: column.item.default
            for column in self.layout.columns
            if column.item is not None and column.key in bahan.table.places
        }
        """What an empty cell of each column stands for in a new record."""
        self._place = [
            (key, bahan.table.places.get(key))
            for key in ("provinsi", "kabupaten", "kecamatan", "desa", "nama", "kampung")
        ]

    def rencanakan(self) -> list[Kerja]:
        """Plan every row and return them in the order of the sheet."""
        rows = [Kerja(number, cells) for number, cells in self.table.rows]
        for row in rows:
            self.coba(row, self._bukan_data)
        self.siapkan([row for row in rows if row.ditolak is None])
        for done, row in enumerate(self.urutan(rows)):
            if done % _TOLD == 0:
                self.bahan.progress.step(done, len(rows), "Mencocokkan baris")
            if row.ditolak is None:
                self.coba(row, self.baris)
        self.bahan.progress.step(len(rows), len(rows), "Memeriksa")
        self.selesaikan(rows)
        self._periksa(rows)
        self.catat(rows)
        self._ingat()
        return rows

    def _bukan_data(self, row: Kerja) -> None:
        """Raise Ditolak for a line of sums, and for the heading where a print repeats it."""
        first = next((cell.strip() for cell in row.cells if type(cell) is str), "")
        key, title = next(iter(self.table.titles.items()))
        if self.sel(row, key) == title and self._repeats_heading(row):
            raise Ditolak("Baris ini mengulang kepala kolom, bukan data.", "", first)
        if not self.table.agencies and menjumlah(first):
            raise Ditolak("Baris ini jumlah, bukan data.", "", first)

    def _repeats_heading(self, row: Kerja) -> bool:
        titles = self.table.titles.items()
        return len(titles) > 1 and all(self.sel(row, key) == title for key, title in titles)

    def siapkan(self, rows: list[Kerja]) -> None:
        """Look at all rows that hold data before the first is planned."""

    def urutan(self, rows: list[Kerja]) -> Iterable[Kerja]:
        """Return the rows in the order in which they are planned."""
        return rows

    def baris(self, row: Kerja) -> None:
        """Plan one row; raises Ditolak."""
        raise NotImplementedError

    def selesaikan(self, rows: list[Kerja]) -> None:
        """Plan what follows from all rows together."""

    def catat(self, rows: list[Kerja]) -> None:
        """Plan to remember the import itself, once it is known which rows stand."""

    def coba(self, row: Kerja, step: Any) -> None:
        """Do a step for a row, which it may end."""
        try:
            step(row)
        except Ditolak as error:
            tolak(row, error)

    # reading

    def nilai(self, row: Kerja, *kecuali: str) -> dict[str, Any]:
        """Return the values of the fields that are filled in, some left out; raises Ditolak."""
        values: dict[str, Any] = {}
        cells = row.cells
        width = len(cells)
        name, cell = "", None
        try:
            for at, name, convert in self._fields:
                cell = cells[at] if at < width else None
                if cell is not None and name not in kecuali:
                    value = convert(cell)
                    if value is not None:
                        values[name] = value
        except CellError as error:
            raise self.tolakan(name, cell, error) from None
        return values

    def teks(self, row: Kerja, key: str) -> str:
        """Return the text of one column; raises Ditolak."""
        return self._text(row, key, self.table.places.get(key))

    def _text(self, row: Kerja, key: str, at: int | None) -> str:
        if at is None or at >= len(row.cells):
            return ""
        cell = row.cells[at]
        if type(cell) is str and cell.isascii() and "  " not in cell and cell.isprintable():
            return cell.strip()
        try:
            return plain_text(cell) or ""
        except CellError as error:
            raise self.tolakan(key, cell, error) from None

    def tolakan(self, key: str, cell: Cell, error: CellError) -> Ditolak:
        """Return the rejection for a cell that cannot be read."""
        title = self.table.titles.get(key, key)
        return Ditolak(f"{title}: {error.reason}", title, shown(cell), (), error.proposal)

    def kolom(self, key: str) -> Column:
        """Return a column of the list."""
        return self.layout.column(key)

    def pembaca(self, key: str) -> Convert:
        """Return what reads the cells of a column."""
        item = self.kolom(key).item
        return converter(item, self.lists) if item else plain_text

    # places

    def tempat(self, row: Kerja) -> str:
        """Return the code of the village of a row; raises Ditolak."""
        names = [self._text(row, key, at) for key, at in self._place]
        code = kode_desa(self.sel(row, "kode")) or _code_in(names[3])
        desa = "" if _code_in(names[3]) else names[3]
        place = Place(names[0], names[1], names[2], desa, names[4] or names[5])
        match = self.matcher.coded(code, place) if code else self.matcher.find(place)
        if not match.code:
            raise self.tak_cocok(match)
        return match.code

    def sel(self, row: Kerja, key: str) -> Cell:
        """Return the cell of a column, empty where there is none."""
        at = self.table.places.get(key)
        return row.cells[at] if at is not None and at < len(row.cells) else None

    def tak_cocok(self, match: Match) -> Ditolak:
        """Return the rejection for a region that was not found."""
        usulan = tuple(
            Usulan(JenisPadanan.WILAYAH, item.text, item.code, item.name)
            for item in match.proposals
        )
        return Ditolak(
            match.reason, self.table.titles.get(match.column, match.column), match.value, usulan
        )

    # planning

    def paling_mirip(self, free: Sequence[R], values: Mapping[str, Any]) -> R:
        """Return the record of which most fields are as the row says, empty ones included."""
        row = {**self.kosong, **values}
        return max(
            free,
            key=lambda item: sum(getattr(item, name) == value for name, value in row.items()),
        )

    def rencana(self, row: Kerja, before: Record | None, after: Record) -> None:
        """Plan a record that belongs to this row."""
        self.rancangan.put(after)
        row.milik.append((after.KIND, after.id))
        row.pasangan.append((before, after))

    def catat_impor(self, wilayah: str | None, tanggal: date, ids: Iterable[str]) -> None:
        """Plan the record of which things this import named."""
        id = ImporId(derived_id(Kind.IMPOR, self.table.daftar, wilayah or "", tanggal.isoformat()))
        self.rancangan.put(
            Impor(
                id=id,
                jenis=str(self.table.daftar),
                wilayah=KodeWilayah(wilayah) if wilayah else None,
                tanggal=tanggal,
                berkas=self.bahan.berkas,
                isi=tuple(sorted(set(ids))),
            )
        )

    def impor_sebelum(self, wilayah: str | None, tanggal: date) -> tuple[Impor | None, bool]:
        """Return the last import of this kind and region up to a day, and whether one is newer."""
        every = self.rancangan.reader.find(Impor, jenis=str(self.table.daftar), wilayah=wilayah)
        before = [item for item in every if item.tanggal <= tanggal]
        newest = max(before, key=lambda item: item.tanggal, default=None)
        return newest, len(before) < len(every)

    def _periksa(self, rows: list[Kerja]) -> None:
        """Reject the rows whose records the rules forbid, and mark what they only point out."""
        owners: dict[Key, list[Kerja]] = defaultdict(list)
        for row in rows:
            if row.ditolak is None:
                for key in (*row.milik, *row.bergantung):
                    owners[key].append(row)
        problems = self.rancangan.problems()
        while wrong := [item for item in problems if item.severity is Severity.SALAH]:
            for item in wrong:
                self._salah(item, owners.get((item.kind, item.id), []))
            problems = self.rancangan.problems()
        self._milik_lain(owners)
        for item in problems:
            row_of = next(iter(owners.get((item.kind, item.id), ())), None)
            if row_of is not None and row_of.pasangan:
                row_of.catatan.append(item.text)

    def _milik_lain(self, owners: Mapping[Key, Sequence[Kerja]]) -> None:
        """Reject the rows that would change what another office sent."""
        for change in self.rancangan.changes():
            why = self.bahan.penolak(change)
            if why:
                for row in owners.get((change.kind, change.id), ()):
                    tolak(row, Ditolak(why))
                self.rancangan.withdraw([(change.kind, change.id)])

    def _salah(self, item: Problem, owners: list[Kerja]) -> None:
        self.rancangan.withdraw([(item.kind, item.id)])
        if not owners:
            self.catatan.append(item.text)
        for row in owners:
            if row.ditolak is None:
                tolak(row, Ditolak(item.text, self.table.titles.get(item.field, item.field)))
                self.rancangan.withdraw(row.milik)

    def _ingat(self) -> None:
        """Plan to remember what was confirmed and used."""
        for text, code in self.matcher.used.items():
            self.ingat(JenisPadanan.WILAYAH, text, code)

    def ingat(self, jenis: JenisPadanan, text: str, tujuan: str) -> None:
        """Plan to remember one confirmation."""
        id = PadananId(derived_id(Kind.PADANAN, jenis, normal(text)))
        stored = self.rancangan.get(Padanan, id)
        if stored is None or stored.tujuan != tujuan:
            self.rancangan.put(Padanan(id=id, jenis=jenis, teks=text, tujuan=tujuan))


def tanpa_baris(present: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values without long texts that only lost their line breaks, as CSV makes them."""
    kept = {}
    for name, value in values.items():
        old = getattr(present, name)
        flat = isinstance(old, str) and "\n" in old and old.split() == str(value).split()
        if not flat or "\n" in value:
            kept[name] = value
    return kept


def tolak(row: Kerja, error: Ditolak) -> None:
    """Mark a row as rejected."""
    row.ditolak, row.hasil = error, Hasil.DITOLAK


_SUM = re.compile(
    r"(sub|grand)?[ -]?(jumlah|total)"
    r"( (semua|seluruhnya|keseluruhan|(kec|kab|kota|prov|desa|program|opd).*))?:?",
    re.IGNORECASE,
)


def menjumlah(text: str) -> bool:
    """Tell whether a row that begins so only adds up others."""
    return _SUM.fullmatch(text) is not None


_CODE = re.compile(r"(\d\d)([\s./-]?)(\d\d)\2(\d\d)\2(\d{4})(?:\.0*)?", re.ASCII)


def kode_desa(cell: Cell) -> str:
    """Return a village's code as the list writes it, whatever a spreadsheet made of it."""
    if cell is None:
        return ""
    text = str(cell).strip() if isinstance(cell, str | int) else shown(cell)
    match = _CODE.fullmatch(text)
    return ".".join(match.group(1, 3, 4, 5)) if match else text


def _code_in(text: str) -> str:
    """Return the code that stands where a name should."""
    code = kode_desa(text) if text[:2].isdigit() else ""
    return code if len(code) == 13 else ""


def hasil(rows: Iterable[Kerja], rancangan: Rancangan) -> Iterator[Baris]:
    """Yield the rows as they are told, differences in words."""
    kept = list(rows)
    names = Names(rancangan.reader)
    names.learn(
        record
        for row in kept
        if row.hasil is Hasil.BERUBAH
        for pair in row.pasangan
        for record in pair
        if record is not None
    )
    for row in kept:
        reason = row.ditolak
        if reason is not None:
            yield Baris(
                row.nomor, row.hasil, row.kode, row.nama, reason.alasan, reason.kolom,
                reason.nilai, reason.usulan, reason.koreksi,
            )  # fmt: skip
            continue
        differences = tuple(_beda(row, names)) if row.hasil is Hasil.BERUBAH else ()
        yield Baris(
            row.nomor, row.hasil, row.kode, row.nama, " ".join(dict.fromkeys(row.catatan)),
            beda=differences,
        )  # fmt: skip


def _beda(row: Kerja, names: Names) -> Iterator[Beda]:
    for before, after in row.pasangan:
        record = after or before
        if record is None:
            continue
        for item in describe(type(record)):
            old = getattr(before, item.name) if before else None
            new = getattr(after, item.name) if after else None
            if old != new and not item.field.technical:
                yield Beda(item.field.label, names.show(item, old), names.show(item, new))
