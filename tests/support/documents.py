"""Documents that hold every kind of block, and texts that are meant to hurt."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kkbdesk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Grid,
    Heading,
    KeyValues,
    Kop,
    Legend,
    Page,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Signatures,
    Signer,
    Title,
)

NAUGHTY = (
    "=1+1", "+62 812", "-5", "@SUM(A1)", "=HYPERLINK(\"http://a\")", "\t=cmd", "#N/A", "TRUE",
    "<b>tebal</b> & \"kutip\"", "&P &D", "{{kampung.nama}}", "文字化け", "بسم", "😀 emoji 👩‍👩‍👧",
    "Z̐͝a͓̺l", "\u202eterbalik", "\ufeffbom", "a\u0000b\u0007c", "\ud800", "￾", "baris\nbaru",
    "N" * 200, "Dinas/Badan-" * 30, "kata " * 300,
)  # fmt: skip

GRID = Grid(
    columns=(
        Column("No", 10, Align.CENTER),
        Column("Nama", 60),
        Column("Jumlah", 20, Align.RIGHT, group="Kampung"),
        Column("%", 20, Align.RIGHT, group="Kampung"),
        Column("Tanggal", 25, Align.CENTER),
    ),
    rows=(
        Row(("Kelompok satu",), RowKind.GROUP),
        Row((1, "Mentok", 1234, Decimal("62.09"), date(2026, 2, 15))),
        Row((2, "Tempilang", 0, Decimal("0.00"), None)),
        Row((None, "Jumlah", 1234, Decimal("62.09"), None), RowKind.TOTAL),
    ),
    notes=("Catatan pertama.", "Catatan kedua."),
)

EVERYTHING = (
    Title(("JUDUL DOKUMEN", "Baris kedua")),
    Paragraph("Keadaan per 15 Februari 2026", Align.CENTER),
    Heading("A. Bagian"),
    KeyValues((("Nama", "Sinar Surya"), ("Luas", Decimal("16.86")), ("Penduduk", 1234))),
    GRID,
    Legend((("●", "penanggung jawab"), ("√", "pendukung"))),
    Paragraph("Sumber: uji.", small=True),
    Signatures((Signer("KEPALA DINAS", "Ani", "Pembina", "", ("Mentok, 15 Februari 2026",)),)),
    PageBreak(),
    Heading("B. Bagian kedua"),
    Signatures((Signer("Ketua"), Signer("Kepala", nip="123"), Signer("Camat")), per_row=3),
)


def a_document(*blocks: Block, page: Page | None = None, mark: str = "") -> Document:
    """Return a document under a letterhead."""
    return Document(
        title="Judul Dokumen",
        author="Dinas Uji",
        blocks=blocks or EVERYTHING,
        page=page or Page(),
        kop=Kop(("PEMERINTAH KABUPATEN UJI",), "DINAS UJI", ("Jalan Uji 1",)),
        mark=mark,
    )


def a_list(number: int, page: Page | None = None) -> Document:
    """Return a list of so many rows that is signed."""
    columns = Column("No", 10, Align.CENTER), Column("Nama", 100)
    rows = tuple(Row((index, f"Baris {index}")) for index in range(1, number + 1))
    return a_document(
        Title(("DAFTAR",)),
        Grid(columns, rows),
        Paragraph("Sumber: uji.", small=True),
        Signatures((Signer("KEPALA DINAS", "Penanda Tangan", "Pembina", "123", ("Uji, 1 Mei",)),)),
        page=page,
    )


def wide(number: int) -> Grid:
    """Return a matrix with so many columns of agencies."""
    return Grid(
        columns=(
            Column("No", 10),
            Column("Program", 100, least=57),
            *(
                Column(f"Opd {index}", 12, Align.CENTER, rotated=True, least=12)
                for index in range(1, number + 1)
            ),
        ),
        rows=(
            Row(("Sasaran",), RowKind.GROUP),
            Row((1, "Program satu", *("√" for _ in range(number)))),
        ),
        lead=2,
        notes=("Catatan.",),
    )
