"""The sheet of a matrix: rows under their goals, marks, counts, all who sign."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Grid,
    Legend,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Signatures,
    Signer,
    Title,
)
from kkbdesk.documents.report import Choices
from kkbdesk.model.ids import ProgramId
from kkbdesk.model.matriks import Peran
from tests.support.makers import SINAR_SURYA

HEALTH = "Peningkatan Akses dan Pelayanan Kesehatan dan Keluarga Berencana dan Kesehatan Reproduksi"


def of(document: Document, kind: type[Block]) -> list[Block]:
    return [block for block in document.blocks if isinstance(block, kind)]


def grid(document: Document) -> Grid:
    (table,) = document.grids()
    return table


def two_agencies(desk: Desk) -> None:
    """Leave the office two agencies: the coordinator and one other."""
    for item in desk.opd.daftar()[2:]:
        desk.opd.hapus(item.id)


def test_the_sheet_as_a_whole_document(desk: Desk) -> None:
    two_agencies(desk)
    first, second = desk.opd.daftar()
    desk.matriks.isi(
        2026,
        None,
        {
            (ProgramId("1"), first.id): Peran.PENDUKUNG,
            (ProgramId("1"), second.id): Peran.PENANGGUNG_JAWAB,
            (ProgramId("3"), first.id): Peran.PENDUKUNG,
        },
    )
    desk.matriks.kunci(2026, None, date(2026, 2, 20), "Rapat koordinasi")
    document = desk.laporan.dokumen("matriks", Choices())
    table = grid(document)
    assert table.columns == (
        Column("No", 10, Align.CENTER),
        Column("Program", 100, least=57),
        Column("DP2KBP3A", 12, Align.CENTER, rotated=True, size=12, least=12),
        Column("Bappelitbangda", 12, Align.CENTER, rotated=True, size=12, least=12),
        Column("Jumlah", 12, Align.CENTER, rotated=True, least=12),
    )
    assert table.rows[:5] == (
        Row(("Sasaran 1: Penyediaan data keluarga dan dokumen kependudukan",), RowKind.GROUP),
        Row((1, "Penyediaan Data dan Dokumen Kependudukan", "√", "●", 2)),
        Row(("Sasaran 2: Perubahan perilaku keluarga",), RowKind.GROUP),
        Row(
            (
                2,
                "Penguatan Advokasi Gerakan Masyarakat Hidup Sehat & Komunikasi Perubahan "
                "Perilaku Masyarakat",
                None,
                None,
                0,
            )
        ),
        Row(("Sasaran 3: Peningkatan cakupan layanan dan rujukan pada keluarga",), RowKind.GROUP),
    )
    assert table.rows[5] == Row((3, HEALTH, "√", None, 1))
    assert table.rows[-1] == Row((None, "Jumlah program", 2, 1, 3), RowKind.TOTAL)
    assert table.lead == 2
    others = [block for block in document.blocks if not isinstance(block, Grid)]
    assert others == [
        Title(
            (
                "MATRIKS INTEGRASI DAN KONVERGENSI",
                "KAMPUNG KELUARGA BERKUALITAS TAHUN 2026",
                "KABUPATEN BANGKA BARAT",
            )
        ),
        Paragraph("Disepakati tanggal 20 Februari 2026 dalam Rapat koordinasi", Align.CENTER),
        Legend((("●", "penanggung jawab"), ("√", "pelaksana pendukung"))),
        Paragraph(
            "Kami yang bertanda tangan di bawah ini menyepakati pembagian peran dalam Matriks "
            "Integrasi dan Konvergensi Kampung Keluarga Berkualitas tahun 2026, "
            "Kabupaten Bangka Barat."
        ),
        Paragraph("Disepakati di ………………, 20 Februari 2026"),
        Signatures(
            (
                Signer("Kepala Dinas Pengendalian Penduduk KB, PP, dan PA", nip=""),
                Signer(
                    "Kepala Badan Perencanaan Pembangunan, Penelitian, dan Pengembangan Daerah",
                    nip="",
                ),
                Signer("Ketua Pokja Kabupaten Bangka Barat"),
            ),
            per_row=3,
            lanjutan="Lanjutan persetujuan Matriks Integrasi dan Konvergensi tahun 2026",
        ),
    ]


def test_many_sign_on_a_page_of_their_own_the_office_by_its_head(sample: Desk) -> None:
    document = sample.laporan.dokumen("matriks", Choices())
    assert len(of(document, PageBreak)) == 1
    (block,) = of(document, Signatures)
    assert isinstance(block, Signatures)
    assert len(block.signers) == 13
    assert block.signers[0] is not None
    assert block.signers[0].nama == "Nama Kepala Dinas"
    assert block.signers[-1] == Signer("Ketua Pokja Kabupaten Bangka Barat", "Nama Ketua Pokja")
    assert document.mark == "CONTOH"


def test_the_sheet_of_a_kampung_names_its_place_and_is_signed_there(sample: Desk) -> None:
    kampung = sample.kampung.dengan_kode(SINAR_SURYA)
    document = sample.laporan.dokumen("matriks", Choices(kampung=kampung.id))
    (title, _) = of(document, Title)
    assert isinstance(title, Title)
    assert title.lines[-1] == "Sinar Surya, Desa Sinar Surya, Kecamatan Tempilang"
    (block,) = of(document, Signatures)
    assert isinstance(block, Signatures)
    assert [signer and signer.jabatan for signer in block.signers[-2:]] == [
        "Ketua Pokja Sinar Surya", "Pemerintah Desa Sinar Surya",
    ]  # fmt: skip


def test_the_papers_own_columns_give_its_counts(tmp_path: Path) -> None:
    with SqlStore.create(tmp_path) as store:
        Desk(store).kantor.siapkan("13.71", "tabel-4.6")
    with SqlStore.open(tmp_path) as store:
        desk = Desk(store, lambda: datetime(2022, 10, 31, 3, tzinfo=UTC))
        desk.matriks.isi_usulan(2022, None)
        table = grid(desk.laporan.dokumen("matriks", Choices()))
    programs = [row.cells for row in table.rows if row.kind is RowKind.BODY]
    assert [cells[-1] for cells in programs] == [4, 8, 2, 6, 2, 2, 5, 3]
    assert table.rows[-1].cells[-1] == 32
    assert len(table.columns) == 2 + 13 + 1


def test_an_office_without_agencies_still_has_a_sheet(desk: Desk) -> None:
    for item in desk.opd.daftar():
        desk.opd.hapus(item.id)
    table = grid(desk.laporan.dokumen("matriks", Choices()))
    assert [column.title for column in table.columns] == ["No", "Program", "Jumlah"]
    assert desk.laporan.pratinjau("matriks", Choices())[0]


def test_all_kampung_together_are_counted_per_cell(sample: Desk) -> None:
    document = sample.laporan.dokumen("matriks-gabungan", Choices())
    every = sample.matriks.gabungan(2026)
    rows = [row.cells for row in grid(document).rows if row.kind is RowKind.BODY]
    assert rows[0][2:] == tuple(every.jumlah.get((ProgramId("1"), o.id)) for o in every.opd)
    assert rows[0][2] == 12
    (_, told, *_) = document.blocks
    assert isinstance(told, Paragraph)
    assert "12 dari 15 Kampung KB yang aktif" in told.text


@pytest.mark.parametrize("tahun", [2025, 2027])
def test_another_year_shows_its_own_cells(sample: Desk, tahun: int) -> None:
    table = grid(sample.laporan.dokumen("matriks", Choices(tahun=tahun)))
    assert table.rows[-1].cells[-1] == len(sample.matriks.grid(tahun, None).sel)
