"""What tables with a row for every region of the office share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from kkbdesk.documents.blocks import (
    Align,
    Column,
    Document,
    Grid,
    Paragraph,
    Row,
    RowKind,
    Value,
)
from kkbdesk.documents.report import Parameters
from kkbdesk.documents.reports.office import Office, office_of
from kkbdesk.model import wilayah
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.ids import KodeWilayah
from kkbdesk.queries.kampung import KampungPada, kampung_pada
from kkbdesk.queries.wilayah import bagian
from kkbdesk.store import KampungRow, Reader

TITLE = "KAMPUNG KELUARGA BERKUALITAS"
_NONE = "–"


@dataclass(frozen=True, slots=True)
class Region:
    """A row: a region and the kampung in it, or all of them."""

    kode: KodeWilayah
    nama: str
    kampung: Sequence[KampungRow]


@dataclass(frozen=True, slots=True)
class Regional:
    """The regions of an office on a day with the kampung of each."""

    office: Office
    parameters: Parameters
    pada: KampungPada
    regions: tuple[Region, ...]

    @property
    def kode(self) -> KodeWilayah:
        """Return the code of the region that the table is about, "" for the country."""
        return self.office.kode

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns that number and name the regions."""
        return Column("No", 9, Align.CENTER), Column(self.office.bagian[1], 47)

    def rows(self, cells: Callable[[Region], Sequence[Value]]) -> tuple[Row, ...]:
        """Return a row of figures for every region, and one for all together."""
        whole = Region(self.kode, "Jumlah", self.pada.rows)
        return (
            *(
                Row((number, region.nama, *cells(region)))
                for number, region in enumerate(self.regions, 1)
            ),
            Row((None, whole.nama, *cells(whole)), RowKind.TOTAL),
        )

    def document(self, subject: str, grid: Grid, source: str) -> Document:
        """Return the table as a document under the letterhead, dated, sourced and signed."""
        return self.office.document(
            (f"{subject} {TITLE}", self.office.wilayah.upper()),
            (
                Paragraph(f"Keadaan per {tanggal(self.parameters.per)}", Align.CENTER),
                grid,
                Paragraph(source, small=True),
                self.office.signed(self.parameters.today),
            ),
        )


def regional(reader: Reader, parameters: Parameters) -> Regional:
    """Return every region of the office that existed on the day or holds kampung."""
    office = office_of(reader)
    tingkat, _ = office.bagian
    pada = kampung_pada(reader, parameters.per, parameters.today)
    held: dict[KodeWilayah, list[KampungRow]] = defaultdict(list)
    for row in pada.rows:
        held[wilayah.ancestor(row.desa, tingkat)].append(row)
    known = bagian(reader, office.kode, tingkat, parameters.per)
    known |= {
        item.id: item
        for item in reader.wilayah(held.keys() - known.keys()).values()
        if item.id in held
    }
    regions = (Region(kode, item.nama, held.get(kode, ())) for kode, item in known.items())
    return Regional(office, parameters, pada, tuple(sorted(regions, key=lambda item: item.kode)))


def percent(part: int, whole: int) -> Value:
    """Return a share with two decimals, half up; a dash of nothing."""
    if not whole:
        return _NONE
    return (Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


def date_notes(pada: KampungPada, parameters: Parameters) -> list[str]:
    """Return how kampung without a date of founding were counted."""
    notes = []
    if pada.dari_data:
        notes.append(
            f"{pada.dari_data} Kampung KB tanpa tanggal pencanangan dihitung sejak data pertamanya."
        )
    if pada.tanpa_tanggal:
        counted = parameters.per >= parameters.today
        how = "dihitung sejak hari ini" if counted else "tidak dihitung"
        notes.append(
            f"{pada.tanpa_tanggal} Kampung KB tanpa tanggal pencanangan dan tanpa data {how}."
        )
    return notes
