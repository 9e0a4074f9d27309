"""Published states: what was printed is made again, whatever was merged or edited since."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kkbdesk.desk import Desk
from kkbdesk.documents.blocks import Document
from kkbdesk.errors import UserError
from kkbdesk.services.laporan import Choices
from tests.conftest import NOW
from tests.support.offices import sent
from tests.support.provinsi import BELITUNG, Provinsi, provinsi

__all__ = ["provinsi"]
NAME = "Tabel Mei 2026"


def table(desk: Desk, terbitan: str = "", **choices: str) -> Document:
    return desk.laporan.dokumen("jumlah", Choices(terbitan=terbitan, **choices))  # type: ignore[arg-type]  # by name


def test_a_table_is_made_again_unchanged_by_later_merges(provinsi: Provinsi) -> None:
    desk, belitung = provinsi.desk, provinsi.belitung
    before = table(desk)
    desk.terbitan.buat(NAME)
    belitung.kampung.tambah({"desa": "19.02.01.2008", "nama": "Juru Seberang"})
    perawas = belitung.kampung.dengan_kode(BELITUNG)
    belitung.kampung.ubah(perawas, {"tanggal_pencanangan": date(2020, 1, 1)})
    sent(belitung, desk)
    assert table(desk) != before
    assert table(desk, NAME) == before
    assert table(desk, NAME, kantor="19.02") != table(desk, kantor="19.02")


def test_it_is_dated_and_counted_as_of_its_own_day(provinsi: Provinsi) -> None:
    provinsi.desk.terbitan.buat(NAME)
    before = table(provinsi.desk)
    next_year = Desk(provinsi.desk.store, lambda: NOW + timedelta(days=300))
    assert table(next_year) != before
    assert table(next_year, NAME) == before


def test_every_report_can_be_made_from_it(sample: Desk) -> None:
    sample.terbitan.buat(NAME)
    kampung = sample.kampung.daftar()[0].id
    for report in sample.laporan.daftar():
        village = kampung if report.needs_kampung else None
        made = [sample.laporan.dokumen(report.nama, Choices(kampung=village, terbitan=name))
                for name in ("", NAME)]  # fmt: skip
        assert made[0] == made[1]


def test_a_name_is_used_once_and_can_be_a_file(desk: Desk) -> None:
    desk.terbitan.buat(f"  {NAME} ")
    assert [item.nama for item in desk.terbitan.daftar()] == [NAME]
    with pytest.raises(UserError, match="sudah ada"):
        desk.terbitan.buat(NAME.lower())
    for name in ("", "a/b", "..", "x" * 61, "a\\b", "tabel:1"):
        with pytest.raises(UserError, match="huruf, angka"):
            desk.terbitan.buat(name)
    with pytest.raises(UserError, match="tidak ada"):
        table(desk, "Lain")


def test_copies_never_thin_it_away(desk: Desk) -> None:
    kept = desk.terbitan.buat(NAME).salinan.berkas
    for number in range(40):
        desk.opd.tambah({"nama": f"Dinas {number}"})
        desk.store.copy("tangan")
    assert kept.exists()
    assert [item.nama for item in desk.terbitan.daftar()] == [NAME]


def test_a_damaged_one_is_refused(desk: Desk) -> None:
    path = desk.terbitan.buat(NAME).salinan.berkas
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(UserError, match="rusak"):
        table(desk, NAME)
