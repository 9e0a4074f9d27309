"""The list of Kampung KB with what hangs on each."""

from __future__ import annotations

from kkbdesk.documents.blocks import Align, Column, Document, Grid, Paragraph, Row, Value
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports.office import office_of
from kkbdesk.documents.reports.regional import TITLE, date_notes
from kkbdesk.model import wilayah
from kkbdesk.model.format_id import tanggal
from kkbdesk.queries.kampung import kampung_pada, lintas_sektor
from kkbdesk.queries.referensi import butir
from kkbdesk.store import KampungRow, Reader


def build(reader: Reader, parameters: Parameters) -> Document:
    """Return the list, by code of the village."""
    office = office_of(reader)
    pada = kampung_pada(reader, parameters.per, parameters.today)
    classes = {item.kode: item.nama for item in butir(reader, "kelas")}
    sectors = lintas_sektor(reader, pada, parameters.tahun)
    wide = wilayah.level(office.kode) != wilayah.KABUPATEN

    def cells(number: int, row: KampungRow) -> tuple[Value, ...]:
        regency = (row.kabupaten,) if wide else ()
        return (
            number, row.desa, row.nama, row.nama_desa, row.kecamatan, *regency,
            row.tanggal_pencanangan, classes.get(row.kelas, row.kelas) or _NONE, _group(row),
            max(row.pokja, 0), sectors[row.id],
        )  # fmt: skip

    regency = (Column("Kabupaten/Kota", 42),) if wide else ()
    grid = Grid(
        columns=(
            Column("No", 11, Align.CENTER),
            Column("Kode", 25),
            Column("Kampung KB", 42),
            Column(office.milik.sebutan_desa, 37),
            Column("Kecamatan", 31),
            *regency,
            Column("Tanggal pencanangan", 23, Align.CENTER),
            Column("Klasifikasi", 24),
            Column("Pokja", 22),
            Column("Anggota Pokja", 15, Align.RIGHT),
            Column("Lintas sektor", 13, Align.RIGHT),
        ),
        size=8.5,
        rows=tuple(Row(cells(number, row)) for number, row in enumerate(pada.rows, 1)),
        notes=tuple(date_notes(pada, parameters)),
    )
    source = (
        f"Sumber: registri Kampung KB {office.kantor.nama}. Lintas sektor: jumlah OPD dan mitra "
        f"selain koordinator dalam matriks kampung tahun {parameters.tahun}."
    )
    return office.document(
        (f"DAFTAR {TITLE}", office.wilayah.upper()),
        (
            Paragraph(f"Keadaan per {tanggal(parameters.per)}", Align.CENTER),
            grid,
            Paragraph(source, small=True),
            office.signed(parameters.today),
        ),
        landscape=True,
    )


_NONE = "Belum ada"


def _group(row: KampungRow) -> str:
    if row.pokja < 0:
        return _NONE
    return "Ber-SK" if row.pokja_sk else "Belum ber-SK"


REPORT = Report("daftar-kampung", "Daftar Kampung KB", build, (Input.PER, Input.TAHUN))
