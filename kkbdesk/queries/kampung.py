"""Which kampung there were on a day, and since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kkbdesk.model.ids import KampungId
from kkbdesk.store import KampungRow, Reader


@dataclass(frozen=True, slots=True)
class KampungPada:
    """The active kampung of a day, by village code, and how sure their dates are."""

    per: date
    rows: tuple[KampungRow, ...]
    sejak: Mapping[KampungId, date]
    """The day of founding, or of the first snapshot where that is not known."""
    dari_data: int
    """How many of them count from their first snapshot."""
    tanpa_tanggal: int
    """How many active kampung have neither date; they are there today, and before nobody knows."""


def kampung_pada(reader: Reader, per: date, today: date) -> KampungPada:
    """Return the active kampung that were founded on or before a day."""
    snapshots = reader.first_dates()
    active = sorted(
        (row for row in reader.kampung_rows(per) if row.aktif), key=lambda row: row.desa
    )
    sejak = {row.id: row.tanggal_pencanangan or snapshots.get(row.id, today) for row in active}
    rows = tuple(row for row in active if sejak[row.id] <= per)
    undated = [row for row in active if row.tanggal_pencanangan is None]
    return KampungPada(
        per=per,
        rows=rows,
        sejak=sejak,
        dari_data=sum(row.id in snapshots and sejak[row.id] <= per for row in undated),
        tanpa_tanggal=sum(row.id not in snapshots for row in undated),
    )


def lintas_sektor(reader: Reader, pada: KampungPada, tahun: int) -> dict[KampungId, int]:
    """Return per kampung how many agencies but the coordinator its matrix of a year names."""
    same_year = tahun == pada.per.year
    rows = pada.rows if same_year else reader.kampung_rows(date(tahun, 12, 31))
    return {row.id: row.lintas_sektor for row in rows}
