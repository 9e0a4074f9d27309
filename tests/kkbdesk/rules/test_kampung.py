"""Missing data warns, wrong data blocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kkbdesk.desk import Desk
from kkbdesk.model.ids import KampungId, KlasifikasiId, VariabelId
from kkbdesk.model.kampung import Kampung, Klasifikasi, Variabel
from kkbdesk.model.problem import RuleViolation, Severity
from kkbdesk.rules.check import check_alone, wrong
from kkbdesk.services.kampung import id_klasifikasi
from tests.support.makers import SINAR_SURYA, TANJUNG_NIUR, a_kampung


def blocking(record: Kampung) -> list[str]:
    return [found.field for found in wrong(check_alone(record))]


def test_a_name_and_a_village_are_enough() -> None:
    assert check_alone(a_kampung()) == []


@pytest.mark.parametrize("name", ["", "—", " . "])
def test_without_a_name_there_is_nothing_to_save(name: str) -> None:
    assert "nama" in blocking(a_kampung(nama=name))


def test_a_code_that_is_no_village_blocks() -> None:
    assert blocking(a_kampung("19.05.05")) == ["desa"]


def test_a_launch_before_the_first_kampung_kb_blocks() -> None:
    assert blocking(a_kampung(tanggal_pencanangan=date(2015, 12, 31))) == ["tanggal_pencanangan"]
    assert blocking(a_kampung(tanggal_pencanangan=date(2016, 1, 1))) == []


def test_half_a_coordinate_is_marked_and_a_wrong_one_blocks() -> None:
    (found,) = check_alone(a_kampung(lintang=Decimal("-2.1")))
    assert (found.severity, found.field) == (Severity.PERINGATAN, "bujur")
    assert blocking(a_kampung(lintang=Decimal(50), bujur=Decimal(105))) == ["lintang"]


def test_a_launch_still_to_come_is_marked(desk: Desk) -> None:
    made = desk.kampung.tambah(
        {"desa": SINAR_SURYA, "nama": "Satu", "tanggal_pencanangan": date(2026, 5, 20)}
    )
    assert desk.kampung.berkas(made.id).masalah == ()
    made = desk.kampung.ubah(made, {"tanggal_pencanangan": date(2026, 5, 21)})
    (found,) = desk.kampung.berkas(made.id).masalah
    assert (found.severity, found.field) == (Severity.PERINGATAN, "tanggal_pencanangan")


@pytest.mark.parametrize(("luas", "marks"), [("0", 1), ("0.01", 0), ("10000", 0), ("10000.01", 1)])
def test_an_area_that_no_village_has_is_marked(luas: str, marks: int) -> None:
    found = check_alone(a_kampung(luas=Decimal(luas)))
    assert [(item.severity, item.field) for item in found] == [
        (Severity.PERINGATAN, "luas")
    ] * marks


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "\ud800"])
def test_what_cannot_be_printed_blocks(text: str) -> None:
    assert blocking(a_kampung(nama=f"Kampung {text}")) == ["nama"]


def test_endless_text_blocks_and_says_how_much_is_allowed() -> None:
    (found,) = check_alone(a_kampung(gambaran_umum="x" * 20_001))
    assert "20000" in found.text


def test_one_active_kampung_per_village(desk: Desk) -> None:
    first = desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Satu"})
    with pytest.raises(RuleViolation, match="Satu"):
        desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Dua"})
    desk.kampung.ubah(first, {"aktif": False})
    second = desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Dua"})
    with pytest.raises(RuleViolation, match="Dua"):
        desk.kampung.ubah(replace(first, aktif=False), {"aktif": True})
    assert second.id != first.id


def test_a_village_of_another_district_is_refused(wide: Desk) -> None:
    with pytest.raises(RuleViolation, match="di luar wilayah"):
        wide.kampung.tambah({"desa": "75.03.01.2004", "nama": "Jauh"})


def test_an_unknown_code_is_refused(desk: Desk) -> None:
    with pytest.raises(RuleViolation, match="tidak ada dalam daftar wilayah"):
        desk.kampung.tambah({"desa": "19.05.05.2999", "nama": "Entah"})


def test_two_pilots_in_one_district_are_marked(desk: Desk) -> None:
    pilots = [
        desk.kampung.tambah({"desa": desa, "nama": desa, "percontohan_kabupaten": True})
        for desa in (SINAR_SURYA, TANJUNG_NIUR)
    ]
    file = desk.kampung.berkas(pilots[0].id)
    assert [found.code for found in file.masalah] == ["percontohan"]


def test_an_unknown_class_is_refused(desk: Desk) -> None:
    made = desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Satu"})
    with pytest.raises(RuleViolation, match="tidak dikenal"):
        desk.kampung.catat_klasifikasi(made.id, date(2024, 1, 1), "hebat", "")


def test_figures_of_others_are_kept_and_marked() -> None:
    found = check_alone(
        Variabel(
            id=VariabelId("v"), kampung=KampungId("k"), tanggal=date(2024, 1, 1), pokja_jumlah=3,
            pokja_terlatih=9, pus=10, iud=8, suntik=8, sumber_dana=99,
        )
    )  # fmt: skip
    assert {item.severity for item in found} == {Severity.PERINGATAN}
    assert {item.field for item in found} == {"pokja_terlatih", "pus", "sumber_dana", "pokja"}


def test_an_index_that_is_not_the_mean_of_its_scores_is_marked() -> None:
    id = id_klasifikasi(KampungId("k"), date(2024, 1, 1))
    record = Klasifikasi(
        id=KlasifikasiId(id), kampung=KampungId("k"), tanggal=date(2024, 1, 1), kelas="dasar",
        proses_data=4, proses_operasional=4, proses_lintas_sektor=3, indeks_proses=Decimal("3.67"),
    )  # fmt: skip
    assert check_alone(record) == []
    (found,) = check_alone(replace(record, indeks_proses=Decimal("3.66")))
    assert (found.field, found.severity) == ("indeks_proses", Severity.PERINGATAN)
