"""Everything known of one kampung, on paper."""

from __future__ import annotations

from collections.abc import Iterator

from kkbdesk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Grid,
    Heading,
    KeyValues,
    Paragraph,
    Row,
    Signatures,
    Signer,
)
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports.office import Office, office_of
from kkbdesk.documents.reports.pokja import COLUMNS, Members, facts
from kkbdesk.documents.reports.regional import TITLE
from kkbdesk.documents.reports.ukuran import UNKNOWN, classes, figures
from kkbdesk.errors import UserError
from kkbdesk.model import wilayah
from kkbdesk.model.fields import describe
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.matriks import Peran
from kkbdesk.model.program import Program
from kkbdesk.queries.matriks import baca_grid
from kkbdesk.queries.names import Names
from kkbdesk.queries.pokja import Susunan, susunan_di
from kkbdesk.store import Reader

_ELSEWHERE = ("desa", "gambaran_umum", "aktif", "catatan")
_NONE = "—"


def build(reader: Reader, parameters: Parameters) -> Document:
    """Return the profile of the kampung; raises UserError when there is none."""
    kampung = reader.get(Kampung, parameters.kampung) if parameters.kampung else None
    if kampung is None:
        raise UserError("Pilih Kampung KB yang profilnya akan dicetak.")
    office = office_of(reader)
    susunan = susunan_di(reader, kampung.id, parameters.per)
    parts = (
        ("Identitas", _identity(reader, kampung)),
        ("Gambaran Umum", (Paragraph(kampung.gambaran_umum or UNKNOWN),)),
        ("Klasifikasi", classes(reader, kampung, parameters)),
        ("Kelompok Kerja", _group(reader, susunan)),
        (f"Peran OPD dan Mitra Tahun {parameters.tahun}", _roles(reader, kampung, parameters)),
        ("Data Dasar", figures(reader, kampung, parameters)),
    )
    blocks: list[Block] = [Paragraph(f"Keadaan per {tanggal(parameters.per)}", Align.CENTER)]
    for letter, (title, content) in zip("ABCDEF", parts, strict=True):
        blocks += [Heading(f"{letter}. {title}"), *content]
    return office.document(
        (f"PROFIL {TITLE}", office.place(reader, kampung)),
        (*blocks, _signed(office, susunan, parameters)),
    )


def _identity(reader: Reader, kampung: Kampung) -> Iterator[Block]:
    regions = reader.wilayah([kampung.desa])
    levels = (
        ("Desa/kelurahan", wilayah.DESA),
        ("Kecamatan", wilayah.KECAMATAN),
        ("Kabupaten/kota", wilayah.KABUPATEN),
        ("Provinsi", wilayah.PROVINSI),
    )
    places = (
        (label, regions[wilayah.ancestor(kampung.desa, level)].nama) for label, level in levels
    )
    names = Names(reader)
    told = (
        (item.field.label, names.show(item, getattr(kampung, item.name)), item.field.unit)
        for item in describe(Kampung)
        if not item.field.technical and item.name not in _ELSEWHERE
    )
    described = ((label, f"{text} {unit}".strip()) for label, text, unit in told if text != _NONE)
    yield KeyValues((*described, ("Kode desa/kelurahan", kampung.desa), *places))


def _group(reader: Reader, susunan: Susunan | None) -> Iterator[Block]:
    if susunan is None:
        yield Paragraph("Belum ada Pokja yang berjalan.")
        return
    told = tuple(facts(susunan.pokja))
    if told:
        yield KeyValues(told)
    yield Grid(COLUMNS, tuple(Members(reader).rows(susunan)))


def _roles(reader: Reader, kampung: Kampung, parameters: Parameters) -> Iterator[Block]:
    grid = baca_grid(reader, parameters.tahun, kampung.id, parameters.today)

    def agencies(program: Program, peran: Peran) -> str:
        cells = ((opd, grid.sel.get((program.id, opd.id))) for opd in grid.opd)
        return ", ".join(opd.singkat for opd, cell in cells if cell and cell.peran is peran)

    yield Grid(
        columns=(
            Column("No", 9, Align.CENTER),
            Column("Program", 76),
            Column(Peran.PENANGGUNG_JAWAB.label, 40),
            Column(Peran.PENDUKUNG.label, 50),
        ),
        rows=tuple(
            Row(
                (program.id, program.nama, *(agencies(program, peran) for peran in reversed(Peran)))
            )
            for program in grid.program
        ),
    )


def _signed(office: Office, susunan: Susunan | None, parameters: Parameters) -> Signatures:
    chair = Signer("Ketua Pokja Kampung KB", susunan.ketua if susunan else "", atas=("",))
    return Signatures((chair, office.head(office.dated(parameters.today))), per_row=2)


REPORT = Report(
    "profil", "Profil Kampung KB", build, (Input.KAMPUNG, Input.PER, Input.TAHUN),
    needs_kampung=True,
)  # fmt: skip
