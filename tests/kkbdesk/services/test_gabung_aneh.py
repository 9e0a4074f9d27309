"""Packages that are odd or hostile although they are signed: named, never taken, never a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from kkbdesk.model.ids import Kind
from kkbdesk.model.kampung import Kampung, Klasifikasi
from kkbdesk.model.opd import OPD
from kkbdesk.model.paket import Kembar, Paket, Tujuan
from kkbdesk.model.pokja import Anggota
from kkbdesk.services.contoh import isi_contoh
from kkbdesk.services.gabung import SINI, Putusan
from kkbdesk.services.kembar import putusan_kembar
from kkbdesk.services.paket import Hasil
from tests.support.offices import Kiriman, a_copy, an_office, held, merged, packed, sent

UTUH = Tujuan.SERAH_TERIMA
Plain = dict[str, Any]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    desk = an_office(tmp_path / "satu", "19.05")
    isi_contoh(desk.editor, desk.today())
    yield desk
    desk.close()


@pytest.fixture
def second(office: Desk, tmp_path: Path) -> Iterator[Desk]:
    desk = a_copy(tmp_path / "dua", office)
    yield desk
    desk.close()


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Desk]:
    desk = an_office(tmp_path / "provinsi", "19")
    yield desk
    desk.close()


def newer(line: Plain) -> Plain:
    """Return a line as if somebody unknown had written it since."""
    point = ["ffffffffffff", 1, "2026-05-21T00:00:00"]
    return {
        **line,
        "versi": {"k": {**line["versi"]["k"], point[0]: 1}, "t": {"@": [point], "*": [point]}},
    }


def changed(kiriman: Kiriman, kind: Kind, change: Callable[[Plain], None]) -> Kiriman:
    """Return a package whose first record of a kind was tampered with by its own sender."""
    manifest, sidik, tables, name = kiriman
    line = newer(tables[kind][0])
    change(line)
    return manifest, f"{sidik[:-1]}x", {**tables, kind: [line, *tables[kind][1:]]}, name


def with_value(kiriman: Kiriman, kind: Kind, name: str, value: Any) -> Kiriman:
    return changed(kiriman, kind, lambda line: line["isi"].__setitem__(name, value))


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        (Kind.KAMPUNG, "nama", 5),
        (Kind.KAMPUNG, "nama", None),
        (Kind.KAMPUNG, "nama", "\ud800"),
        (Kind.KAMPUNG, "nama", "x" * 5_000),
        (Kind.KAMPUNG, "nama", "a\x00b"),
        (Kind.KAMPUNG, "nama", "   "),
        (Kind.KAMPUNG, "luas", "1E+999999999"),
        (Kind.KAMPUNG, "luas", "NaN"),
        (Kind.KAMPUNG, "luas", 1.5),
        (Kind.KAMPUNG, "aktif", 1),
        (Kind.KAMPUNG, "kriteria", [1, 2]),
        (Kind.KAMPUNG, "kriteria", "abc"),
        (Kind.KAMPUNG, "cakupan", "negara"),
        (Kind.KAMPUNG, "tanggal_pencanangan", "20240101"),
        (Kind.KAMPUNG, "tak_dikenal", "x"),
        (Kind.OPD, "urut", 1 << 70),
        (Kind.OPD, "urut", True),
        (Kind.SEL_MATRIKS, "tahun", "2026"),
    ],
)
def test_a_value_that_does_not_fit_its_field_is_left_out_and_named(
    office: Desk, second: Desk, kind: Kind, name: str, value: Any
) -> None:
    before = held(office)
    result = merged(office, with_value(packed(second, UTUH), kind, name, value)).rencana
    assert [item.kind for item in result.ditolak] == [kind]
    assert held(office) == before
    assert office.store.check() == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: line.update(id=""),
        lambda line: line.update(id=7),
        lambda line: line.update(versi={}),
        lambda line: line.update(versi=[]),
        lambda line: line["versi"].update(k={"x": -1}),
        lambda line: line["versi"].update(t={"@": []}),
        lambda line: line["versi"].update(c={"nama": [1]}),
        lambda line: line["isi"].update(id="x"),
    ],
)
def test_a_line_without_the_form_of_one_refuses_the_whole_package_by_its_number(
    office: Desk, second: Desk, spoil: Callable[[Plain], None]
) -> None:
    before = held(office)
    with pytest.raises(UserError, match="tabel kampung, baris 1"):
        merged(office, changed(packed(second, UTUH), Kind.KAMPUNG, spoil))
    assert held(office) == before


def test_the_same_class_under_another_id_is_the_same_thing(office: Desk, second: Desk) -> None:
    odd = changed(packed(second, UTUH), Kind.KLASIFIKASI, lambda line: line.update(id="lain"))
    number = len(held(office)["klasifikasi"])
    assert merged(office, odd).rencana.ditolak == []
    assert len(held(office)["klasifikasi"]) == number
    assert office.store.check() == []


def test_nobody_makes_the_agencies_of_another_office_his_own(
    office: Desk, province: Desk, tmp_path: Path
) -> None:
    sent(office, province)
    other = an_office(tmp_path / "lain", "19.01")
    mine, theirs = other.opd.daftar()[0].id, office.opd.daftar()[0].id
    with other.editor.edit("Kembar") as unit:
        unit.put(putusan_kembar(Kind.OPD, theirs, mine))
    (refused,) = sent(other, province).rencana.ditolak
    assert refused.kind is Kind.KEMBAR
    with province.store.read("19.05") as reader:
        assert reader.get(OPD, theirs) is not None
    other.close()


@pytest.mark.parametrize("jenis", ["apa", "kampung", "kembar"])
def test_only_what_can_be_entered_twice_can_be_made_one(
    office: Desk, second: Desk, jenis: str
) -> None:
    with second.editor.edit("Kembar") as unit:
        unit.put(replace(putusan_kembar(Kind.OPD, "a", "b"), jenis=jenis))
    (refused,) = sent(second, office, UTUH).rencana.ditolak
    assert refused.kind is Kind.KEMBAR
    assert "kembar" in str(refused.kind)


def test_two_offices_that_made_one_thing_of_two_in_opposite_ways_agree(
    office: Desk, second: Desk
) -> None:
    here = office.opd.tambah({"nama": "Badan Pangan", "tupoksi": "Satu"})
    there = second.opd.tambah({"nama": "Badan Pangan", "tupoksi": "Dua"})
    to_second, to_first = packed(office, UTUH), packed(second, UTUH)
    merged(office, to_first, Putusan(satukan=frozenset({(Kind.OPD, there.id)})))
    merged(second, to_second, Putusan(satukan=frozenset({(Kind.OPD, here.id)})))
    for _ in range(2):
        sent(second, office, UTUH)
        sent(office, second, UTUH)
    assert held(office) == held(second)
    (agency,) = [item for item in office.opd.daftar() if item.nama == "Badan Pangan"]
    assert agency.id == min(here.id, there.id)
    with office.store.read() as reader:
        (versi,) = reader.versi([(str(Kind.OPD), agency.id)]).values()
        assert {value for _, value in versi.cabang["tupoksi"]} | {agency.tupoksi} == {"Satu", "Dua"}
        assert len(reader.find(Kembar)) == 2


def test_what_breaks_a_rule_only_together_is_taken_on_both_sides_and_marked(
    office: Desk, second: Desk
) -> None:
    seat = next(item for item in _all(office, Anggota))
    office.pokja.ubah_anggota(seat, {"mulai": date(2026, 1, 1)})
    second.pokja.ubah_anggota(seat, {"selesai": date(2025, 12, 1)})
    result = sent(second, office, UTUH).rencana
    assert result.ditolak == []
    assert seat.id in {item.id for item in result.perhatian}
    sent(office, second, UTUH)
    assert held(office) == held(second)


def test_a_package_not_taken_whole_is_not_acknowledged(office: Desk, province: Desk) -> None:
    odd = with_value(packed(office), Kind.KAMPUNG, "nama", 5)
    merged(province, odd)
    assert [item.diakui for item in _all(province, Paket)] == [False]
    assert odd[1] not in packed(province, Tujuan.REFERENSI, "19.05")[0]["diterima"]
    whole = packed(office)
    merged(province, whole)
    assert whole[1] in packed(province, Tujuan.REFERENSI, "19.05")[0]["diterima"]


def test_what_a_field_officer_never_saw_he_does_not_replace(office: Desk, tmp_path: Path) -> None:
    agency = office.opd.daftar()[0]
    agency = office.opd.ubah(agency, {"pic": "Nama Kader"})
    field = an_office(tmp_path / "lapangan", "19.05")
    sent(office, field, Tujuan.KECAMATAN, "19.05.05")
    blank = next(item for item in field.opd.daftar() if item.id == agency.id)
    assert blank.pic == ""
    field.opd.ubah(blank, {"pic": "Nama Lain"})
    (question,) = sent(field, office, UTUH).rencana.pertentangan
    assert {question.sini[1], question.paket[1]} == {"Nama Kader", "Nama Lain"}
    merged(office, packed(field, UTUH), Putusan(semua=SINI))
    field.close()


def test_a_second_computer_of_the_province_gets_the_agencies_of_its_offices(
    office: Desk, province: Desk, tmp_path: Path
) -> None:
    sent(office, province)
    other = an_office(tmp_path / "provinsi-dua", "19")
    result: Hasil = sent(province, other, UTUH)
    assert result.rencana.ditolak == []
    assert held(other) == held(province)
    other.close()


def test_edits_between_a_merge_and_its_undo_do_not_outlive_the_undo(
    office: Desk, second: Desk
) -> None:
    kampung = _all(office, Kampung)[0]
    second.kampung.ubah(kampung, {"nama": "Dari dua"})
    package = packed(second, UTUH)
    merged(office, package)
    office.kampung.ubah(_all(office, Kampung)[0], {"nama": "Sesudah"})
    office.editor.undo()
    office.editor.undo()
    again = merged(office, package).rencana
    assert again.pertentangan == []
    assert _all(office, Kampung)[0].nama == "Dari dua"


def test_a_deletion_of_the_regions_own_matrix_reaches_the_province(
    office: Desk, province: Desk
) -> None:
    province.matriks.kunci(2026, None, date(2026, 5, 1))
    office.matriks.kunci(2026, None, date(2026, 5, 1))
    sent(office, province)
    office.editor.undo()
    result = sent(office, province)
    assert result.rencana.ditolak == []
    assert all(item.sama for item in result.total)
    assert province.matriks.grid(2026, None).terkunci


def _all(desk: Desk, record_type: type[Any]) -> list[Any]:
    with desk.store.read() as reader:
        return reader.find(record_type)


def test_classes_of_one_day_entered_in_two_places_are_one(office: Desk, second: Desk) -> None:
    kampung = _all(office, Kampung)[0].id
    for desk, kelas in ((office, "dasar"), (second, "berkembang")):
        desk.kampung.catat_klasifikasi(kampung, date(2026, 1, 1), kelas, "")
    (question,) = sent(second, office, UTUH).rencana.pertentangan
    assert question.kolom == "kelas"
    assert len(_all(office, Klasifikasi)) == len(_all(second, Klasifikasi))
