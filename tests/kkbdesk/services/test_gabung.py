"""Merging: what one side changed is taken, what both changed is asked, nothing is lost."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kkbdesk.desk import Desk
from kkbdesk.model.ids import ButirId, KampungId, Kind, PokjaId, ProgramId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.matriks import Peran
from kkbdesk.model.opd import OPD
from kkbdesk.model.paket import Paket, Tujuan
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.program import Butir
from kkbdesk.model.versi import ADA
from kkbdesk.services.contoh import isi_contoh
from kkbdesk.services.gabung import PAKET, SINI, Putusan
from tests.support.offices import Kiriman, a_copy, an_office, held, merged, packed, reopened, sent

UTUH = Tujuan.SERAH_TERIMA
"""Two computers of one office hand each other everything."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    """An office with the sample's records, not marked as a sample."""
    desk = an_office(tmp_path / "satu", "19.05")
    isi_contoh(desk.editor, desk.today())
    yield desk
    desk.close()


@pytest.fixture
def second(office: Desk, tmp_path: Path) -> Iterator[Desk]:
    """The same office on a second computer."""
    desk = a_copy(tmp_path / "dua", office)
    yield desk
    desk.close()


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Desk]:
    """The office of the province."""
    desk = an_office(tmp_path / "provinsi", "19")
    yield desk
    desk.close()


def first_kampung(desk: Desk) -> Kampung:
    """Return the first kampung by id."""
    with desk.store.read() as reader:
        return reader.find(Kampung)[0]


def change(desk: Desk, id: str, **values: object) -> None:
    """Change fields of a kampung."""
    with desk.store.read() as reader:
        present = reader.get(Kampung, id)
    assert present is not None
    desk.kampung.ubah(present, values)


def a_group(desk: Desk) -> PokjaId:
    """Return the working group of a kampung."""
    with desk.store.read() as reader:
        return next(item.id for item in reader.find(Pokja) if item.kampung)


def one(desk: Desk, id: str) -> Kampung | None:
    """Return a kampung."""
    with desk.store.read() as reader:
        return reader.get(Kampung, id)


def test_a_province_holds_what_the_office_holds_and_both_count_the_same(
    office: Desk, province: Desk
) -> None:
    result = sent(office, province)
    assert result.rencana.ditolak == []
    assert all(item.sama for item in result.total)
    assert {item.kind: item.sini["baris"] for item in result.total}[Kind.KAMPUNG] == 15
    assert province.store.check() == []


def test_the_agencies_of_an_office_do_not_mix_with_those_of_the_province(
    office: Desk, province: Desk
) -> None:
    own = province.opd.daftar()
    sent(office, province)
    assert province.opd.daftar() == own
    with province.store.read("19.05") as reader:
        assert len(reader.find(OPD)) == len(office.opd.daftar())


def test_merging_the_same_package_again_changes_nothing(office: Desk, province: Desk) -> None:
    package = packed(office)
    merged(province, package)
    before = held(province)
    again = merged(province, package).rencana
    assert (again.baru, again.ubah, again.hapus) == ([], [], [])
    assert held(province) == before


def test_fields_that_only_one_side_changed_are_taken_from_it(office: Desk, second: Desk) -> None:
    id = first_kampung(office).id
    change(office, id, nama="Dari satu")
    change(second, id, catatan="Dari dua")
    result = sent(second, office, UTUH).rencana
    assert result.pertentangan == []
    kampung = one(office, id)
    assert kampung is not None
    assert (kampung.nama, kampung.catatan) == ("Dari satu", "Dari dua")


def test_what_both_changed_differently_is_asked_and_stays_open_until_answered(
    office: Desk, second: Desk
) -> None:
    id = first_kampung(office).id
    change(office, id, nama="Nama satu")
    change(second, id, nama="Nama dua")
    package = packed(second, UTUH)
    (question,) = merged(office, package, pratinjau=True).rencana.pertentangan
    assert (question.kolom, question.sini[1], question.paket[1]) == (
        "nama",
        "Nama satu",
        "Nama dua",
    )
    assert one(office, id) == replace(first_kampung(office), nama="Nama satu")
    merged(office, package)
    with office.store.read() as reader:
        (versi,) = reader.versi([(str(Kind.KAMPUNG), id)]).values()
    assert set(versi.cabang) == {"nama"}


@pytest.mark.parametrize(("choice", "name"), [(SINI, "Nama satu"), (PAKET, "Nama dua")])
def test_an_answer_is_remembered_and_travels_back(
    office: Desk, second: Desk, choice: str, name: str
) -> None:
    id = first_kampung(office).id
    change(office, id, nama="Nama satu")
    change(second, id, nama="Nama dua")
    package = packed(second, UTUH)
    merged(office, package, Putusan(semua=choice))
    assert merged(office, package).rencana.pertentangan == []
    back = sent(office, second, UTUH).rencana
    assert back.pertentangan == []
    for desk in (office, second):
        kampung = one(desk, id)
        assert kampung is not None
        assert kampung.nama == name


def test_one_undo_takes_a_whole_merge_back_and_it_can_be_merged_again(
    office: Desk, second: Desk
) -> None:
    id = first_kampung(office).id
    change(second, id, nama="Nama dua")
    package = packed(second, UTUH)
    before = held(office)
    merged(office, package)
    assert held(office) != before
    office.editor.undo()
    assert held(office) == before
    again = merged(office, package).rencana
    assert again.ubah == [(Kind.KAMPUNG, id)]


def test_a_deletion_that_knew_everything_deletes(office: Desk, second: Desk) -> None:
    id = first_kampung(office).id
    second.kampung.hapus([id])
    sent(second, office, UTUH)
    assert one(office, id) is None
    assert held(office) == held(second)


@pytest.mark.parametrize(("choice", "kept"), [(SINI, True), (PAKET, False), (None, True)])
def test_a_deletion_against_a_change_is_asked(
    office: Desk, second: Desk, choice: str | None, kept: bool
) -> None:
    id = first_kampung(office).id
    change(office, id, nama="Masih dipakai")
    with second.editor.edit("Hapus") as unit:
        for seat in unit.find(Anggota):
            unit.remove(Anggota, seat.id)
    second.kampung.hapus([id])
    result = merged(office, packed(second, UTUH), Putusan(semua=choice)).rencana
    assert (Kind.KAMPUNG, id, ADA) in {(q.kind, q.id, q.kolom) for q in result.pertentangan}
    assert (one(office, id) is not None) is kept
    assert office.store.check() == []


def test_what_is_deleted_here_stays_when_something_new_hangs_on_it_there(
    office: Desk, second: Desk
) -> None:
    group = a_group(office)
    office.pokja.hapus([group])
    second.pokja.tambah_anggota(group, [{"nama": "Nama Anggota Baru"}])
    result = sent(second, office, UTUH).rencana
    assert result.ditolak == []
    _, seats, _ = office.pokja.get(group)
    assert [seat.nama for seat in seats] == ["Nama Anggota Baru"]
    assert office.store.check() == []


def test_a_number_written_elsewhere_is_not_lost_to_one_who_heard_of_it_without_the_number(
    office: Desk, second: Desk, province: Desk
) -> None:
    with office.store.read() as reader:
        member = reader.find(Anggota)[0]
    second.pokja.ubah_anggota(member, {"kontak": "0812"})
    office.pokja.ubah_anggota(member, {"kontak": "0813"})
    office.editor.undo()
    sent(second, province)
    with province.store.read("19.05") as reader:
        (there,) = [item for item in reader.find(Anggota) if item.id == member.id]
    province.koreksi.nyala = True
    province.pokja.ubah_anggota(there, {"unsur": "Dikoreksi"})
    sent(province, office, Tujuan.REFERENSI, "19.05")
    sent(office, second, UTUH)
    with second.store.read() as reader:
        (kept,) = [item for item in reader.find(Anggota) if item.id == member.id]
        versi = reader.versi_terbuka().get((Kind.ANGGOTA, member.id))
    asked = {value for _, value in versi.cabang["kontak"]} if versi else set()
    assert "0812" in {kept.kontak, *asked}
    assert kept.unsur == "Dikoreksi"


def test_what_an_office_lost_comes_back_from_above_whichever_package_was_the_last(
    office: Desk, province: Desk, tmp_path: Path
) -> None:
    older = a_copy(tmp_path / "salinan", office)
    made = [office.opd.tambah({"nama": f"Badan {number}"}) for number in range(4)]
    for number in range(9):
        office.opd.ubah(office.opd.daftar()[0], {"tupoksi": f"Tugas {number}"})
        sent(office, province)
    older.opd.tambah({"nama": "Sesudah dipulihkan"})
    sent(older, province)
    sent(province, older, Tujuan.REFERENSI, "19.05")
    assert {item.id for item in made} <= {item.id for item in older.opd.daftar()}
    older.close()


def test_what_is_kept_for_something_new_holds_what_was_last_written_wherever_it_is_heard(
    office: Desk, second: Desk, tmp_path: Path
) -> None:
    third = a_copy(tmp_path / "tiga", office)
    kampung = first_kampung(office)
    change(third, kampung.id, nama="Terakhir")
    sent(third, office, UTUH)
    office.kampung.hapus([kampung.id])
    second.pokja.tambah({"kampung": kampung.id, "catatan": "baru"})
    sent(office, second, UTUH)
    for giver, taker in ((second, third), (third, office), (second, office), (office, second)):
        sent(giver, taker, UTUH)
    sent(third, second, UTUH)
    sent(second, third, UTUH)
    for desk in (office, second, third):
        kept = one(desk, kampung.id)
        assert kept is not None
        assert kept.nama == "Terakhir"
        assert held(desk) == held(office)
    third.close()


def test_the_same_agency_under_another_name_is_proposed_and_made_one(
    office: Desk, second: Desk
) -> None:
    here = office.opd.tambah({"nama": "Badan Pangan Contoh", "singkatan": "BPC"})
    there = second.opd.tambah({"nama": "B. Pangan", "singkatan": "BPC"})
    kampung = first_kampung(second).id
    second.matriks.isi(2026, kampung, {(ProgramId("1"), there.id): Peran.PENDUKUNG})
    package = packed(second, UTUH)
    (proposal,) = merged(office, package, pratinjau=True).rencana.usul
    assert (proposal.lain, proposal.rekam) == (there.id, here.id)
    chosen = Putusan(semua=SINI, satukan=frozenset({(Kind.OPD, there.id)}))
    merged(office, package, chosen)
    assert [item.nama for item in office.opd.daftar() if item.singkatan == "BPC"] == [here.nama]
    grid = office.matriks.grid(2026, kampung)
    assert grid.sel[ProgramId("1"), here.id].peran is Peran.PENDUKUNG
    assert merged(office, package).rencana.usul == []
    sent(office, second, UTUH)
    assert held(office) == held(second)
    assert second.store.check() == []


def test_members_follow_their_group_into_the_one_that_stands(office: Desk, second: Desk) -> None:
    kampung = office.kampung.tambah({"desa": "19.05.05.2004", "nama": "Kampung Kembar"})
    sent(office, second, UTUH)
    here, there = (
        desk.pokja.tambah({"kampung": kampung.id, "mulai": date(2026, 1, 1)})
        for desk in (office, second)
    )
    office.pokja.tambah_anggota(here.id, [{"nama": "Nama Ketua", "kedudukan": "ketua"}])
    second.pokja.tambah_anggota(there.id, [{"nama": "Nama Sekretaris", "kedudukan": "sekretaris"}])
    package = packed(second, UTUH)
    result = merged(office, package, Putusan(satukan=frozenset({(Kind.POKJA, there.id)})))
    assert result.rencana.ditolak == []
    _, seats, _ = office.pokja.get(here.id)
    assert {seat.nama for seat in seats} == {"Nama Ketua", "Nama Sekretaris"}
    assert office.store.check() == []


def test_a_change_to_a_matrix_locked_here_is_not_taken_and_named(
    office: Desk, second: Desk
) -> None:
    kampung = first_kampung(office).id
    agency = office.opd.daftar()[0].id
    office.matriks.kunci(2025, kampung, date(2026, 5, 1))
    second.matriks.isi(2025, kampung, {(ProgramId("1"), agency): Peran.PENDUKUNG})
    (refused,) = sent(second, office, UTUH).rencana.ditolak
    assert refused.kind is Kind.SEL_MATRIKS
    assert "dikunci" in refused.alasan


def test_a_foreign_office_cannot_touch_what_is_not_its_own(
    office: Desk, province: Desk, tmp_path: Path
) -> None:
    sent(office, province)
    other = an_office(tmp_path / "lain", "19.01")
    manifest, sidik, tables, name = packed(other)
    stolen = packed(office)[2]["kampung"]
    for line in stolen:
        line["isi"]["nama"] = "Diambil alih"
        line["versi"]["k"]["000000000000"] = 1
        line["versi"]["t"]["nama"] = [["000000000000", 1, "2026-05-20T02:00:00"]]
    result = merged(province, (manifest, sidik, tables | {"kampung": stolen}, name)).rencana
    assert {item.alasan for item in result.ditolak} == {"Bukan milik wilayah kantor pengirim."}
    with province.store.read() as reader:
        assert "Diambil alih" not in {item.nama for item in reader.find(Kampung)}
    other.close()


def test_an_office_adds_to_lists_but_does_not_change_those_of_the_province(
    office: Desk, province: Desk
) -> None:
    with office.editor.edit("Ubah daftar") as unit:
        item = unit.find(Butir, daftar="kelas")[0]
        unit.put(replace(item, nama="Diganti dari bawah"))
        unit.put(replace(item, id=ButirId("butir-sendiri"), kode="sendiri", nama="Buatan kantor"))
    (refused,) = sent(office, province).rencana.ditolak
    assert refused.kind is Kind.BUTIR
    with province.store.read() as reader:
        names = {found.nama for found in reader.find(Butir, daftar="kelas")}
    assert "Diganti dari bawah" not in names
    assert "Buatan kantor" in names


def test_telephone_numbers_do_not_reach_the_province_and_survive_the_way_back(
    office: Desk, province: Desk
) -> None:
    _, seats, _ = office.pokja.get(a_group(office))
    office.pokja.ubah_anggota(seats[0], {"kontak": "0812000000"})
    sent(office, province)
    with province.store.read() as reader:
        seat = reader.get(Anggota, seats[0].id)
        assert seat is not None
        assert seat.kontak == ""
    province.editor.koreksi.nyala = True
    with province.editor.edit("Koreksi") as unit:
        unit.put(replace(seat, unsur="Kader"))
    sent(province, office, Tujuan.REFERENSI, "19.05")
    seat = office.pokja.anggota(seats[0].id)
    assert (seat.kontak, seat.unsur) == ("0812000000", "Kader")


def test_changes_are_sent_since_the_last_package_that_arrived(office: Desk, province: Desk) -> None:
    sent(office, province)
    sent(province, office, Tujuan.REFERENSI, "19.05")
    id = first_kampung(office).id
    change(office, id, nama="Berubah")
    lost = packed(office, Tujuan.PERUBAHAN)
    change(office, id, catatan="Sesudah yang hilang")
    small = packed(office, Tujuan.PERUBAHAN)
    assert sum(len(lines) for lines in small[2].values()) < 40
    result = merged(province, small)
    assert all(item.sama for item in result.total)
    kampung = one(province, id)
    assert kampung is not None
    assert (kampung.nama, kampung.catatan) == ("Berubah", "Sesudah yang hilang")
    old = merged(province, lost).rencana
    assert (old.baru, old.ubah, old.hapus) == ([], [], [])


def test_a_restored_database_is_another_node(office: Desk, tmp_path: Path) -> None:
    office.store.close()
    first = office.store.simpul
    copy = tmp_path / "salinan"
    copy.mkdir()
    (copy / office.store.path.name).write_bytes(office.store.path.read_bytes())
    desk = reopened(copy)
    assert desk.store.simpul != first
    desk.close()


Edit = Callable[[Desk, random.Random], None]


def _rename(desk: Desk, chance: random.Random) -> None:
    with desk.store.read() as reader:
        present = reader.find(Kampung)
    if present:
        chosen = chance.choice(present)
        desk.kampung.ubah(chosen, {chance.choice(("nama", "catatan")): f"N{chance.random()}"})


def _remove(desk: Desk, chance: random.Random) -> None:
    with desk.store.read() as reader:
        ids = [item.id for item in reader.find(Kampung)]
    if ids:
        desk.kampung.hapus([KampungId(chance.choice(ids))])


def _seat(desk: Desk, chance: random.Random) -> None:
    with desk.store.read() as reader:
        groups = [item.id for item in reader.find(Pokja)]
    if groups:
        name = f"Nama Anggota {chance.random()}"
        desk.pokja.tambah_anggota(chance.choice(groups), [{"nama": name}])


def _cell(desk: Desk, chance: random.Random) -> None:
    with desk.store.read() as reader:
        places: list[KampungId | None] = [item.id for item in reader.find(Kampung)]
    agency = chance.choice(desk.opd.daftar()).id
    role = chance.choice((Peran.PENDUKUNG, Peran.PENANGGUNG_JAWAB, None))
    place = chance.choice([*places, None])
    if not desk.matriks.grid(2026, place).terkunci:
        desk.matriks.isi(2026, place, {(ProgramId(chance.choice("12345678")), agency): role})


EDITS: tuple[Edit, ...] = (_rename, _rename, _remove, _seat, _seat, _cell, _cell)


def scenario(seed: int, folder: Path, rounds: int) -> None:
    """Let three computers of an office edit, lose, repeat and shuffle packages.

    In the end everybody gets everything twice over, and all hold the same; so do two provinces
    that get the packages in different orders.
    """
    chance = random.Random(seed)
    with ExitStack() as stack:
        first = an_office(folder / "0", "19.05")
        isi_contoh(first.editor, first.today())
        desks = [first, a_copy(folder / "1", first), a_copy(folder / "2", first)]
        for desk in desks:
            stack.callback(desk.close)
        _live(desks, chance, rounds)
        _settle(desks, chance)
        assert held(desks[0]) == held(desks[1]) == held(desks[2])
        assert [desk.store.check() for desk in desks] == [[], [], []]
        provinces = [an_office(folder / f"p{at}", "19") for at in range(2)]
        for province in provinces:
            stack.callback(province.close)
            results = [merged(province, item) for item in chance.sample(_last(desks), 3)]
            assert all(item.sama for item in results[-1].total)
        assert held(provinces[0]) == held(provinces[1])


def _live(desks: list[Desk], chance: random.Random, rounds: int) -> None:
    packages = []
    for _ in range(rounds):
        desk = chance.choice(desks)
        chance.choice(EDITS)(desk, chance)
        if chance.random() < 0.4:
            packages.append(packed(desk, UTUH))
        if packages and chance.random() < 0.4:
            merged(chance.choice(desks), chance.choice(packages))


def _settle(desks: list[Desk], chance: random.Random) -> None:
    for giver in chance.sample(desks, 3) * 2:
        package = packed(giver, UTUH)
        for taker in desks:
            if taker is not giver:
                assert merged(taker, package).rencana.ditolak == []


def _last(desks: list[Desk]) -> list[Kiriman]:
    return [packed(desk) for desk in desks]


@pytest.mark.parametrize("seed", range(2))
def test_offices_converge_whatever_happens_to_their_packages(seed: int, tmp_path: Path) -> None:
    scenario(seed, tmp_path, 15)


def test_packages_are_remembered(office: Desk, province: Desk) -> None:
    sent(office, province)
    with province.store.read() as reader:
        (record,) = reader.find(Paket)
    assert (record.mitra, record.urut, record.tujuan) == ("19.05", 1, Tujuan.PROVINSI)
