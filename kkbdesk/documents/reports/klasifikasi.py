"""In which class the Kampung KB are, per region, by number and share."""

from __future__ import annotations

from collections import Counter

from kkbdesk.documents.blocks import Align, Column, Document, Grid, Value
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports.regional import Region, date_notes, percent, regional
from kkbdesk.model.format_id import tanggal
from kkbdesk.queries.referensi import butir
from kkbdesk.store import Reader

_UNRATED = "Belum ada klasifikasi"


def build(reader: Reader, parameters: Parameters) -> Document:
    """Return the report; the class of a kampung is its newest up to the day."""
    table = regional(reader, parameters)
    used = {row.kelas for row in table.pada.rows}
    classes = {
        item.kode: item.nama
        for item in butir(reader, "kelas")
        if item.berlaku(parameters.per.year) or item.kode in used
    } | {"": _UNRATED}

    def cells(region: Region) -> list[Value]:
        number = Counter(row.kelas for row in region.kampung)
        pairs = ((number[kode], percent(number[kode], len(region.kampung))) for kode in classes)
        return [*(value for pair in pairs for value in pair), len(region.kampung)]

    shares = (
        column
        for name in classes.values()
        for column in (
            Column("Jml", 9.5, Align.RIGHT, group=name),
            Column("%", 14, Align.RIGHT, group=name),
        )
    )
    grid = Grid(
        columns=(*table.columns, *shares, Column("Jumlah", 15, Align.RIGHT)),
        rows=table.rows(cells),
        notes=tuple(date_notes(table.pada, parameters)),
    )
    source = (
        f"Sumber: klasifikasi terakhir sampai {tanggal(parameters.per)} dalam registri Kampung KB "
        f"{table.office.kantor.nama}."
    )
    return table.document("KLASIFIKASI", grid, source)


REPORT = Report("klasifikasi", "Klasifikasi Kampung KB per wilayah", build, (Input.PER,))
