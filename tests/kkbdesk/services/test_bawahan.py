"""What a province knows of the offices below it, and the letters it writes to them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from kkbdesk.model.paket import Tujuan
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.services.bawahan import Bawahan, KeadaanKantor
from kkbdesk.services.gabung import Putusan
from kkbdesk.services.laporan import Choices
from kkbdesk.store import SEMUA
from tests.conftest import NOW
from tests.support.makers import SINAR_SURYA
from tests.support.offices import a_copy, an_office, merged, packed, sent
from tests.support.provinsi import Provinsi, provinsi

__all__ = ["provinsi"]


def of(desk: Desk, kode: str) -> Bawahan:
    return next(item for item in desk.bawahan.daftar() if item.kode == kode)


def later(desk: Desk, days: int) -> Desk:
    """Return the same office some days later."""
    return Desk(desk.store, lambda: NOW + timedelta(days=days))


def test_every_kabupaten_is_a_row_whether_it_sent_or_not(provinsi: Provinsi) -> None:
    rows = {item.nama: item for item in provinsi.desk.bawahan.daftar()}
    assert len(rows) == 7
    sent_one = rows["Kabupaten Bangka Barat"]
    assert (sent_one.kampung, sent_one.umur, sent_one.keadaan) == (1, 0, KeadaanKantor.SEGAR)
    assert sent_one.paket is not None
    assert sent_one.paket.urut == 1
    assert sent_one.dinas == "Dinas Pengendalian Penduduk KB, PP, dan PA"
    assert not sent_one.berbeda
    silent = rows["Kota Pangkal Pinang"]
    assert (silent.paket, silent.keadaan) == (None, KeadaanKantor.BELUM)
    assert silent.belum_mengirim


def test_a_kabupaten_has_nobody_below(provinsi: Provinsi) -> None:
    assert provinsi.barat.bawahan.daftar() == []
    assert provinsi.barat.bawahan.wilayah() == {}


@pytest.mark.parametrize(("days", "umur", "state"), [
    (30, 30, KeadaanKantor.SEGAR), (31, 30, KeadaanKantor.LAMA), (31, 60, KeadaanKantor.SEGAR),
])  # fmt: skip
def test_a_package_is_old_after_so_many_days(
    provinsi: Provinsi, days: int, umur: int, state: KeadaanKantor
) -> None:
    rows = later(provinsi.desk, days).bawahan.daftar(umur)
    assert next(item for item in rows if item.kode == "19.05").keadaan is state


def test_two_machines_of_one_office_are_told(provinsi: Provinsi, tmp_path: Path) -> None:
    twin = a_copy(tmp_path / "kembar", provinsi.barat)
    try:
        for desk, text in ((provinsi.barat, "satu"), (twin, "dua")):
            kampung = desk.kampung.dengan_kode(SINAR_SURYA)
            desk.kampung.ubah(kampung, {"catatan": text})
            sent(desk, provinsi.desk)
        row = of(provinsi.desk, "19.05")
        assert row.keadaan is KeadaanKantor.BERCABANG
        assert row.terbuka == 1
        assert of(provinsi.desk, "19.02").terbuka == 0
    finally:
        twin.close()


def test_control_totals_differ_after_a_correction_until_it_went_round(provinsi: Provinsi) -> None:
    desk = provinsi.desk
    assert of(desk, "19.05").berbeda == ()
    desk.koreksi.nyala = True
    desk.kampung.ubah(desk.kampung.dengan_kode(SINAR_SURYA), {"gambaran_umum": "Dekat pantai"})
    assert of(desk, "19.05").berbeda == ("Kampung KB",)
    assert of(desk, "19.02").berbeda == ()
    assert of(later(desk, 0), "19.05").berbeda == ("Kampung KB",)
    desk.editor.undo()
    assert of(desk, "19.05").berbeda == ()


def test_parts_are_seen_by_the_office_that_sees_the_whole(provinsi: Provinsi) -> None:
    with provinsi.desk.store.read("19.05") as reader:
        seats = reader.find(Anggota)
        every = reader.sebagai(SEMUA).find(Anggota)
        assert {item.pokja for item in seats} == {item.id for item in reader.find(Pokja)}
        assert len(seats) == reader.count(Anggota)
        assert 0 < len(seats) < len(every)
    with provinsi.desk.store.unit("Baca", kantor="19.05") as unit:
        unit.load(Anggota)
        assert unit.find(Anggota) == seats
        assert unit.find_many(Anggota, "pokja", {item.pokja for item in every}) == seats


def test_a_letter_asks_the_office_and_tells_what_came_last(
    provinsi: Provinsi, tmp_path: Path
) -> None:
    desk = later(provinsi.desk, 40)
    minta = desk.pengingat.minta(of(desk, "19.05"))
    assert minta.ketikan["penerima"] == (
        "Yth. Kepala Dinas Pengendalian Penduduk KB, PP, dan PA Kabupaten Bangka Barat"
    )
    assert "nomor 1" in minta.ketikan["paket_terakhir"]
    assert "40 hari yang lalu" in minta.ketikan["paket_terakhir"]
    silent = desk.pengingat.minta(of(desk, "19.71")).ketikan
    assert "belum pernah menerima paket data dari Kota Pangkal Pinang" in silent["paket_terakhir"]
    draft = desk.register.buat(minta)
    assert draft.hal == "Permintaan pengiriman paket data"
    document, lacking = desk.naskah.dokumen_terdaftar(draft.id)
    assert "Kabupaten Bangka Barat" in str(document.blocks)
    assert {label for _, label in lacking} == {
        "Nomor naskah", "Tempat penetapan", "Nama penanda tangan",
    }  # fmt: skip


def test_letters_go_to_all_that_did_not_send_or_to_those_named(
    provinsi: Provinsi, tmp_path: Path
) -> None:
    desk = provinsi.desk
    assert desk.pengingat.tulis(tmp_path / "semua.pdf").jumlah == 5
    made = desk.pengingat.tulis(tmp_path / "satu", ["19.05"])
    assert [path.name for path in made.berkas] == [
        "surat-pengingat-19.05-Kabupaten Bangka Barat.pdf"
    ]
    with pytest.raises(UserError, match="bukan kode kantor di bawah"):
        desk.pengingat.tulis(tmp_path / "x.pdf", ["13.06"])


def test_the_first_page_tells_how_many_did_not_send(provinsi: Provinsi) -> None:
    found = {item.kode: item for item in provinsi.desk.beranda.hitung().tindakan}
    assert found["kantor-belum-mengirim"].jumlah == 5
    assert "kantor-belum-mengirim" not in {
        item.kode for item in provinsi.barat.beranda.hitung().tindakan
    }


def test_the_country_hears_of_provinces_and_of_whoever_sends_to_it(tmp_path: Path) -> None:
    country, barat = an_office(tmp_path / "pusat", "pusat"), an_office(tmp_path / "b", "19.05")
    try:
        assert len(country.bawahan.daftar()) == 38
        merged(country, packed(barat), Putusan())
        rows = {str(item.kode): item for item in country.bawahan.daftar()}
        assert len(rows) == 39
        assert rows["19.05"].keadaan is KeadaanKantor.SEGAR
    finally:
        country.close()
        barat.close()


def test_a_province_hands_on_all_that_its_offices_sent(provinsi: Provinsi, tmp_path: Path) -> None:
    country = an_office(tmp_path / "pusat", "pusat")
    try:
        result = sent(provinsi.desk, country)
        assert not result.rencana.ditolak
        assert not result.rencana.usul
        assert all(item.sama for item in result.total)
        choices = Choices(tahun=2026, kantor="19")
        (table,) = country.laporan.dokumen("matriks-gabungan", choices).grids()
        assert [column.title for column in table.columns][-1] == "Dinas Khas"
        assert of(country, "19").kampung == 2
        assert not of(country, "19").berbeda
    finally:
        country.close()


def test_a_successor_at_the_province_gets_the_records_of_all_offices(
    provinsi: Provinsi, tmp_path: Path
) -> None:
    successor = an_office(tmp_path / "pengganti", "19")
    try:
        result = sent(provinsi.desk, successor, Tujuan.SERAH_TERIMA)
        assert not result.rencana.ditolak
        assert [item.nama for item in successor.opd.daftar("19.02")][-1] == "Dinas Khas"
    finally:
        successor.close()
