"""Questions that stay open: shown in words, decided as one edit, or by any edit of the field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kkbdesk.desk import Desk
from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.model.ids import Kind, PokjaId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.opd import OPD
from kkbdesk.model.orang import PeranOrang
from kkbdesk.model.paket import Tujuan
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.versi import ADA
from kkbdesk.services.contoh import isi_contoh
from kkbdesk.services.gabung import PAKET, Putusan
from tests.conftest import NOW
from tests.support.offices import a_copy, an_office, merged, packed, sent

UTUH = Tujuan.SERAH_TERIMA


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    """An office with the sample's records."""
    desk = an_office(tmp_path / "satu", "19.05")
    isi_contoh(desk.editor, desk.today())
    yield desk
    desk.close()


@pytest.fixture
def second(office: Desk, tmp_path: Path) -> Iterator[Desk]:
    """The same office on a second computer."""
    desk = a_copy(tmp_path / "dua", office, NOW + timedelta(days=1))
    yield desk
    desk.close()


def kampung(desk: Desk) -> Kampung:
    with desk.store.read() as reader:
        return reader.find(Kampung)[0]


def members(desk: Desk) -> list[Anggota]:
    with desk.store.read() as reader:
        return reader.find(Anggota)


def in_question(office: Desk, second: Desk, text: str = "Dari") -> None:
    """Let both write the same note, and merge it without an answer."""
    office.kampung.ubah(kampung(office), {"catatan": f"{text} satu"})
    second.kampung.ubah(kampung(second), {"catatan": f"{text} dua"})
    sent(second, office, UTUH)


def test_a_question_names_place_record_field_and_both_values(office: Desk, second: Desk) -> None:
    in_question(office, second)
    (question,) = office.putusan_paket.daftar()
    place = question.tempat.split(", ")[0]
    assert place == kampung(office).nama
    assert (question.jenis, question.kolom) == ("Kampung KB", "Catatan")
    assert [item.kalimat() for item in question.pilihan] == [
        "“Dari dua” sejak 21 Mei 2026 (komputer lain kantor ini)",
        "“Dari satu” sejak 20 Mei 2026",
    ]


def test_the_chosen_value_is_written_and_keeping_the_shown_one_decides_too(
    office: Desk, second: Desk
) -> None:
    for place in (0, 1):
        in_question(office, second, f"Putaran {place} dari")
        (question,) = office.putusan_paket.daftar()
        office.putusan_paket.putuskan([(question, place)])
        assert f"“{kampung(office).catatan}”" == question.pilihan[place].nilai
        assert office.putusan_paket.daftar() == []
        assert sent(office, second, UTUH).rencana.pertentangan == []
        assert kampung(second).catatan == kampung(office).catatan


def test_undo_opens_the_questions_again(office: Desk, second: Desk) -> None:
    in_question(office, second)
    before = office.putusan_paket.daftar()
    for place in (0, 1):
        office.putusan_paket.putuskan([(before[0], place)])
        office.editor.undo()
        assert office.putusan_paket.daftar() == before


def test_any_later_edit_of_the_field_decides_it(office: Desk, second: Desk) -> None:
    in_question(office, second)
    office.kampung.ubah(kampung(office), {"nama": "Nama lain"})
    assert len(office.putusan_paket.daftar()) == 1
    office.kampung.ubah(kampung(office), {"catatan": "Yang ketiga"})
    assert office.putusan_paket.daftar() == []
    assert all(t.kode != "belum-diputuskan" for t in office.beranda.hitung().tindakan)


def test_a_question_that_changed_since_it_was_shown_is_not_decided(
    office: Desk, second: Desk
) -> None:
    in_question(office, second)
    (question,) = office.putusan_paket.daftar()
    office.kampung.ubah(kampung(office), {"catatan": "Yang ketiga"})
    with pytest.raises(StaleEdit, match="sudah berubah sementara itu"):
        office.putusan_paket.putuskan([(question, 1)])
    assert kampung(office).catatan == "Yang ketiga"


def test_deciding_is_for_those_who_may_merge(office: Desk, second: Desk) -> None:
    in_question(office, second)
    office.orang.tambah({"nama": "Ani", "peran": PeranOrang.KEPALA})
    cici = office.orang.tambah({"nama": "Cici"})
    office.orang.masuk(cici.id)
    with pytest.raises(UserError, match="Ani"):
        office.putusan_paket.putuskan([(office.putusan_paket.daftar()[0], 0)])


def test_a_record_deleted_there_and_changed_here_may_go_or_stay(office: Desk, second: Desk) -> None:
    for answer, left in ((0, 1), (1, 0)):
        gone = members(office)[answer]
        office.pokja.ubah_anggota(gone, {"kontak": "0812"})
        second.pokja.hapus_anggota([gone.id])
        sent(second, office, UTUH)
        (question,) = office.putusan_paket.daftar()
        assert question.tanya[2] == ADA
        assert [item.nilai for item in question.pilihan] == ["dipertahankan", "dihapus"]
        office.putusan_paket.putuskan([(question, answer)])
        assert sum(item.id == gone.id for item in members(office)) == left
        sent(office, second, UTUH)
        assert sum(item.id == gone.id for item in members(second)) == left


def a_group_gone_there(office: Desk, second: Desk) -> PokjaId:
    """Delete a group there and add a member to it here."""
    with office.store.read() as reader:
        group = next(item for item in reader.find(Pokja) if item.kampung)
    office.pokja.tambah_anggota(group.id, [{"nama": "Anggota baru"}])
    second.pokja.hapus([group.id])
    return group.id


def test_what_something_new_hangs_on_cannot_be_deleted_only_kept(
    office: Desk, second: Desk
) -> None:
    id = a_group_gone_there(office, second)
    package = packed(second, UTUH)
    plan = merged(office, package, pratinjau=True)
    soal = next(item for item in plan.ringkasan.soal if item.tanya[:2] == (Kind.POKJA, id))
    assert soal.terpakai
    keep, drop = (
        merged(office, package, Putusan(tiap={soal.tanya: side}), pratinjau=True).ringkasan
        for side in ("sini", PAKET)
    )
    assert drop.terbuka == keep.terbuka + 1
    merged(office, package)
    question = next(item for item in office.putusan_paket.daftar() if item.tanya == soal.tanya)
    with pytest.raises(UserError, match="masih dipakai"):
        office.putusan_paket.putuskan([(question, 1)])
    office.putusan_paket.putuskan([(question, 0)])
    with office.store.read() as reader:
        assert reader.get(Pokja, id) is not None


def test_an_answer_to_another_question_than_was_seen_leaves_it_open(
    office: Desk, second: Desk
) -> None:
    office.kampung.ubah(kampung(office), {"catatan": "Dari satu"})
    second.kampung.ubah(kampung(second), {"catatan": "Dari dua"})
    package = packed(second, UTUH)
    (seen,) = merged(office, package, pratinjau=True).ringkasan.soal
    answer = Putusan(tiap={seen.tanya: PAKET}, terlihat={seen.tanya: seen.cabang})
    office.kampung.ubah(kampung(office), {"catatan": "Baru saja"})
    told = merged(office, package, answer, pratinjau=True).ringkasan
    assert told.terbuka == 1
    office.editor.undo()
    assert merged(office, package, answer).ringkasan.terbuka == 0
    assert kampung(office).catatan == "Dari dua"


def test_changes_of_a_merge_are_told_by_place(office: Desk, tmp_path: Path) -> None:
    province = an_office(tmp_path / "provinsi", "19")
    told = sent(office, province).ringkasan
    assert told.banyak()["Kampung KB"] == {"baru": 15}
    own = {item.tempat for item in told.perubahan if item.kind is Kind.OPD}
    assert own == {"Kabupaten Bangka Barat"}
    member = next(item for item in told.perubahan if item.kind is Kind.ANGGOTA and item.judul)
    assert ", " in member.tempat or member.tempat == "Kabupaten Bangka Barat"
    with office.store.read() as reader:
        agency = reader.find(OPD)[0]
    office.opd.ubah(agency, {"tupoksi": "Mengurus jalan"})
    (changed,) = sent(office, province).ringkasan.perubahan
    assert (changed.hasil, changed.judul) == ("berubah", agency.singkat)
    assert changed.uraian == f"Ranah/tupoksi: {agency.tupoksi} → Mengurus jalan"
    province.close()
