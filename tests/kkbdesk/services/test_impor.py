"""Imports of the national website's exports: planned, written in one step, taken back whole."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from db.store import FILE, SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import StaleEdit, UserError
from kkbdesk.model.kampung import Kampung, Klasifikasi, Variabel
from kkbdesk.services.impor import Permintaan, UnknownTable, buat_peta
from kkbdesk.services.pratinjau import Baris, Hasil, Pratinjau
from tests.conftest import NOW
from tests.support import peladen
from tests.support.documents import NAUGHTY
from tests.support.papers import needed
from tests.support.workbooks import Value, xlsx

PLACE = ("No", "Kampung KB", "Provinsi", "Kabupaten", "Kecamatan", "Desa")
SKOR = (
    "Input Pokja", "Input Sumber Dana", "Input Poktan", "Input Sarana", "Input PKB/PLKB",
    "Proses Penggunaan Data", "Proses Operasional", "Proses Lintas Sektor",
    "Output Poktan", "Output CPR", "Output MKJP", "Output Unmet Need",
    "Index Input", "Index Proses", "Index Output", "Klasifikasi",
)  # fmt: skip
DASAR = (
    "Jumlah Sumber Dana", "Pokja Pengurusan", "Pokja SK", "Pokja Jumlah", "Pus", "Penduduk",
    "Keluarga", "BKB", "Memiliki Balita",
)  # fmt: skip
BABEL, BARAT = "KEPULAUAN BANGKA BELITUNG", "BANGKA BARAT"

Row = Sequence[Value]


def place(
    desa: str, kecamatan: str = "TEMPILANG", nama: str = "", kabupaten: str = BARAT,
    provinsi: str = BABEL,
) -> tuple[Value, ...]:  # fmt: skip
    return None, nama or desa, provinsi, kabupaten, kecamatan, desa


def klasifikasi(desa: str, kelas: str = "Mandiri", pokja: Value = 3, **where: str) -> Row:
    """Return a row of the export of classes; its indices fit its scores."""
    scores = (pokja, 4, 3, 1, 3, 4, 4, 2, 4, 4, 4, 1)
    inputs = [pokja if isinstance(pokja, int) else 3, 4, 3, 1, 3]
    return *place(desa, **where), *scores, sum(inputs) / 5, 3.33, 3.25, kelas


def variabel(desa: str, penduduk: Value = 1800, pus: Value = None, **where: str) -> Row:
    """Return a row of the export of raw figures."""
    return *place(desa, **where), 3, True, None, 21, pus, penduduk, 533, 48, 60


@pytest.fixture
def export(tmp_path: Path) -> Any:
    """Write an export and return its path; a later one of the same name replaces it."""

    def write(*rows: Row, head: Sequence[str] = (*PLACE, *SKOR), name: str = "ekspor.xlsx") -> Path:
        return xlsx(tmp_path / name, list(head), *rows)

    return write


DESA = (
    "SINAR SURYA", "TANJUNG NIUR", "TEMPILANG", "BUYAN KELUMBI", "BENTENG KOTA", "AIR LINTANG",
    "SANGKU", "PENYAMPAK", "SIMPANG YUL",
)  # fmt: skip
"""All villages of Tempilang."""
HEAD_VARIABEL = (*PLACE, *DASAR)
THREE = (
    klasifikasi("SINAR SURYA"),
    klasifikasi("TANJUNG NIUR", "Dasar"),
    klasifikasi("AIR PUTIH", "Berkelanjutan", kecamatan="MUNTOK"),
)
CODES = ["19.05.05.2008", "19.05.05.2002", "19.05.01.2004"]


def plan(desk: Desk, path: Path, day: str = "2023-05-02", **more: Any) -> Pratinjau:
    return desk.impor.rencana(path, Permintaan(tanggal=date.fromisoformat(day), **more))


def carry(desk: Desk, path: Path, day: str = "2023-05-02", **more: Any) -> Pratinjau:
    made = plan(desk, path, day, **more)
    desk.impor.terapkan(made)
    return made


def counts(made: Pratinjau) -> dict[str, int]:
    found = Counter(str(row.hasil) for row in made.baris)
    return {**found, **({"hilang": len(made.hilang)} if made.hilang else {})}


def rejected(made: Pratinjau) -> Baris:
    (row,) = [row for row in made.baris if row.hasil is Hasil.DITOLAK]
    return row


def every(desk: Desk, record: type[Any]) -> dict[str, Any]:
    """Return the records of a class by the village of their kampung, a snapshot also by day."""
    with desk.store.read() as reader:
        villages = {item.id: item.desa for item in reader.find(Kampung)}
        if record is Kampung:
            return {item.desa: item for item in reader.find(Kampung)}
        return {f"{villages[item.kampung]} {item.tanggal}": item for item in reader.find(record)}


def contents(desk: Desk) -> dict[str, list[Any]]:
    """Return every row of every table; of the journal, which only grows, its length is left out."""
    return {name: rows for name, rows in peladen.rows(desk).items() if name not in JOURNAL}


JOURNAL = {"jurnal", "perubahan", "identitas"}


@pytest.fixture(scope="module")
def planner(tmp_path_factory: pytest.TempPathFactory, empty_office: Path) -> Iterator[Desk]:
    """The desk of an office just set up, for tests that only plan and so change nothing."""
    data = tmp_path_factory.mktemp("rencana")
    peladen.clone(empty_office, data)
    desk = Desk(SqlStore.open(data, clock=lambda: NOW), lambda: NOW)
    yield desk
    desk.store.close()


@pytest.fixture(scope="session")
def national_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an office for the whole country; copied, never opened."""
    folder = tmp_path_factory.mktemp("pusat")
    with SqlStore.create(folder, clock=lambda: NOW) as store:
        Desk(store, lambda: NOW).kantor.siapkan("pusat", "kosong")
    return folder / FILE


@pytest.fixture
def nation(tmp_path: Path, national_office: Path) -> Iterator[Desk]:
    """The desk of an office for the whole country."""
    data = tmp_path / "pusat"
    data.mkdir()
    peladen.clone(national_office, data)
    desk = Desk(SqlStore.open(data, clock=lambda: NOW), lambda: NOW)
    yield desk
    desk.store.close()


# what becomes of the rows


def test_a_first_export_brings_kampung_with_class_scores_and_indices(
    desk: Desk, export: Any
) -> None:
    made = carry(desk, export(*THREE))
    assert counts(made) == {"baru": 3}
    assert [row.kode for row in made.baris] == CODES
    assert {item.nama for item in every(desk, Kampung).values()} == {
        "SINAR SURYA", "TANJUNG NIUR", "AIR PUTIH",
    }  # fmt: skip
    first = every(desk, Klasifikasi)["19.05.05.2008 2023-05-02"]
    assert (first.kelas, first.input_pokja, first.output_unmet_need) == ("mandiri", 3, 1)
    assert (first.indeks_input, first.indeks_proses) == (Decimal("2.80"), Decimal("3.33"))
    assert first.sumber == "Ekspor situs nasional"


def test_raw_figures_keep_absent_cells_absent(desk: Desk, export: Any) -> None:
    path = export(variabel("SINAR SURYA"), head=HEAD_VARIABEL)
    assert counts(carry(desk, path)) == {"baru": 1}
    (figures,) = every(desk, Variabel).values()
    assert (figures.penduduk, figures.pokja, figures.pokja_sk, figures.pus, figures.iud) == (
        1800, True, None, None, None,
    )  # fmt: skip


def test_implausible_figures_are_kept_and_marked(desk: Desk, export: Any) -> None:
    path = export(variabel("SINAR SURYA", penduduk=10), head=HEAD_VARIABEL)
    made = carry(desk, path)
    assert counts(made) == {"baru": 1}
    assert "Keluarga melebihi jumlah penduduk" in made.baris[0].alasan
    assert [item.penduduk for item in every(desk, Variabel).values()] == [10]


@pytest.mark.parametrize("kelas", ["", "-"])
def test_a_kampung_without_a_class_is_kept_and_marked(desk: Desk, export: Any, kelas: str) -> None:
    made = carry(desk, export(klasifikasi("SINAR SURYA", kelas)))
    assert counts(made) == {"baru": 1}
    assert "Klasifikasi belum diisi" in made.baris[0].alasan
    (figures,) = every(desk, Klasifikasi).values()
    assert (figures.kelas, figures.input_pokja) == ("", 3)


def test_the_same_file_again_changes_nothing(desk: Desk, export: Any) -> None:
    path = export(*THREE)
    carry(desk, path)
    before, history = contents(desk), desk.riwayat.daftar()
    made = plan(desk, path)
    assert counts(made) == {"sama": 3}
    assert made.perubahan == ()
    assert desk.impor.terapkan(made) is None
    assert contents(desk) == before
    assert desk.riwayat.daftar() == history


def test_the_same_file_without_a_date_changes_nothing_on_a_later_day(
    desk: Desk, export: Any
) -> None:
    path = export(*THREE)
    carry(desk, path)
    made = desk.impor.rencana(path)
    assert counts(made) == {"sama": 3}
    assert made.perubahan == ()


def test_a_later_export_shows_each_change_with_old_and_new(desk: Desk, export: Any) -> None:
    carry(desk, export(*THREE))
    later = export(
        klasifikasi("SINAR SURYA", "Berkelanjutan", pokja=4),
        klasifikasi("TANJUNG NIUR", "Dasar"),
        klasifikasi("BENTENG KOTA", "Dasar"),
    )
    made = carry(desk, later, "2023-07-21")
    assert counts(made) == {"berubah": 1, "sama": 1, "baru": 1, "hilang": 1}
    changes = {item.kolom: (item.lama, item.baru) for item in made.baris[0].beda}
    assert changes["Klasifikasi"] == ("Mandiri", "Berkelanjutan")
    assert changes["Input Pokja"] == ("3", "4")
    assert set(changes) == {"Klasifikasi", "Input Pokja", "Indeks Input"}
    assert [item.kode for item in made.hilang] == ["19.05.01.2004"]
    assert every(desk, Kampung)["19.05.01.2004"].aktif


def test_a_kampung_renamed_by_the_website_is_renamed_not_doubled(desk: Desk, export: Any) -> None:
    carry(desk, export(*THREE))
    made = carry(desk, export(klasifikasi("SINAR SURYA", nama="Kampung Melati")), "2023-07-21")
    assert counts(made) == {"berubah": 1, "hilang": 2}
    assert every(desk, Kampung)["19.05.05.2008"].nama == "Kampung Melati"


def test_capitals_and_blanks_alone_are_no_other_name(desk: Desk, export: Any) -> None:
    desk.kampung.tambah({"desa": "19.05.05.2008", "nama": "Sinar Surya"})
    carry(desk, export(klasifikasi(" SINAR SURYA ")))
    assert every(desk, Kampung)["19.05.05.2008"].nama == "Sinar Surya"


def test_an_older_export_adds_history_and_leaves_the_present_alone(desk: Desk, export: Any) -> None:
    carry(desk, export(klasifikasi("SINAR SURYA", "Mandiri", nama="Nama Baru")), "2023-07-21")
    older = export(
        klasifikasi("SINAR SURYA", "Dasar", nama="Nama Lama"), klasifikasi("TANJUNG NIUR")
    )
    made = carry(desk, older, "2022-11-01")
    assert "hanya menambah riwayat" in made.baris[0].alasan
    kampung = every(desk, Kampung)
    assert kampung["19.05.05.2008"].nama == "Nama Baru"
    assert not kampung["19.05.05.2002"].aktif
    assert "tidak aktif" in made.baris[1].alasan
    classes = every(desk, Klasifikasi)
    assert classes["19.05.05.2008 2022-11-01"].kelas == "dasar"
    assert classes["19.05.05.2008 2023-07-21"].kelas == "mandiri"
    (listed,) = [row for row in desk.kampung.daftar() if row.desa == "19.05.05.2008"]
    assert listed.kelas == "mandiri"


def test_what_vanished_is_told_against_the_last_import_of_its_kind_and_territory(
    nation: Desk, export: Any
) -> None:
    elsewhere = {"kabupaten": "BONE BOLANGO", "provinsi": "GORONTALO", "kecamatan": "BONE RAYA"}
    here = (klasifikasi("SINAR SURYA"), klasifikasi("TANJUNG NIUR"))
    assert counts(carry(nation, export(*here), "2023-01-01")) == {"baru": 2}
    other = export(klasifikasi("ALO", **elsewhere))
    assert counts(carry(nation, other, "2023-02-01")) == {"baru": 1}
    figures = export(variabel("SINAR SURYA"), head=HEAD_VARIABEL)
    assert "hilang" not in counts(carry(nation, figures, "2023-03-01"))
    both = export(klasifikasi("SINAR SURYA"), klasifikasi("ALO", **elsewhere))
    made = carry(nation, both, "2023-04-01")
    assert [item.kode for item in made.hilang] == ["19.05.05.2002"]
    assert "hilang" not in counts(carry(nation, both, "2023-05-01"))


def test_a_row_that_was_rejected_is_not_said_to_have_vanished(desk: Desk, export: Any) -> None:
    carry(desk, export(*THREE))
    made = plan(desk, export(*THREE[:2], klasifikasi("AIR PUTIH", "Hebat", kecamatan="MENTOK")),
                "2023-06-01")  # fmt: skip
    assert rejected(made).nilai == "Hebat"
    assert "hilang" not in counts(made)


# undo


@pytest.mark.parametrize("kind", ["first", "later", "older"])
def test_one_undo_brings_back_the_exact_former_state(desk: Desk, export: Any, kind: str) -> None:
    if kind != "first":
        carry(desk, export(*THREE), "2023-05-02")
    before = contents(desk)
    rows = (
        klasifikasi("SINAR SURYA", "Dasar", nama="Nama Lain"),
        klasifikasi("BENTENG KOTA"),
        klasifikasi("SINAR SURIA"),
    )
    carry(desk, export(*rows), "2022-01-01" if kind == "older" else "2023-07-21")
    after = contents(desk)
    assert after != before
    desk.editor.undo()
    assert contents(desk) == before
    desk.editor.redo()
    assert contents(desk) == after


def test_an_import_is_one_step_of_the_history(desk: Desk, export: Any) -> None:
    number = len(desk.riwayat.daftar())
    carry(desk, export(*THREE, name="klasifikasi mei.xlsx"))
    entries = desk.riwayat.daftar()
    assert len(entries) == number + 1
    assert entries[0].label == "Impor klasifikasi kampung dari klasifikasi mei.xlsx"


def test_a_plan_overtaken_by_an_edit_is_refused_and_nothing_is_written(
    desk: Desk, export: Any
) -> None:
    made = plan(desk, export(*THREE))
    desk.kampung.tambah({"desa": "19.05.05.2008", "nama": "Lebih dahulu"})
    before = contents(desk)
    with pytest.raises((StaleEdit, UserError)):
        desk.impor.terapkan(made)
    assert contents(desk) == before


# places


def test_the_old_spelling_of_mentok_is_known(planner: Desk, export: Any) -> None:
    rows = [
        klasifikasi("AIR PUTIH", kecamatan=name) for name in ("MUNTOK", "MENTOK", "Kec. Muntok")
    ]
    for row in rows:
        assert [item.kode for item in plan(planner, export(row)).baris] == ["19.05.01.2004"]


@pytest.mark.parametrize(
    "where",
    [
        {"kabupaten": "KABUPATEN BANGKA BARAT"},
        {"kabupaten": "Kab. Bangka  Barat", "provinsi": "Prov. Kep. Bangka Belitung"},
        {"provinsi": "BANGKA BELITUNG"},
        {"kecamatan": "kec tempilang"},
        {"kabupaten": ""},
        {"kecamatan": ""},
        {"provinsi": ""},
    ],
)
def test_a_village_is_found_whatever_stands_before_its_names(
    planner: Desk, export: Any, where: dict[str, str]
) -> None:
    made = plan(planner, export(klasifikasi("SINAR SURYA", **where)))
    assert [(row.hasil, row.kode) for row in made.baris] == [(Hasil.BARU, "19.05.05.2008")]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ({"kabupaten": "BANGKA TENGAH", "kecamatan": "KOBA", "desa": "NIBUNG"}, "(19.04) di luar"),
        (
            {"provinsi": "SUMATERA BARAT", "kabupaten": "KOTA SOLOK", "kecamatan": "LUBUK SIKARAH",
             "desa": "TANAH GARAM"},
            "Kota Solok (13.72) di luar wilayah",
        ),
        ({"provinsi": "RIAU", "desa": "SINAR SURYA"}, "Riau (14) di luar wilayah"),
    ],
)  # fmt: skip
def test_rows_of_another_territory_are_rejected_with_that_reason(
    wide: Desk, export: Any, where: dict[str, str], said: str
) -> None:
    made = carry(wide, export(THREE[0], klasifikasi(**where)))
    assert counts(made) == {"baru": 1, "ditolak": 1}
    row = rejected(made)
    assert said in row.alasan
    assert row.baris == 3


def test_names_are_matched_in_the_whole_country(nation: Desk, export: Any) -> None:
    rows = (
        klasifikasi("TANAH GARAM", provinsi="SUMATERA BARAT", kabupaten="KOTA SOLOK",
                    kecamatan="LUBUK SIKARAH"),
        klasifikasi("ALO", provinsi="GORONTALO", kabupaten="BONE BOLANGO", kecamatan="BONE RAYA"),
        klasifikasi("SELAYO", provinsi="SUMATERA BARAT", kabupaten="SOLOK", kecamatan="KUBUNG"),
    )  # fmt: skip
    made = plan(nation, export(*rows))
    assert [row.kode[:5] for row in made.baris] == ["13.72", "75.03", "13.02"]


def test_a_close_name_is_only_proposed_and_a_confirmation_is_remembered(
    desk: Desk, export: Any
) -> None:
    path = export(klasifikasi("SINAR SURIA"))
    made = carry(desk, path)
    row = rejected(made)
    assert (row.kolom, row.nilai) == ("Desa", "SINAR SURIA")
    assert [item.kode for item in row.usulan] == ["19.05.05.2008"]
    assert every(desk, Kampung) == {}
    answer = {row.usulan[0].teks: row.usulan[0].kode}
    assert counts(carry(desk, path, konfirmasi=answer)) == {"baru": 1}
    again = plan(desk, path)
    assert counts(again) == {"sama": 1}
    assert again.perubahan == ()
    desk.editor.undo()
    assert rejected(plan(desk, path)).usulan


def test_a_confirmed_kecamatan_serves_all_its_rows(planner: Desk, export: Any) -> None:
    where = {"kecamatan": "TEMPILAN"}
    path = export(klasifikasi("SINAR SURYA", **where), klasifikasi("TANJUNG NIUR", **where))
    usulan = plan(planner, path).usulan
    assert [item.kode for item in usulan] == ["19.05.05"]
    made = plan(planner, path, konfirmasi={usulan[0].teks: usulan[0].kode})
    assert [row.kode for row in made.baris] == CODES[:2]


def test_a_confirmation_of_the_wrong_level_is_refused(planner: Desk, export: Any) -> None:
    path = export(klasifikasi("SINAR SURIA"))
    text = plan(planner, path).usulan[0].teks
    with pytest.raises(UserError, match=r"19\.05\.05.*desa"):
        plan(planner, path, konfirmasi={text: "19.05.05"})


def test_a_village_named_under_the_wrong_kecamatan_is_proposed(planner: Desk, export: Any) -> None:
    row = rejected(plan(planner, export(klasifikasi("SINAR SURYA", kecamatan="KELAPA"))))
    assert "Kecamatan Tempilang" in row.alasan
    assert [item.kode for item in row.usulan] == ["19.05.05.2008"]


@pytest.mark.parametrize(
    "kode",
    ["19.05.05.2008", " 19.05.05.2008 ", "1905052008", 1905052008, "19 05 05 2008",
     "19-05-05-2008", "19.05.05.2008.", "1905052008.0"],
)  # fmt: skip
def test_a_code_is_read_whatever_a_spreadsheet_made_of_it(
    planner: Desk, export: Any, kode: Value
) -> None:
    path = export(("Melati", kode), head=("Nama Kampung KB", "Kode Desa"))
    assert [row.kode for row in plan(planner, path).baris] == ["19.05.05.2008"]


@pytest.mark.parametrize(
    ("kode", "said"),
    [
        (19.05, "“19.05” bukan kode desa"), ("1905050008", "bukan kode desa"),
        ("19.06.01.2001", "di luar wilayah"), ("99.99.99.2001", "bukan kode desa"),
    ],
)  # fmt: skip
def test_what_is_no_code_of_a_village_here_is_rejected(
    planner: Desk, export: Any, kode: Value, said: str
) -> None:
    path = export(("Melati", kode), head=("Nama Kampung KB", "Kode Desa"))
    assert said in rejected(plan(planner, path)).alasan


def test_a_code_and_a_name_that_contradict_each_other_are_rejected(
    planner: Desk, export: Any
) -> None:
    head = ("Nama Kampung KB", "Kode Desa", "Kecamatan", "Desa")
    path = export(("Melati", "19.05.05.2008", "TEMPILANG", "TANJUNG NIUR"), head=head)
    row = rejected(plan(planner, path))
    assert "19.05.05.2008" in row.alasan
    assert "19.05.05.2002" in row.alasan


# rows that are none, doubles, look-alikes


def test_sums_and_repeated_headings_are_told_as_such(planner: Desk, export: Any) -> None:
    head = (*PLACE, *SKOR)
    subtotal = (None, None, None, None, "Total Kec. Tempilang", None, 12)
    path = export(THREE[0], (None, "JUMLAH"), head, subtotal, THREE[1])
    made = plan(planner, path)
    reasons = {row.baris: row.alasan for row in made.baris if row.hasil is Hasil.DITOLAK}
    assert set(reasons) == {3, 4, 5}
    assert "jumlah" in reasons[3]
    assert "kepala kolom" in reasons[4]
    assert "jumlah" in reasons[5]


def test_a_village_named_twice_is_rejected_with_the_first_row(planner: Desk, export: Any) -> None:
    made = plan(planner, export(THREE[0], klasifikasi("SINAR SURYA", "Dasar")))
    assert "baris 2" in rejected(made).alasan


def test_the_same_name_in_another_village_is_pointed_out(planner: Desk, export: Any) -> None:
    made = plan(
        planner, export(THREE[0], klasifikasi("TANJUNG NIUR", nama="Kampung KB Sinar Surya"))
    )
    assert counts(made) == {"baru": 2}
    assert "19.05.05.2008" in made.baris[1].alasan


@pytest.mark.parametrize(
    ("pokja", "said"), [("3 (tiga)", "bukan angka"), ("tiga", "bukan angka"), (2.5, "bulat")]
)
def test_a_cell_that_cannot_be_read_is_named_with_column_value_and_reason(
    planner: Desk, export: Any, pokja: Value, said: str
) -> None:
    row = rejected(plan(planner, export(klasifikasi("SINAR SURYA", pokja=pokja))))
    assert (row.baris, row.kolom) == (2, "Input Pokja")
    assert row.nilai
    assert said in row.alasan


def test_what_people_write_for_absent_is_absent(desk: Desk, export: Any) -> None:
    absent = ["-", "–", " - ", "n/a", "N/A", "NaN", "null", "", " "]
    path = export(
        *(variabel(desa, penduduk=cell) for desa, cell in zip(DESA, absent, strict=True)),
        head=HEAD_VARIABEL,
    )
    assert counts(carry(desk, path)) == {"baru": len(absent)}
    assert {item.penduduk for item in every(desk, Variabel).values()} == {None}


def test_dates_are_read_as_people_here_write_them(desk: Desk, export: Any) -> None:
    written: dict[Value, date | None] = {
        "5/3/2020": date(2020, 3, 5), "05-03-20": date(2020, 3, 5), "2020-03-05": date(2020, 3, 5),
        "5 Maret 2020": date(2020, 3, 5), "2020/03/05": date(2020, 3, 5), "-": None,
        "5/Mar/2020": date(2020, 3, 5), "17 Agst 2021": date(2021, 8, 17),
        "Selasa, 5 Mei 2020": date(2020, 5, 5), date(2020, 3, 6): date(2020, 3, 6),
    }  # fmt: skip
    head = ("Nama Kampung KB", "Kode Desa", "Tanggal Pencanangan")
    with desk.store.read() as reader:
        villages = [item.id for item in reader.wilayah_dalam("19.05", 4)]
    rows = [(f"K{at}", villages[at], cell) for at, cell in enumerate(written)]
    carry(desk, export(*rows, head=head))
    kept = every(desk, Kampung)
    assert [kept[kode].tanggal_pencanangan for _, kode, _ in rows] == list(written.values())


# dates of the file


def test_the_date_stands_in_the_file_or_is_todays(planner: Desk, tmp_path: Path) -> None:
    rows: list[Row] = [["Keadaan per 28 Agustus 2023"], [], [*PLACE, *SKOR], THREE[0]]
    dated = planner.impor.rencana(xlsx(tmp_path / "a.xlsx", *rows))
    assert dated.tanggal == date(2023, 8, 28)
    bare = planner.impor.rencana(xlsx(tmp_path / "b.xlsx", *rows[2:]))
    assert bare.tanggal == NOW.date()
    assert "hari ini" in bare.catatan[0]
    given = plan(planner, xlsx(tmp_path / "c.xlsx", *rows), "2022-01-01")
    assert given.tanggal == date(2022, 1, 1)


def test_a_date_to_come_is_refused(planner: Desk, export: Any) -> None:
    with pytest.raises(UserError, match="belum tiba"):
        plan(planner, export(*THREE), "2026-05-21")


# columns


def test_foreign_headings_are_mapped_once_and_remembered(desk: Desk, export: Any) -> None:
    head = ("Village project", "Village", "Rating")
    path = export(("Melati", "Sinar Surya", "Mandiri"), head=head)
    with pytest.raises(UnknownTable, match="Village project"):
        plan(desk, path)
    peta = buat_peta(
        "klasifikasi", {"Village project": "nama", "Village": "Desa", "Rating": "Klasifikasi"}
    )
    assert counts(carry(desk, path, peta=peta)) == {"baru": 1}
    assert counts(plan(desk, path)) == {"sama": 1}
    desk.editor.undo()
    with pytest.raises(UnknownTable):
        plan(desk, path)


def test_columns_in_another_order_and_unknown_ones_do_no_harm(desk: Desk, export: Any) -> None:
    head = (*reversed((*PLACE, *SKOR)), "Petugas")
    made = carry(desk, export((*reversed(THREE[0]), "Ani"), head=head))
    assert counts(made) == {"baru": 1}
    assert any("Petugas" in note for note in made.catatan)
    assert every(desk, Klasifikasi)["19.05.05.2008 2023-05-02"].indeks_proses == Decimal("3.33")


def test_an_unusable_file_leaves_nothing_even_when_confirmed(planner: Desk, export: Any) -> None:
    head = ("Nama Kampung KB", "Kode Desa", "Tanggal Pencanangan")
    made = plan(planner, export(("Melati", "19.05.05.2008", "17/8/1945"), head=head))
    assert counts(made) == {"ditolak": 1}
    assert not made.terpakai
    assert made.perubahan == ()


def test_a_file_name_that_no_encoding_holds_is_no_obstacle(desk: Desk, export: Any) -> None:
    path = export(*THREE)
    odd = path.rename(path.with_name("a\u202eb\nc.xlsx"))
    carry(desk, odd)
    assert "ab c.xlsx" in desk.riwayat.daftar()[0].label


# texts that hurt


def naughty() -> list[str]:
    path = Path(__file__).resolve().parents[4] / "shared" / "data" / "torture" / "blns.json"
    found: list[str] = json.loads(path.read_text("utf-8")) if path.exists() else []
    return [*NAUGHTY, *found, "'; DROP TABLE kampung; --", "%s%n{0}$(id)`id`", "../../etc/passwd"]


def test_naughty_texts_go_in_and_out_as_texts(desk: Desk, tmp_path: Path) -> None:
    texts = naughty()
    with desk.store.read() as reader:
        villages = [item.id for item in reader.wilayah_dalam("19.05", 4)]
    path = tmp_path / "nakal.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(("Nama Kampung KB", "Kode Desa", "Catatan", "Nomor SK"))
        for number, text in enumerate(texts):
            kept = text.replace("\0", "")
            writer.writerow((f"K{number}", villages[number % len(villages)], kept, "1"))
    made = carry(desk, path)
    assert len(made.baris) == len(texts)
    assert counts(made)["baru"] == min(len(texts), len(villages))
    again = tmp_path / "lagi.xlsx"
    desk.ekspor.ekspor(made.jenis, again)
    assert set(counts(plan(desk, again))) == {"sama"}
    named = {row.nama for row in desk.kampung.daftar()}
    assert {f"K{number}" for number in range(min(len(texts), len(villages)))} == named


def test_a_naughty_text_in_every_column_is_answered(planner: Desk, tmp_path: Path) -> None:
    texts = [text for text in NAUGHTY if "\0" not in text]
    path = tmp_path / "nakal.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow((*PLACE, *SKOR[:4]))
        for text in texts:
            writer.writerow([text] * 10)
            writer.writerow(["", *place("SINAR SURYA")[1:5], *[text] * 5])
        writer.writerow(THREE[0][:10])
    made = plan(planner, path)
    assert counts(made) == {"ditolak": 2 * len(texts), "baru": 1}
    assert all(row.alasan for row in made.baris if row.hasil is Hasil.DITOLAK)
    path.write_bytes(path.read_bytes() + b"a\0b")
    with pytest.raises(UserError, match="bukan"):
        plan(planner, path)


# the real exports


def test_the_exports_of_bone_bolango_follow_one_another(nation: Desk) -> None:
    days = ["2022-11-01_36", "2023-02-02_52", "2023-05-02_55", "2023-05-22_55", "2023-07-21_72"]
    told = []
    for name in days:
        path = needed("kampungkb", f"klasifikasi_bone-bolango_{name}.xlsx")
        told.append(counts(carry(nation, path, name[:10])))
        assert plan(nation, path, name[:10]).perubahan == ()
    assert [sum(each.values()) - each.get("hilang", 0) for each in told] == [36, 52, 55, 55, 72]
    assert not any("ditolak" in each for each in told)
    assert [each.get("hilang", 0) for each in told] == [0, 0, 0, 0, 1]


def test_every_row_of_bangka_barat_is_taken_and_taken_back(desk: Desk) -> None:
    before = contents(desk)
    files = (
        "variabel_bangka-barat_2022-06-07", "klasifikasi_bangka-barat_2022-06-13",
        "variabel_bangka-barat_2023-06-12", "klasifikasi_bangka-barat_2023-08-28",
    )  # fmt: skip
    told = []
    for name in files:
        told.append(counts(carry(desk, needed("kampungkb", f"{name}.csv"), name[-10:])))
    assert told[0] == {"baru": 15}
    assert [sum(each.values()) for each in told] == [15, 15, 26, 48]
    assert not any("ditolak" in each for each in told)
    for _ in told:
        desk.editor.undo()
    assert contents(desk) == before


def test_the_list_of_2022_gives_the_villages_of_that_day(nation: Desk) -> None:
    made = carry(nation, needed("wilayah", "wilayah_lama_2022.csv"), "2022-11-09")
    assert not any(row.hasil is Hasil.DITOLAK for row in made.baris)
    with nation.store.read() as reader:
        villages = reader.wilayah_dalam("13", 4)
    assert sum(item.valid(date(2022, 11, 9)) for item in villages) == 1159
    assert sum(item.valid(NOW.date()) for item in villages) == 1265
