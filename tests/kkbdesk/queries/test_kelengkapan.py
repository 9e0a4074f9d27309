"""How complete a kampung is, what counts as out of date, and the way to the next class."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kkbdesk.desk import Desk
from kkbdesk.model.ids import Kind, ProgramId, VariabelId, derived_id
from kkbdesk.model.kampung import Kampung, Variabel
from kkbdesk.model.matriks import Peran
from kkbdesk.model.rapat import StatusRapat, TingkatRapat
from kkbdesk.queries.kelengkapan import Kelengkapan, kelengkapan
from kkbdesk.queries.naik_kelas import berikutnya
from tests.support.makers import SINAR_SURYA, TANJUNG_NIUR, a_klasifikasi


@pytest.fixture
def here(desk: Desk) -> Kampung:
    return desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})


def states(desk: Desk, kampung: Kampung) -> dict[str, Kelengkapan]:
    return desk.kampung.kartu(kampung.id).baris.isi


def steps(desk: Desk, kampung: Kampung) -> dict[str, str]:
    return {step.buka: step.teks for step in desk.kampung.kartu(kampung.id).langkah}


def test_a_new_kampung_is_empty_and_told_what_to_do(desk: Desk, here: Kampung) -> None:
    assert set(states(desk, here).values()) == {Kelengkapan.KOSONG}
    found = steps(desk, here)
    assert f"matriks:{here.id}" in found
    assert f"rapat:kampung:{here.id}" in found
    assert "situs nasional" in found[f"kampung:{here.id}:klasifikasi"]


def test_each_part_becomes_complete(desk: Desk, here: Kampung) -> None:
    today, lead = desk.today(), desk.opd.daftar()[2].id
    group = desk.pokja.tambah({"kampung": here.id, "sk_nomor": "1/2026", "sk_tanggal": today})
    assert states(desk, here)["pokja"] is states(desk, here)["sk"] is Kelengkapan.SEBAGIAN
    desk.pokja.tambah_anggota(group.id, [{"nama": "Nama Ketua"}])
    desk.kampung.ubah(here, {"sk_nomor": "188/2026"})
    desk.matriks.isi(today.year, here.id, {(ProgramId("3"), lead): Peran.PENDUKUNG})
    desk.rencana.tambah({"program": ProgramId("3"), "kegiatan": "KB"}, [here.id])
    desk.realisasi.catat({"judul": "KB", "tanggal": today, "kampung": here.id})
    rapat = desk.rapat.jadwalkan(
        {"nama": "Musyawarah", "tanggal": today, "tingkat": TingkatRapat.DESA, "kampung": here.id}
    )
    desk.rapat.ubah(rapat, {"status": StatusRapat.TERLAKSANA})
    with desk.editor.edit("Data") as unit:
        id = VariabelId(derived_id(Kind.VARIABEL, here.id, today.isoformat()))
        unit.put(Variabel(id=id, kampung=here.id, tanggal=today, pus=10))
    found = states(desk, here)
    assert found.pop("profil") is Kelengkapan.SEBAGIAN
    assert set(found.values()) == {Kelengkapan.LENGKAP}


def test_what_is_old_is_stale_and_says_of_when(desk: Desk, here: Kampung) -> None:
    today = desk.today()
    last = today.year - 1
    group = desk.pokja.tambah({"kampung": here.id, "mulai": date(last, 1, 1)})
    desk.pokja.ubah(group, {"selesai": date(last, 12, 31)})
    desk.rencana.tambah({"tahun": last, "program": ProgramId("3"), "kegiatan": "KB"}, [here.id])
    former = today.replace(day=1) - timedelta(days=1)
    desk.realisasi.catat({"judul": "KB", "tanggal": former, "kampung": here.id})
    assert states(desk, here)["realisasi"] is Kelengkapan.LENGKAP
    parts = desk.kampung.kartu(here.id).baris.bagian
    assert parts["pokja"].keadaan is parts["rencana"].keadaan is Kelengkapan.BASI
    assert parts["rencana"].keterangan == f"tahun {last}"
    assert parts["pokja"].keterangan == f"berakhir 31 Desember {last}"
    with desk.store.read() as reader:
        (row,) = kelengkapan(reader, today.year, today + timedelta(days=70))
    assert row.isi["realisasi"] is Kelengkapan.BASI


def test_the_report_of_a_former_year_does_not_know_what_came_after(
    desk: Desk, here: Kampung
) -> None:
    today = desk.today()
    desk.rencana.tambah({"program": ProgramId("3"), "kegiatan": "KB"}, [here.id])
    desk.realisasi.catat({"judul": "KB", "tanggal": today, "kampung": here.id})
    with desk.store.read() as reader:
        (row,) = kelengkapan(reader, today.year - 1, today)
    assert row.isi["rencana"] is row.isi["realisasi"] is Kelengkapan.KOSONG


def test_one_kampung_is_not_another(desk: Desk, here: Kampung) -> None:
    there = desk.kampung.tambah({"desa": TANJUNG_NIUR, "nama": "Tanjung Niur"})
    desk.rencana.tambah({"program": ProgramId("3"), "kegiatan": "KB"}, [there.id])
    assert states(desk, here)["rencana"] is Kelengkapan.KOSONG
    assert states(desk, there)["rencana"] is Kelengkapan.LENGKAP


@pytest.mark.parametrize(
    ("passed", "aim", "wanted"),
    [
        (set(), "Berkembang", ("input", "proses")),
        ({"input"}, "Berkembang", ("proses",)),
        ({"output"}, "Mandiri", ("input",)),
        ({"input", "proses"}, "Berkelanjutan", ("output",)),
        ({"input", "proses", "output"}, "Berkelanjutan", ()),
    ],
)
def test_the_next_class_and_what_it_wants(
    passed: set[str], aim: str, wanted: tuple[str, ...]
) -> None:
    assert berikutnya(passed) == (aim, wanted)


def test_the_lowest_scores_are_named(desk: Desk, here: Kampung) -> None:
    values = {
        "indeks_input": Decimal("3.2"), "indeks_proses": Decimal("2.33"),
        "indeks_output": Decimal("1.5"), "proses_data": 4, "proses_lintas_sektor": 1,
        "proses_operasional": 2,
    }  # fmt: skip
    plain = a_klasifikasi(here.id, desk.today())
    with desk.editor.edit("Kelas") as unit:
        unit.put(type(plain)(id=plain.id, kampung=here.id, tanggal=plain.tanggal, **values))  # type: ignore[arg-type]  # these are scores
    assert steps(desk, here)[f"kampung:{here.id}:klasifikasi"] == (
        "Menuju Berkembang: indeks proses 2,33, perlu 3; naikkan Lintas Sektor (skor 1), "
        "Operasional (skor 2)"
    )
