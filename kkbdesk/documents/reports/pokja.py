"""Who sits in the working groups: of one kampung, or of all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kkbdesk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Grid,
    KeyValues,
    Paragraph,
    Row,
    RowKind,
    Value,
)
from kkbdesk.documents.report import Input, Parameters, Report
from kkbdesk.documents.reports.office import nama_wilayah, office_of
from kkbdesk.documents.reports.regional import TITLE
from kkbdesk.errors import UserError
from kkbdesk.model import wilayah
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.ids import KampungId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.program import Butir
from kkbdesk.queries.kampung import kampung_pada
from kkbdesk.queries.milik import semua_opd
from kkbdesk.queries.pokja import Susunan, susunan_di, susunan_pada
from kkbdesk.store import Reader

_SUBJECT = "SUSUNAN KELOMPOK KERJA"
COLUMNS = (
    Column("No", 9, Align.CENTER),
    Column("Nama", 46),
    Column("Kedudukan", 30),
    Column("Seksi", 40),
    Column("Unsur/OPD", 36),
    Column("Dilatih", 14),
)


class Members:
    """Shows members of working groups as rows, their codes resolved."""

    def __init__(self, reader: Reader) -> None:
        self._items = {(item.daftar, item.kode): item.nama for item in reader.find(Butir)}
        self._agencies = semua_opd(reader)

    def rows(self, susunan: Susunan) -> Iterator[Row]:
        """Yield the members, numbered."""
        for number, seat in enumerate(susunan.anggota, 1):
            yield Row((number, seat.nama, *self._cells(seat)))

    def _cells(self, seat: Anggota) -> tuple[Value, ...]:
        agency = self._agencies[seat.opd].singkat if seat.opd else ""
        trained = {True: "Ya", False: "Belum", None: ""}[seat.terlatih]
        return (
            self._items.get(("kedudukan", seat.kedudukan), seat.kedudukan),
            self._items.get(("seksi", seat.seksi), seat.seksi),
            ", ".join(part for part in (seat.unsur, agency) if part),
            trained,
        )


def build(reader: Reader, parameters: Parameters) -> Document:
    """Return the working group of the kampung, or of the office and all its kampung."""
    if parameters.kampung is not None:
        return _one(reader, parameters, parameters.kampung)
    return _all(reader, parameters)


def _one(reader: Reader, parameters: Parameters, id: KampungId) -> Document:
    office = office_of(reader)
    kampung = reader.get(Kampung, id)
    susunan = susunan_di(reader, id, parameters.per)
    if kampung is None or susunan is None:
        name = kampung.nama if kampung else "Kampung ini"
        raise UserError(
            f"{name} belum mempunyai Pokja yang berjalan per {tanggal(parameters.per)}."
        )
    blocks: tuple[Block, ...] = (
        Paragraph(f"Keadaan per {tanggal(parameters.per)}", Align.CENTER),
        KeyValues(tuple(facts(susunan.pokja))),
        Grid(COLUMNS, tuple(Members(reader).rows(susunan))),
        office.signed(parameters.today),
    )
    return office.document((f"{_SUBJECT} {TITLE}", office.place(reader, kampung)), blocks)


def _all(reader: Reader, parameters: Parameters) -> Document:
    office = office_of(reader)
    members = Members(reader)
    groups = susunan_pada(reader, parameters.per)
    named = list(_offices(reader, parameters.per))
    kampung = kampung_pada(reader, parameters.per, parameters.today).rows
    without = sum(row.id not in groups for row in kampung)
    wide = wilayah.level(office.kode) != wilayah.KABUPATEN
    for row in kampung:
        village = f"{row.nama}, {office.desa(row.desa, row.nama_desa)}, Kecamatan {row.kecamatan}"
        if row.id in groups:
            named.append((f"{village}, {row.kabupaten}" if wide else village, groups[row.id]))
    rows: list[Row] = []
    for name, group in named:
        decree = "; ".join(f"{label} {value}" for label, value in facts(group.pokja))
        rows.append(Row((f"{name} ({decree})" if decree else name,), RowKind.GROUP))
        rows += members.rows(group)
    notes = (f"{without} Kampung KB belum mempunyai Pokja yang berjalan.",) if without else ()
    return office.document(
        (f"{_SUBJECT} {TITLE}", office.wilayah.upper()),
        (
            Paragraph(f"Keadaan per {tanggal(parameters.per)}", Align.CENTER),
            Grid(COLUMNS, tuple(rows), notes=notes),
            office.signed(parameters.today),
        ),
    )


def _offices(reader: Reader, per: date) -> Iterator[tuple[str, Susunan]]:
    """Yield the working groups of the office that is read as, or of all, under their regions."""
    for kantor in sorted(reader.find(Kantor), key=lambda item: item.wilayah or ""):
        group = susunan_di(reader.sebagai(kantor.kantor), None, per)
        if group is not None:
            yield f"Pokja {nama_wilayah(reader, kantor.wilayah or '')}", group


def facts(pokja: Pokja) -> Iterator[tuple[str, str]]:
    """Yield decree and term of a working group."""
    if pokja.sk_nomor:
        dated = f" tanggal {tanggal(pokja.sk_tanggal)}" if pokja.sk_tanggal else ""
        yield "SK Nomor", f"{pokja.sk_nomor}{dated}"
    if pokja.mulai or pokja.selesai:
        start = tanggal(pokja.mulai) if pokja.mulai else "…"
        end = tanggal(pokja.selesai) if pokja.selesai else "…"
        yield "Masa bakti", f"{start} s.d. {end}"


REPORT = Report("pokja", "Susunan Pokja", build, (Input.PER, Input.KAMPUNG), semua=True)
