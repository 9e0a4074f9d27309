"""How many Kampung KB there are, per region, against the number of villages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kkbdesk.documents.blocks import Align, Column, Document, Grid, Value
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports.regional import Region, Regional, date_notes, percent, regional
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.ids import KodeWilayah
from kkbdesk.queries.wilayah import Cacah, jumlah_desa_dalam
from kkbdesk.store import Reader


def build(reader: Reader, parameters: Parameters) -> Document:
    """Return the report."""
    table = regional(reader, parameters)
    kantor, milik = table.office.kantor, table.office.milik
    per, sejak = parameters.per, table.pada.sejak
    counted = jumlah_desa_dalam(reader, table.kode, table.office.bagian[0], per)
    villages = {region.kode: counted.get(region.kode, (0, "")) for region in table.regions}
    villages[table.kode] = sum(number for number, _ in villages.values()), ""

    def cells(region: Region) -> tuple[Value, ...]:
        now = len(region.kampung)
        new = sum(sejak[row.id].year == per.year for row in region.kampung)
        desa, _ = villages[region.kode]
        return now - new, new, now, desa, percent(now, desa)

    grid = Grid(
        columns=(
            *table.columns,
            Column(f"s.d. 31 Desember {per.year - 1}", 24, Align.RIGHT),
            Column(f"Tambahan {per.year}", 24, Align.RIGHT),
            Column(f"s.d. {tanggal(per)}", 24, Align.RIGHT),
            Column(f"Jumlah {milik.sebutan_desa}", 26, Align.RIGHT),
            Column("% Terbentuk", 21, Align.RIGHT),
        ),
        rows=table.rows(cells),
        notes=(*date_notes(table.pada, parameters), *_stated(table, villages)),
    )
    source = (
        f"Sumber: registri Kampung KB {kantor.nama}; jumlah {milik.sebutan_desa.lower()} menurut "
        f"daftar kode wilayah Kementerian Dalam Negeri yang berlaku pada {tanggal(per)}"
    )
    return table.document("JUMLAH", grid, f"{source}{_except(villages)}.")


def _stated(table: Regional, villages: Mapping[KodeWilayah, Cacah]) -> list[str]:
    """Return which numbers of villages the office states, and after what."""
    by_source: dict[str, list[str]] = defaultdict(list)
    for region in table.regions:
        source = villages[region.kode][1]
        if source:
            by_source[source].append(region.nama)
    noun = table.office.milik.sebutan_desa.lower()
    return [f"Jumlah {noun} {', '.join(names)}: {source}." for source, names in by_source.items()]


def _except(villages: Mapping[KodeWilayah, Cacah]) -> str:
    return ", kecuali yang disebut dalam catatan" if any(s for _, s in villages.values()) else ""


REPORT = Report("jumlah", "Jumlah Kampung KB per wilayah", build, (Input.PER,))
