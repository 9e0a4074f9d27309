"""Reports by name: what each may be asked with, the preview, the office they belong to."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.documents.blocks import Column, Kop
from kkbdesk.errors import UserError
from kkbdesk.model.kantor import Kertas
from kkbdesk.services.laporan import Choices, Input
from tests.support.makers import SINAR_SURYA
from tests.support.paper import pages


def test_every_report_says_what_it_may_be_asked_with(sample: Desk) -> None:
    kampung = sample.kampung.dengan_kode(SINAR_SURYA).id
    for report in sample.laporan.daftar():
        assert report.judul
        assert report.inputs
        takes_kampung = Input.KAMPUNG in report.inputs
        assert takes_kampung or not report.needs_kampung
        if takes_kampung:
            assert sample.laporan.dokumen(report.nama, Choices(kampung=kampung)).blocks
        else:
            with pytest.raises(UserError, match="satu kampung"):
                sample.laporan.dokumen(report.nama, Choices(kampung=kampung))


def test_the_preview_is_the_file(sample: Desk, tmp_path: Path) -> None:
    path = tmp_path / "jumlah.pdf"
    written = sample.laporan.tulis("jumlah", path, Choices())
    assert pages(sample.laporan.pratinjau("jumlah", Choices())[0]) == pages(path.read_bytes())
    assert (written.berkas, written.halaman, written.catatan) == (path, 1, ())


def test_another_ending_is_refused(sample: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="berakhiran"):
        sample.laporan.tulis("jumlah", tmp_path / "jumlah.odt", Choices())


def test_the_letterhead_and_the_paper_are_the_office_s(desk: Desk) -> None:
    desk.kantor.ubah(
        desk.kantor.get(),
        {
            "kertas": Kertas.A4,
            "alamat": "Jalan Uji 1\nMentok",
            "kode_pos": "33300",
            "telepon": "0716",
            "laman": "uji.id",
        },
    )
    document = desk.laporan.dokumen("jumlah", Choices())
    assert isinstance(document.kop, Kop)
    assert document.kop.atas == ("PEMERINTAH KABUPATEN BANGKA BARAT",)
    assert document.kop.nama == "DINAS PENGENDALIAN PENDUDUK KB, PP, DAN PA"
    assert document.kop.alamat == ("Jalan Uji 1, Mentok, 33300", "Telepon 0716  Laman uji.id")
    assert (document.page.paper, document.page.landscape) == (Kertas.A4, False)
    assert desk.laporan.dokumen("daftar-kampung", Choices()).page.landscape
    assert document.mark == ""


def test_the_sample_is_marked_on_every_page(sample: Desk) -> None:
    for text in pages(sample.laporan.pratinjau("pokja", Choices())[0]):
        assert "CONTOH" in text


@pytest.mark.parametrize(
    ("kode", "noun", "first", "number"),
    [
        ("19.05", "Kecamatan", "Mentok", 6),
        ("13", "Kabupaten/Kota", "Kabupaten Pesisir Selatan", 19),
        ("pusat", "Provinsi", "Aceh", 38),
    ],
)
def test_rows_are_the_regions_below_the_office(
    tmp_path: Path, kode: str, noun: str, first: str, number: int
) -> None:
    with SqlStore.create(tmp_path) as store:
        Desk(store).kantor.siapkan(kode, "kosong")
    with SqlStore.open(tmp_path) as store:
        desk = Desk(store)
        for name in ("jumlah", "klasifikasi", "lintas-sektor"):
            (grid,) = desk.laporan.dokumen(name, Choices()).grids()
            assert grid.columns[1] == Column(noun, 47)
            assert len(grid.rows) == number + 1
            assert grid.rows[0].cells[1] == first
        for report in desk.laporan.daftar():
            if not report.needs_kampung:
                assert desk.laporan.pratinjau(report.nama, Choices())[0]


def test_an_office_that_was_never_set_up_has_no_reports(tmp_path: Path) -> None:
    with SqlStore.create(tmp_path):
        pass
    with SqlStore.open(tmp_path) as store, pytest.raises(UserError, match="belum disiapkan"):
        Desk(store).laporan.pratinjau("jumlah", Choices())[0]
