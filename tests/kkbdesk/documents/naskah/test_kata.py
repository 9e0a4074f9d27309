"""Words of decrees: dictums, lists, legal bases, dates."""

from __future__ import annotations

from datetime import date

import pytest

from kkbdesk.documents.blocks import Item
from kkbdesk.documents.naskah.kata import (
    bare,
    diktum,
    jabatan,
    letters_before,
    listed,
    romawi,
    sebutan,
    tanggal_huruf,
    tanpa_gelar,
    urut_hierarki,
)
from kkbdesk.model.ids import DasarHukumId
from kkbdesk.model.naskah import DasarHukum, JenisAturan


def dasar(jenis: JenisAturan, nomor: str, tahun: int | None = None, **more: object) -> DasarHukum:
    values = {"id": DasarHukumId(f"{jenis}-{nomor}"), "judul": "Sesuatu", **more}
    return DasarHukum(jenis=jenis, nomor=nomor, tahun=tahun, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("urut", "kata"),
    [
        (1, "KESATU"), (2, "KEDUA"), (4, "KEEMPAT"), (6, "KEENAM"), (10, "KESEPULUH"),
        (11, "KESEBELAS"), (12, "KEDUA BELAS"), (19, "KESEMBILAN BELAS"), (20, "KEDUA PULUH"),
        (21, "KEDUA PULUH SATU"),
    ],
)  # fmt: skip
def test_dictums_count_themselves(urut: int, kata: str) -> None:
    assert diktum(urut) == kata


def test_lists_punctuate_themselves() -> None:
    items = listed([Item("mendata."), Item("melapor;"), Item("menilai, dan")])
    assert [item.text for item in items] == ["mendata;", "melapor; dan", "menilai."]


def test_a_list_below_an_item_ends_as_the_item_would() -> None:
    (first, second) = listed([Item("tugas", (Item("a"), Item("b"))), Item("biaya")])
    assert first.text == "tugas:"
    assert [item.text for item in first.items] == ["a; dan", "b; dan"]
    assert second.text == "biaya."


def test_a_single_item_ends_with_a_full_stop() -> None:
    assert [item.text for item in listed([Item("saja")])] == ["saja."]


def test_letters_before_a_consideration_are_named() -> None:
    assert letters_before(1) == "huruf a"
    assert letters_before(2) == "huruf a dan huruf b"
    assert letters_before(3) == "huruf a, huruf b, dan huruf c"


def test_dates_are_spelled_with_their_weekday() -> None:
    assert tanggal_huruf(date(2026, 2, 20)) == (
        "Jumat, tanggal dua puluh bulan Februari tahun dua ribu dua puluh enam"
    )


@pytest.mark.parametrize(("value", "written"), [(1, "I"), (4, "IV"), (14, "XIV"), (1990, "MCMXC")])
def test_roman_numerals(value: int, written: str) -> None:
    assert romawi(value) == written


def test_a_law_is_cited_with_its_gazette() -> None:
    law = dasar(
        JenisAturan.UU, "52", 2009,
        judul="Perkembangan Kependudukan dan Pembangunan Keluarga",
        lembaran="Tahun 2009 Nomor 161", tambahan="5080",
    )  # fmt: skip
    assert sebutan(law) == (
        "Undang-Undang Nomor 52 Tahun 2009 tentang Perkembangan Kependudukan dan Pembangunan "
        "Keluarga (Lembaran Negara Republik Indonesia Tahun 2009 Nomor 161, Tambahan Lembaran "
        "Negara Republik Indonesia Nomor 5080)"
    )


def test_who_made_a_regulation_is_named_once() -> None:
    letter = dasar(
        JenisAturan.SE, "440/70/SJ", instansi="Menteri Dalam Negeri", tanggal=date(2016, 1, 11)
    )
    assert sebutan(letter) == (
        "Surat Edaran Menteri Dalam Negeri Nomor 440/70/SJ tanggal 11 Januari 2016 tentang Sesuatu"
    )
    rule = dasar(JenisAturan.PERMEN, "1", 2023, instansi="Menteri Dalam Negeri")
    assert sebutan(rule).startswith("Peraturan Menteri Dalam Negeri Nomor 1 Tahun 2023")


def test_bases_stand_by_hierarchy_then_year_then_number() -> None:
    bases = [
        dasar(JenisAturan.PERBUP, "9", 2020), dasar(JenisAturan.UU, "23", 2014),
        dasar(JenisAturan.PP, "43", 2014), dasar(JenisAturan.UU, "6", 2014),
        dasar(JenisAturan.UU, "52", 2009),
    ]  # fmt: skip
    assert [f"{item.jenis} {item.nomor}" for item in urut_hierarki(bases)] == [
        "uu 52", "uu 6", "uu 23", "pp 43", "perbup 9",
    ]  # fmt: skip


def test_instructions_and_letters_are_no_regulations() -> None:
    assert JenisAturan.PERBAN.mengikat
    assert not JenisAturan.INPRES.mengikat
    assert not JenisAturan.SE.mengikat


def test_the_full_stop_of_a_degree_is_no_punctuation() -> None:
    items = listed([Item("Nama Satu, S.H."), Item("Nama Dua, M.Kes."), Item("Nama Tiga, S.Sos.")])
    assert [item.text for item in items] == [
        "Nama Satu, S.H.;", "Nama Dua, M.Kes.; dan", "Nama Tiga, S.Sos.",
    ]  # fmt: skip
    assert bare("sebesar 1.000.") == "sebesar 1.000"


@pytest.mark.parametrize(
    ("nama", "polos"),
    [
        ("Drs. H. M. Nama Orang, M.Si.", "M. Nama Orang"), ("dr. Nama", "Nama"),
        ("Hj. Nama, S.Pd., M.M.", "Nama"), ("Nama Orang", "Nama Orang"), ("H. ", "H."),
    ],
)  # fmt: skip
def test_names_without_degrees(nama: str, polos: str) -> None:
    assert tanpa_gelar(nama) == polos


def test_the_head_of_an_agency_is_told_in_one() -> None:
    assert jabatan("Kepala", "Dinas Kesehatan") == "Kepala Dinas Kesehatan"
    assert jabatan("Kader", "Dinas Kesehatan") == "Kader, Dinas Kesehatan"
    assert jabatan("", "Dinas Kesehatan") == "Dinas Kesehatan"
