"""Villages, working groups, agencies, regions: what an office keeps."""

from __future__ import annotations

from datetime import date

import pytest

from kkbdesk.desk import Desk
from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.model.ids import KodeWilayah, PokjaId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.problem import RuleViolation
from tests.support.makers import SINAR_SURYA, TANJUNG_NIUR


def shipped(desk: Desk) -> dict[str, str]:
    with desk.store.read() as reader:
        levels = [reader.wilayah_dalam("", level) for level in range(1, 5)]
    return {item.id: item.nama for level in levels for item in level}


def test_all_regions_are_there(wide: Desk) -> None:
    with wide.store.read() as reader:
        found = [len(reader.wilayah_dalam("", level)) for level in range(1, 5)]
        assert found == [38, 514, 7285, 83762]
        assert len(reader.wilayah_dalam("19.05", 4)) == 66


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("19.05.05.2008", "Sinar Surya"), ("1905052008", "Sinar Surya"), ("Muntok", "Mentok"),
        ("sinar sur", "Sinar Surya"), ("sinar tempilang", "Sinar Surya"),
        ("bangka barat", "Kabupaten Bangka Barat"),
    ],
)  # fmt: skip
def test_a_region_is_found_by_code_or_part_of_a_name(desk: Desk, text: str, first: str) -> None:
    assert desk.wilayah.cari(text, dalam="19")[0].nama == first


@pytest.mark.parametrize("text", ["%", "_", "'", "zzzz", "\\", "*", "   "])
def test_odd_searches_find_nothing_wrong(desk: Desk, text: str) -> None:
    for item in desk.wilayah.cari(text, limit=5):
        assert item.nama


def test_names_that_repeat_are_told_apart_by_their_subdistrict(wide: Desk) -> None:
    found = wide.wilayah.cari("sidomulyo", tingkat=4, limit=200)
    assert len([item for item in found if item.nama == "Sidomulyo"]) == 98


def test_a_newer_list_orphans_nothing(desk: Desk) -> None:
    made = desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})
    names = shipped(desk)
    del names[SINAR_SURYA]
    names["19.05.05.2099"] = "Sinar Surya Baru"
    names[TANJUNG_NIUR] = "Tanjung Niur Indah"
    change = desk.wilayah.muat(names, date(2027, 1, 1))
    assert (change.baru, change.hilang, change.ganti_nama) == (1, 1, 1)
    assert [item.id for item in change.kampung] == [made.id]
    assert [item.id for item in desk.wilayah.kode_lama()] == [made.id]
    assert desk.kampung.daftar()[0].nama_desa == "Sinar Surya"
    assert desk.wilayah.cari("Tanjung Niur Indah", dalam="19.05")[0].alias == ("Tanjung Niur",)
    desk.wilayah.pindahkan(made.id, KodeWilayah("19.05.05.2099"))
    assert desk.wilayah.kode_lama() == []
    desk.editor.undo()
    desk.editor.undo()
    assert shipped(desk)[TANJUNG_NIUR] == "Tanjung Niur"
    assert desk.wilayah.kode_lama() == []


def test_an_older_list_tells_since_when_regions_exist(desk: Desk) -> None:
    names = shipped(desk)
    del names[SINAR_SURYA]
    names["19.05.05.2077"] = "Desa Lama"
    desk.wilayah.muat(names, date(2022, 11, 9))
    with desk.store.read() as reader:
        villages = reader.wilayah_dalam("19.05", 4)
    then = {item.id for item in villages if item.valid(date(2022, 12, 1))}
    now = {item.id for item in villages if item.valid(date(2026, 1, 1))}
    assert SINAR_SURYA not in then
    assert "19.05.05.2077" in then
    assert SINAR_SURYA in now
    assert "19.05.05.2077" not in now


def test_a_list_without_codes_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="kode dan nama"):
        desk.wilayah.muat({"abc": "Entah"}, date(2027, 1, 1))


def test_removing_a_kampung_takes_what_hangs_on_it_and_undo_brings_all_back(sample: Desk) -> None:
    kampung = sample.kampung.dengan_kode(SINAR_SURYA)
    before = sample.kampung.berkas(kampung.id)
    sample.kampung.hapus([kampung.id])
    with pytest.raises(StaleEdit):
        sample.kampung.berkas(kampung.id)
    with sample.store.read() as reader:
        assert reader.find(Pokja, kampung=kampung.id) == []
    assert sample.store.check() == []
    sample.editor.undo()
    assert sample.kampung.berkas(kampung.id) == before


def test_a_successor_gets_a_seat_of_his_own(sample: Desk) -> None:
    group = next(row for row in sample.pokja.daftar() if row.nama == "Sinar Surya")
    members = sample.pokja.get(group.id)[1]
    chair = next(seat for seat in members if seat.kedudukan == "ketua")
    made = sample.pokja.ganti(chair.id, "Nama Ketua Baru", date(2026, 3, 1))
    now = {seat.id: seat for seat in sample.pokja.get(group.id)[1]}
    assert now[chair.id].selesai == date(2026, 2, 28)
    assert (made.kedudukan, made.mulai, made.terlatih) == ("ketua", date(2026, 3, 1), None)
    row = next(row for row in sample.pokja.daftar() if row.id == group.id)
    assert (row.ketua, row.anggota) == ("Nama Ketua Baru", group.anggota)


def test_nobody_stops_before_he_began(sample: Desk) -> None:
    group = next(row for row in sample.pokja.daftar() if row.nama == "Sinar Surya")
    seat = sample.pokja.get(group.id)[1][0]
    with pytest.raises(RuleViolation, match="berhenti sebelum"):
        sample.pokja.ganti(seat.id, "Nama Baru", date(2020, 1, 1))


def test_members_are_listed_as_a_decree_lists_them(sample: Desk) -> None:
    group = next(row for row in sample.pokja.daftar() if row.nama == "Sinar Surya")
    seats = sample.pokja.get(group.id)[1]
    assert [seat.kedudukan for seat in seats[:5]] == [
        "pelindung", "pengarah", "ketua", "sekretaris", "bendahara",
    ]  # fmt: skip
    assert [seat.seksi for seat in seats[5:]] == ["data", "perilaku", "layanan", "lingkungan"]


def test_what_is_wrong_with_a_group_is_told(desk: Desk) -> None:
    group = desk.pokja.tambah({"mulai": date(2024, 1, 1)})
    desk.pokja.tambah({"mulai": date(2025, 1, 1), "sk_nomor": "1/2025"})
    desk.pokja.tambah_anggota(
        group.id, [{"nama": "Nama A"}, {"nama": "nama  a"}, {"nama": "Nama B", "seksi": "ekonomi"}]
    )
    codes = [found.code for found in desk.pokja.get(group.id)[2]]
    assert sorted(set(codes)) == ["belum_sk", "bertindihan", "ganda", "kedudukan", "seksi"]


def test_a_renamed_agency_keeps_its_old_name_on_old_papers(desk: Desk) -> None:
    agency = desk.opd.daftar()[2]
    desk.opd.ganti_nama(agency.id, "Dinas Kesehatan dan KB", "Dinkes KB", date(2026, 1, 1))
    assert [item.singkat for item in desk.matriks.grid(2025, None).opd][2] == "Dinkes"
    assert [item.singkat for item in desk.matriks.grid(2026, None).opd][2] == "Dinkes KB"
    assert [item.nama for item in desk.opd.nama_lama(agency.id)] == ["Dinas Kesehatan"]


def test_a_retired_agency_stays_where_it_was_named(desk: Desk) -> None:
    agency = desk.opd.daftar()[0]
    desk.matriks.isi_usulan(2026, None)
    desk.opd.nonaktifkan(agency.id, date(2026, 2, 1))
    assert agency.id in {item.id for item in desk.matriks.grid(2026, None).opd}
    assert agency.id not in {item.id for item in desk.matriks.grid(2027, None).opd}
    with pytest.raises(UserError, match="nonaktifkan"):
        desk.opd.hapus(agency.id)


def test_two_agencies_of_one_name_are_refused(desk: Desk) -> None:
    with pytest.raises(RuleViolation, match="sudah ada"):
        desk.opd.tambah({"nama": "dinas  KESEHATAN"})


def test_agencies_are_put_in_order(desk: Desk) -> None:
    ids = [item.id for item in desk.opd.daftar()]
    desk.opd.urutkan([*reversed(ids)])
    assert [item.id for item in desk.opd.daftar()] == [*reversed(ids)]


def test_members_of_a_removed_group_go_with_it(sample: Desk) -> None:
    group = next(row for row in sample.pokja.daftar() if row.kampung)
    sample.pokja.hapus([PokjaId(group.id)])
    with sample.store.read() as reader:
        assert reader.count(Anggota, pokja=group.id) == 0
    assert sample.store.check() == []


def test_the_kampung_of_a_village_is_found_active_first(desk: Desk) -> None:
    first = desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Lama"})
    desk.kampung.ubah(first, {"aktif": False})
    second = desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Baru"})
    found: Kampung = desk.kampung.dengan_kode(SINAR_SURYA)
    assert found.id == second.id
    with pytest.raises(UserError, match="Belum ada"):
        desk.kampung.dengan_kode(TANJUNG_NIUR)
