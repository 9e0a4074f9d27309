"""Agencies, kampung, working groups and the profile: what stands in each."""

from __future__ import annotations

from datetime import date

import pytest

from kkbdesk.desk import Desk
from kkbdesk.documents.blocks import (
    Document,
    Grid,
    Heading,
    KeyValues,
    Paragraph,
    Row,
    RowKind,
    Signatures,
    Title,
)
from kkbdesk.documents.report import Choices
from kkbdesk.errors import UserError
from kkbdesk.model.ids import KampungId, Kind, VariabelId, derived_id
from kkbdesk.model.kampung import Klasifikasi, Variabel
from kkbdesk.services.kampung import id_klasifikasi
from tests.support.makers import SINAR_SURYA, a_kampung

TODAY = date(2026, 5, 20)


def grid(document: Document) -> Grid:
    (table,) = document.grids()
    return table


def test_the_agencies_stand_with_mandate_and_contact(desk: Desk) -> None:
    first = desk.opd.daftar()[0]
    desk.opd.ubah(first, {"pic": "Budi", "kontak": "0812"})
    table = grid(desk.laporan.dokumen("pembagian-tugas", Choices()))
    assert len(table.rows) == 12
    assert table.rows[0] == Row((1, first.nama, first.tupoksi, "Budi"))
    assert table.is_list


def test_agencies_bear_the_names_of_the_day(desk: Desk) -> None:
    first = desk.opd.daftar()[0]
    desk.opd.ganti_nama(first.id, "Dinas Baru", "DB", date(2026, 1, 1))
    desk.opd.nonaktifkan(desk.opd.daftar()[1].id, date(2026, 1, 1))
    now = grid(desk.laporan.dokumen("pembagian-tugas", Choices()))
    then = grid(desk.laporan.dokumen("pembagian-tugas", Choices(tahun=2025)))
    assert (now.rows[0].cells[1], len(now.rows)) == ("Dinas Baru", 11)
    assert (then.rows[0].cells[1], len(then.rows)) == (first.nama, 12)


def test_the_list_names_what_hangs_on_each_kampung(sample: Desk) -> None:
    table = grid(sample.laporan.dokumen("daftar-kampung", Choices(per=TODAY)))
    assert len(table.rows) == 15
    by_code = {row.cells[1]: row.cells for row in table.rows}
    assert by_code[SINAR_SURYA] == (
        12, SINAR_SURYA, "Sinar Surya", "Sinar Surya", "Tempilang", date(2016, 11, 15), "Mandiri",
        "Ber-SK", 9, 9,
    )  # fmt: skip
    assert by_code["19.05.06.2008"][6:] == ("Belum ada", "Belum ada", 0, 0)
    assert [row.cells[1] for row in table.rows] == sorted(by_code, key=str)
    assert table.is_list


def test_working_groups_stand_under_their_kampung(sample: Desk) -> None:
    document = sample.laporan.dokumen("pokja", Choices(per=TODAY))
    table = grid(document)
    heads = [row.cells[0] for row in table.rows if row.kind is RowKind.GROUP]
    assert heads[0] == (
        "Pokja Kabupaten Bangka Barat (SK Nomor 141/000/CONTOH/2024 tanggal 8 Januari 2024; "
        "Masa bakti 8 Januari 2024 s.d. 31 Desember 2027)"
    )
    assert len(heads) == 9
    assert document.notes == ("7 Kampung KB belum mempunyai Pokja yang berjalan.",)
    first = next(row for row in table.rows if row.kind is RowKind.BODY)
    assert first.cells == (1, "Nama PKB", "Pengarah", "", "PKB/PLKB", "Ya")


def test_the_working_group_of_one_kampung(sample: Desk) -> None:
    kampung = sample.kampung.dengan_kode(SINAR_SURYA).id
    document = sample.laporan.dokumen("pokja", Choices(per=TODAY, kampung=kampung))
    (facts,) = (block for block in document.blocks if isinstance(block, KeyValues))
    assert facts.rows == (
        ("SK Nomor", "141/000/CONTOH/2024 tanggal 15 Januari 2024"),
        ("Masa bakti", "15 Januari 2024 s.d. 31 Desember 2027"),
    )
    assert len(grid(document).rows) == 9


def test_a_kampung_without_working_group_is_told(sample: Desk) -> None:
    kampung = sample.kampung.dengan_kode("19.05.06.2008").id
    with pytest.raises(UserError, match="Kapit belum mempunyai Pokja"):
        sample.laporan.dokumen("pokja", Choices(kampung=kampung))


def test_a_kelurahan_is_called_so_and_a_nagari_too(sample: Desk) -> None:
    kampung = sample.kampung.dengan_kode("19.05.01.1008").id
    sample.kantor.ubah(sample.kantor.get(), {"sebutan_desa": "Nagari/Kelurahan"})
    (title, *_) = sample.laporan.dokumen("profil", Choices(kampung=kampung)).blocks
    assert isinstance(title, Title)
    assert title.lines[1] == "Keranggan, Kelurahan Keranggan, Kecamatan Mentok"
    other = sample.kampung.dengan_kode(SINAR_SURYA).id
    (title, *_) = sample.laporan.dokumen("profil", Choices(kampung=other)).blocks
    assert isinstance(title, Title)
    assert title.lines[1] == "Sinar Surya, Nagari Sinar Surya, Kecamatan Tempilang"


def measured(kampung: KampungId, tanggal: date) -> tuple[Klasifikasi, Variabel]:
    """Return a class with scores and figures of which most are absent."""
    return (
        Klasifikasi(
            id=id_klasifikasi(kampung, tanggal),
            kampung=kampung,
            tanggal=tanggal,
            kelas="mandiri",
            input_pokja=4,
            proses_data=3,
        ),
        Variabel(
            id=VariabelId(derived_id(Kind.VARIABEL, kampung, tanggal)),
            kampung=kampung,
            tanggal=tanggal,
            pokja=True,
            pus=1234,
        ),
    )


def test_the_profile_tells_all_that_is_known(sample: Desk) -> None:
    kampung = sample.kampung.dengan_kode(SINAR_SURYA)
    with sample.editor.edit("Data") as unit:
        for day in (date(2026, 5, 1), TODAY, date(2026, 8, 1)):
            for record in measured(kampung.id, day):
                unit.put(record)
    document = sample.laporan.dokumen("profil", Choices(per=TODAY, kampung=kampung.id))
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == [
        "A. Identitas", "B. Gambaran Umum", "C. Klasifikasi", "D. Kelompok Kerja",
        "E. Peran OPD dan Mitra Tahun 2026", "F. Data Dasar",
    ]  # fmt: skip
    identity = next(block for block in document.blocks if isinstance(block, KeyValues))
    assert ("Luas", "16,86 km²") in identity.rows
    assert ("Tanggal pencanangan", "15 November 2016") in identity.rows
    assert ("Kriteria lokasi", "Terpencil, Peserta KB/MKJP rendah, unmet need tinggi") in (
        identity.rows
    )
    classes, scores, members, roles, figures = document.grids()
    assert classes.rows[0].cells[:2] == (TODAY, "Mandiri")
    assert [row.cells[0] for row in classes.rows] == sorted(
        (row.cells[0] for row in classes.rows if isinstance(row.cells[0], date)), reverse=True
    )
    assert [row.cells for row in scores.rows] == [
        ("Input", "Pokja", 4), ("Proses", "Penggunaan Data", 3),
    ]  # fmt: skip
    assert len(members.rows) == 9
    assert roles.rows[0].cells[2:] == ("Disdukcapil", "DP2KBP3A, Bappelitbangda, Dinsos Pemdes")
    assert [row.cells for row in figures.rows] == [
        ("Pokja Pengurusan", "ya", ""), ("PUS", 1234, "pasangan"),
    ]  # fmt: skip
    signed = document.blocks[-1]
    assert isinstance(signed, Signatures)
    assert [signer and signer.nama for signer in signed.signers] == [
        "Nama Ketua Pokja",
        "Nama Kepala Dinas",
    ]


def test_the_profile_of_a_kampung_of_which_nothing_is_known(desk: Desk) -> None:
    with desk.editor.edit("Isi") as unit:
        unit.put(a_kampung())
    document = desk.laporan.dokumen("profil", Choices(kampung=a_kampung().id))
    told = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert told.count("Belum diisi.") == 3
    assert "Belum ada Pokja yang berjalan." in told
    assert desk.laporan.pratinjau("profil", Choices(kampung=a_kampung().id))[0]
