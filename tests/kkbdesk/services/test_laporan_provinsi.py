"""Reports of a province: per kabupaten, and of all offices together."""

from __future__ import annotations

from pathlib import Path

import pytest

from kkbdesk.desk import Desk
from kkbdesk.documents.blocks import Document, Kop, Paragraph, Row, RowKind, Signatures, Title
from kkbdesk.errors import UserError
from kkbdesk.exchange.columns import Daftar
from kkbdesk.model.matriks import Peran
from kkbdesk.services.laporan import Choices
from kkbdesk.store import SEMUA
from tests.support.makers import SINAR_SURYA, TANJUNG_NIUR
from tests.support.provinsi import BELITUNG, MATI, ONE, YEAR, Provinsi, agency, provinsi

__all__ = ["provinsi"]
BARAT = "19.05"


def made(desk: Desk, nama: str, **choices: object) -> Document:
    return desk.laporan.dokumen(nama, Choices(**choices))  # type: ignore[arg-type]  # by name


def title(document: Document) -> tuple[str, ...]:
    return next(block.lines for block in document.blocks if isinstance(block, Title))


def heads(document: Document) -> list[str]:
    (table,) = document.grids()
    return [column.title for column in table.columns]


def rows(document: Document) -> list[Row]:
    (table,) = document.grids()
    return list(table.rows)


def cells_of_program_1(document: Document) -> tuple[object, ...]:
    return next(row.cells for row in rows(document) if row.cells[0] == 1)[2:]


def test_the_matrix_of_a_kampung_has_the_agencies_of_its_own_office(provinsi: Provinsi) -> None:
    document = made(provinsi.desk, "matriks", tahun=YEAR, kampung=provinsi.kampung(BELITUNG))
    assert heads(document) == ["No", "Program", "DP2KBP3A", "Dinas Khas", "Jumlah"]
    assert cells_of_program_1(document) == ("√", "●", 2)
    assert (
        title(document)[-1] == "Perawas, Desa Perawas, Kecamatan Tanjungpandan, Kabupaten Belitung"
    )


def test_the_matrix_of_a_kabupaten_is_named_by_it_under_the_kop_of_the_province(
    provinsi: Provinsi,
) -> None:
    document = made(provinsi.desk, "matriks", tahun=YEAR, kantor="19.02")
    assert isinstance(document.kop, Kop)
    assert document.kop.nama == "PERWAKILAN BKKBN PROVINSI KEPULAUAN BANGKA BELITUNG"
    assert title(document)[-1] == "KABUPATEN BELITUNG"
    assert cells_of_program_1(document) == ("√", "●", 2)
    signers = [item for block in document.blocks if isinstance(block, Signatures)
               for item in block.signers if item is not None]  # fmt: skip
    assert [item.jabatan for item in signers] == [
        "Kepala Dinas Pengendalian Penduduk KB, PP, dan PA",
        "Kepala Dinas Khas",
        "Ketua Pokja Kabupaten Belitung",
    ]
    assert signers[-1].nama == "Ketua Perawas"


def test_agencies_of_the_same_name_in_different_offices_are_counted_together(
    provinsi: Provinsi,
) -> None:
    kampung = made(provinsi.desk, "matriks-gabungan", tahun=YEAR)
    offices = made(provinsi.desk, "matriks", tahun=YEAR, kantor=SEMUA)
    for document in (kampung, offices):
        assert heads(document)[2:] == ["DP2KBP3A", "Bappelitbangda", "Dinas Khas"]
        assert cells_of_program_1(document) == (2, 1, 1)
    assert title(offices)[1] == f"SELURUH KABUPATEN/KOTA TAHUN {YEAR}"
    said = [block.text for block in kampung.blocks if isinstance(block, Paragraph)]
    assert "2 dari 2 Kampung KB" in said[0]


def test_the_kampung_behind_a_cell_are_those_of_all_offices(provinsi: Provinsi) -> None:
    desk = provinsi.desk
    column = desk.matriks.gabungan(YEAR).opd[0].id
    behind = desk.matriks.di_balik(YEAR, (ONE, column))
    assert [item.kampung.nama for item in behind] == ["Perawas", "Sinar Surya"]
    (one,) = desk.matriks.di_balik(YEAR, (ONE, column), "19.02")
    assert one.kampung.nama == "Perawas"


def test_tables_of_a_kabupaten_have_its_subdistricts_and_its_kampung_alone(
    provinsi: Provinsi,
) -> None:
    document = made(provinsi.desk, "jumlah", kantor=BARAT)
    names = [row.cells[1] for row in rows(document) if row.kind is not RowKind.TOTAL]
    assert names == ["Mentok", "Simpang Teritip", "Jebus", "Kelapa", "Tempilang", "Parittiga"]
    assert rows(document)[-1].cells[4] == 1
    whole = rows(made(provinsi.desk, "jumlah"))
    assert [row.cells[4] for row in whole] == [0, 1, 0, 0, 1, 0, 0, 2]
    assert rows(made(provinsi.desk, "jumlah", kantor=SEMUA)) == whole
    listed = made(provinsi.desk, "daftar-kampung", kantor=BARAT)
    assert [row.cells[2] for row in rows(listed)] == ["Sinar Surya"]
    assert "Kabupaten/Kota" not in heads(listed)
    assert "Kabupaten/Kota" in heads(made(provinsi.desk, "daftar-kampung"))


def test_cross_sector_and_class_tables_agree_between_a_kabupaten_and_its_row(
    provinsi: Provinsi,
) -> None:
    for name in ("klasifikasi", "lintas-sektor"):
        whole = rows(made(provinsi.desk, name))
        (mine,) = [row for row in whole if row.cells[1] == "Kabupaten Bangka Barat"]
        alone = rows(made(provinsi.desk, name, kantor=BARAT))[-1]
        assert mine.cells[2:] == alone.cells[2:]


def test_working_groups_name_members_agencies_of_every_office(provinsi: Provinsi) -> None:
    text = [row.cells for row in rows(made(provinsi.desk, "pokja"))]
    assert [cells[4] for cells in text if len(cells) > 1] == ["Dinas Khas", "Bappelitbangda"]
    every = [cells[0] for cells in map(lambda row: row.cells,
             rows(made(provinsi.desk, "pokja", kantor=SEMUA))) if len(cells) == 1]  # fmt: skip
    assert [str(name).split(" (")[0].split(",")[0] for name in every] == [
        "Pokja Kabupaten Belitung", "Pokja Kabupaten Bangka Barat", "Perawas", "Sinar Surya",
    ]  # fmt: skip
    assert "Kabupaten Belitung" in str(every[2])


def test_the_division_of_tasks_lists_each_name_once_with_the_number_of_offices(
    provinsi: Provinsi,
) -> None:
    found = [row.cells for row in rows(made(provinsi.desk, "pembagian-tugas", kantor=SEMUA))]
    assert [(cells[1], cells[3]) for cells in found] == [
        ("Dinas Pengendalian Penduduk KB, PP, dan PA", 2),
        ("Badan Perencanaan Pembangunan, Penelitian, dan Pengembangan Daerah", 1),
        ("Dinas Khas", 1),
    ]
    own = rows(made(provinsi.desk, "pembagian-tugas", kantor="19.02"))
    assert [row.cells[1] for row in own][1:] == ["Dinas Khas"]


def test_the_agenda_of_all_offices_tells_whose_each_document_is(provinsi: Provinsi) -> None:
    document = made(provinsi.desk, "agenda-surat", tahun=YEAR, kantor=SEMUA)
    assert heads(document)[-1] == "Kantor"
    alone = made(provinsi.desk, "agenda-surat", tahun=YEAR, kantor=BARAT)
    assert title(alone)[-1].endswith("KABUPATEN BANGKA BARAT")


def test_every_report_is_made_for_every_choice(provinsi: Provinsi) -> None:
    for report in provinsi.desk.laporan.daftar():
        for kantor in ("", BARAT, "19.06", SEMUA):
            if not report.needs_kampung:
                assert made(provinsi.desk, report.nama, kantor=kantor).title
    assert made(provinsi.desk, "profil", kampung=provinsi.kampung(SINAR_SURYA)).title


def test_what_the_province_keeps_itself_has_its_own_agencies(provinsi: Provinsi) -> None:
    desk = provinsi.desk
    kampung = desk.kampung.tambah({"desa": MATI, "nama": "Sendiri"})
    desk.matriks.isi(YEAR, kampung.id, {(ONE, agency(desk, 3)): Peran.PENDUKUNG})
    shown = heads(made(desk, "matriks", tahun=YEAR, kampung=kampung.id))
    assert shown[2:-1] == [item.singkat for item in desk.opd.daftar()]


def test_an_office_is_chosen_only_above_it(provinsi: Provinsi) -> None:
    with pytest.raises(UserError, match="hanya dapat di kantor provinsi"):
        made(provinsi.barat, "jumlah", kantor=BARAT)
    for kode in ("13.06", "19.99", "19", "x", "19.05.01"):
        with pytest.raises(UserError, match="bukan kabupaten/kota"):
            made(provinsi.desk, "jumlah", kantor=kode)


def test_exported_members_and_cells_name_agencies_of_every_office(
    provinsi: Provinsi, tmp_path: Path
) -> None:
    folder = tmp_path
    path = folder / "anggota.csv"
    assert provinsi.desk.ekspor.ekspor(Daftar.ANGGOTA, path) == 2
    assert "Dinas Khas" in path.read_text("utf-8-sig")
    assert provinsi.desk.ekspor.ekspor(Daftar.ANGGOTA, folder / "b.csv", kantor=BARAT) == 2
    assert provinsi.desk.ekspor.ekspor(Daftar.KAMPUNG, folder / "k.csv", kantor=BARAT) == 1
    assert provinsi.desk.ekspor.ekspor(Daftar.MATRIKS, folder / "m.csv") == 4


def test_the_matrix_of_the_office_is_copied_from_the_office_of_the_kampung(
    provinsi: Provinsi,
) -> None:
    desk = provinsi.desk
    desk.koreksi.nyala = True
    kampung = desk.kampung.tambah({"desa": TANJUNG_NIUR, "nama": "Tanjung Niur"})
    assert desk.matriks.salin(YEAR, kampung.id, YEAR, None) == 2
